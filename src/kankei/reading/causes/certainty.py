"""How sure a statement is of its effect, and when the effect is to come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from ...terms.hedge import Bands, hedge_of
from ...terms.language import Language
from ..passages import CauseMention
from .drafts import Range
from .lexicon import Lexicon


@dataclass(frozen=True, slots=True)
class Certainty:
    """A hedge at its place, its wording in the table of hedges, its level and its band."""

    where: Range | None
    wording: str
    level: str
    band: tuple[float, float]


def certainties(text: str, where: Range, words: Lexicon, language: Language) -> Iterator[Certainty]:
    """The hedges of a clause in their order."""
    for match in words.hedges.finditer(text, *where):
        yield _certainty(match.span(), words.wordings[(match.lastindex or 1) - 1], language)


def certainty_of(text: str, where: Range, words: Lexicon, language: Language) -> Certainty:
    """The hedge that belongs to a clause: its last one where the verb stands last, else its first.

    A faint one, such as *will*, gives way to others; a clause without a hedge asserts.
    """
    found = list(certainties(text, where, words, language))
    if not found:
        return _certainty(None, "", language)
    found = [one for one in found if one.wording not in words.faint] or found
    return found[-1] if words.verb_last else found[0]


def _certainty(where: Range | None, wording: str, language: Language) -> Certainty:
    hedge = hedge_of(wording, language)
    return Certainty(where, wording, hedge.level, hedge.band)


def banded(causes: Iterable[CauseMention], bands: Bands) -> tuple[CauseMention, ...]:
    """Give statements the bands of a user's own; what these do not name stays as it is."""
    return tuple(replace(one, band=bands.get(one.level, one.band)) for one in causes)


def horizon_of(text: str, where: Range, hedged: bool, words: Lexicon) -> str:
    """When an effect is to come, by its words, else by tense."""
    for name, pattern in words.horizons:
        if pattern.search(text, *where):
            return name
    clause = text[slice(*where)]
    told = words.past if words.verb_last or not hedged else words.settled
    return "past" if told.search(clause) else "open"
