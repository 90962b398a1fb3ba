"""The facts a person keeps in ``record/*.csv``, read strictly.

Every file, row and cell is judged before anything is refused, so that a person can mend all faults
at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from ..terms.errors import InputError, Problem
from .cells import Cell, read_cell
from .hand_files import HandFile, Row, hand_files
from .hand_references import References
from .hand_rules import RULES, Parsed, repeated
from .hand_statements import hand_kept, made_from, said_twice
from .hand_tables import HandTable
from .rows import HandKept


def read_hand_kept(folder: Path) -> HandKept:
    """Read all tables kept by hand in a folder.

    ``events.csv`` and ``events.<part>.csv`` are parts of one table. A table without a file is
    empty.

    Raises
    ------
    InputError
        With every fault of every file: file, row (as an editor counts lines), column, what is
        wrong and what to do.
    """
    if not folder.is_dir():
        remedy = "make the folder, or run `kankei new` to start a study"
        raise InputError(Problem("the folder of the record is missing", remedy, str(folder)))
    read, problems = hand_files(folder)
    rows = [_parsed(file.table, row) for file in read for row in file.rows]
    problems += [fault for file in read for fault in file.problems]
    problems += [fault for parsed in rows for fault in parsed.faults]
    problems += repeated(rows)
    problems += _broken_rules(rows, read)
    _refuse(problems)
    made = made_from(rows)
    _refuse(said_twice(made))
    return hand_kept(made, read, rows)


def _refuse(problems: Iterable[Problem]) -> None:
    found = sorted(problems, key=lambda fault: (fault.file, fault.row or 0, fault.column))
    if found:
        raise InputError(found)


def _parsed(table: HandTable, row: Row) -> Parsed:
    """Read each cell of a row; what cannot be read is noted and left out."""
    values: dict[str, Cell] = {}
    faults = []
    for column in table.columns:
        value = read_cell(row.cells[column.name], column)
        if isinstance(value, Problem):
            faults.append(Problem(value.what, value.remedy, row.file, row.line, column.name))
        else:
            values[column.name] = value
    return Parsed(table, row, values, tuple(faults))


def _broken_rules(rows: list[Parsed], read: list[HandFile]) -> Iterator[Problem]:
    unread = {file.table.name for file in read if file.problems}
    references = References.of(rows, unread)
    for parsed in rows:
        yield from references.lost(parsed)
        for rule in RULES.get(parsed.table.name, ()):
            yield from rule(parsed)
