"""Russian verbal nouns with what is done to whom: *введение санкций*, *вывод войск*."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from .finding import Found
from .line import Line, Phrase
from .predication import Predication, chosen

MEASURES = frozenset({"sanction", "tariff", "control", "embargo", "restriction", "proposal"})
"""Kinds of things whose genitive or adjective names who acts: *снятие американских санкций*."""


def verbal_nouns(
    line: Line, phrases: Sequence[Phrase], taken: frozenset[int]
) -> Iterator[Predication]:
    """The verbal nouns of a sentence whose objects stand beside them.

    Those at places ``taken`` are told of by a verb: *вывод войск завершён*.
    """
    for word, thing in pairwise(line.words):
        act = verbal(line, word, thing)
        if act and word.start not in taken and thing.start not in taken:
            yield _predication(line, phrases, act)


def verbal(line: Line, word: Found, thing: Found) -> Predication | None:
    """What a verbal noun does to the noun beside it, adjectives between them left aside."""
    if word.shape.voice != "noun" or word.word.inflection != "v" or thing.shape.voice != "noun":
        return None
    if not line.rules["adjectives"].fullmatch(
        line.text, _behind_actors(line, word, thing), thing.start
    ):
        return None
    act = chosen(word, thing)
    if act is None or act[1] is None:
        return None
    return Predication(word, act[0], thing, word.shape, word.start, thing.end)


def _behind_actors(line: Line, word: Found, thing: Found) -> int:
    """Where the actors end that stand between a noun and its object: *введение Китаем пошлин*."""
    place = word.end
    for actor, _ in line.actors:
        if place <= actor.start and actor.end <= thing.start:
            if line.text[place : actor.start].strip(" ,") not in ("", "и"):
                break
            place = actor.end
    return place


def _predication(line: Line, phrases: Sequence[Phrase], one: Predication) -> Predication:
    end, stop = one.end, line.clause_end(one.end - 1)
    taken: list[tuple[str, Phrase]] = []
    for phrase in phrases:
        if not one.start <= phrase.start < stop:
            continue
        if phrase.start >= end:
            if phrase.slot == "none" or not line.rules["noun_gap"].fullmatch(
                line.text, end, phrase.start
            ):
                break
            end = next((word.end for word in line.words if word.start == phrase.of), phrase.stop)
        taken.append((_slot(phrase, one), phrase))
    end = dated_end(line, end)
    return Predication(one.word, one.act, one.object, one.shape, one.start, end, tuple(taken))


def _slot(phrase: Phrase, one: Predication) -> str:
    """Whose measure it is acts; other adjectives and genitives name who suffers."""
    kinds = one.object.word.kinds if one.object else frozenset()
    beside = one.object is not None and phrase.of == one.object.start
    owned = phrase.slot == "of" or (phrase.slot == "plain" and beside)
    return "by" if owned and kinds & MEASURES else phrase.slot


def dated_end(line: Line, end: int) -> int:
    """Where a date ends that stands right behind a noun: *визит в Токио 5 мая*."""
    beside: re.Pattern[str] | None = line.rules.get("date_beside")
    for start, stop, _ in line.dates if beside else ():
        if beside and start >= end and beside.fullmatch(line.text, end, start):
            return stop
    return end
