"""Words for somebody named before: 同議長, 両国, *he*, *both sides*."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ..claims.scene import Actor, Scene
from ..passages import PersonMention
from .draft import Memory
from .folding import matched
from .line import Allegiance, Who
from .table import grammar

_THEY = re.compile(r"[Tt]hey\b")
_FEMININE = ("she", "her", "она", "ее", "её", "ей", "нее", "неё", "ней")
_IT = re.compile(r"(?:[Оо]на|[Ее]й|[Ее]му)\b")
_ADJECTIVE = re.compile("[сц]к(?:ий|ая|ое|ие|ого|ой|ому|их|им|ими|ом|ую)$")
_CLAUSE = re.compile(r"[,;:]|\b(?:and|that|but|who|when|while|after|before|to)\b")

_JOINT = ("", " ", "の", "의 ", "的")
"""両国 right behind the names of two states (日中両国) is no reference."""


def referring(scene: Scene, memory: Memory, allegiance: Allegiance) -> Iterator[tuple[Actor, Who]]:
    """Words of a sentence that stand for somebody, with whom they mean."""
    patterns = grammar(scene.sentence.language)["referring"]
    text = matched(scene.text, "zh") if scene.sentence.language == "zh" else scene.text
    meant: dict[bool, Who] = {}
    taken = [(one.start, one.end) for one in scene.actors if one.kind != "unnamed"]
    for kind in ("company", "person", "thing"):
        for match in patterns[kind].finditer(text):
            start, end = match.span()
            beside = any(_touching(scene.text, place, (start, end)) for place in taken)
            if beside or scene.quoted(start):
                continue
            acted = bool(match.groupdict().get("acted"))
            near = bool(match.groupdict().get("near"))
            gender = match.group().lower() in _FEMININE
            again = (
                meant.get(gender)
                if kind == "person" and not match.groupdict().get("title")
                else None
            )
            who = again or _before(scene, start, allegiance, kind, acted=acted, near=near)
            who = who or _meant(kind, match, memory)
            if who and who.ids:
                meant |= {gender: who} if kind == "person" else {}
                taken.append((start, end))
                yield Actor(start, end, who.ids, "person"), who


def _touching(text: str, taken: tuple[int, int], place: tuple[int, int]) -> bool:
    low, high = taken
    start, end = place
    return (low < end and start < high) or (high <= start and text[high:start] in _JOINT)


def _together(scene: Scene, place: int, allegiance: Allegiance) -> Who | None:
    """The states named before in the same sentence, when there are two or more."""
    placed = grammar(scene.sentence.language)["referring"]["placed"]
    before = [
        allegiance.who(actor)
        for actor in scene.speakers
        if actor.end <= place and not _at(scene.text, actor, placed)
    ]
    states = tuple(dict.fromkeys(state for who in before for state in who.states))
    return Who(states, states, inferred=True) if len(states) > 1 else None


def _at(text: str, actor: Actor, placed: re.Pattern[str]) -> bool:
    """Whether a name only says where something happened."""
    around = text[max(0, actor.start - 12) : actor.start] + "|" + text[actor.end : actor.end + 4]
    return bool(placed.search(around))


def _before(
    scene: Scene, place: int, allegiance: Allegiance, kind: str, *, acted: bool, near: bool
) -> Who | None:
    """Whom the same sentence named before: the last person, or the first state or body.

    Him whom somebody ``acted`` on is not the subject of his own clause; a word such as 同国 means
    the state that is ``near``est.
    """
    if kind == "company":
        return _together(scene, place, allegiance)
    before = [one for one in scene.speakers if one.end <= place and one.kind != "unnamed"]
    if kind == "person":
        before = _persons_before(scene, before, place, acted=acted)
    else:
        before = [one for one in before if one.kind == "state" or (one.kind == "body" and not near)]
        before = before[::-1] if near else before
        many = [one for one in before if len(one.ids) > 1]
        before = many[-1:] if many and _THEY.match(scene.text, place) else before
    return replace(allegiance.who(before[0]), inferred=True) if before else None


def _persons_before(scene: Scene, actors: list[Actor], place: int, *, acted: bool) -> list[Actor]:
    """The persons among actors, the last first; without any, *она*, *ей* may be a state."""
    persons = [one for one in reversed(actors) if one.kind == "person"]
    if not persons and _IT.match(scene.text, place):
        named = scene.text
        return [one for one in actors[::-1] if not _ADJECTIVE.search(named, one.start, one.end)]
    return persons[1:] if acted and persons and _same_clause(scene, persons[0], place) else persons


def _same_clause(scene: Scene, actor: Actor, place: int) -> bool:
    return not _CLAUSE.search(scene.text, actor.end, place)


def _titled(office: str | None, memory: Memory) -> Who | None:
    """The last two of an office, or of any, of different states: 두 대통령, 두 사람."""
    if office is None:
        return None
    held = [one for one in reversed(memory.persons) if _holds(one, office)]
    others = (one for one in held if one.state != held[0].state)
    second = next(others, None)
    if second is None:
        return None
    pair = (held[0], second)
    ids = tuple(one.person for one in pair)
    return Who(ids, tuple(str(one.state) for one in pair), inferred=True)


def _holds(person: PersonMention, office: str) -> bool:
    return bool(person.state) and (person.title or "").endswith(office)


def _meant(kind: str, match: re.Match[str], memory: Memory) -> Who | None:
    if kind == "company":
        any_office = "" if match.groupdict().get("persons") else None
        titled = _titled(match.groupdict().get("office") or any_office, memory)
        size = match.lastgroup or "last"
        return titled or memory.companies.get(size) or memory.company or memory.pair()
    if match.groupdict().get("near"):
        last = tuple(memory.named[-1:])
        return Who(last, last, inferred=True) if last else None
    if kind == "thing":
        return memory.last
    title = match.groupdict().get("title")
    for person in reversed(memory.persons):
        if not title or (person.title or "").endswith(title):
            states = (person.state,) if person.state else ()
            return Who((person.person,), states, inferred=True)
    return None
