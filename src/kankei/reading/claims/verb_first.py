"""Reported speech in English, Chinese and Russian: speaker, verb of saying, content."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from .adjoined import by_agents, by_participles, told_by_media
from .drafts import Draft, Memory, any_verb, patterns, verbs
from .extents import CONJUNCTION, TRAILING, bounded, clause_start
from .pronouns import governed, referred, several
from .scene import SOURCE, Actor, Scene

CueKind = Literal["say", "act"]

_CHAIN = re.compile(r"\b(?:and|but|и|но)\s(?:\w+ly\s|also\s|then\s|также\s)?\Z")
_APPOSITION = re.compile(r",\s[^;:“”\"]{3,120},")
_OFFICE_OF = re.compile(r"(?:\s(?:of|for|at|in)\s[^,;:“”\"]{3,80})?,")
_PARENTHETIC = re.compile(r",\s(?:although|but|while|and|because|though|as|adding)\b")
_INTERPOSED = re.compile(r", (?![“\"«]|что\b|чтобы\b|будто\b)")
_NOTE_MARKS = "¹²³⁴⁵⁶⁷⁸⁹⁰"
_INTRODUCES = re.compile(r"[,;:。，]| that |\bчто\b")
_NAMED = re.compile(r"(?:the )?[A-Z][a-z]+ ")
_QUOTE_ENDS = '”»"」』’'
_LEADS = ";:—–；：("

ARTICLE = 4
"""Characters of an article before a name."""

POSTPOSED = 40
"""A speaker behind the verb begins within so many characters."""


@dataclass(slots=True)
class Verb:
    """A verb of saying at positions ``[start, end)``."""

    kind: CueKind
    start: int
    end: int


@dataclass(slots=True)
class Source:
    """A phrase that names the source of its clause; ``who`` are the positions of the name."""

    start: int
    end: int
    who: tuple[int, int]


def drafts(scene: Scene, memory: Memory) -> list[Draft]:
    """Find the claims of one sentence in reading order."""
    sources = list(_sources(scene))
    aside = (*_by_nobody(scene), *by_agents(scene), *by_participles(scene))
    found = [one for one in aside if not _overlaps(one.cue, sources)]
    taken = [(one.start, one.end) for one in sources] + [draft.cue for draft in found]
    for verb in _verbs(scene):
        if not any(start <= verb.start < end for start, end in taken):
            free = replace(scene, actors=tuple(_outside(scene, sources)))
            draft = _draft(free, verb, found, memory)
            found += [draft] if draft else []
    found = _reported_behind(_with_sources(scene, found, sources, memory))
    found = bounded(scene, list(told_by_media(scene, found)))
    for draft in found:
        memory.hear(draft, scene.sentence.paragraph)
    return found


def _overlaps(place: tuple[int, int], sources: Sequence[Source]) -> bool:
    return any(place[0] < source.end and source.start < place[1] for source in sources)


def _outside(scene: Scene, sources: Sequence[Source]) -> Iterator[Actor]:
    """Actors that do not stand in the phrase of a source."""
    for actor in scene.actors:
        if not _overlaps((actor.start, actor.end), sources):
            yield actor


def _by_nobody(scene: Scene) -> Iterator[Draft]:
    """What is reported without a reporter: *it was reported that*, *is said to be*, 有消息称."""
    words = patterns(scene.sentence.language)
    for match in words["nobody"].finditer(scene.text):
        if not scene.quoted(match.start()):
            yield Draft(match.start(), match.end(), match.span())
    for pattern in words["of_somebody"]:
        for match in pattern.finditer(scene.text):
            if not scene.quoted(match.start()):
                start = clause_start(scene, match.start(), "boundary")
                yield Draft(start, match.end(), match.span("verb"))


def _verbs(scene: Scene) -> Iterator[Verb]:
    text, language = scene.text, scene.sentence.language
    if not any_verb(language).search(text):
        return
    matches = sorted(
        (match.start(), match.end(), kind)
        for kind, pattern in verbs(language).left(text)
        for match in pattern.finditer(text)
    )
    last = -1
    for start, end, kind in matches:
        if start >= last and not scene.quoted(start) and not _only_possible(scene, start):
            last = end
            yield Verb("act" if kind == "act" else "say", start, end)


def _only_possible(scene: Scene, verb: int) -> bool:
    """Whether a verb is denied, or stands under a condition."""
    words = patterns(scene.sentence.language)
    start = clause_start(scene, verb, "boundary")
    quoted = [one.end for one in scene.quotes if start <= one.start and one.end <= verb]
    free = scene.text[max(quoted, default=start) : verb]
    negated = words["negated"].search(scene.text[start:verb])
    return bool(negated or words["conditional"].search(free))


def _sources(scene: Scene) -> Iterator[Source]:
    last = 0
    matches = (
        match
        for pattern in patterns(scene.sentence.language)["source"]
        for match in pattern.finditer(scene.text)
    )
    for match in sorted(matches, key=lambda one: one.start()):
        if match.start() >= last and not scene.quoted(match.start()):
            last = match.end()
            yield Source(match.start(), match.end(), match.span("who"))


def _draft(scene: Scene, verb: Verb, before: Sequence[Draft], memory: Memory) -> Draft | None:
    behind = _postposed(scene, verb, memory)
    if behind:
        start = clause_start(scene, verb.start, "strong")
        return _by(behind, start, behind.end, verb)
    if before and (_chained(scene, before[-1], verb) or _own_words(scene, before[-1], verb)):
        return None
    speaker = _speaker(scene, verb, memory, before[-1].end if before else 0)
    words = patterns(scene.sentence.language)
    if "sums_up" in words:
        start = clause_start(scene, verb.start, "boundary")
        sums_up = words["sums_up"].match(scene.text, start) is not None
        behind = _behind(scene, verb) if sums_up or speaker is None else None
        if behind:
            start = clause_start(scene, verb.start, "strong") if sums_up else start
            return _by(behind, start, behind.end, verb)
    if speaker is None and before:
        if verb.kind == "say" or _goes_on(scene, before[-1], verb):
            return None
        return replace(before[-1], start=verb.start, end=verb.end, cue=(verb.start, verb.end))
    if speaker is None or _none_of(scene, speaker):
        return None
    if before and before[-1].start == speaker.start:
        return None
    if before and speaker.kind == "state" and _goes_on(scene, before[-1], verb):
        return None
    return _by(speaker, _begin(scene, speaker, verb, before), verb.end, verb)


def _chained(scene: Scene, before: Draft, verb: Verb) -> bool:
    """Whether the speaker before goes on: *blamed Manila and said that …*."""
    boundary = patterns(scene.sentence.language)["boundary"]
    between = (one.start() for one in boundary.finditer(scene.text, before.cue[1], verb.start))
    joined = _CHAIN.search(scene.text, before.cue[1], verb.start)
    return bool(joined) and all(scene.quoted(place) for place in between)


def _own_words(scene: Scene, before: Draft, verb: Verb) -> bool:
    """Whether a verb stands in what a speaker tells of his own: *said that his state denied*."""
    own: re.Pattern[str] | None = patterns(scene.sentence.language).get("own_words")
    return bool(own and own.fullmatch(scene.text, before.cue[1], verb.start))


def _none_of(scene: Scene, speaker: Actor) -> bool:
    """Whether nobody of a kind speaks: *no minister has confirmed that*."""
    none: re.Pattern[str] | None = patterns(scene.sentence.language).get("none_of")
    return bool(none and none.search(scene.text[: speaker.start]))


def _by(speaker: Actor, start: int, end: int, verb: Verb) -> Draft:
    unknown = speaker.kind == "unnamed" and speaker.ids == (SOURCE,)
    named = (speaker.start, speaker.end) if unknown else None
    ids = () if unknown else speaker.ids
    return Draft(start, end, (verb.start, verb.end), ids, _medium(speaker), named)


def _goes_on(scene: Scene, before: Draft, verb: Verb) -> bool:
    """Whether a verb stands in what the speaker before says: 发言人称，中方表示不满."""
    words = patterns(scene.sentence.language)
    if words["within"].search(scene.text[: verb.start]):
        return True
    if not words["opens"].match(scene.text, before.cue[1]):
        return False
    if clause_start(scene, verb.start, "strong") > before.start:
        return False
    clause = scene.text[clause_start(scene, verb.start, "boundary") : verb.start]
    return not words["contrast"].search(clause)


def _begin(scene: Scene, speaker: Actor, verb: Verb, found: Sequence[Draft]) -> int:
    """Where a claim begins: at the speaker, or before it when what is said stands in front."""
    article = patterns(scene.sentence.language)["article"]
    before = article.sub("", scene.text[: speaker.start].rstrip())
    after = scene.text[verb.end :].strip(TRAILING + _NOTE_MARKS)
    quoted = (before if after else before.rstrip(TRAILING)).endswith(tuple(_QUOTE_ENDS))
    parenthetic = bool(_PARENTHETIC.match(scene.text, verb.end))
    closed = (
        not after or parenthetic or patterns(scene.sentence.language)["behind"].fullmatch(after)
    )
    closed = closed and (verb.kind == "say" or scene.sentence.language != "zh")
    first = not found or speaker.kind == "media"
    interposed = _INTERPOSED.match(scene.text, verb.end) is not None
    in_front = quoted or (first and (closed or interposed) and before.endswith((",", "，")))
    return clause_start(scene, len(before), "strong") if in_front else speaker.start


def _medium(actor: Actor) -> str | None:
    return actor.ids[0] if actor.kind == "media" else None


def _postposed(scene: Scene, verb: Verb, memory: Memory) -> Actor | None:
    """The speaker right behind the verb: «…», — заявил министр; “…,” said Kim."""
    words = patterns(scene.sentence.language)
    if not words["postposed"].search(scene.text[: verb.start]):
        return None
    quoted = scene.text[: verb.start].rstrip(TRAILING).endswith(tuple(_QUOTE_ENDS))
    actor = _behind(scene, verb) or referred(scene, verb.end, verb.end + ARTICLE, memory)
    if quoted:
        return actor or _unknown(scene, "named_behind", verb.end)
    return actor if actor and words["said_by"].match(scene.text, actor.end) else None


def _behind(scene: Scene, verb: Verb) -> Actor | None:
    """The first actor behind a verb that no preposition governs."""
    last = verb.end
    for actor in scene.speakers:
        if verb.end <= actor.start <= verb.end + POSTPOSED:
            if _INTRODUCES.search(scene.text, verb.end, actor.start):
                return None
            if not governed(scene, actor, last):
                return actor
            last = actor.end
    return None


def _unknown(scene: Scene, key: str, start: int, end: int | None = None) -> Actor | None:
    """A speaker with a capitalised name that no list knows."""
    pattern = patterns(scene.sentence.language)[key]
    text = scene.text[start:end]
    match = pattern.match(text) if end is None else pattern.search(text)
    if match is None:
        return None
    who, behind = (start + place for place in match.span("who"))
    if any(one.start < behind and who < one.end for one in scene.actors):
        return None
    return Actor(who, behind, (SOURCE,), "unnamed")


def _speaker(scene: Scene, verb: Verb, memory: Memory, since: int) -> Actor | None:
    """The speaker before the verb: in its clause, or in the whole stretch; else a pronoun."""
    keys = ("boundary",) if since else ("boundary", "strong")
    unknown = _unknown(scene, "named", 0, verb.start)
    apposed = _antecedent(scene, verb, since) or _apposed(scene, verb)
    if apposed and not unknown:
        return apposed
    for start in (clause_start(scene, verb.start, key) for key in keys):
        inside = [one for one in scene.speakers if one.within(start, verb.start)]
        free = [one for one in inside if not governed(scene, one)]
        if unknown and all(unknown.end <= one.start for one in inside):
            return unknown
        if free:
            return free[0]
        meant = referred(scene, start, verb.start, memory)
        if meant or inside:
            return meant or inside[-1]
    return None


def _antecedent(scene: Scene, verb: Verb, since: int) -> Actor | None:
    """The speaker right before a relative clause: *went to the Council, which urged*."""
    relative: re.Pattern[str] | None = patterns(scene.sentence.language).get("relative")
    clause = relative.search(scene.text, 0, verb.start) if relative else None
    if clause is None or scene.quoted(clause.start()):
        return None
    ends = (one for one in scene.speakers if one.end == clause.start() and one.start >= since)
    return next(ends, None)


def _apposed(scene: Scene, verb: Verb) -> Actor | None:
    """The speaker before an apposition: *Lai, the president of Taiwan, said*."""
    head = scene.text[: verb.start].rstrip()
    if not head.endswith(","):
        return None
    start = clause_start(scene, verb.start, "strong")
    for actor in scene.speakers:
        titled = actor.kind == "person" and "," in scene.text[actor.start : actor.end]
        if titled and _OFFICE_OF.fullmatch(head, actor.end) and not governed(scene, actor):
            return actor
        between = scene.text[actor.end : len(head)]
        if actor.start >= start and _APPOSITION.fullmatch(between) and not governed(scene, actor):
            return actor
    return None


def _with_sources(
    scene: Scene, found: list[Draft], sources: Sequence[Source], memory: Memory
) -> list[Draft]:
    """Give claims the source phrase before them; a phrase alone makes a claim of its clause."""
    for source in sources:
        actor = next((one for one in scene.actors if _is_source(scene, one, source)), None)
        after = next((one for one in found if source.end <= one.start), None)
        told = _told_before(scene, source, found)
        if told and actor and actor.kind == "media":
            found[found.index(told)] = replace(told, end=len(scene.text), outlet=actor.ids[0])
        elif told and (actor is None or actor.kind == "unnamed"):
            found[found.index(told)] = replace(told, end=len(scene.text))
        elif after and actor and actor.kind in ("media", "body"):
            found[found.index(after)] = replace(after, start=source.start, outlet=actor.ids[0])
        elif after and not actor and _NAMED.match(scene.text, source.who[0]):
            found[found.index(after)] = replace(after, start=source.start)
        else:
            found.append(_source_claim(scene, source, actor, found, memory))
    return sorted(found, key=lambda draft: draft.start)


def _told_before(scene: Scene, source: Source, found: Sequence[Draft]) -> Draft | None:
    """The claim whose sentence ends with a source: “…,” he said, according to Reuters."""
    if scene.text[source.end :].strip(TRAILING):
        return None
    begin = clause_start(scene, source.start, "strong")
    before = [one for one in found if begin <= one.start and one.cue[1] <= source.start]
    leads = scene.text[: source.start].rstrip()[-1:] in _LEADS
    return before[-1] if before and not leads else None


def _reported_behind(found: Sequence[Draft]) -> list[Draft]:
    """Give a claim the medium behind it: *Iran denied it, the BBC reported* is one claim."""
    kept: list[Draft] = []
    for draft in sorted(found, key=lambda one: one.cue):
        inner = kept[-1] if kept else None
        by_medium = draft.outlet is not None and draft.speaker == (draft.outlet,)
        if inner and by_medium and inner.start >= draft.start and inner.cue[1] <= draft.cue[0]:
            kept[-1] = replace(inner, end=draft.end, outlet=draft.outlet)
        else:
            kept.append(draft)
    return sorted(kept, key=lambda one: one.start)


def _is_source(scene: Scene, actor: Actor, source: Source) -> bool:
    """Whether an actor is the source; Singapore is none in *a broker in Singapore*."""
    start, end = source.who
    inside = actor.within(start - 1, end + 1)
    return inside and (actor.start <= start + ARTICLE or not governed(scene, actor))


def _source_claim(
    scene: Scene, source: Source, actor: Actor | None, found: Sequence[Draft], memory: Memory
) -> Draft:
    before = scene.text[: source.start].rstrip()
    after = scene.text[source.end :].strip(TRAILING)
    leads = (
        scene.sentence.language == "zh"
        or (before[-1:] in _LEADS and not before.rstrip(TRAILING).endswith(tuple(_QUOTE_ENDS)))
        or CONJUNCTION.search(before) is not None
    )
    begin = source.start if leads else clause_start(scene, source.start, "strong")
    end = source.end if after else len(scene.text)
    who = scene.text[slice(*source.who)]
    ids = actor.ids if actor else ()
    if patterns(scene.sentence.language)["pronoun"].fullmatch(who):
        ids = next((one.speaker for one in reversed(found) if one.end <= source.start), ())
        ids = ids or several(scene, who, source.start) or memory.speaker
    owned = patterns(scene.sentence.language).get("owned")
    if not ids and owned and owned.search(who):
        ids = memory.same(None)
    named = None if ids else source.who
    outlet = _medium(actor) if actor else None
    return Draft(begin, end, (source.start, source.end), ids, outlet, named)
