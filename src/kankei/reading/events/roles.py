"""From slots to roles: who did it, to whom, and who is meant when nobody is named."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ..capitals import capitals
from .draft import Memory, Part, Role
from .line import Line, Phrase, Who
from .predication import Predication
from .table import frames

MUTUAL = ("meet", "joint", "accord")
"""Frames of acts that two or more do together."""

SHARED = frozenset({"talks", "call", "relations", "exchange", "route", "project"})
"""Kinds of things that two have with each other."""

_SAME = {"topic": "subject", "together": "subject"}
_LOCAL: dict[str, Role] = {"ASSAULT": "target", "PROTEST": "source", "meet": "participant"}
_LISTED = re.compile(r"[、・와과, ]{1,2}|と|や")
"""Between capitals that one visits in turn."""

_CAPITAL = re.compile("首都[ァ-ヴー・]{0,10}$|現地$")

_TOWARDS = ("に", "へ", "を")

CAPITAL = 16
"""No name of a capital has more characters."""

_ROLES: tuple[Role, ...] = ("source", "target", "participant")


def cast(line: Line, one: Predication, memory: Memory) -> tuple[Part, ...]:
    """Who takes part in an act."""
    parts = list(_named(one))
    if one.content and not _aimed(parts):
        parts += _content(one, parts)
    parts += _placed(line, one, parts)
    passive = one.shape.voice == "passive"
    alone = one.act.frame == "meet" and any(part.who.states for part in parts)
    told = one.nominal and not parts and one.shape.mood == "real"
    elliptic = one.elliptic and one.act.frame != "suffer"
    if ((elliptic or passive) and not one.nominal) or alone or told:
        parts += _elided(line, one, parts, memory)
    if one.act.frame == "visit" and not _aimed(parts):
        parts += _destination(line, one, parts)
    if one.act.frame == "demand":
        parts = _addressed(line, one, parts)
    return _settled(parts, one)


def _placed(line: Line, one: Predication, parts: list[Part]) -> Iterator[Part]:
    """States where it happened that take part by that.

    What is attacked there suffers, who riots there acts, and who is met there by title alone is
    theirs: カザフスタンでも外相と会談した.
    """
    role = _LOCAL.get(one.act.frame) or _LOCAL.get(one.act.plover)
    met = role == "participant"
    if role is None or (not met and any(part.role == role for part in parts)):
        return
    here = (phrase for phrase in one.having("at") if phrase.who.states)
    yield from (Part(phrase.who, role) for phrase in here if not met or _hosts(line, phrase, one))


def _hosts(line: Line, phrase: Phrase, one: Predication) -> bool:
    """Whether somebody of the state where one is stands between it and the verb, by title alone."""
    pattern: re.Pattern[str] | None = line.rules.get("host_partner")
    return bool(pattern and pattern.fullmatch(line.text, phrase.stop, one.word.start))


def _addressed(line: Line, one: Predication, parts: list[Part]) -> list[Part]:
    """A demand is made of one: of the object before others, in Japanese and Korean of に, 에."""
    last = line.rules["order"] == "verb last"
    slots = ("to", "from", "object") if last else ("from", "object", "to")
    asked = [phrase for slot in slots for phrase in one.having(slot)]
    if line.rules.get("inverts"):
        asked = [p for p in asked if p.start > one.word.start] or asked
        asked.sort(key=lambda phrase: phrase.start)
    first = asked[0].who if asked else None
    return [part for part in parts if part.role != "target" or first in (None, part.who)]


def _named(one: Predication) -> Iterator[Part]:
    table = frames()[one.act.frame]
    for slot, phrase in one.taken:
        role = table.get(_SAME.get(slot, slot))
        if slot == "post" and one.object and "diplomat" in one.object.word.kinds:
            role = "target"
        if slot == "around" and one.act.frame == "lone":
            role = "target"
        if role in _ROLES and phrase.who.ids:
            yield Part(phrase.who, role, phrase.who.inferred)


def _aimed(parts: list[Part]) -> bool:
    """Whether a target is named that is not of the side of those who act."""
    acting = {state for part in parts if part.role != "target" for state in part.who.states}
    return any(part.role == "target" and not acting >= set(part.who.states) for part in parts)


def _content(one: Predication, parts: list[Part]) -> Iterator[Part]:
    """Who is accused or asked is who acts in what is said."""
    sources = {state for part in parts for state in part.who.states}
    phrase: Phrase | None = one.content
    if phrase and one.act.frame in ("act", "demand") and not sources & set(phrase.who.states):
        yield Part(phrase.who, "target")


def _elided(line: Line, one: Predication, parts: list[Part], memory: Memory) -> Iterator[Part]:
    role: Role = "participant" if one.act.frame in MUTUAL else "source"
    acting = [part.who for part in parts if part.role == role]
    states = {name for who in acting for name in (who.states or who.ids)}
    if any(_organisation(phrase) for phrase in one.having("subject")):
        return
    enough = 2 if role == "participant" and not _with_others(line, one) else 1
    if (len(states) >= enough and not _left_out(line, one)) or (
        role == "source" and any(part.role == role for part in parts)
    ):
        return
    if one.shape.voice == "passive" and not states:
        if one.shape.link == "relative" and not line.rules.get("inverts"):
            return
        paragraph = line.scene.sentence.paragraph
        them = memory.near(paragraph) or memory.elided(paragraph)
        shared = _between(one) or (line.rules.get("inverts") and one.act.frame == "lone")
        if them and (role == "participant" or (shared and not parts)):
            yield Part(them, "participant", inferred=True)
        return
    subject = memory.elided(line.scene.sentence.paragraph)
    if role == "participant" and subject and not parts:
        pair = memory.companies.get("two") if line.articles else None
        near = memory.near(line.scene.sentence.paragraph) or (pair if _between(one) else None)
        subject = _with_partner(subject, near)
    if subject and not set(subject.states) & states:
        yield Part(subject, role, inferred=True)
    elif role == "participant" and memory.subject and len(states) == 1:
        them = memory.near(line.scene.sentence.paragraph)
        if them and states < set(them.states):
            yield Part(them, role, inferred=True)


def _left_out(line: Line, one: Predication) -> bool:
    """Whether a verb names only those whom its subject meets: *after meeting A and B, C left*."""
    active = one.shape.voice == "active" and line.rules["order"] == "verb first"
    return active and one.elliptic and not one.having("subject") and bool(one.having("object"))


def _with_others(line: Line, one: Predication) -> bool:
    """Whether those with whom one acts are told and are no actors: アフリカ53カ国との会議."""
    partner: re.Pattern[str] | None = line.rules.get("partner")
    if partner is None or line.rules["order"] != "verb last":
        return False
    told = partner.search(line.text, one.start, one.word.start)
    return told is not None and all(p.stop < told.start() for p in one.having("with"))


def _organisation(phrase: Phrase) -> bool:
    """Whether a phrase names a body of many states, which acts without others: 안보리는 회의를."""
    return bool(phrase.who.ids) and not phrase.who.states


def _with_partner(subject: Who, company: Who | None) -> Who:
    """Those with whom the subject has just acted go on with it: AとBが会談し、再開で一致した."""
    if company and len(subject.states) == 1 and set(subject.states) < set(company.states):
        return company
    return subject


def _destination(line: Line, one: Predication, parts: list[Part]) -> Iterator[Part]:
    """A visit to a capital is a visit to its state."""
    pattern, states = capitals(line.scene.sentence.language)
    own = {state for part in parts for state in part.who.states}
    end = line.clause_end(one.word.start) if line.rules["order"] == "verb first" else one.word.start
    last = None
    for match in pattern.finditer(line.scene.text, one.start, end):
        state = states[match.group()]
        if last is not None and not _LISTED.fullmatch(line.scene.text, last, match.start()):
            return
        if state not in own:
            yield Part(Who((state,), (state,)), "target", inferred=True)
            last = match.end()


def arrives(line: Line, one: Predication) -> bool:
    """Whether a verb that holds its Japanese particle follows a capital or a state: パリに入り."""
    if not one.word.word.lemma.startswith(_TOWARDS):
        return True
    place = one.word.start
    named = any(actor.end == place for actor, _ in line.actors)
    named = named or bool(_CAPITAL.search(line.text, max(0, place - CAPITAL), place))
    pattern, _ = capitals(line.scene.sentence.language)
    near = pattern.finditer(line.scene.text, max(0, place - CAPITAL), place)
    return named or any(match.end() == place for match in near)


def _settled(parts: list[Part], one: Predication) -> tuple[Part, ...]:
    """Each actor once, in its first role; who acts is not acted upon."""
    suffering = {state for part in parts for state in part.who.states}
    if len(suffering) > 1 and all(part.role == "target" for part in parts) and _between(one):
        parts = [replace(part, role="participant") for part in parts]
    seen: set[str] = set()
    kept = []
    for part in sorted(parts, key=lambda part: (part.role == "target", part.inferred)):
        fresh = [state for state in part.who.states if state not in seen]
        if part.who.states and not fresh:
            continue
        seen |= set(fresh)
        ids = tuple(one for one in part.who.ids if one not in part.who.states or one in fresh)
        kept.append(Part(Who(ids, tuple(fresh)), part.role, part.inferred))
    return tuple(kept)


def _between(one: Predication) -> bool:
    """Whether what is broken off was shared: *talks between A and B were suspended*."""
    return bool(one.object and one.object.word.kinds & SHARED)
