"""Lines of a page: characters on one height, raised marks among them, blanks by distance."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from .characters import Glyph

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_EAST = re.compile(r"[\u2e80-\u303f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]")
_WIDE = re.compile(r"[ぁ-ゖァ-ヺ가-힣\u3400-\u9fff]")
_KANA = re.compile(r"[ぁ-ゖァ-ヺー\s]+\Z")

SMALL = 0.8
"""A raised mark is smaller than this, by the size of its line."""

RUBY = 0.62
"""Kana this small just above a line are ruby."""

APART = 1.8
"""Characters further apart than so many sizes belong to different lines or cells."""

CROWDED = 600
"""A page with more lines is no page of prose; neither ruby nor columns are looked for."""

STRETCHED = 5.0
"""A blank in a line set to a width may be stretched to so many sizes."""

BLANK = 0.15
"""A gap of so many sizes between letters of an alphabet is a blank."""


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line with its box, in points from the upper left, and the usual size of its characters.

    ``blank`` says that a blank is written at its end.
    """

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    size: float
    blank: bool = False

    @property
    def middle(self) -> float:
        """The height of the middle."""
        return (self.y0 + self.y1) / 2


def lines_of(glyphs: Sequence[Glyph]) -> tuple[tuple[PageLine, ...], int]:
    """Lines in the order of the page's own program, and how many lines of ruby were left out."""
    runs = _with_marks(list(_runs(glyphs)))
    lines = [_line(run) for run in runs if any(not glyph.text.isspace() for glyph in run)]
    if len(lines) > CROWDED:
        return tuple(lines), 0
    kept = [line for line in lines if not _is_ruby(line, lines)]
    return tuple(kept), len(lines) - len(kept)


def _runs(glyphs: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    """Characters that follow each other on one height."""
    run: list[Glyph] = []
    for glyph in glyphs:
        if glyph.text in "\r\n":
            continue
        if run and not _follows(run, glyph):
            yield run
            run = []
        run.append(glyph)
    if run:
        yield run


def _follows(run: list[Glyph], glyph: Glyph) -> bool:
    before = run[-1]
    size = max(before.size, glyph.size, 1.0)
    overlap = min(before.y1, glyph.y1) - max(before.y0, glyph.y0)
    step = glyph.x0 - before.x1
    apart = STRETCHED if before.text.isspace() or glyph.text.isspace() else APART
    return overlap > 0.3 * min(before.size, glyph.size) and -1.5 * size < step < apart * size


def _with_marks(runs: list[list[Glyph]]) -> list[list[Glyph]]:
    """Join runs that stand on one height and touch, as raised marks and changes of font do."""
    joined: list[list[Glyph]] = []
    for run in runs:
        if joined and _touches(joined[-1], run):
            joined[-1] = [*joined[-1], *run]
        else:
            joined.append(run)
    return joined


def _touches(run: list[Glyph], other: list[Glyph]) -> bool:
    before, first = run[-1], other[0]
    size = max(before.size, first.size)
    overlap = min(before.y1, first.y1) - max(before.y0, first.y0)
    return overlap > 0 and -0.5 * size < first.x0 - before.x1 < 0.6 * size


def _line(run: list[Glyph]) -> PageLine:
    size = _size(run)
    full = [glyph for glyph in run if glyph.size >= SMALL * size] or run
    middle = median((glyph.y0 + glyph.y1) / 2 for glyph in full)
    return PageLine(
        "".join(_written(run, size, middle)).strip(),
        min(glyph.x0 for glyph in run),
        min(glyph.y0 for glyph in full),
        max(glyph.x1 for glyph in run if not glyph.text.isspace()),
        max(glyph.y1 for glyph in full),
        size,
        run[-1].text.isspace(),
    )


def _size(run: list[Glyph]) -> float:
    """The usual size, by the wide characters: letters and digits among them have another font."""
    wide = [glyph.size for glyph in run if _WIDE.match(glyph.text)]
    sizes = sorted(wide or [glyph.size for glyph in run if not glyph.text.isspace()])
    return sizes[len(sizes) * 9 // 10]  # boxes of some fonts are as small as their glyphs


def _written(run: list[Glyph], size: float, middle: float) -> Iterator[str]:
    before: Glyph | None = None
    stretch = _stretch(run)
    for glyph in run:
        if glyph.text.isspace():
            yield "\u3000" if glyph.text == "\u3000" else " "
            before = None
            continue
        if before is not None and _parted(before, glyph, size, stretch):
            yield " "
        is_raised = glyph.size < SMALL * size and (glyph.y0 + glyph.y1) / 2 < middle
        yield glyph.text.translate(_RAISED) if is_raised else glyph.text
        before = glyph


def _stretch(run: list[Glyph]) -> float:
    """The usual gap between the characters of a line, which is set wider to fill its column."""
    gaps = [b.x0 - a.x1 for a, b in pairwise(run) if not (a.text + b.text).isspace()]
    return max(median(gaps), 0.0) if gaps else 0.0


def _parted(before: Glyph, glyph: Glyph, size: float, stretch: float) -> bool:
    gap = glyph.x0 - before.x1 - stretch
    if _EAST.match(before.text) or _EAST.match(glyph.text):
        return gap > size
    return gap > BLANK * size


def _is_ruby(line: PageLine, lines: Sequence[PageLine]) -> bool:
    if len(line.text) > 20 or not _KANA.match(line.text):
        return False
    return any(
        line.size < RUBY * other.size
        and -0.5 * line.size < other.y0 - line.y1 < 0.8 * line.size
        and line.x0 < other.x1
        and other.x0 < line.x1
        for other in lines
    )
