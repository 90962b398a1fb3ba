"""Events: who did what to whom and when, in five languages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ..claims.placing import Placing
from ..claims.scene import Stage
from ..passages import (
    BodyMention,
    ClaimMention,
    DateMention,
    EventMention,
    Note,
    PersonMention,
    Sentence,
    StateMention,
)
from .draft import Draft, Memory
from .drafting import Claimed, drafts
from .line import Allegiance, Line
from .referring import referring

__all__ = ["find_events"]

_READ = ("sentence", "footnote_sentence")


def find_events(
    sentences: Sequence[Sentence],
    states: Sequence[StateMention],
    persons: Sequence[PersonMention],
    bodies: Sequence[BodyMention] = (),
    claims: Sequence[ClaimMention] = (),
    dates: Sequence[DateMention] = (),
    notes: Sequence[Note] = (),
    published: date | None = None,
) -> tuple[EventMention, ...]:
    """Find the events of a document."""
    placing = Placing(sentences)
    dated = placing.by_sentence((one.spans, one) for one in dates)
    named = placing.by_sentence((one.name, one) for one in persons)
    claimed = placing.by_sentence((one.spans, one) for one in claims)
    allegiance = Allegiance(persons, bodies)
    memory = Memory()
    found = []
    stage = Stage(sentences, states, persons, bodies)
    for number in range(len(sentences)):
        scene = stage.scene(number)
        if scene.sentence.kind in _READ:
            referred = tuple(referring(scene, memory))
            line = Line(number, scene, tuple(dated.get(number, ())), allegiance, referred)
            here = [_claimed(scene.sentence, *one) for one in claimed.get(number, ())]
            found += drafts(line, here, memory, published)
        memory.persons += [person for _, _, person in named.get(number, ())]
    return tuple(_mention(sentences, draft) for draft in found)


def _claimed(sentence: Sentence, start: int, end: int, claim: ClaimMention) -> Claimed:
    cue = Placing.position(sentence.view, claim.cue)
    return Claimed(start, end, cue[0] if cue else end, bool(claim.speaker))


def _mention(sentences, draft: Draft) -> EventMention:
    view = sentences[draft.line].view
    spans = view.spans(draft.start, draft.end)
    actors = []
    for part in draft.parts:
        for one in dict.fromkeys((*part.who.ids, *part.who.states)):
            actors.append((one, part.role, part.inferred))
    return EventMention(
        spans, draft.act.plover, draft.act.cameo, draft.act.domain,
        "-" if draft.assertion == "negated" else "+", draft.assertion, draft.date, draft.basis,
        tuple(actors), draft.why, (spans,),
    )
