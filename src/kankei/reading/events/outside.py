"""What is told outside the types of the table: statements, and dated acts of a state at home."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import date

from .accusing import Claimed
from .dating import after_publication, usable
from .draft import Draft, Memory, Part
from .line import Dated, Line, Phrase
from .table import acts

_STATEMENT = acts()["state"][-1]
_ACT = acts()["act_at_home"][-1]
_PROMISE = acts()["pledge"][-1]

ACTING = ("topic", "subject")
"""Slots of those who act."""


def statements(
    line: Line, claims: Sequence[Claimed], found: Sequence[Draft], memory: Memory
) -> Iterator[Draft]:
    """The claims of a sentence by which a state only says something: type ``NONE``.

    A claim that tells of an act of the speaker's own, or that answers somebody, is that event.
    Media, and sources that are only cited, make no statement; that something is not so is a claim
    and no event.
    """
    said: re.Pattern[str] | None = line.rules.get("statement")
    acting = {who.ids for _, who in line.actors}
    others = {one.ids for one in line.scene.speakers if one.ids and one.ids not in acting}
    for claim in claims if said else ():
        if claim.speaker.ids in others or not (said and said.match(line.text, claim.cue)):
            continue
        if line.rules["nothing"].search(line.text, claim.start, claim.end):
            continue
        inside = [draft for draft in found if claim.holds(draft.key)]
        if not claim.speaker.states or any(_is_own(draft, claim) for draft in inside):
            continue
        value = claim.date or _date_before(line, claim.start) or memory.date
        yield Draft(
            line.number, claim.start, claim.end, claim.cue, _STATEMENT,
            (Part(claim.speaker, "source"),), "fact", value,
            "stated" if claim.date else "context", "says something",
        )  # fmt: skip


def _is_own(draft: Draft, claim: Claimed) -> bool:
    """Whether an event in a claim is by the speaker, or the claim itself."""
    return draft.key >= claim.cue or bool(draft.states & set(claim.speaker.states))


def _date_before(line: Line, place: int) -> str | None:
    before = [dated for dated in usable(line) if dated[1] <= place]
    return before[-1][2].value if before else None


def acts_at_home(
    line: Line,
    phrases: Sequence[Phrase],
    told: Sequence[int],
    found: Sequence[Draft],
    published: date | None,
) -> Iterator[Draft]:
    """Clauses with a date in which a state did what no word of the table names: type ``NONE``.

    ``told`` is where the predicates of the sentence begin that the table knows. What is done by
    promising it is an agreement.
    """
    if "told_past" not in line.rules:
        return
    for start, end in zip(line.bounds, (*line.bounds[1:], len(line.text)), strict=True):
        when = _dated(line, start, end)
        if when is None or after_publication(when[2].value, published):
            continue
        known = any(start <= place < end for place in told)
        known = known or any(draft.start < end and start < draft.end for draft in found)
        verb = None if known or _course(line, start, end) else _past(line, start, end)
        who = _actor(line, phrases, start, end) or _going_on(line, phrases, start, end)
        if verb and who:
            promised = line.rules["promise"].search(line.text, start, verb.end())
            yield Draft(
                line.number, max(start, min(who.start, when[0])), verb.end("verb"),
                verb.start("verb"), _PROMISE if promised else _ACT,
                _parts(phrases, who, start, end), "fact", when[2].value, "stated",
                "does something",
            )  # fmt: skip


def _past(line: Line, start: int, end: int) -> re.Match[str] | None:
    """The verb at the end of a clause that tells what was done."""
    found: Iterator[re.Match[str]] = line.rules["told_past"].finditer(line.text, start, end)
    for match in found:
        stem = unicodedata.normalize("NFD", match["verb"])
        tense = next((name for name, of in line.rules["stem_tenses"] if of.search(stem)), None)
        if tense == "real" and not line.scene.quoted(match.start()):
            return match
    return None


def _course(line: Line, start: int, end: int) -> bool:
    """Whether a clause tells of figures, of how things went, or of what may be."""
    return line.rules["course"].search(line.text, start, end) is not None


def _dated(line: Line, start: int, end: int) -> Dated | None:
    return next((one for one in usable(line) if start <= one[0] < end), None)


def _actor(line: Line, phrases: Sequence[Phrase], start: int, end: int) -> Phrase | None:
    """The state or its people that are the subject of a clause."""
    itself = line.rules["itself"]
    acting = (one for one in phrases if one.slot in ACTING and start <= one.start < end)
    states = (one for one in acting if one.who.states)
    return next((one for one in states if itself.match(line.text, one.end)), None)


def _going_on(line: Line, phrases: Sequence[Phrase], start: int, end: int) -> Phrase | None:
    """Who acted in the clause before, where a clause names no subject."""
    if any(one.slot in ACTING and start <= one.start < end for one in phrases):
        return None
    if start == 0 or line.rules["overt"].search(line.text, start, end):
        return None
    return _actor(line, phrases, line.clause_start(start - 1), start)


def _parts(phrases: Sequence[Phrase], who: Phrase, start: int, end: int) -> tuple[Part, ...]:
    """Who acts, with those beside him."""
    beside = (one for one in phrases if one.slot == "together" and start <= one.start < end)
    known = {*who.who.states}
    others = [one.who for one in beside if one.who.states and not known & {*one.who.states}]
    return tuple(Part(one, "source") for one in (who.who, *others))
