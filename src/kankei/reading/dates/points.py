"""Calendar points of day, month or year precision, and stretches between two of them."""

from __future__ import annotations

import calendar
import csv
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Literal

Unit = Literal["year", "month", "week", "day"]

EARLIEST, LATEST = date.min.year, date.max.year


@dataclass(frozen=True, slots=True)
class Point:
    """A year, a month or a day, as precise as it is known."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def unit(self) -> Unit:
        """The precision."""
        return "year" if self.month is None else "month" if self.day is None else "day"

    @property
    def exists(self) -> bool:
        """Say whether the calendar has it: there is no 31 June."""
        if not EARLIEST < self.year < LATEST or not 1 <= (self.month or 1) <= 12:
            return False
        return self.day is None or 1 <= self.day <= month_length(self.year, self.month or 1)

    def has(self, unit: Unit) -> bool:
        """Say whether it is known down to a unit."""
        if unit in ("week", "day"):
            return self.day is not None
        return unit == "year" or self.month is not None

    def iso(self) -> str:
        """Write it by ISO 8601.

        Examples
        --------
        >>> Point(2024, 6).iso()
        '2024-06'
        """
        month = "" if self.month is None else f"-{self.month:02d}"
        day = "" if self.day is None else f"-{self.day:02d}"
        return f"{self.year:04d}{month}{day}"

    def first_day(self) -> date:
        """First day of the point."""
        return date(self.year, self.month or 1, self.day or 1)

    def last_day(self) -> date:
        """Last day of the point."""
        month = self.month or 12
        return date(self.year, month, self.day or month_length(self.year, month))

    def cut(self, unit: Unit) -> Point:
        """Forget what is finer than a unit."""
        if unit == "year":
            return Point(self.year)
        return Point(self.year, self.month) if unit == "month" else self

    def shifted(self, unit: Unit, steps: int) -> Point:
        """Go a number of days, weeks, months or years on; the answer is as fine as the unit.

        Examples
        --------
        >>> Point(2024, 5, 31).shifted("day", 1).iso(), Point(2023, 11).shifted("month", 2).iso()
        ('2024-06-01', '2024-01')
        """
        if unit in ("day", "week"):
            days = timedelta(days=steps * (7 if unit == "week" else 1))
            return of_day(self.first_day() + days)
        if unit == "month":
            months = self.year * 12 + (self.month or 1) - 1 + steps
            return Point(months // 12, months % 12 + 1)
        return Point(self.year + steps)


@dataclass(frozen=True, slots=True)
class Stretch:
    """From one point to another, both included; one point is a stretch of itself."""

    first: Point
    last: Point

    def iso(self) -> str:
        """Write it by ISO 8601, ``first/last`` when the two differ."""
        if self.first == self.last:
            return self.first.iso()
        return f"{self.first.iso()}/{self.last.iso()}"

    @property
    def ordered(self) -> bool:
        """Say whether both points exist and the last is not before the first."""
        both = self.first.exists and self.last.exists
        return both and self.first.first_day() <= self.last.last_day()


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a year (in months) or of a month (in days).

    ``stated`` is true when the words bound the part (上半期), false when they only point to it
    (中旬): then the value is the whole and the part one of the accepted readings.
    """

    first: int
    last: int
    stated: bool


def of_day(day: date) -> Point:
    """Make a point of a day."""
    return Point(day.year, day.month, day.day)


def month_length(year: int, month: int) -> int:
    """Count the days of a month."""
    return calendar.monthrange(year, month)[1]


@cache
def parts() -> dict[tuple[str, str], Part]:
    """Load the parts of years and months by code and unit."""
    text = (files("kankei.reading.dates") / "parts.csv").read_text("utf-8")
    return {
        (row["code"], row["of"]): Part(int(row["first"]), int(row["last"]), row["value"] == "part")
        for row in csv.DictReader(text.splitlines())
    }


def part_of(whole: Point, code: str) -> tuple[Stretch, tuple[str, ...]]:
    """Cut a part out of a year or month; give the stretch and the other readings.

    Examples
    --------
    >>> part_of(Point(2024), "half1")[0].iso(), part_of(Point(2024, 5), "end")[0].iso()
    ('2024-01/2024-06', '2024-05')
    """
    part = parts().get((code, whole.unit))
    if part is None:
        return Stretch(whole, whole), ()
    inside = _months(whole, part) if whole.unit == "year" else _days(whole, part)
    last_day = Stretch(of_day(inside.last.last_day()), of_day(inside.last.last_day()))
    other = (last_day.iso(),) if code == "end" else ()
    if part.stated:
        return inside, (whole.iso(), *other)
    return Stretch(whole, whole), (inside.iso(), *other)


def decade_part(first: int, code: str | None) -> Stretch:
    """Make a decade, or one half of it."""
    start = first + 5 if code == "half2" else first
    end = first + 4 if code == "half1" else first + 9
    return Stretch(Point(start), Point(end))


def _months(year: Point, part: Part) -> Stretch:
    january = replace(year, month=1)
    return Stretch(
        january.shifted("month", part.first - 1), january.shifted("month", part.last - 1)
    )


def _days(month: Point, part: Part) -> Stretch:
    last = min(part.last, month_length(month.year, month.month or 1))
    return Stretch(replace(month, day=part.first), replace(month, day=last))
