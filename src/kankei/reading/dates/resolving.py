"""From what is written to a value; every rule is a small function and leaves its name."""

from __future__ import annotations

from dataclasses import dataclass, replace

from .anchors import Anchors
from .bare import nearest, own_start, read_bare, read_end
from .grammar import Reference
from .points import Point, Stretch, decade_part, part_of
from .setting import Setting
from .written import Expression, Written

_REACH = 20  # years between a two-digit year and the year it leans on
_NEWS = 21  # days before publication in which a weekday is that of the last week
_CENTURIES = (1800, 1900, 2000, 2100)


@dataclass(slots=True)
class Resolved:
    """A date with its value, the point later dates lean on, and how it was obtained."""

    value: str
    how: str
    why: str
    stretch: Stretch | None = None
    anchor: Point | None = None
    accept: tuple[str, ...] = ()


def resolve(expression: Expression, setting: Setting, anchors: Anchors) -> Resolved | None:
    """Resolve a date expression; missing when nothing before it gives what it leaves out."""
    first, last = expression.first, expression.last
    if first.kind == "duration":
        return _duration(first)
    if first.kind == "offset":
        return _offset(first, setting, anchors)
    if last is None:
        listed = expression.next
        within = Point(listed.year, listed.month, listed.day) if listed and listed.year else None
        return _bounded(_date(first, setting, anchors, within, back=True), setting)
    return _range(first, last, setting, anchors)


def _range(first: Written, last: Written, setting: Setting, anchors: Anchors) -> Resolved | None:
    """Resolve two joined dates: what one leaves out, the other gives."""
    start = end = None
    if first.bare and not last.bare:
        end = _date(last, setting, anchors)
        if end is not None and end.stretch is not None:
            start = _date(first, setting, anchors, end.stretch.first, back=True)
    else:
        start = _date(first, setting, anchors)
        if start is not None and start.stretch is not None:
            end = _date(last, setting, anchors, start.stretch.last)
    if start is None or end is None or start.stretch is None or end.stretch is None:
        return None
    stretch = Stretch(start.stretch.first, end.stretch.last)
    if not stretch.ordered:
        return None
    how = "explicit" if "explicit" in (start.how, end.how) else start.how
    return Resolved(stretch.iso(), how, f"range: {start.why} – {end.why}", stretch, end.anchor)


def _date(
    written: Written,
    setting: Setting,
    anchors: Anchors,
    within: Point | None = None,
    back: bool = False,
) -> Resolved | None:
    """Resolve one date word; ``within`` is the other end of its range."""
    if written.decade is not None:
        return _decade(written, anchors)
    if written.year is not None:
        point: Point | None = Point(written.year, written.month, written.day)
        found = Resolved("", "explicit", written.form)
    elif written.yy is not None or written.era_year is not None:
        point, found = _abbreviated(written, setting, anchors, within)
    elif written.reference is not None:
        point, found = _referred(written, written.reference, setting, anchors, within)
    else:
        reading = (
            read_bare(written, setting, anchors)
            if within is None
            else read_end(written, within, back)
        )
        point = reading.point
        found = Resolved("", "elliptic", reading.why, accept=reading.accept)
    return _spread(written, point, found) if point is not None and point.exists else None


def _spread(written: Written, point: Point, found: Resolved) -> Resolved | None:
    """Give a point its own range or part."""
    part = written.part or (written.reference.part if written.reference else None)
    stretch, accept = Stretch(point, point), found.accept
    if written.ranged:
        stretch = Stretch(own_start(written, point), point)
    elif written.weekday is None and written.reference and written.reference.unit == "week":
        monday = point.shifted("day", -point.first_day().weekday())
        stretch = Stretch(monday, monday.shifted("day", 6))
    elif written.first is not None:
        january = Point(point.year, 1)
        stretch = Stretch(january, january.shifted("month", written.first - 1))
    elif part is not None:
        stretch, readings = part_of(point, part)
        accept += readings
    if not stretch.ordered:
        return None
    anchor = stretch.last if part in ("begin", "end") else point
    return replace(found, value=stretch.iso(), stretch=stretch, anchor=anchor, accept=accept)


def _decade(written: Written, anchors: Anchors) -> Resolved:
    """Resolve 1990年代 and, with the century that publication allows, 90年代."""
    first, how = written.decade or 0, "explicit"
    if first < 100:
        latest = anchors.published.year if anchors.published else 1999
        first, how = latest - (latest - first) % 100, "abbreviated_year"
    stretch = decade_part(first, written.part)
    return Resolved(stretch.iso(), how, written.form, stretch, stretch.last)


