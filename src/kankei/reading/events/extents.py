"""Where the words of an act begin and end in their sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .finding import Found
from .governing import UTTERED, WORDED
from .line import Line, Phrase
from .predication import FREE, Predication

LEADING = 16
"""Words that open a clause have so many characters at most."""

SHIFT = 2
"""Characters of a conjunction before the subject of a clause."""

PRESSURE = frozenset({"tariff", "sanction", "embargo", "control"})
"""Kinds of things by which one state presses another."""

BEFORE = 60
"""So many characters before a clause can stand what it describes."""

MOTION = (" to", " in", " into", " for")
"""How verbs of motion end that need a place behind them."""


def worded_end(
    line: Line, phrases: Sequence[Phrase], verbs: Sequence[Found], end: int, verb: Found
) -> int:
    """Where the words end that are said, agreed or asked."""
    strong, text = line.rules["strong"], line.text
    told = line.rules.get("told_in_full")
    if told and told.fullmatch(text, verb.end, end):
        return _goes_on(line, phrases, verbs, end)
    opened = line.rules.get("aside_clause")
    before = max(0, end - LEADING)
    if opened and opened.search(text, before, end):
        return end
    if any(match.end() == end for match in strong.finditer(text, before, end)):
        return end
    places = (match for match in strong.finditer(text, end - 2))
    stop = next((one.start() for one in places if not line.scene.quoted(one.start())), None)
    return max(end, stop or len(line.text))


def _goes_on(line: Line, phrases: Sequence[Phrase], verbs: Sequence[Found], end: int) -> int:
    """Where the first clause begins behind a place that has a subject of its own."""
    fresh = line.rules["fresh"]
    opened = (
        bound
        for bound in line.bounds
        if bound >= end and (fresh.match(line.text, bound) or _anew(phrases, verbs, bound))
    )
    return next(opened, len(line.text))


def _anew(phrases: Sequence[Phrase], verbs: Sequence[Found], bound: int) -> bool:
    """Whether a clause begins with somebody, or with another demand or reproach."""
    starts = range(bound, bound + SHIFT + 1)
    here = (word for word in verbs if word.start in starts)
    asked = any(act.plover in UTTERED for word in here for act in word.word.acts)
    return asked or any(p.start in starts and p.slot in FREE for p in phrases)


def trimmed(line: Line, verbs: Sequence[Found], one: Predication) -> tuple[int, int]:
    """Start and end of the clause without the conjunctions and signs at both of them."""
    text = line.text
    start, end = one.start, one.end
    while start < one.word.start and (text[start].isspace() or text[start] in ",;:—–，；："):
        start += 1
    joint: re.Pattern[str] | None = line.rules.get("joint")
    end = _before_next(line, verbs, one, end)
    tail = joint.search(text, max(one.word.end, end - LEADING), end) if joint else None
    end = tail.start() if tail else end
    while end > one.word.end and (text[end - 1].isspace() or text[end - 1] in ",;:.。，；：—–"):
        end -= 1
    return start, end


def _before_next(line: Line, verbs: Sequence[Found], one: Predication, end: int) -> int:
    """Where the next act of the same subject begins: *banned apps, barred firms*."""
    if one.act.plover in WORDED or line.rules["inverts"]:
        return end
    listed = (
        verb.start
        for verb in verbs
        if one.word.end < verb.start < end
        and verb.shape.voice == "active"
        and line.text.endswith((", ", ", then "), 0, verb.start)
    )
    return next(listed, end)


def antecedent(one: Predication) -> int:
    """Where the words begin that a clause describes: *the duties that A levied*, *A, who …*."""
    places = [phrase.start for slot, phrase in one.taken if slot == "subject"]
    if one.object and one.object.stem <= one.start:
        places.append(one.object.start)
    before = [place for place in places if one.start - BEFORE <= place < one.start]
    return min(before, default=one.start)


def nowhere(line: Line, verb: Found, end: int) -> bool:
    """Whether what follows a verb of motion is no place: *went to the polls*."""
    placed: re.Pattern[str] | None = line.rules.get("destination")
    if placed is None or not verb.word.lemma.endswith(MOTION):
        return False
    return placed.match(line.scene.text, verb.end, end) is not None


def object_follows(line: Line, verb: Found, intransitive: bool) -> bool:
    """Whether what stands before an English verb in the active cannot be its object."""
    if verb.shape.voice != "active" or not line.articles:
        return False
    return not intransitive or line.rules["own_object"].match(line.text, verb.end) is not None


def antecedes(line: Line, verbs: Sequence[Found], phrase: Phrase, verb: Found) -> bool:
    """Whether *who* or a participle can mean an actor: no verb and no other noun between."""
    if not line.articles:
        return True
    begin = line.clause_start(verb.start)
    if any(phrase.stop <= one.start < begin for one in verbs):
        return False
    return phrase.slot != "owner" or " of " not in line.text[phrase.stop : verb.start]


def foreign(line: Line, phrase: Phrase, verb: Found) -> bool:
    """Whether an English *by* belongs to another verb: in the active, and before its verb."""
    active = verb.shape.voice == "active" or phrase.start < verb.start
    return active and line.articles


def unknown(line: Line, verb: Found, begin: int) -> bool:
    """Whether an English relative clause describes somebody who is no actor."""
    if not line.articles:
        return False
    return line.rules["relative"].search(line.text, max(0, begin - 14), verb.start) is not None


def animate_object(line: Line, phrase: Phrase, one: Predication, verb: Found) -> bool:
    """Принял президента Сербии: the accusative of a person looks like a genitive."""
    titled = line.rules.get("animate")
    person = not phrase.who.ids[0].isupper() or bool(titled and titled.match(line.text, phrase.end))
    gap = line.text[verb.end : phrase.start]
    between = line.rules.get("before_object")
    person = person and one.object is None
    return bool(between and person and phrase.start >= verb.end and between.fullmatch(gap))


def pressed(line: Line, one: Predication) -> bool:
    """Whether an object is a means of pressure: whose tariffs they are puts them on others."""
    kinds = one.object.word.kinds if one.object else frozenset()
    english = line.articles
    return english and one.act.frame == "act" and bool(kinds & PRESSURE)


def text_of_both(line: Line, verb: Found, begin: int) -> bool:
    """Whether a pronoun stands for a text that two sides have signed: *он был подписан*."""
    pronoun: re.Pattern[str] | None = line.rules.get("text_pronoun")
    if pronoun is None or verb.shape.voice != "passive" or not verb.word.acts:
        return False
    told = verb.word.acts[0].name in ("sign", "ratify")
    return told and pronoun.match(line.text, begin) is not None


def disposed(line: Line, begin: int, near: Found) -> bool:
    """Whether a particle puts an object before its verb: 将管制扩大到."""
    particle: re.Pattern[str] | None = line.rules.get("disposal")
    return bool(particle and particle.search(line.text[begin : near.start]))


def governed_between(verbs: Sequence[Found], noun: Found, verb: Found) -> bool:
    """Whether another verb between a noun and a verb has the noun."""
    between = (one for one in verbs if noun.start < one.start < verb.start)
    return any(one.shape.link != "relative" for one in between)


def arrives_in(line: Line, phrase: Phrase, verb: Found) -> bool:
    """Whether a state is where an English verb of two words leads: *arrived in China*."""
    if not line.articles or not verb.word.lemma.endswith(" in"):
        return False
    return 0 <= phrase.start - verb.end <= len(" the ")
