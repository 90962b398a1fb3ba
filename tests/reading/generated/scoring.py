"""A reading beside its gold, line by line, by the rules of the published scorer.

Right, predicted and wanted add up over documents; what failed is kept with its sentence.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kankei.reading.passages import EventMention, Reading
from kankei.terms.source import Span

from .document import Generated
from .page import Pieces
from .telling import Place

LINES = (
    "sentences",
    "footnotes",
    "states",
    "persons",
    "dates",
    "quantities",
    "quotations",
    "events",
    "claims",
    "causal",
)
BARE = re.compile(r"\s|[⁰¹²³⁴-⁹]|\[\d+\]|注\d+[）)]|(?<=[.다])\d+\)|<?https?://[!-;=?-~]+>?")
_LEAD = re.compile(r"(?:the|an?|on|in|at|by|of|from|since|в|на|с|к|до|от)\s+", re.IGNORECASE)
_TAIL = re.compile(r"(?:['’]s|[\s.,;:])+\Z")


@dataclass
class Score:
    """Counts of one line over documents, and what failed."""

    right: int = 0
    predicted: int = 0
    wanted: int = 0
    found: int = 0
    missed: list[str] = field(default_factory=list)
    invented: list[str] = field(default_factory=list)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall; 1 when nothing is wanted and nothing found."""
        if not self.wanted and not self.predicted:
            return 1.0
        precision = self.right / self.predicted if self.predicted else 0.0
        recall = self.found / self.wanted if self.wanted else 0.0
        return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


Scores = defaultdict[str, Score]


def score(document: Generated, reading: Reading, scores: Scores) -> None:
    """Add one document to the scores."""
    for line in (_sentences, _notes, _mentions, _events, _claims, _causes):
        line(document, reading, scores)


def extent(raw: str, spans: Sequence[Span] | Pieces) -> Place:
    """First and last character without articles and end marks."""
    edges = _edges(spans)
    begin, end = edges[0], edges[-1]
    while (lead := _LEAD.match(raw, begin, end)) and lead.end() < end:
        begin = lead.end()
    tail = _TAIL.search(raw[begin:end])
    return begin, begin + tail.start() if tail and tail.start() else end


def _edges(spans: Sequence[Span] | Pieces) -> list[int]:
    return [
        edge for one in spans for edge in ((one.start, one.end) if isinstance(one, Span) else one)
    ]


def cover(spans: Sequence[Span] | Pieces) -> set[int]:
    """All raw places of some spans."""
    edges = _edges(spans)
    return {
        at for begin, end in zip(edges[::2], edges[1::2], strict=True) for at in range(begin, end)
    }


def agree(one: set[int], gold: set[int]) -> bool:
    """Half of their union, or nearly all of the gold by a span not much longer."""
    if not one or not gold:
        return False
    shared = len(one & gold)
    return shared / len(one | gold) >= 0.5 or (
        shared / len(gold) >= 0.8 and len(one) <= 3 * len(gold)
    )


def _told(document: Generated, spans: Sequence[Span] | Pieces, *what: object) -> str:
    begin, end = _edges(spans)[0], _edges(spans)[-1]
    words = document.raw[max(begin - 30, 0) : begin] + "⟦" + document.raw[begin:end] + "⟧"
    words += document.raw[end : end + 30]
    return f"{document.variety} {document.seed}: {words!r} {what}"


def _sentences(document: Generated, reading: Reading, scores: Scores) -> None:
    prose = (one for one in reading.sentences if one.kind in ("sentence", "footnote_sentence"))
    found = Counter(BARE.sub("", one.text) for one in prose)
    wanted = Counter(BARE.sub("", one) for one in document.gold.sentences)
    line = scores["sentences"]
    right = sum((found & wanted).values())
    line.right += right
    line.found += right
    line.predicted += sum(found.values())
    line.wanted += sum(wanted.values())
    name = f"{document.variety} {document.seed}: "
    line.missed += [name + one for one in (wanted - found).elements()]
    line.invented += [name + one for one in (found - wanted).elements()]


def _notes(document: Generated, reading: Reading, scores: Scores) -> None:
    found = {
        one.number: (extent(reading.raw, one.marker), one.urls)
        for one in reading.notes
        if one.marker
    }
    line = scores["footnotes"]
    line.predicted += len(reading.notes)
    line.wanted += len(document.gold.notes)
    for note in document.gold.notes:
        right = found.get(note.number) == (extent(reading.raw, note.marker), note.urls)
        line.right += right
        line.found += right
        if not right:
            line.missed.append(_told(document, note.marker, note.number, found.get(note.number)))


def _mentions(document: Generated, reading: Reading, scores: Scores) -> None:
    raw, gold = reading.raw, document.gold
    body = set().union(*(range(*note.body) for note in gold.notes))
    running = {match.start() for match in re.finditer(re.escape(_running(document)), raw)}

    def outside(spans: Sequence[Span]) -> bool:
        return spans[0].start not in body and spans[0].start not in running

    _match(
        document,
        scores["states"],
        {extent(raw, one): code for one, code in gold.states},
        {extent(raw, one.spans): one.state for one in reading.states if outside(one.spans)},
    )
    _match(
        document,
        scores["persons"],
        {extent(raw, one): (_close(title), state) for one, title, state in gold.persons},
        {extent(raw, one.name): (_close(one.title), one.state) for one in reading.persons},
    )
    _match(
        document,
        scores["dates"],
        {extent(raw, one): value for one, value, _ in gold.dates},
        {
            extent(raw, one.spans): one.value
            for one in reading.dates
            if one.value and not one.value.startswith("P") and outside(one.spans)
        },
    )
    _match(
        document,
        scores["quotations"],
        {extent(raw, one): True for one in gold.quotes},
        {extent(raw, one): True for claim in reading.claims for one in claim.quotes},
    )
    _quantities(document, reading, scores)


