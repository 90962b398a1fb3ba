"""One character for one: widths, dashes and look-alike forms folded without moving an offset."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_WAVES = frozenset("~〜～∼⁓〰")
_DASHES = frozenset("-‐‑‒–—―−﹣－")
_APOSTROPHES = frozenset("'’‘＇′")
_URL = re.compile(r"(?:https?://|www\.)[!-;=?-~]+", re.IGNORECASE)


class _Folding(dict[int, str]):
    """A translation table that works out each character once."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _folded(chr(code))
        return folded


@cache
def _folding() -> _Folding:
    return _Folding()


def folded(text: str) -> str:
    """Fold a text for matching; every character keeps its place, URLs become blanks.

    Superscripts and circled numbers stay as they are: they are note marks, not digits.

    Examples
    --------
    >>> folded("２０２４年⽉〜（日）²")
    '2024年月~(日)²'
    """
    plain = text.translate(_folding())
    if "://" not in plain and "ww." not in plain.lower():
        return plain
    return _URL.sub(lambda url: " " * len(url.group()), plain)


def _folded(letter: str) -> str:
    if letter in _WAVES:
        return "~"
    if letter in _DASHES:
        return "-"
    if letter in _APOSTROPHES:
        return "'"
    if unicodedata.category(letter) == "No":
        return letter
    if letter.isspace():
        return " "
    plain = unicodedata.normalize("NFKC", letter)
    return plain if len(plain) == 1 else letter
