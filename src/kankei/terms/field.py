"""The dictionary of fields: what every number and text that a reader sees means.

One name has one meaning, one unit and one range, in both languages; a quantity of another unit
has another name.
"""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from .errors import CodeError, Problem
from .language import AnswerLanguage, Bilingual


@dataclass(frozen=True, slots=True)
class Field:
    """What a value means.

    Parameters
    ----------
    type
        ``number``, or ``text`` for words and keys, which have neither unit nor range.
    unit
        Name of the unit, the same in every table; empty for numbers without one and for texts.
    unit_label
        The unit as a reader sees it.
    unit_one
        The unit after the number one, in English.
    low, high
        Lowest and highest possible value; infinite where there is no bound.
    meaning
        Definition, with what it does not say.
    """

    name: str
    label: Bilingual
    type: Literal["number", "text"]
    unit: str
    unit_label: Bilingual
    unit_one: str
    low: float
    high: float
    meaning: Bilingual

    def unit_of(self, value: float, language: AnswerLanguage) -> str:
        """Give the unit as it stands after a value.

        Examples
        --------
        >>> field("events_count").unit_of(1, "en"), field("events_count").unit_of(2, "en")
        ('event', 'events')
        """
        return self.unit_one if language == "en" and value == 1 else self.unit_label.in_(language)

    def allows(self, value: float) -> bool:
        """Say whether a value lies inside the range.

        Examples
        --------
        >>> field("votes_agree_share").allows(1.2)
        False
        """
        return self.low <= value <= self.high


def field(name: str) -> Field:
    """Give the field with a name.

    Raises
    ------
    CodeError
        When the dictionary has no such field.

    Examples
    --------
    >>> field("gdp_growth_percent").unit
    'percent'
    """
    if name not in fields():
        near = difflib.get_close_matches(name, fields(), 3, 0.5)
        remedy = f"write one of {', '.join(near)}, or " if near else ""
        what = f"no field is called {name!r}"
        raise CodeError(Problem(what, f"{remedy}define it in terms/fields.toml"))
    return fields()[name]


@cache
def fields() -> Mapping[str, Field]:
    """Read the dictionary from ``fields.toml``."""
    text = (files(__package__) / "fields.toml").read_text(encoding="utf-8")
    tables = tomllib.loads(text)
    return {name: _field(name, entry, tables["units"]) for name, entry in tables["fields"].items()}


def _field(name: str, entry: dict[str, Any], units: Mapping[str, Mapping[str, str]]) -> Field:
    unit = entry.get("unit", "")
    written = units[unit]
    low, high = entry.get("range", (float("-inf"), float("inf")))
    return Field(
        name=name,
        label=Bilingual(**entry["label"]),
        type=entry.get("type", "number"),
        unit=unit,
        unit_label=Bilingual(written["ja"], written["en"]),
        unit_one=written.get("one", written["en"]),
        low=float(low),
        high=float(high),
        meaning=Bilingual(**entry["meaning"]),
    )
