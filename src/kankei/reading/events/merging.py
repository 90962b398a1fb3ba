"""Mentions of one event put together, larger events around smaller ones, and contradictions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from .draft import Draft

NEAR = timedelta(days=3)
"""The same act told with dates so near may be one event with a wrong date."""

ASSERTED = ("fact", "reported", "alleged")


REACH = 50
"""One event is told again, and is part of another, within so many events."""

INSIDE = (("meet", ("visit", "host")), ("joint", ("meet", "visit", "host")))
"""Frames of acts that happen inside others, the nearest first."""


@dataclass
class Event:
    """Drafts that tell of one event, and the one of them that tells it best."""

    best: Draft
    drafts: list[Draft]
    part_of: int | None = None
    conflicts: list[int] = field(default_factory=list)

    def add(self, draft: Draft) -> None:
        """Add a mention; a verb tells better than a noun, a stated date than a context."""
        self.drafts.append(draft)
        self.best = min(self.best, draft, key=lambda one: (one.nominal, one.basis != "stated"))


def merged(drafts: Sequence[Draft]) -> list[Event]:
    """Put the drafts of a document together, in the order in which the events are first told."""
    events: list[Event] = []
    for draft in drafts:
        near = (
            one
            for one in events[: -REACH - 1 : -1]
            if one.best.act.plover == draft.act.plover and one.best.act.frame == draft.act.frame
        )
        known = next((one for one in near if _same(one.best, draft)), None)
        if known:
            known.add(draft)
        else:
            events.append(Event(draft, [draft]))
    for number, event in enumerate(events):
        event.part_of = _larger(events, number)
    _mark_conflicts(events)
    return events


def _same(first: Draft, second: Draft) -> bool:
    """Whether two drafts of one type and frame tell of one event."""
    if (first.assertion in ASSERTED) != (second.assertion in ASSERTED):
        return False
    if not _alike(first, second):
        return False
    if first.line == second.line:
        apart = first.why != second.why and first.end <= second.start
        if apart and not (first.nominal or second.nominal):
            return False
        return first.act == second.act and first.date == second.date
    if second.nominal or first.nominal:
        return _overlap(first.date, second.date)
    same_act = first.act == second.act
    dated = first.basis == second.basis == "stated"
    return same_act and dated and first.date == second.date


def _alike(first: Draft, second: Draft) -> bool:
    """Whether the states of one draft are among those of the other."""
    few, many = sorted((first.states, second.states), key=len)
    if not few or not few <= many or 2 * len(few) < len(many) or _others(first, second):
        return False
    acting, also = _acting(first), _acting(second)
    return not acting or not also or bool(acting & also)


def _acting(draft: Draft) -> set[str]:
    return {state for part in draft.parts if part.role == "source" for state in part.who.states}


def _others(first: Draft, second: Draft) -> bool:
    """Whether different persons act for one state in the two drafts."""
    known = _persons(first)
    return any(
        known.get(state) and not known[state] & names for state, names in _persons(second).items()
    )


def _persons(draft: Draft) -> dict[str, set[str]]:
    """Those named for a single state, by state."""
    found: dict[str, set[str]] = {}
    for part in draft.parts:
        names = set(part.who.ids) - set(part.who.states)
        if names and not part.inferred and len(part.who.states) == 1:
            found.setdefault(part.who.states[0], set()).update(names)
    return found


def _larger(events: Sequence[Event], number: int) -> int | None:
    """The visit that holds a meeting, or the meeting that holds an agreement."""
    inner = events[number].best
    around = range(max(0, number - REACH), min(len(events), number + REACH))
    for frame in dict(INSIDE).get(inner.act.frame, ()):
        for other in around:
            outer = events[other].best
            if outer.act.frame == frame and other != number and _holds(outer, inner):
                return other
    return None


def _holds(outer: Draft, inner: Draft) -> bool:
    if not {outer.assertion, inner.assertion} <= set(ASSERTED):
        return False
    return bool(outer.states) and outer.states <= inner.states and _overlap(outer.date, inner.date)


def _mark_conflicts(events: Sequence[Event]) -> None:
    """Note events that differ in nothing but a date nearby."""
    alike: dict[tuple[str, frozenset[str]], list[int]] = {}
    for number, event in enumerate(events):
        group = alike.setdefault((event.best.act.name, event.best.states), [])
        for other in group[-REACH:]:
            if _differs_in_date(event.best, events[other].best):
                event.conflicts.append(other)
                events[other].conflicts.append(number)
        group.append(number)


def _differs_in_date(first: Draft, second: Draft) -> bool:
    if first.act != second.act or first.states != second.states or not first.states:
        return False
    if first.line == second.line or not first.basis == second.basis == "stated":
        return False
    days = _day(first.date), _day(second.date)
    return (
        days[0] is not None
        and days[1] is not None
        and 0 < abs((days[0] - days[1]).days) <= NEAR.days
    )


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value and len(value) == 10 and value[0] != "." else None


def _overlap(first: str | None, second: str | None) -> bool:
    """Whether two ISO values share a day.

    Examples
    --------
    >>> _overlap("2023-06", "2023-06-18/2023-06-19"), _overlap("2023-06-17", "2023-06-18")
    (True, False)
    """
    if not first or not second:
        return False
    low, high = _ends(first)
    other_low, other_high = _ends(second)
    return low <= other_high and other_low <= high


def _ends(value: str) -> tuple[str, str]:
    first, _, last = value.partition("/")
    last = last or first
    low = "" if first == ".." else first
    high = "9" if last == ".." else last + "-99"[: 3 if len(last) < 10 else 0]
    return low, high
