"""Persons named in a document: names beside titles, known names, and names met before.

A title anchors a name. Names found once, and full names of the register of office holders, are
then looked for in the whole document without a title.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise

from ...terms.language import Language
from ..passages import PersonMention, Sentence, StateMention
from ..text import surface
from ..words import word_list
from . import beside_en, beside_ja, beside_ko, beside_ru, beside_zh
from .allegiance import by_organ, written
from .fold import Folded
from .holders import holders, month_of
from .line import Line, lines
from .offices import HONORIFIC, Title
from .people import People, known_names
from .searched import folded
from .topics import UNTOLD, Allegiance, context

Extent = tuple[int, int]
"""Start and end in the folded text of a line."""


@dataclass(frozen=True, slots=True)
class Shape:
    """How a language puts names beside titles, which names it tells without one, and its own."""

    beside: Callable[[Line, Title], Extent | None]
    title_before: Callable[[Line, int], Title | None]
    loose: Callable[[Line], Iterator[Extent]]
    native: Callable[[str], bool]
    title_behind: Callable[[Line, int], Title | None] = lambda line, end: None


SHAPES: dict[Language, Shape] = {
    "ja": Shape(beside_ja.beside, beside_ja.title_before, beside_ja.loose, beside_ja.native),
    "en": Shape(beside_en.beside, beside_en.title_before, beside_en.loose, beside_en.native),
    "ko": Shape(
        beside_ko.beside,
        beside_ko.title_before,
        beside_ko.loose,
        beside_ko.native,
        beside_ko.title_behind,
    ),
    "zh": Shape(beside_zh.beside, beside_zh.title_before, beside_zh.loose, beside_zh.native),
    "ru": Shape(beside_ru.beside, beside_ru.title_before, beside_ru.loose, beside_ru.native),
}


@dataclass(frozen=True, slots=True)
class Named:
    """A name in the folded text of a line, with the title beside it."""

    line: Line
    start: int
    end: int
    title: Title | None

    @property
    def name(self) -> str:
        """The name as it stands, with single spaces."""
        return re.sub(r"\s+", " ", self.line.text[self.start : self.end])

    @property
    def language(self) -> Language:
        """The language of the line."""
        return self.line.sentence.language

    @property
    def place(self) -> tuple[int, int]:
        """Where the name stands in the document."""
        return self.line.number, self.start

    @property
    def office(self) -> Title | None:
        """The title, when it is one and no honorific."""
        return self.title if self.title and self.title.post != HONORIFIC else None


def find_persons(
    sentences: Sequence[Sentence],
    states: Sequence[StateMention],
    published: date | None,
    folds: Sequence[Folded] | None = None,
) -> tuple[PersonMention, ...]:
    """Find every mention of a person by name.

    Parameters
    ----------
    sentences
        All sentences, headings and references of a document in reading order.
    states
        What :func:`~kankei.reading.names.find_states` found in them.
    published
        The day of publication; decides between holders of one post with one family name.
    folds
        The sentences folded for matching, where that is done already.

    Returns
    -------
    tuple of PersonMention
        In reading order, none overlapping another. Holders of an office who are not named are
        left out.

    Examples
    --------
    >>> from kankei.reading.names.states import find_states
    >>> from kankei.reading.text import View
    >>> view = View.whole("ロシアのラブロフ外相が訪朝した。")
    >>> sentences = [Sentence(view, "sentence", "ja", 0, 0)]
    >>> found = find_persons(sentences, find_states(sentences), None)
    >>> [(one.person, one.title, one.state, one.state_from) for one in found]
    [('lavrov', '外相', 'RUS', 'written')]
    """
    page = tuple(lines(sentences, states, folded(sentences) if folds is None else folds))
    named = [one for line in page for one in _on_line(line)]
    month = month_of(published)
    met = [(one.language, one.name, one.office) for one in named]
    met += [(line.sentence.language, name, None) for line in page for name in known_names(line)]
    people = People(met, month)
    everyone = sorted([*named, *_unnamed(page, named, people)], key=lambda one: one.place)
    known = _allegiances(page, everyone, people, month)
    return tuple(_mention(one, people.person(one.language, one.name), known) for one in everyone)


def _on_line(line: Line) -> list[Named]:
    """Names beside titles and in bylines; where two overlap, the one with an office stays."""
    shape = SHAPES[line.sentence.language]
    found = [_beside(line, title, shape) for title in line.titles]
    named = [one for one in found if one]
    named += [Named(line, start, end, None) for start, end in shape.loose(line)]
    named.sort(key=_preference)
    kept: list[Named] = []
    taken: set[int] = set()
    for one in named:
        if taken.isdisjoint(range(one.start, one.end)):
            kept.append(one)
            taken.update(range(one.start, one.end))
    return sorted(kept, key=lambda one: one.start)


def _preference(one: Named) -> tuple[bool, bool, int, int]:
    """Names with an office first, then with an honorific, long ones, the nearest title."""
    apart = max(one.title.start - one.end, one.start - one.title.end) if one.title else 0
    return one.office is None, one.title is None, one.start - one.end, apart


def _beside(line: Line, title: Title, shape: Shape) -> Named | None:
    place = shape.beside(line, title)
    if not place or line.place_starting(place[0]) == line.place_ending(place[1]) is not None:
        return None
    if title.post == HONORIFIC:
        title = shape.title_before(line, place[0]) or title
    return Named(line, *place, title)


def _unnamed(page: Sequence[Line], named: Sequence[Named], people: People) -> Iterator[Named]:
    """Known persons without a title."""
    taken: dict[int, set[int]] = defaultdict(set)
    for one in named:
        taken[one.line.number].update(range(one.start, one.end))
    for line in page:
        shape = SHAPES[line.sentence.language]
        for start, end in people.unnamed(line, taken[line.number]):
            yield Named(line, start, end, shape.title_behind(line, end))


def _allegiances(
    page: Sequence[Line], everyone: Sequence[Named], people: People, month: str
) -> dict[str, Allegiance]:
    """The best known state of each person; what is written beside a name comes first."""
    best: dict[str, Allegiance] = {}
    heads = _organisation_heads(everyone, people)
    for one in everyone:
        person = people.person(one.language, one.name)
        if person in heads:
            continue
        if person not in best or _RANK[best[person].source] > 0:
            allegiance = _allegiance(page, one, person, month)
            if allegiance and (
                person not in best or _RANK[allegiance.source] < _RANK[best[person].source]
            ):
                best[person] = allegiance
    return best | _joined(everyone, people, best)


def _organisation_heads(everyone: Sequence[Named], people: People) -> frozenset[str]:
    """Those who have no other office in a document than that of an international body.

    A state beside the title shows that the body is an organ of that state.
    """
    posts: dict[str, set[str]] = defaultdict(set)
    for one in everyone:
        if one.office:
            national = written(one.line, (one.start, one.end), one.office) is not None
            post = "official" if national else one.office.post
            posts[people.person(one.language, one.name)].add(post)
    return frozenset(person for person, held in posts.items() if held == {"organisation_head"})


def _joined(
    everyone: Sequence[Named], people: People, best: Mapping[str, Allegiance]
) -> dict[str, Allegiance]:
    """Whom nothing else tells acts for the state of the one of another post beside: A和B."""
    found: dict[str, Allegiance] = {}
    for one, other in pairwise(everyone):
        person = people.person(other.language, other.name)
        known = best.get(person)
        beside = best.get(people.person(one.language, one.name))
        told = known and _RANK[known.source] <= _RANK["register"]
        if beside and not told and (_side_by_side(one, other) or _owned(one, other)):
            found[person] = Allegiance(beside.state, "topic")
    return found


def _side_by_side(one: Named, other: Named) -> bool:
    """Whether only "and" stands between two names with titles of different posts."""
    if one.line is not other.line or not one.office or not other.office:
        return False
    if one.office.post == other.office.post or other.office.post in UNTOLD:
        return False
    between = one.line.text[max(one.end, one.office.end) : min(other.start, other.office.start)]
    return between in _AND


def _owned(one: Named, other: Named) -> bool:
    """Whether a title is that of somebody under the one named before: *his foreign minister*."""
    office = other.office
    if office is None or office.post in UNTOLD or other.line.number - one.line.number > 1:
        return False
    start = min(other.start, office.start)
    before = one.line is not other.line or one.end <= start
    return before and other.line.text[:start].endswith(_HIS)


_HIS = (" his ", "His ", " her ", "Her ")

_AND = frozenset(
    {
        " and ",
        "、",
        "と",
        "や",
        "及び",
        "および",
        "和",
        "与",
        "與",
        "及",
        "暨",
        ", ",
        "와 ",
        "과 ",
        " 및 ",
        "·",
    }
)


_RANK = {"written": 0, "register": 1, "topic": 2, "outlet": 3}


def _allegiance(page: Sequence[Line], one: Named, person: str, month: str) -> Allegiance | None:
    beside = written(one.line, (one.start, one.end), one.title)
    register = holders(one.language)
    if person in register.terms:
        if beside and all(term.state != beside for term in register.terms[person]):
            return Allegiance(beside, "written")
        state = register.state(person, month)
        return Allegiance(state, "written" if beside == state else "register") if state else None
    if beside:
        return Allegiance(beside, "written")
    if not one.office:
        return None
    told = context(page, one.line.number, one.start, one.office)
    if one.office.state:
        shared = told is not None and told.state in one.office.others
        return told if shared else Allegiance(one.office.state, "register")
    native = SHAPES[one.language].native(one.name)
    name = one.start, one.end
    organ = by_organ(page, one.line.number, name, one.office, native)
    return organ or told


def _wording(one: Named, office: Title) -> str:
    """The title as printed; a line break or hard space in it is a blank.

    What stands before a state belongs to it: former in *former Australian Prime Minister*.
    """
    line, folded = one.line, one.line.folded
    printed = surface(folded.view.raw, folded.spans(office.start, office.end))
    place = line.place_ending(line.without_spaces(office.start))
    outer = line.ending(_outer(one.language), place.start) if place else None
    if outer:
        printed = surface(folded.view.raw, folded.spans(*outer.span())) + printed
    return " ".join(printed.split())


@cache
def _outer(language: Language) -> re.Pattern[str]:
    """Words of a title that stand before a state: 元 in 元米国務長官."""
    return re.compile(word_list(language, "offices").get("outer") or "(?!)")


def _mention(one: Named, person: str, known: dict[str, Allegiance]) -> PersonMention:
    folded, office = one.line.folded, one.office
    title = one.title or Title(one.start, one.end, "", None)
    whole = folded.spans(min(one.start, title.start), max(one.end, title.end))
    wording = _wording(one, office) if office else None
    allegiance = known.get(person)
    return PersonMention(
        person,
        folded.spans(one.start, one.end),
        whole,
        wording,
        allegiance.state if allegiance else None,
        allegiance.source if allegiance else None,
    )
