"""Names in Chinese characters and in katakana, and how far they reach beside a title."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from ...terms.language import Language
from ..text import View
from ..words import word_list
from .fold import fold
from .holders import Holders, holders
from .line import Line
from .offices import Title

LONGEST = 5
"""Characters of the longest name: a Japanese family name of three and a given name of two."""

_KATAKANA = re.compile(r"(?:(?:[ァ-ヺー]+|[A-Z]\.?)[・=])*[ァ-ヺー]{2,}$")
_HAN = re.compile(r"[一-鿿々]+(?: [一-鿿々]{1,3})?$")
_SEPARATORS = re.compile("[・=]")


@dataclass(frozen=True)
class HanNames:
    """What a language knows about names in Chinese characters."""

    words: Mapping[str, Any]
    register: Holders
    families: frozenset[str]
    one: frozenset[str]
    not_names: frozenset[str]

    def may_be(self, text: str) -> bool:
        """Say whether a text may be family name and given name, or a family name of its own."""
        if text in self.register.full or text in self.register.family:
            return True
        if text in self.not_names:
            return False
        family = self.family(text)
        given = len(text) - len(family)
        if not family:
            return False
        if family in self.one and family not in self.families:
            return 1 <= given <= 2
        return given <= (3 if self.words.get("not_last") else 2)

    def family(self, text: str) -> str:
        """The family name that a text begins with, the longest known."""
        for length in (3, 2, 1):
            if text[:length] in self.families or (length == 1 and text[:1] in self.one):
                return text[:length]
        return ""


@cache
def han_names(language: Language) -> HanNames:
    """Read the family names of a language that writes Chinese characters."""
    words = word_list(language, "offices")
    families = [*words["surnames_ja"].split(), *words["surnames_more"]]
    return HanNames(
        words,
        holders(language),
        frozenset(_folded(name, language) for name in families),
        frozenset(words["surnames_one"]),
        frozenset(words["not_names"]),
    )


def japanese_before(line: Line, end: int, title: Title) -> int | None:
    """Where the name begins that ends before a title; ``None`` when there is none."""
    katakana = line.ending(_KATAKANA, end)
    if katakana:
        return _katakana_start(line, end, katakana.group())
    han = line.ending(_HAN, end)
    if not han:
        return None
    run = han.group()
    before, gap, last = run.partition(" ")
    if gap and han_names("ja").family(before) != before:
        run = last
    length = _japanese_length(line, end, run, title)
    return end - length if length else None


def _katakana_start(line: Line, end: int, run: str) -> int | None:
    """Leave out states before the name: ウクライナ・ゼレンスキー."""
    start = end - len(run)
    if line.text.startswith(tuple(line.words.words["no_name_before"]), end):
        return None
    place = line.place_starting(start)
    while place and place.end < end:
        start = place.end + 1
        place = line.place_starting(start)
    name = line.text[start:end]
    words = set(_SEPARATORS.split(name)) & set(line.words.words["not_katakana"])
    taken = line.in_place(start, end)
    return None if words or taken or len(name) < 2 else start


def _japanese_length(line: Line, end: int, run: str, title: Title) -> int | None:
    names = han_names("ja")
    for text in _suffixes(run, LONGEST + 1):
        if text.replace(" ", "") in names.register.full:
            return len(text)
    for text in _suffixes(run, LONGEST + 1):
        before = run[: len(run) - len(text)]
        if _begins_after(line, end - len(text), before) and _japanese(names, text, title):
            return len(text)
    strong = title.post in names.words["known_posts"]
    unknown = 2 <= len(run) <= 4 and not _stopped(names, run)
    return len(run) if strong and unknown and not line.in_place(end - len(run), end) else None


def _suffixes(run: str, longest: int) -> Iterator[str]:
    for length in range(min(longest, len(run)), 0, -1):
        if run[-length] != " ":
            yield run[-length:]


def _begins_after(line: Line, start: int, before: str) -> bool:
    """A name begins where the characters begin, after a state, or after a word that ends one."""
    ends = tuple(han_names("ja").words["ends_before"])
    return not before or line.place_ending(start) is not None or before.endswith(ends)


def _japanese(names: HanNames, text: str, title: Title) -> bool:
    plain = text.replace(" ", "")
    strong = title.post in names.words["known_posts"]
    if len(plain) == 1:
        return strong and plain in names.one and plain not in names.words["not_alone"]
    if _stopped(names, plain):
        return len(plain) == 2 and strong and plain[0] in names.one and plain not in names.not_names
    return names.may_be(plain)


def _stopped(names: HanNames, text: str) -> bool:
    return (
        text in names.not_names
        or text[-1] in names.words["not_last"]
        or any(text.endswith(word) for word in names.not_names if len(word) > 1)
    )


def _folded(text: str, language: Language) -> str:
    return fold(View.whole(text), language).text
