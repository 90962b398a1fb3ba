"""Brackets and quotations of five languages, paired with one stack.

A writer forgets to close a bracket, opens it full width and closes it half width, or nests one
kind in another. Brackets pair up by kind, whatever their width; what has no partner in its
paragraph is an ordinary character.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from ..terms.source import Span
from .text import View

QuotationKind = Literal["speech", "title"]

_KINDS = (
    ("(（", ")）"),
    ("[［〔", "]］〕"),
    ("{｛", "}｝"),
    ("「｢", "」｣"),
    ("『", "』"),
    ("“‟〝", "”〟"),
    ("„", "“”"),
    ("«", "»"),
    ("‘‚", "’"),
    ("〈", "〉"),
    ("《", "》"),
    ("【", "】"),
    ('"＂', '"＂'),
)
_OPENS = {sign: kind for kind, (signs, _) in enumerate(_KINDS) for sign in signs}
_CLOSES = {
    sign: tuple(kind for kind, (_, closing) in enumerate(_KINDS) if sign in closing)
    for _, signs in _KINDS
    for sign in signs
}
_BRACKETS = re.compile("[" + re.escape("".join({*_OPENS, *_CLOSES})) + "]")

_STRAIGHT = '"＂'
_SPEECH = '「｢『“„‟〝«‘‚"＂'
_TITLE = "『《〈"
_LETTER = re.compile(r"\w")
_APOSTROPHE = re.compile(r"[A-Za-zÀ-ɏЀ-ӿ]’[A-Za-zÀ-ɏЀ-ӿ]")


@dataclass(slots=True)
class Pair:
    """An opening and its closing bracket by position in a text; ``depth`` 0 is outermost."""

    start: int
    end: int
    depth: int

    def inside(self, position: int) -> bool:
        """Whether a position lies between the two brackets."""
        return self.start < position < self.end - 1


def pairs(text: str) -> tuple[Pair, ...]:
    """Pair the brackets of a paragraph; ``end`` is the position after the closing bracket.

    Examples
    --------
    >>> pairs("（旅客機も「生産」する)")
    (Pair(start=0, end=12, depth=0), Pair(start=5, end=9, depth=1))
    >>> pairs("「閉じない。（閉じる）")
    (Pair(start=6, end=11, depth=0),)
    """
    matched = sorted(_matched(text))
    found: list[Pair] = []
    open_ends: list[int] = []
    for start, end in matched:
        while open_ends and open_ends[-1] <= start:
            open_ends.pop()
        found.append(Pair(start, end, len(open_ends)))
        open_ends.append(end)
    return tuple(found)


def unpaired(text: str) -> tuple[list[int], list[int]]:
    """Kinds of the closing and of the opening brackets that have no partner in a text.

    Examples
    --------
    >>> closing, opening = unpaired("急がない」と語り、（続")
    >>> len(closing), len(opening)
    (1, 1)
    """
    partners = {place for start, end in _matched(text) for place in (start, end - 1)}
    closing: list[int] = []
    opening: list[int] = []
    for match in _BRACKETS.finditer(text):
        sign = match.group()
        if match.start() in partners or sign in _STRAIGHT or sign == "’":
            continue
        if sign in _OPENS:
            opening.append(_OPENS[sign])
        else:
            closing.append(_CLOSES[sign][0])
    return closing, opening


def _matched(text: str) -> Iterator[tuple[int, int]]:
    stack: list[tuple[int, int]] = []
    waiting: Counter[int] = Counter()
    for match in _BRACKETS.finditer(text):
        sign, position = match.group(), match.start()
        kind, closes = _role(sign, position, text, waiting)
        if not closes:
            stack.append((kind, position))
            waiting[kind] += 1
            continue
        while waiting[kind]:
            opened, start = stack.pop()
            waiting[opened] -= 1
            if opened == kind:
                yield start, position + 1
                break


def _role(sign: str, position: int, text: str, waiting: Counter[int]) -> tuple[int, bool]:
    """Kind of a bracket, and whether it closes; ``“`` closes after ``„`` and opens elsewhere."""
    if sign == "’" and _is_apostrophe(text, position):
        return -1, True
    closing = next((kind for kind in _CLOSES.get(sign, ()) if waiting[kind]), None)
    straight = sign in _STRAIGHT
    if closing is not None and not (straight and _looks_opening(text, position)):
        return closing, True
    return (_OPENS[sign], False) if sign in _OPENS else (-1, True)


def _looks_opening(text: str, position: int) -> bool:
    before, after = text[position - 1 : position], text[position + 1 : position + 2]
    return (not before or before.isspace()) and bool(_LETTER.match(after))


def _is_apostrophe(text: str, position: int) -> bool:
    return bool(position and _APOSTROPHE.match(text, position - 1))


@dataclass(slots=True)
class Quotation:
    """Words between quotation marks, the marks included, as positions of a view's text."""

    start: int
    end: int
    kind: QuotationKind
    depth: int

    def spans(self, view: View) -> tuple[Span, ...]:
        """Raw spans of the quotation."""
        return view.spans(self.start, self.end)


def quotations(text: str) -> tuple[Quotation, ...]:
    """Find the quotations of a text.

    ``『』`` inside a quotation is a quotation in a quotation, elsewhere the title of a work or a
    medium, like ``《》`` and ``〈〉``.

    Examples
    --------
    >>> [(one.kind, one.depth) for one in quotations("『労働新聞』は「『和平』は遠い」と伝えた。")]
    [('title', 0), ('speech', 0), ('speech', 1)]
    """
    quoted = [pair for pair in pairs(text) if text[pair.start] in _SPEECH + _TITLE]
    found: list[Quotation] = []
    ends: list[int] = []
    for pair in quoted:
        while ends and ends[-1] <= pair.start:
            ends.pop()
        found.append(Quotation(pair.start, pair.end, _kind(text[pair.start], len(ends)), len(ends)))
        ends.append(pair.end)
    return tuple(found)


def _kind(mark: str, depth: int) -> QuotationKind:
    return "title" if mark in _TITLE and not (mark == "『" and depth) else "speech"
