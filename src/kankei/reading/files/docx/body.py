"""The text of one part of a Word file: paragraphs, rows, note marks; deletions left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from .package import Package

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")

_LEFT_OUT = frozenset(
    (*(f"{_W}{tag}" for tag in ("del", "moveFrom", "rt", "instrText", "delText")), _FALLBACK)
)
_DELETED = frozenset((f"{_W}del", f"{_W}moveFrom"))
_SIGNS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}

OFF = ("0", "false", "off", "none")
"""Values by which a property is switched off."""


@dataclass
class Part:
    """The text of a part.

    Parameters
    ----------
    blocks
        Paragraphs and rows; the flag tells rows.
    notes
        Bodies by the id of their note.
    pages
        Where pages began when Word last laid the text out: number of the block and character in it.
    counts
        How many pieces were deleted, inserted, or hidden.
    """

    blocks: list[tuple[str, bool]] = field(default_factory=list)
    notes: dict[str, str] = field(default_factory=dict)
    pages: list[tuple[int, int]] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)


class Marks:
    """Numbers of note marks in the order in which they stand in the text."""

    def __init__(self) -> None:
        self.order: list[tuple[str, str]] = []

    def mark(self, kind: str, note: str) -> str:
        """Write the mark of one note."""
        self.order.append((kind, note))
        return raised(len(self.order))


def raised(number: int | str) -> str:
    """A number as a raised mark.

    Examples
    --------
    >>> raised(12)
    '¹²'
    """
    return str(number).translate(_RAISED)


def part_of(package: Package, name: str, links: Mapping[str, str], marks: Marks | None) -> Part:
    """Read one part.

    Parameters
    ----------
    package
        The file.
    name
        The part, such as ``word/document.xml``.
    links
        Addresses of links by their id; written out where ``marks`` is missing, in notes.
    marks
        Takes the note marks of the text; missing in parts that hold the notes themselves.
    """
    reader = _Reader(links, marks)
    for event, element in package.events(name):
        if event == "start":
            reader.start(element)
        else:
            reader.end(element)
            element.clear()
    reader.flush()
    return reader.part


class _Reader:
    """The paragraph being read, and inside what it stands."""

    def __init__(self, links: Mapping[str, str], marks: Marks | None) -> None:
        self.part, self.links, self.marks = Part(), links, marks
        self.text: list[str] = []
        self.row: list[str] = []
        self.rows = self.skipped = 0
        self.raised = self.hidden = False
        self.note = ""
        self.linked: list[tuple[str, int]] = []

    def start(self, element: Element) -> None:
        tag = element.tag
        if tag in _LEFT_OUT:
            self.skipped += 1
            self.part.counts["deleted_text"] += tag in _DELETED
        elif tag == f"{_W}p" and not self.rows:
            self.flush()
        elif tag == f"{_W}tr":
            if not self.rows:
                self.flush()
            self.rows += 1
        elif tag == f"{_W}hyperlink":
            self.linked.append((element.get(f"{_R}id", ""), len(self.text)))
        elif tag in (f"{_W}footnote", f"{_W}endnote"):
            self.flush()
            self.note = element.get(f"{_W}id", "")
        elif tag == f"{_W}r":
            self.raised = self.hidden = False
        elif tag == f"{_W}lastRenderedPageBreak" and not self.skipped:
            self.part.pages.append((len(self.part.blocks), len("".join(self.text))))
        self.part.counts["inserted_text"] += tag == f"{_W}ins"

    def end(self, element: Element) -> None:
        tag = element.tag
        if tag in _LEFT_OUT:
            self.skipped -= 1
        elif self.skipped:
            return
        elif tag in _ENDS:
            _ENDS[tag](self, element)
        elif tag in _SIGNS:
            self._sign(element)

    def _property(self, element: Element) -> None:
        value = element.get(f"{_W}val", "")
        if element.tag == f"{_W}vertAlign":
            self.raised = value == "superscript"
        elif value not in OFF:
            self.hidden = True

    def _sign(self, element: Element) -> None:
        sign = _SIGNS[element.tag]
        is_page = element.get(f"{_W}type") in ("page", "column")
        self.text.append(" " if self.rows or (sign == "\n" and is_page) else sign)

    def _words(self, element: Element) -> None:
        words = element.text or ""
        if self.hidden:
            self.part.counts["hidden_text"] += bool(words.strip())
            return
        if self.raised and words.strip().isascii() and words.strip().isdecimal():
            words = raised(words.strip())
        self.text.append(words)

    def _reference(self, element: Element) -> None:
        kind = element.tag.removeprefix(_W).removesuffix("Reference")
        if self.marks is not None:
            self.text.append(self.marks.mark(kind, element.get(f"{_W}id", "")))

    def _link(self, element: Element) -> None:
        key, begin = self.linked.pop() if self.linked else ("", 0)
        address = self.links.get(key, "")
        if self.marks is None and address and address not in "".join(self.text[begin:]):
            self.text.append(f" <{address}>")

    def _cell(self, element: Element) -> None:
        del element
        self.row.append(" ".join("".join(self.text).split()))
        self.text = []

    def _row(self, element: Element) -> None:
        del element
        self.rows -= 1
        if not self.rows:
            self.part.blocks.append(("\t".join(self.row), True))
            self.row = []

    def _paragraph(self, element: Element) -> None:
        del element
        if self.rows:
            self.text.append(" ")
        else:
            self.flush()

    def _note(self, element: Element) -> None:
        if element.get(f"{_W}type", "normal") == "normal" and self.note:
            body = "\n".join(text for text, _ in self.part.blocks)
            self.part.notes[self.note] = body
        self.part.blocks, self.note = [], ""

    def flush(self) -> None:
        """End the paragraph being read."""
        text = "".join(self.text).strip(" \n")
        if text:
            self.part.blocks.append((text, False))
        self.text = []


_ENDS = {
    f"{_W}t": _Reader._words,
    f"{_W}vertAlign": _Reader._property,
    f"{_W}vanish": _Reader._property,
    f"{_W}footnoteReference": _Reader._reference,
    f"{_W}endnoteReference": _Reader._reference,
    f"{_W}hyperlink": _Reader._link,
    f"{_W}tc": _Reader._cell,
    f"{_W}tr": _Reader._row,
    f"{_W}p": _Reader._paragraph,
    f"{_W}footnote": _Reader._note,
    f"{_W}endnote": _Reader._note,
}


def joined(blocks: list[tuple[str, bool]]) -> Iterator[str]:
    """Blocks with what parts them: an empty line, or a line end between rows."""
    before = False
    for number, (text, is_row) in enumerate(blocks):
        if number:
            yield "\n" if is_row and before else "\n\n"
        yield text
        before = is_row
