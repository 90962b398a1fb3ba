"""What is said in a passive or a participle: *was called “…” by A*, *A left, saying that …*."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from .drafts import Draft, any_verb, patterns
from .pronouns import governed
from .scene import Actor, Scene

REACH = 160
"""A passive begins within so many characters before its agent."""


def by_agents(scene: Scene) -> Iterator[Draft]:
    """Claims in the passive whose speaker stands behind *by*."""
    passive: re.Pattern[str] | None = patterns(scene.sentence.language).get("passive")
    if passive is None or " by " not in scene.text:
        return
    for actor in scene.speakers:
        cue = passive.search(scene.text, max(0, actor.start - REACH), actor.start)
        if cue and not scene.quoted(cue.start()) and actor.kind != "media":
            start = _begin(scene, cue.start(), "boundary")
            yield Draft(start, actor.end, cue.span("verb"), actor.ids)


def by_participles(scene: Scene) -> Iterator[Draft]:
    """Claims in a participle, whose speaker is the subject of a clause that says nothing."""
    saying: re.Pattern[str] | None = patterns(scene.sentence.language).get("participle")
    if saying is None:
        return
    for match in saying.finditer(scene.text):
        begin = _begin(scene, match.start(), "strong")
        said = any_verb(scene.sentence.language).search(scene.text, begin, match.start())
        speaker = _subject(scene, begin, match.start())
        if speaker and not said and not scene.quoted(match.start()):
            cue = match.span("verb")
            yield Draft(cue[0], cue[1], cue, speaker.ids)


def told_by_media(scene: Scene, found: Sequence[Draft]) -> Iterator[Draft]:
    """Give what a medium tells of another to him: *Reuters reported that officials had warned*."""
    words = patterns(scene.sentence.language)
    perfect: re.Pattern[str] | None = words.get("perfect")
    for draft in found:
        by_medium = draft.outlet is not None and draft.speaker == (draft.outlet,)
        for actor in scene.speakers if by_medium else ():
            begins = words["told"].fullmatch(scene.text, draft.cue[1], actor.start)
            had = perfect.match(scene.text, actor.end) if perfect and begins else None
            if had and any_verb(scene.sentence.language).match(scene.text, had.end()):
                draft = replace(draft, speaker=actor.ids)
                break
        yield draft


def _subject(scene: Scene, start: int, end: int) -> Actor | None:
    free = (one for one in scene.speakers if one.within(start, end) and not governed(scene, one))
    return next((one for one in free if one.kind != "unnamed"), None)


def _begin(scene: Scene, place: int, boundary: str) -> int:
    """Where the stretch of a place begins."""
    ends = patterns(scene.sentence.language)[boundary].finditer(scene.text, 0, place)
    return max((one.end() for one in ends if not scene.quoted(one.start())), default=0)
