"""The dyad-month panel of a study's own record, written beside its tables."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

from ..measures import domain_table, dyad_months, dyad_table, month_table, pairs_of_record
from ..record.store import Record
from ..study import Study
from ..terms.period import Period

ORDER = ("dyad", "domain", "month")


def write_panel(study: Study, record: Record, folder: Path) -> tuple[Path, Path]:
    """Write ``dyad_months.csv`` and ``.parquet``: events of every relation by month and domain.

    The record is taken to cover the study's period for all of its relations: no event in a month
    means that the record holds none, which the report says of every count. Events that were read in
    documents count once a person has accepted them.
    """
    panel = record_panel(study, record)
    sheet, columns = folder / "dyad_months.csv", folder / "dyad_months.parquet"
    pa.csv.write_csv(panel, sheet)
    pa.parquet.write_table(panel, columns)
    return sheet, columns


def record_panel(study: Study, record: Record) -> pa.Table:
    """Count the events of each relation of the study by month and domain."""
    about = study.settings.study
    period, states = Period.parse(about.period), sorted(about.states)
    pairs = [(a, b) for a in states for b in states if a < b]
    covered = pa.table({"subject": ["*"], "starts": [period.start], "ends": [period.end]})
    event = record.table("event")
    event = event.filter(event.made_by != "read")
    panel = dyad_months(
        pairs_of_record(event, record.table("participant"), record.table("actor")),
        record.table("panel_dyads", dyad_table(pairs)),
        record.table("panel_months", month_table(period)),
        record.table("panel_domains", domain_table()),
        record.table("panel_coverage", covered),
    )
    return record.answer(panel.order_by(*ORDER))
