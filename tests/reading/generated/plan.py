"""What a document says, before it is printed: paragraphs of told sentences, decided by a seed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from typing import Any

from .cast import Cast, cast
from .clock import Clock
from .frame import Frame, forms, frames
from .telling import Teller, Told, take

KINDS = ("event", "event", "event", "claim", "cause", "quantity", "plain")
"""Sections of frames that a document mixes, events three times as often as each other kind."""

FOUR_YEARS = timedelta(days=1461)
"""A shift that changes nothing of a date but its year."""


@dataclass(frozen=True)
class Sentence:
    """A told sentence, and where its note mark stands: ``after`` it, ``before`` its stop."""

    told: Told
    mark: str | None


@dataclass(frozen=True)
class Paragraph:
    """Sentences; ``head`` is the heading above, if a section begins here."""

    sentences: tuple[Sentence, ...]
    head: str | None = None


@dataclass(frozen=True)
class Plan:
    """One document.

    ``asides`` are the notes in the order of their marks: the words of each, with its address.
    """

    variety: str
    seed: int
    title: Told
    dateline: Told
    paragraphs: tuple[Paragraph, ...]
    asides: tuple[tuple[str, str | None], ...]

    def reordered(self) -> Plan:
        """The paragraphs in reverse order, the headings where they were."""
        heads = [one.head for one in self.paragraphs]
        turned = zip(reversed(self.paragraphs), heads, strict=True)
        return replace(self, paragraphs=tuple(replace(one, head=head) for one, head in turned))

    def without_last(self) -> Plan:
        """All paragraphs but the last, with the notes that are left."""
        kept = self.paragraphs[:-1]
        marks = sum(one.mark is not None for each in kept for one in each.sentences)
        return replace(self, paragraphs=kept, asides=self.asides[:marks])

    def with_filler(self) -> Plan:
        """One more paragraph, which says nothing, after the first."""
        told = Told(forms(self.variety)["filler"])
        filler = Paragraph((Sentence(told, None),))
        return replace(self, paragraphs=(self.paragraphs[0], filler, *self.paragraphs[1:]))


def plan(
    variety: str,
    seed: int,
    *kinds: str,
    years: int = 0,
    among: tuple[str, ...] = (),
    strangers: bool = False,
) -> Plan:
    """Decide what a document says.

    Parameters
    ----------
    variety, seed
        Language as it is written, and a number; the same give the same plan.
    kinds
        Sections of frames to draw from, all but denials and essays when none are given.
    years
        A multiple of four by which every date is shifted.
    among
        The three states that take part, by code, in place of those that the seed draws.
    strangers
        Whether all office holders are people of whom no register knows.
    """
    return planner(variety, seed, *kinds, years=years, among=among, strangers=strangers).plan(
        kinds or KINDS
    )


def planner(
    variety: str,
    seed: int,
    *kinds: str,
    years: int = 0,
    among: tuple[str, ...] = (),
    strangers: bool = False,
) -> Planner:
    """Whoever writes the plan; its teller also fills a single frame."""
    rng = Random(f"{variety} {seed} {kinds}")
    shift = years // 4 * FOUR_YEARS
    published = date(2019, 1, 1) + timedelta(days=rng.randrange(0, 2000)) + shift
    taking_part = cast(variety, published, Random(f"{variety} {seed}"), among, strangers)
    return Planner(variety, seed, published, taking_part, rng)


class Planner:
    """Draws one document from a seed."""

    def __init__(self, variety: str, seed: int, published: date, who: Cast, rng: Random) -> None:
        self.variety, self.seed, self.published, self.rng = variety, seed, published, rng
        self.forms: dict[str, Any] = forms(variety)
        self.cast = who
        self.clock = Clock(self.forms, published, rng)
        self.teller = Teller(self.forms, who, self.clock, rng)

    def plan(self, kinds: tuple[str, ...]) -> Plan:
        """Draw everything that the document says."""
        paragraphs = [
            self._paragraph(kinds, self.rng.choice(self.forms["heads"]) if first else None)
            for _ in range(self.rng.randrange(1, 3))
            for first in (True, False)[: self.rng.randrange(1, 3)]
        ]
        marks = sum(one.mark is not None for each in paragraphs for one in each.sentences)
        asides = tuple(self._aside(number) for number in range(1, marks + 1))
        title = self.teller.tell(Frame("title", self.forms["title"]))
        dateline = Told()
        take(dateline, self.clock.publication())
        return Plan(self.variety, self.seed, title, dateline, tuple(paragraphs), asides)

    def _paragraph(self, kinds: tuple[str, ...], head: str | None) -> Paragraph:
        self.clock.anchor = None
        count = self.rng.randrange(2, 6)
        return Paragraph(tuple(self._sentence(kinds) for _ in range(count)), head)

    def _sentence(self, kinds: tuple[str, ...]) -> Sentence:
        told = self.teller.tell(self.rng.choice(self._frames(kinds)))
        marked = self.rng.random() < 0.2
        east = self.variety in ("ja", "zh", "zh-hant")
        before = self.rng.random() < 0.5 and east and told.text[-1] == "。"
        return Sentence(told, ("before" if before else "after") if marked else None)

    def _frames(self, kinds: tuple[str, ...]) -> list[Frame]:
        kind = self.rng.choice(kinds)
        return [one for one in frames(self.variety) if one.kind == kind and self._fits(one)]

    def _fits(self, frame: Frame) -> bool:
        """Whether the states have the forms that a frame asks for."""
        return all(
            self.cast.states[slot].forms.get(form)
            for form in ("short", "adj")
            for slot in "ABC"
            if f"{{{slot}.{form}}}" in frame.text
        )

    def _aside(self, number: int) -> tuple[str, str | None]:
        if self.rng.random() < 0.2:
            return self.forms["notes"]["prose"], None
        url = f"https://example.org/{self.variety}/{self.rng.randrange(10, 9999)}/{number}.html"
        source = self.forms["notes"]["source"]
        return source.format(outlet=self.cast.outlet[1], url=url), url
