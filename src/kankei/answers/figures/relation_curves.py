"""The relation index of many relations in small multiples, with bands and large moves."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ...terms.language import AnswerLanguage
from ..compose import Figure
from ..words import say
from .frame import Spec, in_both, in_focus, small_multiples
from .relation_focus import Curve, band_layers, calendar, dot, month_rows, turn_layers

KEY = "relation-curves"


def draw(curves: Sequence[Curve], focus: str, turn: date | None) -> Figure:
    """Draw every relation on the same scales; the focus relation is coloured."""
    moves = sum(len(curve.jumps) for curve in curves)
    return Figure(
        key=KEY,
        caption=say("figures.relation_curves.caption"),
        reading=say("figures.relation_curves.reading", count=len(curves), moves=moves),
        specs=in_both(lambda language: _spec(curves, focus, turn, language)),
        findings=tuple(curve.finding for curve in curves),
    )


def _spec(curves: Sequence[Curve], focus: str, turn: date | None, language: AnswerLanguage) -> Spec:
    values = [
        {**row, "focus": curve.dyad == focus}
        for curve in curves
        for row in month_rows(curve, language)
    ]
    axis, scale = {"title": None, "tickCount": 4}, {"nice": False}
    x, y = calendar(4), {"type": "quantitative", "axis": axis, "scale": scale}
    jumps = {
        "transform": [{"filter": "datum.jump !== null"}],
        "mark": dot(22),
        "encoding": {"x": x, "y": {**y, "field": "mean"}},
    }
    layers = [*band_layers(x, y, in_focus()), *turn_layers(turn), jumps]
    order = [curve.label.in_(language) for curve in curves]
    return small_multiples(values, "relation", order, layers)
