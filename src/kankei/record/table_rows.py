"""How each term is written as a row of its table.

A column takes the attribute of its name; what differs (periods, texts in two languages, ids behind
keys) is written out below.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from ..terms.actor import Actor, Office
from ..terms.effect import Link
from ..terms.event import Claim, Event
from ..terms.group import Membership
from ..terms.language import Bilingual
from ..terms.period import Period
from ..terms.plover import intensity
from ..terms.source import Passage, Source
from .known_from import publication
from .reviews import Review
from .rows import Conflict, Coverage, Document, NameRow, RollCall, SeriesValue, Vote
from .schema import schema

TableRow = dict[str, Any]


def plain_row(table: str, term: object) -> TableRow:
    """The columns of a table that are attributes of a term."""
    columns = schema()[table].columns.names
    return {column: getattr(term, column) for column in columns if hasattr(term, column)}


def source_row(source: Source) -> TableRow:
    """A row of ``source``."""
    when = when_columns(source.published) if source.published else {}
    return {**plain_row("source", source), **when, "known_from": publication([source])}


def document_row(document: Document, source: Source) -> TableRow:
    """A row of ``document``."""
    known = {"source": source.id, "known_from": publication([source])}
    return plain_row("document", document) | known


def passage_row(passage: Passage) -> TableRow:
    """A row of ``passage``."""
    place = {"start": passage.span.start, "end": passage.span.end, "text_sha256": passage.sha256}
    return plain_row("passage", passage) | place


def actor_row(actor: Actor, period: Period | None = None) -> TableRow:
    """A row of ``actor``; its id is the key by which events and claims name it."""
    return plain_row("actor", actor) | {"id": actor.key} | bounds(period)


def name_row(name: NameRow) -> TableRow:
    """A row of ``name``."""
    return plain_row("name", name) | bounds(name.period)


def office_row(office: Office, known_from: date | None) -> TableRow:
    """A row of ``office``."""
    when = when_columns(office.period) | {"known_from": known_from}
    return plain_row("office", office) | text_columns("title", office.title) | when


def membership_row(membership: Membership, known_from: date | None) -> TableRow:
    """A row of ``membership``."""
    when = when_columns(membership.period) | {"within": membership.period.within}
    return plain_row("membership", membership) | when | {"known_from": known_from}


def event_row(event: Event, ids: Mapping[str, str], known_from: date | None) -> TableRow:
    """A row of ``event``; ``ids`` gives the id of the larger event by its key."""
    return {
        **plain_row("event", event),
        **when_columns(event.period),
        **text_columns("text", event.text),
        "within": event.period.within,
        "intensity": intensity(event.cameo) if event.cameo else None,
        "part_of": ids[event.part_of] if event.part_of else None,
        "known_from": known_from,
    }


def participant_rows(event: Event) -> Iterator[TableRow]:
    """Rows of ``participant`` of one event."""
    for item in dict.fromkeys(event.participants):
        yield {"event": event.id, "actor": item.actor, "role": item.role}


def claim_row(claim: Claim, known_from: date | None) -> TableRow:
    """A row of ``claim``; its ``status`` stays missing, for nothing states it."""
    when = when_columns(claim.period) | {"within": claim.period.within, "known_from": known_from}
    return plain_row("claim", claim) | text_columns("text", claim.text) | when


def rollcall_row(rollcall: RollCall) -> TableRow:
    """A row of ``rollcall``; a roll call is known from the day it was held."""
    known = {"known_from": rollcall.held}
    return plain_row("rollcall", rollcall) | text_columns("title", rollcall.title) | known


def vote_row(vote: Vote, ids: Mapping[str, str]) -> TableRow:
    """A row of ``vote``; ``ids`` gives the id of the roll call by its key."""
    return plain_row("vote", vote) | {"rollcall": ids[vote.rollcall]}


def series_row(value: SeriesValue, known_from: date | None) -> TableRow:
    """A row of ``series``."""
    return plain_row("series", value) | when_columns(value.period) | {"known_from": known_from}


def link_row(link: Link, known_from: date | None) -> TableRow:
    """A row of ``link``."""
    return {
        **plain_row("link", link),
        **(text_columns("condition", link.condition) if link.condition else {}),
        **dict(zip(("condition_low", "condition_high"), link.condition_band, strict=True)),
        **dict(zip(("band_low", "band_high"), link.band, strict=True)),
        **text_columns("text", link.text),
        "known_from": known_from,
    }


def conflict_row(conflict: Conflict) -> TableRow:
    """A row of ``conflict``."""
    left = dict(zip(("left_table", "left_id"), conflict.left, strict=True))
    right = dict(zip(("right_table", "right_id"), conflict.right, strict=True))
    return plain_row("conflict", conflict) | text_columns("text", conflict.text) | left | right


def review_row(review: Review, standing: str) -> TableRow:
    """A row of ``review``; ``standing`` is ``in force``, ``superseded`` or ``stale``."""
    return plain_row("review", review) | {"standing": standing}


def coverage_row(coverage: Coverage) -> TableRow:
    """A row of ``coverage``."""
    note = text_columns("note", coverage.note)
    return plain_row("coverage", coverage) | bounds(coverage.period) | note


def bounds(period: Period | None) -> TableRow:
    """Columns ``starts`` and ``ends``; missing where no period is known."""
    return {"starts": period.start, "ends": period.end} if period else {}


def when_columns(period: Period) -> TableRow:
    """Columns ``starts``, ``ends`` and ``precision``."""
    return bounds(period) | {"precision": str(period.precision)}


def text_columns(name: str, text: Bilingual) -> TableRow:
    """Columns ``<name>_ja`` and ``<name>_en``."""
    return {f"{name}_ja": text.ja, f"{name}_en": text.en}