def _abbreviated(
    written: Written, setting: Setting, anchors: Anchors, within: Point | None
) -> tuple[Point | None, Resolved]:
    """Give '23 or 23年 its century, or its era, from the year it leans on."""
    found = Resolved("", "abbreviated_year", written.form)
    if written.year_from is not None:
        return Point(written.year_from // 100 * 100 + (written.yy or 0)), found
    near = anchors.lean_on("year", setting, within) or anchors.published
    years = [] if written.yy is None else [century + written.yy for century in _CENTURIES]
    if anchors.era is not None:
        years.append(anchors.era + (written.era_year or written.yy or 0))
    if near is None or not years:
        return None, found
    year = anchors.years.get(written.yy) or min(years, key=lambda year: abs(year - near.year))
    known = written.month is not None or year in anchors.years.values()
    fits = known or abs(year - near.year) <= _REACH
    return (Point(year, written.month, written.day) if fits else None), found


def _referred(
    written: Written,
    reference: Reference,
    setting: Setting,
    anchors: Anchors,
    within: Point | None,
) -> tuple[Point | None, Resolved]:
    """Resolve 同年, 翌月5日, last month, 지난 26일."""
    if reference.anchor == "published":
        base = anchors.spoken(setting)
    elif reference.anchor == "either":
        base = _nearer(reference, setting, anchors, within)
    else:
        base = anchors.lean_on(reference.unit, setting, within)
    found = Resolved("", "anaphoric", f"{written.form}, {reference.anchor} anchor")
    if base is None:
        return None, found
    found = replace(found, why=f"{found.why} {base.iso()}")
    if reference.step in ("past", "coming", "following", "preceding"):
        ahead = written.weekday is not None and setting.future
        reported = base in (anchors.spoken(setting), anchors.dateline_here)
        past = reference.step == "past" and reported and not ahead
        way = -1 if past or reference.step == "preceding" else 1
        if reference.part is not None:
            season = _next_season if way > 0 else _past_season
            return season(base, reference.part), found
        return nearest(written, _from_where(base, written, reference), way), found
    if not base.has(reference.unit):
        return None, found
    return _filled(base.shifted(reference.unit, int(reference.step)), written), found


def _past_season(base: Point, part: str) -> Point:
    """The year of the last such season that was over: *last autumn*, прошлой осенью."""
    this = part_of(Point(base.year), part)[0]
    over = base.month is not None and this.last.last_day() < base.first_day()
    return Point(base.year if over else base.year - 1)


def _next_season(base: Point, part: str) -> Point:
    """The year of the first such season that was not over: *the following spring*."""
    this = part_of(Point(base.year), part)[0]
    ahead = base.month is not None and this.first.first_day() > base.last_day()
    return Point(base.year if ahead else base.year + 1)


def _from_where(base: Point, written: Written, reference: Reference) -> Point:
    """Where a past weekday is looked for: *last Friday* is not today, прошлая пятница last week."""
    if written.weekday is None or base.day is None or reference.step != "past":
        return base
    if reference.unit == "week":
        return base.shifted("day", -base.first_day().weekday() - 1)
    return base if reference.unit == "day" else base.shifted("day", -1)


def _filled(point: Point, written: Written) -> Point:
    """Add the month and day that stand beside a relative word."""
    if written.month is not None:
        return Point(point.year, written.month, written.day)
    return point if written.day is None else replace(point, day=written.day)


def _nearer(
    reference: Reference, setting: Setting, anchors: Anchors, within: Point | None
) -> Point | None:
    """Choose the narrative date for a word such as 다음 달 while that stays before publication."""
    told, published = anchors.lean_on(reference.unit, setting, within), anchors.spoken(setting)
    if told is None or published is None or setting.future or anchors.newslike:
        return published or told
    recent = 0 <= (published.last_day() - told.first_day()).days < _NEWS
    if reference.step == "past" and (recent or not anchors.telling):
        return anchors.dateline_here or published
    steps = 1 if reference.step == "past" else int(reference.step)
    moved = told.shifted(reference.unit, steps)
    return told if moved.first_day() <= published.last_day() else published


def _offset(written: Written, setting: Setting, anchors: Anchors) -> Resolved | None:
    """Resolve 2日後, a year earlier, 사흘 뒤."""
    if written.count is None or written.unit is None:
        return None
    unit, steps = written.unit, written.count
    if unit == "year" and steps % 1:
        unit, steps = "month", steps * 12
    base = _offset_base(written, setting, anchors)
    if base is None or not base.has(unit) or steps % 1:
        return None
    point = base.shifted(unit, int(steps) * written.direction)
    if not point.exists or (written.direction > 0 and _unforeseen(point, setting, anchors)):
        return None
    why = f"{written.form}, from {base.iso()}"
    known = point.cut("year") if written.unit == "year" else point
    return Resolved(point.iso(), "anaphoric", why, Stretch(point, point), known)


def _unforeseen(point: Point, setting: Setting, anchors: Anchors) -> bool:
    """Say whether a date after publication is told as past: it counts from something undated."""
    published = anchors.published
    if published is None or setting.future:
        return False
    return point.first_day() > published.last_day()


def _offset_base(written: Written, setting: Setting, anchors: Anchors) -> Point | None:
    told, published = anchors.lean_on(written.unit or "day", setting), anchors.spoken(setting)
    ahead = told and published and told.first_day() > published.last_day()
    near = written.unit in ("day", "week") and anchors.telling and written.counted_from == "either"
    if (written.counted_from == "narrative" or setting.definite or near) and not ahead:
        return told
    return published or (told if written.counted_from == "either" else None)


def _duration(written: Written) -> Resolved | None:
    """Write 1年半 as P1Y6M."""
    if written.length is not None:
        return Resolved(written.length, "explicit", written.form)
    if written.count is None or written.unit is None:
        return None
    letter, count = written.unit[0].upper(), written.count
    if written.months is not None:
        return Resolved(f"P{count:g}Y{written.months}M", "explicit", written.form)
    if letter == "Y" and count % 1:
        value = f"P{int(count)}Y6M" if count > 1 else "P6M"
        return Resolved(
            value, "explicit", written.form, accept=(f"P{count}Y", f"P{int(count * 12)}M")
        )
    return Resolved(f"P{count:g}{letter}", "explicit", written.form)


def _bounded(found: Resolved | None, setting: Setting) -> Resolved | None:
    """Accept the open interval beside the date that bounds it: 8月4日から."""
    if found is None or setting.bound is None or found.stretch is None:
        return found
    first, last = found.stretch.first.iso(), found.stretch.last.iso()
    interval = f"{first}/.." if setting.bound == "from" else f"../{last}"
    return replace(found, accept=(*found.accept, interval))
