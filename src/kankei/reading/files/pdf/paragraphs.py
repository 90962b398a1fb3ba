"""Paragraphs of a column: lines joined where the page only wrapped them.

What parts paragraphs is what a reader sees: an indent, a short last line, a gap, another size, the
label of a note. Words torn by a hyphen are joined as the rest of the document writes them.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ...layout.bodies import continues_address
from ...layout.labels import label_of
from ...layout.lines import keeps_break, lines_of
from ...words import word_list
from .hangul import Tearing, tearing_of
from .lines import STRETCHED, PageLine

_HYPHENS = "-\xad\u2010"
_TORN = re.compile(rf"([^\W\d_]+)[{_HYPHENS}]\Z")
_HEAD = re.compile(r"[a-zа-яё]+")
_ADDRESS = re.compile(r"<?https?://")
_FIRST_WORD = re.compile(r"[!-\u2e7f가-힣]+")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")

SIZES_DIFFER = 1.12
"""Lines of one paragraph differ in size by less than this factor."""

GAP = 1.4
"""So many usual distances between lines are a gap."""

GAP_OF_HEADINGS = 1.2
"""So many, between the lines of headings."""

INDENT = 0.7
"""An indent is at least so many sizes wide."""

EVEN = 0.3
"""Gaps that differ by less than so many sizes are equal."""

OVERFULL = 12
"""One line in so many may be longer than its column: an address that cannot be broken."""

HEADING = 0.6
"""A line that fills less of the column is a paragraph of its own, even without an end mark."""


@dataclass(frozen=True, slots=True)
class Column:
    """The margins of a column, the usual size, and the distance of lines by their size."""

    left: float
    right: float
    size: float
    leading: Mapping[int, float]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph or a row of a table, with the size of its characters."""

    text: str
    size: float
    is_row: bool = False


@dataclass(frozen=True, slots=True)
class Writing:
    """How a document writes: its words, and how it tears Korean ones at line ends."""

    words: frozenset[str]
    tearing: Tearing


def writing_of(pages: Sequence[Sequence[PageLine]]) -> Writing:
    """Look at all lines of a document, for :func:`paragraphs_of`."""
    words = (word.lower() for page in pages for line in page for word in _WORD.findall(line.text))
    return Writing(frozenset(words), tearing_of(pages))


def paragraphs_of(lines: Sequence[PageLine], writing: Writing) -> Iterator[Paragraph]:
    """The paragraphs of one column.

    Parameters
    ----------
    lines
        Lines of the column from top to bottom.
    writing
        How the document writes, by which torn words are known.
    """
    rows = list(_rows(lines))
    column = _column([row[0] for row in rows if len(row) == 1] or [rows[0][0]])
    held: list[PageLine] = []
    for row in rows:
        if len(row) > 1:
            if held:
                yield _joined(held, writing)
                held = []
            yield Paragraph("\t".join(cell.text for cell in row), row[0].size, True)
            continue
        if held and _begins(held, row[0], column):
            yield _joined(held, writing)
            held = []
        held.append(row[0])
    if held:
        yield _joined(held, writing)


def _rows(lines: Sequence[PageLine]) -> Iterator[list[PageLine]]:
    """Lines that stand on one height, from left to right."""
    row: list[PageLine] = []
    for line in lines:
        if row and not row[0].y0 < line.middle < row[0].y1:
            yield _untorn(row)
            row = []
        row.append(line)
    if row:
        yield _untorn(row)


def _untorn(row: list[PageLine]) -> list[PageLine]:
    """The cells of a row; what stands close together, or all equally far apart, is one line."""
    row = sorted(row, key=lambda line: line.x0)
    cells, stretched = row[:1], _is_stretched(row)
    for line in row[1:]:
        if stretched or line.x0 - cells[-1].x1 < cells[-1].size:
            text = f"{cells[-1].text} {line.text}"
            cells[-1] = replace(cells[-1], text=text, x1=max(cells[-1].x1, line.x1))
        else:
            cells.append(line)
    return cells


def _is_stretched(row: Sequence[PageLine]) -> bool:
    """Whether the words of a line are equally far apart, because it was set to a width."""
    gaps = [after.x0 - before.x1 for before, after in pairwise(row)]
    if len(gaps) < 2:
        return False
    size = row[0].size
    return max(gaps) - min(gaps) < EVEN * size and max(gaps) < STRETCHED * size


