"""Mentions of one event put together, larger events around smaller ones, and contradictions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from .draft import Draft

NEAR = timedelta(days=3)
"""The same act told with dates so near may be one event with a wrong date."""

ASSERTED = ("fact", "reported", "alleged")


@dataclass
class Event:
    """Drafts that tell of one event, the best of them first in line for its passage."""

    drafts: list[Draft]
    part_of: int | None = None
    conflicts: list[int] = field(default_factory=list)

    @property
    def best(self) -> Draft:
        """The draft that tells it best: a verb rather than a noun, a stated date."""
        return min(
            self.drafts, key=lambda draft: (draft.nominal, draft.basis != "stated", draft.line)
        )


def merged(drafts: Sequence[Draft]) -> list[Event]:
    """Put the drafts of a document together, in the order in which the events are first told."""
    events: list[Event] = []
    for draft in drafts:
        known = next((one for one in reversed(events) if _same(one.best, draft)), None)
        if known:
            known.drafts.append(draft)
        else:
            events.append(Event([draft]))
    for number, event in enumerate(events):
        event.part_of = _larger(events, number)
        event.conflicts = _contradicting(events, number)
    return events


def _same(first: Draft, second: Draft) -> bool:
    """Whether two drafts tell of one event."""
    if first.act.plover != second.act.plover or first.act.frame != second.act.frame:
        return False
    if (first.assertion in ASSERTED) != (second.assertion in ASSERTED):
        return False
    if not _alike(first, second):
        return False
    if first.line == second.line:
        return first.act == second.act and first.date == second.date
    if second.nominal or first.nominal:
        return _overlap(first.date, second.date)
    same_act = first.act == second.act
    dated = first.basis == second.basis == "stated"
    return same_act and dated and first.date == second.date


def _alike(first: Draft, second: Draft) -> bool:
    """Whether the states of one draft are among those of the other."""
    few, many = sorted((first.states, second.states), key=len)
    return bool(few) and few <= many and 2 * len(few) >= len(many) and not _others(first, second)


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
    if inner.assertion not in ASSERTED or not inner.date:
        return None
    frames = {"meet": ("visit", "host"), "joint": ("meet", "visit", "host")}.get(inner.act.frame, ())
    for frame in frames:
        for other, event in enumerate(events):
            outer = event.best
            if other != number and outer.act.frame == frame and outer.assertion in ASSERTED:
                shared = outer.states and inner.states and inner.states & outer.states
                if shared and inner.states >= outer.states and _overlap(outer.date, inner.date):
                    return other
    return None


def _contradicting(events: Sequence[Event], number: int) -> list[int]:
    """Other events that differ in nothing but a date nearby."""
    one = events[number].best
    return [
        other
        for other, event in enumerate(events)
        if other != number and _differs_in_date(one, event.best)
    ]


def _differs_in_date(first: Draft, second: Draft) -> bool:
    if first.act != second.act or first.states != second.states or not first.states:
        return False
    if first.line == second.line or not first.basis == second.basis == "stated":
        return False
    days = _day(first.date), _day(second.date)
    return days[0] is not None and days[1] is not None and 0 < abs((days[0] - days[1]).days) <= NEAR.days


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
