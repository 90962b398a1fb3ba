"""A small register of well-known office holders: one person under one id in five scripts.

``words/persons`` holds, region by region, who held which post of which state. The months of a term
stand only where a source named in the row gives them (the flagship study's offices, Archigos);
where none was seen they are missing. In a cell ``|`` separates spellings, a space separates family
and given name where the script writes none, and capitals mark a family name that stands first in
Latin script. Latin names stand with their diacritics; the plain letters that most newspapers print
follow from them.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from ...terms.language import LANGUAGES, Language
from ..text import View
from .fold import fold
from .paradigms import declined_person

_FAMILY_FIRST = frozenset({"CHN", "KHM", "KOR", "MMR", "PRK", "SGP", "TWN", "VNM"})
_SPACED = frozenset({"KHM", "MMR", "VNM"})
"""States whose names Korean writes in one word or in several: 팜민찐, 또 럼."""

_SPACED = frozenset({"KHM", "MMR", "VNM"})
"""States whose names Korean writes in several words, the family name first: 팜 민 찐."""

_UNDATED = 12 * 50
"""Distance, in months, of a term whose dates nobody has seen: it yields to any dated one near."""
_HAN = re.compile(r"[一-鿿]+(?: [一-鿿]+)?")
_PARTS = re.compile("[・=＝·]")
_NUMBERED = re.compile(r"[IVX]+|[JS]r\.|\d+세")
"""What stands behind the name by which somebody is called: Charles III, Marcos Jr."""

_UNDECOMPOSED = str.maketrans("łŁđĐøØıðß", "lLdDoOids")


@dataclass(frozen=True, slots=True)
class Term:
    """A post of a state that a person held, by ISO month.

    An empty end of a term with a start is open; a term without both is undated.
    """

    person: str
    state: str
    post: str
    start: str
    end: str

    def distance(self, month: str) -> int:
        """Months between a day and the term; 0 inside it, far for an undated term."""
        if not self.start and not self.end:
            return _UNDATED
        if self.start and month < self.start:
            return _months(self.start) - _months(month)
        return max(0, _months(month) - _months(self.end)) if self.end else 0


@dataclass(frozen=True, slots=True)
class Spelling:
    """A name as it is written in one language, with its family name."""

    full: str
    family: str


@dataclass(frozen=True)
class Holders:
    """The register as one language sees it.

    Parameters
    ----------
    full, family
        Persons by full name and by family name, as they stand in folded text.
    families
        The family names of a person in all spellings.
    terms
        Posts of a person in order of time.
    """

    full: Mapping[str, tuple[str, ...]]
    family: Mapping[str, tuple[str, ...]]
    families: Mapping[str, frozenset[str]]
    terms: Mapping[str, tuple[Term, ...]]

    def meant(self, ids: Iterable[str], post: str, states: Iterable[str], on: str) -> str | None:
        """Choose among persons of one name: by post, by state, by the nearest term."""
        wanted = frozenset(states)
        scored = [
            (term.post != post, term.state not in wanted, term.distance(on), person)
            for person in ids
            for term in self.terms[person]
        ]
        return min(scored)[-1] if scored else None

    def state(self, person: str, on: str) -> str | None:
        """The state a person acted for nearest to a month; none for international bodies."""
        term = min(self.terms[person], key=lambda term: term.distance(on))
        return term.state or None


@cache
def holders(language: Language) -> Holders:
    """Read the register for one language.

    Examples
    --------
    >>> holders("ko").full["김정은"], holders("ru").full["Ким Чен Ына"]
    (('kim_jong_un',), ('kim_jong_un',))
    """
    full: dict[str, set[str]] = defaultdict(set)
    family: dict[str, set[str]] = defaultdict(set)
    families: dict[str, set[str]] = defaultdict(set)
    terms: dict[str, list[Term]] = defaultdict(list)
    for row in _rows():
        person, state = row["id"], row["state"]
        terms[person].append(Term(person, state, row["post"], row["from"], row["to"]))
        for spelling in _spellings(row[language], language, state):
            full[spelling.full].add(person)
            family[spelling.family].add(person)
            families[person].add(spelling.family)
    return Holders(
        _tuples(full),
        _tuples(family),
        {person: frozenset(known) for person, known in families.items()},
        {person: tuple(known) for person, known in terms.items()},
    )


def month_of(day: date | None) -> str:
    """The month in which to look for a holder; without a day, the latest."""
    return day.isoformat()[:7] if day else "9999-12"


def _spellings(cell: str, language: Language, state: str) -> Iterator[Spelling]:
    for text in filter(None, cell.split("|")):
        words = (fold(View.whole(word), language).text for word in text.split(" "))
        yield from _READINGS[language](" ".join(words), state)


def _east_asian(text: str, state: str) -> Iterator[Spelling]:
    """習 近平, ジョー・バイデン, 拜登, 乔·拜登."""
    if _HAN.fullmatch(text) and " " in text:
        yield Spelling(text.replace(" ", ""), text.split(" ")[0])
    else:
        yield Spelling(text, _PARTS.split(text)[-1])


def _korean(text: str, state: str) -> Iterator[Spelling]:
    """시 진핑 is written 시진핑; 블라디미르 푸틴 in two words, 팜 민 찐 in both ways."""
    first, *rest = text.split(" ")
    if state in _FAMILY_FIRST and rest:
        yield Spelling(text.replace(" ", ""), first)
        if state in _SPACED:
            yield Spelling(text, rest[-1])
    else:
        yield Spelling(text, first if state == "JPN" else _called([first, *rest]))


def _english(text: str, state: str) -> Iterator[Spelling]:
    """KIM Jong Un, Lech Wałęsa and Lech Walesa."""
    for spelled in dict.fromkeys((text, _plain(text))):
        yield from _latin(spelled)


def _plain(text: str) -> str:
    """Latin letters without their diacritics."""
    letters = unicodedata.normalize("NFD", text.translate(_UNDECOMPOSED))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _latin(text: str) -> Iterator[Spelling]:
    words = text.split(" ")
    numbers = {word for word in words[1:] if _NUMBERED.fullmatch(word)}
    marked = [word for word in words if _is_marked(word) and word not in numbers]
    family = marked[0] if marked else _called(words)
    plain = [word.capitalize() if word in marked else word for word in words]
    family = family.capitalize() if marked else family
    yield Spelling(" ".join(plain), family)
    if len(plain) == 3 and marked and marked[0] == words[0]:
        yield Spelling(f"{plain[0]} {plain[1]}-{plain[2].lower()}", family)


def _russian(text: str, state: str) -> Iterator[Spelling]:
    for form in declined_person(text):
        words = form.split(" ")
        yield Spelling(form, words[0] if state in _FAMILY_FIRST else _called(words))


def _is_marked(word: str) -> bool:
    """Capitals that mark a family name."""
    return word.isupper() and len(word) > 1 and "." not in word


def _called(words: list[str]) -> str:
    """The last word that is no number of a king and no Jr."""
    return next((word for word in reversed(words) if not _NUMBERED.fullmatch(word)), words[-1])


_READINGS = {
    "ja": _east_asian,
    "zh": _east_asian,
    "ko": _korean,
    "en": _english,
    "ru": _russian,
}
assert set(_READINGS) == set(LANGUAGES)


def _rows() -> Iterator[dict[str, str]]:
    regions = (files("kankei.reading.words") / "persons").iterdir()
    for region in sorted(regions, key=lambda file: file.name):
        yield from csv.DictReader(region.read_text(encoding="utf-8").splitlines())


def _tuples(table: Mapping[str, set[str]]) -> dict[str, tuple[str, ...]]:
    return {text: tuple(sorted(ids)) for text, ids in table.items() if text}


def _months(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:7])
