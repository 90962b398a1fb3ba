"""Tables are checked against the schema before any engine sees them.

A column that is unknown, a value of another type, an id given twice or an id that leads nowhere
stops the build; all such faults are reported together.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches

import pyarrow as pa
import pyarrow.compute as pc

from ..terms.errors import Problem, RecordError
from .schema import Reference, TableSchema, references, schema

_SHOWN = 3
"""How many offending values one message names."""


def checked(tables: Mapping[str, pa.Table]) -> dict[str, pa.Table]:
    """Give every table of the schema, typed and in its order; tables not given are empty.

    Raises
    ------
    RecordError
        Naming each unknown table, unknown or missing column, value of a wrong type, repeated key
        and reference that leads nowhere.
    """
    _refuse([_unknown_table(name) for name in tables if name not in schema()])
    _refuse([fault for name, table in tables.items() for fault in _columns(schema()[name], table)])
    typed = {name: _typed(shape, tables.get(name)) for name, shape in schema().items()}
    repeated = [
        fault for name, table in typed.items() for fault in _repeated(schema()[name], table)
    ]
    dangling = [fault for reference in references() for fault in _dangling(reference, typed)]
    _refuse(repeated + dangling)
    return typed


def _refuse(problems: list[Problem]) -> None:
    if problems:
        raise RecordError(problems)


def _unknown_table(name: str) -> Problem:
    close = get_close_matches(name, schema(), 1) or [", ".join(schema())]
    return Problem(f"the record has no table {name!r}", f"use {close[0]}", "schema.sql")


def _columns(shape: TableSchema, table: pa.Table) -> Iterator[Problem]:
    given, declared = table.column_names, shape.columns.names
    for column in given:
        if column not in declared:
            remedy = f"give only the columns {', '.join(declared)}"
            yield Problem("unknown column", remedy, f"table {shape.name}", None, column)
    for column in declared:
        if column not in given:
            remedy = "give the column, with nulls where nothing is known"
            yield Problem("the column is missing", remedy, f"table {shape.name}", None, column)


def _typed(shape: TableSchema, table: pa.Table | None) -> pa.Table:
    if table is None:
        return shape.empty()
    columns = [_cast(shape, field, table.column(field.name)) for field in shape.columns]
    return pa.Table.from_arrays(columns, schema=shape.columns).sort_by(shape.order)


def _cast(shape: TableSchema, field: pa.Field, column: pa.ChunkedArray) -> pa.ChunkedArray:
    try:
        return column.cast(field.type)
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError) as refused:
        what = f"{column.type} cannot be stored as {field.type} ({refused})"
        where = f"table {shape.name}"
        remedy = f"give the column as {field.type}"
        raise RecordError(Problem(what, remedy, where, None, field.name)) from refused


def _repeated(shape: TableSchema, table: pa.Table) -> Iterator[Problem]:
    for column in shape.unique:
        where = f"table {shape.name}"
        values = table.column(column)
        if column == "id" and values.null_count:
            yield Problem("a row has no id", "give every row its content id", where, None, column)
        counts = table.group_by(column).aggregate([([], "count_all")])
        twice = counts.filter(pc.greater(counts["count_all"], 1))[column].drop_null()
        if len(twice):
            what = f"{len(twice)} values are given to more than one row: {_some(twice)}"
            yield Problem(what, "merge the rows or give them different keys", where, None, column)


def _dangling(reference: Reference, tables: Mapping[str, pa.Table]) -> Iterator[Problem]:
    table = tables[reference.table]
    if not reference.to.startswith("*"):
        yield from _lost(reference, table[reference.column], reference.to, tables)
        return
    named = table[reference.to[1:]]
    for to in named.unique().to_pylist():
        column = table.filter(_same(named, to))[reference.column]
        yield from _lost(reference, column, to, tables)


def _same(column: pa.ChunkedArray, value: str | None) -> pa.ChunkedArray:
    return pc.is_null(column) if value is None else pc.equal(column, value)


def _lost(
    reference: Reference, column: pa.ChunkedArray, to: str | None, tables: Mapping[str, pa.Table]
) -> Iterator[Problem]:
    """Ids of one column that are not ids of the table they should lead to."""
    where = f"table {reference.table}"
    if to is None or to not in tables or "id" not in tables[to].column_names:
        remedy = f"write the name of a table with ids in column {reference.to[1:]}"
        yield Problem(f"{to!r} is no table with ids", remedy, where, None, reference.column)
        return
    ids = column.drop_null()
    lost = ids.filter(pc.invert(pc.is_in(ids, value_set=tables[to]["id"]))).unique()
    if len(lost):
        what = f"{len(lost)} ids are not in table {to}: {_some(lost)}"
        remedy = f"add the rows to table {to}, or correct the ids"
        yield Problem(what, remedy, where, None, reference.column)


def _some(values: pa.Array) -> str:
    """The first few values, and a mark when there are more."""
    first = ", ".join(sorted(values.to_pylist())[:_SHOWN])
    return first + (", ..." if len(values) > _SHOWN else "")
