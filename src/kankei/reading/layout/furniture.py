"""Page numbers and running heads: what a printed page carries besides its text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from ..words import words_of_all
from .labels import label_of
from .lines import Line, widest_but_few

_DASHES = r"\-–—―‐−~～・·•|"
_BARE = re.compile(r"[0-9０-９]{1,3}\Z")
_ROMAN = re.compile(r"[ivxlc]{1,6}\Z")
_NUMBERS = re.compile(rf"[0-9０-９\s{_DASHES}/]+")
_EDGE_NUMBER = re.compile(r"\A[0-9０-９]{1,3}\s|\s[0-9０-９]{1,3}\Z")
_ISSUE = re.compile(r"第\s?\d+\s?[号號巻卷輯辑期集]|제\s?\d+\s?호|(?:No|Vol|№)\.?\s?\d|\d\Z")
_ADDRESS = re.compile(r"<?https?://")
_PROSE = re.compile(r"\[\d{1,3}\]|[⁰¹²³⁴-⁹]|[a-zа-яё]{2}[.!?] [A-ZА-ЯЁ]")
"""A note mark, or a sentence that ends and another that begins: no running head holds them."""

HEAD_WIDTH = 80
"""A running head is shorter than this many letters."""

TORN_WIDTH = 28
"""A line without end before a page break is longer, if it is the first half of a sentence."""

NUMBERED_WIDTH = 12
"""A running head with the page number beside it is longer; ``Table 1`` is not."""


@cache
def _explicit() -> re.Pattern[str]:
    word = "|".join(map(re.escape, words_of_all("layout", "page_words")))
    number = r"[0-9０-９]{1,4}"
    forms = (
        rf"[{_DASHES}]\s*{number}\s*[{_DASHES}]",
        rf"(?:{word})\.?\s*{number}(?:\s*(?:of|из|/)\s*{number})?",
        rf"第?\s*{number}\s*(?:{word})(?:\s*共\s*{number}\s*(?:{word}))?",
        rf"{number}\s*/\s*{number}",
    )
    return re.compile(rf"(?:{'|'.join(forms)})\Z")


@cache
def _torn_ends() -> tuple[str, ...]:
    """Words and marks after which a sentence goes on; a word of letters after a blank."""
    words = words_of_all("layout", "torn_ends")
    return tuple(f" {word}" if word[0].isalpha() and word.isascii() else word for word in words)


def furniture(lines: Sequence[Line]) -> frozenset[int]:
    r"""Indices of the lines that are page numbers or running heads.

    Examples
    --------
    >>> from kankei.reading.layout.lines import lines_of
    >>> raw = "両国は協\n- 3 -\n北東アジア報告\n定に署\n- 4 -\n北東アジア報告\n名した。"
    >>> sorted(furniture(lines_of(raw)))
    [1, 2, 4, 5]
    """
    numbers = _page_numbers(lines)
    return numbers | _running_heads(lines, numbers)


def _page_numbers(lines: Sequence[Line]) -> frozenset[int]:
    explicit = {index for index, line in enumerate(lines) if _explicit().match(line.text)}
    bare = [index for index, line in enumerate(lines) if _BARE.match(line.text)]
    roman = {index for index, line in enumerate(lines) if _ROMAN.match(line.text)}
    torn = {index for index in {*bare, *roman} if _at_page_edge(lines, index)}
    return frozenset(explicit | torn | _counting_up(lines, bare))


def _counting_up(lines: Sequence[Line], bare: Sequence[int]) -> set[int]:
    """Bare numbers that count the pages: each one more than the one before, text in between."""
    found: set[int] = set()
    for first, second in pairwise(bare):
        if second > first + 1 and int(lines[second].text) == int(lines[first].text) + 1:
            found |= {first, second}
    return found


def _at_page_edge(lines: Sequence[Line], index: int) -> bool:
    line = lines[index]
    after = lines[index + 1] if index + 1 < len(lines) else None
    if line.new_page or (after is not None and after.new_page):
        return True
    return _tears(lines, index, frozenset())


def _tears(lines: Sequence[Line], index: int, furniture: frozenset[int]) -> bool:
    """Whether a line stands inside a sentence: the text before it is long and has no end."""
    before = index - 1
    while before in furniture:
        before -= 1
    if before < 0 or index + 1 >= len(lines):
        return False
    return _is_torn(lines, before) and not _ADDRESS.search(lines[before].text)


def _is_torn(lines: Sequence[Line], index: int) -> bool:
    """Whether a line may be the last one of a page with a sentence that goes on."""
    line = lines[index]
    touches = index > 0 and not line.gap and not line.indent and not lines[index - 1].finished
    return not line.finished and (touches or line.width > TORN_WIDTH)


def _running_heads(lines: Sequence[Line], numbers: frozenset[int]) -> frozenset[int]:
    places: dict[str, list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        if index not in numbers and _may_head(line):
            places[_NUMBERS.sub(" ", line.text).strip()].append(index)
    found: set[int] = set()
    for words, indices in places.items():
        if len(indices) > 1 and sum(map(str.isalpha, words)) > 1:
            found |= _heads_among(lines, indices, numbers)
    return frozenset(found)


def _may_head(line: Line, width: int = HEAD_WIDTH) -> bool:
    return (
        not line.finished
        and line.width <= width
        and label_of(line.text) is None
        and not _ADDRESS.match(line.text)
    )


def _heads_among(lines: Sequence[Line], indices: list[int], numbers: frozenset[int]) -> set[int]:
    """Which of several equal short lines are heads: all but a first one that is the title."""
    at_edge = {index for index in indices if _beside_page_edge(lines, index, numbers)}
    if not at_edge:
        return set()
    first = indices[0]
    is_title = first not in at_edge - {0} and not _ISSUE.search(lines[first].text)
    return set(indices[1:] if is_title else indices)


def _beside_page_edge(lines: Sequence[Line], index: int, numbers: frozenset[int]) -> bool:
    line = lines[index]
    numbered = line.width >= NUMBERED_WIDTH and _EDGE_NUMBER.search(line.text)
    if line.new_page or {index - 1, index + 1} & numbers or numbered:
        return True
    after = lines[index + 1] if index + 1 < len(lines) else None
    if after is None or after.new_page:
        return after is not None
    return bool(line.gap or after.gap) and _tears(lines, index, numbers)


def _is_numbered_head(line: Line) -> bool:
    """Whether a short line has a page number at one end: *18 Harbour Papers*."""
    short = not line.finished and line.width <= HEAD_WIDTH and not _PROSE.search(line.text)
    return short and bool(_EDGE_NUMBER.search(line.text)) and not _ADDRESS.match(line.text)


def _is_narrow(lines: Sequence[Line], index: int, full: int) -> bool:
    """Whether a line without end mark is much narrower than those of a text cut at a width."""
    narrow = lines[index].width * 5 < full * 3 and lines[index + 1].width * 5 > full * 3
    return narrow and not lines[index + 1].gap and _may_head(lines[index])


def lone_furniture(
    lines: Sequence[Line], furniture: frozenset[int], text: Sequence[int]
) -> frozenset[int]:
    """Page numbers and heads that stand only once: inside a torn sentence, or below the notes.

    ``text`` are the indices of the lines of running text, notes and furniture left out.
    """
    found: set[int] = set()
    known = furniture | set(text)
    full = widest_but_few([lines[index] for index in text if not lines[index].finished])
    before = -1
    for index, following in pairwise(text):
        torn = before >= 0 and _is_torn(lines, before)
        below_notes = index > 0 and index - 1 not in known
        is_number = bool(_BARE.match(lines[index].text)) and (torn or below_notes)
        beside = bool({index - 1, index + 1} & (furniture | found)) or lines[index].new_page
        above = lines[index].gap > 0 or index - 1 in furniture or lines[index].new_page
        apart = above and (lines[index + 1].gap > 0 or index + 1 in furniture)
        numbered = _is_numbered_head(lines[index])
        goes_on = lines[following].text[:1].islower()
        open_end = before >= 0 and lines[before].text.endswith(_torn_ends())
        stands_out = above and lines[index + 1].gap > 0 and lines[index].text[0].isupper()
        inside = (goes_on or open_end) and stands_out and not _PROSE.search(lines[index].text)
        head = beside and _may_head(lines[index], HEAD_WIDTH if inside else TORN_WIDTH)
        torn |= before >= 0 and goes_on and inside
        narrow = torn and index - 1 in furniture and _is_narrow(lines, index, full)
        if is_number or narrow or (torn and apart and (head or (numbered and goes_on))):
            found.add(index)
        else:
            before = index
    return frozenset(found)
