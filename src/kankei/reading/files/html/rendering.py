"""The chosen elements of a page as text: a block is a paragraph, a note has its label.

Addresses of links are written out only in notes, where they are the source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...words import word_list
from .notes import PRINTED, RAISED, NoteLinks
from .selection import Selection
from .tree import Element, text_of

_SPACE = re.compile(r"[ \t\n\r\f\xad]+")
_WIDE = r"[\u2e80-\u303f\u3040-\u30ff\u3400-\u9fff\uff00-\uffef]"
_SOURCE_BREAK = re.compile(rf"(?<={_WIDE})[ \t]*[\n\r]\s*(?={_WIDE})")
_AROUND_BREAK = re.compile(r" *\n *")
_BLOCKS = frozenset(word_list(None, "html")["blocks"])
_ROWS = frozenset(("tr",))
_INSIDE_ROW = frozenset(("td", "th"))

BULLET = "• "

LOOKED = 200
"""So many pieces of a row are looked at."""

LINES = 4
"""A row with so many more breaks and blocks than cells is no row of a table."""


def render(selection: Selection, links: NoteLinks) -> str:
    """Write the document of a page as text."""
    writer = _Writer(selection, links)
    waiting: list[tuple[Element | str, bool]] = [(selection.top, True)]
    while waiting:
        piece, opens = waiting.pop()
        if isinstance(piece, str):
            writer.text(piece)
        elif not opens:
            writer.end(piece)
        elif selection.holds(piece):
            inside = list(writer.start(piece))
            waiting.append((piece, False))
            waiting.extend((child, True) for child in reversed(inside))
    return writer.whole()


class _Writer:
    """The blocks so far, the block being written, and where in lists and notes it stands."""

    def __init__(self, selection: Selection, links: NoteLinks) -> None:
        self.selection, self.links = selection, links
        self.blocks: list[tuple[str, bool]] = []
        self.block: list[str] = []
        self.is_row = False
        self.in_row = self.raised = self.preformatted = 0
        self.in_note: int = -1
        self.label = ""
        self.numbers: list[int | None] = []
        self.rows: list[bool] = []

    def start(self, element: Element) -> Iterator[Element | str]:
        """Open an element; gives the children to be written."""
        if element.index in self.links.marks:
            self.block.append(self.links.marks[element.index])
            return
        if element.index not in self.links.back:
            self._open(element)
        if element.index in self.links.labels:
            self.label = self.links.labels[element.index]
            self.in_note = max(self.in_note, _block_of(element).last)
        if element.index in self.links.back:
            return
        outside = element.index < self.selection.first and not self._in_notes(element)
        for child in element.children:
            if isinstance(child, Element) or not outside:
                yield child

    def _in_notes(self, element: Element) -> bool:
        return any(element.inside(note) for note in self.selection.notes)

    def _open(self, element: Element) -> None:
        tag = element.tag
        if tag in _BLOCKS and not self.in_row:
            self._flush()
        if tag in _ROWS:
            self._flush()
            self.rows.append(not _is_arrangement(element))
            self.in_row += self.rows[-1]
        elif tag in _INSIDE_ROW and not self.in_row:
            self._flush()
        elif tag in _INSIDE_ROW and "".join(self.block).strip(" "):
            self.block.append("\t")
        elif tag == "br":
            self.block.append(" " if self.in_row else "\n")
        elif tag == "q":
            self.block.append("“")
        self.raised += tag == "sup"
        self.preformatted += tag == "pre"
        if tag in ("ul", "menu"):
            self.numbers.append(None)
        elif tag == "ol":
            start = element.attributes.get("start", "1")
            self.numbers.append(int(start) if re.fullmatch(r"\d{1,4}", start) else 1)
        elif tag == "li":
            self._item(element)

    def _item(self, element: Element) -> None:
        number = self.numbers[-1] if self.numbers else None
        if number is not None:
            self.numbers[-1] = number + 1
        if element.index not in self.links.bodies:
            self.block.append(BULLET if number is None else f"{number}. ")

    def end(self, element: Element) -> None:
        """Close an element."""
        tag = element.tag
        self.raised -= tag == "sup"
        if tag == "pre":
            self._flush()
            self.preformatted -= 1
        elif tag == "q":
            self.block.append("”")
        elif tag == "a" and element.index <= self.in_note:
            self._address(element)
        if tag in ("ul", "ol", "menu") and self.numbers:
            self.numbers.pop()
        if tag in _ROWS:
            self.is_row = self.rows.pop()
            self.in_row -= self.is_row
            self._flush()
        elif tag in _BLOCKS and not self.in_row:
            self._flush()
        elif tag in _BLOCKS:
            self.block.append(" ")

    def _address(self, element: Element) -> None:
        """Write the address of a link in a note, unless it is the text of the link."""
        address = element.attributes.get("href", "").strip()
        if not re.match(r"https?://[!-~]+\Z", address):
            return
        shown = text_of(element)
        if "://" in shown and (shown in address or address in shown):
            if shown != address and address not in shown:
                self._replace_end(shown, address)
            return
        self.block.append(f" <{address}>")

    def _replace_end(self, shown: str, address: str) -> None:
        text = "".join(self.block)
        if text.rstrip().endswith(shown):
            self.block = [text.rstrip()[: -len(shown)], address]

    def text(self, text: str) -> None:
        """Add text to the block being written."""
        if self.raised and text.strip().isdecimal() and text.strip().isascii():
            text = text.strip().translate(RAISED)
        if self.label:
            text = self._labelled(text)
        if self.preformatted:
            self.block.append(text.replace("\r\n", "\n"))
        else:
            self.block.append(_SPACE.sub(" ", _SOURCE_BREAK.sub("", text)))

    def _labelled(self, text: str) -> str:
        """Put the label before the first words of a note; a number printed there is the label."""
        if not text.strip():
            return ""
        label, self.label = self.label, ""
        printed = PRINTED.match(text)
        rest = text[printed.end() :] if printed else text.lstrip(" \t\r\n^↑")
        if not rest.strip():
            self.label = label
            return ""
        return f"{label} {rest}"

    def _flush(self) -> None:
        text = "".join(self.block)
        if self.preformatted:
            text = text.strip("\n")
        else:
            text = _AROUND_BREAK.sub("\n", re.sub(" {2,}", " ", text)).strip(" \n")
        if text.strip():
            self.blocks.append((text, self.is_row))
        self.block, self.is_row = [], False

    def whole(self) -> str:
        """All blocks, parted by empty lines; rows of a table only by a line end."""
        self._flush()
        parts: list[str] = []
        before = False
        for text, is_row in self.blocks:
            if parts:
                parts.append("\n" if is_row and before else "\n\n")
            parts.append(text)
            before = is_row
        return "".join(parts)


def _is_arrangement(row: Element) -> bool:
    """Whether a row only arranges a page: it holds another table, or several lines of text."""
    waiting, looked, lines = list(row.children), 0, 0
    while waiting and looked < LOOKED:
        child = waiting.pop()
        looked += 1
        if isinstance(child, str):
            continue
        if child.tag == "table":
            return True
        lines += child.tag == "br" or child.tag in _BLOCKS
        lines -= child.tag in _INSIDE_ROW
        waiting.extend(child.children[: LOOKED - looked])
    return lines >= LINES


def _block_of(element: Element) -> Element:
    """The block that holds the body of a note whose anchor is an element of a line."""
    if element.tag in _BLOCKS or element.tag in _INSIDE_ROW:
        return element
    around = next((one for one in element.above() if one.tag in _BLOCKS), element)
    return around
