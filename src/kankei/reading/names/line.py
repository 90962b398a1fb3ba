"""A sentence with its states and titles, ready to be searched for names of persons."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..passages import Sentence, StateMention
from .fold import Folded, fold
from .offices import Offices, Title, offices


@dataclass(frozen=True, slots=True)
class Place:
    """A state in the folded text of a sentence."""

    start: int
    end: int
    state: str
    form: str


@dataclass(frozen=True)
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
        return next((place for place in self.places if place.end == end), None)

    def place_starting(self, start: int) -> Place | None:
        """The state that begins at a position."""
        return next((place for place in self.places if place.start == start), None)

    def in_place(self, start: int, end: int) -> bool:
        """Say whether characters overlap a state of more than one letter."""
        return any(
            place.start < end and start < place.end and place.end - place.start > 1
            for place in self.places
        )


def lines(sentences: Sequence[Sentence], states: Sequence[StateMention]) -> Iterator[Line]:
    """Pair each sentence with the states found in it; both are in reading order."""
    rest = deque(states)
    for number, sentence in enumerate(sentences):
        folded = fold(sentence.view, sentence.language)
        places = []
        while rest and (position := folded.positions(rest[0].spans)):
            mention = rest.popleft()
            places.append(Place(*position, mention.state, mention.form))
        words = offices(sentence.language)
        titles = tuple(words.titles(folded.text))
        yield Line(number, sentence, folded, words, tuple(places), titles)
