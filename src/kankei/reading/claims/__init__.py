"""Claims: who said what, where it was reported."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..passages import (
    BodyMention,
    ClaimMention,
    DateMention,
    Note,
    PersonMention,
    Sentence,
    StateMention,
)
from ..quotations import Quotation
from . import verb_first, verb_last
from .bodies import find_bodies
from .drafts import Draft, Memory, patterns
from .placing import Placing
from .scene import SOURCE, Scene, Stage, after_dateline
from .stances import stance_of

__all__ = ["find_bodies", "find_claims"]

SUBJECT_FIRST = ("en", "ru")
"""Languages in which *he* is rather the first person of the sentence before than the last."""

BEHIND = 30
"""A date of a claim stands not further behind the beginning of the speaker."""

BESIDE = 12
"""So does one that stands right behind the verb of saying."""

_NAME = re.compile(r"[A-ZА-ЯЁ][\w-]*(?: [\w-]+){0,2}")
LONGEST = 10_000
"""A sentence with more characters is none; who speaks in it cannot be told."""

_READ = ("sentence", "footnote_sentence")


def find_claims(
    sentences: Sequence[Sentence],
    states: Sequence[StateMention],
    persons: Sequence[PersonMention],
    bodies: Sequence[BodyMention],
    dates: Sequence[DateMention] = (),
    notes: Sequence[Note] = (),
    stage: Stage | None = None,
) -> tuple[tuple[ClaimMention, ...], tuple[BodyMention, ...]]:
    """Find reported statements in the sentences of a document.

    Parameters
    ----------
    sentences
        In reading order; only prose is read.
    states, persons, bodies
        What can speak.
    dates, notes
        What dates a claim and what it rests on.
    stage
        Those who can speak, by sentence, where that is known already.

    Returns
    -------
    claims : tuple of ClaimMention
        From the speaker, or the medium before it, to the verb of saying or the end of what is
        said. A statement that nobody makes (と報道されている) has no speaker.
    sources : tuple of BodyMention
        Sources that no list knows, as they are written (*a broker in Singapore*).
    """
    placing = Placing(sentences)
    dated = placing.by_sentence((date.spans, date) for date in dates)
    marked = placing.by_sentence((note.marker, note) for note in notes if note.marker)
    named = placing.by_sentence((person.name, person) for person in persons)
    stage = stage or Stage(sentences, states, persons, bodies)
    memory = Memory()
    found: list[ClaimMention] = []
    sources: list[BodyMention] = []
    agency: str | None = None
    paragraph = -1
    for number, sentence in enumerate(sentences):
        if sentence.kind in _READ and len(sentence.text) <= LONGEST:
            scene = stage.scene(number)
            if sentence.paragraph != paragraph or (not found and agency is None):
                scene, wired = after_dateline(scene)
                agency = wired or agency
            paragraph = sentence.paragraph
            for draft in _drafts(scene, memory):
                heard = _named(scene, draft).on(agency)
                sources += _sources(scene, heard)
                found.append(_claim(scene, heard, dated.get(number, []), marked.get(number, [])))
        met = [person for _, _, person in named.get(number, [])]
        memory.meet(met[::-1] if sentence.language in SUBJECT_FIRST else met)
    return tuple(found), tuple(sources)


def _named(scene: Scene, draft: Draft) -> Draft:
    if draft.named is None:
        return draft
    name = scene.text[slice(*draft.named)].strip(' «»“”"「」『』')
    return replace(draft, speaker=(SOURCE + name,))


def _sources(scene: Scene, draft: Draft) -> Iterator[BodyMention]:
    """Speakers that no list knows, as bodies of their own."""
    for identity in draft.speaker:
        actor = scene.named(identity)
        place = draft.named or ((actor.start, actor.end) if actor else None)
        if identity.startswith(SOURCE) and place:
            spans = scene.sentence.view.spans(*place)
            yield BodyMention(identity, "body", None, spans, "named as a source")


def _drafts(scene: Scene, memory: Memory) -> list[Draft]:
    if patterns(scene.sentence.language)["order"] == "verb last":
        return verb_last.drafts(scene, memory)
    return verb_first.drafts(scene, memory)


def _claim(
    scene: Scene,
    draft: Draft,
    dates: list[tuple[int, int, DateMention]],
    notes: list[tuple[int, int, Note]],
) -> ClaimMention:
    view = scene.sentence.view
    end = _without_mark(scene.text, draft.end, {stop: start for start, stop, _ in notes})
    quotes = [one for one in _speech(scene) if draft.start <= one.start and one.end <= end]
    return ClaimMention(
        spans=view.spans(draft.start, end),
        speaker=draft.speaker,
        outlet=draft.outlet,
        verbatim=bool(quotes),
        quotes=tuple(one.spans(view) for one in quotes),
        cue=view.spans(*draft.cue),
        date=_date(draft, dates),
        notes=tuple(note.number for start, _, note in notes if draft.start <= start <= end + 2),
        stance=stance_of(scene.text[slice(*draft.cue)], scene.sentence.language),
    )


def _without_mark(text: str, end: int, marks: dict[int, int]) -> int:
    while end in marks or text[end - 1] in " .。．":
        end = marks.get(end, end - 1)
    return end


def _speech(scene: Scene) -> Iterator[Quotation]:
    """Quotations of words; a capitalised name of one to three words is none."""
    for one in scene.quotes:
        words = scene.text[one.start + 1 : one.end - 1]
        name = scene.sentence.language in ("en", "ru") and _NAME.fullmatch(words)
        if one.kind == "speech" and not one.depth and not name:
            yield one


def _date(draft: Draft, dates: list[tuple[int, int, DateMention]]) -> str | None:
    """The value of the last date before the speaker, else of one right behind."""
    before = [date.value for start, _, date in dates if start <= draft.start]
    limit = max(draft.start + BEHIND, draft.cue[1] + BESIDE)
    behind = [date.value for start, _, date in dates if draft.start < start < limit]
    return before[-1] if before else behind[0] if behind else None
