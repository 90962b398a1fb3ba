"""The physical lines of a text, and how a line ends."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

_BREAK = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")
_MARGIN = (
    " \t\n\r\v\f\x00\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009"
    "\u200a\u200b\u200c\u200d\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u202f\u205f"
    "\u2060\u2066\u2067\u2068\u2069\u3000\ufeff"
)
_NOTE_MARK = (
    r"(?:⁽?[⁰¹²³⁴-⁹]+⁾?|[\[［]\d{1,3}[\]］]|[（(]注?\d{1,3}[)）]"
    r"|(?<!\d\.)注?\d{1,3}[)）]|[①-⑳]|[*†‡]+)"
)
_END = re.compile(rf"[。．｡.！？!?…][」』｣”’»〉》）)】〕］\]\"]*{_NOTE_MARK}*\Z")
_EAST = re.compile(r"[\u2e80-\u303f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]")
_EAST_RUN = re.compile(f"{_EAST.pattern}+")

WIDE = 2
"""An East Asian character takes the room of two letters."""


@dataclass(frozen=True)
class Line:
    """One line with a character on it.

    ``start`` and ``end`` leave white space and invisible marks at the margins out; ``indent``
    counts those before the first character (one blank is none), ``gap`` the empty lines before.
    """

    start: int
    end: int
    text: str
    indent: int
    gap: int
    new_page: bool

    @cached_property
    def width(self) -> int:
        """The room the line takes, in letters."""
        return len(self.text) + (WIDE - 1) * sum(map(len, _EAST_RUN.findall(self.text)))

    @cached_property
    def finished(self) -> bool:
        r"""Whether a sentence ends with the line; brackets and note marks may follow the end mark.

        Examples
        --------
        >>> [line.finished for line in lines_of("終わる。[3]\n終わらない、\nIt ended.²")]
        [True, False, True]
        """
        return bool(_END.search(self.text[-40:]))


def widest_but_few(lines: Sequence[Line]) -> int:
    """The width that a quarter of lines exceeds, in letters; 0 without lines."""
    widths = sorted(line.width for line in lines)
    return widths[len(widths) * 3 // 4] if widths else 0


def lines_of(raw: str) -> tuple[Line, ...]:
    """Cut a text at its line breaks; empty lines are counted, not kept."""
    return tuple(_lines(raw))


def _lines(raw: str) -> Iterator[Line]:
    start, gap, new_page = 0, 0, False
    for end, after in _ends(raw):
        content = raw[start:end]
        inner = content.lstrip(_MARGIN)
        if inner:
            indent = len(content) - len(inner)
            inner = inner.rstrip(_MARGIN)
            first = start + indent
            shown = 0 if content[:indent] == " " else indent
            yield Line(first, first + len(inner), inner, shown, gap, new_page)
            gap, new_page = 0, False
        else:
            gap += 1
        new_page |= "\f" in raw[end:after]
        start = after


def _ends(raw: str) -> Iterator[tuple[int, int]]:
    for match in _BREAK.finditer(raw):
        yield match.span()
    yield len(raw), len(raw)


def keeps_break(before: str, after: str) -> bool:
    """Whether the white space between two joined lines separates words.

    Examples
    --------
    >>> keeps_break("World", "Outlook"), keeps_break("東", "アジア"), keeps_break("co-", "operate")
    (True, False, False)
    """
    last, first = before[-1:], after[:1]
    if _EAST.match(last) or _EAST.match(first):
        return False
    if last == "\xad" or (last == "-" and before[-2:-1].isalpha()):
        return False
    return not (last.isdigit() and first.isdigit() and _EAST.search(before[-30:]))
