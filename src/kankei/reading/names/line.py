"""A sentence with its states and titles, ready to be searched for names of persons."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..once import once
from ..passages import Sentence, StateMention
from .fold import Folded
from .offices import Offices, Title, offices

REACH = 120
"""How far before a position a name or its surroundings may begin."""


@dataclass(slots=True)
class Place:
    """A state in the folded text of a sentence."""

    start: int
    end: int
    state: str
    form: str


@dataclass
class Line:
    """A sentence as the person stage sees it."""

    number: int
    sentence: Sentence
    folded: Folded
    words: Offices
    places: tuple[Place, ...]
    titles: tuple[Title, ...]

    @property
    def text(self) -> str:
        """The folded text."""
        return self.folded.text

    def place_ending(self, end: int) -> Place | None:
        """The state that ends at a position."""
        return self._ends.get(end)

    def place_starting(self, start: int) -> Place | None:
        """The state that begins at a position."""
        return self._starts.get(start)

    def in_place(self, start: int, end: int) -> bool:
        """Say whether characters overlap a state of more than one letter."""
        return any(position in self._within for position in range(start, end))

    def ending(self, pattern: re.Pattern[str], end: int) -> re.Match[str] | None:
        """Search for a pattern that ends at a position; it may not be longer than the reach."""
        return pattern.search(self.text, max(0, end - REACH), end)

    def without_spaces(self, end: int) -> int:
        """Step back over spaces."""
        while end and self.text[end - 1] == " ":
            end -= 1
        return end

    @once
    def _ends(self) -> dict[int, Place]:
        return {place.end: place for place in self.places}

    @once
    def _starts(self) -> dict[int, Place]:
        return {place.start: place for place in self.places}

    @once
    def _within(self) -> frozenset[int]:
        long = (place for place in self.places if place.end - place.start > 1)
        return frozenset(position for place in long for position in range(place.start, place.end))


def lines(
    sentences: Sequence[Sentence], states: Sequence[StateMention], folds: Sequence[Folded]
) -> Iterator[Line]:
    """Pair each sentence with the states found in it; all are in reading order."""
    rest = deque(states)
    for number, (sentence, folded) in enumerate(zip(sentences, folds, strict=True)):
        places = []
        while rest and (position := folded.positions(rest[0].spans)):
            mention = rest.popleft()
            places.append(Place(*position, mention.state, mention.form))
        words = offices(sentence.language)
        titles = tuple(words.titles(folded.text))
        yield Line(number, sentence, folded, words, tuple(places), titles)
