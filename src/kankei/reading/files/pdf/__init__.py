"""PDF: the text layer in reading order; a page that is only an image is reported, never guessed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from ..document import Document, Found, Metadata, Warned, joined_pages
from ..form import File, Format
from .characters import Glyph, Sheet, sheets_of
from .columns import columns_of, usual_gutter
from .furniture import without_furniture
from .lines import PageLine, lines_of
from .paragraphs import Paragraph, Writing, finished, goes_on, paragraphs_of, writing_of

_DAY = re.compile(r"D:(\d{4})(\d{2})(\d{2})")

STEPS = 40
"""So many characters decide whether a page is written downwards."""


def read(file: File) -> Document:
    """Read a PDF file."""
    found = sheets_of(file)
    laid = [lines_of(_turned(sheet)) for sheet in found.sheets]
    warnings = list(found.warnings)
    for number, (sheet, (_, ruby)) in enumerate(zip(found.sheets, laid, strict=True), 1):
        warnings.extend(_page_warnings(sheet, number, ruby))
    pages, repeated = without_furniture([lines for lines, _ in laid])
    if repeated:
        warnings.append(Warned("furniture", count=repeated))
    writing = writing_of(pages)
    gutter = usual_gutter(pages)
    texts = [_page_text(lines, writing, gutter) for lines in pages]
    raw, places = joined_pages(texts, [sheet.label for sheet in found.sheets])
    return Document(raw, "pdf", None, _metadata(found.told), places, tuple(warnings))


def _page_warnings(sheet: Sheet, number: int, ruby: int) -> Iterator[Warned]:
    if sheet.broken:
        yield Warned("broken_page", page=number)
    elif sheet.image and not any(glyph.text.strip() for glyph in sheet.glyphs):
        yield Warned("scanned_page", page=number)
    if sheet.lost:
        yield Warned("no_unicode", count=sheet.lost, page=number)
    if ruby:
        yield Warned("ruby", count=ruby, page=number)


def _page_text(lines: Sequence[PageLine], writing: Writing, gutter: float | None) -> str:
    """Paragraphs with an empty line between them; a paragraph torn by a column goes on at once.

    A blank follows words without an end mark, so that it parts them from the words to which the
    layout joins them.
    """
    pieces: list[str] = []
    before: Paragraph | None = None
    for column in columns_of(lines, gutter):
        for number, one in enumerate(paragraphs_of(column, writing)):
            if before:
                torn = number == 0 and goes_on(before, one)
                pieces.append("\n" if torn or (one.is_row and before.is_row) else "\n\n")
            text = one.text.replace("\xad", "-")
            pieces.append(text if one.is_row or finished(text) else f"{text} ")
            before = one
    return "".join(pieces)


def _turned(sheet: Sheet) -> tuple[Glyph, ...]:
    """The characters of a page; a page written downwards is turned, and its blanks left out."""
    glyphs = sheet.glyphs
    if not _is_vertical(glyphs):
        return glyphs
    return tuple(
        replace(one, x0=one.y0, x1=one.y1, y0=sheet.width - one.x1, y1=sheet.width - one.x0)
        for one in glyphs
        if one.text != " "
    )


def _is_vertical(glyphs: Sequence[Glyph]) -> bool:
    """Whether characters stand below each other more often than beside each other."""
    ways: Counter[bool] = Counter()
    for a, b in pairwise(glyph for glyph in glyphs if not glyph.text.isspace()):
        right, down = b.x0 - a.x0, b.y0 - a.y0
        if 0 < max(abs(right), abs(down)) < 2 * max(a.size, 1):
            ways[abs(down) > abs(right)] += 1
    return ways.total() >= STEPS and ways[True] > ways[False]


def _metadata(told: dict[str, str]) -> Metadata:
    def stated(key: str) -> Found | None:
        value = " ".join(told.get(key, "").split())
        return Found(value[:500], f"PDF {key}") if value else None

    return Metadata(stated("Title"), stated("Author"), created=_day(told.get("CreationDate", "")))


def _day(value: str) -> Found | None:
    match = _DAY.match(value)
    try:
        day = date(*map(int, match.groups())) if match else None
    except ValueError:
        return None
    return Found(day.isoformat(), "PDF CreationDate") if day else None


PDF = Format(
    "pdf",
    (".pdf",),
    lambda data: data[:1024].lstrip(b"\xef\xbb\xbf\r\n\t ").startswith(b"%PDF"),
    read,
)
