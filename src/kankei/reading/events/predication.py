"""A predicate with its act, its object and the phrases around it, before anyone has a role."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from .finding import Found
from .line import Line, Phrase
from .shape import Shape
from .table import Act
from .table import acts as known_acts

OWN = ("meet", "joint", "accord", "convene", "lone", "visit")
"""Frames in which the owner of an object takes part: 米国の演習が行われた."""

FREE = ("none", "plain", "owner")
"""Slots of phrases that no preposition governs, or whose noun none governs."""

TEXTS = frozenset({"agreement", "jointtext", "proposal", "resolution", "blame", "warning"})
"""Kinds of things that may promise or provide, but do not act for a state."""

ACCUSATIVE = ("у", "ю")
"""How many Russian nouns end that can be nothing but objects."""


ALLEGED = 32
"""What is said to be true ends within so many characters before the verb that says so."""

AGAIN = "again"
"""The act of doing what somebody else has just done: *followed suit*, ニジェールも続いた."""

DONE = "perform"
"""The act of doing what its object names, of whatever kind: 철수를 마쳤다."""


@dataclass(slots=True)
class Predication:
    """An act found in a sentence.

    Parameters
    ----------
    word
        The predicate, a verb or a noun.
    object
        The noun that decides which act it is, if any.
    start, end
        The clause.
    taken
        Phrases with the slots they fill, in order.
    content
        Who acts in what is said or demanded.
    elliptic
        Whether the clause has no subject of its own, so that the one before goes on.
    """

    word: Found
    act: Act
    object: Found | None
    shape: Shape
    start: int
    end: int
    taken: tuple[tuple[str, Phrase], ...] = ()
    content: Phrase | None = None
    elliptic: bool = True

    @property
    def nominal(self) -> bool:
        """Whether a noun alone tells of the act."""
        return self.shape.voice == "noun"

    def having(self, slot: str) -> list[Phrase]:
        """The phrases in a slot."""
        return [phrase for name, phrase in self.taken if name == slot]

    def turned(self) -> Predication:
        """The same act in the active voice: who suffers it is its object."""
        if self.shape.voice != "passive":
            return self
        if self.act.frame in OWN:
            return self
        taken = tuple((("object" if slot == "subject" else slot), one) for slot, one in self.taken)
        return replace(self, taken=taken)


def chosen(word: Found, near: Found | None) -> tuple[Act, Found | None] | None:
    """The first act of a word that its object allows; else the act that needs no object."""
    for act in word.word.acts:
        if act.objects and near and act.objects & near.word.kinds:
            return act, near
    free = (act for act in word.word.acts if not act.objects)
    return next(((act, None) for act in free), None)


def alleged(line: Line, verb: Found) -> tuple[Act, None] | None:
    """The blame or threat in a verb that asks as well: 侵略したと訴えた, 武力も辞さないと迫った."""
    acts = {act.name: act for act in verb.word.acts if not act.objects}
    menace: re.Pattern[str] | None = line.rules.get("menace")
    if menace and "demand" in acts and menace.search(line.text, 0, verb.start):
        return known_acts()["warn"][-1], None
    told: re.Pattern[str] | None = line.rules.get("alleging")
    if told is None or not acts.keys() >= {"demand", "accuse"}:
        return None
    near = max(0, verb.start - ALLEGED)
    return (acts["accuse"], None) if told.search(line.text, near, verb.start) else None


def auxiliary(line: Line, verb: Found) -> bool:
    """Whether a verb only says how the one that it is written against went: 制限し始めた."""
    if not any(act.name == DONE for act in verb.word.acts):
        return False
    return any(word.end == verb.start and word.shape.voice != "noun" for word in line.words)


def slot_behind(verb: Found) -> str:
    """The slot behind a verb of two words is that of its preposition: *drill with*."""
    return "with" if verb.word.lemma.endswith(" with") else "object"
