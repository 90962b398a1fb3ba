"""Reads a publisher's file strictly: every column is declared, every cell is of its type.

A column that the card does not know stops the reading, because a renamed or added column is how a
publisher's change first shows. A cell that is not of its type is a counted rejection.
"""

from __future__ import annotations

import csv
import re
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from io import TextIOWrapper
from pathlib import Path
from typing import IO, Any
from zipfile import BadZipFile, ZipFile

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv
import pyarrow.parquet as pq
from numpy.typing import NDArray

from ..terms.errors import DatasetError, Problem
from .card import Card, File
from .coded import Coded, Rejection, Sieve
from .shape import ColumnType, arrow_type

_LONGEST_HEADER = 1 << 20
_ODD = "[^-0-9.eE]"
"""In a number that only the slow way may judge, such as 1,234 or 0x10."""
_LARGEST_INSIDE = 1 << 32
"""An archive that unpacks to more than this is no publisher's file."""
_ENOUGH_CELLS = 10
"""From this many cells on, a column without a good one is a shifted column."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of a file with their numbers in it.

    Parameters
    ----------
    numbers
        Counted from the first row after the header, as 0; the first row of a file without a
        header is -1, so that the row that an editor shows is always two more.
    rejections
        Rows that were left out so far.
    """

    table: pa.Table
    numbers: NDArray[np.int64]
    rejections: tuple[Rejection, ...] = ()

    def filter(self, keep: NDArray[np.bool_]) -> Rows:
        """Keep the flagged rows."""
        return replace(self, table=self.table.filter(pa.array(keep)), numbers=self.numbers[keep])


def header(path: Path, file: File) -> list[str]:
    """Give the column names of a file without reading its rows.

    Raises
    ------
    DatasetError
        When the file is empty or in none of the declared encodings.
    """
    if file.format == "parquet":
        try:
            return list(pq.read_schema(path).names)
        except pa.ArrowInvalid:
            what = "the file is not Parquet or is cut off"
            raise DatasetError(Problem(what, "fetch it again", str(path))) from None
    encoding = _encodings(path, file)[0]
    # Broken text further down is found when the rows are read.
    with opened(path) as raw, TextIOWrapper(raw, encoding, "replace", newline="") as lines:
        line = lines.readline(_LONGEST_HEADER)
    cells = next(_cells(line.removeprefix("\ufeff"), file, path), [])
    if not cells:
        raise DatasetError(Problem("the file has no header row", "fetch it again", str(path)))
    return _by_order(len(cells), file.names) if file.names else cells


def opened(path: Path) -> IO[bytes]:
    """Open a file, or the only file inside a ``.zip`` as publishers of daily files give them.

    Raises
    ------
    DatasetError
        When the archive is broken, holds several files, or one too large to be meant.
    """
    if path.suffix.lower() != ".zip":
        return path.open("rb")
    try:
        archive = ZipFile(path)
        inside = archive.infolist()
        if len(inside) == 1 and inside[0].file_size <= _LARGEST_INSIDE:
            return archive.open(inside[0])
    except (BadZipFile, NotImplementedError, RuntimeError):
        what = "the archive is broken or cut off"
        raise DatasetError(Problem(what, "fetch it again", str(path))) from None
    what = f"the archive holds not one file of at most {_LARGEST_INSIDE:,} bytes"
    raise DatasetError(Problem(what, "unpack it by hand and look inside", str(path)))


def _cells(line: str, file: File, path: Path) -> Iterator[list[str]]:
    separator = file.separator(path.name)
    if file.quoted:
        return csv.reader([line], delimiter=separator)
    return iter([line.rstrip("\r\n").split(separator)])


def _by_order(cells: int, names: Sequence[str]) -> list[str]:
    """Names of the columns of a file without header, by their order."""
    return [*names[:cells], *(f"column {number + 1}" for number in range(len(names), cells))]


def read_file(path: Path, file: File, card: Card) -> Rows:
    """Read the declared columns of a file, with their types.

    Raises
    ------
    DatasetError
        Naming each unknown or missing column and the card.
    """
    names = header(path, file)
    wanted = wanted_columns(names, file, path, card)
    if file.format == "parquet":
        table = _read_parquet(path, wanted, card)
        return Rows(table, np.arange(table.num_rows))
    rows = _read_delimited(path, file, names, wanted)
    if file.names:
        _refuse_shifted(rows, wanted, path, card)
    return rows


