"""The sign of a causal statement: connective times predicate of the effect times negations."""

from __future__ import annotations

import re

from .drafts import Draft, Range
from .lexicon import Lexicon


def lowers(text: str, where: Range, words: Lexicon) -> bool:
    """Whether a clause says that something falls, stops, is hindered or does not come about.

    In languages with the verb at the end the last predicate decides, elsewhere the first one of
    the main clause; a negation turns either round.
    """
    start, end = where
    if words.verb_last:
        clause = text[start:end]
        return bool(words.lowering.search(clause)) != bool(words.negation.search(clause))
    cut = words.subordinate.search(text, start, end)
    end = cut.start() if cut else end
    return _falls(text, start, end, words) != _odd(words.negation, text, start, end)


def _falls(text: str, start: int, end: int, words: Lexicon) -> bool:
    falling = words.lowering.search(text, start, end)
    if not falling:
        return False
    rising = words.raising.search(text, start, falling.start())
    return rising is None


def _odd(pattern: re.Pattern[str], text: str, start: int, end: int) -> bool:
    return len(pattern.findall(text, start, end)) % 2 == 1


def denied(text: str, where: Range, words: Lexicon) -> bool:
    """Whether the condition of a conditional is negated."""
    start, end = where
    if words.verb_last:
        return False
    cut = words.subordinate.search(text, start, end)
    return _odd(words.negation, text, start, cut.start() if cut else end)


def changes(text: str, draft: Draft, words: Lexicon) -> bool:
    """Whether the effect says that something rises, falls, comes about or does not."""
    told = (words.change, words.negation)
    return any(pattern.search(text, *draft.effect) for pattern in told)
