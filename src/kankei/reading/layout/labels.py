"""Note marks: how they look in running text, and at the head of a note body.

A style is one way of printing a number: ³, [3], (3), 3), ③, 注3, *. Some styles are clear wherever
they stand; others also number lists and count as notes only where mark and body meet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ..quotations import pairs
from ..words import words_of_all

_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿"
_SYMBOLS = "*†‡"
_DIGITS = "[0-9０-９]{1,3}(?![0-9０-９])"
_NUMBER = f"{_DIGITS}|[{_CIRCLED}]"
_POWER = re.compile(r"\d\s?[kcm㎞]?m\Z|[㎞㎡]\Z")
_HEAD_TAIL = r"(?:[.:：．](?!\d))?(?=\s|[^\s。、，．,)）\]］])"

STYLES = ("superscript", "square", "word", "round", "closing", "circled", "symbol", "plain")
CLEAR = ("superscript", "square", "word")
"""Styles that number nothing but notes."""

COMPATIBLE = {
    "superscript": ("superscript", "square"),
    "square": ("square", "superscript"),
    "word": ("word", "superscript", "round", "square", "closing"),
    "round": ("round", "superscript", "square"),
    "closing": ("closing", "superscript", "round", "square"),
    "circled": ("circled", "superscript"),
    "symbol": ("symbol",),
    "plain": ("superscript", "square", "closing", "round", "word", "circled"),
}
"""For the style of a body, the styles its mark may have in the text, the likeliest first."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A note mark at positions ``[start, end)`` of a text."""

    style: str
    number: int
    start: int
    end: int


@cache
def _pattern(style: str) -> str:
    open_words = "|".join(map(re.escape, words_of_all("layout", "note_words")))
    closed_words = "|".join(map(re.escape, words_of_all("layout", "note_words_in_brackets")))
    barred = "".join(words_of_all("layout", "no_note_after"))
    any_word = f"(?:{open_words}|{closed_words})"
    return {
        "superscript": "⁽?(?<![⁰¹²³⁴-⁹])([⁰¹²³⁴-⁹]{1,3})(?![⁰¹²³⁴-⁹])⁾?",
        "square": rf"[\[［〔]({_DIGITS})[\]］〕]",
        "word": rf"[（(\[［【]{any_word}\s?({_NUMBER})[)）\]］】]"
        rf"|(?<![{barred}])(?:{open_words})\s?({_NUMBER})[)）]?"
        rf"|(?<![\w])(?:{closed_words})\s?({_NUMBER})[)）]",
        "round": f"[（(]({_DIGITS})[)）]",
        "closing": f"({_DIGITS})[)）]",
        "circled": f"([{_CIRCLED}])",
        "symbol": f"([{_SYMBOLS}]{{1,4}})",
        "plain": rf"({_DIGITS})(?:[.．、](?!\d)|(?=\s))",
    }[style]


@cache
def _compiled(style: str, tail: str = "") -> re.Pattern[str]:
    return re.compile(f"(?:{_pattern(style)}){tail}")


@cache
def _labelled() -> re.Pattern[str]:
    """A label of any style: few lines begin with one."""
    return re.compile(f"(?:{'|'.join(map(_pattern, STYLES))}){_HEAD_TAIL}")


def label_of(line: str) -> Mark | None:
    """Read the note label at the head of a line.

    Examples
    --------
    >>> label_of("注1) 防衛省の発表。")
    Mark(style='word', number=1, start=0, end=3)
    >>> label_of("防衛省") is label_of("[3]。その後") is None
    True
    """
    for style in STYLES if _labelled().match(line) else ():
        match = _compiled(style, _HEAD_TAIL).match(line)
        if match:
            return Mark(style, _number(match), 0, match.end())
    return None


def marks_in(text: str, style: str) -> Iterator[Mark]:
    """Find the marks of one style in running text.

    Examples
    --------
    >>> [mark.number for mark in marks_in("決議68/262⁶に、会議¹⁶と100km²の", "superscript")]
    [6, 16]
    >>> [mark.number for mark in marks_in("합의2)의 (2023) 효력(3국)을 않았다.1)", "closing")]
    [2, 1]
    """
    if style == "plain":
        return
    closed = {pair.end for pair in pairs(text)} if style == "closing" else set()
    for match in _compiled(style).finditer(text):
        if match.end() not in closed and _stands_in_text(text, match, style):
            yield Mark(style, _number(match), *match.span())


def fallen_mark(number: int) -> re.Pattern[str]:
    """A mark that lost its superscript: plain digits after a word, before a stop or a space.

    Examples
    --------
    >>> fallen_mark(1).search("会談した1。").span(), fallen_mark(1).search("第11。3.1 倍")
    ((4, 5), None)
    """
    before = r"(?:(?<=[^\d\s.,．，(（\[/-])|(?<=[^\d\s][.!?»”]))"
    return re.compile(rf"{before}{number}(?=[。、，．,.」』”)）やでにをはがのともへ]|\s|\Z)")


def _stands_in_text(text: str, match: re.Match[str], style: str) -> bool:
    before = text[max(match.start() - 4, 0) : match.start()]
    if style == "superscript":
        return not (match.group() in "²³" and _POWER.search(before))
    if style in CLEAR:
        return True
    if not before.strip():
        return False
    if style == "closing":
        return not before[-1].isspace() and not before[-1].isdigit() and before[-1] not in "(（"
    if style == "symbol":
        return not before[-1].isspace() and not text[match.end() : match.end() + 1].isalnum()
    return True


def _number(match: re.Match[str]) -> int:
    sign = next(group for group in match.groups() if group)
    if sign in _CIRCLED:
        return _CIRCLED.index(sign) + 1
    if sign[0] in _SYMBOLS:
        return _SYMBOLS.index(sign[0]) + len(sign)
    return int(sign.translate(_SUPERSCRIPTS))
