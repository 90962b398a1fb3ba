"""`kankei read` for a corpus: many documents become tables of finds, on a pool or in Spark.

A run that was killed goes on: what was read of a document that is as it was is kept.
"""

from __future__ import annotations

import os
import shutil
import sys
import time
import warnings
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from ..datasets import find, load
from ..reading.corpus.columns import FOUND, WAITING
from ..reading.corpus.parts import Parts
from ..reading.corpus.pool import Pool
from ..reading.corpus.reading import read_batch, read_batches, rejected
from ..reading.corpus.waiting import (
    TABLE_SUFFIXES,
    Corpus,
    Row,
    batches_of,
    files_of,
    numbered,
    reader_digest,
    rows_of,
    table_of,
)
from ..record.spark import start
from ..terms.errors import InputError, Problem

SECONDS = 60.0
"""How long one document may take, unless said otherwise."""

ROUND = 20_000
"""Documents that go through Spark before what was found is written."""

WARM = (f"{read_batch.__module__.rpartition('.')[0]}.warm",)
"""Loads the tables of the reader; only the processes of a pool import it."""

PIECES = 8
"""Parts of a round for each thread of Spark."""


@dataclass(frozen=True, slots=True)
class Passed:
    """How far a run is: documents done, those known to be there, rejected ones, characters."""

    done: int
    total: int | None
    rejected: int
    characters: int


@dataclass(frozen=True, slots=True)
class How:
    """How a corpus is read.

    Parameters
    ----------
    engine
        ``pool`` or ``spark``.
    workers
        Processes of the pool, or threads of a local Spark; as many as there are processors when
        ``None``.
    seconds
        How long one document may take.
    """

    engine: str = "pool"
    workers: int | None = None
    seconds: float = SECONDS

    @property
    def processes(self) -> int:
        """How many documents are read at once."""
        return self.workers or os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class CorpusRead:
    """What a run did, and what the folder now holds.

    Parameters
    ----------
    read, kept, removed
        Documents read or rejected by this run; those of an earlier run that were as they were;
        rows of documents that are gone or were read again.
    characters, seconds
        Characters read by this run, and its time.
    counts
        Rows of each table.
    rejections
        Documents that were not read, by reason.
    passed_over
        Files that are no documents, by suffix.
    """

    folder: Path
    read: int
    kept: int
    removed: int
    characters: int
    seconds: float
    counts: Mapping[str, int]
    rejections: Mapping[str, int]
    passed_over: Mapping[str, int]

    @property
    def speed(self) -> float:
        """Characters a second."""
        return self.characters / self.seconds if self.seconds else 0.0


def is_corpus(path: Path) -> bool:
    """True for a folder of documents or a table of texts."""
    return path.is_dir() or path.suffix.lower() in TABLE_SUFFIXES


def corpus_at(path: Path, out: Path) -> Corpus:
    """The documents of a folder, or the texts of a table.

    Raises
    ------
    InputError
        When there is none.
    """
    return files_of(path, without=out) if path.is_dir() else table_of(path)


def corpus_of(dataset: str, data: Path | None = None, form: str = "") -> Corpus:
    """The texts of a data set, from its folder.

    Raises
    ------
    DatasetError, InputError
        When it is absent, or has no texts.
    """
    loaded = load(dataset, data or find(dataset, form=form), form)
    if loaded.card.shape != "texts":
        what = f"the data set {dataset} is in the shape {loaded.card.shape}, and holds no texts"
        raise InputError(Problem(what, "choose a data set in the shape texts"))
    return rows_of(loaded.table, f"{dataset}/{loaded.form}")


