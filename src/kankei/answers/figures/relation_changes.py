"""How far each relation moved after the turn, with intervals, beside what is usual for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...terms.finding import Finding
from ...terms.language import AnswerLanguage, Bilingual
from ..compose import Figure
from ..words import say
from .frame import WIDTH, Spec, colour, colours, in_both

KEY = "relation-changes"
DIRECTIONS = ("closer", "open", "farther")
SHAPES = ("triangle-up", "circle", "triangle-down")
"""Directions differ in shape as well as in colour."""


@dataclass(frozen=True, slots=True)
class Shift:
    """The change of one relation; ``usual`` bounds its earlier changes, where there are any."""

    label: Bilingual
    size: float
    low: float
    high: float
    direction: str
    usual: tuple[float, float] | None
    finding: Finding


def draw(shifts: Sequence[Shift]) -> Figure:
    """Draw one line per relation, the largest change first."""
    ordered = sorted(shifts, key=lambda item: -item.size)
    return Figure(
        key=KEY,
        caption=say("figures.relation_changes.caption"),
        reading=say("figures.relation_changes.reading", count=len(ordered)),
        specs=in_both(lambda language: _spec(ordered, language)),
        findings=tuple(item.finding for item in ordered),
    )


def _spec(shifts: Sequence[Shift], language: AnswerLanguage) -> Spec:
    names = {name: say(f"figures.relation_changes.{name}").in_(language) for name in DIRECTIONS}
    values = [
        {
            "relation": item.label.in_(language),
            "size": round(item.size, 2),
            "low": round(item.low, 2),
            "high": round(item.high, 2),
            "direction": names[item.direction],
            "least": round(item.usual[0], 2) if item.usual else None,
            "most": round(item.usual[1], 2) if item.usual else None,
        }
        for item in shifts
    ]
    y: Spec = {
        "field": "relation",
        "type": "nominal",
        "sort": [item.label.in_(language) for item in shifts],
        "axis": {"title": None, "labelLimit": 190, "ticks": False, "domain": False, "grid": True},
    }
    title = say("figures.relation_changes.axis").in_(language)
    x: Spec = {"type": "quantitative", "title": title}
    known = {"domain": list(names.values())}
    ink: Spec = {
        "field": "direction",
        "type": "nominal",
        "title": None,
        "scale": {**known, "range": colours(("closer", "both", "farther"))},
    }
    form = {**ink, "scale": {**known, "range": list(SHAPES)}}
    return {
        "width": WIDTH - 170,
        "height": {"step": 19},
        "data": {"values": values},
        "layer": [
            {
                "mark": {"type": "bar", "height": 11, "color": colour("silent")},
                "encoding": {"y": y, "x": {**x, "field": "least"}, "x2": {"field": "most"}},
            },
            {
                "data": {"values": [{}]},
                "mark": {"type": "rule", "color": colour("turn"), "strokeWidth": 1},
                "encoding": {"x": {"datum": 0}},
            },
            {
                "mark": {"type": "rule", "strokeWidth": 2},
                "encoding": {
                    "y": y,
                    "x": {**x, "field": "low"},
                    "x2": {"field": "high"},
                    "color": ink,
                },
            },
            {
                "mark": {"type": "point", "filled": True, "size": 75, "opacity": 1},
                "encoding": {"y": y, "x": {**x, "field": "size"}, "color": ink, "shape": form},
            },
        ],
    }
