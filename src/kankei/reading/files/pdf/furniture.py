"""What is printed on every page at one place: running heads and page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from .lines import PageLine
from .paragraphs import finished

_NUMBERS = re.compile(r"[0-9０-９]+|\b[ivxlc]+\b")
_ADDRESS = re.compile(r"(?:https?|file)://\S+\Z|about:\w+\Z")
_OF_PAGES = re.compile(r"\d{1,4}\s?/\s?\d{1,4}\Z")
_PRINTED = re.compile(r"\d{1,4}[./-]\s?\d{1,2}[./-]\s?\d{1,4}\.?,?\s.{0,6}\d{1,2}:\d{2}")

LETTERS = 3
"""A running head has so many letters, or a number."""

MARGIN = 3
"""Lines at the top and at the foot that may be a head or a page number."""


def without_furniture(
    pages: Sequence[Sequence[PageLine]],
) -> tuple[tuple[tuple[PageLine, ...], ...], int]:
    """The lines of each page without those that other pages repeat at the same height.

    Numbers do not count for the comparison. Gives also how many lines were left out. What a browser
    prints around a page is known by its form, since a single page repeats nothing.
    """
    places = Counter(place for page in pages for place in _repeatable(page))
    kept = tuple(
        tuple(
            line
            for line, outer in zip(page, _is_outer(page), strict=True)
            if not (outer and places[_place(line)] > 1) and line not in printed
        )
        for page, printed in zip(pages, map(_printed_around, pages), strict=True)
    )
    return kept, sum(map(len, pages)) - sum(map(len, kept))


def _place(line: PageLine) -> tuple[int, int, str]:
    return round(line.middle / 3), round(line.size), _NUMBERS.sub("#", line.text)


def _repeatable(page: Sequence[PageLine]) -> set[tuple[int, int, str]]:
    """Places of lines that may be furniture; at the very edge even one with an end mark."""
    edges = (
        [*_row(page, min(page, key=_height)), *_row(page, max(page, key=_height))] if page else []
    )
    return {_place(line) for line in _margins(page) if line in edges or _may_repeat(line)}


def _may_repeat(line: PageLine) -> bool:
    """Whether a line has a number or some words, and no sentence ends with it."""
    letters = sum(map(str.isalpha, line.text))
    return (letters >= LETTERS or bool(_NUMBERS.search(line.text))) and not finished(line.text)


def _printed_around(page: Sequence[PageLine]) -> list[PageLine]:
    """What a browser prints around a page: time and title above, address and page number below."""
    if not page:
        return []
    first, last = _row(page, min(page, key=_height)), _row(page, max(page, key=_height))
    below = any(map(_ADDRESS.match, _texts(last))) and any(map(_OF_PAGES.match, _texts(last)))
    if not below:
        return []
    return [*last, *first] if any(map(_PRINTED.match, _texts(first))) else last


def _height(line: PageLine) -> float:
    return line.middle


def _row(page: Sequence[PageLine], of: PageLine) -> list[PageLine]:
    return [line for line in page if of.y0 < line.middle < of.y1]


def _texts(lines: Sequence[PageLine]) -> list[str]:
    return [line.text for line in lines]


def _is_outer(page: Sequence[PageLine]) -> list[bool]:
    heights = sorted(line.middle for line in page)
    top, foot = heights[:MARGIN][-1:], heights[-MARGIN:][:1]
    return [bool(top) and (line.middle <= top[0] or line.middle >= foot[0]) for line in page]


def _margins(page: Sequence[PageLine]) -> list[PageLine]:
    return [line for line, outer in zip(page, _is_outer(page), strict=True) if outer]
