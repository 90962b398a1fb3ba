"""A sentence folded for matching: widths, glyphs and spacing, with the way back to the raw text.

Nearly all sentences fold character for character. Only where characters must be dropped or joined
(zero-width signs, decomposed letters, letter-spaced headings) a list of offsets is kept.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from ...terms.language import Language
from ...terms.source import Span
from ..text import View
from ..words import word_list

BLANK = "\0"
"""What stands in a folded text where nothing may be matched: addresses, letters already used."""

_FEW = 4
"""So many places are blanked one after the other in less time than all at once."""

_ADDRESS = re.compile(r"(?:https?://|www\.)[!-;=?-~]+|[\w.]+@[\w.]+\.\w+")
_DASHES = "‐‑‒−﹣"
_APOSTROPHES = "’‘ʼ＇`´"
_DOTS = "･‧•∙"
_DROPPED = re.compile("[\xad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]")
_LETTER_SPACED = re.compile(r"(?<![^\s])(?:[぀-ヿ一-鿿가-힣][ \u3000]){2,}[぀-ヿ一-鿿가-힣](?![^\s])")


@dataclass
class Folded:
    """A view's text as it is matched.

    Parameters
    ----------
    text
        Folded characters.
    offsets
        Place in the view's text of each folded character; ``None`` when none was dropped.
    """

    view: View
    text: str
    offsets: tuple[int, ...] | None = None

    def spans(self, start: int, end: int) -> tuple[Span, ...]:
        """Raw spans of folded characters."""
        if self.offsets is None:
            return self.view.spans(start, end)
        return self.view.spans(self.offsets[start], self.offsets[end - 1] + 1)

    def positions(self, spans: tuple[Span, ...]) -> tuple[int, int] | None:
        """Place in the folded text of raw spans; ``None`` when they lie elsewhere."""
        first, last = self._position(spans[0].start), self._position(spans[-1].end - 1)
        return None if first is None or last is None else (first, last + 1)

    def _position(self, offset: int) -> int | None:
        before = 0
        for piece in self.view.pieces:
            if piece.start <= offset < piece.end:
                seen = before + offset - piece.start
                if self.offsets is None:
                    return seen
                return self.offsets.index(seen) if seen in self.offsets else None
            before += piece.end - piece.start
        return None


def fold(view: View, language: Language) -> Folded:
    """Fold a view for matching in one language.

    Examples
    --------
    >>> fold(View.whole("ＵＳ對外"), "ja").text
    'US対外'
    >>> fold(View.whole("中\u200b国"), "ja").spans(0, 2)
    (Span(start=0, end=3),)
    """
    text = view.text
    kept = None
    if _irregular(text):
        kept, text = _joined(text)
    text = text.translate(_table(language))
    if "://" in text or "www." in text or "@" in text:
        text = _ADDRESS.sub(lambda address: BLANK * len(address.group()), text)
    return Folded(view, text, kept)


def blanked(text: str, taken: Iterable[tuple[int, int]]) -> str:
    """Blank the characters that are used up.

    Examples
    --------
    >>> blanked("日本と中国", [(0, 2)]).replace(BLANK, "_")
    '__と中国'
    """
    places = tuple(taken)
    if len(places) <= _FEW:
        for start, end in places:
            text = f"{text[:start]}{BLANK * (end - start)}{text[end:]}"
        return text
    letters = list(text)
    for start, end in places:
        letters[start:end] = BLANK * (end - start)
    return "".join(letters)


def _irregular(text: str) -> bool:
    return not text.isascii() and (
        not unicodedata.is_normalized("NFC", text)
        or _DROPPED.search(text) is not None
        or _LETTER_SPACED.search(text) is not None
    )


def _joined(text: str) -> tuple[tuple[int, ...], str]:
    """Drop what is invisible and compose what is decomposed, remembering places."""
    dropped = {match.start() for match in _DROPPED.finditer(text)} | set(_spacing(text))
    offsets: list[int] = []
    letters: list[str] = []
    for place, letter in enumerate(text):
        if place in dropped:
            continue
        composed = unicodedata.normalize("NFC", letters[-1] + letter) if letters else ""
        if len(composed) == 1:
            letters[-1] = composed
        else:
            offsets.append(place)
            letters.append(letter)
    return tuple(offsets), "".join(letters)


def _spacing(text: str) -> Iterator[int]:
    """Places of the spaces in a letter-spaced heading."""
    for match in _LETTER_SPACED.finditer(text):
        yield from range(match.start() + 1, match.end(), 2)


class _Table(dict[int, str]):
    """A translation table that works out each character once."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _folded(chr(code))
        return folded


@cache
def _table(language: Language) -> _Table:
    table = _Table()
    for pair in word_list(language, "names").get("variants", "").split():
        table[ord(pair[0])] = pair[1]
    return table


def _folded(letter: str) -> str:
    if letter.isspace():
        return " "
    if letter in _DASHES:
        return "-"
    if letter in _APOSTROPHES:
        return "'"
    if letter in _DOTS:
        return "・"
    if unicodedata.category(letter) == "No":
        return letter
    plain = unicodedata.normalize("NFKC", letter)
    return plain if len(plain) == 1 else letter
