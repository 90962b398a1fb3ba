"""The text as the tables of events match it."""

from __future__ import annotations

import re
from functools import cache

from ...terms.language import Language
from ..words import word_list


def matched(text: str, language: Language) -> str:
    """The text as the tables match it: as long as the text, in small letters and plain glyphs.

    Examples
    --------
    >>> matched("兩國舉行會談", "zh"), matched("The U.S.’s Talks", "en")
    ('两国举行会谈', "the u.s.'s talks")
    """
    if not _folded(language).search(text):
        return text
    folded = text.translate(_folding(language))
    return folded if len(folded) == len(text) else text


class _Folding(dict[int, str]):
    """A translation table that keeps all other characters, which a plain one is slow to do."""

    def __missing__(self, code: int) -> str:
        kept = self[code] = chr(code)
        return kept


@cache
def _folded(language: Language) -> re.Pattern[str]:
    """A character that does not stay as it is."""
    return re.compile(f"[{re.escape(''.join(map(chr, _plain(language))))}]")


@cache
def _folding(language: Language) -> _Folding:
    return _Folding(_plain(language))


def _plain(language: Language) -> dict[int, str]:
    pairs = word_list(language, "names").get("variants", "").split()
    table = {ord(pair[0]): pair[1] for pair in pairs} if language in ("zh", "ru") else {}
    if word_list(language, "events")["spaced"]:
        letters = map(chr, (*range(0x41, 0x5B), *range(0xC0, 0xDF), *range(0x400, 0x430)))
        table |= {ord(letter): letter.lower() for letter in letters}
    return table | {ord("’"): "'", ord("\n"): " ", ord("\u00a0"): " ", ord("\u3000"): " "}
