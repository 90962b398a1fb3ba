"""Acts in the words of others: what somebody denies, asks, agrees to or accuses another of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from .finding import Found
from .line import Line, Phrase
from .predication import FREE, Predication
from .shape import Mood

WORDED = ("AGREE", "REQUEST", "THREATEN", "REJECT", "ACCUSE")
"""Types of acts whose words follow in clauses of their own."""

UTTERED = ("REQUEST", "THREATEN", "REJECT", "ACCUSE")
"""Types of acts that end the words of another before them: 警告…，指责…."""

FAR = 300
"""What is said begins within so many characters."""

BEGINS = 14
"""A relative pronoun stands within so many characters before its clause."""


def governed(line: Line, phrases: Sequence[Phrase], found: list[Predication]) -> list[Predication]:
    """Acts in what somebody denies, asks, agrees to or accuses another of."""
    kept: list[Predication] = []
    for one in found:
        above = next((other for other in reversed(kept) if _in_words(line, one, other)), None)
        kept.append(_told_of(line, phrases, one, above) if above else one)
    return kept


def _in_words(line: Line, one: Predication, other: Predication) -> bool:
    if other.act.plover not in WORDED or other.shape.mood in ("claimed", "denied"):
        return False
    if one.word.start > other.word.end + FAR:
        return False
    if other.word.end <= line.opening <= one.word.start:
        return False
    between = line.text[other.word.end : one.word.start]
    if closes_relative(line, other.start, one.word.start):
        return False
    if _asked_next(line, one, other, between):
        return True
    if not line.rules["content_marker"].search(between):
        return False
    stop = line.rules["content_stop"].search(line.text, other.word.end)
    return other.word.end <= one.word.start < (stop.start() if stop else len(line.text))


def _asked_next(line: Line, one: Predication, other: Predication, between: str) -> bool:
    """Whether a clause goes on with what is asked: 要求日方撤回言论，停止挑衅."""
    goes_on: re.Pattern[str] | None = line.rules.get("asked_next")
    if goes_on is None or other.act.plover != "REQUEST" or one.act.plover in UTTERED:
        return False
    return goes_on.fullmatch(between) is not None


def _told_of(
    line: Line, phrases: Sequence[Phrase], one: Predication, above: Predication
) -> Predication:
    mood: Mood = "denied" if above.act.plover == "REJECT" else "unreal"
    blames = above.object is not None and "blame" in above.object.word.kinds
    if above.act.plover == "REJECT" and above.act.frame != "deny" and not blames:
        mood = "unreal"
    blamed: re.Pattern[str] | None = line.rules.get("blamed")
    if above.act.plover == "ACCUSE" and not (
        blamed and blamed.search(line.text, above.word.end, one.word.end)
    ):
        mood = "claimed"
        accused = [p for p in phrases if above.word.end <= p.start < one.word.start]
        rest = tuple((slot, p) for slot, p in one.taken if slot != "subject")
        subject = tuple(("subject", p) for p in accused if p.slot in FREE)[-1:]
        one = replace(one, taken=subject + rest, elliptic=False)
    return replace(one, shape=replace(one.shape, mood=mood))


def closes_relative(line: Line, begin: int, end: int) -> bool:
    """Whether an English relative clause ends right before a verb: *A, which blamed B, left*."""
    if not line.articles or line.text.endswith("ing", 0, _word_end(line, end)):
        return False
    closed: re.Pattern[str] = line.rules["relative_closed"]
    return closed.search(line.text, max(0, begin - BEGINS), end) is not None


def _word_end(line: Line, place: int) -> int:
    end = line.text.find(" ", place)
    return end if end >= 0 else len(line.text)


def describes(line: Line, one: Predication) -> bool:
    """Whether an English clause with its own subject describes a noun: *which A refused*."""
    if not line.articles:
        return False
    begin = line.clause_start(one.word.start)
    own = not any(phrase.start < begin for phrase in one.having("subject"))
    return own and line.rules["object_relative"].search(line.text, 0, begin) is not None


def described_end(line: Line, verb: Found, begin: int, end: int) -> int:
    """Where an English relative clause ends and its sentence goes on: *A, which fled, was shot*."""
    if not line.articles:
        return end
    if not line.rules["relative_opened"].search(line.text, 0, begin):
        return end
    resumed = line.rules["resumed"].search(line.text, verb.end, end)
    return resumed.start() if resumed else end
