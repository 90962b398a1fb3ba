"""Bare months and days: 9月5日, 19日, "on 21 August", "26일"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

from .anchors import Anchors
from .points import Point, Unit
from .setting import Role, Setting
from .written import Written

_ZONES = 1  # days by which the date of an event may run ahead of that of its report
_RECENT = 45  # days in which a date is recent news even where the sentence looks ahead
_NEAR_PAST = 120  # days before publication in which a month is near it
_LONG_AGO, _AT_HAND = 270, 62  # days back, and ahead, at which a bare date is the next one
_STORY = 3  # months back that a paragraph goes in time, and more only to what is recent
_FAR, _CLOSE = 9, 3  # months back, and months ahead, at which a bare month is of the next year


@dataclass(frozen=True, slots=True)
class Bare:
    """A bare date with the date it continues and its first reading."""

    written: Written
    setting: Setting
    anchors: Anchors
    base: Point
    point: Point

    @property
    def unit(self) -> Unit:
        """The unit that is left out."""
        return "year" if self.written.month is not None else "month"

    def moved(self, steps: int) -> Point:
        """The same month and day some years on, or the same day some months on."""
        there = self.point.shifted(self.unit, steps)
        return Point(there.year, there.month or self.point.month, self.point.day)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a bare date was read as, why, and what else it may be."""

    point: Point | None
    why: str
    accept: tuple[str, ...] = ()


def read_bare(written: Written, setting: Setting, anchors: Anchors) -> Reading:
    """Give a bare date the year (and month) of the running episode, or else of publication."""
    base = anchors.running("month" if written.month is None else "year", setting)
    base = base or _news_of_an_earlier_month(written, anchors)
    if base is None or _fresh_dateline(written, setting, anchors):
        published = anchors.spoken(setting)
        point = None if published is None else _near_publication(written, setting, published)
        return Reading(point, f"{written.form}, from the publication date")
    point = Point(base.year, written.month or base.month, written.day)
    return _checked(Bare(written, setting, anchors, base, point))


def _news_of_an_earlier_month(written: Written, anchors: Anchors) -> Point | None:
    """In news, the month of the date before in the paragraph, when a later day follows it.

    Where that month is the one of publication, the publication date says the same.
    """
    told, published = anchors.told.known("day"), anchors.published
    if written.month is not None or written.day is None or told is None or published is None:
        return None
    earlier = (told.year, told.month) != (published.year, published.month)
    return told if anchors.telling and earlier and written.day >= (told.day or 0) else None


def _fresh_dateline(written: Written, setting: Setting, anchors: Anchors) -> bool:
    """Whether a day alone dates a report with which a paragraph begins."""
    report = setting.role is Role.DATELINE and written.month is None
    return report and anchors.published is not None and not anchors.telling


def _near_publication(written: Written, setting: Setting, published: Point) -> Point | None:
    """Last such date before publication, or the next one.

    The next one is meant where words look ahead and it is not much farther away, and where the
    last is most of a year back while the next is at hand.
    """
    day = published if published.day is None else published.shifted("day", _ZONES)
    last, coming = nearest(written, day, -1), nearest(written, published, 1)
    if last is None or coming is None:
        return last
    back = _days_back(last, published)
    ahead = (coming.first_day() - published.first_day()).days
    if setting.future:
        return last if back <= min(ahead, _RECENT) else coming
    return coming if back > _LONG_AGO and ahead < _AT_HAND else last


def _days_back(point: Point, published: Point) -> int:
    return (published.last_day() - point.last_day()).days


def read_end(written: Written, other: Point, back: bool) -> Reading:
    """Give one end of a range what the other end says, keeping the two in order.

    ``back`` is true for the start of a range whose end bears the year: 28 December to 3 January
    2024.
    """
    if written.month is None and other.month is None:
        return Reading(None, written.form)
    month = other.month if written.month is None else written.month
    point = Point(other.year, month, written.day)
    if point.exists:
        early, late = (point, other) if back else (other, point)
        if early.first_day() > late.last_day():
            there = point.shifted("year" if written.month else "month", -1 if back else 1)
            point = Point(there.year, there.month or month, written.day)
    return Reading(point, f"{written.form} within {other.iso()}")


def nearest(written: Written, base: Point, way: int) -> Point | None:
    """Nearest point of the written month and day before (-1) or after (1) a point."""
    for candidate in _same_names(written, base, way):
        if not candidate.exists:
            continue
        start = own_start(written, candidate)
        if way < 0 and start.exists and start.first_day() <= base.last_day():
            return candidate
        if way > 0 and candidate.last_day() > base.last_day():
            return candidate
    return None


def own_start(written: Written, end: Point) -> Point:
    """Start of a range that names its unit once: 18～19日, 7～8月, 2024～2025年."""
    if written.year_from is not None:
        return Point(written.year_from)
    if written.month_from is not None:
        year = end.year if written.month_from < (end.month or 1) else end.year - 1
        return Point(year, written.month_from)
    if written.day_from is None or end.day is None:
        return end
    start = end if written.day_from < end.day else end.shifted("month", -1)
    return replace(start, day=written.day_from)


