"""Titles in a text: which words are one, how far its wording reaches, which post it means."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from ...terms.language import Language
from ..text import View
from ..words import word_list
from .fold import fold
from .lexicon import Lexicon, hangul_joined
from .paradigms import cases

HONORIFIC = "honorific"
LOOK_ALIKE = "look-alike"
REACH = 40
"""How many characters before a title may belong to it."""

_JOINTS = ("兼", "／", "/")


@dataclass(frozen=True, slots=True)
class Title:
    """A title in the folded text of a sentence.

    ``start`` includes the organs and modifiers that belong to the wording; ``state`` is set when
    only one state has such a post.
    """

    start: int
    end: int
    post: str
    state: str | None


@dataclass(frozen=True)
class Offices:
    """The words of one language about offices; see ``words/<xx>/offices.toml``."""

    language: Language
    lexicon: Lexicon[str]
    only: Mapping[str, str]
    leading: re.Pattern[str]
    trailing: re.Pattern[str] | None
    not_before: re.Pattern[str] | None
    words: Mapping[str, Any]

    def titles(self, text: str) -> list[Title]:
        """Every title and honorific, in order; titles joined by 兼 or ／ are one."""
        found: list[Title] = []
        searched = text.lower() if self.language in ("en", "ru") else text
        if len(searched) != len(text):
            searched = text
        for start, end, post in self.lexicon.scan(searched):
            if post != LOOK_ALIKE and self._ends_there(text, end):
                self._add(found, text, Title(start, end, post, self._state(searched[start:end])))
        return found

    def _add(self, found: list[Title], text: str, title: Title) -> None:
        last = found[-1] if found else None
        if last and last.end == title.start and HONORIFIC not in (last.post, title.post):
            found[-1] = replace(title, start=last.start)
            return
        title = self._extended(text, title, last.end if last else 0)
        if last and last.post != HONORIFIC and text[last.end : title.start] in _JOINTS:
            found[-1] = replace(last, end=title.end)
        else:
            found.append(title)

    def _extended(self, text: str, title: Title, floor: int) -> Title:
        """Take in the organs and modifiers on both sides."""
        if title.post == HONORIFIC:
            return title
        left = max(floor, title.start - REACH)
        before = self.leading.search(text[left : title.start])
        after = self.trailing.match(text, title.end) if self.trailing else None
        start = left + before.start() if before else title.start
        return replace(title, start=start, end=after.end() if after else title.end)

    def _ends_there(self, text: str, end: int) -> bool:
        """No title ends inside a longer word; a Korean one may take a particle."""
        if self.not_before and self.not_before.match(text, end):
            return False
        if self.language != "ko" or not hangul_joined(text, end):
            return True
        return _particle(self.language).match(text, end) is not None

    def _state(self, wording: str) -> str | None:
        return self.only.get(wording)


@cache
def _particle(language: Language) -> re.Pattern[str]:
    words = word_list(language, "offices")
    particles = "|".join(sorted(words["particles"], key=len, reverse=True))
    honorifics = "|".join(words["honorifics"])
    return re.compile(f"(?:{honorifics})?(?:{particles})?(?![가-힣])")


@cache
def particle(language: Language) -> re.Pattern[str]:
    """What may stand after a Korean name or title inside the same word."""
    return _particle(language)


@cache
def offices(language: Language) -> Offices:
    """Read the words of a language about offices.

    Examples
    --------
    >>> [(title.start, title.end, title.post) for title in offices("ja").titles("元国防長官と外相")]
    [(0, 5, 'defence_minister'), (6, 8, 'foreign_minister')]
    """
    words = word_list(language, "offices")
    entries = {
        spelling: post
        for post, listed in words["posts"].items()
        for title in listed
        for spelling in _spellings(title, language)
    }
    entries |= {
        text: HONORIFIC for word in words["honorifics"] for text in _spellings(word, language)
    }
    entries |= {_plain(word, language): LOOK_ALIKE for word in words["look_alikes"]}
    only = {
        spelling: state
        for title, state in words["only"].items()
        for spelling in _spellings(title, language)
    }
    return Offices(
        language,
        Lexicon(entries, inside=True),
        only,
        _leading(words, language),
        _trailing(words, language),
        re.compile(words["not_before"]) if "not_before" in words else None,
        words,
    )


def _spellings(title: str, language: Language) -> frozenset[str]:
    plain = _plain(title, language)
    return _declined_title(plain) if language == "ru" else frozenset({plain})


def _declined_title(title: str) -> frozenset[str]:
    """Decline the noun of a title and the adjectives before it; what follows stays.

    министр иностранных дел, министра иностранных дел; официального представителя.
    """
    words = title.split(" ")
    head = next((i for i, word in enumerate(words) if not _ADJECTIVE.search(word)), 0)
    rest = words[head + 1 :]
    declined_words = zip(
        *(
            cases(word, "endings" if i < head else "persons")
            for i, word in enumerate(words[: head + 1])
        ),
        strict=True,
    )
    forms = {" ".join([*(one[0] for one in case), *rest]) for case in declined_words}
    return frozenset(forms | {title} | {form for form in _alternatives(words, head)})


def _alternatives(words: list[str], head: int) -> Iterator[str]:
    """Other forms of a single noun in one case (секретарём, секретарем)."""
    if head == 0:
        for case in cases(words[0], "persons"):
            yield from (" ".join([form, *words[1:]]) for form in case)


_ADJECTIVE = re.compile("(?:ый|ий|ая|ой)$")


def _plain(text: str, language: Language) -> str:
    folded = fold(View.whole(text), language).text
    return folded.lower() if language in ("en", "ru") else folded


def _leading(words: Mapping[str, Any], language: Language) -> re.Pattern[str]:
    """Organs and modifiers that end right before a title."""
    listed = [_plain(word, language) for word in (*words["modifiers"], *words["organs"])]
    if language == "ru":
        listed = [form for word in words["modifiers"] for form in _modifier_forms(word)]
    body = "|".join(map(re.escape, sorted(set(listed), key=len, reverse=True)))
    space = "" if language in ("ja", "zh") else r"(?:[ -]|(?<=-))"
    edge = r"(?<![\w-])" if language in ("en", "ru") else "(?<![가-힣])" if language == "ko" else ""
    return re.compile(f"{edge}(?:(?:{body}){space})+$", re.IGNORECASE)


def _modifier_forms(word: str) -> Iterator[str]:
    plain = _plain(word, "ru")
    for table in ("endings", "persons"):
        for case in cases(plain, table):
            yield from case


def _trailing(words: Mapping[str, Any], language: Language) -> re.Pattern[str] | None:
    """Russian organs stand after the title: официальный представитель МИД."""
    if language != "ru":
        return None
    body = "|".join(sorted(map(re.escape, words["organs"]), key=len, reverse=True))
    return re.compile(f"(?: (?:{body})(?!\\w))+")
