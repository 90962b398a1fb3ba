"""The five shapes that open data comes in.

A new data set adds rows, not tables: whatever a publisher calls its columns, the rest of the house
sees votes, events, ties, series or texts with the columns of ``shapes.toml``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import pyarrow as pa

from ..terms.errors import DatasetError, Problem
from ..terms.language import Bilingual

ShapeName = Literal["votes", "events", "ties", "series", "texts"]
ColumnType = Literal["text", "date", "int", "float", "bool"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column with its type and its meaning in both languages.

    Parameters
    ----------
    required
        True when no row may be without it.
    """

    name: str
    type: ColumnType
    required: bool
    meaning: Bilingual


@dataclass(frozen=True, slots=True)
class Shape:
    """A kind of table: its columns, in order."""

    name: str
    meaning: Bilingual
    columns: tuple[Column, ...]


@cache
def shapes() -> dict[str, Shape]:
    """Give the five shapes by name.

    Examples
    --------
    >>> sorted(shapes())
    ['events', 'series', 'texts', 'ties', 'votes']
    """
    text = (files(__package__) / "shapes.toml").read_text(encoding="utf-8")
    return {name: _shape(name, entry) for name, entry in tomllib.loads(text).items()}


def _shape(name: str, entry: Mapping[str, Any]) -> Shape:
    columns = tuple(
        Column(column, given["type"], given["required"], Bilingual(given["ja"], given["en"]))
        for column, given in entry["columns"].items()
    )
    return Shape(name, Bilingual(entry["ja"], entry["en"]), columns)


def arrow_type(kind: ColumnType) -> pa.DataType:
    """Give the Arrow type of a column; repeated text is stored once.

    Examples
    --------
    >>> arrow_type("date")
    DataType(date32[day])
    """
    match kind:
        case "text":
            return pa.dictionary(pa.int32(), pa.string())
        case "date":
            return pa.date32()
        case "int":
            return pa.int32()
        case "float":
            return pa.float64()
        case "bool":
            return pa.bool_()


def conform(table: pa.Table, columns: Sequence[Column], where: str) -> pa.Table:
    """Put a table into its declared columns, and refuse what does not fit.

    Parameters
    ----------
    table
        Columns in any order.
    columns
        Those of the shape, then those that only this data set has.
    where
        Name of the card, for the message.

    Returns
    -------
    pyarrow.Table
        Exactly the declared columns, in order and with the declared types.

    Raises
    ------
    DatasetError
        On a column too many, a column too few, or a missing value where none may be missing.
    """
    given, declared = set(table.column_names), {column.name for column in columns}
    problems = [
        Problem(f"the reader made the column {name!r}, undeclared", "declare it in the card", where)
        for name in sorted(given - declared)
    ]
    problems += [
        Problem(f"the reader left out the column {name!r}", "let the reader fill it", where)
        for name in sorted(declared - given)
    ]
    if problems:
        raise DatasetError(problems)
    fields = [pa.field(column.name, arrow_type(column.type)) for column in columns]
    chosen = table.select([column.name for column in columns]).cast(pa.schema(fields))
    # Tables of several files come with a dictionary each, and engines want one.
    fitted = chosen.unify_dictionaries()
    empty = [c.name for c in columns if c.required and fitted[c.name].null_count]
    if empty:
        what = f"required columns have missing values: {', '.join(empty)}"
        raise DatasetError(Problem(what, "let the reader reject those rows", where))
    return fitted
