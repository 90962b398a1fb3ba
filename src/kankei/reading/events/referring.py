"""Words for somebody named before: 同議長, 両国, *he*, *both sides*."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ..claims.scene import Actor, Scene
from .draft import Memory
from .line import Allegiance, Who
from .table import grammar

NEAR = 2
"""両国 right behind the names of two states (日中両国) is no reference."""


def referring(
    scene: Scene, memory: Memory, allegiance: Allegiance
) -> Iterator[tuple[Actor, Who]]:
    """Words of a sentence that stand for somebody, with whom they mean."""
    patterns = grammar(scene.sentence.language)["referring"]
    taken = [(one.start, one.end) for one in scene.actors if one.kind != "unnamed"]
    for kind in ("company", "person", "thing"):
        for match in patterns[kind].finditer(scene.text):
            start, end = match.span()
            beside = any(low < end and start < high + NEAR for low, high in taken)
            if beside or scene.quoted(start):
                continue
            who = _together(scene, start, allegiance) if kind == "company" else None
            who = who or (_before(scene, start, allegiance) if kind == "person" else None)
            who = who or _meant(kind, match.groupdict().get("title"), memory)
            if who and who.ids:
                taken.append((start, end))
                yield Actor(start, end, who.ids, "person"), who


def _together(scene: Scene, place: int, allegiance: Allegiance) -> Who | None:
    """The states named before in the same sentence, when there are two or more."""
    before = [allegiance.who(actor) for actor in scene.speakers if actor.end <= place]
    states = tuple(dict.fromkeys(state for who in before for state in who.states))
    return Who(states, states, inferred=True) if len(states) > 1 else None


def _before(scene: Scene, place: int, allegiance: Allegiance) -> Who | None:
    """The last person named before in the same sentence."""
    persons = [one for one in scene.speakers if one.kind == "person" and one.end <= place]
    return replace(allegiance.who(persons[-1]), inferred=True) if persons else None


def _meant(kind: str, title: str | None, memory: Memory) -> Who | None:
    if kind == "company":
        return replace(memory.company, inferred=True) if memory.company else None
    if kind == "thing":
        return memory.last
    for person in reversed(memory.persons):
        if not title or (person.title or "").endswith(title):
            states = (person.state,) if person.state else ()
            return Who((person.person,), states, inferred=True)
    return None
