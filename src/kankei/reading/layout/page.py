"""What the lines of running text tell together: width, indents, head, cells, chronology."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from ..words import words_of_all
from .datelines import dated, is_dateline
from .lines import Line, widest_but_few

_CELLS = re.compile(r"\t+| {2,}|　+|\s*[|｜]\s*")

ROW_WIDTH = 400
"""A row of a table is told by so many characters."""

CHRONOLOGY = 3
"""So many lines that begin with a date make a chronology."""


@dataclass(frozen=True)
class Page:
    """The lines of running text, with what they tell about the habits of the whole text.

    ``torn`` holds the positions before which a page break, furniture or a note stands.
    """

    lines: tuple[Line, ...]
    torn: frozenset[int]

    @cached_property
    def indented(self) -> bool:
        """Whether paragraphs begin with an indent."""
        indented = sum(line.indent > 0 for line in self.lines)
        return indented >= 2 and indented * 8 >= len(self.lines) and indented < len(self.lines)

    @cached_property
    def wrapped(self) -> bool:
        """Whether lines are cut at a width, so that a line is no paragraph.

        The lines of a head (title, author, date) touch each other and have no end mark either:
        they tell nothing about the width of the text, and headings much shorter than the
        paragraphs that they touch do not either.
        """
        body = self.lines[self.head :]
        touching = [(a, b) for a, b in pairwise(body) if not b.gap and not b.indent]
        cut = [line for line, _ in touching if not line.finished]
        whole = [after for line, after in touching if after.finished and not line.finished]
        wide = not whole or 2 * widest_but_few(cut) >= widest_but_few(whole)
        return len(cut) >= 3 and len(cut) * 2 >= len(touching) and wide

    @cached_property
    def head(self) -> int:
        """How many lines stand before the first group of touching lines that ends a sentence."""
        start = 0
        for place, line in enumerate(self.lines):
            start = place if line.gap else start
            if ends_sentence(line):
                return start
        return 0

    @cached_property
    def dateline(self) -> int:
        """The last line of the head that says when the text was published; -1 without one."""
        told = (place for place in range(self.head) if is_dateline(self.lines[place].text))
        return max(told, default=-1)

    def signed_before(self, position: int) -> bool:
        """Whether a date line follows in the head, so that no paragraph begins here."""
        return position < self.dateline

    @cached_property
    def full_width(self) -> int:
        """The width of a full line of a wrapped text, in letters."""
        return widest_but_few([line for line in self.lines if not line.finished])

    @cached_property
    def cells(self) -> list[int]:
        """How many cells each line has, if it were a row of a table."""
        return [len(cells_of(line)) for line in self.lines]

    @cached_property
    def chronology(self) -> bool:
        """Whether the text is a list of dated lines."""
        fresh = [b for a, b in pairwise(self.lines) if a.finished or b.gap or not self.wrapped]
        entries = sum(bool(dated().match(line.text)) for line in fresh)
        return entries >= CHRONOLOGY and entries * CHRONOLOGY >= len(fresh)


def cells_of(line: Line) -> list[str]:
    """The cells of a line, if it were a row of a table."""
    return [cell for cell in _CELLS.split(line.text[:ROW_WIDTH]) if cell]


def ends_sentence(line: Line) -> bool:
    """Whether a sentence ends with a line; ``г.`` and ``Inc.`` end many that are none."""
    return line.finished and not line.text.endswith(words_of_all("layout", "abbreviated_ends"))
