"""Spark as an engine, for tables that no single machine holds; an extra, started only on request.

The session is the one that the environment gives: a cluster's when there is one, else a local one
that neither opens a page nor listens to anything but this machine.
"""

from __future__ import annotations

import shutil
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from ..terms.errors import MethodError, Problem
from .engine import Engine

if TYPE_CHECKING:
    import ibis

_LOCAL = {
    "spark.ui.enabled": "false",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.sql.session.timeZone": "UTC",
    "spark.ui.showConsoleProgress": "false",
    # Rows of a local run fit few parts; two hundred, the default, would mostly be empty.
    "spark.sql.shuffle.partitions": "8",
}


@dataclass(frozen=True)
class Spark(Engine):
    """A Spark session behind Ibis."""

    session: Any = None

    def table(self, name: str, rows: pa.Table) -> ibis.Table:
        """Put Arrow rows before Spark under a name; they are copied to it."""
        plain = pa.table({field.name: _plain(rows[field.name]) for field in rows.schema})
        self.session.createDataFrame(plain).createOrReplaceTempView(name)
        return self.backend.table(name)

    def parquet(self, name: str, path: Path) -> ibis.Table:
        """See Parquet files under a name."""
        self.session.read.parquet(str(path)).createOrReplaceTempView(name)
        return self.backend.table(name)

    def answer(self, expression: ibis.Table) -> pa.Table:
        """The rows of an expression, in Arrow all the way: pandas would make 1.0 of a missing 1."""
        query = self.backend.compile(expression)
        wanted = expression.schema().to_pyarrow()
        return self.session.sql(query).toArrow().cast(wanted)

    def close(self) -> None:
        """Stop the session."""
        self.session.stop()


def start(
    threads: int | None = None, memory_limit: str | None = None, spill: Path | None = None
) -> Spark:
    """Start a Spark session, or join the one that runs.

    Parameters
    ----------
    threads
        Of a local session; all cores when missing.
    memory_limit
        Memory of a local session, such as ``"4g"``.
    spill
        Folder for what does not fit.

    Raises
    ------
    MethodError
        When the extra ``spark`` or Java is absent.
    """
    try:
        import ibis
        from pyspark.sql import SparkSession
    except ImportError as absent:
        what = "the engine spark needs the package pyspark, which is not installed"
        raise MethodError(Problem(what, "install kankei with the extra 'spark'")) from absent
    if not shutil.which("java"):
        what = "the engine spark needs Java, and there is no program java"
        raise MethodError(Problem(what, "install Java 17 or newer, or use the engine duckdb"))
    settings = _LOCAL | ({"spark.driver.memory": memory_limit} if memory_limit else {})
    settings |= {"spark.local.dir": str(spill)} if spill else {}
    builder = SparkSession.builder.appName("kankei").master(f"local[{threads or '*'}]")
    for name, value in settings.items():
        builder = builder.config(name, value)
    with warnings.catch_warnings():
        # Ibis speaks to pandas for Spark, which warns of its own future.
        warnings.simplefilter("ignore")
        session = builder.getOrCreate()
        session.sparkContext.setLogLevel("ERROR")
        return Spark("spark", ibis.pyspark.connect(session), session)


def _plain(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Dictionaries as the values they stand for, which is what Spark takes."""
    kind = column.type
    return column.cast(kind.value_type) if pa.types.is_dictionary(kind) else column
