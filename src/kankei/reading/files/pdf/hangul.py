"""Korean words torn at the end of a line: there no hyphen says so, and often no blank says else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from ...words import word_list
from .lines import PageLine

_TAIL = re.compile(r"[가-힣]+\Z")
_HEAD = re.compile(r"[가-힣]+")
_LONE_TAIL = re.compile(r"(?:\A|[\s(“‘「·])[가-힣]\Z")
_LONE_HEAD = re.compile(r"[가-힣](?=[\s,.])")
_INSIDE = re.compile(r"(?<=[\s(“‘「])[가-힣]{3,}(?=[\s.,)”’」])")

WRITTEN = 0.05
"""A file that writes the blanks at line ends does so at more than this share of them."""

LEAST = 3
"""Known words of so many letters are looked for across a line end; shorter ones occur by chance."""


@dataclass(frozen=True, slots=True)
class Tearing:
    """What a document shows of how its lines end.

    Parameters
    ----------
    words
        Korean words that stand inside its lines, whole.
    writes_blanks
        Whether lines that end between two words end with a blank.
    """

    words: frozenset[str] = frozenset()
    writes_blanks: bool = False

    def tears(self, before: PageLine, after: PageLine) -> bool:
        """Whether a Korean word goes on from one line to the next."""
        tail, head = _TAIL.search(before.text), _HEAD.match(after.text)
        if not tail or not head:
            return False
        if self.writes_blanks:
            return not before.blank
        if _is_piece(_LONE_TAIL.search(before.text)) or _is_piece(_LONE_HEAD.match(after.text)):
            return True
        return self._is_one(tail.group(), head.group())

    def _is_one(self, tail: str, head: str) -> bool:
        if head in word_list("ko", "layout")["attached"] or _known_across(tail, head):
            return True
        if tail in self.words:
            return False
        begun = tail + head[0]
        return len(tail) > 1 and any(word.startswith(begun) for word in self.words)


def tearing_of(pages: Iterable[Sequence[PageLine]]) -> Tearing:
    """Look at the lines of all pages."""
    lines = [line for page in pages for line in page]
    words = frozenset(word for line in lines for word in _INSIDE.findall(line.text))
    open_ends = [line.blank for line in lines if _TAIL.search(line.text)]
    return Tearing(words, sum(open_ends) > WRITTEN * len(open_ends))


def _is_piece(lone: re.Match[str] | None) -> bool:
    """Whether a letter that stands alone is no word."""
    return lone is not None and lone.group()[-1] not in word_list("ko", "layout")["alone"]


def _known_across(tail: str, head: str) -> bool:
    """Whether a word of the word lists lies across the end of a line."""
    known = _known()
    return any(
        tail[-left:] + head[:right] in known
        for left in range(1, len(tail) + 1)
        for right in range(max(1, LEAST - left), len(head) + 1)
    )


@cache
def _known() -> frozenset[str]:
    """Names of organs, posts, media and states in the Korean word lists."""
    stages = ("offices", "outlets", "names")
    return frozenset(word for stage in stages for word in _strings(word_list("ko", stage)))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        if len(value) >= LEAST and _HEAD.fullmatch(value):
            yield value
        return
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for one in inner:
        yield from _strings(one)
