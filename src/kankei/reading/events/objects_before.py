"""Which noun behind an English, Chinese or Russian verb is its object."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from .finding import Found
from .line import Line, Phrase
from .nouns_before import raises
from .predication import chosen
from .table import Act, acts
from .verbal_nouns import verbal

REACH = 90
"""An object stands within so many characters of its verb."""

BEHIND = 48
"""A preposition stands within so many characters before its noun."""

MOVED = (("deploy", "withdraw"), ("send", "withdraw"), ("summon", "recall"))
"""Acts, and what they turn into where they lead home."""

MOVING = frozenset({"troops", "ship", "peacekeeper"})
"""Kinds of things that go away themselves."""

MOVES_OFF = "leave"
"""The act of going away from a place."""

ARRIVES = "arrive"
"""The act of coming to a place."""

SENDING = "send"
"""The act of sending somebody or something somewhere."""

NEAR = 8
"""A relative clause begins within so many characters of the noun it describes."""


def wants(verb: Found, nouns: Sequence[Found]) -> bool:
    """Whether one of several nouns is of a kind that a verb can have as its object."""
    wanted = {kind for act in verb.word.acts for kind in act.objects}
    return any(noun.word.kinds & wanted for noun in nouns)


def meant(line: Line, words: Sequence[Found], verb: Found) -> Found | None:
    """The noun before a verb for which a pronoun behind it stands: *signed a pact and left it*."""
    pronoun: re.Pattern[str] | None = line.rules.get("object_pronoun")
    if pronoun is None or not pronoun.match(line.text, verb.end):
        return None
    several: re.Pattern[str] = line.rules["several"]
    many = several.match(line.text, verb.end) is not None
    before = (word for word in reversed(words) if word.stem <= verb.start)
    alike = (w for w in before if line.text[: w.stem].endswith("s") == many)
    found = [word for word in alike if word.shape.voice == "noun" and wants(verb, [word])]
    hanging: re.Pattern[str] = line.rules["hanging"]
    heads = (w for w in found if not hanging.search(line.text, max(0, w.start - BEHIND), w.start))
    return next(heads, found[0] if found else None)


def infinitive(line: Line, verb: Found, noun: Found) -> bool:
    """Whether another verb stands between *agree to* and a noun: *agreed to let the envoys go*."""
    nominal: re.Pattern[str] | None = line.rules.get("nominal_object")
    if nominal is None or not verb.word.lemma.endswith(" to") or noun.start < verb.end:
        return False
    return nominal.fullmatch(line.text, verb.end, noun.start) is None


def fitting(line: Line, verb: Found, nouns: Sequence[Found]) -> Found:
    """The first noun that a verb can have as an object, else the first."""
    wanted = {kind for act in verb.word.acts for kind in act.objects}
    if raises(line, verb):
        for thing, noun in pairwise(nouns):
            if verbal(line, noun, thing):
                return noun
        if nouns[0].word.acts:
            return nouns[0]
    fits = [noun for noun in nouns if noun.word.kinds & wanted]
    return _described(line, fits) if fits else nouns[0]


def _described(line: Line, nouns: Sequence[Found]) -> Found:
    """The first noun; a Chinese one with 的 behind it describes the next: 对酒的关税."""
    head: re.Pattern[str] | None = line.rules.get("headed")
    last = nouns[0]
    for noun in nouns[1:] if head else ():
        if not (head and head.fullmatch(line.text, last.stem, noun.start)):
            break
        last = noun
    return last


def headed(
    line: Line, inner: Sequence[Found], verb: Found, near: list[Found], behind: Sequence[Found]
) -> list[Found]:
    """The nouns near a verb; a Chinese object stands behind inner verbs: 签署投资环保的协议."""
    head: re.Pattern[str] | None = line.rules.get("headed")
    if head is None or not inner or not behind or wants(verb, near):
        return near
    last, begin = behind[-1], inner[-1].end
    led = begin <= last.start and head.fullmatch(line.text, begin, last.start)
    return [last] if led and wants(verb, [last]) else near


def modified(words: Sequence[Found], begin: int, verb: Found, *, far: bool) -> Found | None:
    """The noun before a clause that describes it; of a passive participle it may stand ``far``.

    *Соглашение о сотрудничестве с США, подписанное Финляндией*.
    """
    nouns = [w for w in words if w.stem <= begin <= w.stem + REACH and w.shape.voice == "noun"]
    beside = [word for word in nouns if begin <= word.stem + NEAR]
    suited = [word for word in nouns if wants(verb, [word])] if far else []
    described = (suited or beside)[-1:]
    return described[0] if described and chosen(verb, described[0]) else None


def homeward(line: Line, verb: Found, act: tuple[Act, Found | None]) -> tuple[Act, Found | None]:
    """Sending those home who were sent is a withdrawal: *flew its last soldiers home*."""
    back: re.Pattern[str] | None = line.rules.get("homeward")
    home = next((other for name, other in MOVED if name == act[0].name), None)
    if back is None or home is None or not back.match(line.text, verb.end):
        return act
    kinds = act[1].word.kinds if act[1] else frozenset()
    other = (one for one in acts()[home] if one.objects & kinds)
    return next(((one, act[1]) for one in other), act)


def moves_off(line: Line, verb: Found, near: Found) -> bool:
    """Whether soldiers before an English verb are who goes: *the last soldiers left Chad*.

    So are those, and the goods, before a Chinese verb of arrival: 俄军次日抵达.
    """
    if line.rules.get("disposal") is not None:
        arrives = any(
            act.name == ARRIVES and near.word.kinds & act.objects for act in verb.word.acts
        )
        return arrives and verb.shape.voice == "active" and near.stem <= verb.start
    if not line.articles or not near.word.kinds & MOVING:
        return False
    leaves = any(act.name == MOVES_OFF for act in verb.word.acts)
    return leaves and verb.shape.voice == "active" and near.stem <= verb.start


def sent_to(
    line: Line, phrases: Sequence[Phrase], verb: Found, end: int
) -> tuple[Act, None] | None:
    """The visit of a person who is sent somewhere: *dispatched Amorim to Caracas*."""
    sending = any(act.name == SENDING for act in verb.word.acts)
    if not sending or not line.articles or verb.shape.voice != "active":
        return None
    behind = (one for one in phrases if verb.end < one.start <= verb.end + NEAR * NEAR)
    person = next((one for one in behind if one.who.ids[0].islower() and one.who.states), None)
    if person is None or " to " not in line.text[person.end : end]:
        return None
    return acts()["visit"][-1], None


def suffering_before(line: Line, nouns: Sequence[Found], begin: int, verb: Found) -> list[Found]:
    """What an English passive without a subject goes on with: *troops came and were recalled*."""
    if not line.articles or verb.shape.voice != "passive" or not begin:
        return []
    bare: re.Pattern[str] = line.rules["subjectless"]
    joined = line.text.endswith(" and ", 0, begin)
    if not joined or not bare.fullmatch(line.text, begin, verb.start):
        return []
    start = line.clause_start(begin - 1)
    return [noun for noun in nouns if start <= noun.start < begin and wants(verb, [noun])][:1]
