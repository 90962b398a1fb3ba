"""The reading order of lines: columns from left to right, what crosses them in its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median

from .lines import CROWDED, PageLine

GUTTER = 0.9
"""A gutter between columns is at least so many sizes wide."""

ROWS = 3
"""So many lines beside each other, at least, make columns."""

FULL = 0.55
"""Lines of a column fill so much of its width; cells of a table do not."""

WIDTH = 8
"""A column is at least so many sizes wide."""

DEPTH = 4
"""Columns inside columns are looked for so often."""


def columns_of(
    lines: Sequence[PageLine], usual: float | None = None, depth: int = DEPTH
) -> Iterator[list[PageLine]]:
    """Lines of each column, in reading order; a line that crosses columns begins a new one.

    Parameters
    ----------
    lines
        Lines of a page, in any order.
    usual
        Where other pages have their gutter; used where a page has too few lines to tell.
    depth
        How often columns inside columns are looked for.
    """
    ordered = sorted(lines, key=lambda line: (line.middle, line.x0))
    gutter = _gutter(ordered) if depth and len(ordered) <= CROWDED else None
    if gutter is None and usual is not None and _parts(ordered, usual):
        gutter = usual
    if gutter is None:
        if ordered:
            yield ordered
        return
    for crosses, band in _bands(ordered, gutter):
        if crosses:
            yield band
        else:
            for side in (True, False):
                beside = [line for line in band if (line.x1 <= gutter) == side]
                yield from columns_of(beside, None, depth - 1)


def usual_gutter(pages: Sequence[Sequence[PageLine]]) -> float | None:
    """The gutter that most pages with columns have."""
    found = [
        _gutter(sorted(page, key=lambda a: a.middle)) for page in pages if len(page) <= CROWDED
    ]
    gutters = [gutter for gutter in found if gutter is not None]
    return sorted(gutters)[len(gutters) // 2] if gutters else None


def _parts(lines: Sequence[PageLine], x: float) -> bool:
    """Whether lines stand on both sides of a place and few across it."""
    across = sum(line.x0 < x < line.x1 for line in lines)
    sides = {line.x1 <= x for line in lines if not line.x0 < x < line.x1}
    return len(sides) == 2 and 2 * across <= len(lines)


def _bands(lines: Sequence[PageLine], gutter: float) -> Iterator[tuple[bool, list[PageLine]]]:
    """Runs of lines that cross a gutter and of lines that do not."""
    band: list[PageLine] = []
    crossing = False
    for line in lines:
        crosses = line.x0 < gutter < line.x1
        if band and crosses != crossing:
            yield crossing, band
            band = []
        band.append(line)
        crossing = crosses
    if band:
        yield crossing, band


def _gutter(lines: Sequence[PageLine]) -> float | None:
    """The middle of the best gap between two columns of prose."""
    if len(lines) < 2 * ROWS:
        return None
    size = median(line.size for line in lines)
    left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
    edges = sorted({round(line.x0 - GUTTER * size / 2, 1) for line in lines})
    inner = [x for x in edges if left + WIDTH * size < x < right - WIDTH * size]
    best = max(inner, key=lambda x: _beside(lines, x), default=None)
    if best is None or _beside(lines, best) < ROWS:
        return None
    crossing = sum(line.x0 < best < line.x1 for line in lines)
    return best if crossing <= len(lines) / 2 and _is_prose(lines, best, size) else None


def _beside(lines: Sequence[PageLine], x: float) -> int:
    """How many lines left of a place have one right of it on their height, less those across."""
    left = [line for line in lines if line.x1 <= x]
    right = [line for line in lines if line.x0 >= x]
    if not left or not right:
        return 0
    top = max(min(a.y0 for a in left), min(a.y0 for a in right))
    end = min(max(a.y1 for a in left), max(a.y1 for a in right))
    inside = [sum(top <= line.middle <= end for line in side) for side in (left, right)]
    across = sum(line.x0 < x < line.x1 and top <= line.middle <= end for line in lines)
    return min(inside) - 2 * across


def _is_prose(lines: Sequence[PageLine], x: float, size: float) -> bool:
    """Whether both sides are filled by their lines, as prose is and a table is not."""
    for side in ([a for a in lines if a.x1 <= x], [a for a in lines if a.x0 >= x]):
        width = max(line.x1 for line in side) - min(line.x0 for line in side)
        if width < WIDTH * size:
            return False
        if median(line.x1 - line.x0 for line in side) < FULL * width:
            return False
    return True
