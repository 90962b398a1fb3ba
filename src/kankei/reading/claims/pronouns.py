"""Who stands behind a pronoun or a word for several: *he*, *both sides*, *joint statement*."""

from __future__ import annotations

import re

from .drafts import Memory, patterns
from .scene import Actor, Scene

_PERSONAL = ("he", "she", "он", "она")
_PLURAL = ("they", "их", "они")


def governed(scene: Scene, actor: Actor, since: int = 0) -> bool:
    """Whether a preposition stands before an actor, or its form is no nominative."""
    preposition = patterns(scene.sentence.language).get("preposition")
    before = scene.text[max(actor.start - 40, since) : actor.start]
    oblique = patterns(scene.sentence.language).get("oblique")
    if oblique and oblique.search(scene.text, actor.start, actor.end):
        return True
    return bool(preposition and preposition.search(before))


def referred(scene: Scene, start: int, end: int, memory: Memory) -> Actor | None:
    """A pronoun, or a word for those who came together: *both sides*, *joint statement*."""
    words = patterns(scene.sentence.language)
    company = words["company"].search(scene.text, start, end)
    if company and memory.company and not scene.quoted(company.start()):
        return Actor(company.start(), company.end(), memory.company, "state")
    for match in words["pronoun"].finditer(scene.text, start, end):
        title = match.groupdict().get("title")
        ids = memory.same(title) if title else _in_sentence(scene, match)
        ids = ids or (() if title else _last_heard(match.group(), memory))
        if ids and not scene.quoted(match.start()):
            return Actor(match.start(), match.end(), ids, "person")
    return None


def _in_sentence(scene: Scene, pronoun: re.Match[str]) -> tuple[str, ...]:
    """The first person whom the sentence names before *he* or *she*."""
    if pronoun.group().lower() not in _PERSONAL:
        return ()
    before = (one for one in scene.speakers if one.kind == "person")
    first = next(before, None)
    named = first is not None and first.end <= pronoun.start() and not governed(scene, first)
    return first.ids if first and named else ()


def several(scene: Scene, pronoun: str, end: int) -> tuple[str, ...]:
    """The last persons or states together before *they* in a sentence."""
    if pronoun.lower() not in _PLURAL:
        return ()
    before = (one for one in reversed(scene.speakers) if one.end <= end and len(one.ids) > 1)
    return next((one.ids for one in before if not governed(scene, one)), ())


def _last_heard(pronoun: str, memory: Memory) -> tuple[str, ...]:
    """Who a pronoun means: the last speaker; *he* is no state, *they* are no single person."""
    if pronoun.lower() in _PLURAL and memory.group:
        return memory.group
    person = memory.persons and pronoun.lower() in _PERSONAL
    if person and memory.speaker and memory.speaker[0].isupper():
        return memory.same(None)
    return memory.speaker or memory.same(None)
