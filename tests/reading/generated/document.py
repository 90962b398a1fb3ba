"""A whole document and its gold: a plan, printed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

from kankei.terms.language import Language

from .frame import ClaimFact, EventFact, forms
from .page import Layout, Pieces, Press, drawn, mark, pieces
from .plan import Paragraph, Plan, plan
from .telling import Place, Told, shifted

LANGUAGES: dict[str, Language] = {
    "ja": "ja",
    "ko": "ko",
    "en": "en",
    "zh": "zh",
    "zh-hant": "zh",
    "ru": "ru",
}


@dataclass(frozen=True)
class Note:
    """A note: its mark in the text, its body, its addresses."""

    number: int
    marker: Pieces
    body: Place
    urls: tuple[str, ...]


@dataclass
class Gold:
    """What a reader should find, with places in the raw text."""

    sentences: list[str] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    states: list[tuple[Pieces, str]] = field(default_factory=list)
    persons: list[tuple[Pieces, str, str]] = field(default_factory=list)
    dates: list[tuple[Pieces, str, str]] = field(default_factory=list)
    quantities: list[tuple[Pieces, float, str]] = field(default_factory=list)
    quotes: list[Pieces] = field(default_factory=list)
    events: list[tuple[Pieces, EventFact, frozenset[str], str | None]] = field(default_factory=list)
    claims: list[tuple[Pieces, ClaimFact, frozenset[str], str | None]] = field(default_factory=list)
    causes: list[tuple[str, Pieces, Pieces]] = field(default_factory=list)

    def take(self, told: Told, places: list[int], begin: int = 0) -> None:
        """Add what a sentence says; ``places`` are raw places of its paragraph's characters."""

        def at(place: Place) -> Pieces:
            return pieces(places, shifted(place, begin))

        self.states += [(at(place), code) for place, code in told.states]
        self.persons += [(at(place), title, state) for place, title, state in told.persons]
        self.dates += [(at(place), value, kind) for place, value, kind in told.dates]
        self.quantities += [(at(place), number, unit) for place, number, unit in told.quantities]
        self.quotes += [at(place) for place in told.quotes]
        self.events += [(at(place), fact, who, day) for place, fact, who, day in told.events]
        self.claims += [(at(place), fact, who, outlet) for place, fact, who, outlet in told.claims]
        self.causes += [(sign, at(cause), at(effect)) for sign, cause, effect in told.causes]


@dataclass(frozen=True)
class Generated:
    """A document with its gold."""

    variety: str
    seed: int
    raw: str
    gold: Gold

    @property
    def language(self) -> Language:
        """The language whose rules read it."""
        return LANGUAGES[self.variety]


def generate(variety: str, seed: int, *kinds: str) -> Generated:
    """Write one document; ``kinds`` are the sections of frames that it draws from."""
    return printed(plan(variety, seed, *kinds))


def printed(what: Plan, layout: Layout | None = None) -> Generated:
    """Print a plan, in a layout by its seed when none is given."""
    table = forms(what.variety)
    layout = layout or drawn(what.variety, table["running"], Random(f"{what.variety} {what.seed}"))
    press, gold = Press(layout), Gold()
    for told in (what.title, what.dateline):
        gold.take(told, list(range(*press.block(told.text))))
    marks: list[Pieces] = []
    sections = 0
    for paragraph in what.paragraphs:
        if paragraph.head is not None:
            sections += 1
            press.block(f"{sections}. {paragraph.head}")
        marks += _paragraph(paragraph, press, gold, table["space"], len(marks))
    for number, (marker, (words, url)) in enumerate(zip(marks, what.asides, strict=True), 1):
        body = press.block(f"{mark(layout.style, number)} {words}")
        gold.notes.append(Note(number, marker, body, (url,) if url else ()))
        gold.sentences += [] if url else [words]
    return Generated(what.variety, what.seed, press.sheet.text, gold)


def _paragraph(
    paragraph: Paragraph, press: Press, gold: Gold, space: str, marked: int
) -> Iterator[Pieces]:
    """Print a paragraph with its note marks; gives the places of the marks."""
    text, begins = "", []
    found: list[Place] = []
    for sentence in paragraph.sentences:
        text += space if text else ""
        begins.append(len(text))
        text += sentence.told.text
        if sentence.mark:
            sign = mark(press.layout.style, marked + len(found) + 1)
            at = len(text) - (sentence.mark == "before")
            text = text[:at] + sign + text[at:]
            found.append((at, at + len(sign)))
    places = press.paragraph(text)
    for begin, sentence in zip(begins, paragraph.sentences, strict=True):
        gold.sentences.append(sentence.told.text)
        gold.take(sentence.told, places, begin)
    return iter([pieces(places, place) for place in found])
