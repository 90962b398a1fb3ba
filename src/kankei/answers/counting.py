"""Findings that count rows of the record; the rows counted are the evidence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..terms.dyad import Dyad
from ..terms.event import Event
from ..terms.finding import Evidence, Finding
from ..terms.period import Period
from ..terms.plover import event_type

METHOD = "answers.counting"
FIRM = ("asserted", "reported")


def firm(events: Iterable[Event]) -> list[Event]:
    """Events that the record holds for fact: not alleged, denied, planned or negated."""
    return [event for event in events if event.status in FIRM]


def kind_of(event: Event) -> str:
    """``cooperation`` or ``conflict`` by PLOVER type, ``alleged`` when not held for fact."""
    if event.status not in FIRM:
        return "alleged"
    return "cooperation" if event_type(event.plover).cooperative else "conflict"


def event_finding(event: Event) -> Finding:
    """The finding that an event is in the record."""
    actors = tuple(sorted({item.actor for item in event.participants}))
    return Finding(
        what="event",
        about=(*actors, event.domain),
        period=event.period,
        value=event.text.en,
        unit="",
        method=f"{METHOD}.event_finding",
        evidence=(Evidence("event", event.id),),
    )


def events_count(
    dyad: Dyad, period: Period, events: Sequence[Event], origin: str, domain: str = "all"
) -> Finding:
    """The number of events of a relation that begin in a period.

    With no events the evidence is the record itself (``origin``): it was searched and holds none,
    which is a statement about the record and not about the world.
    """
    evidence = tuple(Evidence("event", event.id) for event in events)
    return Finding(
        what="events_count",
        about=(dyad.key, domain),
        period=period,
        value=len(events),
        unit="events",
        method=f"{METHOD}.events_count",
        evidence=evidence or (Evidence("dataset", origin),),
    )


def per_year(count: Finding) -> Finding:
    """A count divided by the length of its period in years of 365.25 days."""
    assert count.period is not None and count.period.days and isinstance(count.value, int)
    years = count.period.days / 365.25
    return Finding(
        what="events_per_year",
        about=count.about,
        period=count.period,
        value=round(count.value / years, 2),
        unit="events per year",
        method=f"{METHOD}.per_year",
        evidence=count.evidence,
        inputs=(count.id,),
    )
