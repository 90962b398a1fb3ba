"""Shapes of Japanese and Korean predicates, which are told by what follows the stem."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, cast

from .shape import Link, Mood, Shape, Voice, noun
from .table import Surface

Rules = Mapping[str, Any]

_LISTING = "、　 "
"""Behind one of these a noun before a comma is one of several: 気候変動、核軍縮、."""


def shape(rules: Rules, text: str, start: int, end: int, surface: Surface) -> Shape | None:
    """Read the form of a word at ``[start, end)``; ``None`` when it is no form of the word."""
    if surface.form == "n":
        return noun(end)
    if surface.form == "va" and _inside(text, start, end):
        return None
    voiced = _voiced(rules, text, start, end, surface.form)
    if voiced is None:
        return None
    voice, after = voiced
    if voice == "noun":
        return noun(end)
    if after == end and surface.form in rules["nouns_too"] and _bare(rules, text, start, end):
        return Shape(voice, end, "real")
    tail = _tail(rules, text, end if rules["tail_from_stem"] else after, voice, after)
    if surface.form in ("v", "va") and tail.mood == "present":
        tail = _stem_tense(rules, text, start, tail)
    if rules["before_negates"].search(text, max(0, start - 4), start):
        return replace(tail, negated=True)
    return tail


def _inside(text: str, start: int, end: int) -> bool:
    """Whether a Korean form begins within another word: 도와 in 한반도와."""
    return start > 0 and text[start - 1].isalpha() and " " not in text[start:end]


def _stem_tense(rules: Rules, text: str, start: int, shape: Shape) -> Shape:
    """Read the tense from the last letters of a Korean stem that holds it: 끊었, 열린, 맺을."""
    stem = unicodedata.normalize("NFD", text[start : shape.end])
    for name, pattern in rules["stem_tenses"]:
        if pattern.search(stem):
            return _tailed(rules, text, name, shape)
    return shape


def _voiced(rules: Rules, text: str, start: int, end: int, form: str) -> tuple[Voice, int] | None:
    voices: tuple[Voice, ...] = ("passive", "active")
    for voice in voices:
        pattern: re.Pattern[str] | None = rules[voice].get(form)
        match = pattern.match(text, end) if pattern else None
        if match:
            return voice, match.end()
    inflected: re.Pattern[str] | None = rules.get("inflected")
    if form not in rules["nouns_too"] or (inflected and inflected.match(text, end)):
        return None
    return ("active", end) if _bare(rules, text, start, end) else ("noun", end)


def _bare(rules: Rules, text: str, start: int, end: int) -> bool:
    """Whether a noun stands for its verb: ミサイルを発射 and a full stop; 외교 관계 복원."""
    if "を" in text[start:end]:
        return rules["bare_end"].match(text, end) is not None
    before = rules["bare"].search(text, max(0, start - 6), start)
    ended = rules["bare_end"].match(text, end)
    if not before or not ended:
        closing: re.Pattern[str] | None = rules.get("closing_noun")
        return bool(closing and ended and closing.match(text, start))
    return not (text.startswith("、", ended.end()) and text[before.start() - 1] in _LISTING)


def _tail(rules: Rules, text: str, place: int, voice: Voice, end: int) -> Shape:
    for name, pattern in rules["tails"]:
        match = pattern.match(text, place)
        if match:
            return _tailed(rules, text, name, Shape(voice, max(match.end(), end)))
    return Shape(voice, end, "present", link=_link(rules, text, end))


def _tailed(rules: Rules, text: str, name: str, shape: Shape) -> Shape:
    voice, end = shape.voice, shape.end
    if name == "negated":
        return Shape(voice, end, "real", negated=True, link=shape.link)
    if name == "chained":
        return Shape(voice, end, "real", link="chained")
    mood = cast(Mood, name)
    told = name in ("real", "ongoing")
    return Shape(voice, end, mood, link=_link(rules, text, end) if told else shape.link)


def _link(rules: Rules, text: str, end: int) -> Link:
    return "relative" if rules["links"]["relative"].match(text, end) else "final"
