"""Words for somebody named before: 同議長, 両国, *he*, *both sides*."""

from __future__ import annotations

from collections.abc import Iterator

from ..claims.scene import Actor, Scene
from .draft import Memory
from .line import Who
from .table import grammar

NEAR = 2
"""両国 right behind the names of two states (日中両国) is no reference."""


def referring(scene: Scene, memory: Memory) -> Iterator[tuple[Actor, Who]]:
    """Words of a sentence that stand for somebody, with whom they mean."""
    patterns = grammar(scene.sentence.language)["referring"]
    taken = [(one.start, one.end) for one in scene.actors if one.kind != "unnamed"]
    for kind in ("company", "person", "thing"):
        for match in patterns[kind].finditer(scene.text):
            start, end = match.span()
            beside = any(low < end and start < high + NEAR for low, high in taken)
            if beside or scene.quoted(start):
                continue
            who = _meant(kind, match.groupdict().get("title"), memory)
            if who and who.ids:
                taken.append((start, end))
                yield Actor(start, end, who.ids, "person"), who


def _meant(kind: str, title: str | None, memory: Memory) -> Who | None:
    if kind == "company":
        return memory.company
    if kind == "thing":
        return memory.last
    for person in reversed(memory.persons):
        if not title or (person.title or "").endswith(title):
            states = (person.state,) if person.state else ()
            return Who((person.person,), states, inferred=True)
    return None
