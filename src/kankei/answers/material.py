"""Everything a report is made from, as terms: one value that the sections read and none changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from ..impact.argument import Argued, SignedMap
from ..measures.panel import MEETING_ROLES
from ..terms.dyad import Dyad
from ..terms.effect import Horizon
from ..terms.event import Claim, Event
from ..terms.finding import Evidence
from ..terms.hedge import Bands
from ..terms.language import Bilingual
from ..terms.period import Period
from ..terms.source import Source
from .documents_read import DocumentRead
from .system import System


@dataclass(frozen=True)
class Subject:
    """What the study asks about."""

    title: Bilingual
    question: Bilingual
    focus: Dyad
    states: tuple[str, ...]
    groups: tuple[str, ...]
    period: Period
    turn: Period

    @property
    def before(self) -> Period:
        """The study's period until the turn."""
        return Period(self.period.start, self.turn.start)

    @property
    def after(self) -> Period:
        """The study's period from the turn on."""
        return Period(self.turn.start, self.period.end)

    def dyads(self) -> tuple[Dyad, ...]:
        """Every pair of the study's states, the focus first."""
        pairs = {Dyad.parse(f"{a}-{b}").key for a in self.states for b in self.states if a < b} - {
            self.focus.key
        }
        return (self.focus, *(Dyad.parse(key) for key in sorted(pairs)))


@dataclass(frozen=True)
class OfficeHeld:
    """Who held a post, and when."""

    id: str
    person: str
    post: str
    state: str
    title: Bilingual
    period: Period
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Membership:
    """A state in a group for a time; ``kind`` is ``member``, ``permanent`` or ``elected``."""

    member: str
    group: str
    kind: str
    period: Period


@dataclass(frozen=True)
class RollCall:
    """A recorded vote of a body with the choices of the study's states."""

    id: str
    key: str
    body: str
    symbol: str
    held: date
    title: Bilingual
    totals: tuple[int | None, int | None, int | None, int | None]
    result: str
    choices: Mapping[str, str]
    sources: tuple[str, ...]


@dataclass(frozen=True)
class SeriesValue:
    """One value of a series; missing with its reason where the publisher gives none."""

    id: str
    subject: str
    field: str
    period: Period
    value: float | None
    low: float | None
    high: float | None
    edition: str
    missing: str
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Quantity:
    """A number that a claim states: a value, or bounds of which one may be open."""

    value: float | None
    low: float | None
    high: float | None
    unit: str


@dataclass(frozen=True)
class Contradiction:
    """Two rows of the record that cannot both be right; ``noted`` when a person wrote it down."""

    id: str
    kind: str
    left: Evidence
    right: Evidence
    text: Bilingual
    noted: bool = False


@dataclass(frozen=True)
class Score:
    """One month of one relation in a source of pair scores; missing where it does not cover."""

    dyad: str
    month: date
    value: float | None
    days: int


@dataclass(frozen=True)
class Agreement:
    """Voting agreement of a pair in a year, with the number of common votes.

    ``partial`` marks a year for which the source covers a part only; the number is missing where
    the source does not reach or the two have no common vote.
    """

    dyad: str
    year: int
    common: int | None
    share: float | None
    low: float | None
    high: float | None
    partial: bool = False


@dataclass(frozen=True)
class RelationMonth:
    """One month of one relation in the relation index, in units of the index.

    ``signal`` is what the month says by itself; missing where nothing was reported. ``variant``
    is what was varied.
    """

    dyad: str
    month: date
    mean: float
    low: float
    high: float
    reports: int
    coverage: float
    move: float
    signal: float | None
    signal_sd: float | None
    variant: str = ""


@dataclass(frozen=True)
class Move:
    """A month in which a relation probably made a large move; ``variant`` is what was varied."""

    dyad: str
    month: date
    size: float
    low: float
    high: float
    probability: float
    variant: str = ""


@dataclass(frozen=True)
class LevelChange:
    """A stretch of months in which the level of a relation probably changed."""

    dyad: str
    first: date
    last: date
    month: date
    size: float
    low: float
    high: float
    probability: float
    half_hazard: float
    double_hazard: float


@dataclass(frozen=True)
class Dependence:
    """Share of one state in what another trades, receives in arms, or belongs to, in a year."""

    of: str
    state: str
    on: str
    year: int
    share: float | None
    missing: str


@dataclass(frozen=True)
class RelationYear:
    """One year (December) of one relation by yearly sources; ``without`` is the source left out."""

    dyad: str
    year: int
    mean: float
    low: float
    high: float
    without: str = ""


@dataclass(frozen=True)
class DomainMonth:
    """One covered month of one relation in one domain."""

    dyad: str
    domain: str
    month: date
    mean: float
    low: float
    high: float
    reports: int


