"""How the notes of a measured table look on a terminal, and to programs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import reduce
from itertools import groupby
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import typer

from ..steps.notes import Measured, Notes
from .showing import WIDEST, show_rows
from .words import language_of, matched, tell

SHOWN = 40
"""Rows of a table that a terminal shows; a file has them all."""
NAMED = 5
"""Values named on the terminal for each reason; the file has them all."""


def show_measured(
    measured: Measured, out: Path | None, *, as_json: bool, columns: Sequence[str] = ()
) -> None:
    """Write a result if a file is asked for, and show it with its notes.

    Parameters
    ----------
    columns
        Those that a terminal shows, of which there is room for seven; the first when empty.
    as_json
        One line of JSON: rows and file, notes, and the table itself where no file is written.
    """
    if as_json:
        plain = plain_measured(measured, out)
        typer.echo(json.dumps(plain, ensure_ascii=False, default=str))
        return
    if out is None:
        chosen = _telling(measured.table, columns)
        valued = chosen.filter(_valued(chosen))
        show_rows(valued.slice(0, SHOWN))
        if valued.num_rows > SHOWN:
            typer.echo(tell("shown_first", shown=SHOWN, rows=valued.num_rows))
        if empty := chosen.num_rows - valued.num_rows:
            typer.echo(tell("shown_valued", rows=empty))
    else:
        for path, rows in measured.write(out).items():
            typer.echo(tell("measured", rows=rows, file=path))
    show_notes(measured.notes)


def _telling(table: pa.Table, columns: Sequence[str]) -> pa.Table:
    """The columns that tell most, of which there is room for seven."""
    names = [name for name in columns if name in table.column_names]
    return table.select((names or table.column_names)[:WIDEST])


def _valued(table: pa.Table) -> pa.Array:
    """Which rows have a value; all of a table in which nothing is measured by a number."""
    measured = [field.name for field in table.schema if pa.types.is_floating(field.type)]
    known = [table[name].is_valid().combine_chunks() for name in measured]
    return reduce(pc.or_, known) if known else pa.array([True] * table.num_rows)


def plain_measured(measured: Measured, out: Path | None) -> dict[str, Any]:
    """Give a result as JSON: the files that were written, else the tables; and the notes."""
    found: dict[str, Any] = {"rows": measured.table.num_rows}
    if out is not None:
        found["files"] = {str(path): rows for path, rows in measured.write(out).items()}
    else:
        tables = {"table": measured.table, **measured.more}
        found |= {name: table.to_pylist() for name, table in tables.items()}
    return {**found, "notes": measured.notes.plain()}


def show_notes(notes: Notes) -> None:
    """Say what was left out, mended, and remarked on; warnings come last, where they are read."""
    for item in notes.mended:
        typer.echo(tell("mended", values=item.values, text=item.text.in_(language_of())))
    for key, table in (("left_out", notes.left_out), ("remarked", notes.remarks)):
        for line in _lines(table):
            typer.echo(tell(key, **line))
    for warning in notes.warnings:
        typer.echo(tell("warning", text=warning.in_(language_of())))


def _lines(table: pa.Table) -> list[dict[str, object]]:
    """One line for each reason, with the number of rows and some of the values."""

    def reason(row: dict[str, Any]) -> tuple[str, str, str]:
        return row["origin"], row["column"], row["what"]

    lines = []
    for (origin, column, what), group in groupby(sorted(table.to_pylist(), key=reason), reason):
        rows = list(group)
        values = [row["value"] for row in rows if row["value"]]
        more = tell("and_more", count=len(values) - NAMED) if len(values) > NAMED else ""
        named = ", ".join(values[:NAMED]) + more
        lines.append(
            {
                "origin": origin,
                "rows": sum(row["rows"] for row in rows),
                "place": f"{column} {named}".strip(),
                "what": _said(what),
            }
        )
    return lines


def _said(what: str) -> str:
    return what if language_of() == "en" else in_japanese(what) or what


def in_japanese(what: str) -> str:
    """Give a reason of a reader or measure in Japanese; nothing when the table lacks it.

    Examples
    --------
    >>> in_japanese("not a value of type int"), in_japanese("unanimous")
    ('型intの値ではない', '全会一致')
    """
    return matched(what, "reasons.toml", "reasons")
