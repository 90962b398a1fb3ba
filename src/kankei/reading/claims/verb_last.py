"""Reported speech in Japanese and Korean: speaker, content, quoting particle, verb of saying."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Literal

from ...terms.language import Language
from ..sought import Pattern, sought
from ..words import word_list
from .drafts import Draft, Memory, patterns
from .scene import Actor, Scene

CueKind = Literal["say", "view", "object", "passive", "written"]
Part = Literal["topic", "subject", "place", "source", "channel"]

_TRAILING = "、,， 。.りっ"


@dataclass(slots=True)
class Cue:
    """A verb of saying: ``start`` is the end of what is said, ``verb`` where the verb begins."""

    kind: CueKind
    start: int
    verb: int
    end: int


@dataclass(slots=True)
class Placed:
    """An actor with the part it plays and the position after its particle."""

    actor: Actor
    part: Part
    end: int


@cache
def _cues(language: Language) -> tuple[tuple[CueKind, Pattern], ...]:
    words = word_list(language, "claims")
    tail = f"{words['tail']}(?!{words['negated']})"
    said = f"(?P<verb>{words['nominal']}|(?:{'|'.join(words['say'])}){tail})"
    say = f"(?:{words['quoting']}){said}"
    view = f"(?:{words['quoting']})(?P<verb>{'|'.join(words['view'])})(?:る|り|ます|た)?"
    act = f"(?:{words['object']})(?P<verb>{'|'.join(words['object_say'])}){tail}"
    return (
        ("say", sought(say)),
        ("say", sought(words["direct"])),
        ("view", sought(view)),
        ("object", sought(act)),
        ("passive", sought(words["passive"])),
        ("written", sought(words["written"])),
    )


@cache
def _parts(language: Language) -> tuple[tuple[Part, re.Pattern[str]], ...]:
    words = word_list(language, "claims")
    holder = words["holder"]
    mark = "[」』”’）)]? ?"
    note = r"(?:[⁰¹²³⁴-⁹]+|\[\d{1,3}\]|[（(]?注\d{1,3}[）)]?)?"
    return (
        ("source", re.compile(f"{mark}{note}{words['source']}")),
        ("channel", re.compile(f"{mark}{note}{words['channel']}")),
        ("topic", re.compile(f"{mark}{note}{holder}{words['topic']}")),
        ("subject", re.compile(f"{mark}{note}{holder}{words['subject']}")),
        ("place", re.compile(f"{mark}{note}{words['place']}")),
    )


def drafts(scene: Scene, memory: Memory) -> list[Draft]:
    """Find the claims of one sentence, outer and inner ones, in the order of their verbs."""
    placed = _placed(scene, memory)
    cues = _found(scene)
    found: list[Draft] = []
    begin = region = 0
    for number, cue in enumerate(cues):
        nested = number + 1 < len(cues) and cues[number + 1].start <= cue.end
        draft = _draft(scene, cue, region, nested, placed, memory)
        if draft:
            found.append(draft)
            memory.hear(draft, scene.sentence.paragraph)
            memory.hold(draft.speaker, scene.sentence.paragraph)
        begin = cue.end if not nested else begin
        region = begin
    found = found or list(_source_only(scene, placed, memory)) or list(_named_source(scene))
    _remember(scene, placed, memory)
    outlets = [draft.outlet for draft in found if draft.outlet]
    return [draft.on(outlets[0]) for draft in found] if len(set(outlets)) == 1 else found


def _found(scene: Scene) -> list[Cue]:
    text = scene.text
    found: list[Cue] = []
    for kind, pattern in _cues(scene.sentence.language):
        for match in pattern.finditer(text):
            if scene.quoted(match.start()) or _is_none(scene, kind, match):
                continue
            verb = match.start("verb") if "verb" in match.re.groupindex else match.start()
            end = match.start() + len(match.group().rstrip(_TRAILING))
            found.append(Cue(kind, match.start(), verb, end))
    found.sort(key=lambda cue: (cue.verb, cue.kind == "object", cue.start))
    return [
        cue
        for number, cue in enumerate(found)
        if not any(other.start < cue.end and cue.start < other.end for other in found[:number])
    ]


def _is_none(scene: Scene, kind: CueKind, match: re.Match[str]) -> bool:
    """Whether the verb describes the noun behind it, or its object is no statement."""
    words = patterns(scene.sentence.language)
    if words["noun_follows"].match(scene.text, match.end()):
        return True
    return kind == "object" and scene.text[: match.start()].endswith(tuple(words["no_statement"]))


def _placed(scene: Scene, memory: Memory) -> list[Placed]:
    """Actors with a particle; of two that share one, the named speaker, else the first."""
    actors = [*scene.speakers, *_referred(scene, memory)]
    by_end: dict[int, Placed] = {}
    for actor in sorted(actors, key=lambda one: one.start):
        placed = _part_of(scene, actor)
        rival = by_end.get(placed.end) if placed else None
        person = rival and actor.kind == "person" != rival.actor.kind
        if placed and (rival is None or person or rival.actor.kind == "state" != actor.kind):
            by_end[placed.end] = placed
    return sorted(by_end.values(), key=lambda one: one.actor.start)


def _part_of(scene: Scene, actor: Actor) -> Placed | None:
    for part, pattern in _parts(scene.sentence.language):
        match = pattern.match(scene.text, actor.end)
        if match and not (part == "place" and actor.kind in ("state", "person")):
            return Placed(actor, part, match.end())
    return None


def _referred(scene: Scene, memory: Memory) -> Iterator[Actor]:
    """Words such as 同長官, 彼 and 双方 that stand for those named before."""
    words = patterns(scene.sentence.language)
    for match in words["company"].finditer(scene.text):
        if memory.company and not scene.quoted(match.start()):
            yield Actor(match.start(), match.end(), memory.company, "state")
    for match in words["same_medium"].finditer(scene.text):
        if memory.outlet and not scene.quoted(match.start()):
            yield Actor(match.start(), match.end(), (memory.outlet,), "media")
    for match in words["same"].finditer(scene.text):
        ids = memory.same(match.group("title"))
        if ids and not scene.quoted(match.start()):
            yield Actor(match.start(), match.end(), ids, "person")


def _draft(
    scene: Scene, cue: Cue, region: int, nested: bool, placed: Sequence[Placed], memory: Memory
) -> Draft | None:
    inside = [one for one in placed if region <= one.actor.start and one.end <= cue.verb]
    sources = [one for one in placed if one.part in ("source", "channel", "place")]
    medium = next((one.actor for one in sources if one.actor.kind == "media"), None)
    speaker = None if cue.kind in ("passive", "written") else _subject(scene, cue, inside, nested)
    if speaker is None:
        speaker = next((one.actor for one in sources if one.actor is not medium), None)
    written = cue.kind == "written" and speaker is None
    speaker = next((one.actor for one in inside), None) if written else speaker
    return _drafted(scene, cue, region, speaker, medium, memory)


def _drafted(
    scene: Scene,
    cue: Cue,
    region: int,
    speaker: Actor | None,
    medium: Actor | None,
    memory: Memory,
) -> Draft | None:
    paragraph = scene.sentence.paragraph
    passive = cue.kind in ("passive", "written")
    ids = speaker.ids if speaker else ()
    if not ids and not passive:
        ids = () if cue.kind == "view" else memory.elided(paragraph)
        if not ids:
            return None
    told_by = speaker if speaker and speaker.kind == "media" else medium
    carried = memory.medium(paragraph) if not ids and _reported(scene, cue) else None
    outlet = told_by.ids[0] if told_by else carried
    if passive and not ids and medium:
        ids = medium.ids
    start = min(
        [one.start for one in (speaker, medium) if one and region <= one.start < cue.verb],
        default=region,
    )
    behind = start > cue.start and not (speaker and speaker.kind == "media")
    start = region if behind else start
    start = _with_date(scene, _after_joint(scene, start), region)
    start += len(scene.text[start : cue.end]) - len(scene.text[start : cue.end].lstrip("、, "))
    return Draft(start, cue.end, (cue.start, cue.end), ids, outlet)


def _after_joint(scene: Scene, start: int) -> int:
    """Leave out what joins a clause to the one before it: うえで、 and とともに、."""
    joint = patterns(scene.sentence.language)["clause"].match(scene.text, start)
    return joint.end() if joint else start


def _reported(scene: Scene, cue: Cue) -> bool:
    """Whether words without a speaker may come from the medium that was named before."""
    if cue.kind != "passive":
        return cue.kind == "written"
    reports = patterns(scene.sentence.language)["reports"]
    return bool(scene.quote_ending(cue.start) or reports.search(scene.text, cue.start, cue.end))


def _subject(scene: Scene, cue: Cue, inside: Sequence[Placed], nested: bool) -> Actor | None:
    """The actor that speaks: beside the verb, else the topic, else the grammatical subject."""
    beside = [one for one in inside if cue.start < one.actor.start]
    if beside:
        return beside[-1].actor
    quote = scene.quote_ending(cue.start)
    limit = quote.start if quote else cue.start
    before = [one for one in inside if one.end <= limit]
    topics = [one for one in before if one.part == "topic"]
    subjects = [one for one in before if one.part == "subject"]
    if nested and subjects:
        return subjects[-1 if quote else 0].actor
    if topics:
        return _speaking_topic(scene, topics, bool(quote) or nested)
    if subjects:
        return subjects[-1 if quote else 0].actor
    return None


def _speaking_topic(scene: Scene, topics: Sequence[Placed], last: bool) -> Actor:
    """The last topic before a quotation; else the first one of the last clause.

    Of a person the words go on over a state or a body that is spoken of: 王毅氏は、日本は「…」と.
    """
    spoken_of = topics[0].actor.kind == "person" != topics[-1].actor.kind
    if (last and not spoken_of) or len(topics) == 1:
        return topics[-1].actor
    chosen = topics[0]
    for before, after in pairwise(topics):
        if patterns(scene.sentence.language)["clause"].search(
            scene.text, before.end, after.actor.start
        ):
            chosen = after
    return chosen.actor


def _with_date(scene: Scene, start: int, region: int) -> int:
    """Move the beginning before the date of a newspaper: 9月14日付『労働新聞』."""
    dated = word_list(scene.sentence.language, "claims")["dated"]
    match = re.search(rf"(?:{dated})[『「]?\Z", scene.text[region:start])
    if match:
        return region + match.start()
    return start - (start > region and scene.text[start - 1] in "『「《“")


def _source_only(scene: Scene, placed: Sequence[Placed], memory: Memory) -> Iterator[Draft]:
    """A sentence that rests as a whole on a source (Xによれば)."""
    for one in placed:
        if one.part == "source":
            start = _with_date(scene, one.actor.start, 0)
            end = len(scene.text.rstrip(_TRAILING))
            outlet = one.actor.ids[0] if one.actor.kind == "media" else None
            draft = Draft(start, end, (one.actor.end, one.end), one.actor.ids, outlet)
            memory.hear(draft, scene.sentence.paragraph)
            yield draft
            return


def _named_source(scene: Scene) -> Iterator[Draft]:
    """The same with a source that no list knows."""
    words = patterns(scene.sentence.language)
    for match in words["named_source"].finditer(scene.text):
        if not scene.quoted(match.start()) and not words["no_source"].fullmatch(match["who"]):
            inside = [one for one in scene.actors if one.within(*match.span("who"))]
            end = len(scene.text.rstrip(_TRAILING))
            ids = inside[-1].ids if inside else ()
            named = None if inside else match.span("who")
            yield Draft(match.start(), end, (match.end("who"), match.end()), ids, None, named)
            return


def _remember(scene: Scene, placed: Sequence[Placed], memory: Memory) -> None:
    topics = [one for one in placed if one.part == "topic" and one.actor.kind != "media"]
    if topics:
        memory.hold(topics[-1].actor.ids, scene.sentence.paragraph)