@dataclass(frozen=True)
class Influence:
    """How far the curves without a source agree with those of all; ``curves`` names the table."""

    curves: str
    without: str
    pairs: int
    months: int
    levels: float | None
    moves: float | None
    width: float | None


@dataclass(frozen=True)
class Measured:
    """Relations measured from open data; ``made`` holds the settings of each table, by name.

    ``beside`` are the months of the index with further sources; their ``variant`` is which.
    """

    months: tuple[RelationMonth, ...] = ()
    moves: tuple[Move, ...] = ()
    changes: tuple[LevelChange, ...] = ()
    varied: tuple[Move, ...] = ()
    varied_months: tuple[RelationMonth, ...] = ()
    dependences: tuple[Dependence, ...] = ()
    beside: tuple[RelationMonth, ...] = ()
    years: tuple[RelationYear, ...] = ()
    domains: tuple[DomainMonth, ...] = ()
    influences: tuple[Influence, ...] = ()
    made: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Coverage:
    """What a source covers, in time, and what lies outside."""

    origin: str
    field: str
    subject: str
    period: Period
    note: Bilingual


@dataclass(frozen=True)
class Material:
    """The record and all results of one study, ready to be written up.

    ``events`` are those kept by hand and those that a person accepted; ``unreviewed`` are those
    that were read in documents and that no person has judged, which enter no count.
    """

    subject: Subject
    names: Mapping[str, Bilingual]
    sources: Mapping[str, Source]
    events: tuple[Event, ...]
    claims: tuple[Claim, ...]
    quantities: Mapping[str, Quantity]
    offices: tuple[OfficeHeld, ...]
    memberships: tuple[Membership, ...]
    rollcalls: tuple[RollCall, ...]
    series: tuple[SeriesValue, ...]
    contradictions: tuple[Contradiction, ...]
    coverage: tuple[Coverage, ...]
    scores: tuple[Score, ...]
    agreements: tuple[Agreement, ...]
    signed: SignedMap | None
    argued: Mapping[Horizon, tuple[Argued, ...]]
    attenuation: tuple[float, float]
    state_of: Mapping[str, str]
    origins: Mapping[str, tuple[str, ...]]
    documents: tuple[DocumentRead, ...] = ()
    measured: Measured = Measured()
    system: System = field(default_factory=System)
    bands: Bands = field(default_factory=dict)
    unreviewed: tuple[Event, ...] = ()

    def events_of(self, dyad: Dyad, period: Period | None = None) -> Iterator[Event]:
        """Events between two states, in order of time; persons act for their states.

        What was read and judged by no person is not among them.

        Two states that do the same to a third, such as a joint veto, do not meet in it. The rule
        is that of the panel (:data:`kankei.measures.panel.MEETING_ROLES`), so that the counts of
        the report are those of the panel.
        """
        return self._between(self.events, dyad, period)

    def unreviewed_of(self, dyad: Dyad, period: Period | None = None) -> Iterator[Event]:
        """Events between two states that were read and that no person has judged."""
        return self._between(self.unreviewed, dyad, period)

    def _between(
        self, events: Iterable[Event], dyad: Dyad, period: Period | None
    ) -> Iterator[Event]:
        for event in events:
            if self._meet(event, dyad) and (period is None or _begins(event.period, period)):
                yield event

    def _meet(self, event: Event, dyad: Dyad) -> bool:
        roles: dict[str, set[str]] = {dyad.a: set(), dyad.b: set()}
        for item in event.participants:
            state = self.state_of.get(item.actor, item.actor)
            if state in roles:
                roles[state].add(item.role)
        return any(
            (one, other) in MEETING_ROLES for one in roles[dyad.a] for other in roles[dyad.b]
        )

    def texts(self) -> dict[str, Bilingual]:
        """What every event, claim and office says, by its id."""
        said = {event.id: event.text for event in (*self.events, *self.unreviewed)}
        said |= {claim.id: claim.text for claim in self.claims}
        return said | {office.id: self.held(office) for office in self.offices}

    def held(self, office: OfficeHeld) -> Bilingual:
        """A holder with the title of the office and the time."""
        name, when = self.name(office.person), office.period
        return Bilingual(
            f"{name.ja}（{office.title.ja}、{when.text('ja')}）",
            f"{name.en} ({office.title.en}, {when.text('en')})",
        )

    def name(self, actor: str) -> Bilingual:
        """The actor's usual name in both languages, its id where no name is known."""
        return self.names.get(actor, Bilingual(actor, actor))

    def sources_of(self, evidence: Evidence) -> tuple[str, ...]:
        """Keys of the sources behind a piece of evidence; none for declared parameters."""
        if evidence.kind == "source":
            return (evidence.id,)
        return self.origins.get(evidence.id, ())


def _begins(event: Period, period: Period) -> bool:
    """True when an event begins inside a period, so that it is counted once."""
    return event.start is not None and period.contains(event.start)
