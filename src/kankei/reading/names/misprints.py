"""Headings in which one letter of a pair was taken for another: 日朝 for ロ朝.

Character recognition confuses letters that look alike. A pair in a heading that the text never
has, while it often has the pair with the look-alike, is read as that pair. The printed letter
stays what it is; only the state it means is corrected.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from ...terms.language import Language
from ..passages import StateMention
from ..text import surface
from ..words import word_list

OFTEN = 2
"""How often the text must have the other pair."""

Pair = frozenset[str]
Mentions = tuple[StateMention, ...]


def corrected(raw: str, language: Language, heading: Mentions, prose: Counter[Pair]) -> Mentions:
    """Correct the states of a heading's letters by the pairs of the prose."""
    look_alikes: dict[str, str] = word_list(language, "names").get("letters", {}).get("printed", {})
    mentions = list(heading)
    for first, second in _pairs(heading):
        for place, other in ((first, second), (second, first)):
            state = look_alikes.get(surface(raw, mentions[place].spans))
            printed = frozenset({mentions[place].state, mentions[other].state})
            meant = frozenset({state or "", mentions[other].state})
            if state and not prose[printed] and prose[meant] >= OFTEN:
                why = f"{mentions[place].why}, read as {state}"
                mentions[place] = replace(mentions[place], state=state, why=why)
    return tuple(mentions)


def pairs(mentions: Sequence[StateMention]) -> Counter[Pair]:
    """How often two states stand side by side as letters."""
    return Counter(
        frozenset({mentions[first].state, mentions[second].state})
        for first, second in _pairs(mentions)
    )


def _pairs(mentions: Sequence[StateMention]) -> Iterator[tuple[int, int]]:
    for place, (one, other) in enumerate(pairwise(mentions)):
        if one.form == other.form == "short" and one.spans[-1].end == other.spans[0].start:
            yield place, place + 1
