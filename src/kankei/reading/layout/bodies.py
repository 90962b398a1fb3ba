"""Which lines are note text: bodies at the page foot, bodies in a list at the end, torn tails.

A body at the page foot may stand between two halves of a sentence; an address may be cut at the
line end; a sentence of a note may hold an address on a line of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from ..words import words_of_all
from .headings import bracketed, known_heading, note_heading, people_heading, reference_heading
from .labels import CLEAR, COMPATIBLE, Mark, fallen_mark, label_of, marks_in
from .lines import Line

_ADDRESS_LINE = re.compile(r"<?https?://[!-~]+[.。]?\Z")
_OPEN_ADDRESS = re.compile(r"(<?)https?://[!-;=?-~]*(>?)\Z")
_TAIL = re.compile(r"[!-~]+")
_WORD = re.compile(r"[A-Z][a-z]*[.,;:]?\Z|[A-Za-z]+\Z")
_TORN_WORD = re.compile(r"[a-z]+\s?[。、）)\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_TORN_DOT = re.compile(r"\.\w{2,5}(?:[/?#.、，。\s]|\Z)")
_HOST_END = re.compile(r"[a-z]{2,}/")
_PAGE_NUMBER = re.compile(r"\s*\d{1,3}\s*\Z")
_COUNTED = re.compile(
    r"\s*(?:[年月日時分人回度億万兆%％件者つ亿号名天年]|[カヵヶか]?[国國所月]|년|월|일|명|개|만|억)"
)
"""A number before one of these is a quantity or a date, also at the head of a line."""

_CUT = "-/_=&?%#+~,:@"
_IN_ADDRESS = re.compile(r"[/=&%_?#~]|\w\.\w|\d")

MISSING = 3
"""In a list of notes, so many numbers at most may be missing in a row."""

PAGE = 80
"""A mark and its note at the page foot are not further apart than so many lines."""

NEAR = 4
"""Two notes at one page foot begin within so many lines."""

SHORT = 120
"""A line of note text between two notes of one page is shorter than this many letters."""


@dataclass(frozen=True, slots=True)
class Body:
    """Lines of one note body; the label stands at the head of the first."""

    label: Mark
    lines: tuple[int, ...]


def find_bodies(lines: Sequence[Line], furniture: frozenset[int]) -> tuple[Body, ...]:
    """Group the lines of note bodies, in reading order."""
    in_list = note_lists(lines)
    heads = dict(_heads(lines, furniture, in_list))
    found: list[tuple[Mark, list[int]]] = []
    open_text = ""
    for index, line in enumerate(lines):
        if index in furniture:
            open_text = open_text if index in in_list else ""
        elif index in heads:
            found.append((heads[index], [index]))
            open_text = line.text
        elif open_text and (
            index in in_list or _goes_on(lines, index, open_text, heads, furniture)
        ):
            found[-1][1].append(index)
            goes_on = continues_address(open_text, line.text)
            open_text = (unclosed(open_text) if goes_on else "") + line.text
        else:
            open_text = ""
    return tuple(Body(label, tuple(indices)) for label, indices in found)


def note_lists(lines: Sequence[Line]) -> frozenset[int]:
    """Indices of the lines under a heading such as 注 or Notes, up to the next heading."""
    found, inside = set(), False
    for index, line in enumerate(lines):
        if note_heading(line.text) or _lists_notes(lines, index):
            inside = True
        elif inside and _closes_list(line.text):
            inside = False
        elif inside:
            found.add(index)
    return frozenset(found)


def _lists_notes(lines: Sequence[Line], index: int) -> bool:
    """Whether a list of literature is numbered as the marks of the text above are."""
    if index + 1 >= len(lines) or not reference_heading(lines[index].text):
        return False
    first = label_of(lines[index + 1].text)
    if first is None or first.number != 1:
        return False
    above = "\n".join(line.text for line in lines[:index])
    styles = COMPATIBLE[first.style]
    return any(mark.number == 1 for style in styles for mark in marks_in(above, style))


def _closes_list(text: str) -> bool:
    if label_of(text) is not None:
        return False
    named = known_heading(text) or reference_heading(text) or people_heading(text)
    return named or (bracketed(text) and "://" not in text)


def _heads(
    lines: Sequence[Line], furniture: frozenset[int], in_list: frozenset[int]
) -> Iterator[tuple[int, Mark]]:
    """Lines that begin a note body: always in a list, else by their style or their mark."""
    so_far = _SoFar()
    for index, line in enumerate(lines):
        if index in furniture:
            continue
        label = None if _wraps(lines, index, so_far.head) else label_of(line.text)
        cites = line.finished or "://" in line.text or _address_below(lines, index)
        if label is not None and so_far.begins_note(label, line, index, index in in_list, cites):
            so_far.take(label, index)
            yield index, label
        else:
            so_far.marks |= _ambiguous_marks(line.text)
            so_far.text.append(line.text)


def _address_below(lines: Sequence[Line], index: int) -> bool:
    """Whether the line that touches one from below holds an address."""
    below = lines[index + 1 : index + 2]
    return bool(below and not below[0].gap and "://" in below[0].text)


@dataclass
class _SoFar:
    """What the lines before tell: the last note, the ambiguous marks seen, the running text."""

    head: int = -PAGE
    number: int = 0
    marks: set[tuple[str, int]] = field(default_factory=set)
    text: list[str] = field(default_factory=list)

    def take(self, label: Mark, index: int) -> None:
        self.head = index
        self.marks.add((label.style, label.number + 1))
        if label.style == "plain":
            self.number = label.number

    def begins_note(self, label: Mark, line: Line, index: int, in_list: bool, cites: bool) -> bool:
        """Whether a label at the head of a line is that of a note.

        ``1.`` heads a section unless what follows ``cites``: it ends, or goes on to an address.
        """
        if _dated().match(line.text):
            return False
        if label.style != "plain":
            return in_list or label.style in CLEAR or (label.style, label.number) in self.marks
        if in_list:
            return 0 < label.number - self.number <= MISSING
        after = line.text[label.end : label.end + 1]
        near = self.number > 0 and index - self.head <= NEAR
        headed = "." in line.text[: label.end] and not (cites or near)
        if label.number != self.number + 1 or not after.isspace() or headed:
            return False
        return near or (self._marked(label.number) and not _COUNTED.match(line.text, label.end))

    def _marked(self, number: int) -> bool:
        """Whether the running text of the page has a mark of a number, raised or fallen."""
        page = "\n".join(self.text[-PAGE:])
        if fallen_mark(number).search(page):
            return True
        return any(mark.number == number for mark in marks_in(page, "superscript"))


def _wraps(lines: Sequence[Line], index: int, last_head: int) -> bool:
    """Whether a mark at the line head belongs to the sentence of the line before it."""
    line = lines[index]
    label = label_of(line.text)
    if (
        label is None
        or line.gap
        or not index
        or lines[index - 1].finished
        or index - 1 == last_head
        or _TAIL.fullmatch(lines[index - 1].text)
        or note_heading(lines[index - 1].text)
    ):
        return False
    return not line.text[label.end : label.end + 1].isspace()


def _ambiguous_marks(text: str) -> set[tuple[str, int]]:
    found = set()
    for style in ("round", "closing", "circled", "symbol"):
        if _may_hold(text, style):
            found |= {(style, mark.number) for mark in marks_in(text, style)}
    return found


def _may_hold(text: str, style: str) -> bool:
    if style in ("round", "closing"):
        return ")" in text or "）" in text
    return True


def _goes_on(
    lines: Sequence[Line],
    index: int,
    before: str,
    heads: dict[int, Mark],
    furniture: frozenset[int],
) -> bool:
    """Whether a line without label belongs to the note text ``before`` it, at the page foot."""
    line = lines[index]
    if index - 1 in furniture or line.new_page or (line.gap and _PAGE_NUMBER.match(line.text)):
        return False
    if continues_address(before, line.text) or _ADDRESS_LINE.match(line.text):
        return True
    in_address = bool(_OPEN_ADDRESS.search(before))
    if not line.gap and not lines[index - 1].finished and not in_address:
        return True
    after = index + 1
    while after in furniture:
        after += 1
    if after >= len(lines) or line.width > SHORT:
        return False
    if not line.finished and _ADDRESS_LINE.match(lines[after].text):
        return True
    is_tail = in_address and line.text.startswith(_after_address())
    return is_tail and (after in heads or after > index + 1)


def continues_address(before: str, line: str) -> bool:
    """Whether a line begins with the rest of the address that ends the line before it.

    Examples
    --------
    >>> continues_address("⁹ <https://example.org/photos#photo->", "72809,72811")
    True
    >>> continues_address("⁹ https://example.org/a/", "Ministry of Defense")
    False
    """
    address, tail = _OPEN_ADDRESS.search(before), _TAIL.match(line)
    if not address or not tail or "://" in tail.group():
        return False
    opened, closed = address.groups()
    if opened and not closed:
        return True
    torn_host = before[-1] == "." and bool(_HOST_END.match(line))
    cut = before.rstrip(">")[-1] in _CUT or torn_host
    whole = tail.end() == len(line)
    if closed:
        return cut and whole
    if _TORN_WORD.match(line) or _TORN_DOT.match(line):
        return True
    if _WORD.match(tail.group()) and not (cut and before[-1] != "/" and whole):
        return False
    if whole:
        return cut or bool(_IN_ADDRESS.search(tail.group()))
    return cut and bool(re.search(r"[/=&%_?#]", tail.group()))


def unclosed(text: str) -> str:
    """A text whose last address goes on after its closing bracket."""
    return text[:-1].replace("<", "") if text.endswith(">") else text


@cache
def _dated() -> re.Pattern[str]:
    """A date at the head of a line: *1 March 2018* is no first note."""
    return re.compile("|".join(words_of_all("layout", "date_forms")))


@cache
def _after_address() -> tuple[str, ...]:
    return words_of_all("layout", "after_address")
