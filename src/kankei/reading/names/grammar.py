"""What a language says about names of states: the register's forms and the rules on their use.

The register knows which texts stand for which state. The rules of ``words/<xx>/names.toml`` know
where such a text means something else.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from ...terms.actor import StateName, states
from ...terms.language import Language
from ...terms.state import read_states
from ..sought import Pattern, sought
from ..text import View
from ..words import word_list
from .fold import fold
from .lexicon import Lexicon
from .paradigms import adjective, declined

WINDOW = 48
"""How many characters before a name a rule may look at."""


@dataclass(frozen=True, slots=True)
class Form:
    """A spelling of a name of the register with the states it may name.

    ``lemma`` is the name as the register has it; a look-alike has no states.
    """

    text: str
    lemma: str
    kind: str
    states: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Condition:
    """Where a form names a state.

    Parameters
    ----------
    before, after, sentence
        Patterns of the text to the left, to the right, and of the whole sentence. Those given
        must match: all of them, or one of them when ``either``.
    unless_before, unless_after, unless_sentence
        None of these may match.
    about
        The document must name one of these states elsewhere.
    """

    before: re.Pattern[str] | None = None
    after: re.Pattern[str] | None = None
    sentence: re.Pattern[str] | None = None
    unless_before: re.Pattern[str] | None = None
    unless_after: re.Pattern[str] | None = None
    unless_sentence: re.Pattern[str] | None = None
    about: frozenset[str] = frozenset()
    either: bool = False

    @property
    def demands(self) -> bool:
        """Whether a form needs help from its surroundings to name a state."""
        return bool(self.before or self.after or self.sentence or self.about)

    def holds(self, text: str, start: int, end: int, about: Mapping[str, int]) -> bool:
        """Say whether the characters ``[start, end)`` of a text satisfy the condition."""
        if self.about and not any(about.get(state) for state in self.about):
            return False
        left = text[max(0, start - WINDOW) : start]
        vetoes = (
            (self.unless_before, left, 0),
            (self.unless_after, text, end),
            (self.unless_sentence, text, 0),
        )
        if any(pattern and _at(pattern, place, string) for pattern, string, place in vetoes):
            return False
        wanted = [
            _at(pattern, place, string)
            for pattern, string, place in (
                (self.before, left, 0),
                (self.after, text, end),
                (self.sentence, text, 0),
            )
            if pattern
        ]
        return (any(wanted) if self.either else all(wanted)) or not wanted


def _at(pattern: re.Pattern[str], place: int, text: str) -> bool:
    """Patterns of the right side match at a place, the others search."""
    return bool(pattern.match(text, place) if place else pattern.search(text))


@dataclass(frozen=True, slots=True)
class LetterRule:
    """A pattern whose group ``s`` holds one-letter forms; some hold in headings only."""

    why: str
    pattern: Pattern
    headings: bool


@dataclass(frozen=True)
class Grammar:
    """The rules of one language on names of states.

    Parameters
    ----------
    lexicon
        Names, adjectives, capitals, and look-alikes that are none.
    masks
        What is blanked before anything is matched (``15日``).
    conditions
        Conditions by form; under ``*`` those of every name but capitals.
    letters, letter_rules
        One-letter forms, and where they stand.
    told
        Letters that count only where the document names one of their states in full.
    mates
        By state, the letters in whose company an ambiguous letter means it (吉乌 is Uzbekistan).
    capitals
        Conditions under which a capital acts for its state, and those under which it is a place.
    governing
        Capitals that are taken to act for their state wherever they are not a place.
    aliases
        Patterns of definitions; group ``alias`` holds the new name.
    """

    lexicon: Lexicon[Form]
    masks: re.Pattern[str] | None
    conditions: Mapping[str, tuple[Condition, ...]]
    letters: Mapping[str, str]
    letter_rules: tuple[LetterRule, ...]
    told: frozenset[str]
    mates: Mapping[str, str]
    capitals: Mapping[str, tuple[Condition, ...]]
    governing: frozenset[str]
    aliases: tuple[re.Pattern[str], ...]


@cache
def grammar(language: Language) -> Grammar:
    """Build the rules of a language once."""
    words = word_list(language, "names")
    letters = words.get("letters", {})
    capitals = words.get("capitals", {})
    forms = {form.text: form for form in _forms(language, words)}
    known = _letters(language, letters.get("letters", ""))
    return Grammar(
        lexicon=Lexicon(forms, letters.get("attached", ""), unless=letters.get("splits", [])),
        masks=_pattern(words.get("masks")),
        conditions=_conditions(words.get("conditional", [])),
        letters=known,
        letter_rules=tuple(_letter_rules(letters, "".join(known))),
        told=frozenset(letters.get("told", "")),
        mates=letters.get("mates", {}),
        capitals={
            role: tuple(map(_condition, capitals.get(role, []))) for role in ("acts", "place")
        },
        governing=frozenset(capitals.get("governing", [])),
        aliases=tuple(map(re.compile, words.get("aliases", []))),
    )


def _forms(language: Language, words: Mapping[str, Any]) -> Iterator[Form]:
    """Forms of the register in all their spellings, then the look-alikes, which win over them."""
    excluded = frozenset(words.get("excluded", []))
    named: dict[str, list[StateName]] = defaultdict(list)
    for name in states().names(language):
        if name.state != "XKO" and name.text not in excluded and name.kind in _KINDS:
            named[_plain(name.text, language).removeprefix("the ")].append(name)
    for text, names in named.items():
        if _is_word(language, names[0]):
            names.sort(key=_likelihood)
            meant = tuple(dict.fromkeys(name.state for name in names))
            yield from _spelled(language, text, names[0].kind, meant)
    for extra in words.get("names", []):
        text = _plain(extra["text"], language)
        yield from _spelled(language, text, extra["kind"], tuple(extra["state"].split()))
    for text in words.get("look_alikes", []):
        plain = _plain(text, language)
        yield Form(plain, plain, "look-alike")


_KINDS = ("name", "official", "short", "alias", "former", "adjective", "capital", "seat")


def _is_word(language: Language, name: StateName) -> bool:
    """Leave out one-letter forms, which have a grammar of their own, and seats but the Kremlin."""
    if name.kind == "seat":
        return name.text in word_list(language, "names").get("capitals", {}).get("seats", [])
    return len(name.text) > 1


def _likelihood(name: StateName) -> tuple[bool, int]:
    """Order the states that share a text: those that still exist first, usual names first."""
    gone = name.period.end is not None or name.state in _extinct()
    return gone, _KINDS.index(name.kind)


@cache
def _extinct() -> frozenset[str]:
    """States that are no more in any form."""
    known = tuple(read_states())
    return frozenset(one.id for one in known) - {one.id for one in known if not one.period.end}


def _plain(text: str, language: Language) -> str:
    return fold(View.whole(text), language).text


def _spelled(language: Language, text: str, kind: str, named: tuple[str, ...]) -> Iterator[Form]:
    for spelling in _inflected(language, text, kind):
        yield Form(spelling, text, kind, named)
        if language in ("en", "ru") and len(spelling) > 3:
            yield Form(spelling.upper(), text, kind, named)
            if kind == "adjective":
                yield Form(spelling[0].upper() + spelling[1:], text, kind, named)


def _inflected(language: Language, text: str, kind: str) -> frozenset[str]:
    if language != "ru":
        return frozenset({text})
    if kind != "adjective":
        return declined(text)
    return adjective(text) if text.endswith("ий") else frozenset({text})


def _letters(language: Language, used: str) -> dict[str, str]:
    """One-letter forms in use, with their states."""
    known = {
        _plain(name.text, language): name.state
        for name in states().names(language, ("short",))
        if len(name.text) == 1
    }
    extra: dict[str, str] = word_list(language, "names").get("letters", {}).get("more", {})
    return {letter: state for letter, state in (known | extra).items() if letter in used}


def _letter_rules(words: Mapping[str, Any], letters: str) -> Iterator[LetterRule]:
    places = {"L": f"[{letters}]", "M": f"[{letters}{words.get('bridges', '')}]"}
    places |= {name: "|".join(listed) for name, listed in words.get("lists", {}).items()}
    for rule in words.get("rules", []):
        pattern = re.sub(r"\{([A-Za-z]+)\}", lambda place: places[place[1]], rule["pattern"])
        yield LetterRule(rule["why"], sought(pattern), rule.get("headings", False))


def _conditions(rules: list[dict[str, Any]]) -> dict[str, tuple[Condition, ...]]:
    by_form: dict[str, tuple[Condition, ...]] = defaultdict(tuple)
    for rule in rules:
        condition = _condition(rule)
        for form in rule["forms"]:
            by_form[form] += (condition,)
    return dict(by_form)


def _condition(rule: dict[str, Any]) -> Condition:
    left = {key: _pattern(rule.get(key), "(?:", ")$") for key in ("before", "unless_before")}
    right = {key: _pattern(rule.get(key)) for key in ("after", "unless_after")}
    whole = {key: _pattern(rule.get(key)) for key in ("sentence", "unless_sentence")}
    return Condition(
        **left,
        **right,
        **whole,
        about=frozenset(rule.get("about", [])),
        either=rule.get("either", False),
    )


def _pattern(
    source: str | list[str] | None, head: str = "", tail: str = ""
) -> re.Pattern[str] | None:
    if not source:
        return None
    joined = source if isinstance(source, str) else "|".join(source)
    return re.compile(f"{head}{joined}{tail}")
