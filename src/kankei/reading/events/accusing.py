"""Statements that accuse: a claim in which the speaker calls what others do an offence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .dating import usable
from .draft import Draft, Memory, Part
from .line import Line, Who
from .table import acts

_NOT = re.compile(r"\b(?:не|not|never|no) (?:\w+ )?$|n't (?:\w+ )?$")
ANSWERED = ("ACCUSE", "REJECT", "THREATEN", "REQUEST", "PROTEST")
"""Types of events that already hold what a statement accuses of."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """A claim at ``[start, end)`` of a sentence with its verb of saying and who speaks."""

    start: int
    end: int
    cue: int
    speaker: Who
    date: str | None = None

    def holds(self, place: int) -> bool:
        """Whether a place lies in the claim."""
        return self.start <= place < self.end


def accusations(
    line: Line, claims: Sequence[Claimed], found: Sequence[Draft], memory: Memory
) -> Iterator[Draft]:
    """The claims of a sentence that accuse and are not among its events."""
    for claim in claims:
        text = line.text[claim.start : claim.end]
        warned = _warning(line, claim, found, memory)
        if warned:
            yield warned
            continue
        offence = line.rules["offence"].search(text)
        if offence and _NOT.search(text, 0, offence.start()):
            continue
        if not offence or not claim.speaker.states or _answered(claim, found):
            continue
        if line.disclaimed(claim.start + offence.start()):
            continue
        target = _target(line, claim)
        parts = [Part(claim.speaker, "source")]
        if target:
            parts.append(Part(target, "target"))
        said = claim.date or _said_on(line, claim)
        yield Draft(
            line.number, claim.start, claim.end, claim.cue, acts()["accuse"][-1], tuple(parts),
            "fact", said or memory.date, "stated" if said else "context",
            f"says that others do wrong: {offence.group()}",
        )  # fmt: skip


def _said_on(line: Line, claim: Claimed) -> str | None:
    """The date behind a verb of saying: *“…,” he said in a speech the same night*."""
    behind = (one for one in usable(line) if claim.cue <= one[0] < claim.end)
    begun: re.Pattern[str] = line.rules["content_begun"]
    named = (one for one in behind if not begun.search(line.text, claim.cue, one[0]))
    return next((one[2].value for one in named), None)


def _warning(line: Line, claim: Claimed, found: Sequence[Draft], memory: Memory) -> Draft | None:
    """A statement that threatens, or tells another state what it must do."""
    if not claim.speaker.states or _answered(claim, found):
        return None
    target, act = _target(line, claim), None
    threat: re.Pattern[str] | None = line.rules.get("threat")
    bidding: re.Pattern[str] | None = line.rules.get("bidding")
    said = claim.cue if claim.cue < claim.end else claim.start
    menace: re.Pattern[str] | None = line.rules.get("menace")
    menaced = menace and menace.search(line.text, claim.start, claim.cue)
    if menaced or (threat and threat.search(line.text, said, claim.end)):
        act = acts()["warn"][-1]
    elif bidding and target and _bidden(line, claim, bidding):
        act = acts()["urge"][-1]
    if act is None:
        return None
    parts = [Part(claim.speaker, "source"), *([Part(target, "target")] if target else [])]
    return Draft(
        line.number, claim.start, claim.end, claim.cue, act, tuple(parts),
        "fact", claim.date or memory.date, "stated" if claim.date else "context",
        f"says what others must do or fear: {act.name}",
    )  # fmt: skip


def _bidden(line: Line, claim: Claimed, bidding: re.Pattern[str]) -> bool:
    """Whether the speaker says what another state must do: *said that Israel must withdraw*."""
    own = set(claim.speaker.states)
    others = (
        one for one, who in line.actors
        if claim.holds(one.start) and who.states and not own & set(who.states)
    )  # fmt: skip
    return any(bidding.match(line.text, one.end) for one in others)


def _answered(claim: Claimed, found: Sequence[Draft]) -> bool:
    return any(
        claim.holds(draft.key) and draft.act.plover in ANSWERED and draft.key >= claim.start
        for draft in found
    )


def _target(line: Line, claim: Claimed) -> Who | None:
    """The first in the claim who is not of the speaker's own state."""
    own = set(claim.speaker.states)
    for actor, who in line.actors:
        if claim.holds(actor.start) and who.states and not own & set(who.states):
            return who
    return None
