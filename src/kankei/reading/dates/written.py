"""What is written: date words of a sentence with their numbers, before anything is resolved."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from .grammar import Form, Grammar, Kind, Reference
from .numerals import number
from .points import Unit

_LOOK_BACK = 48  # characters before a date that a form may look at
_DIGITS = re.compile(r"'?(\d+(?:[.,]\d+)?)\D*")
_NUMBERS = frozenset(
    {
        "year",
        "year_from",
        "yy",
        "day",
        "day_from",
        "day_and",
        "decade",
        "era_year",
        "count",
        "months",
        "first",
    }
)
_MONTHS = frozenset({"month", "month_from", "month_and"})
_TABLES = {
    "part": "parts",
    "era": "eras",
    "unit": "units",
    "length": "lengths",
    "direction": "directions",
    "occasion": "occasions",
}


@dataclass(slots=True)
class Written:
    """One date word or group of date words, ``[start, end)`` of the folded text."""

    form: str
    kind: Kind
    start: int
    end: int
    year: int | None = None
    year_from: int | None = None
    yy: int | None = None
    era: int | None = None
    era_year: int | None = None
    month: int | None = None
    month_from: int | None = None
    day: int | None = None
    day_from: int | None = None
    weekday: int | None = None
    decade: int | None = None
    part: str | None = None
    first: int | None = None
    reference: Reference | None = None
    count: float | None = None
    months: int | None = None
    unit: Unit | None = None
    counted_from: str | None = None
    direction: int = 0
    length: str | None = None
    occasion: str | None = None
    noun: str | None = None

    @property
    def ranged(self) -> bool:
        """Say whether it already names both ends."""
        return (self.year_from or self.month_from or self.day_from) is not None

    @property
    def finest(self) -> Unit:
        """The finest unit that is written."""
        if self.day is not None:
            return "day"
        if self.month is not None:
            return "month"
        return self.reference.unit if self.reference else "year"

    @property
    def bare(self) -> bool:
        """Say whether the year is left out and nothing points to it."""
        named = (self.year, self.yy, self.era_year, self.decade, self.reference)
        return all(name is None for name in named)


@dataclass(slots=True)
class Expression:
    """A date, or two joined into a range by から, to, ～ and the like.

    ``next`` is a date that follows in a list and bears the year of this one: May and June 2023.
    """

    first: Written
    last: Written | None
    start: int
    end: int
    next: Written | None = None


def expressions(text: str, grammar: Grammar, document: Callable[[], str]) -> list[Expression]:
    """Find the date expressions of one folded sentence.

    Parameters
    ----------
    text
        The sentence, folded.
    grammar
        The grammar of its language.
    document
        Gives the text of the whole document, for the few forms that depend on its style.
    """
    return _joined(text, list(_scanned(text, grammar, document)), grammar)


def _scanned(text: str, grammar: Grammar, document: Callable[[], str]) -> Iterator[Written]:
    position = 0
    while found := grammar.scan.search(text, position):
        form = grammar.forms[found.lastindex or 0]
        written = _read(found, form, grammar) if _allowed(found, form, document) else None
        if written is not None:
            yield written
        position = found.end() if written else found.start() + 1


def _allowed(found: re.Match[str], form: Form, document: Callable[[], str]) -> bool:
    text, start, end = found.string, found.start(), found.end()
    if form.unless_before and form.unless_before.search(text[max(0, start - _LOOK_BACK) : start]):
        return False
    if form.unless_after and form.unless_after.match(text, end):
        return False
    return form.requires is None or form.requires.search(document()) is not None


def _read(found: re.Match[str], form: Form, grammar: Grammar) -> Written | None:
    """Turn the groups of a match into numbers and meanings; missing when a number is none."""
    slots = {name: place for name, place in form.slots if found.group(place)}
    texts = {**form.given, **{name: found.group(place) for name, place in slots.items()}}
    values = {name: _value(name, text, grammar) for name, text in texts.items()}
    if None in values.values():
        return None
    article = grammar.setting["article"].match(found.string, found.start())
    start = article.end() if article else found.start()
    for unit in ("month", "day"):
        other = values.pop(f"{unit}_and", None)
        if other is not None and other + 1 == values[unit]:
            values[f"{unit}_from"] = other
        elif other is not None:
            start = found.start(slots[unit])
    if "era" in values:
        values["era"] = int(values["era"])
        values.setdefault("year", values["era"] + values["era_year"])
    return Written(form.name, form.kind, start, found.end(), **_counted(values))


def _counted(values: dict[str, Any]) -> dict[str, Any]:
    """Put count, half, unit (``year 10`` is a decade) and direction together."""
    count = values.get("count", 0) + (0.5 if values.pop("half", None) else 0)
    if "unit" in values:
        values["unit"], *size = values["unit"].split()
        values["count"] = count * (int(size[0]) if size else 1)
    if "direction" in values:
        values["counted_from"], step = values["direction"].split()
        values["direction"] = int(step)
    return values


def _value(name: str, text: str, grammar: Grammar) -> Any:
    if name in _NUMBERS or name in _MONTHS:
        month = grammar.meaning("months", text) if name in _MONTHS else None
        digits = _DIGITS.fullmatch(text)
        return number(month or (digits.group(1) if digits else text), grammar.numbers)
    if name == "weekday":
        weekday = grammar.meaning("weekdays", text)
        return None if weekday is None else int(weekday)
    if name == "reference":
        return grammar.reference(text)
    return grammar.meaning(_TABLES[name], text) if name in _TABLES else text


def _joined(text: str, found: list[Written], grammar: Grammar) -> list[Expression]:
    """Join neighbours with nothing but a word of range between them."""
    joined: list[Expression] = []
    waiting = list(reversed(found))
    while waiting:
        first = waiting.pop()
        last = waiting[-1] if waiting and _ranges(text, first, waiting[-1], grammar) else None
        if last is not None:
            waiting.pop()
        start = _opening(text, first.start, grammar) if last else first.start
        following = waiting[-1] if waiting and _listed(text, first, waiting[-1], grammar) else None
        joined.append(Expression(first, last, start, (last or first).end, following))
    return joined


def _listed(text: str, first: Written, following: Written, grammar: Grammar) -> bool:
    """Say whether a bare date stands in a list before one with its year."""
    between = text[first.end : following.start]
    alike = first.bare and following.year is not None and first.finest == following.finest
    return alike and grammar.setting["list"].fullmatch(between) is not None


def _ranges(text: str, first: Written, last: Written, grammar: Grammar) -> bool:
    if first.kind != "calendar" or last.kind != "calendar" or first.ranged or last.ranged:
        return False
    if last.bare and last.finest != first.finest:
        return False
    between = text[first.end : last.start]
    if grammar.setting["to"].fullmatch(between):
        return True
    opened = _opening(text, first.start, grammar) < first.start
    return opened and grammar.setting["opened_to"].fullmatch(between) is not None


def _opening(text: str, start: int, grammar: Grammar) -> int:
    """Where a word like *from* or *between* before a range begins."""
    before = grammar.setting["range_opening"].search(text, max(0, start - _LOOK_BACK), start)
    return before.start() if before else start
