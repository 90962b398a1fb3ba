"""Stretches of a sentence that are read on their own, and the statements inside them.

Words in brackets make their own statements, and what stands around them goes on as if they were
one word. A stretch is therefore the text with everything else blanked out, so that positions stay
those of the sentence. Words in quotation marks are somebody else's: what they hold to be a cause is
no statement of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..quotations import Pair, pairs

LONG = 16
"""Characters between brackets that can make a statement."""

LONGEST = 800
"""Characters of the longest statement."""

MASK = "〓"
_OWN = "(（[［"
"""Brackets in which the writer goes on speaking."""
_BRACKET = re.compile('[(（\\[［「『“„«《〈"]')


@dataclass(slots=True)
class Stretch:
    """A text of the length of the sentence, in which only ``[start, end)`` is to be read."""

    text: str
    start: int
    end: int


def stretches(text: str) -> Iterator[Stretch]:
    """Cut a sentence into the text outside long brackets, and the inside of each.

    Examples
    --------
    >>> text = "甲（雨が続けば、川の水は増えるだろう）乙"
    >>> [one.text[one.start : one.end] for one in stretches(text)]
    ['甲〓〓〓〓〓〓〓〓〓〓〓〓〓〓〓〓〓〓乙', '雨が続けば、川の水は増えるだろう']
    """
    found = _long(text)
    yield Stretch(_masked(text, found, 0), 0, len(text))
    for pair in (one for one in found if text[one.start] in _OWN):
        inner = [one for one in found if one.depth == pair.depth + 1]
        yield Stretch(_masked(text, inner, pair.depth + 1), pair.start + 1, pair.end - 1)


def _long(text: str) -> list[Pair]:
    if not _BRACKET.search(text):
        return []
    return [pair for pair in pairs(text) if pair.end - pair.start > LONG]


def _masked(text: str, found: list[Pair], depth: int) -> str:
    for pair in found:
        if pair.depth == depth:
            text = text[: pair.start] + MASK * (pair.end - pair.start) + text[pair.end :]
    return text


def statements(
    stretch: Stretch, boundary: re.Pattern[str], comma: re.Pattern[str]
) -> Iterator[tuple[int, int]]:
    """The parts of a stretch between the marks at which one statement ends and another begins.

    A part of more than :data:`LONGEST` characters is cut at its commas, so that a text without
    full stops is read in a time that grows with its length.
    """
    begin = stretch.start
    for match in boundary.finditer(stretch.text, stretch.start, stretch.end):
        yield from _cut(stretch.text, begin, match.start(), comma)
        begin = match.end()
    yield from _cut(stretch.text, begin, stretch.end, comma)


def _cut(text: str, begin: int, end: int, comma: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    while end - begin > LONGEST:
        near = comma.search(text, begin + LONGEST // 2, begin + LONGEST)
        cut = near.end() if near else begin + LONGEST
        yield begin, cut
        begin = cut
    yield begin, end