@dataclass
class _Run:
    """A run that counts what goes through it."""

    corpus: Corpus
    parts: Parts
    told: Callable[[Passed], None]
    kept: int = 0
    read: int = 0
    rejected: int = 0
    characters: int = 0
    started: float = field(default_factory=time.monotonic)

    def waiting(self) -> Iterator[Row]:
        """Documents that are not there, or not as they are now."""
        reader = reader_digest()
        for row in self.corpus.rows():
            if self.parts.saw(row["document"]):
                fault = f"repeated: the key {row['document']!r} stands before"
                row |= {"document": row["place"], "words": None, "content": None, "fault": fault}
            row = numbered(row, reader)
            if self.parts.reads(row["document"], row["made_from"]):
                self.kept += 1
            else:
                yield row

    def take(self, found: pa.RecordBatch) -> None:
        """Keep what was found, and tell how far the run is."""
        self.parts.add(found)
        self.read += found.num_rows
        self.rejected += found.num_rows - found["reason"].null_count
        self.characters += pc.sum(found["characters"]).as_py() or 0
        done = self.read + self.kept
        self.told(Passed(done, self.corpus.total, self.rejected, self.characters))

    def ended(self) -> CorpusRead:
        """Put the folder in order, and sum up."""
        held = self.parts.finish()
        return CorpusRead(
            folder=self.parts.folder,
            read=self.read,
            kept=self.kept,
            removed=held["removed"],
            characters=self.characters,
            seconds=time.monotonic() - self.started,
            counts=held["counts"],
            rejections=held["rejections"],
            passed_over=self.corpus.passed_over,
        )


def read_corpus(
    corpus: Corpus,
    out: Path,
    how: How | None = None,
    told: Callable[[Passed], None] = lambda passed: None,
) -> CorpusRead:
    """Read a corpus into tables of Parquet files.

    Parameters
    ----------
    corpus
        What to read.
    out
        The folder to write to; what it holds of the same corpus is kept where nothing changed.
    told
        Called as documents are done.

    Raises
    ------
    InputError
        When the folder holds another corpus.
    MethodError
        When Spark is asked for and absent.
    """
    how = how or How()
    run = _Run(corpus, Parts.opened(out, corpus.origin), told)
    found = _by_spark(run.waiting(), how, out) if how.engine == "spark" else _by_pool(run, how)
    try:
        for batch in found:
            run.take(batch)
    except KeyboardInterrupt:
        run.parts.flush()
        raise
    return run.ended()


def _by_pool(run: _Run, how: How) -> Iterator[pa.RecordBatch]:
    work = partial(read_batch, seconds=how.seconds)
    with Pool(work, rejected, how.processes, how.seconds, WARM) as pool:
        yield from pool.results(batches_of(run.waiting()))


def _by_spark(waiting: Iterator[Row], how: How, out: Path) -> Iterator[pa.RecordBatch]:
    """Read in rounds: what waits goes to Spark as a file, and comes back as files."""
    rounds = iter(lambda: list(islice(waiting, ROUND)), [])
    first = next(rounds, None)
    if first is None:
        return
    spill = out / ".spark"
    shutil.rmtree(spill, ignore_errors=True)
    spill.mkdir(parents=True)
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    try:
        with start(how.workers, spill=spill) as spark:
            for rows in chain([first], rounds):
                pq.write_table(pa.Table.from_pylist(rows, WAITING), spill / "waiting.parquet")
                _read_round(spark.session, spill, how)
                for path in sorted((spill / "found").glob("*.parquet")):
                    for batch in pq.ParquetFile(path).iter_batches(1000):
                        yield batch.cast(FOUND)
    finally:
        shutil.rmtree(spill, ignore_errors=True)


def _read_round(session: Any, spill: Path, how: How) -> None:
    from pyspark.sql.pandas.types import from_arrow_schema

    waiting = session.read.parquet(str(spill / "waiting.parquet"))
    work = partial(read_batches, seconds=how.seconds)
    with warnings.catch_warnings():
        # Spark warns of its own future with pandas, which nothing here uses.
        warnings.simplefilter("ignore", FutureWarning)
        pieces = waiting.repartition(PIECES * how.processes)
        found = pieces.mapInArrow(work, from_arrow_schema(FOUND))
    found.write.mode("overwrite").parquet(str(spill / "found"))
