"""What loading gives: the table, what was left out, what was mended, and what is covered."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from datetime import date, timedelta
from math import isclose

import pyarrow as pa
import pyarrow.compute as pc

from ..terms.errors import DatasetError, Problem
from ..terms.period import Period
from .card import Absent, Assertion, Card, Form, Reach, Silence
from .coded import Rejection

DATASETS_KEY = b"kankei.datasets"
"""Where the schema of a result says which data it was made from."""
COVERAGE = pa.schema(
    [
        ("origin", pa.string()),
        ("field", pa.string()),
        ("subject", pa.string()),
        ("starts", pa.date32()),
        ("ends", pa.date32()),
        ("note_ja", pa.string()),
        ("note_en", pa.string()),
    ]
)


@dataclass(frozen=True, slots=True)
class Coverage:
    """Where a data set speaks at all: inside, no row means ``silence``; outside, it is missing.

    Parameters
    ----------
    origin
        Name of the data set and of its form.
    field
        What is covered: the kind of tie, ``votes``, or ``*`` for every field.
    stretches
        Covered periods in order; what lies between two of them is a gap.
    absent
        Subjects that are never covered, with the reason.
    own
        Covered periods of single subjects (states, outlets), beside those of all.
    reach, silence
        As in :class:`~kankei.datasets.card.Form`.
    """

    origin: str
    field: str
    stretches: tuple[Period, ...]
    absent: tuple[Absent, ...] = ()
    own: Mapping[str, tuple[Period, ...]] = dataclass_field(default_factory=dict)
    reach: Reach = "each"
    silence: Silence = "none"

    @classmethod
    def declared(cls, card: Card, form: Form) -> Coverage:
        """Give the coverage that a card declares of one form, before anything is read."""
        whole = (Period.parse(form.period),)
        return cls(
            origin=f"{card.name}/{form.key}",
            field="*",
            stretches=() if form.subjects else whole,
            absent=card.absent,
            own=dict.fromkeys(form.subjects, whole),
            reach=form.reach,
            silence=form.silence,
        )

    def covers(self, day: date, *parties: str) -> bool:
        """Say whether a state, or a pair of states, is covered on a day.

        Examples
        --------
        >>> year = (Period.parse("2024"),)
        >>> koreas = Coverage("x", "*", (), own={"KOR": year, "PRK": year}, reach="either")
        >>> koreas.covers(date(2024, 6, 19), "PRK", "RUS"), koreas.covers(date(2024, 6, 19), "RUS")
        (True, False)
        """
        if any(item.subject in parties for item in self.absent):
            return False
        told = [self._tells(party, day) for party in parties]
        return any(told) if self.reach == "either" else all(told)

    def _tells(self, party: str, day: date) -> bool:
        return any(stretch.contains(day) for stretch in (*self.stretches, *self.own.get(party, ())))

    @property
    def gaps(self) -> tuple[Period, ...]:
        """Periods between the covered ones: missing exposure, not calm."""
        pairs = zip(self.stretches, self.stretches[1:], strict=False)
        return tuple(Period(before.end, after.start) for before, after in pairs)

    @property
    def days(self) -> int:
        """Number of covered days."""
        return sum(stretch.days or 0 for stretch in self.stretches)

    def table(self) -> pa.Table:
        """Lay the coverage in the columns of the record; the subject ``*`` is every subject."""
        covered = [
            (subject, stretch.start, stretch.end, "", "")
            for subject, own in (("*", self.stretches), *self.own.items())
            for stretch in own
        ]
        absent = [(item.subject, None, None, item.why.ja, item.why.en) for item in self.absent]
        cells = [
            (self.origin, self.field, subject, starts, ends, note_ja, note_en)
            for subject, starts, ends, note_ja, note_en in (*covered, *absent)
        ]
        names = COVERAGE.names
        return pa.Table.from_pylist([dict(zip(names, c, strict=True)) for c in cells], COVERAGE)


def stretches(days: Sequence[date]) -> tuple[Period, ...]:
    """Join covered days into periods without gaps.

    Examples
    --------
    >>> [p.iso() for p in stretches([date(2024, 1, 1), date(2024, 1, 2), date(2024, 1, 5)])]
    ['2024-01-01/2024-01-02', '2024-01-05']
    """
    found: list[list[date]] = []
    for day in sorted(set(days)):
        if found and day - found[-1][1] == timedelta(days=1):
            found[-1][1] = day
        else:
            found.append([day, day])
    return tuple(Period(first, last + timedelta(days=1)) for first, last in found)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader gives back.

    Parameters
    ----------
    repairs
        Key of a repair of the card, and how many values it touched.
    """

    table: pa.Table
    rejections: Sequence[Rejection]
    repairs: Mapping[str, int]
    coverage: Coverage


@dataclass(frozen=True, slots=True)
class Dataset:
    """A data set: its name and its reader.

    Parameters
    ----------
    name
        Name of the module and of the card beside it.
    read
        ``read(paths, form, card, **options) -> Reading``; ``paths`` follow the files of the form.
    """

    name: str
    read: Callable[..., Reading]


@dataclass(frozen=True, slots=True)
class Loaded:
    """A data set in the hand, with everything that was done to it.

    Parameters
    ----------
    table
        Columns of the card's shape and the card's own.
    rejections
        Rows left out: ``file, row, column, value, what, rows``.
    repairs
        Values mended, by key of the card's repairs.
    coverage
        Where the data set speaks at all.
    sha256
        Of each file that was read.
    pinned
        True when every file is the one the card's assertions were made on.
    """

    card: Card
    form: str
    table: pa.Table
    rejections: pa.Table
    repairs: Mapping[str, int]
    coverage: Coverage
    sha256: Mapping[str, str]
    pinned: bool


def check_assertions(table: pa.Table, card: Card, form: str, pinned: bool) -> None:
    """Compare what was read with what the card asserts of it.

    Raises
    ------
    DatasetError
        Naming every assertion that fails, with both numbers.
    """
    faults = [
        fault
        for assertion in card.assertions
        if assertion.form in ("", form) and (pinned or not assertion.pinned)
        for fault in _faults(table, assertion, card)
    ]
    if faults:
        raise DatasetError(faults)


def _faults(table: pa.Table, assertion: Assertion, card: Card) -> list[Problem]:
    matching = table
    for column, value in assertion.where.items():
        cells = plain(matching[column])
        matching = matching.filter(pc.equal(cells, pa.scalar(value).cast(cells.type)))
    if not assertion.form and not matching.num_rows:
        return []
    found: float | int = matching.num_rows
    expected: float | int | None = assertion.rows
    if assertion.value is not None:
        expected = assertion.value
        found = matching["value"][0].as_py() if matching.num_rows == 1 else float("nan")
    if expected is not None and isclose(found, expected, rel_tol=1e-9):
        return []
    where = ", ".join(f"{column} = {value}" for column, value in assertion.where.items())
    what = f"the card asserts {expected} for {where or 'all rows'}, the file gives {found}"
    remedy = f"check the file against its publisher ({assertion.source})"
    return [Problem(what, remedy, f"{card.name}.toml")]


def plain(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Give the cells of a column themselves, where repeated ones are stored once."""
    kind = column.type
    return column.cast(kind.value_type) if pa.types.is_dictionary(kind) else column
