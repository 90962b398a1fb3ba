"""The setting of a date in its sentence, which decides whether later dates may lean on it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from .grammar import Grammar
from .written import Expression

_LOOK_BACK = 48  # characters before a date that decide its setting
_AHEAD = 48  # characters on either side in which a word may look ahead
_QUOTATION_MARKS = ('「『“„«〈《"', '」』”»〉》"')
_BRACKETS = ("([〔【", ")]〕】")


class Role(StrEnum):
    """How a date stands in its sentence."""

    MAIN = "main"  # says when the thing told happened
    ATTRIBUTE = "attribute"  # belongs to a noun: 2017年の合意
    DATELINE = "dateline"  # dates a report: 9月5日発, KCNA of 29 August
    COMPARISON = "comparison"  # looks back or sets a limit: 以来, since
    REPORTED = "reported"  # inside what somebody said
    QUOTED = "quoted"  # inside quotation marks
    BRACKETED = "bracketed"  # inside brackets

    @property
    def told(self) -> bool:
        """Say whether the narrative itself tells it."""
        return self in (Role.MAIN, Role.ATTRIBUTE)


@dataclass(slots=True)
class Setting:
    """Where a date stands.

    Parameters
    ----------
    role
        Its part in the sentence.
    opening
        True at the head of the sentence, as a topic.
    future
        True when words beside the date look ahead, so that a date after publication is no surprise.
    definite
        True when words such as *the* before or の after the date point to something known.
    weekday
        Number of the weekday printed beside the date, Monday 0.
    bound
        ``from`` before から or after *since*, ``until`` before まで or after *until*.
    aside
        True when the words before the date look back: *back in 2017*, *had failed in 2017*.
    """

    role: Role
    opening: bool
    future: bool
    definite: bool
    weekday: int | None
    bound: Literal["from", "until"] | None
    aside: bool = False


def settings(text: str, found: Sequence[Expression], grammar: Grammar) -> list[Setting]:
    """Describe the setting of each date expression of a folded sentence."""
    if not found:
        return []
    quotations, brackets = _pairs(text, *_QUOTATION_MARKS), _pairs(text, *_BRACKETS)
    reported = _reported(text, grammar)
    result: list[Setting] = []
    told = False
    for expression in found:
        role = _role(text, expression, grammar, quotations, brackets)
        if role is Role.COMPARISON and _opens(text, expression, grammar):
            role = Role.ATTRIBUTE
        if role.told and told and reported[0] <= expression.start < reported[1]:
            role = Role.REPORTED
        told = told or role.told
        result.append(_setting(text, expression, grammar, role))
    return result


def _setting(text: str, expression: Expression, grammar: Grammar, role: Role) -> Setting:
    around = text[max(0, expression.start - _AHEAD) : expression.end + _AHEAD]
    future = grammar.setting["future"]
    if future.search(around):
        around = text[max(0, expression.start - _AHEAD) : _reach(text, expression, grammar)]
    return Setting(
        role=role,
        opening=_opens(text, expression, grammar),
        future=future.search(around) is not None or _beside(text, expression, grammar, "future"),
        definite=_definite(text, expression, grammar),
        weekday=_weekday(text, expression, grammar),
        bound=_bound(text, expression, grammar),
        aside=_beside(text, expression, grammar, "aside"),
    )


def _definite(text: str, expression: Expression, grammar: Grammar) -> bool:
    """Say whether a date counts from one told before: その2年前."""
    opening = grammar.setting.get("definite_opening")
    opened = opening and opening.match(text, expression.start, expression.end)
    return bool(opened) or _beside(text, expression, grammar, "definite")


def _reach(text: str, expression: Expression, grammar: Grammar) -> int:
    """How far behind a date a word may look ahead: not into what is said on that day."""
    limit = expression.end + _AHEAD
    opening = grammar.setting.get("reporting_begins")
    said = opening.search(text, expression.end, limit) if opening else None
    return said.start() if said else limit


def _opens(text: str, expression: Expression, grammar: Grammar) -> bool:
    """Say whether a date heads its sentence as a topic."""
    if not grammar.setting["opening"].fullmatch(text, 0, expression.start):
        return False
    return grammar.setting["opening_after"].match(text, expression.end) is not None


def _bound(text: str, expression: Expression, grammar: Grammar) -> Literal["from", "until"] | None:
    if _beside(text, expression, grammar, "from"):
        return "from"
    return "until" if _beside(text, expression, grammar, "until") else None


def _role(
    text: str,
    expression: Expression,
    grammar: Grammar,
    quotations: Sequence[tuple[int, int]],
    brackets: Sequence[tuple[int, int]],
) -> Role:
    if _beside(text, expression, grammar, "dateline"):
        return Role.DATELINE
    if _inside(expression, quotations):
        return Role.QUOTED
    if _inside(expression, brackets):
        return Role.BRACKETED
    if _beside(text, expression, grammar, "comparison"):
        return Role.COMPARISON
    return Role.ATTRIBUTE if _beside(text, expression, grammar, "attribute") else Role.MAIN


def _beside(text: str, expression: Expression, grammar: Grammar, name: str) -> bool:
    """Say whether the words of a setting stand right before or right after a date."""
    before, after = grammar.setting.get(f"{name}_before"), grammar.setting.get(f"{name}_after")
    look_back = max(0, expression.start - _LOOK_BACK)
    if before is not None and before.search(text[look_back : expression.start]):
        return True
    return after is not None and after.match(text, expression.end) is not None


def _reported(text: str, grammar: Grammar) -> tuple[int, int]:
    """The stretch of a sentence that somebody is said to have said."""
    cue = grammar.setting.get("reporting_ends")
    if cue is not None:
        ends = [end.start() for end in cue.finditer(text)]
        return (0, ends[-1]) if ends else (0, 0)
    opening = grammar.setting["reporting_begins"].search(text)
    if opening is None:
        return (0, 0)
    ending = grammar.setting["reporting_pauses"].search(text, opening.end())
    return (opening.end(), ending.start() if ending else len(text))


def _weekday(text: str, expression: Expression, grammar: Grammar) -> int | None:
    after = grammar.setting["weekday_after"].match(text, expression.end)
    head = text[max(0, expression.start - _LOOK_BACK) : expression.start]
    before = grammar.setting["weekday_before"].search(head)
    beside = after or before
    meaning = grammar.meaning("weekdays", beside.group(1)) if beside else None
    return None if meaning is None else int(meaning)


def _inside(expression: Expression, pairs: Sequence[tuple[int, int]]) -> bool:
    place = bisect_left(pairs, (expression.start,)) - 1
    return place >= 0 and expression.start < pairs[place][1]


def _pairs(text: str, opening: str, closing: str) -> list[tuple[int, int]]:
    """Outermost matching pairs of marks; an unmatched mark encloses nothing."""
    waiting: list[int] = []
    pairs: list[tuple[int, int]] = []
    if not any(mark in text for mark in opening):
        return pairs
    for mark in re.finditer(f"[{re.escape(opening + closing)}]", text):
        if mark.group() in closing and waiting:
            start = waiting.pop()
            while pairs and pairs[-1][0] > start:
                pairs.pop()
            pairs.append((start, mark.start()))
        elif mark.group() in opening:
            waiting.append(mark.start())
    return pairs
