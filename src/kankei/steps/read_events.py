"""Events read in a document, as events of the record.

An event enters the record when the reader gave it a PLOVER type, a date and a state; one that lacks
any of these is counted with the reason and named by the audit. Nothing more is asked of it: what is
alleged, planned, denied or negated enters with that status.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal, cast

from ..reading.passages import EventMention, Reading
from ..reading.text import surface
from ..record.rows import Rejection
from ..terms.actor import states
from ..terms.errors import PeriodError
from ..terms.event import Domain, Event, Participant, Role, Status
from ..terms.language import Bilingual
from ..terms.period import Period
from ..terms.plover import cameo_codes, event_types

Reason = Literal["event_without_type", "event_without_date", "event_without_state"]

STATUSES: Mapping[str, Status] = {
    "fact": "asserted",
    "reported": "reported",
    "alleged": "alleged",
    "negated": "negated",
    "denied": "denied",
    "planned": "planned",
}
"""Status in the record of what a document asserts in which way."""


@dataclass(frozen=True)
class EventsRead:
    """Events of one document, those left out, and the place of each in the reading, by its key."""

    events: tuple[Event, ...]
    left_out: tuple[Rejection, ...]
    mentions: Mapping[str, EventMention]


def events_of(
    reading: Reading, source: str, file: str, named: Callable[[str], str] = str
) -> EventsRead:
    """Make events of the record from those of a reading.

    The number in a key is that of ``events.json`` (``kankei read``), so numbers are missing where
    an event was left out.

    Parameters
    ----------
    source
        Key of the document's source.
    file
        Name of the document, for what is left out.
    named
        What the study calls an actor.
    """
    reasons = [_lacking(mention) for mention in reading.events]
    keys = [
        "" if reason else f"{source}-e{number:03d}"
        for number, reason in enumerate(reasons, start=1)
    ]
    events = [
        _event(reading, mention, key, source, keys, named)
        for key, mention in zip(keys, reading.events, strict=True)
        if key
    ]
    left_out = [
        Rejection(file, number, reason.rpartition("_")[2], reason)
        for number, reason in enumerate(reasons, start=1)
        if reason
    ]
    mentions = {key: m for key, m in zip(keys, reading.events, strict=True) if key}
    return EventsRead(tuple(events), tuple(left_out), mentions)


def _lacking(mention: EventMention) -> Reason | None:
    """What an event lacks to enter the record."""
    if mention.plover not in event_types():
        return "event_without_type"
    if _period(mention) is None:
        return "event_without_date"
    if not any(actor in states() for actor, _, _ in mention.actors):
        return "event_without_state"
    return None


def _period(mention: EventMention) -> Period | None:
    """The date as a period; missing where there is none, or nothing says when it began."""
    try:
        period = Period.parse(mention.date) if mention.date else None
    except PeriodError:
        return None
    return period if period and period.start else None


def _event(
    reading: Reading,
    mention: EventMention,
    key: str,
    source: str,
    keys: list[str],
    named: Callable[[str], str],
) -> Event:
    period, said = _period(mention), surface(reading.raw, mention.spans)
    assert period is not None
    acting = [Participant(named(actor), cast(Role, role)) for actor, role, _ in mention.actors]
    return Event(
        key=key,
        plover=mention.plover,
        cameo=mention.cameo if mention.cameo in cameo_codes() else "",
        domain=cast(Domain, mention.domain),
        period=period,
        status=_status(mention),
        participants=tuple(dict.fromkeys(acting)),
        place="",
        text=Bilingual(said, said),
        part_of="" if mention.part_of is None else keys[mention.part_of],
        sources=(source,),
        made_by="read",
    )


def _status(mention: EventMention) -> Status:
    """The status of a mention; what is said not to have happened is never held for fact."""
    status = STATUSES[mention.assertion]
    if mention.polarity == "-" and status in ("asserted", "reported", "alleged"):
        return "negated"
    return status
