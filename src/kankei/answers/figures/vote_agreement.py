"""Share of common roll calls on which two states voted alike, by year, with intervals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...terms.finding import Finding
from ...terms.language import AnswerLanguage, Bilingual
from ..compose import Figure
from ..words import say
from .frame import Spec, calendar_axis, in_both, in_focus, small_multiples

KEY = "vote-agreement"


@dataclass(frozen=True, slots=True)
class YearShare:
    """Agreement in one year with its interval; missing where there was no common vote."""

    year: int
    share: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Agreement:
    """A pair of states with its years in order."""

    dyad: str
    label: Bilingual
    years: tuple[YearShare, ...]
    finding: Finding


def draw(pairs: Sequence[Agreement], focus: str) -> Figure:
    """Draw agreement by pair in small multiples."""
    years = [item.year for pair in pairs for item in pair.years if item.share is not None]
    return Figure(
        key=KEY,
        caption=say("figures.vote_agreement.caption"),
        reading=say("figures.vote_agreement.reading", first=min(years), last=max(years)),
        specs=in_both(lambda language: _spec(pairs, focus, language)),
        findings=tuple(pair.finding for pair in pairs),
    )


def _spec(pairs: Sequence[Agreement], focus: str, language: AnswerLanguage) -> Spec:
    values = [
        {
            "dyad": pair.label.in_(language),
            "year": item.year,
            "share": item.share,
            "low": item.low,
            "high": item.high,
            "focus": pair.dyad == focus,
        }
        for pair in pairs
        for item in pair.years
    ]
    x: Spec = {
        "field": "year",
        "type": "quantitative",
        "axis": {**calendar_axis(), "tickCount": 4},
        "scale": {"nice": False, "zero": False},
    }
    y: Spec = {"field": "share", "type": "quantitative", "scale": {"domain": [0, 1]}}
    axis = {"title": None, "tickCount": 3, "format": "%"}
    band = {
        "mark": {"type": "area", "opacity": 0.22},
        "encoding": {
            "x": x,
            "y": {**y, "field": "low", "axis": axis},
            "y2": {"field": "high"},
            "color": in_focus(),
        },
    }
    line = {
        "mark": {"type": "line", "strokeWidth": 1.4},
        "encoding": {"x": x, "y": y, "color": in_focus()},
    }
    return small_multiples(values, "dyad", [p.label.in_(language) for p in pairs], [band, line])
