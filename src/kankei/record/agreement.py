"""When an event that was read and another one tell of the same happening.

A reader meets one happening in many sentences, and most of what it meets a person has on record
already. Counting each telling would make a much-told event many events, so two rules decide:

*Two events that were read* are one when they have the same PLOVER type, share a day, have the same
states in compatible roles, and both are held for fact (or both alleged, denied, planned, negated).
The most finely dated stays; a coarser date that fits several of them stays an event of its own.

*An event that was read agrees with one kept by hand* when the types are of one PLOVER family (words
or deeds, cooperation or conflict), its dates lie inside the other's, the states are the same in
compatible roles, and what is denied, planned or negated meets only its like. Where the event kept
by hand lasts longer than a month, the CAMEO codes must be the same too: within a year, states meet
more than once. Where a sentence leaves a state unsaid (a veto without the author of the draft),
type, code and dates must be the same, and the states that it names be among the other's. Of several
that agree, the one of the same type, then code, then dates is chosen. The passage then is further
evidence of the event kept by hand, of which nothing else changes.

Roles are compatible when they are the same or one of them is ``participant``; persons and bodies
act for their states.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from ..terms.actor import states
from ..terms.event import Event
from ..terms.period import Period
from ..terms.plover import event_types
from .rows import Read

LONG_DAYS = 31
"""An event kept by hand that lasts longer needs the same CAMEO code."""
ACTING = ("source", "target", "participant")

StateOf = Mapping[str, str]
"""States of persons and bodies, by the actor's key."""


def merged(read: Read, state_of: StateOf) -> Read:
    """Make several tellings of one happening one event with the passages of all."""
    groups = _groups(read.events, state_of)
    heads = {event.key: group[0].key for group in groups for event in group}
    resting = dict(read.passages_of)
    events = []
    for group in groups:
        one = _one(group, heads)
        passages = [item for event in group for item in resting.pop(event.id, ())]
        resting[one.id] = tuple(dict.fromkeys(passages))
        events.append(one)
    return replace(read, events=tuple(events), passages_of=resting)


def confirmed(read: Read, kept: Iterable[Event], state_of: StateOf) -> Read:
    """Give the passages of events that agree with one kept by hand to that one."""
    kept = tuple(kept)
    found = {event.key: _agreeing(event, kept, state_of) for event in read.events}
    keys = {key: other.key for key, other in found.items() if other is not None}
    resting = dict(read.passages_of)
    events = []
    for event in read.events:
        other = found[event.key]
        if other is None:
            events.append(replace(event, part_of=keys.get(event.part_of, event.part_of)))
        elif passages := resting.pop(event.id, ()):
            resting[other.id] = tuple(dict.fromkeys((*resting.get(other.id, ()), *passages)))
    return replace(read, events=tuple(events), passages_of=resting)


def agree(read: Event, kept: Event, state_of: StateOf) -> bool:
    """Say whether an event that was read tells of one that is kept by hand."""
    return (
        _held(read) == _held(kept)
        and _family(read) == _family(kept)
        and _inside(read.period, kept.period)
        and (not _long(kept.period) or read.cameo == kept.cameo)
        and (
            _same_states(read, kept, state_of)
            or (_same_act(read, kept) and _states_among(read, kept, state_of))
        )
    )


def _agreeing(event: Event, kept: Iterable[Event], state_of: StateOf) -> Event | None:
    def likeness(other: Event) -> tuple[bool, bool, bool, str]:
        return (
            other.plover != event.plover,
            other.cameo != event.cameo,
            other.period != event.period,
            other.key,
        )

    return min((one for one in kept if agree(event, one, state_of)), key=likeness, default=None)


def _groups(events: Iterable[Event], state_of: StateOf) -> list[list[Event]]:
    """Events that are one, the most finely dated of each first."""
    found: dict[tuple[str, frozenset[str]], list[list[Event]]] = {}
    for event in sorted(events, key=_finest):
        groups = found.setdefault((event.plover, frozenset(_sides(event, state_of))), [])
        fitting = [group for group in groups if _same(group[0], event, state_of)]
        if len(fitting) == 1:
            fitting[0].append(event)
        else:
            groups.append([event])
    return [group for groups in found.values() for group in groups]


def _finest(event: Event) -> tuple[int, str]:
    """Shortest dates first; what has an open end is the longest."""
    return event.period.days or 10**9, event.key


def _same(first: Event, second: Event, state_of: StateOf) -> bool:
    """Say whether two events of one type that were read are one."""
    fact = ("asserted", "reported")
    as_sure = first.status == second.status or (first.status in fact and second.status in fact)
    return (
        as_sure and first.period.overlaps(second.period) and _same_states(first, second, state_of)
    )


def _one(group: list[Event], heads: Mapping[str, str]) -> Event:
    """The first of a group, with the sources of all; asserted where one of them asserts it."""
    first = group[0]
    wholes = [heads.get(event.part_of, "") for event in group]
    asserted = any(event.status == "asserted" for event in group)
    return replace(
        first,
        status="asserted" if asserted else first.status,
        sources=tuple(dict.fromkeys(key for event in group for key in event.sources)),
        part_of=next((whole for whole in wholes if whole not in ("", first.key)), ""),
    )


def _held(event: Event) -> str:
    """What is denied, planned or negated by its name; all else has happened, surely or perhaps."""
    return event.status if event.status in ("denied", "planned", "negated") else ""


def _family(event: Event) -> tuple[str, str]:
    kind = event_types().get(event.plover)
    return (kind.act, kind.side) if kind else (event.plover, "")


def _inside(inner: Period, outer: Period) -> bool:
    if inner.start is None or inner.last is None:
        return inner == outer
    return outer.contains(inner.start) and outer.contains(inner.last)


def _long(period: Period) -> bool:
    return period.days is None or period.days > LONG_DAYS


def _same_act(first: Event, second: Event) -> bool:
    one, other = (
        (event.plover, event.cameo, event.period.start, event.period.end)
        for event in (first, second)
    )
    return one == other


def _same_states(first: Event, second: Event, state_of: StateOf) -> bool:
    same = _sides(first, state_of).keys() == _sides(second, state_of).keys()
    return same and _states_among(first, second, state_of)


def _states_among(some: Event, all_of: Event, state_of: StateOf) -> bool:
    """Say whether the states of one event are among those of another, in compatible roles."""
    sides, others = _sides(some, state_of), _sides(all_of, state_of)
    return bool(sides) and all(
        state in others and _compatible(roles, others[state]) for state, roles in sides.items()
    )


def _compatible(roles: set[str], others: set[str]) -> bool:
    return bool(roles & others) or "participant" in roles | others


def _sides(event: Event, state_of: StateOf) -> dict[str, set[str]]:
    """Roles of each state that takes part, itself or through its persons and bodies."""
    found: dict[str, set[str]] = {}
    for item in event.participants:
        state = state_of.get(item.actor, item.actor)
        if item.role in ACTING and state in states():
            found.setdefault(state, set()).add(item.role)
    return found
