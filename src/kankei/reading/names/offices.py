"""Titles in a text: which words are one, how far its wording reaches, which post it means."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from ...terms.language import Language
from ..text import View
from ..words import word_list
from .fold import fold
from .holders import holders
from .lexicon import Lexicon, hangul_joined
from .paradigms import declined, declined_person, declined_title

HONORIFIC = "honorific"
LOOK_ALIKE = "look-alike"
REACH = 40
"""How many characters before a title may belong to it."""

_HANGUL_BEFORE = re.compile("[가-힣]{2,10}\\Z")
_OF_NAMES = frozenset({"ambassador", "head_of_state", "head_of_government", HONORIFIC})
"""Posts that a Korean text writes in one word with any name: 미르지요예프대통령."""

_JOINTS = ("兼", "/", " 겸 ")


@dataclass(frozen=True, slots=True)
class Title:
    """A title in the folded text of a sentence.

    ``start`` includes the organs and modifiers that belong to the wording; ``state`` is set when
    only one state has such a post, and ``others`` are those that have it too where a text is about
    them.
    """

    start: int
    end: int
    post: str
    state: str | None
    others: tuple[str, ...] = ()


@dataclass(frozen=True)
class Offices:
    """The words of one language about offices; see ``words/<xx>/offices.toml``."""

    language: Language
    lexicon: Lexicon[str]
    only: Mapping[str, str]
    leading: re.Pattern[str]
    trailing: re.Pattern[str] | None
    not_before: re.Pattern[str] | None
    foreign: re.Pattern[str] | None
    words: Mapping[str, Any]

    def titles(self, text: str) -> list[Title]:
        """Every title and honorific, in order; titles joined by 兼 or ／ are one."""
        found: list[Title] = []
        searched = text.lower() if self.language in ("en", "ru") else text
        if len(searched) != len(text):
            searched = text
        for start, end, post in self.lexicon.scan(searched):
            if post != LOOK_ALIKE and self._ends_there(text, end):
                have = self.only.get(searched[start:end], "").split()
                state = have[0] if have else None
                self._add(found, text, Title(start, end, post, state, tuple(have[1:])))
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
        office = self.foreign.search(text, left, start) if self.foreign else None
        start = office.start() if office else start
        if self.language == "ko":
            start = self._compound(text, floor, start, title)
        return replace(title, start=start, end=after.end() if after else title.end)

    def _compound(self, text: str, floor: int, start: int, title: Title) -> int:
        """Take in what a Korean word has before a title, unless it is a name: 인도태평양사령관."""
        before = _HANGUL_BEFORE.search(text, max(floor, start - REACH), start)
        if not before or title.post in _OF_NAMES or _may_be_name(before.group()):
            return start
        left = max(floor, before.start() - REACH)
        more = self.leading.search(text[left : before.start()])
        return left + more.start() if more else before.start()

    def _ends_there(self, text: str, end: int) -> bool:
        """No title ends inside a longer word; a Korean one may take a particle."""
        if self.not_before and self.not_before.match(text, end):
            return False
        if self.language != "ko" or not hangul_joined(text, end):
            return True
        return particle().match(text, end) is not None


def _may_be_name(text: str) -> bool:
    """Say whether a Korean word may be a name: a known one, or a family name with a given name."""
    words, register = word_list("ko", "offices"), holders("ko")
    if text in register.full or text in register.family or text in words["given_names"]:
        return True
    return len(text) <= 3 and (
        text[0] in words["surnames_one"] or text[:2] in words["surnames_more"]
    )


@cache
def particle() -> re.Pattern[str]:
    """What may stand after a Korean name or title inside the same word."""
    words = word_list("ko", "offices")
    particles = "|".join(sorted(words["particles"], key=len, reverse=True))
    honorifics = "|".join(words["honorifics"])
    return re.compile(f"(?:{honorifics})?(?:{particles})?(?![가-힣])")


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
        re.compile(words["after_foreign"]) if "after_foreign" in words else None,
        words,
    )


@cache
def states_of_organs(language: Language) -> Mapping[str, tuple[str, ...]]:
    """Organs that a text may name without their state: the usual state, then others.

    A ``*`` among the others stands for any state that has such an organ.

    Examples
    --------
    >>> states_of_organs("ja")["国防総省"], states_of_organs("ja")["外務省"]
    (('USA',), ('JPN', '*'))
    """
    listed: dict[str, list[str]] = word_list(language, "offices")["organ_states"]
    return {
        _printed(organ, language): tuple(states.split())
        for states, organs in listed.items()
        for organ in organs
    }


def _printed(text: str, language: Language) -> str:
    return fold(View.whole(text), language).text


def _spellings(title: str, language: Language) -> frozenset[str]:
    plain = _plain(title, language)
    return declined_title(plain) if language == "ru" else frozenset({plain})


def _plain(text: str, language: Language) -> str:
    folded = _printed(text, language)
    return folded.lower() if language in ("en", "ru") else folded


def _leading(words: Mapping[str, Any], language: Language) -> re.Pattern[str]:
    """Organs and modifiers that end right before a title; Russian organs stand after it."""
    listed = [_plain(word, language) for word in (*words["modifiers"], *words["organs"])]
    if language == "ru":
        modifiers = (_plain(word, "ru") for word in words["modifiers"])
        listed = [form for word in modifiers for form in declined(word) | declined_person(word)]
    body = "|".join(map(re.escape, sorted(set(listed), key=len, reverse=True)))
    body += _OTHERS.get(language, "")
    return re.compile(f"{_EDGE[language]}(?:(?:{body}){_SPACE[language]})+$", re.IGNORECASE)


_OTHERS: dict[Language, str] = {
    "ja": "|駐(?:[一-鿿]|[ァ-ヴー]{2,9})|(?<=・)[ァ-ヴー]{2,9}(?:・[ァ-ヴー]{2,9})?担当",
    "ko": "|[가-힣]{2,12}(?:위원회|회의|본부|사령부|센터|연구소|연구원|학교|은행|협회"
    r"|재단|기구|기금|함대|전구)(?:\([A-Z]{2,8}\))?|[가-힣]{3,12}[부성청처실원]",
}
"""Organs that no list knows: where an envoy is posted, words that end as names of organs do."""
_WESTERN_SPACE = r"(?:[ -]|(?<=-))"
_EDGE = {"ja": "", "zh": "", "ko": "(?<![가-힣])", "en": r"(?<![\w-])", "ru": r"(?<![\w-])"}
_SPACE = {
    "ja": "(?:(?<![元前])・)?",
    "zh": "",
    "ko": " ",
    "en": _WESTERN_SPACE,
    "ru": _WESTERN_SPACE,
}


def _trailing(words: Mapping[str, Any], language: Language) -> re.Pattern[str] | None:
    """Russian organs stand after the title: официальный представитель МИД."""
    if language != "ru":
        return None
    body = "|".join(sorted(map(re.escape, words["organs"]), key=len, reverse=True))
    return re.compile(f"(?: (?:{body})(?!\\w))+")
