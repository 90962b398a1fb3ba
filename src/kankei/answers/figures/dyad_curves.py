"""Monthly scores of several relations in small multiples; months without coverage are shaded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ...terms.finding import Finding
from ...terms.language import AnswerLanguage, Bilingual
from ..compose import Figure
from ..words import say
from .frame import (
    Spec,
    calendar_axis,
    colour,
    decimal_year,
    in_both,
    in_focus,
    small_multiples,
)

KEY = "dyad-curves"


@dataclass(frozen=True, slots=True)
class MonthValue:
    """One month of one relation; ``value`` is ``None`` where the source does not cover it."""

    month: date
    value: float | None


@dataclass(frozen=True, slots=True)
class Curve:
    """A relation with its months in order."""

    dyad: str
    label: Bilingual
    months: tuple[MonthValue, ...]
    finding: Finding


def draw(curves: Sequence[Curve], focus: str, turn: date | None) -> Figure:
    """Draw the curves; the focus relation is coloured, the turn is a vertical line."""
    missing = sum(month.value is None for month in curves[0].months) if curves else 0
    return Figure(
        key=KEY,
        caption=say("figures.dyad_curves.caption"),
        reading=say("figures.dyad_curves.reading", count=len(curves), missing=missing),
        specs=in_both(lambda language: _spec(curves, focus, turn, language)),
        findings=tuple(curve.finding for curve in curves),
    )


def _spec(curves: Sequence[Curve], focus: str, turn: date | None, language: AnswerLanguage) -> Spec:
    values = [
        {
            "dyad": curve.label.in_(language),
            "month": decimal_year(item.month),
            "value": item.value,
            "focus": curve.dyad == focus,
        }
        for curve in curves
        for item in curve.months
    ]
    x: Spec = {
        "field": "month",
        "type": "quantitative",
        "axis": {**calendar_axis(), "tickCount": 4},
        "scale": {"nice": False, "zero": False},
    }
    shade = {
        "transform": [{"filter": "datum.value === null"}],
        "mark": {"type": "rule", "color": colour("missing"), "strokeWidth": 2.6},
        "encoding": {"x": x},
    }
    line = {
        "mark": {"type": "line", "strokeWidth": 1.3, "invalid": "break-paths-show-path-domains"},
        "encoding": {
            "x": x,
            "y": {
                "field": "value",
                "type": "quantitative",
                "axis": {"title": None, "tickCount": 3},
            },
            "color": in_focus(),
        },
    }
    mark = (
        {
            "mark": {"type": "rule", "strokeDash": [3, 3], "color": colour("turn"), "opacity": 0.5},
            "encoding": {"x": {"datum": decimal_year(turn)}},
        }
        if turn
        else None
    )
    layers = [layer for layer in (shade, line, mark) if layer]
    return small_multiples(values, "dyad", [c.label.in_(language) for c in curves], layers)
