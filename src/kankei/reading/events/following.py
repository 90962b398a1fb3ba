"""Acts that somebody does as another has just done, and who is meant by what he is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ..claims.scene import Actor
from .draft import Draft, Memory, Part, Role
from .governing import closes_relative
from .line import Line, Phrase, Who
from .predication import AGAIN, Predication
from .roles import MUTUAL


def followed(
    line: Line, one: Predication, memory: Memory
) -> tuple[Predication, tuple[Part, ...]] | None:
    """The act told last, done by the subject of a verb of following.

    Words say that somebody else did so too; to whom it was done goes without saying.
    """
    done, who = memory.done, _subject(line, one)
    if done is None or who is None or one.shape.link == "chained":
        return None
    if line.scene.sentence.paragraph != memory.done_paragraph or done.states & set(who.states):
        return None
    return replace(one, act=done.act), tuple(_parts(done, who, memory))


def again(
    line: Line, one: Predication, parts: tuple[Part, ...], memory: Memory
) -> tuple[Predication, tuple[Part, ...]]:
    """What others did before, where somebody does the same: *Bahrain followed suit*.

    What a clause tells that describes him is not what he does again.
    """
    aside = closes_relative(line, one.start, one.word.start)
    done = memory.done_before if aside else memory.done
    alone: re.Pattern[str] | None = line.rules.get("followed_alone")
    whole = alone is None or alone.match(line.text, one.word.end)
    if one.act.name != AGAIN or done is None or not whole:
        return one, parts
    acting = {state for part in parts for state in part.who.states}
    upon = (part for part in done.parts if part.role == "target")
    others = (replace(part, inferred=True) for part in upon if not acting & set(part.who.states))
    return replace(one, act=done.act), (*parts, *others)


def replies(line: Line, first: Phrase, later: Phrase) -> bool:
    """Whether a topic begins behind what another has said: AはBと主張したが、Cは…."""
    spoke: re.Pattern[str] | None = line.rules.get("spoke")
    return bool(spoke and spoke.search(line.text, first.stop, later.start))


def _subject(line: Line, one: Predication) -> Who | None:
    """The state that is said to do the same as another."""
    also: re.Pattern[str] | None = line.rules.get("follows")
    cleft: re.Pattern[str] | None = line.rules["aside"].get("cleft")
    for phrase in reversed(one.having("subject")):
        told = also and also.search(line.text, phrase.end, one.word.start)
        told = told or (cleft and cleft.match(line.text, one.end))
        if phrase.who.states and told:
            return phrase.who
    return None


def _parts(done: Draft, who: Who, memory: Memory) -> Iterator[Part]:
    """Who follows, and those with or to whom the other did it."""
    mutual = done.act.frame in MUTUAL
    role: Role = "participant" if mutual else "source"
    yield Part(who, role)
    first = set(memory.last.states) if memory.last else set()
    others = [part for part in done.parts if not mutual or not first >= set(part.who.states)]
    others = [part for part in others if mutual or part.role == "target"]
    yield from (replace(part, inferred=True) for part in others)


def remember_rulers(line: Line, memory: Memory) -> None:
    """Organs by name, and where soldiers rule: ニジェールの軍政."""
    rulers: re.Pattern[str] | None = line.rules.get("rulers")
    for actor, who in line.actors:
        if actor.kind == "body":
            memory.organs.append((line.text[actor.start : actor.end], who))
        elif rulers and len(who.states) == 1 and _ruled(line, actor, rulers):
            memory.rulers = replace(who, inferred=True)


def _ruled(line: Line, actor: Actor, rulers: re.Pattern[str]) -> bool:
    """Whether words on rulers stand behind a name or belong to it: *Niger's generals*."""
    behind = rulers.match(line.text, actor.end)
    return bool(behind or rulers.search(line.text, actor.start, actor.end))
