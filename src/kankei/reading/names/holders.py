"""A small register of well-known office holders: one person under one id in five scripts.

``words/persons.csv`` holds who held which post of which state. The months of a term stand only
where a source named in the row gives them (the flagship study's offices, Archigos); where none was
seen they are missing. In a cell ``|`` separates spellings, a space separates family and given name
where the script writes none, and capitals mark a family name that stands first in Latin script.
"""

from __future__ import annotations

import csv
import re
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
_UNDATED = 12 * 50
"""Distance, in months, of a term whose dates nobody has seen: it yields to any dated one near."""
_HAN = re.compile(r"[一-鿿]+(?: [一-鿿]+)?")
_KATAKANA_PARTS = re.compile("[・=＝]")


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
        plain = fold(View.whole(text), language).text
        yield from _READINGS[language](plain, state)


def _east_asian(text: str, state: str) -> Iterator[Spelling]:
    """習 近平, ジョー・バイデン, 拜登."""
    if _HAN.fullmatch(text) and " " in text:
        yield Spelling(text.replace(" ", ""), text.split(" ")[0])
    else:
        yield Spelling(text, _KATAKANA_PARTS.split(text)[-1])


def _korean(text: str, state: str) -> Iterator[Spelling]:
    """시 진핑 is written 시진핑; 블라디미르 푸틴 in two words."""
    first, *rest = text.split(" ")
    if state in _FAMILY_FIRST and rest:
        yield Spelling(text.replace(" ", ""), first)
    else:
        yield Spelling(text, first if state == "JPN" else (rest or [first])[-1])


def _english(text: str, state: str) -> Iterator[Spelling]:
    words = text.split(" ")
    marked = [word for word in words if word.isupper() and len(word) > 1 and "." not in word]
    family = (marked or words[-1:])[0]
    plain = [word.capitalize() if word in marked else word for word in words]
    family = family.capitalize() if marked else family
    yield Spelling(" ".join(plain), family)
    if len(plain) == 3 and marked and marked[0] == words[0]:
        yield Spelling(f"{plain[0]} {plain[1]}-{plain[2].lower()}", family)


def _russian(text: str, state: str) -> Iterator[Spelling]:
    for form in declined_person(text):
        words = form.split(" ")
        yield Spelling(form, words[0] if state in _FAMILY_FIRST else words[-1])


_READINGS = {
    "ja": _east_asian,
    "zh": _east_asian,
    "ko": _korean,
    "en": _english,
    "ru": _russian,
}
assert set(_READINGS) == set(LANGUAGES)


def _rows() -> Iterator[dict[str, str]]:
    text = (files("kankei.reading.words") / "persons.csv").read_text(encoding="utf-8")
    return iter(csv.DictReader(text.splitlines()))


def _tuples(table: Mapping[str, set[str]]) -> dict[str, tuple[str, ...]]:
    return {text: tuple(sorted(ids)) for text, ids in table.items() if text}


def _months(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:7])
