"""What is printed on every page at one place: running heads and page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from .lines import PageLine
from .paragraphs import finished

_NUMBERS = re.compile(r"[0-9０-９]+|\b[ivxlc]+\b")

LETTERS = 3
"""A running head has so many letters, or a number."""

MARGIN = 3
"""Lines at the top and at the foot that may be a head or a page number."""


def without_furniture(
    pages: Sequence[Sequence[PageLine]],
) -> tuple[tuple[tuple[PageLine, ...], ...], int]:
    """The lines of each page without those that other pages repeat at the same height.

    Numbers do not count for the comparison. Gives also how many lines were left out.
    """
    places = Counter(
        place for page in pages for place in {_place(a) for a in _margins(page) if _may_repeat(a)}
    )
    kept = tuple(
        tuple(
            line
            for line, outer in zip(page, _is_outer(page), strict=True)
            if not (outer and places[_place(line)] > 1)
        )
        for page in pages
    )
    return kept, sum(map(len, pages)) - sum(map(len, kept))


def _place(line: PageLine) -> tuple[int, int, str]:
    return round(line.middle / 3), round(line.size), _NUMBERS.sub("#", line.text)


def _may_repeat(line: PageLine) -> bool:
    """Whether a line has a number or some words, and no sentence ends with it."""
    letters = sum(map(str.isalpha, line.text))
    return (letters >= LETTERS or bool(_NUMBERS.search(line.text))) and not finished(line.text)


def _is_outer(page: Sequence[PageLine]) -> list[bool]:
    heights = sorted(line.middle for line in page)
    top, foot = heights[:MARGIN][-1:], heights[-MARGIN:][:1]
    return [bool(top) and (line.middle <= top[0] or line.middle >= foot[0]) for line in page]


def _margins(page: Sequence[PageLine]) -> list[PageLine]:
    return [line for line, outer in zip(page, _is_outer(page), strict=True) if outer]
