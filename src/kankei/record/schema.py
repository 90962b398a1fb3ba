"""What ``schema.sql`` declares, as Arrow schemas, read without starting an engine.

The tables are declared once, in SQL; rows are made, checked, exported and questioned by the same
declaration.
"""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

import pyarrow as pa

_TABLE = re.compile(r"CREATE TABLE (\w+) \((.*?)\);", re.DOTALL)
_COLUMN = re.compile(r'"?(\w+)"? (VARCHAR|INTEGER|DOUBLE|DATE|BOOLEAN)( PRIMARY KEY| UNIQUE)?')
_ARROW = {
    "VARCHAR": pa.string(),
    "INTEGER": pa.int32(),
    "DOUBLE": pa.float64(),
    "DATE": pa.date32(),
    "BOOLEAN": pa.bool_(),
}


@dataclass(frozen=True, slots=True)
class Reference:
    """A column that holds ids of another table.

    Parameters
    ----------
    to
        The other table; ``*column`` where a column of the same row names it.
    """

    table: str
    column: str
    to: str


@dataclass(frozen=True)
class TableSchema:
    """One table: its columns in order, and those whose values must be unique."""

    name: str
    columns: pa.Schema
    unique: tuple[str, ...]

    @property
    def order(self) -> list[tuple[str, str]]:
        """Sort keys that make the rows of the table stand in one order only."""
        by = ["id"] if "id" in self.columns.names else self.columns.names
        return [(column, "ascending") for column in by]

    def empty(self) -> pa.Table:
        """The table without rows."""
        return self.columns.empty_table()


def schema_sql() -> str:
    """The text of ``schema.sql``."""
    return (files(__package__) / "schema.sql").read_text(encoding="utf-8")


def schema_version() -> str:
    """Twelve hexadecimal digits that change whenever ``schema.sql`` does."""
    return hashlib.sha256(schema_sql().encode()).hexdigest()[:12]


@cache
def schema() -> Mapping[str, TableSchema]:
    """Tables of the record by name, in the order of ``schema.sql``.

    Examples
    --------
    >>> schema()["participant"].columns.names
    ['event', 'actor', 'role']
    """
    plain = re.sub(r"--.*", "", schema_sql())
    return MappingProxyType(
        {name: _table_schema(name, body) for name, body in _TABLE.findall(plain)}
    )


@cache
def references() -> tuple[Reference, ...]:
    """Columns that hold ids of other tables, from ``references.csv``."""
    text = (files(__package__) / "references.csv").read_text(encoding="utf-8")
    return tuple(Reference(**row) for row in csv.DictReader(text.splitlines()))


def _table_schema(name: str, body: str) -> TableSchema:
    columns = _COLUMN.findall(body)
    fields = [pa.field(column, _ARROW[kind]) for column, kind, _ in columns]
    unique = tuple(column for column, _, constraint in columns if constraint)
    return TableSchema(name, pa.schema(fields), unique)
