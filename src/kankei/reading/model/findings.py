"""What the rules found in each sentence: the measure by which proposals are judged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

from ...terms.source import Span
from ..claims.placing import Placing
from ..passages import QuantityMention, Reading
from .locating import Place

Found = TypeVar("Found")
Placed = Mapping[int, list[tuple[int, int, Found]]]
"""Start, end and find, by sentence."""


class Findings:
    """The finds of a reading, laid on its sentences.

    Parameters
    ----------
    reading
        What the rules read.
    """

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        placing = Placing(reading.sentences)
        self._named: Placed[tuple[str, ...]] = placing.by_sentence(_named(reading))
        self._dates = placing.by_sentence((one.spans, one) for one in reading.dates)
        self._quantities = placing.by_sentence((one.spans, one) for one in reading.quantities)
        self._conditions = placing.by_sentence(
            (one.condition, one)
            for one in reading.causes
            if one.condition and one.horizon != "past"  # と after what was done is *when*, not *if*
        )
        self._states = {one.person: one.state for one in reading.persons if one.state}
        self._states |= {one.body: one.state for one in reading.bodies if one.state}

    def actors(self, sentence: int, place: Place) -> frozenset[str]:
        """Ids that the name register gives to words: those named, and the states they act for."""
        found = _overlapping(self._named, sentence, place)
        return frozenset(actor for ids in found for actor in ids)

    def dates(self, sentence: int, place: Place) -> frozenset[str]:
        """Values, the accepted ones among them, that the date grammar gives to words."""
        found = _overlapping(self._dates, sentence, place)
        return frozenset(
            value for one in found for value in (one.value, *one.accept) if value is not None
        )

    def quantities(self, sentence: int, place: Place) -> list[QuantityMention]:
        """Quantities that overlap with words."""
        return _overlapping(self._quantities, sentence, place)

    def conditional(self, sentence: int, place: Place) -> bool:
        """Whether words lie for the most part inside a condition."""
        return any(
            2 * place.overlap(start, end) > place.end - place.start
            for start, end, _ in self._conditions.get(sentence, ())
        )

    def state_of(self, actor: str) -> str:
        """The state for which an actor acts; the actor itself when it acts for none."""
        return self._states.get(actor, actor)


def _named(reading: Reading) -> Iterable[tuple[tuple[Span, ...], tuple[str, ...]]]:
    for state in reading.states:
        yield state.spans, (state.state,)
    for person in reading.persons:
        yield person.whole, (person.person, *filter(None, [person.state]))
    for body in reading.bodies:
        yield body.spans, (body.body, *filter(None, [body.state]))


def _overlapping(placed: Placed[Found], sentence: int, place: Place) -> list[Found]:
    return [
        found for start, end, found in placed.get(sentence, ()) if place.overlap(start, end) > 0
    ]
