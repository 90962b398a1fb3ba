"""How one cell of a table kept by hand becomes a value.

Each reader takes the text of a cell that is not empty and gives its value, or says in a
:class:`~kankei.terms.errors.Problem` what is wrong with it. :data:`READERS` lists them by the
name that ``hand_tables.toml`` uses.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from types import MappingProxyType
from typing import Any

from ..terms.errors import CodeError, PeriodError, Problem
from ..terms.period import Period, Precision
from ..terms.plover import cameo
from .hand_tables import Column

_KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_CODE = re.compile(r"[A-Za-z0-9]+(?:[-_][A-Za-z0-9]+)*")
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_COUNT = re.compile(r"[0-9]+")
_URL = re.compile(r"https?://[^\s<>\"]+")
_SEEN = re.compile(r"page|seed|cited|data:[a-z0-9-]+")

Cell = Any
"""Text, number, truth, period, or a tuple of texts; ``None`` where nothing is written."""


def read_cell(text: str, column: Column) -> Cell | Problem:
    """Give the value of a cell as its column declares it.

    Examples
    --------
    >>> read_cell("PRK; RUS", Column("targets", many=True))
    ('PRK', 'RUS')
    >>> read_cell("", Column("note")) is None
    True
    >>> read_cell("6,700", Column("value", "number")).what
    "'6,700' is not a number"
    """
    if not text:
        if column.required:
            return Problem("the cell is empty", "fill it; every row needs this column")
        return () if column.many else None
    if column.many:
        return tuple(part.strip() for part in text.split(";") if part.strip())
    if column.one_of and text not in column.one_of:
        return _unknown_word(text, column)
    return READERS[column.reads](text)


def _unknown_word(text: str, column: Column) -> Problem:
    close = [word for word in column.one_of if word.casefold() == text.casefold()]
    close += get_close_matches(text, column.one_of, 1, 0.5)
    listed = ", ".join(column.one_of)
    remedy = f"use {close[0]!r}, or another of {listed}" if close else f"use one of {listed}"
    return Problem(f"{text!r} is not a known {column.name}", remedy)


def _text(text: str) -> str:
    return text


def _matching(pattern: re.Pattern[str], kind: str, remedy: str) -> Callable[[str], str | Problem]:
    def read(text: str) -> str | Problem:
        return text if pattern.fullmatch(text) else Problem(f"{text!r} is not {kind}", remedy)

    return read


def _cameo(text: str) -> str | Problem:
    try:
        return cameo(text).code
    except CodeError as fault:
        return fault.problems[0]


def _period(text: str) -> Period | Problem:
    try:
        return Period.parse(text)
    except PeriodError as fault:
        return fault.problems[0]


def _span(text: str) -> Period | Problem:
    period = _period(text)
    if isinstance(period, Period) and period.within:
        return Problem(f"{text!r} has a ~", "write when it began and ended, without ~")
    return period


def _day(text: str) -> Period | Problem:
    period = _period(text)
    if isinstance(period, Period) and (period.days != 1 or period.precision is not Precision.DAY):
        return Problem(f"{text!r} is not one day", "write a day such as 2022-05-26")
    return period


def _number(text: str) -> float | Problem:
    if _NUMBER.fullmatch(text):
        return float(text)
    return Problem(f"{text!r} is not a number", "write digits without separators, such as 6700")


def _count(text: str) -> int | Problem:
    if _COUNT.fullmatch(text):
        return int(text)
    return Problem(f"{text!r} is not a count", "write a whole number such as 141")


def _boolean(text: str) -> bool | Problem:
    if text in ("true", "false"):
        return text == "true"
    return Problem(f"{text!r} is neither true nor false", "write true or false")


READERS: Mapping[str, Callable[[str], Cell | Problem]] = MappingProxyType(
    {
        "text": _text,
        "key": _matching(_KEY, "a key", "write small ASCII letters, digits and single hyphens"),
        "code": _matching(_CODE, "a code", "write ASCII letters and digits joined by hyphens"),
        "cameo": _cameo,
        "url": _matching(
            _URL, "an address", "write the whole address from http, or leave it empty"
        ),
        "seen": _matching(_SEEN, "a way of seeing", "write page, seed, cited or data:<folder>"),
        "period": _period,
        "span": _span,
        "day": _day,
        "number": _number,
        "count": _count,
        "boolean": _boolean,
    }
)
"""Readers of cells by the name used in ``hand_tables.toml``."""
