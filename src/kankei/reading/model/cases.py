"""A proposal on its way through the gate: its shape checked, its words found in the text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from ...terms.source import Span
from ..passages import Sentence
from .findings import Findings
from .locating import Place, between, nearest, places
from .portions import Portion
from .shapes import SHAPES, Cause, Claim, Event, Kind, Named, Quantity, Quoted

_SHORTEST = 4
"""Characters of a quotation that can hold a clause; a quantity may be shorter."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a proposal is refused: a key of the wording table, and what it met."""

    reason: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """A proposal whose words all stand in the text.

    Parameters
    ----------
    sentence
        Number of the sentence in the reading.
    place
        Where the quotation stands in it.
    parts
        Where its other words stand, by field.
    """

    kind: Kind
    item: Quoted
    portion: Portion
    findings: Findings
    sentence: int
    place: Place
    parts: Mapping[str, Place]

    @property
    def line(self) -> Sentence:
        """The sentence."""
        return self.findings.reading.sentences[self.sentence]

    @property
    def spans(self) -> tuple[Span, ...]:
        """Raw spans of the quotation."""
        return self.place.spans(self.line)

    def spans_of(self, part: str) -> tuple[Span, ...]:
        """Raw spans of other words; empty when the proposal has none."""
        place = self.parts.get(part)
        return place.spans(self.line) if place else ()


def shaped(proposed: Any, kind: Kind) -> Quoted | Fault:
    """Check a proposal against its shape; every fault is named with its field."""
    try:
        return SHAPES[kind].model_validate(proposed)
    except ValidationError as error:
        faults = error.errors(include_url=False, include_input=False, include_context=False)
        said = (f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in faults[:5])
        return Fault("schema", "; ".join(said))


def case(proposed: Any, kind: Kind, portion: Portion, findings: Findings) -> Case | Fault:
    """Find all words of a proposal in the sentence that it cites."""
    item = shaped(proposed, kind)
    if isinstance(item, Fault):
        return item
    if not 1 <= item.sentence <= len(portion.sentences):
        return Fault("no_such_sentence", str(item.sentence))
    number = portion.sentences[item.sentence - 1]
    place = _quoted(item, number, findings)
    if isinstance(place, Fault):
        return place
    parts: dict[str, Place] = {}
    line = findings.reading.sentences[number]
    for name, words in words_of(item):
        found = places(words, line)
        if not found:
            return Fault("words_not_found", f"{name}: {words[:80]}")
        parts[name] = nearest(found, place)
    return Case(kind, item, portion, findings, number, place, parts)


def _quoted(item: Quoted, number: int, findings: Findings) -> Place | Fault:
    """The one place of the quotation; neighbours must settle which, when it stands twice."""
    line = findings.reading.sentences[number]
    found = places(item.quotation, line)
    if not found:
        return Fault(_absent(item.quotation, findings), item.quotation[:200])
    if len(found) > 1:
        found = between(found, item.before, item.after, line.text)
    if len(found) != 1:
        return Fault("quotation_ambiguous", item.quotation[:200])
    least = 1 if isinstance(item, Quantity) else _SHORTEST
    if found[0].end - found[0].start < least:
        return Fault("quotation_too_short", item.quotation)
    return found[0]


def _absent(words: str, findings: Findings) -> str:
    elsewhere = any(places(words, line) for line in findings.reading.sentences)
    return "quotation_elsewhere" if elsewhere else "quotation_invented"


def actors_of(item: Quoted) -> Iterator[tuple[str, Named]]:
    """Actors of a proposal by field."""
    if isinstance(item, Event):
        for place, actor in enumerate(item.actors):
            yield f"actors.{place}", actor
    elif isinstance(item, Claim):
        for name, one in (("speaker", item.speaker), ("outlet", item.outlet)):
            if one is not None:
                yield name, one


def words_of(item: Quoted) -> Iterator[tuple[str, str]]:
    """Words other than the quotation that a proposal says stand in the sentence."""
    for name, actor in actors_of(item):
        if actor.words is not None:
            yield name, actor.words
    if isinstance(item, Event | Claim) and item.date is not None:
        yield "date", item.date.words
    if isinstance(item, Claim):
        yield "cue", item.cue
    if isinstance(item, Cause):
        for name, words in (("cause", item.cause), ("hedge", item.hedge)):
            if words is not None:
                yield name, words
