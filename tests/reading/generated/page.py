"""Sentences become a printed document: notes, wrapped lines, page breaks, torn words.

A document is written as clean paragraphs first. Printing puts the note marks, line breaks and
running heads in between, and keeps for every clean character its place in the raw text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from random import Random

from .telling import Place

Pieces = tuple[Place, ...]

SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_STAYS = re.compile(r"[。、，」』”）)！？》\]⁰¹²³⁴-⁹]|\[\d|注\d")
_OPEN = re.compile(r"(?:[「『“（(《\[]|\[\d{0,3}|注\d{0,3})\Z")
"""Where no line begins, and where none ends: the rules of Japanese and Chinese printing."""

STYLES = {
    "superscript": "{n}",
    "square": "[{n}]",
    "word": "注{n}）",
    "closing": "{n})",
}


def mark(style: str, number: int) -> str:
    """A note mark as one style prints it."""
    printed = STYLES[style].format(n=number)
    return printed.translate(SUPERSCRIPTS) if style == "superscript" else printed


@dataclass
class Sheet:
    """Raw text under the press; ``written`` gives the raw place of a printed stretch."""

    raw: list[str] = field(default_factory=list)
    length: int = 0

    def put(self, text: str) -> Place:
        """Print without wrapping."""
        begin = self.length
        self.raw.append(text)
        self.length += len(text)
        return begin, self.length

    @property
    def text(self) -> str:
        """Everything printed so far."""
        return "".join(self.raw)


@dataclass(frozen=True)
class Layout:
    """How one document is printed; ``width`` 0 leaves paragraphs on one line each."""

    style: str
    width: int = 0
    page: int = 0
    running: str = ""
    spaced: bool = False


def drawn(variety: str, running: str, rng: Random) -> Layout:
    """A layout by seed."""
    styles = {"ja": ("superscript", "square", "word"), "ko": ("superscript", "square", "closing")}
    style = rng.choice(styles.get(variety, ("superscript", "square")))
    spaced = variety in ("ko", "en", "ru")
    width = rng.choice((0, 0, 72 if spaced else 34))
    page = rng.choice((0, 9)) if width else 0
    return Layout(style, width, page, running, spaced)


class Press:
    """Prints paragraphs, wrapping lines and breaking pages inside of them."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.sheet = Sheet()
        self.lines = 0
        self.pages = 1

    def block(self, text: str) -> Place:
        """Print a block of its own on one line, and a blank line after it."""
        place = self.sheet.put(text)
        self.sheet.put("\n\n")
        return place

    def paragraph(self, text: str) -> list[int]:
        """Print a paragraph; gives the raw place of each of its characters and of its end."""
        places: list[int] = []
        column = 0
        for index, sign in enumerate(text):
            if self._breaks(text, index, column):
                column = 0
                place = self._break()
                if self.layout.spaced:
                    places.append(place)
                    continue
            places.append(self.sheet.put(sign)[0])
            column += 1
        self.sheet.put("\n\n")
        return places

    def _breaks(self, text: str, index: int, column: int) -> bool:
        layout = self.layout
        if not layout.width or not column:
            return False
        if layout.spaced:
            word = text.find(" ", index + 1)
            end = word if word >= 0 else len(text)
            return text[index] == " " and column + end - index > layout.width
        return (
            column >= layout.width
            and not _STAYS.match(text, index)
            and not _OPEN.search(text[:index])
        )

    def _break(self) -> int:
        """End a line, and every so many lines a page with its number and running head."""
        place = self.sheet.put("\n")[0]
        self.lines += 1
        if self.layout.page and self.lines % self.layout.page == 0:
            self.sheet.put(f"\n- {self.pages} -\n\n{self.layout.running}\n\n")
            self.pages += 1
        return place


def pieces(places: list[int], stretch: Place) -> Pieces:
    """Raw pieces of a stretch of a paragraph; what was put between is left out."""
    found: list[list[int]] = []
    for place in places[stretch[0] : stretch[1]]:
        if found and found[-1][1] == place:
            found[-1][1] = place + 1
        else:
            found.append([place, place + 1])
    return tuple((begin, end) for begin, end in found)
