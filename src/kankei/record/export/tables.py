"""Every table of a record as CSV and Parquet, for citing and for other tools.

Rows stand in the order of their ids and columns in that of ``schema.sql``, so that equal records
give byte-identical files.
"""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

from ..schema import schema
from ..store import Tables


def write_tables(record: Tables, folder: Path) -> tuple[Path, ...]:
    """Write ``<table>.csv`` and ``<table>.parquet`` for every table of the schema.

    Returns
    -------
    tuple of Path
        The files, in the order of the schema.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name in schema():
        rows = table_in_order(record, name)
        sheet, columns = folder / f"{name}.csv", folder / f"{name}.parquet"
        pa.csv.write_csv(rows, sheet)
        pa.parquet.write_table(rows, columns)
        written += [sheet, columns]
    return tuple(written)


def table_in_order(record: Tables, name: str) -> pa.Table:
    """All rows of a table in the one order that they are cited in."""
    order = [column for column, _ in schema()[name].order]
    return record.answer(record.table(name).order_by(*order)).cast(schema()[name].columns)
