"""Events: who did what to whom and when, in five languages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from ...terms.source import Span
from ..claims import SUBJECT_FIRST
from ..claims.placing import Placing
from ..claims.scene import SOURCE, Stage
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
from .accusing import Claimed
from .draft import Draft, Memory
from .drafting import drafts
from .line import Allegiance, Line
from .merging import Event, merged
from .referring import referring

__all__ = ["find_events"]

BEHIND = 2
"""A note mark stands at most so many characters behind the words it belongs to."""

LONGEST = 10_000
"""A stretch of more characters is no sentence that tells an event."""

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
    stage: Stage | None = None,
) -> tuple[EventMention, ...]:
    """Find the events of a document.

    Parameters
    ----------
    sentences
        In reading order; only prose is read.
    states, persons, bodies
        Who can act. A person or an organ counts as its state.
    claims
        What somebody says is ``alleged`` or ``reported``.
    dates, notes, published
        When it happened, what it rests on; what lies behind the day of publication is planned.
    stage
        Those who can act, by sentence, where that is known already.

    Returns
    -------
    tuple of EventMention
        In the order in which they are first told. Clauses under a condition, possibilities,
        wishes and what stands between quotation marks are no events; nor is an act of which
        nobody is known to take part.

    Notes
    -----
    Types follow the conversion table from CAMEO to PLOVER of 2021. A sentence that names no date
    takes the one told before; a clause that names no subject goes on with the last.

    Examples
    --------
    >>> from kankei.reading.text import View
    >>> text = "中国は日本を非難した。"
    >>> line = Sentence(View.whole(text), "sentence", "ja", 0, 0)
    >>> china, japan = (StateMention(code, (Span(*place),), "name", "")
    ...     for code, place in (("CHN", (0, 2)), ("JPN", (3, 5))))
    >>> event = find_events([line], [china, japan], [])[0]
    >>> event.plover, event.actors
    ('ACCUSE', (('CHN', 'source', False), ('JPN', 'target', False)))
    """
    bodies = [one for one in bodies if not one.body.startswith(SOURCE)]
    placing = Placing(sentences)
    dated = placing.by_sentence((one.spans, one) for one in dates)
    named = placing.by_sentence((one.name, one) for one in persons)
    marks = placing.by_sentence((note.marker, note.number) for note in notes if note.marker)
    claimed = placing.by_sentence((one.spans, one) for one in claims)
    allegiance = Allegiance(persons, bodies)
    memory = Memory()
    found = []
    stage = stage or Stage(sentences, states, persons, bodies)
    for number, sentence in enumerate(sentences):
        if sentence.kind in _READ and len(sentence.line) <= LONGEST:
            scene = stage.scene(number)
            referred = tuple(referring(scene, memory, allegiance))
            line = Line(number, scene, tuple(dated.get(number, ())), allegiance, referred)
            here = [_claimed(sentence, allegiance, *one) for one in claimed.get(number, ())]
            found += drafts(line, here, memory, published)
        met = [person for _, _, person in named.get(number, ())]
        memory.persons += met[::-1] if sentence.language in SUBJECT_FIRST else met
    return tuple(_mention(sentences, event, marks) for event in merged(found))


def _claimed(
    sentence: Sentence, allegiance: Allegiance, start: int, end: int, claim: ClaimMention
) -> Claimed:
    cue = Placing.position(sentence.view, claim.cue)
    speaker = allegiance.of(claim.speaker)
    return Claimed(start, end, cue[0] if cue else end, speaker, claim.date)


def _mention(
    sentences: Sequence[Sentence], event: Event, marks: Mapping[int, list[tuple[int, int, int]]]
) -> EventMention:
    best = event.best
    return EventMention(
        spans=_spans(sentences, best),
        plover=best.act.plover,
        cameo=best.act.cameo,
        domain=best.act.domain,
        polarity="-" if best.assertion == "negated" else "+",
        assertion=best.assertion,
        date=best.date,
        basis=best.basis,
        actors=tuple(_actors(best)),
        why=best.why,
        mentions=tuple(_spans(sentences, draft) for draft in event.drafts),
        notes=tuple(number for draft in event.drafts for number in _notes(draft, marks)),
        part_of=event.part_of,
        conflicts=tuple(event.conflicts),
    )


def _spans(sentences: Sequence[Sentence], draft: Draft) -> tuple[Span, ...]:
    return sentences[draft.line].view.spans(draft.start, draft.end)


def _actors(draft: Draft) -> Iterator[tuple[str, str, bool]]:
    """Persons and bodies with the states they act for."""
    for part in draft.parts:
        for one in dict.fromkeys((*part.who.ids, *part.who.states)):
            yield one, part.role, part.inferred


def _notes(draft: Draft, marks: Mapping[int, list[tuple[int, int, int]]]) -> Iterator[int]:
    """Notes whose mark stands in the passage or right behind it."""
    for start, _, number in marks.get(draft.line, ()):
        if draft.start <= start <= draft.end + BEHIND:
            yield number
