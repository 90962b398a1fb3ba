"""Patterns that look through a text only where it holds words that they need.

A pattern that begins with a word is quick to find nothing. One that begins with anything else, as
``[一-鿿]{0,6}?(?:专家|学者)`` does, is tried at each letter of each sentence, mostly for nothing.
Its source tells what no match can do without, here 专家 or 学者: these words are looked for first.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from importlib import import_module
from itertools import groupby
from typing import Any, NamedTuple, Protocol

_MOST = 128
"""So many words at most are told apart."""

_OFTEN = 2
"""Of words that a usual sentence holds so many of nothing is gained by looking for them."""

_FEW = 8
"""Words of which as many can be tried at each letter."""

_ANY_CASE = "(?i)"
_CASELESS = re.compile(r"\(\?[a-z]*i")
_PARSER: Any = import_module("re._parser")
"""Reads sources of patterns. An operation that is not known here is taken to need nothing."""

Words = frozenset[str]


class Pattern(Protocol):
    """What one can do with :class:`re.Pattern` and with :class:`Sought`."""

    @property
    def pattern(self) -> str:
        """The source."""

    def search(self, string: str, pos: int = ..., endpos: int = ..., /) -> re.Match[str] | None:
        """As :meth:`re.Pattern.search`."""

    def finditer(
        self, string: str, pos: int = ..., endpos: int = ..., /
    ) -> Iterator[re.Match[str]]:
        """As :meth:`re.Pattern.finditer`."""

    def match(self, string: str, pos: int = ..., endpos: int = ..., /) -> re.Match[str] | None:
        """As :meth:`re.Pattern.match`."""

    def fullmatch(self, string: str, pos: int = ..., endpos: int = ..., /) -> re.Match[str] | None:
        """As :meth:`re.Pattern.fullmatch`."""


class Sought:
    """A pattern that is looked for only in texts that hold one of each of the words it needs.

    A match at one place is tried at once, as it costs no more than to look for the words.
    """

    __slots__ = ("_also", "_finditer", "_holds", "_search", "fullmatch", "match", "pattern")

    def __init__(
        self, pattern: re.Pattern[str], words: Words, source: str, also: Words | None = None
    ) -> None:
        self.pattern = source
        self._search, self._finditer = pattern.search, pattern.finditer
        self.match, self.fullmatch = pattern.match, pattern.fullmatch
        holding = _holding_in_any_case if _CASELESS.search(source) else _holding
        self._holds, self._also = holding(words), holding(also) if also else None

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """As :meth:`re.Pattern.search`."""
        if not self._holds(text, start, end) or (self._also and not self._also(text, start, end)):
            return None
        return self._search(text, start, end)

    def finditer(
        self, text: str, start: int = 0, end: int = sys.maxsize
    ) -> Iterator[re.Match[str]]:
        """As :meth:`re.Pattern.finditer`."""
        if not self._holds(text, start, end) or (self._also and not self._also(text, start, end)):
            return iter(())
        return self._finditer(text, start, end)


def _holding(words: Words) -> Callable[[str, int, int], object]:
    return re.compile(one_of(words)).search


def _holding_in_any_case(words: Words) -> Callable[[str, int, int], object]:
    search = re.compile(one_of(map(str.casefold, words))).search
    return lambda text, start, end: search(text[start:end].casefold())


def one_of(words: Iterable[str]) -> str:
    """The source of a pattern of words, the longest first, that tries each of their letters once.

    Examples
    --------
    >>> one_of(["said", "say", "says", "told"])
    '(?:told|sa(?:y(?:s|)|id))'
    """
    branches: list[str] = []
    for letter, group in groupby(sorted(set(words), reverse=True), key=lambda word: word[:1]):
        rests = [word[1:] for word in group if word]
        branches.append(re.escape(letter) + (one_of(rests) if any(rests) else ""))
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"


@lru_cache(maxsize=8)
def _parsed(source: str) -> Any:
    return _PARSER.parse(source)


def sought(source: str) -> Pattern:
    """Compile a pattern; one that begins with a word, or needs none, is compiled as it is.

    Examples
    --------
    >>> sought("[一-鿿]{0,6}?(?:专家|学者)").search("两国会谈") is None
    True
    >>> isinstance(sought("专家|学者"), re.Pattern)
    True
    """
    if _opens_with_a_word(_parsed(source)):
        return re.compile(source)
    pattern, words = re.compile(gated(source)), needed(source)
    return Sought(pattern, words, source, also_needed(source, words)) if words else pattern


def quick(source: str) -> re.Pattern[str]:
    """Compile a pattern that is left at once where no letter stands that can begin it."""
    return re.compile(gated(source))


def gated(source: str) -> str:
    """The source of the same pattern, with a look at the first letter before anything is tried.

    A choice among many words is thus left at once where none of them begins.

    Examples
    --------
    >>> gated("(?<!un)(?:said|told)"), gated("(?i)said|told"), gated("[^a]?b")
    ('(?=(?:[st]))(?:(?<!un)(?:said|told))', '(?i)(?=(?:[st]))(?:said|told)', '[^a]?b')
    """
    if source.startswith(_ANY_CASE):
        return _ANY_CASE + gated(source.removeprefix(_ANY_CASE))
    parsed = _parsed(source)
    letters, empty = _firsts(parsed)
    if not letters or empty or parsed.state.flags & ~re.UNICODE:
        return source
    edge = r"\b" if _on_edge(parsed) else ""
    case = "?i:" if _CASELESS.search(source) else "?:"
    return f"{edge}(?=({case}[{''.join(sorted(letters))}]))(?:{source})"


def needed(source: str) -> Words | None:
    """Words of which each match of a pattern holds at least one; missing where none is telling.

    Examples
    --------
    >>> sorted(needed("[一-鿿]*(?:发言人|官员)(?:说|称)") or ())
    ['发言人称', '发言人说', '官员称', '官员说']
    >>> needed("[a-z]+") is None
    True
    """
    words = words_of(source)
    return words if words and _sum(words) < _OFTEN else None


def also_needed(source: str, words: Words) -> Words | None:
    """Other words of which each match holds one too, not inside those that are known.

    Examples
    --------
    >>> sorted(also_needed("要求[^，]*(?:立即|停止)", frozenset({"要求"})) or ())
    ['停止', '立即']
    """
    parts = (_wanted(_part(str(operation), argument)) for operation, argument in _parsed(source))
    others = [part for part in parts if part and _sum(part) < _OFTEN and not _within(part, words)]
    return min(others, key=_sum, default=None)


def _within(part: Words, words: Words) -> bool:
    """Whether each of some words holds one of others."""
    return all(any(other in word for other in part) for word in words)


def words_of(source: str) -> Words | None:
    """As :func:`needed`, also where the words are so short that a usual text holds some.

    Of a pattern that takes capitals for small letters nothing is told.

    Examples
    --------
    >>> sorted(words_of("[就因对][^，]{2,16}$") or ())
    ['因', '对', '就']
    """
    return None if _CASELESS.search(source) else _wanted(_sequence(_parsed(source)))


class _Part(NamedTuple):
    """A part of a pattern: all words that it can match, if these are few, and what it needs."""

    exact: Words | None = None
    needs: Words | None = None


_EMPTY = frozenset({""})
_CATEGORIES = {
    "CATEGORY_DIGIT": r"\d",
    "CATEGORY_SPACE": r"\s",
    "CATEGORY_WORD": r"\w",
}
_REPEATS = ("MAX_REPEAT", "MIN_REPEAT")


def _sequence(items: Any) -> _Part:
    """Parts one behind the other: words that touch grow together, and the rarest need is kept."""
    run, needs, whole = _EMPTY, None, True
    for operation, argument in items:
        part = _part(str(operation), argument)
        if part.exact is not None and len(run) * len(part.exact) <= _MOST:
            run = frozenset(one + other for one in run for other in part.exact)
            needs = _rarer(needs, part.needs)
        else:
            needs = _rarer(_rarer(needs, _full(run)), _wanted(part))
            run, whole = part.exact or _EMPTY, False
    return _Part(run, needs) if whole else _Part(None, _rarer(needs, _full(run)))


def _part(operation: str, argument: Any) -> _Part:
    if operation == "LITERAL":
        return _Part(frozenset({chr(argument)}))
    if operation == "IN":
        return _letters(argument)
    if operation == "BRANCH":
        return _branch([_sequence(branch) for branch in argument[1]])
    if operation == "SUBPATTERN":
        return _sequence(argument[3])
    if operation in _REPEATS:
        return _repeated(*argument)
    if operation == "ASSERT":  # what stands before the place where one looks may lie outside
        ahead = argument[0] > 0
        return _Part(_EMPTY, _wanted(_sequence(argument[1])) if ahead else None)
    return _Part(_EMPTY) if operation in ("AT", "ASSERT_NOT") else _Part()


def _letters(items: Any) -> _Part:
    """One of some characters."""
    letters: set[str] = set()
    for operation, argument in items:
        low, high = argument if str(operation) == "RANGE" else (argument, argument)
        if str(operation) not in ("LITERAL", "RANGE") or high - low >= _MOST:
            return _Part()
        letters.update(map(chr, range(low, high + 1)))
    return _Part(frozenset(letters)) if len(letters) <= _MOST else _Part()


def _branch(parts: Sequence[_Part]) -> _Part:
    exact = [part.exact for part in parts if part.exact is not None]
    if len(exact) == len(parts) and sum(map(len, exact)) <= _MOST:
        return _Part(frozenset().union(*exact))
    wanted = [_wanted(part) for part in parts]
    each = [words for words in wanted if words is not None]
    return _Part(None, frozenset().union(*each)) if len(each) == len(wanted) else _Part()


def _repeated(least: int, most: int, inner: Any) -> _Part:
    part = _sequence(inner)
    if least:
        return part if most == 1 else _Part(None, _wanted(part))
    known = most == 1 and part.exact is not None
    return _Part(_EMPTY.union(part.exact or ())) if known else _Part()


def _wanted(part: _Part) -> Words | None:
    return _rarer(part.needs, _full(part.exact))


def _full(words: Words | None) -> Words | None:
    return words if words and all(words) else None


def _rarer(one: Words | None, other: Words | None) -> Words | None:
    if one is None or other is None:
        return other if one is None else one
    return min(one, other, key=_sum)


def _sum(words: Words) -> float:
    """About how many of some words a sentence holds; a sign tells more than a letter."""
    return sum(5 * (0.1 if word[0] >= "\u3040" else 0.3) ** len(word) for word in words)


def _opens_with_a_word(items: Any) -> bool:
    """Whether a pattern begins with letters that are written out, at which a search can jump."""
    operation, argument = _opening(items)
    if str(operation) == "SUBPATTERN":
        return _opens_with_a_word(argument[3])
    if str(operation) == "BRANCH":
        opened = [bool(branch) and str(branch[0][0]) == "LITERAL" for branch in argument[1]]
        return all(opened) and len(opened) <= _FEW
    if str(operation) == "IN":
        return _letters(argument).exact is not None
    return str(operation) == "LITERAL"


def _opening(items: Any) -> tuple[Any, Any]:
    return next(iter(items), ("", None))


def _firsts(items: Any) -> tuple[Words | None, bool]:
    """With what a match can begin, as parts of a class of letters, and whether it can be empty."""
    found: Words = frozenset()
    for operation, argument in items:
        if str(operation) in ("AT", "ASSERT", "ASSERT_NOT"):
            continue
        letters, empty = _first(str(operation), argument)
        if letters is None:
            return None, False
        found |= letters
        if not empty:
            return found, False
    return found, True


def _first(operation: str, argument: Any) -> tuple[Words | None, bool]:
    if operation == "LITERAL":
        return frozenset({re.escape(chr(argument))}), False
    if operation == "IN":
        parts = [_class_part(str(kind), part) for kind, part in argument]
        return (None if None in parts else frozenset(filter(None, parts))), False
    if operation == "SUBPATTERN":
        return _firsts(argument[3])
    if operation == "BRANCH":
        each = [_firsts(branch) for branch in argument[1]]
        known = [letters for letters, _ in each if letters is not None]
        letters = frozenset().union(*known) if len(known) == len(each) else None
        return letters, any(empty for _, empty in each)
    if operation in _REPEATS:
        letters, empty = _firsts(argument[2])
        return letters, empty or argument[0] == 0
    return None, False


def _class_part(kind: str, part: Any) -> str | None:
    if kind == "LITERAL":
        return re.escape(chr(part))
    if kind == "RANGE":
        return "-".join(re.escape(chr(end)) for end in part)
    return _CATEGORIES.get(str(part))


def _on_edge(items: Any) -> bool:
    """Whether a pattern says first that it begins at the edge of a word."""
    operation, argument = _opening(items)
    if str(operation) == "SUBPATTERN":
        return _on_edge(argument[3])
    if str(operation) == "BRANCH":
        return all(map(_on_edge, argument[1]))
    return str(argument) == "AT_BOUNDARY"
