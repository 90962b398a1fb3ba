"""Rows of the record that are not terms of their own: plain, frozen, ready to become tables.

Sources, passages, events, claims and links are terms (:mod:`kankei.terms`); what else the record
holds is declared here. Keys are those of a study; ids are made from content.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Generic, Literal, TypeVar

from ..terms.actor import Actor, Office
from ..terms.event import Claim, Event
from ..terms.identity import content_id
from ..terms.language import Bilingual
from ..terms.period import Period
from ..terms.source import Passage, Source

T = TypeVar("T")

NO_TEXT = Bilingual("", "")


@dataclass(frozen=True, slots=True)
class Sourced(Generic[T]):
    """A term with the keys of the sources it rests on, and its key in the study."""

    what: T
    sources: tuple[str, ...]
    key: str = ""


@dataclass(frozen=True, slots=True)
class NameRow:
    """One text that stands for an actor; ``kind`` is one of :data:`kankei.terms.actor.NAME_KINDS`.

    ``period`` is when it did; missing when nothing says so.
    """

    actor: str
    text: str
    language: str
    kind: str
    period: Period | None = None


@dataclass(frozen=True, slots=True)
class RollCall:
    """A recorded vote of a body, with the tallies it published."""

    key: str
    body: str
    symbol: str
    held: date
    title: Bilingual
    yes: int | None
    no: int | None
    abstain: int | None
    absent: int | None
    result: str
    sources: tuple[str, ...]

    @property
    def id(self) -> str:
        """Content hash of body, symbol and day."""
        return content_id("rollcall", self.body, self.symbol, self.held.isoformat(), self.title.en)


@dataclass(frozen=True, slots=True)
class Vote:
    """One state's choice in a roll call, which is named by its key."""

    rollcall: str
    actor: str
    choice: str
    sources: tuple[str, ...]

    @property
    def id(self) -> str:
        """Content hash of roll call, state and choice."""
        return content_id("vote", self.rollcall, self.actor, self.choice)


@dataclass(frozen=True, slots=True)
class SeriesValue:
    """A number about a state or dyad in a period; missing with its reason, never zero instead.

    Parameters
    ----------
    subject
        State, or dyad with its states in alphabetical order.
    edition
        Of the publication, where it appears in several.
    known_from
        When the number was published; found from its sources when missing.
    """

    subject: str
    field: str
    period: Period
    value: float | None
    low: float | None
    high: float | None
    unit: str
    edition: str
    sources: tuple[str, ...]
    missing: str = ""
    known_from: date | None = None

    @property
    def id(self) -> str:
        """Content hash of the number, what it measures, for when, and in which edition."""
        numbers = [self.value, self.low, self.high]
        period = self.period.iso()
        return content_id("series", self.subject, self.field, period, self.edition, numbers)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its range, stated by the claim or event whose id is ``of_id``.

    ``low`` without ``high`` is "more than", ``high`` without ``low`` "at most".
    """

    of_table: str
    of_id: str
    value: float | None
    low: float | None
    high: float | None
    unit: str
    what: str
    as_of: date | None

    @property
    def id(self) -> str:
        """Content hash of statement, number and unit."""
        numbers = [self.value, self.low, self.high]
        return content_id("quantity", self.of_id, numbers, self.unit, self.what)


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two statements, by table and id, that cannot both hold as they stand.

    ``made_by`` is ``hand`` when a person wrote it down and ``found`` when it was found.
    """

    kind: str
    left: tuple[str, str]
    right: tuple[str, str]
    text: Bilingual
    made_by: Literal["hand", "found"] = "found"

    @property
    def id(self) -> str:
        """Content hash of the two sides, whichever is named first."""
        return content_id("conflict", self.kind, *sorted([self.left[1], self.right[1]]))


@dataclass(frozen=True, slots=True)
class Note:
    """A remark of the editors on a row."""

    of_table: str
    of_id: str
    text: str


@dataclass(frozen=True, slots=True)
class Document:
    """A text that was read; ``source`` is the key of its publication."""

    source: str
    path: str
    sha256: str
    language: str
    characters: int

    @property
    def id(self) -> str:
        """Content hash of the text."""
        return content_id("document", self.sha256)


@dataclass(frozen=True, slots=True)
class Coverage:
    """What an origin covers: a field, for a subject, in a period.

    ``subject`` ``*`` stands for every subject, ``field`` ``*`` for every field.
    """

    origin: str
    field: str
    subject: str
    period: Period
    note: Bilingual = NO_TEXT


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where the rows of a table came from, and what made them."""

    table: str
    origin: str
    sha256: str
    rows: int
    made_by: str


@dataclass(frozen=True, slots=True)
class Rejection:
    """A row of open data that was not taken, and why."""

    file: str
    row: int | None
    column: str
    what: str


@dataclass(frozen=True)
class HandKept:
    """The facts a person keeps in ``record/*.csv``, read and checked."""

    sources: tuple[Source, ...] = ()
    actors: tuple[Sourced[Actor], ...] = ()
    offices: tuple[Sourced[Office], ...] = ()
    events: tuple[Event, ...] = ()
    claims: tuple[Claim, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    rollcalls: tuple[RollCall, ...] = ()
    votes: tuple[Vote, ...] = ()
    series: tuple[SeriesValue, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    notes: tuple[Note, ...] = ()
    files: tuple[Provenance, ...] = ()


@dataclass(frozen=True)
class Read:
    """What was read from documents.

    Parameters
    ----------
    sources
        Publications of the documents; one that is kept by hand as well is one row.
    actors
        Actors that statements name and no table kept by hand holds.
    claims, events
        Statements found; a statement kept by hand as well is one row with both evidences.
    passages_of
        Ids of the passages that each statement rests on, by the id of the statement.
    """

    sources: tuple[Source, ...] = ()
    actors: tuple[Actor, ...] = ()
    documents: tuple[Document, ...] = ()
    passages: tuple[Passage, ...] = ()
    claims: tuple[Claim, ...] = ()
    events: tuple[Event, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    passages_of: Mapping[str, tuple[str, ...]] = dataclasses.field(default_factory=dict)
