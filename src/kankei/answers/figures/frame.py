"""What all figures share: type, colours, the calendar axis, and the drawing without a browser."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from ...terms.errors import Problem, SupportError
from ...terms.language import ANSWER_LANGUAGES, AnswerLanguage

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
VEGA_LITE = "6.1"
WIDTH = 700
Spec = dict[str, Any]


@cache
def _theme() -> str:
    return (files(__package__) / "theme.json").read_text(encoding="utf-8")


def in_both(make: Callable[[AnswerLanguage], Spec]) -> Mapping[str, Spec]:
    """Make the specification in each answer language, with schema and theme."""
    return {language: _framed(make(language), language) for language in ANSWER_LANGUAGES}


def _framed(spec: Spec, language: AnswerLanguage) -> Spec:
    theme = json.loads(_theme())
    config = {**theme["config"], "font": theme["fonts"][language]}
    return {"$schema": SCHEMA, "background": "white", **spec, "config": config}


def colour(name: str) -> str:
    """A colour of the theme by its meaning, such as ``closer`` or ``military``."""
    found: str = json.loads(_theme())["colours"][name]
    return found


def colours(names: Sequence[str]) -> list[str]:
    """Colours of several meanings."""
    return [colour(name) for name in names]


def decimal_year(day: date) -> float:
    """A day as a fraction of its year, so that no time zone moves it.

    Examples
    --------
    >>> decimal_year(date(2024, 1, 1))
    2024.0
    """
    first, following = date(day.year, 1, 1), date(day.year + 1, 1, 1)
    return round(day.year + (day - first).days / (following - first).days, 4)


def calendar_axis(title: str | None = None) -> Spec:
    """The axis of decimal years, labelled with whole years."""
    return {"format": "d", "tickMinStep": 1, "title": title, "grid": True}


def small_multiples(
    values: list[Spec], field: str, order: Sequence[str], layers: list[Spec]
) -> Spec:
    """One small panel per relation, three in a row, all on the same scales."""
    facet = {"field": field, "type": "nominal", "sort": list(order), "title": None}
    return {
        "data": {"values": values},
        "facet": facet,
        "columns": 3,
        "spacing": 14,
        "spec": {"width": 204, "height": 78, "layer": layers},
    }


def in_focus() -> Spec:
    """The colour of a panel: the focus relation stands out from the others."""
    condition = {"test": "datum.focus", "value": colour("focus")}
    return {"condition": condition, "value": colour("other")}


def to_svg(spec: Mapping[str, Any]) -> str:
    """Draw a specification as SVG, offline.

    Raises
    ------
    SupportError
        When the specification cannot be drawn.
    """
    import vl_convert

    try:
        drawn: str = vl_convert.vegalite_to_svg(json.dumps(spec), vl_version=VEGA_LITE)
    except ValueError as error:
        what = f"a figure cannot be drawn: {error}"
        raise SupportError(Problem(what, "correct its specification")) from None
    return drawn
