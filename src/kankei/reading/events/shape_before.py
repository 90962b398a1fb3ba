"""Shapes of English, Chinese and Russian predicates, told by the word and what is before it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any, cast

from ..sieve import Sieve
from ..sought import Pattern
from .shape import Link, Mood, Shape, Voice, noun
from .table import Surface

Rules = Mapping[str, Any]

WINDOW = 72
"""So many characters before a word can tell its mood."""

SHORT = 4
"""A noun of fewer letters is not declined: ЕС is not in если."""

_LETTER = re.compile(r"[\w'-]")
_VOICES = ("passive", "noun")
_LINKS = ("chained", "relative")


def shape(rules: Rules, text: str, start: int, end: int, surface: Surface) -> Shape | None:
    """Read the form of a word at ``[start, end)``; ``None`` when it is no form of the word."""
    formed = _form(rules, text, start, end, surface.form)
    if formed is None:
        return None
    form, stop = formed
    if _before_a_date(rules, text, start, stop):
        return None
    if form == "n":
        return noun(stop)
    said = _said(rules, text, start, stop, form)
    if said == "none":
        return None
    told = _told(said)
    negated = told.negated
    if not negated and told.voice != "noun":
        negated = bool(rules["negators"].search(text, max(0, start - WINDOW), start))
        negated = negated or _does_nothing(rules, text, stop)
    return Shape(told.voice, stop, told.mood, negated, told.link)


@cache
def _told(said: str) -> Shape:
    """The form that a rule names: *passive planned*."""
    told = said.split()
    moods = [word for word in told if word not in (*_VOICES, *_LINKS, "negated")]
    return Shape(
        voice=cast(Voice, next((word for word in told if word in _VOICES), "active")),
        end=0,
        mood=cast(Mood, moods[0] if moods else "real"),
        negated="negated" in told and "noun" not in told,
        link=cast(Link, next((word for word in told if word in _LINKS), "final")),
    )


def _does_nothing(rules: Rules, text: str, stop: int) -> bool:
    """Whether what follows an English verb denies it: *sent no arms*, *vetoed nothing*."""
    denied: re.Pattern[str] | None = rules.get("denied_object")
    return denied is not None and denied.match(text, stop) is not None


def _before_a_date(rules: Rules, text: str, start: int, stop: int) -> bool:
    """Whether the preposition of a verb is that of a date: *insisted on 2 July that*."""
    dated: re.Pattern[str] | None = rules.get("dated")
    if dated is None or " " not in text[start:stop]:
        return False
    match = dated.search(text, max(start, stop - 6), stop + 16)
    return match is not None and match.start() < stop


def _form(rules: Rules, text: str, start: int, end: int, form: str) -> tuple[str, int] | None:
    """The form of the whole word, and where it ends."""
    if not rules["spaced"]:
        return form, end
    stop = end
    while stop < len(text) and _LETTER.match(text, stop):
        stop += 1
    rest = text[end:stop]
    if rest.startswith("'"):
        return form, end
    if not rules["stems"]:
        return None if rest else (form, end)
    if rest and form == "n" and end - start < SHORT:
        return None
    if " " in text[start:end] and not rest and form != "n":
        return ("present" if rules["finite"].match(text, start, end) else "past"), stop
    for name, pattern in rules["endings"].get(form, ()):
        if pattern.fullmatch(text, end - 1, stop):
            return name, stop
    return None


def _said(rules: Rules, text: str, start: int, stop: int, form: str) -> str:
    context: Sieve[tuple[str, Pattern, Pattern]] | None = rules["context"].get(form)
    window = max(0, start - WINDOW)
    for name, pattern, behind in context.left(text) if context else ():
        if pattern.search(text, window, start) and behind.match(text, stop):
            return name
    return str(rules["defaults"].get(form, "none"))
