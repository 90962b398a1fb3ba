"""How concentrated power is, by several indices side by side, with the number of powers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...terms.finding import Finding
from ...terms.language import AnswerLanguage
from ..compose import Figure
from ..words import say
from .frame import Spec, calendar_axis, colours, in_both

KEY = "polarity"
WIDE = 500
PANELS = ("concentration_con", "effective_number", "states")


@dataclass(frozen=True, slots=True)
class Year:
    """Concentration of one index in one year; missing where a power has no value."""

    year: int
    index: str
    concentration_con: float | None
    effective_number: float | None
    states: int


def draw(years: Sequence[Year], indices: Sequence[str], findings: Sequence[Finding]) -> Figure:
    """Draw concentration, effective number and number of powers, one panel below the other."""
    known = [item.year for item in years if item.concentration_con is not None]
    return Figure(
        key=KEY,
        caption=say("figures.polarity.caption"),
        reading=say("figures.polarity.reading", first=min(known), last=max(known)),
        specs=in_both(lambda language: _spec(years, indices, language)),
        findings=tuple(findings),
    )


def _spec(years: Sequence[Year], indices: Sequence[str], language: AnswerLanguage) -> Spec:
    names = {index: say(f"order.index.{index}").in_(language) for index in indices}
    values = [
        {
            "year": item.year,
            "index": names[item.index],
            "concentration_con": item.concentration_con,
            "effective_number": item.effective_number,
            "states": item.states if item.concentration_con is not None else None,
        }
        for item in years
    ]
    order = list(names.values())
    return {
        "data": {"values": values},
        "vconcat": [_panel(field, order, language) for field in PANELS],
        "spacing": 14,
    }


def _panel(field: str, order: list[str], language: AnswerLanguage) -> Spec:
    scale = {"domain": order, "range": colours(("focus", "farther", "economic"))[: len(order)]}
    dashes = {"domain": order, "range": [[1, 0], [5, 2], [2, 2]][: len(order)]}
    legend = {"title": None, "labelFontSize": 12, "symbolSize": 260, "labelLimit": 260}
    last = field == PANELS[-1]
    return {
        "width": WIDE,
        "height": 44 if last else 120,
        "title": {"text": say(f"figures.polarity.{field}").in_(language), "fontSize": 12},
        "mark": {
            "type": "line",
            "strokeWidth": 1.8,
            "interpolate": "step" if last else "linear",
            "invalid": "break-paths-show-path-domains",
        },
        "encoding": {
            "x": {
                "field": "year",
                "type": "quantitative",
                "axis": {**calendar_axis(), "labels": last, "labelFontSize": 12},
                "scale": {"nice": False, "zero": False},
            },
            "y": {
                "field": field,
                "type": "quantitative",
                "scale": {"zero": field == "concentration_con"},
                "axis": {"title": None, "tickCount": 4, "tickMinStep": 0.1, "labelFontSize": 12},
            },
            "color": {"field": "index", "type": "nominal", "scale": scale, "legend": legend},
            "strokeDash": {"field": "index", "type": "nominal", "scale": dashes, "legend": legend},
        },
    }
