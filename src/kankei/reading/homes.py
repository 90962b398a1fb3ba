"""In which state a document was written: whose ministries it means when it names no state."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import islice

from ..terms.language import Language
from .words import word_list

FIRST = 40
"""So many sentences at the beginning of a document are looked at."""


def home_of(texts: Iterable[str], language: Language) -> str | None:
    """The state in whose manner a document is written; missing where nothing tells it.

    Examples
    --------
    >>> home_of(["民國113年9月20日", "外交部發言人表示遺憾。"], "zh")
    'TWN'
    >>> home_of(["外交部表示遗憾。"], "zh") is None
    True
    """
    if not _homes(language):
        return None
    return _told("\n".join(islice(texts, FIRST)), language)


@lru_cache(maxsize=8)
def _told(head: str, language: Language) -> str | None:
    return next((state for state, pattern in _homes(language) if pattern.search(head)), None)


@cache
def _homes(language: Language) -> tuple[tuple[str, re.Pattern[str]], ...]:
    table: dict[str, str] = word_list(language, "offices").get("homes", {})
    return tuple((state, re.compile(pattern)) for state, pattern in table.items())
