"""The schema that rows are checked against is the one that the engine makes."""

from __future__ import annotations

from kankei.record.schema import references, schema
from kankei.record.store import Record

ENGINE_TYPES = {
    "string": "VARCHAR",
    "int32": "INTEGER",
    "double": "DOUBLE",
    "date32[day]": "DATE",
    "bool": "BOOLEAN",
}


def test_the_engine_makes_the_columns_that_the_schema_declares(record: Record) -> None:
    made = record.backend.con.sql(
        "SELECT table_name, column_name, data_type FROM information_schema.columns "
        "WHERE table_name <> 'schema_version' ORDER BY table_name, ordinal_position"
    ).fetchall()
    declared = [
        (name, field.name, ENGINE_TYPES[str(field.type)])
        for name, table in sorted(schema().items())
        for field in table.columns
    ]
    assert made == declared


def test_the_engine_holds_unique_what_the_schema_declares_unique(record: Record) -> None:
    held = record.backend.con.sql(
        "SELECT table_name, constraint_column_names[1] FROM duckdb_constraints() "
        "WHERE constraint_type IN ('PRIMARY KEY', 'UNIQUE')"
    ).fetchall()
    declared = {(name, column) for name, table in schema().items() for column in table.unique}
    assert set(held) == declared


def test_references_name_columns_and_tables() -> None:
    for reference in references():
        columns = schema()[reference.table].columns.names
        assert reference.column in columns
        if reference.to.startswith("*"):
            assert reference.to[1:] in columns
        else:
            assert "id" in schema()[reference.to].columns.names
