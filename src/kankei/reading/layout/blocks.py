"""What the lines of running text are: title, date line, by-line, heading, table row, paragraph.

The hard case is a short line without end mark: a heading, or the first half of a torn paragraph.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from ..words import words_of_all
from .datelines import dated, is_dateline, issued
from .headings import (
    bracketed,
    bulleted,
    heading_words,
    known_heading,
    numbered,
    people_heading,
    reference_heading,
)
from .lines import Line
from .page import Page, cells_of, ends_sentence

Role = Literal["title", "dateline", "byline", "heading", "paragraph", "table", "reference"]

_NUMERIC = re.compile(r"[▲△+\-−–约約약]?[0-9０-９][0-9０-９,，.．]*\s?[%％]?.{0,3}\Z")
_LOWER = re.compile(r"[a-zа-яё]")
_SPACED = re.compile(r"[A-Za-zÀ-ɏЀ-ӿ]+")
_RUN_ON = re.compile(r"[)）\]」』”»、。，．,;:ぁぃぅぇぉっゃゅょんァィゥェォッャュョンー]")
_INNER_STOP = re.compile(r"[。！？].|\w{5}[.!?] +[A-ZА-ЯЁ가-힣]|[가-힣][다까요]\. +\S")
_ASKED = re.compile(r"[！？](?=[^！？。]{4,}\Z)")
_SUBTITLE = re.compile(r"[―—–－~～-]|[:：]")
_ROUND = re.compile(r"[（(][^（()）。]+[)）]\Z")
_NUMBER = re.compile(r"\d+|[〇一二三四五六七八九十元]+")
_YEAR_LINE = re.compile(r"(?:1[5-9]|20)\d{2}(?: год)?")
_YEAR_ROW = re.compile(r"[^\s　]{0,4}\d{1,4}\s?[年년](?:\s?[（(][^（()）]{1,16}[)）])?\Z")
_COMMA = re.compile(r"[、，]|, ")
_NAME_END = re.compile(r"[ァ-ヺー]\Z")
_NAME_DOT = re.compile(r"・[ァ-ヺー]")

HEADING_WIDTH = 80
"""An unnumbered heading is shorter than this many letters."""

NUMBERED_WIDTH = 120
"""A numbered heading is shorter than this many letters."""

CLAUSE_WIDTH = 48
"""A line of so many letters with a comma in it is prose if the next line touches it."""


def roles(page: Page) -> tuple[Role, ...]:
    """Tell the role of every line of running text."""
    found: list[Role] = []
    front, part = True, None
    for position, line in enumerate(page.lines):
        role = (_front_role(page, position, found) if front else None) or _role(
            page, position, found, part
        )
        front &= role in ("title", "dateline", "byline")
        if role == "heading":
            part = _part_of(line.text)
        found.append(role)
    return tuple(found)


def _part_of(heading: str) -> Role | None:
    if reference_heading(heading):
        return "reference"
    return "byline" if people_heading(heading) else None


def _role(page: Page, position: int, before: list[Role], part: Role | None) -> Role:
    line = page.lines[position]
    if _is_row(page, position):
        return "table"
    if _is_heading(page, position, before):
        profile = part == "byline" and not (numbered(line.text) or known_heading(line.text))
        return "byline" if profile else "heading"
    if part == "reference" or _names_source(line):
        return "reference"
    return "byline" if _in_round_brackets(line) else "paragraph"


def _names_source(line: Line) -> bool:
    """Whether a line below a table or figure names its source."""
    return not line.finished and line.text.startswith(_source_words())


def _in_round_brackets(line: Line) -> bool:
    return bool(_ROUND.match(line.text)) and not line.text.endswith(("。)", "。）", ".)"))


@cache
def _source_words() -> tuple[str, ...]:
    colons = (":", "：", " : ")
    return tuple(
        word + colon for word in words_of_all("layout", "source_words") for colon in colons
    )


def _front_role(page: Page, position: int, before: list[Role]) -> Role | None:
    """Role of a line before the first paragraph: title, subtitle, date, author."""
    line = page.lines[position]
    issue = issued().fullmatch(line.text) if before else None
    if is_dateline(line.text) or (issue and len(_NUMBER.findall(issue["date"])) > 1):
        return "dateline"
    if not before and _asks_first(page):
        return "title"
    if _named(line) or _INNER_STOP.search(heading_words(line.text)):
        return None
    if not page.signed_before(position) and _goes_on(page, position):
        return None
    if not before and ends_sentence(line) and not _is_question(line):
        return None
    if not before:
        return "title" if len(page.lines) > 1 and not numbered(line.text) else None
    if before == ["title"] and not line.gap and _SUBTITLE.match(line.text):
        return "title"
    if ends_sentence(line) or line.width > NUMBERED_WIDTH:
        return None
    plain = not (numbered(line.text) or bulleted(line.text) or _opens_with_date(page, line))
    plain = plain and not _heads_entries(page, position)
    signed = page.signed_before(position)
    return "byline" if plain and (signed or not _opens_paragraph(page, position)) else None


def _asks_first(page: Page) -> bool:
    """Whether the first line is a title that begins with a question: 换芯片？博弈的新回合."""
    line = page.lines[0]
    rest = _ASKED.sub("", line.text, count=1)
    short = line.width <= HEADING_WIDTH and not line.finished
    asked = rest != line.text and not _INNER_STOP.search(rest)
    return short and asked and len(page.lines) > 1 and bool(page.lines[1].gap)


def _opens_with_date(page: Page, line: Line) -> bool:
    """Whether a line is an entry of a chronology or its year, and no full date with an author."""
    year = _YEAR_ROW.match(line.text) if page.chronology else None
    entry = dated().match(line.text)
    full = entry and len(_NUMBER.findall(entry.group())) == 3
    return bool(year or (entry and (page.chronology or not full)))


def _heads_entries(page: Page, position: int) -> bool:
    """Whether a line is a year and nothing else, and the next line begins with a date."""
    after = page.lines[position + 1 : position + 2]
    year = _YEAR_LINE.fullmatch(page.lines[position].text)
    return bool(year and after and dated().match(after[0].text))


def _is_question(line: Line) -> bool:
    return line.text[-1] in "？?" and line.width <= HEADING_WIDTH


def _named(line: Line) -> bool:
    return known_heading(line.text) or people_heading(line.text) or reference_heading(line.text)


def _goes_on(page: Page, position: int) -> bool:
    """Whether a line is the first half of a torn sentence."""
    line = page.lines[position]
    if position + 1 >= len(page.lines) or line.finished:
        return False
    after = page.lines[position + 1]
    if position + 1 in page.torn or line.text.endswith(_torn_ends()):
        return True
    return not after.gap and bool(_LOWER.match(after.text) or _RUN_ON.match(after.text))


def _opens_paragraph(page: Page, position: int) -> bool:
    """Whether a line without end goes on in the next one."""
    if position + 1 >= len(page.lines):
        return False
    line, after = page.lines[position], page.lines[position + 1]
    return (
        not line.finished
        and not after.gap
        and not after.indent
        and (page.wrapped and line.width * 5 >= page.full_width * 4)
    )


def _is_row(page: Page, position: int) -> bool:
    """Whether a line is a row of a table: cells, some with numbers, beside another such line."""
    if page.cells[position] < 3 or page.lines[position].finished:
        return False
    near = [one for one in (position - 1, position, position + 1) if 0 <= one < len(page.lines)]
    beside = any(page.cells[one] >= 3 for one in near if one != position)
    return beside and any(_numeric(page.lines[one]) for one in near)


def _numeric(line: Line) -> bool:
    return any(_NUMERIC.match(cell) for cell in cells_of(line))


def _is_heading(page: Page, position: int, before: list[Role]) -> bool:
    line = page.lines[position]
    if line.width > NUMBERED_WIDTH or bulleted(line.text):
        return False
    if _named(line) and not line.finished:
        return True
    if _inside_paragraph(page, position, before):
        return False
    if page.chronology and dated().match(line.text):
        return not dated().sub("", line.text).strip() and len(heading_words(line.text)) > 3
    question = numbered(line.text) and _is_question(line)
    if (ends_sentence(line) and not question) or _INNER_STOP.search(heading_words(line.text)):
        return False
    if bracketed(line.text):
        return True
    if numbered(line.text):
        return not _opens_paragraph(page, position)
    return _is_plain_heading(page, position)


def _inside_paragraph(page: Page, position: int, before: list[Role]) -> bool:
    """Whether the paragraph before goes on here: it has no end, and the line touches or is torn."""
    if not before or before[-1] != "paragraph" or page.lines[position - 1].finished:
        return False
    line = page.lines[position]
    if (page.indented and line.indent) or numbered(line.text):
        return False
    return not line.gap or position in page.torn or page.lines[position - 1].width > HEADING_WIDTH


def _is_plain_heading(page: Page, position: int) -> bool:
    """Whether a short line without number or end mark is a heading and not a torn paragraph."""
    line = page.lines[position]
    if position + 1 >= len(page.lines) or line.width > HEADING_WIDTH:
        return False
    after = page.lines[position + 1]
    if _goes_on(page, position) or (page.indented and line.indent):
        return False
    if not after.gap and line.width >= CLAUSE_WIDTH and _COMMA.search(line.text):
        return False
    return bool(after.gap or after.indent or (not page.wrapped and after.width > line.width))


@cache
def _torn_ends() -> tuple[str, ...]:
    words = words_of_all("layout", "torn_ends")
    return tuple(f" {word}" if _SPACED.fullmatch(word) else word for word in words)


def _splits_name(before: Line, line: Line) -> bool:
    """Whether a line begins with the dot inside a foreign name that the line before begins."""
    return not line.gap and bool(_NAME_END.search(before.text) and _NAME_DOT.match(line.text))


def joins(page: Page, position: int) -> bool:
    """Whether a line of a paragraph goes on with the paragraph of the line before it."""
    line, before = page.lines[position], page.lines[position - 1]
    if bulleted(line.text) and not _splits_name(before, line):
        return False
    if page.indented and line.indent:
        return False
    if _LOWER.match(line.text) and (not line.gap or position in page.torn):
        return True
    entry = page.chronology and dated().match(line.text)
    if entry and (before.finished or not page.wrapped):
        return False
    if before.finished:
        return page.wrapped and not line.gap and position not in page.torn and not line.indent
    return True
