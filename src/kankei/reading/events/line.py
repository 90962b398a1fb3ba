"""A sentence as the finder of events sees it: words, phrases with their slots, dates, clauses."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ..claims.scene import Actor, Scene
from ..passages import BodyMention, DateMention, PersonMention
from .finding import Found, find_words
from .folding import matched
from .table import grammar

FEW = 6
"""A date with no more characters around it is no clause."""

HAILS = 32
"""So many characters before a state can say who comes from there: *a boy from*."""

ABBREVIATION = 12
"""A bracket of so many characters at most holds no clause: (ASEAN)."""

_STATE = re.compile("[A-Z]{3}")
_BRACKET = re.compile(r"[（(][^（()）]*[)）]")

Dated = tuple[int, int, DateMention]


@dataclass(frozen=True, slots=True)
class Who:
    """Actors named together, and the states that they act for.

    Those who are meant by a reference (*both sides*) bring the date when they were told of.
    """

    ids: tuple[str, ...]
    states: tuple[str, ...]
    inferred: bool = False
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Phrase:
    """Actors at ``[start, end)`` in a slot; the marker of the slot ends at ``stop``.

    ``of`` is where the noun begins to which the phrase belongs (米国の制裁), and ``head`` the slot
    of that noun.
    """

    start: int
    end: int
    stop: int
    slot: str
    who: Who
    head: str | None = None
    of: int | None = None


class Allegiance:
    """For which state each actor of a document acts."""

    def __init__(self, persons: Iterable[PersonMention], bodies: Iterable[BodyMention]) -> None:
        self._state: dict[str, str] = {}
        self._who: dict[tuple[str, ...], Who] = {}
        for person in persons:
            if person.state:
                self._state.setdefault(person.person, person.state)
        for body in bodies:
            if body.state:
                self._state.setdefault(body.body, body.state)

    def who(self, actor: Actor) -> Who:
        """An actor of a scene with the states it acts for."""
        if actor.kind == "state":
            return Who(actor.ids, actor.ids)
        return self.of(actor.ids)

    def of(self, ids: tuple[str, ...]) -> Who:
        """Actors by id with the states they act for."""
        if ids not in self._who:
            states = (self._state.get(one, one if _STATE.fullmatch(one) else "") for one in ids)
            self._who[ids] = Who(ids, tuple(dict.fromkeys(filter(None, states))))
        return self._who[ids]


@dataclass(frozen=True)
class Line:
    """One sentence with all that was found in it."""

    number: int
    scene: Scene
    dates: tuple[Dated, ...]
    allegiance: Allegiance
    referred: tuple[tuple[Actor, Who], ...] = ()

    @cached_property
    def rules(self) -> Mapping[str, Any]:
        """The grammar of the language."""
        return grammar(self.scene.sentence.language)

    @cached_property
    def text(self) -> str:
        """The characters as they are matched."""
        return matched(self.scene.text, self.scene.sentence.language)

    @cached_property
    def words(self) -> tuple[Found, ...]:
        """The words of the table outside quotations."""
        found = find_words(self.text, self.scene.sentence.language)
        if self.scene.quotes:
            found = tuple(word for word in found if not self.scene.quoted(word.start))
        if not self._persons:
            return found
        return tuple(word for word in found if not (word.word.acts and self._in_name(word)))

    def _in_name(self, word: Found) -> bool:
        """Whether a word is only part of the name of a person: 열 in 윤석열."""
        return any(
            start < word.start < end or (start == word.start and word.stem <= end)
            for start, end in self._persons
        )

    @cached_property
    def _persons(self) -> tuple[tuple[int, int], ...]:
        return tuple((one.start, one.end) for one in self.scene.actors if one.kind == "person")

    @cached_property
    def actors(self) -> tuple[tuple[Actor, Who], ...]:
        """The actors outside quotations, by name or reference, in order."""
        named = (
            (one, self.allegiance.who(one))
            for one in self.scene.speakers
            if one.kind not in ("unnamed", "media")
            and not (one.kind == "state" and self._private(one))
        )
        return tuple(sorted((*named, *self.referred), key=lambda pair: pair[0].start))

    def _private(self, actor: Actor) -> bool:
        """Whether a state only says where somebody or something comes from: *British actors*."""
        behind: re.Pattern[str] = self.rules["private"]
        before: re.Pattern[str] = self.rules["private_before"]
        near = max(0, actor.start - HAILS)
        return bool(
            behind.match(self.text, actor.end) or before.search(self.text, near, actor.start)
        )

    def disclaimed(self, place: int) -> bool:
        """Whether a place lies in what is said to be untrue or unproven: *no evidence that*."""
        return any(start <= place < end for start, end in self._disclaimed)

    @cached_property
    def _disclaimed(self) -> list[tuple[int, int]]:
        patterns: tuple[tuple[str, re.Pattern[str]], ...] = self.rules["disclaimed"]
        return [
            match.span("what") for _, pattern in patterns for match in pattern.finditer(self.text)
        ]

    @cached_property
    def bounds(self) -> tuple[int, ...]:
        """Where clauses begin."""
        pattern: re.Pattern[str] = self.rules["clause"]
        found = [0]
        for match in pattern.finditer(self.text):
            place = match.end()
            inside = self.scene.quoted(place) or self._bracketed(place) or self._linking(match)
            inside = inside or any(one.start < place < one.end for one in self.scene.actors)
            inside = inside or any(start < place < end for start, end, _ in self.dates)
            if not inside and not self._only_date(found[-1], place):
                found.append(place)
        return tuple(found)

    def _bracketed(self, place: int) -> bool:
        return any(start < place < end for start, end in self._brackets)

    @cached_property
    def _brackets(self) -> list[tuple[int, int]]:
        return [match.span() for match in _BRACKET.finditer(self.text)]

    def _only_date(self, start: int, end: int) -> bool:
        """Whether a stretch holds a date and hardly more: it opens the clause behind it."""
        return any(
            start <= low and high <= end and end - start - (high - low) <= FEW
            for low, high, _ in self.dates
        )

    def _linking(self, match: re.Match[str]) -> bool:
        """Whether it is no clause that ends here but a phrase: にかけて、."""
        if match.group() == ")" and any(
            end == match.end() and end - start <= ABBREVIATION for start, end in self._brackets
        ):
            return True
        pattern: re.Pattern[str] = self.rules["no_clause"]
        return bool(pattern.search(self.text, max(0, match.start() - 8), match.end()))

    def clause_start(self, place: int) -> int:
        """Where the clause of a place begins."""
        return self.bounds[bisect_right(self.bounds, place) - 1]

    def clause_end(self, place: int) -> int:
        """Where the next clause begins, or the sentence ends."""
        after = bisect_right(self.bounds, place)
        return self.bounds[after] if after < len(self.bounds) else len(self.text)
