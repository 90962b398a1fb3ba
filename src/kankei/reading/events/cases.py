"""Russian cases: what the ending of a name says about its slot."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from ...terms.language import Language
from ...terms.state import read_names
from ..names.paradigms import cases
from ..words import word_list

_SLOTS = ("none", "of", "to", "object", "by", "at")
"""Slots of the six cases without a preposition: nominative, genitive, dative, accusative …"""

_GENITIVE = _SLOTS.index("of")

_WORD = re.compile(r"[А-ЯЁа-яё-]+")


def case_slot(name: str, language: Language, *, last: bool = False) -> str:
    """The slot of a name that has no preposition; ``none`` when its form is open.

    With ``last`` the last word tells it, as in titles with the name of a person.

    Examples
    --------
    >>> case_slot("Китаем", "ru"), case_slot("Россию", "ru"), case_slot("США", "ru")
    ('by', 'object', 'none')
    """
    if language != "ru":
        return "none"
    table = _known()
    words = _WORD.findall(name)
    for word in reversed(words) if last else words:
        slot = table.get(word) or _ending(word)
        if slot:
            return slot
    return "none"


def may_receive(name: str, language: Language) -> bool:
    """Whether the form of a name of a state can be a dative, as *Австралии* can.

    Examples
    --------
    >>> may_receive("Австралии", "ru"), may_receive("Китая", "ru")
    (True, False)
    """
    word = _WORD.match(name) if language == "ru" else None
    return word is not None and word.group() in _datives()


def _ending(word: str) -> str | None:
    for slot, pattern in _endings():
        if pattern.fullmatch(word):
            return slot
    return None


@cache
def _endings() -> tuple[tuple[str, re.Pattern[str]], ...]:
    rows: list[dict[str, str]] = word_list("ru", "events")["case_endings"]
    return tuple((row["is"], re.compile(row["pattern"])) for row in rows)


@cache
def _known() -> Mapping[str, str]:
    """Forms of state names that stand in one case only, or can be a nominative.

    A state is no animate being: what looks like a genitive is one, *Израиля*.
    """
    slots: dict[str, set[str]] = {}
    for word in _first_words():
        declined = cases(word)
        for slot, forms in zip(_SLOTS, declined, strict=True):
            for form in forms:
                if slot != "object" or form not in declined[_GENITIVE]:
                    slots.setdefault(form, set()).add(slot)
    return {form: _one(found) for form, found in slots.items()}


@cache
def _datives() -> frozenset[str]:
    """Forms of the first words of state names that can be datives."""
    dative = _SLOTS.index("to")
    return frozenset(form for word in _first_words() for form in cases(word)[dative])


def _first_words() -> Iterator[str]:
    for name in read_names():
        if name.language == "ru" and name.kind in ("name", "official", "short", "alias", "capital"):
            yield name.text.split(" ")[0]


def _one(slots: set[str]) -> str:
    """Open when it can be a nominative; else the likeliest of what it can be."""
    return next(slot for slot in ("none", "object", "of", "to", "by", "at") if slot in slots)
