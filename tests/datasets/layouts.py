"""Made-up rows in the layout that a card declares: each reader is tested on its own columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.csv as pacsv
import pyarrow.parquet as pq

from kankei.datasets import File, Loaded, card, load
from kankei.datasets.shape import ColumnType, arrow_type

Row = Mapping[str, Any]


def write(folder: Path, file: File, rows: Sequence[Row]) -> None:
    """Write rows with every column that the card knows; cells not given are empty."""
    columns: dict[str, ColumnType] = {**file.columns, **dict.fromkeys(file.ignored, "text")}
    table = pa.table({name: _cells(rows, name, kind) for name, kind in columns.items()})
    if file.format == "parquet":
        pq.write_table(table, folder / file.name)
    else:
        pacsv.write_csv(table, folder / file.name)


def _cells(rows: Sequence[Row], name: str, kind: ColumnType) -> pa.Array:
    return pa.array(
        [row.get(name) for row in rows], pa.string() if kind == "text" else arrow_type(kind)
    )


def laid(folder: Path, name: str, *tables: Sequence[Row], form: str = "") -> Loaded:
    """Write the files of a form and load them; the card's assertions are not about made-up rows."""
    about = card(name)
    chosen = about.form(form) if form else about.forms[0]
    for file, rows in zip(chosen.files, tables, strict=True):
        write(folder, file, rows)
    return load(name, folder, chosen.key, states=())


def rows_of(loaded: Loaded) -> list[dict[str, Any]]:
    """Give the rows of a data set one by one."""
    found: list[dict[str, Any]] = loaded.table.to_pylist()
    return found


def refused(loaded: Loaded) -> list[tuple[str, str, str]]:
    """Column, value and reason of what was left out."""
    return [(row["column"], row["value"], row["what"]) for row in loaded.rejections.to_pylist()]
