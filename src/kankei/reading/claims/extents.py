"""Where a claim begins and how far it goes: to the next one, or to the end of what is said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from .drafts import Draft, patterns
from .pronouns import governed
from .scene import Scene

TRAILING = " ,;:，；：。.、—–-"
"""What may stand behind the last word of a claim."""

CONJUNCTION = re.compile(
    r",?\s*(?<!\w)(?:and|but|while|although|though|whereas|а|но|и|хотя|однако)\s*\Z"
)
"""What joins the next clause."""


def clause_start(scene: Scene, position: int, key: str) -> int:
    """Where the clause of a position begins, by the boundaries of that name."""
    start = 0
    for match in patterns(scene.sentence.language)[key].finditer(scene.text, 0, position):
        if not scene.quoted(match.start()):
            start = match.end()
    return start


def bounded(scene: Scene, found: Sequence[Draft]) -> list[Draft]:
    """Let each claim end before the next one, at a strong boundary, or with the sentence."""
    return [
        replace(draft, end=_trimmed(scene, draft.end, _limit(scene, draft, found)))
        for draft in found
    ]


def _limit(scene: Scene, draft: Draft, found: Sequence[Draft]) -> int:
    after = [
        one.start
        for one in found
        if one.start > draft.start and one.start >= draft.end and not _said_in(scene, draft, one)
    ]
    limit = len(scene.text)
    if after:
        begin = clause_start(scene, after[0], "boundary")
        limit = begin if begin > draft.end else after[0]
    strong = patterns(scene.sentence.language)["strong"]
    stops = (match.start() for match in strong.finditer(scene.text, draft.end, limit))
    limit = next((stop for stop in stops if not scene.quoted(stop)), limit)
    return _before_others(scene, draft, limit)


def _said_in(scene: Scene, outer: Draft, inner: Draft) -> bool:
    """Whether a claim begins what another one tells: *Ankara said that Erdogan urged …*."""
    words = patterns(scene.sentence.language)
    if any(act.fullmatch(scene.text, *outer.cue) for act in words["act"]):
        return False
    return bool(words["told"].fullmatch(scene.text, outer.cue[1], inner.start))


def _before_others(scene: Scene, draft: Draft, limit: int) -> int:
    """Where somebody else begins to act after what was asked or blamed: 甲要求乙撤军，丙拒绝."""
    words = patterns(scene.sentence.language)
    if not any(act.fullmatch(scene.text, *draft.cue) for act in words["act"]):
        return limit
    stops = [
        one.start()
        for one in words["boundary"].finditer(scene.text, draft.cue[1], limit)
        if not scene.quoted(one.start())
    ]
    whole = words["told_in_full"]
    if not stops or not whole.fullmatch(scene.text, draft.cue[1], stops[0]):
        return limit
    free = [one.start for one in scene.speakers if not governed(scene, one)]
    return next((s for s in stops if s + 1 in free or words["fresh"].match(scene.text, s)), limit)


def _trimmed(scene: Scene, start: int, end: int) -> int:
    """Leave conjunctions and punctuation at the end out."""
    text = scene.text[start:end].rstrip(TRAILING)
    return start + len(CONJUNCTION.sub("", text).rstrip(TRAILING))
