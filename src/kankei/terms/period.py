"""Half-open periods with precision.

"2024" stays a year and "2024-06" a month; neither is the first of January or of June.
A period of day precision lasts from ``start`` until the day before ``end``. A period of
coarser precision, or one marked ``within``, says only that something happened inside it:
such dates are *uncertain* and are drawn as intervals.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from .errors import PeriodError, Problem
from .language import AnswerLanguage


class Precision(StrEnum):
    """How finely a period is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


_COARSENESS = {Precision.DAY: 0, Precision.MONTH: 1, Precision.YEAR: 2}
_WRITTEN_LENGTH = {Precision.DAY: 10, Precision.MONTH: 7, Precision.YEAR: 4}
_POINT = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time ``[start, end)``.

    Parameters
    ----------
    start, end
        First day, and the day after the last; ``None`` where the period is open.
    precision
        The coarser precision of the two ends as they were written.
    within
        True when the thing dated took place at an unknown time inside the period.

    Raises
    ------
    PeriodError
        When ``end`` is not after ``start``.

    Examples
    --------
    >>> Period.parse("2023-09-12/2023-09-17").days
    6
    >>> Period.parse("2024-06").end
    datetime.date(2024, 7, 1)
    """

    start: date | None
    end: date | None
    precision: Precision = Precision.DAY
    within: bool = False

    def __post_init__(self) -> None:
        if self.start is not None and self.end is not None and self.end <= self.start:
            raise _unreadable(f"{self.start}/{self.end}", "the period ends before it starts")

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read an ISO 8601 date, month, year or interval.

        ``2023-02-30`` is refused; ``..`` is an open end; a final ``~`` marks ``within``.

        Examples
        --------
        >>> Period.parse("2023-07/2023-08").iso()
        '2023-07/2023-08'
        >>> Period.parse("2022-08-04/..").end is None
        True
        """
        plain = text.strip()
        within = plain.endswith("~")
        first, _, last = plain.rstrip("~").partition("/")
        if not last and "/" not in plain:
            last = first
        start, _, fine = _bounds(first, text)
        _, end, other = _bounds(last, text)
        if start is None and end is None:
            raise _unreadable(text, "a period needs at least one end")
        precision = max(fine, other, key=_COARSENESS.__getitem__)
        try:
            return cls(start, end, precision, within)
        except PeriodError:
            raise _unreadable(text, "the period ends before it starts") from None

    @classmethod
    def day(cls, day: date) -> Period:
        """Make the period of one day."""
        return cls(day, day + timedelta(days=1))

    @property
    def days(self) -> int | None:
        """Length in days; missing when an end is open."""
        if self.start is None or self.end is None:
            return None
        return (self.end - self.start).days

    @property
    def last(self) -> date | None:
        """Last day inside the period; missing when open."""
        return None if self.end is None else self.end - timedelta(days=1)

    @property
    def uncertain(self) -> bool:
        """True when the day of what is dated is not known."""
        return self.within or self.precision is not Precision.DAY

    def contains(self, day: date) -> bool:
        """Say whether a day lies inside."""
        return (self.start is None or self.start <= day) and (self.end is None or day < self.end)

    def overlaps(self, other: Period) -> bool:
        """Say whether two periods share a day."""
        return (self.start is None or other.end is None or self.start < other.end) and (
            other.start is None or self.end is None or other.start < self.end
        )

    def iso(self) -> str:
        """Write the period so that :meth:`parse` reads the same one."""
        first, last = _point(self.start, self.precision), _point(self.last, self.precision)
        text = first if first == last else f"{first}/{last}"
        return text + ("~" if self.within else "")

    def text(self, language: AnswerLanguage) -> str:
        """Write the period for a reader.

        Examples
        --------
        >>> Period.parse("2023-09-12/2023-09-17").text("ja")
        '2023年9月12日～17日'
        >>> Period.parse("2023-09-12/2023-09-17").text("en")
        '12-17 September 2023'
        """
        return _japanese(self) if language == "ja" else _english(self)


def _unreadable(text: str, why: str) -> PeriodError:
    remedy = "write 2024, 2024-06, 2024-06-19, or two of them with / between"
    return PeriodError(Problem(f"cannot read the period {text!r}: {why}", remedy))


def _bounds(text: str, whole: str) -> tuple[date | None, date | None, Precision]:
    """First day, day after the last, and precision of one written end."""
    if text in ("", ".."):
        return None, None, Precision.DAY
    match = _POINT.fullmatch(text)
    if match is None:
        raise _unreadable(whole, "not an ISO 8601 date")
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None
    try:
        if month is None:
            return date(year, 1, 1), date(year + 1, 1, 1), Precision.YEAR
        if day is None:
            length = timedelta(days=calendar.monthrange(year, month)[1])
            return date(year, month, 1), date(year, month, 1) + length, Precision.MONTH
        return date(year, month, day), date(year, month, day) + timedelta(days=1), Precision.DAY
    except (ValueError, OverflowError):  # the last day of year 9999 has no day after it
        raise _unreadable(whole, "there is no such day") from None


def _point(day: date | None, precision: Precision) -> str:
    return ".." if day is None else str(day)[: _WRITTEN_LENGTH[precision]]


def _japanese(period: Period) -> str:
    first, last = period.start, period.last
    if first is None or last is None:
        return f"{_ja_day(first, period)}～{_ja_day(last, period)}"
    whole = _ja_day(first, period)
    if _point(first, period.precision) == _point(last, period.precision):
        return whole
    rest = _ja_day(last, period)
    if first.year == last.year:
        rest = rest.partition("年")[2]
        if first.month == last.month and period.precision is Precision.DAY:
            rest = rest.partition("月")[2]
    return f"{whole}～{rest}"


def _ja_day(day: date | None, period: Period) -> str:
    if day is None:
        return ""
    if period.precision is Precision.YEAR:
        return f"{day.year}年"
    month = f"{day.year}年{day.month}月"
    return month if period.precision is Precision.MONTH else f"{month}{day.day}日"


def _english(period: Period) -> str:
    first, last = period.start, period.last
    if first is None or last is None:
        return f"from {_en_day(first, period)}" if first else f"until {_en_day(last, period)}"
    if _point(first, period.precision) == _point(last, period.precision):
        return _en_day(first, period)
    if period.precision is Precision.DAY and (first.year, first.month) == (last.year, last.month):
        return f"{first.day}-{_en_day(last, period)}"
    return f"{_en_day(first, period)} - {_en_day(last, period)}"


def _en_day(day: date | None, period: Period) -> str:
    if day is None:
        return ""
    if period.precision is Precision.YEAR:
        return str(day.year)
    month = f"{calendar.month_name[day.month]} {day.year}"
    return month if period.precision is Precision.MONTH else f"{day.day} {month}"
