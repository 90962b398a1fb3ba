"""What is kept by hand and what was read become the tables of the record.

The same statement from two sides is one row with the evidence of both. Nothing depends on the
order of the input, so the same facts give byte-identical tables.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

import pyarrow as pa

from ..terms.effect import Link
from ..terms.event import Claim, Event
from ..terms.group import groups
from ..terms.source import Source
from . import known_from
from .agreement import confirmed, merged
from .checks import checked
from .conflicts import conflicts_of
from .evidence import Origins, Support, distinct_sources
from .judging import judged
from .register import register_rows
from .reviews import Review
from .rows import Coverage, HandKept, NameRow, Provenance, Read, Rejection, SeriesValue
from .schema import schema
from .table_rows import (
    TableRow,
    actor_row,
    claim_row,
    conflict_row,
    coverage_row,
    document_row,
    event_row,
    link_row,
    name_row,
    office_row,
    participant_rows,
    passage_row,
    plain_row,
    review_row,
    rollcall_row,
    series_row,
    source_row,
    vote_row,
)

Rows = dict[str, list[TableRow]]
Stated = TypeVar("Stated", Event, Claim, SeriesValue)


@dataclass(frozen=True)
class Facts:
    """All that a record is made from.

    Parameters
    ----------
    hand
        The facts a person keeps.
    read
        What was read from documents.
    links
        Causal arguments, kept by hand or read.
    series, coverage, provenance, rejections
        From the snapshot of open data.
    reviews
        A person's judgements on what was read.
    """

    hand: HandKept = field(default_factory=HandKept)
    read: Read = field(default_factory=Read)
    links: tuple[Link, ...] = ()
    series: tuple[SeriesValue, ...] = ()
    coverage: tuple[Coverage, ...] = ()
    provenance: tuple[Provenance, ...] = ()
    rejections: tuple[Rejection, ...] = ()
    reviews: tuple[Review, ...] = ()


def assemble(facts: Facts) -> dict[str, pa.Table]:
    """Make every table of the record.

    Several tellings of one event that were read become one; what a person rejected is left out;
    an event that was read and agrees with one kept by hand becomes further evidence of that one
    (:mod:`kankei.record.agreement`).

    Raises
    ------
    RecordError
        When a statement rests on a source or passage that is not among the facts.
    """
    hand, state_of = facts.hand, states_of(facts.hand, facts.read)
    reviewed = judged(merged(facts.read, state_of), facts.reviews)
    read = confirmed(reviewed.read, hand.events, state_of)
    events = _merged((*hand.events, *sorted(read.events, key=_key)))
    claims = _merged((*hand.claims, *sorted(read.claims, key=_key)))
    hand = replace(
        hand, events=events, claims=claims, series=_merged((*hand.series, *facts.series))
    )
    origins = Origins.of(hand, read)
    supports = {support.id: support for support in _supports(hand, read, facts.links)}
    behind = {id: origins.behind(support) for id, support in supports.items()}
    parts = (
        register_rows(),
        _publications(hand, read, origins),
        _actors(hand, read),
        _statements(hand, read, behind),
        {"link": [link_row(link, known_from.publication(behind[link.id])) for link in facts.links]},
        {"evidence": [row for support in supports.values() for row in origins.rows(support)]},
        {
            "conflict": [
                conflict_row(item)
                for item in conflicts_of(hand, read.quantities, groups().memberships)
            ]
        },
        {"coverage": [coverage_row(item) for item in facts.coverage]},
        {"note": [plain_row("note", item) for item in hand.notes]},
        {"provenance": [plain_row("provenance", item) for item in hand.files + facts.provenance]},
        {"rejection": [plain_row("rejection", item) for item in facts.rejections]},
        {"review": [review_row(item, reviewed.standing[item.id]) for item in facts.reviews]},
    )
    return checked({name: _table(name, parts) for name in schema()})


def states_of(hand: HandKept, read: Read) -> dict[str, str]:
    """States for which persons and bodies act, by the actor's key."""
    actors = (*read.actors, *(actor.what for actor in hand.actors))
    return {actor.key: actor.state for actor in actors if actor.state}


