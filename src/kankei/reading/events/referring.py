"""Words for somebody named before: 同議長, 両国, *he*, *both sides*."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from ..capitals import capitals
from ..claims.scene import Actor, Scene
from ..passages import PersonMention
from .draft import Memory
from .folding import matched
from .line import Allegiance, Who
from .table import grammar

_THEY = re.compile(r"[Tt]hey\b")
_FEMININE = ("she", "her", "она", "ее", "её", "ей", "нее", "неё", "ней")
_SUBJECTS = ("он", "она", "они")
"""Russian pronouns that begin a clause right behind a name: *при участии Омана он*."""

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
            subject = match.group().lower() in _SUBJECTS
            beside = any(
                low < end and start < high
                if subject
                else _touching(scene.text, (low, high), (start, end))
                for low, high in taken
            )
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
            who = again or _by_kind(scene, match, memory, allegiance)
            if not (_by_title(scene, match)):
                who = who or _before(scene, start, allegiance, kind, acted=acted, near=near)
            who = who or _meant(kind, match, memory)
            if who and who.ids:
                meant |= {gender: who} if kind == "person" else {}
                taken.append((start, end))
                yield Actor(start, end, who.ids, _as_what(match)), who


def _as_what(match: re.Match[str]) -> Literal["body", "person"]:
    return "body" if match.groupdict().get("organ") else "person"


def _by_title(scene: Scene, match: re.Match[str]) -> bool:
    """Whether an English word means the last holder of an office, who may stand far before."""
    return bool(match.groupdict().get("title")) and scene.sentence.language == "en"


def _by_kind(
    scene: Scene, match: re.Match[str], memory: Memory, allegiance: Allegiance
) -> Who | None:
    """Whom a word means that tells what they are: 同省, the last ministry; 軍政, those in power.

    Who rules without a name is of the state told of, when it acts, and else of the last one named
    that does not act itself.
    """
    told = match.groupdict()
    if told.get("organ"):
        here = [
            (scene.text[one.start : one.end], allegiance.who(one))
            for one in scene.speakers
            if one.kind == "body" and one.end <= match.start()
        ]
        named = [*memory.organs, *here][::-1]
        return next((who for name, who in named if name.endswith(told["organ"])), None)
    if not told.get("regime"):
        return None
    if memory.rulers:
        return memory.rulers
    before = [allegiance.who(one) for one in scene.speakers if one.end <= match.start()]
    if scene.text.startswith(("は", "が", "も"), match.end()):
        nearest = [one for one in (*before[-1:], memory.last) if one and len(one.states) == 1]
        return replace(nearest[0], inferred=True) if nearest else None
    acting = {state for who in before for state in who.states}
    last = next((state for state in reversed(memory.named) if state not in acting), None)
    return Who((last,), (last,), inferred=True) if last else None


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
    if len(states) == 1:
        states = tuple(dict.fromkeys((*states, *_arrived_at(scene, place))))
    return Who(states, states, inferred=True) if len(states) > 1 else None


def _arrived_at(scene: Scene, place: int) -> Iterator[str]:
    """The state to whose capital somebody came before in the sentence: 到访阿斯塔纳，双方签署."""
    arrived = grammar(scene.sentence.language)["referring"].get("arrived")
    if arrived is None:
        return
    pattern, states = capitals(scene.sentence.language)
    for match in pattern.finditer(scene.text, 0, place):
        if arrived.search(matched(scene.text[max(0, match.start() - 3) : match.start()], "zh")):
            yield states[match.group()]


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
    title = (match.groupdict().get("title") or "").lower()
    for person in reversed(memory.persons):
        if (person.title or "").lower().endswith(title):
            if title:
                memory.persons.append(person)
            states = (person.state,) if person.state else ()
            return Who((person.person,), states, inferred=True)
    return None
