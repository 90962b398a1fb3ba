"""Slots of English, Chinese and Russian phrases: preposition, case, 's and 的."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ..claims.scene import Actor
from .cases import case_slot, may_receive
from .finding import Found
from .line import Line, Phrase, Who
from .predication import FREE

_VERB = re.compile(r"[а-я]{2}(?:л|ла|ло|ли|ет|ют|ит|ат|ят) \Z")
"""A verb right before a name: what follows is no genitive, *передала Австралии*."""

_ADJECTIVE = re.compile("[а-я]{3}(?:ий|ый|ая|ое|ие|ые|ого|ой|ому|им|ым|ую|их|ых|ими|ыми)$")

_CASED = ("none", "of", "to", "by", "object", "at")
"""Slots of names that are no adjectives, in any case."""

_COMPOUND = re.compile(r"-[а-я]+(?:ий|ая|ое|ие|ого|ой|ому|им|ую|ом|их|ими)\b")
"""The second half of an adjective: *турецко-ливийский*."""

_OPEN = ("о", "и", "у", "е", "э", "ю", "ы")
"""How names end that have no cases, or the same in several."""

WINDOW = 32
"""So many characters before a phrase can hold its preposition."""

ADJACENT = 30
"""A noun belongs to an actor before it when so few characters of adjectives stand between."""


def phrases(line: Line) -> tuple[Phrase, ...]:
    """Find the actors of a sentence with their slots, in order."""
    return tuple(_phrase(line, actor, who) for actor, who in line.actors)


def _phrase(line: Line, actor: Actor, who: Who) -> Phrase:
    bare = Phrase(actor.start, actor.end, actor.end, _slot(line, actor), who)
    owner = line.rules["owner"].match(line.text, actor.end)
    stop = owner.end() if owner else actor.end
    of = _noun_after(line, stop)
    compound = _COMPOUND.match(line.text, actor.end)
    if compound and actor.kind == "state":
        return replace(bare, slot="plain", head=bare.slot, of=_noun_after(line, compound.end()))
    if owner or (of is not None and actor.kind == "state" and not _noun(line, actor, bare.slot)):
        slot = "owner" if owner else "plain"
        return replace(bare, stop=stop, slot=slot, head=bare.slot, of=of)
    return bare


def _governs(line: Line, actor: Actor) -> bool:
    """Whether a capital stands for those who govern in it: В Триполи выразили недовольство."""
    before, behind = line.rules.get("governs"), line.rules.get("governing")
    if not before or not behind or not before.search(line.text, 0, actor.start):
        return False
    return behind.match(line.text, actor.end) is not None


def _noun(line: Line, actor: Actor, slot: str) -> bool:
    """Whether a Russian name is a noun in its own case, and no adjective beside a noun."""
    russian = line.scene.sentence.language == "ru"
    return russian and slot in _CASED and not _ADJECTIVE.search(line.text, 0, actor.end)


def _slot(line: Line, actor: Actor) -> str:
    window = max(0, actor.start - WINDOW)
    if line.rules.get("parts"):
        window = max(window, line.clause_start(actor.start))
    if actor.kind in ("state", "body") and _governs(line, actor):
        return "none"
    titled = line.rules.get("nominative_title")
    if titled and titled.match(line.text, actor.start):
        return "none"
    for name, pattern in line.rules["slots"]:
        found = pattern.search(line.text, window, actor.start)
        if found and not (name in ("at", "from") and _starts_anew(line, actor, found.group())):
            return str(name)
    for name, pattern in line.rules.get("titled", ()):
        if actor.kind == "person" and pattern.match(line.text, actor.start):
            return str(name)
    name, language = line.scene.text[actor.start : actor.end], line.scene.sentence.language
    slot = case_slot(name, language, last=actor.kind == "person")
    whose = line.rules.get("genitive_after") if slot == "none" and name.isupper() else None
    if whose and whose.search(line.text, window, actor.start):
        return "of"
    given = slot == "of" and may_receive(name, language)
    return "to" if given and _VERB.search(line.text, window, actor.start) else slot


def _starts_anew(line: Line, actor: Actor, before: str) -> bool:
    """Whether a noun of its own stands behind a preposition: *после выборов Каракас выслал*."""
    name, language = line.scene.text[actor.start : actor.end], line.scene.sentence.language
    if language != "ru" or actor.kind != "state" or before.strip().count(" ") < 1:
        return False
    declined = not name.isupper() and not name.endswith(_OPEN) and not _ADJECTIVE.search(name)
    return declined and case_slot(name, language, last=False) == "none"


def _noun_after(line: Line, place: int) -> int | None:
    """Where the noun begins that follows a place, adjectives between them left aside."""
    for word in line.words:
        if word.start < place:
            continue
        if word.shape.voice != "noun":
            return None
        gap = line.text[place : word.start]
        near = len(gap) <= ADJACENT and line.rules["adjectives"].fullmatch(gap)
        return word.start if near else None
    return None


def first_listed(line: Line, free: Sequence[Phrase]) -> Phrase | None:
    """The first of those who are listed last: *A and B, who …, met*."""
    first = free[-1] if free else None
    for phrase in free[-2::-1]:
        if first is None or not line.rules["listed"].fullmatch(line.text, phrase.stop, first.start):
            break
        first = phrase
    return first


def told_of(line: Line, free: Sequence[Phrase]) -> Phrase | None:
    """Of whom a Chinese clause tells behind its word of saying: 外长证实美方达成停火."""
    saying: re.Pattern[str] | None = line.rules.get("saying")
    for speaker, phrase in pairwise(free) if saying else ():
        told = saying and phrase.slot == "none"
        if saying and told and saying.search(line.text, speaker.stop, phrase.start):
            return phrase
    return None


def left_behind(line: Line, phrase: Phrase, verb: Found) -> bool:
    """Whether a Chinese phrase belongs to words that tell when: 与阿方通话时谴责袭击."""
    when: re.Pattern[str] | None = line.rules.get("when_told")
    if when is None or phrase.slot in FREE or phrase.stop > verb.start:
        return False
    return when.search(line.text, phrase.stop, verb.start) is not None
