"""CSV files kept by hand are read strictly: bytes, header, widths, before any cell is judged.

Rows are numbered as an editor numbers lines, so a cell that spans lines does not shift what
follows it.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from ..terms.errors import Problem
from .hand_tables import HandTable, hand_tables

MAX_BYTES = 50_000_000
"""Largest file kept by hand; a table that outgrows it is open data and belongs in a snapshot."""


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one row as written, and where it stands."""

    file: str
    line: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class HandFile:
    """One file as read: its rows, and every fault that stopped a row from being read."""

    table: HandTable
    name: str
    sha256: str
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]


def hand_files(folder: Path) -> tuple[list[HandFile], list[Problem]]:
    """Read the CSV files of a folder, hidden ones left out; name those that belong to no table."""
    paths = [path for path in sorted(folder.glob("*.csv")) if not path.name.startswith(".")]
    known = [path for path in paths if path.name.split(".")[0] in hand_tables()]
    problems = [_unknown_file(path) for path in paths if path not in known]
    return [_hand_file(path) for path in known], problems


def _unknown_file(path: Path) -> Problem:
    names = [f"{name}.csv" for name in hand_tables()]
    close = get_close_matches(path.name, names, 1)
    remedy = f"rename it {close[0]}" if close else f"use one of {', '.join(names)}"
    return Problem("no table of the record has this name", remedy, path.name)


def _hand_file(path: Path) -> HandFile:
    table = hand_tables()[path.name.split(".")[0]]
    content = _content(path)
    if isinstance(content, Problem):
        return HandFile(table, path.name, "", (), (content,))
    read = list(_read(table, path.name, content))
    rows = tuple(item for item in read if isinstance(item, Row))
    problems = tuple(item for item in read if isinstance(item, Problem))
    return HandFile(table, path.name, hashlib.sha256(content).hexdigest(), rows, problems)


def _content(path: Path) -> bytes | Problem:
    """The bytes of a file that is no larger than a person keeps."""
    try:
        size = path.stat().st_size
        if size <= MAX_BYTES:
            return path.read_bytes()
    except OSError as refused:
        what = f"the file cannot be read ({refused.strerror})"
        return Problem(what, "correct its permissions, or delete it", path.name)
    what = f"the file has {size:,} bytes, more than the {MAX_BYTES:,} of a table kept by hand"
    remedy = "keep statements here and put open data in the snapshot, or split the file"
    return Problem(what, remedy, path.name)


def _read(table: HandTable, file: str, content: bytes) -> Iterator[Row | Problem]:
    text = _decoded(file, content)
    if isinstance(text, Problem):
        yield text
        return
    if not text.strip():
        remedy = f"write the header {','.join(table.header)}, or delete the file"
        yield Problem("the file is empty", remedy, file)
        return
    lines = _lines(file, text)
    header = next(lines)
    faults = [header] if isinstance(header, Problem) else list(_header(table, file, header[1]))
    if faults or isinstance(header, Problem):
        yield from faults
        return
    for line in lines:
        yield line if isinstance(line, Problem) else _row(file, header[1], *line)


def _decoded(file: str, content: bytes) -> str | Problem:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        row = content[: fault.start].count(b"\n") + 1
        what = f"not UTF-8: byte {content[fault.start]:#04x} at offset {fault.start}"
        return Problem(what, "save the file as UTF-8 (in Excel: CSV UTF-8)", file, row)
    if "\0" in text:
        row = text[: text.index("\0")].count("\n") + 1
        return Problem("a NUL character", "delete it; is this a CSV file?", file, row)
    return text


def _lines(file: str, text: str) -> Iterator[tuple[int, list[str]] | Problem]:
    """Rows that are not blank, each with the number of its first line; a torn quote ends them."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    first = 1
    try:
        for cells in reader:
            if cells:
                yield first, cells
            first = reader.line_num + 1
    except csv.Error as fault:
        remedy = 'close the quotation mark; inside a quoted cell write "" for "'
        yield Problem(f"the row cannot be read ({fault})", remedy, file, first)


def _header(table: HandTable, file: str, header: list[str]) -> Iterator[Problem]:
    for position, name in enumerate(header):
        if name not in table.header:
            close = get_close_matches(name, table.header, 1)
            remedy = f"rename it {close[0]!r}" if close else "delete it"
            yield Problem(f"unknown column {name!r}", remedy, file, 1)
        elif header.index(name) < position:
            yield Problem(f"column {name!r} stands twice", "keep one of them", file, 1)
    for name in table.header:
        if name not in header:
            remedy = f"write the header {','.join(table.header)}"
            yield Problem(f"column {name!r} is missing", remedy, file, 1)


def _row(file: str, header: list[str], line: int, cells: list[str]) -> Row | Problem:
    if len(cells) != len(header):
        what = f"{len(cells)} cells under {len(header)} columns"
        remedy = "add the missing commas, or put a cell that holds a comma in quotation marks"
        return Problem(what, remedy, file, line)
    stripped = (cell.strip() for cell in cells)
    return Row(file, line, dict(zip(header, stripped, strict=True)))
