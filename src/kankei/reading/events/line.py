"""A sentence as the finder of events sees it: words, phrases with their slots, dates, clauses."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ..claims.scene import Actor, Scene
from ..once import once
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


@dataclass(slots=True)
class Who:
    """Actors named together, and the states that they act for.

    Those who are meant by a reference (*both sides*) bring the date when they were told of.
    """

    ids: tuple[str, ...]
    states: tuple[str, ...]
    inferred: bool = False
    date: str | None = None


@dataclass(slots=True)
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


@dataclass
class Line:
    """One sentence with all that was found in it."""

    number: int
    scene: Scene
    dates: tuple[Dated, ...]
    allegiance: Allegiance
    referred: tuple[tuple[Actor, Who], ...] = ()

    @once
    def rules(self) -> Mapping[str, Any]:
        """The grammar of the language."""
        return grammar(self.scene.sentence.language)

    @once
    def text(self) -> str:
        """The characters as they are matched."""
        return matched(self.scene.text, self.scene.sentence.language)

    @once
    def articles(self) -> bool:
        """Whether nouns have articles and no cases: word order alone tells who acts (English)."""
        return bool(self.rules.get("articles"))

    @once
    def words(self) -> tuple[Found, ...]:
        """The words of the table outside quotations."""
        found = find_words(self._unnamed, self.scene.sentence.language)
        pretext: re.Pattern[str] | None = self.rules.get("pretext")
        for given in pretext.finditer(self.text) if pretext else ():
            found = tuple(word for word in found if not given.start() <= word.start < given.end())
        if self.dates and self.articles:
            found = tuple(word for word in found if not self._in_date(word.start))
        if self.scene.quotes:
            found = tuple(word for word in found if not self._in_speech(word.start))
        if not self._persons:
            return found
        return tuple(word for word in found if not (word.word.acts and self._in_name(word)))

    def _in_date(self, place: int) -> bool:
        """Whether a place lies in an English date: *on 10 March* nobody marches."""
        return any(start <= place < end for start, end, _ in self.dates)

    def _in_speech(self, place: int) -> bool:
        """Whether a place lies in words that are quoted, and no term in marks: 「相互関税」を."""
        terms = (one for one in self._terms if one[0] < place < one[1])
        return self.scene.quoted(place) and next(terms, None) is None

    @once
    def _terms(self) -> list[tuple[int, int]]:
        pattern: re.Pattern[str] | None = self.rules.get("term")
        return [match.span() for match in pattern.finditer(self.text)] if pattern else []

    @once
    def _unnamed(self) -> str:
        """The text without the names of persons, where their characters may be words: 馬可仕."""
        filler: str | None = self.rules.get("masked")
        if not filler or not self._persons:
            return self.text
        text = list(self.text)
        for start, end in self._persons:
            text[start:end] = filler * (end - start)
        return "".join(text)

    def _in_name(self, word: Found) -> bool:
        """Whether a word is only part of the name of a person: 열 in 윤석열."""
        return any(
            start < word.start < end or (start == word.start and word.stem <= end)
            for start, end in self._persons
        )

    @once
    def _persons(self) -> tuple[tuple[int, int], ...]:
        return tuple((one.start, one.end) for one in self.scene.actors if one.kind == "person")

    @once
    def actors(self) -> tuple[tuple[Actor, Who], ...]:
        """The actors outside quotations, by name or reference, in order."""
        theirs = [one.end for one, _ in self.referred]
        named = (
            (one, self.allegiance.who(one))
            for one in self.scene.speakers
            if one.kind not in ("unnamed", "media")
            and not (one.kind == "state" and self._private(one))
            and not (one.kind == "body" and one.start - 1 in theirs)
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

    @once
    def heads_of_bodies(self) -> frozenset[str]:
        """Persons who act for an international body by their title: 北约秘书长."""
        titled: re.Pattern[str] | None = self.rules.get("heads_body")
        persons = [one for one, _ in self.actors if titled and one.kind == "person"]
        named = (one for one in persons if titled and titled.search(self.text, one.start, one.end))
        return frozenset(name for one in named for name in one.ids)

    def disclaimed(self, place: int) -> bool:
        """Whether a place lies in what is said to be untrue or unproven: *no evidence that*."""
        return any(start <= place < end for start, end in self._disclaimed)

    @once
    def _disclaimed(self) -> list[tuple[int, int]]:
        patterns: tuple[tuple[str, re.Pattern[str]], ...] = self.rules["disclaimed"]
        return [
            match.span("what") for _, pattern in patterns for match in pattern.finditer(self.text)
        ]

    @once
    def described(self) -> tuple[tuple[int, int], ...]:
        """Stretches in which a participle describes the noun before them, their comma left out."""
        pattern: re.Pattern[str] | None = self.rules["aside"].get("described")
        found = pattern.finditer(self.text) if pattern and self.rules.get("inverts") else ()
        return tuple((match.start() + 2, self._listed_end(match.end())) for match in found)

    def _listed_end(self, end: int) -> int:
        """Where a list of actors ends that goes on behind a comma."""
        for actor in self.scene.actors:
            listed = actor.start == end + 2 and any(one.end == end for one in self.scene.actors)
            end = actor.end if listed else end
        return end

    def description(self, place: int) -> tuple[int, int] | None:
        """The stretch of a participle in which a place lies."""
        for region in self.described:
            if region[0] <= place < region[1]:
                return region
        return None

    @once
    def bounds(self) -> tuple[int, ...]:
        """Where clauses begin."""
        pattern: re.Pattern[str] = self.rules["clause"]
        found = [0]
        weak: set[int] = set()
        named = [one for one in self.scene.actors if one.kind != "unnamed"]
        for match in pattern.finditer(self.text):
            place = match.end()
            inside = self.scene.quoted(place) or self._bracketed(place) or self._linking(match)
            inside = inside or any(one.start < place < one.end for one in named)
            inside = inside or any(start < place < end for start, end, _ in self.dates)
            if not inside and not self._only_date(found[-1], place):
                found.append(place)
                if match.group() == ", ":
                    weak.add(place)
        found = sorted({*found, self.opening})
        weak.discard(self.opening)
        return tuple(self._with_verbs(found, weak) if weak and "verbal" in self.rules else found)

    @once
    def opening(self) -> int:
        """Where a clause ends that opens the sentence: *After A met B, C left*; 0 without one."""
        opened: re.Pattern[str] | None = self.rules.get("opening_clause")
        match = opened.match(self.text) if opened else None
        place = match.end() if match else 0
        inside = self.scene.quoted(place) or self._bracketed(place)
        inside = inside or any(one.start < place < one.end for one in self.scene.actors)
        inside = inside or any(start < place < end for start, end, _ in self.dates)
        return 0 if inside else place

    def _with_verbs(self, found: list[int], weak: set[int]) -> list[int]:
        """Clauses without those that a comma alone makes and that have no verb: lists, titles.

        Such a stretch belongs to what follows, *США, Япония и КНР договорились*; where a verb is
        only before it, to what precedes, *встретился с главой МИД, послом и военными*.
        """
        kept = [0]
        for place in found[1:]:
            if place not in weak or self._verb_within(kept[-1], place):
                kept.append(place)
        ends = [*kept[1:], len(self.text)]
        return [
            place
            for place, end in zip(kept, ends, strict=True)
            if place not in weak or end in weak or self._verb_within(place, end)
        ]

    def _verb_within(self, start: int, end: int) -> bool:
        """Whether a stretch has a verb that is not in the words of a participle."""
        verbal: re.Pattern[str] = self.rules["verbal"]
        found = verbal.finditer(self.text, start, end)
        return any(
            not self.description(match.start())
            and not any(one.start <= match.start() < one.end for one in self.scene.actors)
            for match in found
        )

    def _bracketed(self, place: int) -> bool:
        return any(start < place < end for start, end in self._brackets)

    @once
    def _brackets(self) -> list[tuple[int, int]]:
        return [match.span() for match in _BRACKET.finditer(self.text)]

    def _only_date(self, start: int, end: int) -> bool:
        """Whether a stretch holds a date and hardly more: it opens the clause behind it.

        A Chinese one of so few characters may name somebody: 翌日转访吐瓦鲁.
        """
        terse = self.rules["order"] == "verb first" and not self.rules["spaced"]
        if terse and any(start <= one.start < end for one in self.scene.speakers):
            return False
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
