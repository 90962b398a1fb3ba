"""When the world could know a row.

The rule keeps backtests from looking ahead, and errs on the late side:

* a *source* is known from the last day of the date of publication that it prints;
* an *event* or *claim* is known from the day of its earliest dated source, but not before its own
  last day; without a dated source, from its own last day;
* a *series value* is known from the publication of its edition, or the end of its period when that
  is undated;
* an *office*, *membership* or *roll call* is public from its first day, whenever it was written up;
* an *argument* is known from its earliest dated source.

A row is known as a whole: what a later source adds to it, such as who denies it, is not held back.
``None`` means that nothing says when; such rows are left out of every question asked as of a day.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from ..terms.period import Period
from ..terms.source import Source


def publication(sources: Iterable[Source]) -> date | None:
    """Day on which the earliest dated source was out.

    >>> from kankei.terms.source import Source
    >>> june = Source("s", "news", "P", "", "T", "", "", Period.parse("2024-06"), "en", "page")
    >>> publication([june])
    datetime.date(2024, 6, 30)
    """
    days = [source.published.last for source in sources if source.published is not None]
    return min((day for day in days if day is not None), default=None)


def statement(period: Period, sources: Iterable[Source]) -> date | None:
    """Day from which an event or claim could be known."""
    days = (publication(sources), last_day(period))
    return max((day for day in days if day is not None), default=None)


def value(period: Period, sources: Iterable[Source]) -> date | None:
    """Day from which a value of a series could be known."""
    return publication(sources) or last_day(period)


def last_day(period: Period) -> date | None:
    """Last day of a period, or its first when it has not ended."""
    return period.last or period.start


def first_day(period: Period) -> date | None:
    """First day of a period, or its last when nobody knows when it began."""
    return period.start or period.last
