"""A frame becomes a sentence: slots filled, and every fact with its place in the sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from random import Random
from typing import Any

from .cast import Cast
from .clock import Clock, Dated
from .frame import ClaimFact, EventFact, Frame

Place = tuple[int, int]

_TOKEN = re.compile(r"<(/?)([a-z])>|\{([A-DNOT])([A-C]?)(?:\.(\w+))?(?:!([^}]+))?\}|\{Q\.(\w+)\}")
_END = re.compile(r"[。．.!?！？]+[”’»」』\"]*\Z")
HANGUL, FINALS, RIEUL = 0xAC00, 28, 8


@dataclass
class Told:
    """A sentence and what it says; places count its characters."""

    text: str = ""
    states: list[tuple[Place, str]] = field(default_factory=list)
    persons: list[tuple[Place, str, str]] = field(default_factory=list)
    dates: list[tuple[Place, str, str]] = field(default_factory=list)
    quantities: list[tuple[Place, float, str]] = field(default_factory=list)
    quotes: list[Place] = field(default_factory=list)
    events: list[tuple[Place, EventFact, frozenset[str], str | None]] = field(default_factory=list)
    claims: list[tuple[Place, ClaimFact, frozenset[str], str | None]] = field(default_factory=list)
    causes: list[tuple[str, Place, Place]] = field(default_factory=list)


class Teller:
    """Fills frames with one cast and one clock."""

    def __init__(self, forms: dict[str, Any], cast: Cast, clock: Clock, rng: Random) -> None:
        self.forms, self.cast, self.clock, self.rng = forms, cast, clock, rng

    def tell(self, frame: Frame) -> Told:
        """Write one sentence."""
        told = Told()
        stretches: dict[str, list[Place]] = {}
        opened: list[int] = []
        rest = 0
        for token in _TOKEN.finditer(frame.text):
            told.text += frame.text[rest : token.start()]
            rest = token.end()
            closing, tag = token[1], token[2]
            if tag and closing:
                stretches.setdefault(tag, []).append((opened.pop(), len(told.text)))
            elif tag:
                opened.append(len(told.text))
            else:
                self._fill(told, token)
        told.text += frame.text[rest:]
        self._conclude(told, frame, stretches)
        return told

    def _fill(self, told: Told, token: re.Match[str]) -> None:
        slot, owner, form, choice, quantity = token[3], token[4], token[5], token[6], token[7]
        if quantity:
            self._quantity(told, quantity)
        elif slot == "D":
            self._date(told)
        elif slot == "O":
            told.text += self.cast.outlet[1]
        elif slot in ("N", "T"):
            self._person(told, slot, owner, choice)
        else:
            self._state(told, slot, form or "name", choice)

    def _state(self, told: Told, slot: str, form: str, choice: str | None) -> None:
        state = self.cast.states[slot]
        if choice:
            told.text += self._chosen(choice, state.forms[form], state.gender)
            return
        name = state.forms[form]
        article = self.forms.get("article", {}).get(state.code, "") if form == "name" else ""
        told.text += article
        told.states.append(((len(told.text), len(told.text) + len(name)), state.code))
        told.text += name

    def _person(self, told: Told, slot: str, owner: str, choice: str | None) -> None:
        person = self.cast.persons[owner]
        word = person.name if slot == "N" else person.title
        if choice:
            told.text += self._chosen(choice, word, 0)
            return
        if slot == "N":
            place = len(told.text), len(told.text) + len(word)
            told.persons.append((place, person.title, person.state))
        told.text += word

    def _date(self, told: Told) -> None:
        take(told, self.clock.any() if self.clock.anchor else self.clock.explicit())

    def _quantity(self, told: Told, kind: str) -> None:
        form, factor, unit = self.rng.choice(self.forms["quantities"][kind])
        number = self.rng.randrange(2, 90)
        before, rest = form.split("<")
        word, after = rest.split(">")
        word = word.format(n=number)
        told.text += before
        place = len(told.text), len(told.text) + len(word)
        told.quantities.append((place, number * float(factor), unit))
        told.text += word + after

    def _chosen(self, choice: str, word: str, gender: int) -> str:
        """The particle after a Korean word, or the ending that agrees with a Russian one."""
        options = choice.split("/")
        if not "가" <= word[-1] <= "힣":
            return options[gender]
        final = (ord(word[-1]) - HANGUL) % FINALS
        closed = final > 0 and not (options[0] == "으로" and final == RIEUL)
        return options[0 if closed else 1]

    def _conclude(self, told: Told, frame: Frame, stretches: dict[str, list[Place]]) -> None:
        told.text = told.text[:1].upper() + told.text[1:]
        end = _END.search(told.text)
        whole = 0, end.start() if end else len(told.text)
        day = told.dates[0][1] if told.dates else None
        told.quotes = stretches.get("q", [])
        for fact, place in zip(frame.events, stretches.get("e", [whole] * 9), strict=False):
            told.events.append((place, fact, self._codes(fact.source + fact.target), day))
        for claim, place in zip(frame.claims, stretches.get("c", [whole] * 9), strict=False):
            told.claims.append((place, claim, self._codes(claim.speaker), self._outlet(claim)))
        pairs = zip(frame.signs, stretches.get("k", ()), stretches.get("f", ()), strict=False)
        told.causes = [(sign, cause, effect) for sign, cause, effect in pairs]

    def _codes(self, slots: str) -> frozenset[str]:
        return frozenset(self.cast.states[slot].code for slot in slots)

    def _outlet(self, claim: ClaimFact) -> str | None:
        return self.cast.outlet[0] if claim.outlet else None


def take(told: Told, written: Dated) -> None:
    """Add a date word to a sentence."""
    before, rest = written.text.split("<")
    word, after = rest.split(">")
    begin = len(told.text) + len(before)
    told.dates.append(((begin, begin + len(word)), written.value, written.kind))
    told.text += before + word + after


def shifted(place: Place, by: int) -> Place:
    """A place in a longer text."""
    return place[0] + by, place[1] + by
