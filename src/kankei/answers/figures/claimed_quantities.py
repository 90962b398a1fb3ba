"""Claims about one quantity side by side: who said how many, when, and who denies it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...terms.finding import Finding
from ...terms.language import AnswerLanguage, Bilingual
from ..compose import Figure
from ..words import say
from .frame import WIDTH, Spec, colour, in_both

KEY = "claimed-quantities"


@dataclass(frozen=True, slots=True)
class Quantity:
    """One claim: a value, a lower bound only ("more than"), or a denial without a number."""

    label: Bilingual
    value: float | None
    low: float | None
    high: float | None
    denies: bool
    finding: Finding


def draw(quantities: Sequence[Quantity], unit: Bilingual) -> Figure:
    """Draw each claim on a line of its own; an open end is an arrow, a denial stands without."""
    return Figure(
        key=KEY,
        caption=say("figures.claimed_quantities.caption"),
        reading=say(
            "figures.claimed_quantities.reading",
            count=sum(not item.denies for item in quantities),
            denials=sum(item.denies for item in quantities),
        ),
        specs=in_both(lambda language: _spec(quantities, unit, language)),
        findings=tuple(item.finding for item in quantities),
    )


def _spec(quantities: Sequence[Quantity], unit: Bilingual, language: AnswerLanguage) -> Spec:
    numbers = [n for q in quantities for n in (q.value, q.low, q.high) if n is not None]
    top = max(numbers, default=1.0) * 1.25
    values = [_row(item, top, language) for item in quantities]
    y: Spec = {
        "field": "label",
        "type": "nominal",
        "sort": [row["label"] for row in values],
        "axis": {"title": None, "labelLimit": 330, "domain": False, "ticks": False},
    }
    x: Spec = {
        "field": "value",
        "type": "quantitative",
        "scale": {"domain": [0, top]},
        "axis": {"title": unit.in_(language), "format": ",d", "tickCount": 5},
    }
    return {
        "width": WIDTH - 330,
        "height": {"step": 26},
        "data": {"values": values},
        "layer": [
            {
                "transform": [{"filter": "datum.from !== null"}],
                "mark": {"type": "rule", "strokeWidth": 2, "color": colour("focus")},
                "encoding": {"x": {**x, "field": "from"}, "x2": {"field": "to"}, "y": y},
            },
            {
                "transform": [{"filter": "datum.open"}],
                "mark": {
                    "type": "point",
                    "shape": "triangle-right",
                    "filled": True,
                    "size": 70,
                    "color": colour("focus"),
                    "opacity": 1,
                },
                "encoding": {"x": {**x, "field": "to"}, "y": y},
            },
            {
                "transform": [{"filter": "datum.value !== null"}],
                "mark": {
                    "type": "point",
                    "filled": True,
                    "size": 70,
                    "color": colour("focus"),
                    "opacity": 1,
                },
                "encoding": {"x": x, "y": y},
            },
            {
                "transform": [{"filter": "datum.denies"}],
                "mark": {"type": "text", "align": "left", "color": colour("farther"), "dx": 4},
                "encoding": {"x": {"datum": 0}, "y": y, "text": {"field": "denial"}},
            },
            {
                "transform": [{"filter": "datum.written !== ''"}],
                "mark": {"type": "text", "align": "left", "dx": 8, "dy": -8, "fontSize": 10},
                "encoding": {"x": {**x, "field": "anchor"}, "y": y, "text": {"field": "written"}},
            },
        ],
    }


def _row(item: Quantity, top: float, language: AnswerLanguage) -> Spec:
    only_low = item.low is not None and item.high is None
    anchor = item.value if item.value is not None else item.low
    key = "figures.claimed_quantities.at_least" if only_low else "figures.claimed_quantities.about"
    return {
        "label": item.label.in_(language),
        "value": item.value,
        "from": item.low,
        "to": top * 0.98 if only_low else item.high,
        "open": only_low,
        "denies": item.denies and anchor is None,
        "denial": say("figures.claimed_quantities.denies").in_(language),
        "anchor": anchor,
        "written": say(key, value=anchor).in_(language) if anchor is not None else "",
    }
