"""What cells kept by hand must hold together: references, and rules of one row.

A rule is a small function that looks at one parsed row and yields what is wrong with it.
:data:`RULES` lists the rules of each table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from ..terms.errors import Problem
from ..terms.field import fields
from .cells import Cell
from .hand_files import Row
from .hand_tables import HandTable


@dataclass(frozen=True, slots=True)
class Parsed:
    """A row whose cells were read.

    Parameters
    ----------
    values
        Values by column; a cell that could not be read is absent.
    faults
        What was wrong with the cells that could not be read.
    """

    table: HandTable
    row: Row
    values: Mapping[str, Cell]
    faults: tuple[Problem, ...] = ()

    def get(self, column: str) -> Cell:
        """The value of a column; ``None`` where it is missing or was refused."""
        return self.values.get(column)

    def problem(self, column: str, what: str, remedy: str) -> Problem:
        """A fault of one cell of this row."""
        return Problem(what, remedy, self.row.file, self.row.line, column)


Rule = Callable[[Parsed], Iterator[Problem]]


def repeated(rows: list[Parsed]) -> Iterator[Problem]:
    """Rows that repeat what may stand only once, over all parts of a table."""
    first: dict[tuple[str, ...], Row] = {}
    for parsed in rows:
        for columns in parsed.table.unique:
            values = tuple(parsed.row.cells[column] for column in columns)
            mark = (parsed.table.name, *columns, *values)
            if mark in first and any(values):
                place = f"{first[mark].file}, row {first[mark].line}"
                what = f"{' / '.join(values)!r} already stands in {place}"
                yield parsed.problem(columns[0], what, "delete one of the rows or change its key")
            first.setdefault(mark, parsed.row)


def acts(parsed: Parsed) -> Iterator[Problem]:
    """An event has somebody who acts."""
    columns = ("initiators", "targets", "participants")
    if not any(parsed.get(column) for column in columns):
        remedy = "name the actors as initiators and targets, or as participants"
        yield parsed.problem("initiators", "nobody takes part in the event", remedy)


def is_not_its_own_part(parsed: Parsed) -> Iterator[Problem]:
    """An event is not a part of itself."""
    if parsed.get("part_of") is not None and parsed.get("part_of") == parsed.get("key"):
        yield parsed.problem("part_of", "the event is part of itself", "name the larger event")


def quotes_words(parsed: Parsed) -> Iterator[Problem]:
    """A verbatim claim has words, and words have a language."""
    if parsed.get("verbatim") and not parsed.get("words"):
        remedy = "give the exact words, or write verbatim = false"
        yield parsed.problem("words", "the claim is verbatim but has no words", remedy)
    if parsed.get("words") and "language" in parsed.values and not parsed.get("language"):
        yield parsed.problem("language", "the words have no language", "write ja, en, ko, zh or ru")


def measures(parsed: Parsed) -> Iterator[Problem]:
    """A number has a unit."""
    if _numbers(parsed) and not parsed.get("unit"):
        yield parsed.problem("unit", "the number has no unit", "write what is counted")


def has_number_or_reason(parsed: Parsed) -> Iterator[Problem]:
    """A row of a series gives a number, or says in its note why there is none."""
    read = {"value", "low", "high"} <= parsed.values.keys()
    if read and not _numbers(parsed) and not parsed.get("note"):
        remedy = "give value, low or high, or say in note why the number is missing"
        yield parsed.problem("value", "the row has no number", remedy)


def lies_in_range(parsed: Parsed) -> Iterator[Problem]:
    """A number lies inside the range of its field."""
    known = fields().get(parsed.get("field"))
    for column in ("low", "value", "high"):
        number = parsed.get(column)
        if known is not None and number is not None and not known.allows(number):
            what = f"{number} lies outside the range of {known.name}, {known.low} to {known.high}"
            yield parsed.problem(column, what, "correct the number, or name another field")


def has_range_in_order(parsed: Parsed) -> Iterator[Problem]:
    """``low`` <= ``value`` <= ``high``, as far as they are given."""
    numbers = _numbers(parsed)
    if numbers != sorted(numbers):
        what = f"low, value and high are not in order: {', '.join(map(str, numbers))}"
        yield parsed.problem("low", what, "write low <= value <= high")


def opposes_two(parsed: Parsed) -> Iterator[Problem]:
    """A conflict has two sides."""
    if parsed.get("left") is not None and parsed.get("left") == parsed.get("right"):
        yield parsed.problem("right", "both sides are the same row", "name two different rows")


def _numbers(parsed: Parsed) -> list[float]:
    found = [parsed.get(column) for column in ("low", "value", "high")]
    return [number for number in found if number is not None]


RULES: Mapping[str, tuple[Rule, ...]] = MappingProxyType(
    {
        "events": (acts, is_not_its_own_part),
        "claims": (quotes_words, measures, has_range_in_order),
        "series": (has_number_or_reason, has_range_in_order, lies_in_range),
        "conflicts": (opposes_two,),
    }
)
"""Rules of one row, by table."""
