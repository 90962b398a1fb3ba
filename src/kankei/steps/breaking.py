"""`kankei measure breaks`: when a relation moved, and the events and claims around it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from ..measures import breaks, moves
from ..measures.arrays import require_columns
from ..measures.breaks import HAZARD, LARGE
from ..record.questions import question
from ..record.store import Record, open_record
from ..study import read_study
from ..terms.dyad import Dyad
from ..terms.errors import InputError, Problem
from .notes import Measured, Notes, read_rows

AROUND = 1
"""Months before and after a break in which events are looked for."""
NOWHERE = "no study was named: --study FOLDER lists the events and claims of its record"


@dataclass(frozen=True, slots=True)
class Looking:
    """What counts as a break.

    Parameters
    ----------
    least
        Least probability of what is listed.
    large
        A large move, in units of the index.
    hazard
        Probability of another level in a month, beforehand.
    """

    least: float = 0.5
    large: float = LARGE
    hazard: float = HAZARD


def measure_breaks(
    relation: Path,
    dyad: Dyad,
    domain: str = "",
    looking: Looking | None = None,
    study: Path | None = None,
) -> Measured:
    """List the large moves and the changes of level of one relation.

    Parameters
    ----------
    relation
        File that `kankei measure relation` wrote.
    domain
        Which of its domains; the only one when empty.
    study
        In whose record (of its last build) events and claims around each break are looked for.

    Returns
    -------
    Measured
        The large moves (:func:`kankei.measures.moves`); beside them ``levels``
        (:func:`kankei.measures.breaks`) and, with a study, ``around``: ``month, kind, id, starts,
        ends, precision, within, text_ja, text_en``, a time with the precision it is known with.
        The notes say in which record was looked, or that none was named.

    Raises
    ------
    InputError
        When the file has no such pair or domain, or has several domains and none is named.
    """
    how = looking or Looking()
    whole, notes = read_rows(relation)
    series = one_relation(whole, dyad, domain, str(relation))
    # The first month has a place and no move: nothing is known of the month before.
    later = series.filter(pc.greater(series["month"], pc.min(series["month"])))
    moved = moves(later, large=how.large, least=how.least)
    levels = breaks(series, "signal", spread="signal_sd", hazard=how.hazard, least=how.least)
    more = {"levels": levels}
    if study is not None:
        months = [*moved["month"].to_pylist(), *levels["month"].to_pylist()]
        with open_record(read_study(study).build / "record.duckdb") as record:
            more["around"] = around(record, dyad, months)
    looked = str(study) if study is not None else NOWHERE
    made = {
        "breaks": {"dyad": dyad.key, "large": how.large, "hazard": how.hazard, "around": looked}
    }
    return Measured(moved, notes + Notes(made_from=made), more)


def one_relation(whole: pa.Table, dyad: Dyad, domain: str, where: str) -> pa.Table:
    """Choose one pair and one domain of a table of relations.

    Raises
    ------
    InputError
        As :func:`measure_breaks` does.
    """
    require_columns(whole, ("a", "b", "domain", "month", "signal", "signal_sd"), "breaks")
    first, second = sorted((dyad.a, dyad.b))
    pair = whole.filter(pc.and_(pc.equal(whole["a"], first), pc.equal(whole["b"], second)))
    if not pair.num_rows:
        what = f"the file has no relation of {dyad.key}"
        raise InputError(Problem(what, "measure it first, or name another pair", where))
    domains = sorted(set(pair["domain"].to_pylist()))
    if not domain and len(domains) > 1:
        what = f"the file has the domains {', '.join(domains)} for {dyad.key}"
        raise InputError(Problem(what, "name one with --domain", where))
    if domain and domain not in domains:
        what = f"the file has no domain {domain!r} for {dyad.key}"
        raise InputError(Problem(what, f"use {', '.join(domains)}", where))
    return pair.filter(pc.equal(pair["domain"], domain or domains[0]))


def around(record: Record, dyad: Dyad, months: Iterable[date]) -> pa.Table:
    """List what the record knows of a pair in the months around some breaks.

    Events are those between the two, unless they were read in documents and no person has judged
    them; claims are those about these events, or of one of the two.
    """
    rows: list[dict[str, Any]] = []
    for month in sorted(set(months)):
        period = f"{_month(month, -AROUND)}/{_month(month, AROUND)}"
        events = question("events").answer(record, {"dyad": dyad.key, "period": period}).to_pylist()
        about = {event["key"] for event in events}
        claims = question("claims").answer(record, {"period": period}).to_pylist()
        rows += [_row(month, "event", event) for event in events if event["made_by"] != "read"]
        rows += [
            _row(month, "claim", claim)
            for claim in claims
            if claim["about"] in about or claim["speaker"] in dyad.states
        ]
    return pa.Table.from_pylist(rows, _AROUND)


_AROUND = pa.schema(
    [
        ("month", pa.date32()),
        ("kind", pa.string()),
        ("id", pa.string()),
        ("starts", pa.date32()),
        ("ends", pa.date32()),
        ("precision", pa.string()),
        ("within", pa.bool_()),
        ("text_ja", pa.string()),
        ("text_en", pa.string()),
    ]
)


def _row(month: date, kind: str, item: dict[str, Any]) -> dict[str, Any]:
    chosen = {name: item.get(name) for name in _AROUND.names[2:]}
    return {"month": month, "kind": kind, **chosen}


def _month(month: date, later: int) -> str:
    number = month.year * 12 + month.month - 1 + later
    return f"{number // 12:04}-{number % 12 + 1:02}"