def _merged(stated: Iterable[Stated]) -> tuple[Stated, ...]:
    """One of each statement, with the sources of all who made it; the first one's key stays."""
    found: dict[str, Stated] = {}
    for item in stated:
        found[item.id] = _joined(found.get(item.id, item), item)
    return tuple(found.values())


def _key(stated: Event | Claim | Source) -> str:
    return stated.key


def _joined(first: Any, same: Any) -> Any:
    return replace(first, sources=tuple(dict.fromkeys((*first.sources, *same.sources))))


def _supports(hand: HandKept, read: Read, links: Iterable[Link]) -> Iterator[Support]:
    for actor in hand.actors:
        yield Support("actor", actor.what.key, actor.sources)
    for office in hand.offices:
        yield Support("office", office.what.id, office.sources)
    for event in hand.events:
        yield Support("event", event.id, event.sources, read.passages_of.get(event.id, ()))
    for claim in hand.claims:
        yield Support("claim", claim.id, claim.sources, read.passages_of.get(claim.id, ()))
    for rollcall in hand.rollcalls:
        yield Support("rollcall", rollcall.id, rollcall.sources)
    for vote in hand.votes:
        yield Support("vote", vote.id, vote.sources)
    for value in hand.series:
        yield Support("series", value.id, value.sources)
    sources_of = {key: item.sources for item in hand.events for key in (item.key, item.id)}
    sources_of |= {key: item.sources for item in hand.claims for key in (item.key, item.id)}
    for link in links:
        yield _link_support(link, sources_of)


def _link_support(link: Link, sources_of: Mapping[str, tuple[str, ...]]) -> Support:
    """An argument rests on sources and passages, or on what an event or claim rests on."""
    passages = tuple(item.id for item in link.evidence if item.kind == "passage")
    named = [item.id for item in link.evidence if item.kind == "source"]
    for item in link.evidence:
        if item.kind in ("event", "claim"):
            named += sources_of.get(item.id, ())
    return Support("link", link.id, tuple(named), passages)


def _publications(hand: HandKept, read: Read, origins: Origins) -> Rows:
    sources = distinct_sources((*hand.sources, *sorted(read.sources, key=_key)))
    return {
        "source": [source_row(source) for source in sources],
        "document": [document_row(item, origins.sources[item.source]) for item in read.documents],
        "passage": [passage_row(item) for item in {p.id: p for p in read.passages}.values()],
    }


def _actors(hand: HandKept, read: Read) -> Rows:
    kept = (actor.what for actor in hand.actors)
    actors = {actor.key: actor for actor in (*read.actors, *kept)}.values()
    names = [
        NameRow(actor.key, text, language, "name")
        for actor in actors
        for language, text in actor.names
    ]
    return {
        "actor": [actor_row(actor) for actor in actors],
        "name": [name_row(name) for name in names],
        "office": [
            office_row(office.what, known_from.first_day(office.what.period))
            for office in hand.offices
        ],
    }


def _statements(hand: HandKept, read: Read, behind: Mapping[str, tuple[Source, ...]]) -> Rows:
    events = {event.key: event.id for event in hand.events}
    rollcalls = {rollcall.key: rollcall.id for rollcall in hand.rollcalls}
    quantities = {item.id: item for item in (*hand.quantities, *read.quantities)}
    return {
        "event": [
            event_row(item, events, known_from.statement(item.period, behind[item.id]))
            for item in hand.events
        ],
        "participant": [row for event in hand.events for row in participant_rows(event)],
        "claim": [
            claim_row(item, known_from.statement(item.period, behind[item.id]))
            for item in hand.claims
        ],
        "quantity": [plain_row("quantity", item) for item in quantities.values()],
        "rollcall": [rollcall_row(item) for item in hand.rollcalls],
        "vote": [vote_row(item, rollcalls) for item in hand.votes],
        "series": [
            series_row(item, item.known_from or known_from.value(item.period, behind[item.id]))
            for item in hand.series
        ],
    }


def _table(name: str, parts: Iterable[Rows]) -> pa.Table:
    """Put the rows of a table together; an empty text is a missing value."""
    rows = [
        {column: None if value == "" else value for column, value in row.items()}
        for part in parts
        for row in part.get(name, ())
    ]
    return pa.Table.from_pylist(rows, schema=schema()[name].columns)