def wanted_columns(names: list[str], file: File, path: Path, card: Card) -> dict[str, ColumnType]:
    """Choose the columns to read, and refuse a file with other columns than the card declares."""
    declared = {**file.columns, **file.optional}
    matching = {
        name: file.pattern_type
        for name in names
        if file.pattern and name not in declared and re.fullmatch(file.pattern, name)
    }
    known = {*declared, *file.ignored, *matching}
    remedy = f"compare the publisher's format with the card {card.name}.toml"
    problems = [
        Problem(f"the card {card.name}.toml knows no such column", remedy, str(path), None, name)
        for name in names
        if name not in known
    ]
    problems += [
        Problem(f"the column of the card {card.name}.toml is absent", remedy, str(path), 1, name)
        for name in file.columns
        if name not in names
    ]
    if file.pattern and not matching:
        what = f"no column has a name like {file.pattern}"
        problems.append(Problem(what, remedy, str(path), 1))
    if problems:
        raise DatasetError(problems)
    chosen = {name: declared[name] for name in names if name in declared}
    return chosen | matching


def _encodings(path: Path, file: File) -> list[str]:
    """The declared encodings that fit the first bytes of the file, the first choice first."""
    with opened(path) as raw:
        start = raw.read(4)
    if not start:
        raise DatasetError(Problem("the file is empty", "fetch it again", str(path)))
    wide = "utf-16" if start.startswith((b"\xff\xfe", b"\xfe\xff")) else ""
    wide = wide or ("utf-16-le" if start[1:2] == b"\x00" else "")
    fitting = [
        encoding
        for encoding in file.encodings
        if encoding == wide or not (wide or encoding.startswith("utf-16"))
    ]
    if fitting:
        return fitting
    what = f"the file is not in {' or '.join(file.encodings)}"
    raise DatasetError(Problem(what, "fetch it again or save it in that encoding", str(path)))


def _read_parquet(path: Path, wanted: dict[str, ColumnType], card: Card) -> pa.Table:
    table = pq.read_table(path, columns=list(wanted))
    columns, problems = {}, []
    for name, kind in wanted.items():
        try:
            columns[name] = _cast(table[name], kind)
        except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
            what = f"the column holds {table[name].type}, and the card {card.name}.toml says {kind}"
            remedy = "compare the publisher's format with the card"
            problems.append(Problem(what, remedy, str(path), None, name))
    if problems:
        raise DatasetError(problems)
    return pa.table(columns)


def _cast(column: pa.ChunkedArray, kind: ColumnType) -> pa.ChunkedArray:
    if kind == "text":
        plain = column if pa.types.is_dictionary(column.type) else column.cast(pa.string())
        encoded = plain if pa.types.is_dictionary(plain.type) else plain.dictionary_encode()
        return encoded.cast(arrow_type("text"))
    return column.cast(arrow_type(kind))


def _read_delimited(
    path: Path, file: File, names: list[str], wanted: dict[str, ColumnType]
) -> Rows:
    torn: list[Rejection] = []
    *others, last = _encodings(path, file)

    def left_out(row: pacsv.InvalidRow) -> str:
        what = f"the row has {row.actual_columns} cells, the header {row.expected_columns}"
        torn.append(Rejection(path.name, row.number, "", "", what, 1))
        return "skip"

    for encoding in others:
        try:
            table = _parse(path, file, names, wanted, left_out, encoding)
            break
        except DatasetError:
            # A later encoding may fit what the first bytes did not show.
            torn.clear()
    else:
        table = _parse(path, file, names, wanted, left_out, last)
    top = -1 if file.names else 0
    every = np.arange(top, top + table.num_rows + len(torn))
    numbers = np.delete(every, [item.row - 2 - top for item in torn if item.row])
    sieve = Sieve(path.name, numbers)
    columns: dict[str, Any] = {}
    for name, kind in wanted.items():
        columns[name] = table[name]
        if kind != "text":
            columns[name] = _typed(table[name], kind, name, sieve)
    return Rows(pa.table(columns), numbers, (*torn, *sieve.found)).filter(sieve.keep)


