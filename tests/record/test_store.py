"""The record file: whole or not at all, checked, read only, and refused with a remedy."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet
import pytest

from kankei.record import store
from kankei.record.schema import schema
from kankei.record.store import Record, build, engine, in_memory, open_record
from kankei.terms.errors import MethodError, RecordError


def rows(table: str, *given: dict[str, object]) -> pa.Table:
    return pa.Table.from_pylist(list(given), schema=schema()[table].columns)


ONE = {"source": rows("source", {"id": "source:1", "key": "s-1"})}
TWO = {"source": rows("source", {"id": "source:2", "key": "s-2"}, {"id": "source:1", "key": "s-1"})}


def keys(record: Record) -> list[str]:
    found: list[str] = record.answer(record.table("source"))["key"].to_pylist()
    return found


def test_a_record_gives_back_what_was_put_in(
    tmp_path: Path, tables: Mapping[str, pa.Table]
) -> None:
    build(tmp_path / "record.duckdb", tables)
    with open_record(tmp_path / "record.duckdb") as record:
        for name, table in tables.items():
            assert record.answer(record.table(name)).cast(table.schema) == table


def test_rows_stand_in_the_order_of_their_ids(tmp_path: Path) -> None:
    build(tmp_path / "record.duckdb", TWO)
    with open_record(tmp_path / "record.duckdb") as record:
        assert keys(record) == ["s-1", "s-2"]


def test_a_reader_keeps_its_record_while_another_is_built(tmp_path: Path) -> None:
    path = tmp_path / "record.duckdb"
    build(path, ONE)
    with open_record(path) as old:
        build(path, TWO)
        with open_record(path) as new:
            assert (keys(old), keys(new)) == (["s-1"], ["s-1", "s-2"])


def test_nothing_is_left_beside_the_record(tmp_path: Path) -> None:
    build(tmp_path / "record.duckdb", ONE)
    build(tmp_path / "record.duckdb", TWO)
    assert [path.name for path in tmp_path.iterdir()] == ["record.duckdb"]


def test_a_failed_build_leaves_the_last_good_record(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "record.duckdb"
    build(path, ONE)

    def interrupt(_: Path) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(store, "_flush", interrupt)
        with pytest.raises(KeyboardInterrupt):
            build(path, TWO)
    with open_record(path) as record:
        assert keys(record) == ["s-1"]
    assert [found.name for found in tmp_path.iterdir()] == ["record.duckdb"]


def test_a_killed_build_leaves_the_last_good_record_and_the_next_build_works(
    tmp_path: Path,
) -> None:
    path = tmp_path / "record.duckdb"
    build(path, ONE)
    script = (
        "import os, signal\n"
        "from pathlib import Path\n"
        "from kankei.record import store\n"
        "store._flush = lambda path: os.kill(os.getpid(), signal.SIGKILL)\n"
        f"store.build(Path({str(path)!r}), {{}})\n"
    )
    killed = subprocess.run([sys.executable, "-c", script], check=False)
    assert killed.returncode < 0
    assert (tmp_path / ".record.duckdb.partial").exists()
    with open_record(path) as record:
        assert keys(record) == ["s-1"]
    build(path, TWO)
    with open_record(path) as record:
        assert keys(record) == ["s-1", "s-2"]
    assert [found.name for found in tmp_path.iterdir()] == ["record.duckdb"]


def test_two_builds_at_once_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "record.duckdb"
    with (
        store._attached(tmp_path / ".record.duckdb.partial", read_only=False),
        pytest.raises(RecordError, match="another program holds"),
    ):
        build(path, ONE)
    assert not path.exists()


def test_a_record_held_by_another_program_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "record.duckdb"
    build(path, ONE)
    script = f"import duckdb, sys; c = duckdb.connect({str(path)!r}); print('held', flush=True)"
    script += "; sys.stdin.read()"
    with subprocess.Popen(
        [sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        with pytest.raises(RecordError, match=r"another program holds .*close that program"):
            open_record(path)
        holder.communicate()


def test_a_record_is_read_only_and_reads_no_other_file(tmp_path: Path) -> None:
    build(tmp_path / "record.duckdb", ONE)
    (tmp_path / "secret.csv").write_text("a\n1\n")
    with open_record(tmp_path / "record.duckdb") as record:
        with pytest.raises(duckdb.Error, match="read-only"):
            record.backend.con.execute("DELETE FROM source")
        with pytest.raises(duckdb.Error, match="disabled"):
            record.backend.con.execute(f"SELECT * FROM '{tmp_path}/secret.csv'")


def test_an_absent_record_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match=r"no record. Next: run `kankei build`"):
        open_record(tmp_path / "record.duckdb")


@pytest.mark.parametrize("spoil", [lambda whole: b"", lambda whole: b"no database" * 999])
def test_a_file_that_is_no_record_is_refused(tmp_path: Path, spoil: object) -> None:
    path = tmp_path / "record.duckdb"
    path.write_bytes(spoil(b""))  # type: ignore[operator]
    with pytest.raises(RecordError, match="damaged"):
        open_record(path)


def test_a_damaged_record_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "record.duckdb"
    build(path, ONE)
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
    with pytest.raises(RecordError, match="damaged"):
        open_record(path)


def test_a_record_of_another_schema_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "record.duckdb"
    with duckdb.connect(str(path)) as con:
        con.execute("CREATE TABLE schema_version AS SELECT 'older' AS version")
    with pytest.raises(RecordError, match=r"made with schema older.*kankei build"):
        open_record(path)


def test_a_database_that_is_no_record_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "record.duckdb"
    with duckdb.connect(str(path)) as con:
        con.execute("CREATE TABLE other (a INTEGER)")
    with pytest.raises(RecordError, match="no known schema"):
        open_record(path)


@pytest.mark.parametrize(
    ("tables", "message"),
    [
        ({"events": rows("event")}, "no table 'events'. Next: use event"),
        ({"note": rows("note").append_column("x", pa.array([], pa.string()))}, "column x: unknown"),
        ({"note": rows("note").drop_columns("text")}, "column text: the column is missing"),
        (
            {"vote": pa.table({"id": ["v"], "rollcall": [[1]], "actor": ["A"], "choice": ["no"]})},
            "column rollcall: list<.*> cannot be stored as string",
        ),
        (
            {"source": rows("source", {"id": "source:1"}, {"id": "source:1"})},
            "column id: 1 values are given to more than one row: source:1",
        ),
        ({"source": rows("source", {"key": "s"})}, "column id: a row has no id"),
        (
            {"participant": rows("participant", {"event": "event:1", "actor": "RUS"})},
            "column event: 1 ids are not in table event: event:1",
        ),
        (
            {"note": rows("note", {"of_table": "event", "of_id": "event:1"})},
            "column of_id: 1 ids are not in table event: event:1",
        ),
        (
            {"note": rows("note", {"of_table": "participant", "of_id": "1"})},
            "'participant' is no table with ids",
        ),
    ],
)
def test_tables_that_do_not_fit_the_schema_are_refused(
    tmp_path: Path, tables: Mapping[str, pa.Table], message: str
) -> None:
    with pytest.raises(RecordError, match=message):
        build(tmp_path / "record.duckdb", tables)
    assert list(tmp_path.iterdir()) == []


def test_all_faults_of_a_kind_are_reported_together() -> None:
    part = rows("participant", {"event": "event:1", "actor": "XXX"})
    with pytest.raises(RecordError) as refused:
        in_memory({"participant": part})
    assert [problem.column for problem in refused.value.problems] == ["event", "actor"]


def test_a_table_that_the_schema_does_not_have_cannot_be_asked_for() -> None:
    with in_memory({}) as record, pytest.raises(RecordError, match="no table 'events'"):
        record.table("events")


def test_rows_of_ones_own_can_be_joined_with_the_record() -> None:
    with in_memory(ONE) as record:
        mine = record.table("mine", pa.table({"key": ["s-1", "s-3"]}))
        joined = record.table("source").inner_join(mine, "key")
        assert record.answer(joined)["key"].to_pylist() == ["s-1"]


def test_an_engine_takes_its_settings() -> None:
    with engine(threads=1, memory_limit="200MB") as duck:
        assert duck.backend.con.sql("SELECT current_setting('threads')").fetchall() == [(1,)]


def test_an_engine_sees_parquet_without_loading_it(tmp_path: Path) -> None:
    pa.parquet.write_table(pa.table({"a": [1, 2, 3]}), tmp_path / "part.parquet")
    with engine() as duck:
        seen = duck.parquet("part", tmp_path / "*.parquet")
        assert duck.answer(seen.filter(seen.a > 1))["a"].to_pylist() == [2, 3]


def test_an_unknown_engine_is_refused() -> None:
    with pytest.raises(MethodError, match=r"no engine 'spork'.*duckdb"):
        engine("spork")
