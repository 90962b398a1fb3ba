"""One paper in four dresses: text, page, Word file, PDF. The files are made here, by the tests."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass
from html import escape
from io import BytesIO

from .small_pdf import Piece, pdf, wrapped

LABEL = re.compile(r"(?:([⁰¹²³⁴-⁹]+)|\[(\d+)\]|(\d)\)) ")
NOTE_HEADINGS = ("注", "Notes", "Примечания")
RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
MARKS = re.compile(r"[⁰¹²³⁴-⁹]+|\[\d+\]|(?<=[^\s\d(])\d\)")


@dataclass(frozen=True)
class Paper:
    """Blocks of the text, and notes by number; ``marks`` in the text show how numbers look."""

    blocks: tuple[str, ...]
    notes: tuple[tuple[str, str], ...]


def paper_of(text: str) -> Paper:
    """Tell the notes of a text from its blocks, one block per line."""
    blocks, notes = [], []
    for line in filter(str.strip, text.split("\n")):
        label = LABEL.match(line)
        if label:
            notes.append((label.group().strip(), line[label.end() :]))
        elif line not in NOTE_HEADINGS:
            blocks.append(line.strip(" \u3000"))
    return Paper(tuple(blocks), tuple(notes))


def number(mark: str) -> str:
    return re.sub(r"\D", "", mark.translate(RAISED))


def as_html(paper: Paper, around: str = "") -> bytes:
    """A page with a menu, a side bar and linked notes."""

    def linked(match: re.Match[str]) -> str:
        key, shown = number(match.group()), match.group().translate(RAISED)
        return f'<sup><a href="#n{key}" id="r{key}">{shown}</a></sup>'

    title, *rest = paper.blocks
    body = "".join(f"<p>{MARKS.sub(linked, escape(block, quote=False))}</p>\n" for block in rest)
    notes = "".join(
        f'<li id="n{number(mark)}">{escape(text)} <a href="#r{number(mark)}">↩</a></li>'
        for mark, text in paper.notes
    )
    menu = "".join(f"<li><a href='/{n}'>Section {n}</a></li>" for n in range(8))
    page = f"""<!doctype html><html><head><meta charset="utf-8"><title>{title}</title>
<script>var text = "<p>not a paragraph</p>";</script></head><body><nav><ul>{menu}</ul></nav>
<div class="cookie-banner">We use cookies. <button>Accept</button></div>{around}
<div class="post"><h1>{title}</h1>{body}<ol class="footnotes">{notes}</ol></div>
<div class="sidebar">Subscribe to our newsletter.</div><footer>© Example</footer></body></html>"""
    return page.encode()


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def as_docx(paper: Paper) -> bytes:
    """A Word file with real footnotes."""
    notes = {number(mark): text for mark, text in paper.notes}

    def runs(block: str) -> str:
        found, position = "", 0
        for match in MARKS.finditer(block):
            found += run(block[position : match.start()])
            found += f'<w:r><w:footnoteReference w:id="{number(match.group())}"/></w:r>'
            position = match.end()
        return found + run(block[position:])

    body = "".join(f"<w:p>{runs(block)}</w:p>" for block in paper.blocks)
    bodies = "".join(
        f'<w:footnote w:id="{key}"><w:p><w:r><w:footnoteRef/></w:r>{run(text)}</w:p></w:footnote>'
        for key, text in notes.items()
    )
    return packed(
        {
            "word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>",
            "word/footnotes.xml": f'<w:footnotes {W}><w:footnote w:id="-1" w:type="separator">'
            f"<w:p/></w:footnote>{bodies}</w:footnotes>",
        }
    )


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(text, quote=False)}</w:t></w:r>'


def packed(parts: dict[str, str]) -> bytes:
    """A packed file with some parts."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return stream.getvalue()


WIDE, HIGH, MARGIN = 420, 430, 45


def as_pdf(paper: Paper, columns: int = 1, head: str = "Working Papers") -> bytes:
    """A PDF with running heads, page numbers, columns, and each note at the foot of its page."""
    width = (WIDE - 2 * MARGIN - 24 * (columns - 1)) / columns
    waiting = [line for block in paper.blocks for line in _lines(block, width)]
    notes = dict(paper.notes)
    pages: list[list[Piece]] = []
    while waiting:
        page = [Piece(MARGIN, 20, 8, head), Piece(WIDE / 2, HIGH - 20, 8, f"- {len(pages) + 1} -")]
        for column in range(columns):
            page += _column(waiting, notes, MARGIN + column * (width + 24), width)
        pages.append(page)
    if len(pages) == 1:  # one page has no running head
        pages[0] = pages[0][2:]
    return pdf(pages, WIDE, HIGH, "A paper")


Line = tuple[str, float, float, float]


def _lines(block: str, width: float) -> list[Line]:
    """Text, indent, size and distance from the line before."""
    if len(block) < 80 and not block.endswith(("。", ". ", "다.", "g.")):
        return [
            (text, 0, 12, 17 if n else 28) for n, text in enumerate(wrapped(block, 12, width, 0))
        ]
    lines = wrapped(block, 10, width, 10)
    return [(text, 0 if n else 10, 10, 15) for n, text in enumerate(lines)]


def _column(waiting: list[Line], notes: dict[str, str], left: float, width: float) -> list[Piece]:
    pieces: list[Piece] = []
    foot: list[str] = []
    y = 50.0
    while waiting:
        text, indent, size, step = waiting[0]
        marks = [mark for mark in MARKS.findall(text) if mark in notes]
        own = [line for mark in marks for line in wrapped(f"{mark} {notes[mark]}", 8, width, 0)]
        if pieces and y + step + 11 * (len(foot) + len(own)) > HIGH - 60:
            break
        waiting.pop(0)
        y += step
        foot += own
        pieces.append(Piece(left + indent, y, size, text))
    start = HIGH - 45 - 11 * len(foot)
    return pieces + [Piece(left, start + 11 * n, 8, line) for n, line in enumerate(foot)]