def _parse(
    path: Path,
    file: File,
    names: list[str],
    wanted: Iterable[str],
    left_out: Callable[[pacsv.InvalidRow], str],
    encoding: str,
) -> pa.Table:
    text = pa.dictionary(pa.int32(), pa.string())
    try:
        with opened(path) as raw:
            return pacsv.read_csv(
                raw if path.suffix.lower() == ".zip" else path,
                # One thread: only then does Arrow number the rows it cannot read.
                pacsv.ReadOptions(
                    column_names=names,
                    skip_rows=0 if file.names else 1,
                    encoding=encoding,
                    use_threads=False,
                ),
                pacsv.ParseOptions(
                    delimiter=file.separator(path.name),
                    quote_char='"' if file.quoted else False,
                    newlines_in_values=file.quoted,
                    invalid_row_handler=left_out,
                ),
                pacsv.ConvertOptions(
                    include_columns=list(wanted),
                    column_types=dict.fromkeys(wanted, text),
                    null_values=list(file.missing),
                    strings_can_be_null=True,
                    quoted_strings_can_be_null=True,
                ),
            )
    except (pa.ArrowInvalid, UnicodeError, BadZipFile, zlib.error) as error:
        what = f"the file cannot be read as {encoding}: {str(error).splitlines()[0]}"
        raise DatasetError(Problem(what, "fetch it again", str(path))) from None


def _refuse_shifted(rows: Rows, wanted: Mapping[str, ColumnType], path: Path, card: Card) -> None:
    """Refuse a file without header in which a column holds nothing of its type."""
    for name, kind in wanted.items():
        faults = [item for item in rows.rejections if item.column == name]
        count = sum(item.rows for item in faults if item.what == _not(kind))
        if count >= _ENOUGH_CELLS and rows.table[name].null_count == rows.table.num_rows:
            what = f"none of {count} cells is of type {kind}, as the card {card.name}.toml says"
            remedy = f"compare the order of the columns with the card {card.name}.toml"
            raise DatasetError(Problem(what, remedy, str(path), None, name))


def _not(kind: ColumnType) -> str:
    return f"not a value of type {kind}"


def _typed(cells: pa.ChunkedArray, kind: ColumnType, name: str, sieve: Sieve) -> pa.Array:
    if (plain := _numbers_at_once(cells, kind)) is not None:
        return plain
    column = Coded.of(cells)
    parsed = column.through(_PARSERS[kind])
    bad = (parsed.numbers < 0) & (column.numbers >= 0)
    sieve.drop(bad, name, column, _not(kind))
    values = pa.array([*parsed.values, None], arrow_type(kind))
    places = np.where(parsed.numbers < 0, len(parsed.values), parsed.numbers)
    return values.take(pa.array(places))


def _numbers_at_once(cells: pa.ChunkedArray, kind: ColumnType) -> pa.Array | None:
    """Convert a column in which Arrow can read every number; else the slow way finds the rest."""
    if kind not in ("int", "float") or not len(cells):
        return None
    whole = cells.unify_dictionaries().combine_chunks()
    array = whole.chunk(0) if isinstance(whole, pa.ChunkedArray) else whole
    if pc.any(pc.match_substring_regex(array.dictionary, _ODD)).as_py():
        return None
    try:
        values = array.dictionary.cast(arrow_type(kind))
    except pa.ArrowInvalid:
        return None
    if kind == "float" and not pc.all(pc.is_finite(values)).as_py():
        return None
    return values.take(array.indices)


def parse_date(text: str) -> date | None:
    """Read an ISO date, or the date of an ISO time; other writings give nothing.

    Examples
    --------
    >>> parse_date("2014-03-27T00:00:00"), parse_date("2023-02-30")
    (datetime.date(2014, 3, 27), None)
    """
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def parse_number(text: str) -> float | None:
    """Read a number, with or without commas between thousands.

    Examples
    --------
    >>> parse_number("1,234.5"), parse_number("--")
    (1234.5, None)
    """
    try:
        number = float(text.replace(",", ""))
    except ValueError:
        return None
    return number if np.isfinite(number) else None


def _parse_whole(text: str) -> int | None:
    number = parse_number(text)
    return int(number) if number is not None and number.is_integer() else None


def _parse_flag(text: str) -> bool | None:
    return {"1": True, "true": True, "0": False, "false": False}.get(text.lower())


_PARSERS: dict[ColumnType, Callable[[str], Any]] = {
    "date": parse_date,
    "int": _parse_whole,
    "float": parse_number,
    "bool": _parse_flag,
}
