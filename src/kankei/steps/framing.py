"""A frame of states or pairs with columns of open data, written with its join report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

from ..frames import Frame
from .notes import check_suffix


@dataclass(frozen=True, slots=True)
class FrameWritten:
    """Where a frame was written, and its join report."""

    path: Path
    cells: int
    columns: int
    report: pa.Table


def write_frame(empty: Frame, fields: Sequence[str], out: Path) -> FrameWritten:
    """Join fields to a frame and write it as Parquet or CSV, by the ending of the name.

    The reasons of missing values stand beside each column, and in Parquet the data sets that were
    read are in the schema, for ``kankei cite``.

    Raises
    ------
    InputError
        When the name ends neither in ``.parquet`` nor in ``.csv``.
    """
    check_suffix(out)
    joined = empty.add(*fields)
    table = joined.table()
    out.parent.mkdir(parents=True, exist_ok=True)
    partial = out.with_name(f".{out.name}.partial")
    if out.suffix == ".csv":
        pa.csv.write_csv(_plain(table), partial)
    else:
        pa.parquet.write_table(table, partial, compression="zstd")
    partial.replace(out)
    return FrameWritten(out, table.num_rows, len(joined.columns), joined.report())


def _plain(table: pa.Table) -> pa.Table:
    """Reasons as texts, which is all that CSV knows."""
    fields = [
        pa.field(field.name, pa.string() if pa.types.is_dictionary(field.type) else field.type)
        for field in table.schema
    ]
    return table.cast(pa.schema(fields))
