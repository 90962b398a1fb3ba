"""Slots of Japanese and Korean phrases, which are told by the particle behind them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from ...terms.language import Language
from ..claims.scene import Actor
from .finding import Found
from .line import Line, Phrase, Who
from .table import grammar

NEAR = 12
"""The noun that an actor owns begins within so many characters."""


_COMMA = re.compile("、|, ?")

HEADLINE = 8
"""The last characters of a sentence, which tell the style of headlines."""


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
        re.compile(f"{rules['head'].pattern}(?:{cases}){rules['head_end'].pattern}"),
        rules["before"],
    )


def phrases(line: Line) -> tuple[Phrase, ...]:
    """Find the actors of a sentence with their slots, in order."""
    headline = bool(line.rules["headline"].search(line.text[-HEADLINE:]))
    found = [_phrase(line, *one) for one in (_parted(line) if headline else line.actors)]
    if found and not headline and not _acting(found):
        found = [_phrase(line, *one) for one in _parted(line)]
        headline = len(found) > len(line.actors) or line.text.startswith(",", found[0].end)
    if found and headline:
        found[0] = _headed(found)
    return tuple(_listed(found))


def _acting(found: list[Phrase]) -> bool:
    return any({one.slot, one.head} & {"topic", "subject"} for one in found)


def _parted(line: Line) -> tuple[tuple[Actor, Who], ...]:
    """The actors of a headline, the first apart from the one that a comma joins to it."""
    if not line.actors:
        return ()
    (first, who), *others = line.actors
    comma = _COMMA.search(line.text, first.start, first.end)
    if comma is None or len(who.ids) < 2 or who.ids != who.states:
        return line.actors
    head = replace(first, end=comma.start(), ids=first.ids[:1])
    rest = replace(first, start=comma.end(), ids=first.ids[1:])
    one, two = (Who(part.ids, part.ids) for part in (head, rest))
    return ((head, one), (rest, two), *others)


def _headed(found: list[Phrase]) -> Phrase:
    """The first actor of a headline, before a comma, is its topic: 米国、制裁を解除."""
    first = found[0]
    if _acting(found) or first.slot != "listed":
        return first
    return replace(first, slot="topic", of=None)


def particle(line: Line, place: int, limit: int) -> tuple[str, int]:
    """The slot of a noun that ends at a place, and where its particle ends."""
    marks = _marks(line.scene.sentence.language)
    match = marks.slot.match(line.text, place, limit)
    return (_name(marks, match), match.end()) if match else ("none", place)


def _phrase(line: Line, actor: Actor, who: Who) -> Phrase:
    marks = _marks(line.scene.sentence.language)
    bare = Phrase(actor.start, actor.end, actor.end, "none", who)
    around = next((one for one in line.words if _holds(one, actor)), None)
    if around:
        return _bound(line, bare, "plain", around.start)
    before = max(0, actor.start - 2)
    if marks.before["post"].search(line.text, before, actor.start):
        return replace(bare, slot="post")
    match = marks.slot.match(line.text, actor.end)
    word = _word(line, actor.end, match.start(match.lastgroup or 0) if match else actor.end)
    if marks.before["to"].search(line.text, before, actor.start):
        near = word if word is not None else _word(line, actor.end, len(line.text))
        return replace(bare, slot="to", of=near)
    if word is not None:
        return _bound(line, bare, "plain", word)
    if match is None:
        return bare
    slot, stop = _name(marks, match), match.end()
    if slot == "owner" or line.text[stop - 1] in line.rules["attributive"]:
        head = marks.head.match(line.text, stop)
        of = _word(line, stop, head.end() if head else stop + NEAR)
        return replace(bare, stop=stop, slot=slot, of=of, head=_name(marks, head) if head else None)
    return replace(bare, stop=stop, slot=slot)


def _bound(line: Line, bare: Phrase, slot: str, word: int) -> Phrase:
    """A phrase written against the word that begins at a place."""
    marks = _marks(line.scene.sentence.language)
    head = marks.head.match(line.text, word)
    return replace(bare, slot=slot, of=word, head=_name(marks, head) if head else None)


def _name(marks: _Marks, match: re.Match[str]) -> str:
    return marks.names[int((match.lastgroup or "s0")[1:])]


def _holds(word: Found, actor: Actor) -> bool:
    """Whether a word has the actor in it: 訪中."""
    return word.start < actor.start and actor.end <= word.stem


def _word(line: Line, start: int, end: int) -> int | None:
    """Where the first word that tells of an act begins between two places."""
    words = (one for one in line.words if start <= one.start < end)
    return next((one.start for one in words if one.word.acts), None)


def _case(phrase: Phrase) -> str | None:
    return phrase.head if phrase.slot == "owner" else phrase.slot


def _coordinate(phrase: Phrase, after: Phrase) -> bool:
    """Whether two act side by side: 米軍とカナダ軍の戦闘機が."""
    return after.start <= phrase.stop and _case(after) in ("subject", "topic")


def _listed(found: list[Phrase]) -> Iterator[Phrase]:
    """Give what is listed the slot of what it is listed with; alone it is the topic: 米国、."""
    for number, phrase in enumerate(found):
        after = next((one for one in found[number + 1 :] if one.slot != "listed"), None)
        if phrase.slot == "with" and after and _coordinate(phrase, after):
            phrase = replace(phrase, slot=str(_case(after)), of=None)
        if phrase.slot == "listed":
            touching = found[number + 1 : number + 2]
            near = bool(touching) and touching[0].start <= phrase.stop
            slot = after.slot if after and near else "topic"
            phrase = replace(phrase, slot=slot, of=None)
        yield phrase
