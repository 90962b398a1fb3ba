"""Two builds of one study are cited by the same bytes."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

from kankei.record.export.tables import write_tables
from kankei.record.schema import schema
from kankei.record.store import Record, build, in_memory, open_record


def test_every_table_is_written_twice_and_reads_back(record: Record, tmp_path: Path) -> None:
    written = write_tables(record, tmp_path)
    assert [path.name for path in written[:2]] == ["source.csv", "source.parquet"]
    assert len(written) == 2 * len(schema())
    for name, table in schema().items():
        rows = pa.parquet.read_table(tmp_path / f"{name}.parquet")
        assert rows.schema == table.columns
        assert rows.num_rows == record.answer(record.table(name)).num_rows


def test_cells_with_commas_quotes_and_line_breaks_survive(record: Record, tmp_path: Path) -> None:
    write_tables(record, tmp_path)
    options = pa.csv.ParseOptions(newlines_in_values=True)
    claims = pa.csv.read_csv(tmp_path / "claim.csv", parse_options=options)
    assert "more than\n10,000" in claims["words"].to_pylist()
    assert "1万個以上を送った。" in claims["text_ja"].to_pylist()


def test_two_builds_give_the_same_bytes(tables: Mapping[str, pa.Table], tmp_path: Path) -> None:
    build(tmp_path / "record.duckdb", tables)
    with open_record(tmp_path / "record.duckdb") as record:
        once = write_tables(record, tmp_path / "once")
    reversed_rows = {
        name: table.take(pa.array(range(table.num_rows)[::-1], pa.int64()))
        for name, table in tables.items()
    }
    with in_memory(reversed_rows) as record:
        twice = write_tables(record, tmp_path / "twice")
    for first, second in zip(once, twice, strict=True):
        assert first.read_bytes() == second.read_bytes(), first.name