def _column(lines: Sequence[PageLine]) -> Column:
    steps: dict[int, list[float]] = defaultdict(list)
    for a, b in pairwise(lines):
        if round(a.size) == round(b.size) and b.y0 > a.y0:
            steps[round(a.size)].append(b.y0 - a.y0)
    leading = {size: sorted(found)[len(found) // 3] for size, found in steps.items()}
    sizes = Counter({line.size: 0 for line in lines})
    for line in lines:
        sizes[line.size] += len(line.text)
    size = sizes.most_common(1)[0][0]
    right = sorted(line.x1 for line in lines)[-1 - len(lines) // OVERFULL]
    return Column(min(line.x0 for line in lines), right, size, leading)


def _begins(held: Sequence[PageLine], line: PageLine, column: Column) -> bool:
    """Whether a line begins a new paragraph."""
    before = held[-1]
    sizes = sorted((before.size, line.size))
    if sizes[1] > SIZES_DIFFER * sizes[0] or line.y0 - before.y0 > _gap(line, column):
        return True
    ended, note, label = finished(before.text), label_of(held[0].text), label_of(line.text)
    if note and label and note.style == label.style:
        return True
    if _TORN.search(before.text) and _HEAD.match(line.text):
        return False
    filled = (before.x1 - column.left) / max(column.right - column.left, 1)
    if (ended or filled < HEADING) and _fits(before, line, column):
        return not (note and _goes_on(before.text, line.text))
    return ended and _indented(held, line)


def _gap(line: PageLine, column: Column) -> float:
    """The least distance from the line before that parts paragraphs."""
    usual = column.leading.get(round(column.size), column.size) / column.size * line.size
    if line.size > SIZES_DIFFER * column.size:
        return GAP_OF_HEADINGS * usual
    return GAP * max(column.leading.get(round(line.size), usual), line.size)


def _fits(before: PageLine, line: PageLine, column: Column) -> bool:
    """Whether the first word of a line had room in the line before, so that a break was meant."""
    word = _FIRST_WORD.match(line.text)
    letters = len(word.group()) if word else 1
    width = letters * (line.x1 - line.x0) / max(len(line.text), 1)
    return column.right - before.x1 > max(width, line.size) + 0.5 * line.size


def _goes_on(before: str, after: str) -> bool:
    """Whether a short line of a note goes on with its address in the next one."""
    return bool(_ADDRESS.match(after)) or continues_address(before.replace("\xad", "-"), after)


def _indented(held: Sequence[PageLine], line: PageLine) -> bool:
    """Whether a line stands further in than the one before, or out where the ones before hang."""
    step = INDENT * line.size
    hangs = len(held) > 1 and held[-1].x0 - held[0].x0 > step
    return line.x0 - held[-1].x0 > step or (hangs and held[-1].x0 - line.x0 > step)


def finished(text: str) -> bool:
    """Whether a sentence ends with a text."""
    lines = lines_of(text[-60:])
    return bool(lines) and lines[-1].finished


def _joined(lines: Sequence[PageLine], writing: Writing) -> Paragraph:
    text = lines[0].text
    for before, line in pairwise(lines):
        if writing.tearing.tears(before, line):
            text += line.text
        else:
            text = joined(text, line.text, writing.words)
    return Paragraph(text, lines[0].size)


def goes_on(before: Paragraph, after: Paragraph) -> bool:
    """Whether a paragraph at the foot of a column goes on at the top of the next."""
    sizes = sorted((before.size, after.size))
    is_text = not (before.is_row or after.is_row)
    return is_text and sizes[1] < SIZES_DIFFER * sizes[0] and not finished(before.text)


def joined(before: str, after: str, words: frozenset[str]) -> str:
    """Join two lines of one paragraph.

    Examples
    --------
    >>> joined("the co-", "operation of", frozenset()), joined("long-", "term", frozenset())
    ('the cooperation of', 'long-term')
    >>> joined("two states", "agreed", frozenset()), joined("両国は協", "定に", frozenset())
    ('two states agreed', '両国は協定に')
    """
    tail = before[-2000:].replace("\xad", "-")
    if continues_address(tail, after):
        return before.replace("\xad", "-") + after
    torn, head = _TORN.search(tail), _HEAD.match(after)
    if torn and head:
        keeps = _keeps_hyphen(torn.group(1), head.group(), words)
        return f"{before[:-1]}{'-' if keeps else ''}{after}"
    if before.endswith("\xad"):
        return f"{before[:-1]}-{after}"
    return f"{before}{' ' if keeps_break(tail, after) else ''}{after}"


def _keeps_hyphen(left: str, right: str, words: frozenset[str]) -> bool:
    """Whether a hyphen at a line end belongs to the word: as the document writes it elsewhere."""
    if f"{left}-{right}".lower() in words:
        return True
    if f"{left}{right}".lower() in words:
        return False
    return left.lower() in word_list(None, "documents")["hyphenated"]["first"]
