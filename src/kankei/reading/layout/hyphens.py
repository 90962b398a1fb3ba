"""Words cut at the line end: whether the hyphen belongs to the word or only to the line."""

from __future__ import annotations

import re
from functools import cache

from ..words import words_of_all

_LAST = re.compile(r"([^\W\d_]+)-\Z")
_FIRST = re.compile(r"[^\W\d_]+")
_CUT = re.compile(r"[^\W\d_]-[ \t]*[\r\n]")
_TORN = re.compile(r"[^\W\d_]+-[ \t]*[\r\n]+\s*[^\W\d_]+")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def vocabulary(raw: str) -> frozenset[str]:
    r"""Words of a document in which a line ends with a hyphen; nothing else needs them.

    Examples
    --------
    >>> sorted(vocabulary("a well-known co-\noperation")), vocabulary("cooperation")
    (['a', 'well-known'], frozenset())
    """
    whole = _TORN.sub(" ", raw) if _CUT.search(raw) else ""
    return frozenset(map(str.lower, _WORD.findall(whole)))


def belongs_to_line(before: str, after: str, words: frozenset[str]) -> bool:
    """Say whether the hyphen at the end of a line goes when the line is joined with the next.

    Parameters
    ----------
    before, after
        The two lines.
    words
        The :func:`vocabulary` of the document, which knows many of its words undivided.

    Examples
    --------
    >>> known = frozenset({"russian", "led", "russian-led"})
    >>> [belongs_to_line(a, b, known) for a, b in [
    ...     ("were de-", "tained"), ("a Russian-", "led force"), ("a self-", "made man")]]
    [True, False, False]
    """
    last, first = _LAST.search(before), _FIRST.match(after)
    if not last or not first or not first.group()[0].islower():
        return False
    left, right = last[1].lower(), first.group()
    if f"{left}-{right}" in words or left in _hyphened("hyphen_after"):
        return False
    if left + right in words:
        return True
    both = len(left) > 2 and left in words and right in words
    return not both and right not in _hyphened("hyphen_before")


@cache
def _hyphened(side: str) -> frozenset[str]:
    return frozenset(words_of_all("layout", side))