def _running(document: Generated) -> str:
    from .frame import forms

    return str(forms(document.variety)["running"])


def _close(title: str | None) -> str:
    return re.sub(r"\s", "", title or "").lower()


def _match(
    document: Generated, line: Score, wanted: dict[Place, object], found: dict[Place, object]
) -> None:
    right = [place for place, value in found.items() if wanted.get(place) == value]
    line.right += len(right)
    line.found += len(right)
    line.predicted += len(found)
    line.wanted += len(wanted)
    line.missed += [
        _told(document, (one,), wanted[one], found.get(one)) for one in wanted if one not in right
    ]
    line.invented += [_told(document, (one,), found[one]) for one in found if one not in wanted]


def _quantities(document: Generated, reading: Reading, scores: Scores) -> None:
    line = scores["quantities"]
    wanted = document.gold.quantities
    line.wanted += len(wanted)
    line.predicted += len(wanted)  # other numbers are no fault
    for spans, value, unit in wanted:
        right = any(
            cover(one.spans) & cover(spans)
            and one.unit == unit
            and abs(one.value - value) <= 1e-6 * abs(value)
            for one in reading.quantities
        )
        line.right += right
        line.found += right
        if not right:
            near = [
                (one.value, one.unit)
                for one in reading.quantities
                if cover(one.spans) & cover(spans)
            ]
            line.missed.append(_told(document, spans, value, unit, near))


def _events(document: Generated, reading: Reading, scores: Scores) -> None:
    line = scores["events"]
    wanted = document.gold.events
    required = [number for number, (_, fact, _, _) in enumerate(wanted) if not fact.optional]
    used: set[int] = set()
    line.wanted += len(required)
    line.predicted += len(reading.events)
    for event in reading.events:
        places = [cover(spans) for spans in (event.mentions or (event.spans,))]
        fits = {
            number
            for number, (spans, fact, who, day) in enumerate(wanted)
            if any(agree(place, cover(spans)) for place in places)
            and event.plover in fact.types
            and event.polarity == fact.polarity
            and (day is None or event.date == day)
            and _acts(event, reading, who)
            and (event.assertion == "planned") == fact.planned
        }
        if not fits and event.plover == "NONE" and _says(document, places):
            line.predicted -= 1
            continue
        line.right += bool(fits)
        used |= fits
        if not fits:
            line.invented.append(_told(document, event.spans, *_seen(event)))
    line.found += len(used.intersection(required))
    line.missed += [
        _told(document, wanted[number][0], *wanted[number][1:])
        for number in required
        if number not in used
    ]


def _says(document: Generated, places: list[set[int]]) -> bool:
    """Whether an event is the saying of a claim, which the frames give as a claim only."""
    said = [cover(spans) for spans, *_ in document.gold.claims]
    return any(agree(place, one) for place in places for one in said)


def _seen(event: EventMention) -> tuple[object, ...]:
    return event.plover, event.polarity, event.assertion, event.date, event.actors, event.why


def _acts(event: EventMention, reading: Reading, who: frozenset[str]) -> bool:
    states = _acting(reading, (actor for actor, _, _ in event.actors))
    written = _acting(reading, (actor for actor, _, inferred in event.actors if not inferred))
    return written <= who <= states or (
        bool(states) and len(states & who) / len(states | who) >= 0.5
    )


def _acting(reading: Reading, actors: Iterable[str]) -> frozenset[str]:
    persons = {one.person: one.state for one in reading.persons if one.state}
    bodies = {one.body: one.state for one in reading.bodies if one.state and one.kind != "media"}
    found = (persons.get(one) or bodies.get(one) or one for one in actors)
    return frozenset(one for one in found if len(one) in (2, 3) and one.isupper())


def _claims(document: Generated, reading: Reading, scores: Scores) -> None:
    line = scores["claims"]
    wanted = document.gold.claims
    required = [number for number, (_, fact, _, _) in enumerate(wanted) if not fact.optional]
    used: set[int] = set()
    line.wanted += len(required)
    line.predicted += len(reading.claims)
    for claim in reading.claims:
        fits = {
            number
            for number, (spans, _, who, outlet) in enumerate(wanted)
            if agree(cover(claim.spans), cover(spans))
            and (not who or _acting(reading, claim.speaker) == who)
            and (not outlet or not claim.outlet or outlet == claim.outlet)
        }
        line.right += bool(fits)
        used |= fits
        if not fits:
            line.invented.append(_told(document, claim.spans, claim.speaker, claim.outlet))
    line.found += len(used.intersection(required))
    line.missed += [
        _told(document, wanted[number][0], *wanted[number][1:])
        for number in required
        if number not in used
    ]


def _causes(document: Generated, reading: Reading, scores: Scores) -> None:
    line = scores["causal"]
    used: set[int] = set()
    line.wanted += len(document.gold.causes)
    line.predicted += len(reading.causes)
    for found in reading.causes:
        fits = {
            number
            for number, (sign, cause, effect) in enumerate(document.gold.causes)
            if found.sign == sign
            and agree(cover(found.cause), cover(cause))
            and agree(cover(found.effect), cover(effect))
        }
        line.right += bool(fits)
        used |= fits
        if not fits:
            line.invented.append(_told(document, found.spans, found.sign, found.why))
    line.found += len(used)
    line.missed += [
        _told(document, (*cause, *effect), sign)
        for number, (sign, cause, effect) in enumerate(document.gold.causes)
        if number not in used
    ]
