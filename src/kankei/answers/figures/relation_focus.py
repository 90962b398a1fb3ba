"""The relation index of one relation, large: curve, band of 90 per cent, large moves, the turn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ...terms.finding import Finding
from ...terms.language import AnswerLanguage, Bilingual
from ..compose import Figure
from ..words import say
from .frame import WIDTH, Spec, calendar_axis, colour, decimal_year, in_both

KEY = "relation-focus"
ONCE: Spec = {"values": [{}]}
"""Data of a line that stands for the whole panel, so that it is not drawn once per month."""


@dataclass(frozen=True, slots=True)
class IndexMonth:
    """One month; ``thin`` where the source covers too little of it."""

    month: date
    mean: float
    low: float
    high: float
    thin: bool = False


@dataclass(frozen=True, slots=True)
class Jump:
    """A large move: the month, the index in it, and what is written beside it."""

    month: date
    mean: float
    label: Bilingual


@dataclass(frozen=True, slots=True)
class Curve:
    """A relation with its months in order and its large moves."""

    dyad: str
    label: Bilingual
    months: tuple[IndexMonth, ...]
    jumps: tuple[Jump, ...]
    finding: Finding


def draw(curve: Curve, turn: date | None) -> Figure:
    """Draw one relation over the whole width."""
    values = {"relation": curve.label, "moves": len(curve.jumps)}
    thin = sum(item.thin for item in curve.months)
    return Figure(
        key=KEY,
        caption=say("figures.relation_focus.caption"),
        reading=say("figures.relation_focus.reading", thin=thin, **values),
        specs=in_both(lambda language: _spec(curve, turn, language)),
        findings=(curve.finding,),
    )


def month_rows(curve: Curve, language: AnswerLanguage) -> list[Spec]:
    """The months and large moves of a curve as rows of a figure's data."""
    jumps = {item.month: item.label.in_(language) for item in curve.jumps}
    return [
        {
            "relation": curve.label.in_(language),
            "month": decimal_year(item.month),
            "mean": item.mean,
            "low": item.low,
            "high": item.high,
            "thin": item.thin,
            "jump": jumps.get(item.month),
        }
        for item in curve.months
    ]


def calendar(ticks: int) -> Spec:
    """The axis of months, as tight as the data."""
    return {
        "field": "month",
        "type": "quantitative",
        "axis": {**calendar_axis(), "tickCount": ticks},
        "scale": {"nice": False, "zero": False},
    }


def band_layers(x: Spec, y: Spec, ink: Spec) -> list[Spec]:
    """Months covered too little as shade, the band of 90 per cent, zero, and the curve."""
    return [
        {
            "transform": [{"filter": "datum.thin"}],
            "mark": {"type": "rule", "color": colour("missing"), "strokeWidth": 5},
            "encoding": {"x": x},
        },
        {
            "mark": {"type": "area", "opacity": 0.22},
            "encoding": {"x": x, "y": {**y, "field": "low"}, "y2": {"field": "high"}, "color": ink},
        },
        {
            "data": ONCE,
            "mark": {"type": "rule", "color": colour("other"), "strokeWidth": 0.8},
            "encoding": {"y": {"datum": 0}},
        },
        {
            "mark": {"type": "line", "strokeWidth": 1.6},
            "encoding": {"x": x, "y": {**y, "field": "mean"}, "color": ink},
        },
    ]


def dot(size: int) -> Spec:
    """The mark of a large move."""
    return {"type": "point", "filled": True, "opacity": 1, "size": size, "color": colour("farther")}


def turn_layers(turn: date | None) -> list[Spec]:
    """The turn as a dashed line, where there is one."""
    if turn is None:
        return []
    mark = {"type": "rule", "strokeDash": [3, 3], "color": colour("turn"), "opacity": 0.6}
    return [{"data": ONCE, "mark": mark, "encoding": {"x": {"datum": decimal_year(turn)}}}]


def _spec(curve: Curve, turn: date | None, language: AnswerLanguage) -> Spec:
    x, title = calendar(8), say("figures.relation_focus.axis").in_(language)
    y: Spec = {"type": "quantitative", "title": title, "axis": {"tickCount": 6}}
    label = {"type": "text", "align": "right", "dx": -24, "dy": -2, "fontSize": 12}
    paper = {"color": colour("paper"), "stroke": colour("paper"), "strokeWidth": 4}
    inks: list[Spec] = [paper, {"color": colour("ink")}]
    jumps: Spec = {
        "transform": [{"filter": "datum.jump !== null"}],
        "encoding": {"x": x, "y": {**y, "field": "mean"}},
        "layer": [
            {"mark": dot(70)},
            *({"mark": {**label, **ink}, "encoding": {"text": {"field": "jump"}}} for ink in inks),
        ],
    }
    ink = {"value": colour("focus")}
    return {
        "width": WIDTH - 50,
        "height": 250,
        "data": {"values": month_rows(curve, language)},
        "layer": [*band_layers(x, y, ink), *turn_layers(turn), jumps],
    }
