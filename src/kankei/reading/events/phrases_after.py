"""Slots of Japanese and Korean phrases, which are told by the particle behind them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from ...terms.language import Language
from ..claims.scene import Actor
from .finding import Found
from .line import Line, Phrase, Who
from .table import grammar

ATTRIBUTIVE = ("owner", "plain")


class _Marks(NamedTuple):
    slot: re.Pattern[str]
    names: tuple[str, ...]
    head: re.Pattern[str]
    before: dict[str, re.Pattern[str]]


@cache
def _marks(language: Language) -> _Marks:
    rules = grammar(language)
    names = tuple(name for name, _ in rules["slots"])
    choice = "|".join(f"(?P<s{i}>{slot.pattern})" for i, (_, slot) in enumerate(rules["slots"]))
    cases = "|".join(
        f"(?P<s{i}>{slot.pattern})"
        for i, (name, slot) in enumerate(rules["slots"])
        if name not in ("owner", "listed", "around")
    )
    return _Marks(
        re.compile(f"{rules['rest'].pattern}(?:{choice})"),
        names,
        re.compile(f"{rules['head'].pattern}(?:{cases})"),
        rules["before"],
    )


def phrases(line: Line) -> tuple[Phrase, ...]:
    """Find the actors of a sentence with their slots, in order."""
    found: list[Phrase] = []
    for actor, who in line.actors:
        found.append(_phrase(line, actor, who))
    return tuple(_listed(found))


def _phrase(line: Line, actor: Actor, who: Who) -> Phrase:
    marks = _marks(line.scene.sentence.language)
    state = actor.kind == "state"
    inside = next(
        (one for one in line.words if one.start < actor.start and actor.end <= one.stem), None
    )
    if inside:
        head = marks.head.match(line.text, inside.start)
        return Phrase(
            actor.start, actor.end, actor.end, "plain", who, _name(marks, head), inside.start, state
        )
    match = marks.slot.match(line.text, actor.end)
    stop = match.end() if match else actor.end
    slot = _name(marks, match) if match else "none"
    word = _word_within(line, actor.end, match.start(match.lastgroup or 0) if match else actor.end)
    before = max(0, actor.start - 2)
    if marks.before["at"].search(line.text, before, actor.start):
        return Phrase(actor.start, actor.end, actor.end, "at", who, state=state)
    if marks.before["to"].search(line.text, before, actor.start):
        near = word or _next_word(line, actor.end)
        return Phrase(actor.start, actor.end, actor.end, "to", who, None, near, state)
    if word is not None:
        head = marks.head.match(line.text, word)
        return Phrase(
            actor.start, actor.end, actor.end, "plain", who, _name(marks, head), word, state
        )
    if slot == "owner" or line.text[stop - 1 : stop] in tuple(line.rules["attributive"]):
        head = marks.head.match(line.text, stop)
        of = _word_within(line, stop, head.end() if head else stop + 12)
        return Phrase(actor.start, actor.end, stop, slot, who, _name(marks, head), of, state)
    return Phrase(actor.start, actor.end, stop, slot, who, None, None, state)


def _name(marks: _Marks, match: re.Match[str] | None) -> str | None:
    return marks.names[int((match.lastgroup or "s0")[1:])] if match else None


def _word_within(line: Line, start: int, end: int) -> int | None:
    """Where the first acting word between two places begins."""
    return next((one.start for one in line.words if start <= one.start < end and _acts(one)), None)


def _next_word(line: Line, start: int) -> int | None:
    return next((one.start for one in line.words if start <= one.start and _acts(one)), None)


def _acts(word: Found) -> bool:
    return bool(word.word.acts) or word.word.event


def _listed(found: list[Phrase]) -> Iterator[Phrase]:
    """Give what is listed the slot of what it is listed with."""
    for number, phrase in enumerate(found):
        if phrase.slot != "listed":
            yield phrase
            continue
        after = next((one for one in found[number + 1 :] if one.slot != "listed"), None)
        near = after is not None and after.start - phrase.end < 30
        slot = after.slot if after and near else "none"
        yield Phrase(
            phrase.start, phrase.end, phrase.stop, slot, phrase.who, None, None, phrase.state
        )
