"""Numbers as they stand in dates: digits, kanji and number words."""

from __future__ import annotations

import re
from collections.abc import Mapping

_DECIMAL = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_DIGITS = "〇一二三四五六七八九"
_OTHER_ZEROS = str.maketrans("零○◯Ｏ", "〇〇〇〇")
_PLACES = (("千", 1000), ("百", 100), ("十", 10))


def number(text: str, words: Mapping[str, float]) -> float | None:
    """Read a whole number, or a half written as a word; missing when it is none.

    Parameters
    ----------
    text
        Digits, kanji (place by place or with 十, 百, 千), or a word.
    words
        Number words of the language in lower case.

    Examples
    --------
    >>> number("2024", {}), number("二〇二四", {}), number("千九百五十三", {}), number("廿三", {})
    (2024, 2024, 1953, 23)
    >>> number("three", {"three": 3})
    3
    """
    plain = text.strip().lower().replace(",", ".")
    if _DECIMAL.fullmatch(plain):
        return float(plain) if "." in plain else int(plain)
    if plain in words:
        return words[plain]
    return _kanji(plain.translate(_OTHER_ZEROS).replace("廿", "二十").replace("元", "一"))


def _kanji(text: str) -> int | None:
    """Read kanji digits; 二〇二四 place by place, 二千二十四 with places."""
    if text and all(digit in _DIGITS for digit in text):
        return int("".join(str(_DIGITS.index(digit)) for digit in text))
    total, rest = 0, text
    for mark, size in _PLACES:
        before, found, after = rest.partition(mark)
        if found:
            if before and (len(before) > 1 or before not in _DIGITS):
                return None
            total, rest = total + size * (_DIGITS.index(before) if before else 1), after
    if rest and (len(rest) > 1 or rest not in _DIGITS):
        return None
    return total + (_DIGITS.index(rest) if rest else 0) or None
