"""Layout: from physical lines to the blocks of a document, in reading order.

Page numbers and running heads are left out, note bodies are taken out of the text, and paragraphs
torn by a page break, a note or a line width are joined as views of the raw text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ...terms.source import Span
from ..quotations import unpaired
from ..text import View
from .blocks import Role, joins, roles
from .bodies import continues_address, find_bodies, unclosed
from .datelines import is_dateline
from .furniture import furniture, lone_furniture
from .hyphens import belongs_to_line, vocabulary
from .labels import CLEAR, COMPATIBLE, Mark, fallen_mark, marks_in
from .lines import Line, keeps_break, lines_of
from .page import Page

__all__ = [
    "CLEAR",
    "COMPATIBLE",
    "Block",
    "Layout",
    "Mark",
    "NoteBody",
    "Role",
    "fallen_mark",
    "is_dateline",
    "lay_out",
    "marks_in",
]


BRACKETS = 20
"""So many open brackets are remembered from line to line."""

ADDRESS = 2000
"""No address is longer than this."""


@dataclass(frozen=True)
class Block:
    """A title, heading, paragraph or row, as a view; sections are counted by headings."""

    role: Role
    view: View
    section: int


@dataclass(frozen=True)
class NoteBody:
    """The text of a note with its label at positions ``[0, label.end)`` of the view."""

    label: Mark
    view: View


@dataclass(frozen=True)
class Layout:
    """The blocks of the text in reading order, and the bodies of its notes."""

    blocks: tuple[Block, ...]
    bodies: tuple[NoteBody, ...]


def lay_out(raw: str) -> Layout:
    r"""Tell the parts of a document.

    Examples
    --------
    >>> raw = "一　背景\n\n両国はロ¹\n\n¹ 注の本文。\n\nシアで会談した。"
    >>> layout = lay_out(raw)
    >>> [(block.role, block.view.text) for block in layout.blocks]
    [('heading', '一　背景'), ('paragraph', '両国はロ¹シアで会談した。')]
    >>> [body.view.text for body in layout.bodies]
    ['¹ 注の本文。']
    """
    lines = lines_of(raw)
    off = furniture(lines)
    bodies = find_bodies(lines, off)
    notes = {index for body in bodies for index in body.lines}
    text = [index for index in range(len(lines)) if index not in off and index not in notes]
    off |= lone_furniture(lines, off, text)
    text = [index for index in text if index not in off]
    page = Page(tuple(lines[index] for index in text), _torn(lines, text))
    words = vocabulary(raw)
    views = tuple(
        NoteBody(body.label, _joined(raw, [lines[index] for index in body.lines], words))
        for body in bodies
    )
    return Layout(tuple(_blocks(raw, page, words)), views)


def _torn(lines: Sequence[Line], text: Sequence[int]) -> frozenset[int]:
    apart = (
        position
        for position, (before, index) in enumerate(pairwise(text), 1)
        if index > before + 1 or lines[index].new_page
    )
    return frozenset(apart)


def _blocks(raw: str, page: Page, words: frozenset[str]) -> Iterator[Block]:
    section = 0
    for role, lines in _groups(page):
        section += role == "heading"
        yield Block(role, _joined(raw, lines, words), section)


def _groups(page: Page) -> Iterator[tuple[Role, list[Line]]]:
    held: list[Line] = []
    last: Role | None = None
    open_brackets: list[int] = []
    for position, (role, line) in enumerate(zip(roles(page), page.lines, strict=True)):
        same = role == last and role in ("paragraph", "reference", "title")
        closing, opening = unpaired(line.text) if role == "paragraph" else ([], [])
        closes = bool(closing and open_brackets and closing[0] == open_brackets[-1])
        if held and last and not (same and (role == "title" or closes or joins(page, position))):
            yield last, held
            held, open_brackets = [], []
        held.append(line)
        left = max(len(open_brackets) - len(closing), 0)
        open_brackets = [*open_brackets[:left], *opening][-BRACKETS:]
        last = role
    if held and last:
        yield last, held


def _joined(raw: str, lines: Sequence[Line], words: frozenset[str]) -> View:
    """Join lines; between words of alphabets one white-space character of the break is kept."""
    pieces: list[Span] = []
    before = ""
    for line in lines:
        if before:
            piece = pieces[-1]
            in_address = continues_address(before, line.text)
            kept = -before.endswith(">") if in_address else keeps_break(before, line.text)
            torn = before.endswith("-") and belongs_to_line(before, line.text, words)
            kept = -1 if torn and not in_address else kept
            pieces[-1] = Span(piece.start, piece.end + kept)
            before = unclosed(before) if in_address else ""
        pieces.append(Span(line.start, line.end))
        before = (before + line.text)[-ADDRESS:]
    return View(raw, tuple(pieces))
