"""Nouns of English, Chinese and Russian sentences that tell of an act."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from .clauses_after import RAISED
from .finding import Found
from .line import Line, Phrase
from .predication import FREE, Predication, chosen
from .shape import Mood, noun
from .table import Act, lexicon
from .verbal_nouns import MEASURES, dated_end

_PAUSE = re.compile(r"[,;)](?!\d)|\.(?=\s|$)| (?:ended|was|were|has|had|will|should|would)\b")


def told_apart(line: Line) -> tuple[list[Found], list[Found]]:
    """All words of a sentence, and its verbs: *visits* is a noun in *they exchanged visits*."""
    verbs = [word for word in line.words if word.word.acts and word.shape.voice != "noun"]
    under = {verb.start for verb in verbs if _under(line, verb, verbs)}
    words = [_as_noun(line, one) if one.start in under else one for one in line.words]
    return words, [verb for verb in verbs if verb.start not in under]


def _under(line: Line, verb: Found, verbs: list[Found]) -> bool:
    """Whether what looks like a verb is a noun beside one: *expels the envoy over attacks*."""
    if verb.shape.mood != "present":
        return False
    begin = line.clause_start(verb.start)
    above = [one for one in verbs if begin <= one.start < verb.start]
    anew = line.rules["anew"]
    return bool(above) and not anew.search(line.text, above[-1].end, verb.start)


def _as_noun(line: Line, word: Found) -> Found:
    """The same letters as a noun of the table: *exchange visits*."""
    surface = line.text[word.start : word.stem]
    forms = lexicon(line.scene.sentence.language).surfaces[surface]
    same = next((one.word for one in forms if one.form == "n"), word.word)
    return replace(word, word=same, shape=noun(word.end))


def of_noun(line: Line, phrases: Sequence[Phrase], word: Found) -> Iterator[Predication]:
    """A noun with the actors around it: *talks between A and B*, *A's visit to B*."""
    begin, end = line.clause_start(word.start), line.clause_end(word.stem)
    mine: list[tuple[str, Phrase]] = []
    low, high = word.start, word.stem
    act, thing = noun_object(line, word) or (word.word.acts[0], None)
    for phrase in phrases:
        inside = thing is not None and word.stem <= phrase.start < thing.start
        if thing and (phrase.of == thing.start or (inside and phrase.slot in FREE)):
            mine.append((_towards(thing), phrase))
        elif inside:
            mine.append((phrase.slot, phrase))
        elif phrase.of == word.start:
            mine.append((phrase.slot, phrase))
            low = min(low, phrase.start)
        elif _whose(line, phrase, word, begin):
            mine.append(("of", phrase))
            high = phrase.stop
        elif word.stem <= phrase.start < end and phrase.slot not in FREE:
            gap = line.text[high : phrase.start]
            listed = mine and mine[-1][0] == phrase.slot and line.rules["listed"].fullmatch(gap)
            high = max(high, thing.end) if thing else high
            gap = line.text[high : phrase.start]
            if listed or line.rules["noun_gap"].fullmatch(gap):
                mine.append((phrase.slot, phrase))
                high = phrase.stop
    high = dated_end(line, max(high, thing.end) if thing else high)
    shape = word.shape
    staged = _staged(line, high)
    if not staged and not word.word.event and not thing:
        return
    if staged:
        shape = replace(shape, mood=staged[0])
        high = _pause(line, staged[1])
    yield Predication(word, act, thing, shape, max(low, begin), high, tuple(mine))


def noun_object(line: Line, word: Found) -> tuple[Act, Found] | None:
    """What an English verbal noun does to the noun behind it: *lifting of sanctions*."""
    gap: re.Pattern[str] | None = line.rules.get("noun_object")
    thing: Found | None = None
    for one in line.words if gap else ():
        if one.start < word.stem or gap is None:
            continue
        beside = line.text[thing.stem : one.start] == " " if thing else None
        if one.shape.voice != "noun" or beside is False:
            break
        if not thing and not gap.fullmatch(line.text, word.stem, one.start):
            break
        thing = one
    act = chosen(word, thing) if thing else None
    return (act[0], act[1]) if act and act[1] else None


def _towards(thing: Found) -> str:
    """Whose measure it is puts it on others; other adjectives name who suffers."""
    return "by" if thing.word.kinds & MEASURES else "object"


def _whose(line: Line, phrase: Phrase, word: Found, begin: int) -> bool:
    """Whether a person whose name has no cases stands in the genitive: *визит Уильяма Руто*."""
    bare: re.Pattern[str] | None = line.rules.get("ungoverned")
    beside = line.text[word.end : phrase.start] == " " and phrase.slot == "none"
    if bare is None or not beside or phrase.who.ids[0].isupper():
        return False
    return bare.fullmatch(line.text, begin, word.start) is not None


def _staged(line: Line, place: int) -> tuple[Mood, int] | None:
    """Whether words behind a noun say that it took place or was due: *talks held in May*."""
    for mood, pattern in line.rules.get("staged", ()):
        match = pattern.match(line.text, place)
        if match:
            return mood, match.end()
    return None


def _pause(line: Line, place: int) -> int:
    """Where the words end that say when something took place or was due."""
    stop = _PAUSE.search(line.text, place)
    return stop.start() if stop else len(line.text)


def raises(line: Line, verb: Found) -> bool:
    """Whether a noun beside a verb tells what is done: *announced talks*, вывод завершён."""
    names = (RAISED, "perform") if line.rules["inverts"] else (RAISED,)
    return any(act.name in names for act in verb.word.acts)
