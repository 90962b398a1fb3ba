"""What waits to be read: files of a folder, or rows of a table in the shape ``texts``."""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path, PurePath
from typing import Any

import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq

from ...terms.errors import InputError, PeriodError, Problem
from ...terms.period import Period
from ..files import BOUNDS, SUFFIXES
from .columns import WAITING

TABLE_SUFFIXES = (".parquet", ".csv")
NEEDED = ("text", "words")
TAKEN = ("published", "precision", "language", "outlet", "title")

_ROWS_AT_ONCE = 500
_CSV_BLOCK = 16 * 2**20
"""Bytes read at once: a row longer than this is refused."""

BATCH_ROWS = 200
BATCH_SIZE = 60_000
"""Characters, or bytes of files, after which a batch is given out."""

Row = dict[str, Any]


@dataclass(frozen=True)
class Corpus:
    """Documents that can be gone through again and again, one at a time.

    Parameters
    ----------
    origin
        What they are: a folder, a file, a data set.
    rows
        Gives them, as rows with the columns of ``columns.WAITING`` that are known.
    total
        How many there are, where that is known beforehand.
    passed_over
        Files of a folder that are no documents, by suffix.
    """

    origin: str
    rows: Callable[[], Iterator[Row]]
    total: int | None = None
    passed_over: Mapping[str, int] = field(default_factory=dict)


def files_of(folder: Path, without: Path | None = None) -> Corpus:
    """All documents in a folder and the folders in it, each by its path inside the folder.

    Parameters
    ----------
    without
        A folder that is left out: the results may lie inside.

    Raises
    ------
    InputError
        When there is no document.
    """
    found: list[str] = []
    others: Counter[str] = Counter()
    for path in _walked(folder, without):
        suffix = PurePath(path).suffix.lower()
        if suffix in SUFFIXES:
            found.append(path)
        else:
            others[suffix or "-"] += 1
    if not found:
        remedy = f"give a folder with files of {', '.join(SUFFIXES)}"
        raise InputError(Problem("there is no document in the folder", remedy, str(folder)))
    passed_over = dict(sorted(others.items()))
    return Corpus(str(folder.resolve()), lambda: _file_rows(folder, found), len(found), passed_over)


def table_of(path: Path) -> Corpus:
    """The rows of a Parquet or CSV file with the columns ``text`` (a key) and ``words``.

    ``published`` (a date, month or year), ``precision``, ``language``, ``outlet`` and ``title`` are
    taken where they are there.

    Raises
    ------
    InputError
        When the file cannot be read, or a needed column is absent.
    """
    try:
        if path.suffix.lower() == ".csv":
            return Corpus(str(path.resolve()), lambda: _csv_rows(path, _csv_columns(path)))
        parquet = pq.ParquetFile(path)
        names = _taken(parquet.schema_arrow.names, path)
        total = parquet.metadata.num_rows
    except (OSError, pa.ArrowInvalid) as error:
        raise _unreadable(path, error) from error
    return Corpus(str(path.resolve()), lambda: _parquet_rows(path, names), total)


def rows_of(table: pa.Table, origin: str) -> Corpus:
    """Rows of a table in the shape ``texts``, such as a data set gives."""
    names = _taken(table.column_names, Path(origin))
    pieces = table.select(names)
    return Corpus(
        origin,
        lambda: _text_rows(pieces.to_batches(max_chunksize=_ROWS_AT_ONCE), origin),
        table.num_rows,
    )


def numbered(row: Row, reader: str) -> Row:
    """A row with the digest of everything its reading depends on.

    Examples
    --------
    >>> one = numbered({"document": "a", "words": "x"}, "1")
    >>> one["made_from"] == numbered({"document": "a", "words": "x"}, "2")["made_from"]
    False
    """
    digest = hashlib.sha256(reader.encode())
    for name in WAITING.names:
        value = row.get(name)
        plain = value if isinstance(value, bytes) else str(value).encode("utf-8", "surrogatepass")
        digest.update(f"\0{name} {len(plain)}\0".encode())
        digest.update(plain)
    return row | {"made_from": digest.hexdigest()[:32]}


def batches_of(rows: Iterable[Row]) -> Iterator[pa.RecordBatch]:
    """Rows in batches that take about the same time to read."""
    gathered: list[Row] = []
    size = 0
    for row in rows:
        gathered.append(row)
        size += len(row.get("words") or row.get("content") or "")
        if len(gathered) >= BATCH_ROWS or size >= BATCH_SIZE:
            yield pa.RecordBatch.from_pylist(gathered, WAITING)
            gathered, size = [], 0
    if gathered:
        yield pa.RecordBatch.from_pylist(gathered, WAITING)


