"""Which slot of a Japanese or Korean predicate a phrase fills, by its own slot and its noun's."""

from __future__ import annotations

from .line import Phrase
from .predication import OWN, Predication

FALLEN = frozenset({"troops", "peacekeeper"})
"""Whose state suffers when they die: ペルー兵3人が死亡した."""


def outer(phrase: Phrase) -> str | None:
    """The slot of a phrase, or that of the noun to which it belongs."""
    return phrase.head if phrase.slot in ("owner", "plain") else phrase.slot


def slot_of(phrase: Phrase, one: Predication, thing: int) -> str | None:
    """The slot of a phrase towards a predicate."""
    if phrase.slot in ("owner", "plain"):
        own = phrase.of == thing or phrase.of == one.word.start
        bare = one.word.shape.voice != "active"
        if own and one.act.name == "die" and one.object and one.object.word.kinds & FALLEN:
            return "object"
        takes_part = one.act.frame in OWN or one.act.frame == "suffer"
        if own and not takes_part and _owns_object(phrase, one):
            return "object"
        if own and (takes_part or bare):
            return phrase.slot
        if phrase.head == "topic" or (one.act.frame == "give" and phrase.head == "object"):
            return None
        hit = phrase.head == "at" and phrase.of is not None and one.act.plover == "ASSAULT"
        return "by" if hit and one.shape.voice == "passive" else phrase.head
    if phrase.slot == "by" and phrase.head and phrase.of not in (thing, one.word.start):
        return phrase.head
    return phrase.slot


def _owns_object(phrase: Phrase, one: Predication) -> bool:
    """Whether a phrase belongs to the object of a noun: 日本の外交官の追放."""
    return one.object is not None and phrase.start <= one.object.start < one.word.start
