"""The only module that opens an engine; Spark is started by its neighbour on its behalf.

A record is one DuckDB file, written whole and renamed into place, so that a killed build leaves
the last good one. Everything else works on Ibis tables received from here, which is why an engine
is a setting and not code.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import duckdb
import pyarrow as pa

from ..terms.errors import MethodError, Problem, RecordError
from . import spark
from .checks import checked
from .engine import Engine, bound
from .schema import schema, schema_sql, schema_version

if TYPE_CHECKING:
    import ibis

_CLOSED = {"autoinstall_known_extensions": False, "autoload_known_extensions": False}
"""Nothing is fetched from a network because a query mentions it."""


class Tables(Protocol):
    """What a question needs: tables by name, and a way to answer an expression."""

    def table(self, name: str) -> ibis.Table:
        """One table as an Ibis expression."""

    def answer(self, expression: ibis.Table) -> pa.Table:
        """The rows of an expression."""


@dataclass(frozen=True)
class Duck(Engine):
    """DuckDB behind Ibis: in this process, nothing to start."""

    def table(self, name: str, rows: pa.Table) -> ibis.Table:
        """Put Arrow rows before the engine under a name, without copying them.

        Examples
        --------
        >>> with engine() as duck:
        ...     votes = duck.table("votes", pa.table({"choice": ["yes", "no", "yes"]}))
        ...     duck.answer(votes.filter(votes.choice == "yes")).num_rows
        2
        """
        self.backend.con.register(name, rows)
        return bound(self.backend, name, rows.schema)

    def parquet(self, name: str, path: Path) -> ibis.Table:
        """See a Parquet file, or a folder pattern of them, under a name; rows stay on disk."""
        relation = self.backend.con.read_parquet(str(path))
        relation.create_view(name, replace=True)
        return bound(self.backend, name, relation.limit(0).to_arrow_table().schema)

    def close(self) -> None:
        """Let the engine go."""
        self.backend.con.close()


@dataclass(frozen=True)
class Record(Duck):
    """An open record; tables cannot be changed through it.

    Parameters
    ----------
    path
        Its file; ``None`` for a record in memory.
    """

    path: Path | None = None

    def table(self, name: str, rows: pa.Table | None = None) -> ibis.Table:
        """One table of the schema, or Arrow rows to be joined with it.

        Raises
        ------
        RecordError
            When the schema has no such table and no rows are given.
        """
        if rows is not None:
            return super().table(name, rows)
        if name not in schema():
            remedy = f"ask for one of {', '.join(schema())}"
            raise RecordError(Problem(f"the record has no table {name!r}", remedy))
        return bound(self.backend, name, schema()[name].columns)


def engine(
    name: str = "duckdb",
    *,
    threads: int | None = None,
    memory_limit: str | None = None,
    spill: Path | None = None,
) -> Engine:
    """Start an engine for table work.

    Parameters
    ----------
    name
        ``duckdb``, in this process; or ``spark``, an extra, which joins the cluster that the
        environment names or works on this machine.
    threads
        Threads to use; as many as there are cores when missing.
    memory_limit
        Such as ``"4GB"`` (Spark: ``"4g"``); beyond it work is spilled to disk.
    spill
        Folder for spilled work; the engine's own choice when missing.

    Raises
    ------
    MethodError
        For an engine that this version does not know.
    """
    for known, start in ENGINES:
        if known == name:
            return start(threads, memory_limit, spill)
    remedy = f"set engine to one of {', '.join(known for known, _ in ENGINES)} in study.toml"
    raise MethodError(Problem(f"there is no engine {name!r}", remedy))


def in_memory(tables: Mapping[str, pa.Table]) -> Record:
    """Make a record that lives as long as the program, for tests and for trying things out.

    Raises
    ------
    RecordError
        As :func:`build` does.
    """
    started = _duckdb(None, None, None)
    _fill(started.con, checked(tables))
    return Record("duckdb", started)


def build(path: Path, tables: Mapping[str, pa.Table]) -> None:
    """Write a record file from Arrow tables, whole or not at all.

    The file is written beside its final place, flushed to disk and renamed. Rows are stored in
    the order of their ids, so equal tables give equal answers in equal order.

    Raises
    ------
    RecordError
        When a table does not fit the schema, an id is given twice or leads nowhere, or another
        build of the same record is running.
    """
    fitting = checked(tables)
    partial = path.with_name(f".{path.name}.partial")
    path.parent.mkdir(parents=True, exist_ok=True)
    _clear(partial)
    try:
        with _attached(partial, read_only=False) as con:
            _fill(con, fitting)
            con.execute("CHECKPOINT")
        _flush(partial)
        partial.replace(path)
        _flush(path.parent)
    except BaseException:
        _remove(partial)
        raise


def open_record(path: Path) -> Record:
    """Open a record for reading.

    Raises
    ------
    RecordError
        When the file is absent, locked by another program, damaged, or of another schema.
    """
    if not path.is_file():
        remedy = "run `kankei build` on the study first"
        raise RecordError(Problem("there is no record", remedy, str(path)))
    started = _duckdb(None, None, None)
    try:
        _attach(started.con, path, read_only=True)
        _same_schema(started.con, path)
        started.con.execute("SET enable_external_access = false")
    except BaseException:
        started.con.close()
        raise
    return Record("duckdb", started, path)


def _duckdb(threads: int | None, memory_limit: str | None, spill: Path | None) -> Any:
    import ibis

    wanted = {
        "threads": threads,
        "memory_limit": memory_limit,
        "temp_directory": None if spill is None else str(spill),
    }
    given = {setting: value for setting, value in wanted.items() if value is not None}
    return ibis.duckdb.connect(**_CLOSED, **given)


def _duck(threads: int | None, memory_limit: str | None, spill: Path | None) -> Engine:
    return Duck("duckdb", _duckdb(threads, memory_limit, spill))


Start = Callable[[int | None, str | None, Path | None], Engine]

ENGINES: tuple[tuple[str, Start], ...] = (("duckdb", _duck), ("spark", spark.start))
"""Engines by the name used in study.toml."""


def _fill(con: duckdb.DuckDBPyConnection, tables: Mapping[str, pa.Table]) -> None:
    con.execute(schema_sql())
    con.execute("CREATE TABLE schema_version AS SELECT ? AS version", [schema_version()])
    for name, rows in tables.items():
        con.register("incoming", rows)
        con.execute(f'INSERT INTO "{name}" BY NAME SELECT * FROM incoming')
        con.unregister("incoming")


@contextlib.contextmanager
def _attached(path: Path, *, read_only: bool) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(config=dict(_CLOSED)) as con:
        _attach(con, path, read_only=read_only)
        yield con
        con.execute("USE memory; DETACH record")


def _attach(con: duckdb.DuckDBPyConnection, path: Path, *, read_only: bool) -> None:
    """Attach a file to a fresh engine.

    Connecting to the path itself would give an older instance that this process still holds,
    even when the file has been replaced since.
    """
    quoted = str(path).replace("'", "''")
    try:
        con.execute(f"ATTACH '{quoted}' AS record ({'READ_ONLY' if read_only else 'READ_WRITE'})")
        con.execute("USE record")
    except duckdb.Error as refused:
        raise _unusable(path, refused) from refused


def _unusable(path: Path, refused: duckdb.Error) -> RecordError:
    if "lock" in str(refused) or "already attached" in str(refused):
        what, remedy = "another program holds the record", "close that program, then try again"
    else:
        what, remedy = "the record is damaged", "run `kankei build` on the study again"
    first_line = str(refused).partition("\n")[0]
    return RecordError(Problem(f"{what} ({first_line})", remedy, str(path)))


def _same_schema(con: duckdb.DuckDBPyConnection, path: Path) -> None:
    try:
        found = con.sql("SELECT version FROM schema_version").fetchall()
    except duckdb.CatalogException:
        found = []
    except duckdb.Error as refused:
        raise _unusable(path, refused) from refused
    if found != [(schema_version(),)]:
        made_with = f"schema {found[0][0]}" if found else "no known schema"
        what = f"the record was made with {made_with}, this version needs {schema_version()}"
        remedy = "run `kankei build` on the study again"
        raise RecordError(Problem(what, remedy, str(path)))


def _clear(partial: Path) -> None:
    """Remove what a killed build left, unless another build is still writing it."""
    if partial.exists():
        try:
            with _attached(partial, read_only=False):
                pass
        except RecordError as refused:
            if "another program" in str(refused):
                raise
    _remove(partial)


def _remove(partial: Path) -> None:
    partial.unlink(missing_ok=True)
    partial.with_name(partial.name + ".wal").unlink(missing_ok=True)


def _flush(path: Path) -> None:
    """Wait until a file, or the list of files of a folder, is on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