@cache
def reader_digest() -> str:
    """A digest of the reader's rules and words: what another reader found is read again."""
    root = __package__.partition(".")[0]
    digest = hashlib.sha256()
    for room in ("reading", "terms"):
        for name, content in _contents(files(f"{root}.{room}")):
            digest.update(f"\0{name} {len(content)}\0".encode())
            digest.update(content)
    return digest.hexdigest()


def _contents(folder: Traversable) -> Iterator[tuple[str, bytes]]:
    for item in sorted(folder.iterdir(), key=lambda one: one.name):
        if item.is_dir() and item.name != "__pycache__":
            yield from _contents(item)
        elif item.is_file():
            yield item.name, item.read_bytes()


def _walked(folder: Path, without: Path | None) -> Iterator[str]:
    """Paths of files inside a folder, in order; hidden ones are left out."""
    left_out = without.resolve() if without else None
    for where, folders, names in os.walk(folder):
        here = Path(where)
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".") and (here / name).resolve() != left_out
        )
        for name in sorted(names):
            if not name.startswith("."):
                yield (here / name).relative_to(folder).as_posix()


def _file_rows(folder: Path, names: Sequence[str]) -> Iterator[Row]:
    for name in names:
        row: Row = {"document": name, "place": name}
        try:
            with (folder / name).open("rb") as stream:
                yield row | {"content": stream.read(BOUNDS.bytes + 1)}
        except OSError as error:
            yield row | {"fault": f"input: the file cannot be opened ({error.strerror or error})"}


def _taken(names: Sequence[str], path: Path) -> list[str]:
    problems = [
        Problem(f"there is no column {name}", "give a table in the shape texts", str(path), 1, name)
        for name in NEEDED
        if name not in names
    ]
    if problems:
        raise InputError(problems)
    return [*NEEDED, *(name for name in TAKEN if name in names)]


def _parquet_rows(path: Path, names: list[str]) -> Iterator[Row]:
    batches = pq.ParquetFile(path).iter_batches(_ROWS_AT_ONCE, columns=names)
    yield from _text_rows(batches, path.name)


def _csv_columns(path: Path) -> list[str]:
    with _csv_reader(path, None) as reader:
        return _taken(reader.schema.names, path)


def _csv_rows(path: Path, names: list[str]) -> Iterator[Row]:
    try:
        with _csv_reader(path, names) as reader:
            yield from _text_rows(reader, path.name)
    except pa.ArrowInvalid as error:
        raise _unreadable(path, error) from error


def _csv_reader(path: Path, names: list[str] | None) -> pa_csv.CSVStreamingReader:
    """Every cell as text; an empty one is missing."""
    kinds = dict.fromkeys(names or (), pa.string())
    return pa_csv.open_csv(
        path,
        read_options=pa_csv.ReadOptions(block_size=_CSV_BLOCK),
        parse_options=pa_csv.ParseOptions(newlines_in_values=True),
        convert_options=pa_csv.ConvertOptions(
            include_columns=names, column_types=kinds, strings_can_be_null=True, null_values=[""]
        ),
    )


def _text_rows(batches: Iterable[pa.RecordBatch], place: str) -> Iterator[Row]:
    number = 1
    for batch in batches:
        for row in batch.to_pylist():
            number += 1
            yield _text_row(row, f"{place}, row {number}")


def _text_row(given: Row, place: str) -> Row:
    key, words = given["text"], given["words"]
    row = {name: given.get(name) for name in ("language", "outlet", "title")}
    row |= {"document": place if key is None else str(key), "place": place, "words": words}
    if key is None or not (words or "").strip():
        missing = "key" if key is None else "words"
        return row | {"words": None, "fault": f"input: the text has no {missing}"}
    try:
        return row | _when(given.get("published"), given.get("precision"))
    except PeriodError as error:
        return row | {"fault": f"input: {error}"}


def _when(published: date | str | int | None, precision: str | None) -> Row:
    """The day of publication and how finely it is known."""
    if published is None or published == "":
        return {}
    if isinstance(published, datetime):
        published = published.date()
    if isinstance(published, date):
        return {"published": published, "precision": precision or "day"}
    period = Period.parse(str(published))
    return {"published": period.start, "precision": precision or period.precision.value}


def _unreadable(path: Path, error: Exception) -> InputError:
    what = f"the table cannot be read ({error})"
    return InputError(Problem(what, "give a Parquet or CSV file in the shape texts", str(path)))
