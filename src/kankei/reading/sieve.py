"""Tables of patterns, of which a text leaves only those that can match in it.

A table of eighty verbs costs eighty searches in each sentence, nearly all of them for nothing. A
sentence holds few of the thousands of East Asian characters: those with which the words begin that
a pattern needs (see :mod:`kankei.reading.sought`) tell for the whole table which words to look for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from typing import Generic, TypeVar

from ..terms.language import Language
from .sought import Words, words_of

Row = TypeVar("Row")

ALPHABETIC = ("en", "ru")
"""Languages of which each sentence holds nearly all letters, so that they tell nothing."""

_TOLD = 3
"""So many letters of a word tell enough."""


class Sieve(Generic[Row]):
    """Rows of a table, each with the sources of patterns that must all match for it.

    Examples
    --------
    >>> rows = [("say", ["[一-鿿]*(?:说|称)"]), ("ask", ["要求[^，]*停止"]), ("any", [".$"])]
    >>> Sieve(rows, "zh").left("发言人说，双方会谈。")
    ('say', 'any')
    """

    __slots__ = ("_always", "_letters", "_words", "left", "rows")

    def __init__(self, rows: Iterable[tuple[Row, Iterable[str]]], language: Language) -> None:
        table = [(row, _needed(sources, language)) for row, sources in rows]
        self.rows = tuple(row for row, _ in table)
        self._always = {number for number, (_, words) in enumerate(table) if not words}
        self._words: dict[str, list[tuple[str, int]]] = defaultdict(list)
        for number, (_, words) in enumerate(table):
            for word in sorted(words):
                self._words[word[0]].append((word, number))
        self._letters = frozenset(self._words)
        self.left = lru_cache(maxsize=2)(self._left)

    def _left(self, text: str) -> tuple[Row, ...]:
        """The rows that can match somewhere in a text, in order."""
        if not self._words:
            return self.rows
        here = self._letters.intersection(text)
        told = {row for letter in here for word, row in self._words[letter] if word in text}
        return tuple([self.rows[number] for number in sorted(self._always | told)])


def _needed(sources: Iterable[str], language: Language) -> Words:
    """How the words begin of which each match holds one, of the pattern that needs the fewest."""
    if language in ALPHABETIC:
        return frozenset()
    known = (words_of(source) for source in sources)
    heads = [frozenset(word[:_TOLD] for word in words) for words in known if words]
    return min(heads, key=len, default=frozenset())