def _same_names(written: Written, base: Point, way: int) -> Iterator[Point]:
    if written.weekday is not None and base.day is not None:
        days = (base.shifted("day", way * step) for step in range(8))
        yield from (day for day in days if day.first_day().weekday() == written.weekday)
    for step in range(4):
        if written.month is not None:
            yield Point(base.year + way * step, written.month, written.day)
        elif base.month is not None and written.day is not None:
            yield replace(base.shifted("month", way * step), day=written.day)


def _checked(bare: Bare) -> Reading:
    """Let what is known correct the first reading, which stays among the accepted ones."""
    why = f"{bare.written.form}, continues {bare.base.iso()}"
    for check in CHECKS:
        other = check(bare)
        if other is not None and other.exists and other != bare.point:
            accept = (bare.point.iso(),) if bare.point.exists else ()
            return Reading(other, f"{why}, {check.__name__.replace('_', ' ')}", accept)
    return Reading(bare.point, why)


def day_that_exists(bare: Bare) -> Point | None:
    """There is no 31 June and no 29 February 2023: another month or year is meant."""
    if bare.point.exists:
        return None
    return next((point for point in map(bare.moved, (-1, 1, -2, 2, -3, 3)) if point.exists), None)


def mentioned_before(bare: Bare) -> Point | None:
    """*the January drill*: a definite date that would go back in time was told before.

    So was a day of a month, when what it would continue is a year only.
    """
    month, day = bare.written.month, bare.written.day
    if month is None or bare.written.part or bare.point in bare.anchors.seen:
        return None
    known = bare.anchors.recall(month, day)
    if known is None or (day is not None and bare.base.month is None):
        return known
    goes_back = bare.point.exists and bare.point.first_day() < bare.base.first_day()
    later = day is not None or known.first_day() > bare.point.last_day()
    return known if bare.setting.definite and goes_back and later else None


def printed_weekday(bare: Bare) -> Point | None:
    """The weekday beside a date settles its year or month."""
    weekday = bare.setting.weekday
    if weekday is None or bare.point.day is None:
        return None
    near = (bare.moved(steps) for steps in (0, -1, 1, -2, 2))
    fits = (point for point in near if point.exists and point.first_day().weekday() == weekday)
    return next(fits, None)


def not_after_publication(bare: Bare) -> Point | None:
    """What is told as past lies before publication."""
    published = bare.anchors.published
    if published is None or bare.setting.future or bare.base.first_day() > published.last_day():
        return None
    late = published.last_day() + timedelta(days=_ZONES)
    if not bare.point.exists or bare.point.first_day() <= late:
        return None
    last = nearest(bare.written, published, -1)
    ahead = (bare.point.first_day() - published.last_day()).days
    if last is not None and ahead < _AT_HAND and _days_back(last, published) > _LONG_AGO:
        return None
    return last


def january_after_november(bare: Bare) -> Point | None:
    """A month far behind the running one is that of the next year, when that is past as well."""
    base, published, month = bare.base, bare.anchors.published, bare.written.month
    if month is None or base.month is None or published is None:
        return None
    back, later = base.month - month, bare.moved(1)
    if back < _FAR or 12 - back > _CLOSE or not later.exists:
        return None
    return later if later.first_day() <= published.last_day() else None


def ahead_of_an_old_episode(bare: Bare) -> Point | None:
    """Words that look ahead leave a past episode for the time after publication."""
    published = bare.anchors.published
    if published is None or not bare.setting.future or bare.anchors.dated_here:
        return None
    if not bare.point.exists or bare.point.last_day() >= published.first_day():
        return None
    return _near_publication(bare.written, bare.setting, published)


def recent_rather_than_back(bare: Bare) -> Point | None:
    """A month goes on in time when that leads close to publication.

    Inside a paragraph so does only a month that would otherwise lie far back.
    """
    published, later = bare.anchors.published, bare.moved(1)
    if published is None or bare.written.month is None or bare.base.month is None:
        return None
    back = bare.base.month - bare.written.month
    if back <= (_STORY if bare.anchors.telling else 0) or not later.exists:
        return None
    return later if 0 <= _days_back(later, published) <= _NEAR_PAST else None


def back_over_a_later_year(bare: Bare) -> Point | None:
    """A story that has come to a later year does not go back in the year before it."""
    published, told = bare.anchors.published, bare.anchors.told.known("year")
    if published is None or told is None or bare.base.month is None or bare.anchors.dated_here:
        return None
    goes_back = bare.point.exists and bare.point.first_day() < bare.base.first_day()
    if not goes_back or not bare.base.year < told.year <= published.year:
        return None
    return _near_publication(bare.written, bare.setting, published)


CHECKS = (
    day_that_exists,
    mentioned_before,
    printed_weekday,
    back_over_a_later_year,
    not_after_publication,
    ahead_of_an_old_episode,
    january_after_november,
    recent_rather_than_back,
)
"""What may correct the first reading of a bare date, in order."""
