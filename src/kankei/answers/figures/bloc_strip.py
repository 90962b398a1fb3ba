"""How probably two states share a bloc, pair by pair and session by session."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...terms.finding import Finding
from ...terms.language import AnswerLanguage, Bilingual
from ..compose import Figure
from ..words import say
from .frame import Spec, colour, colours, in_both

KEY = "bloc-strip"
WIDE, ROW = 430, 15
EDGE = {"stroke": "white", "strokeWidth": 0.3}
LEAST = {"together": 0.9, "rather": 0.67, "open": 0.33, "hardly": 0.1, "apart": 0.0}
"""Classes of probability, each from its least value on."""
CLASSES = {
    "together": "focus",
    "rather": "focus_pale",
    "open": "between",
    "hardly": "farther_pale",
    "apart": "farther",
    "undivided": "other",
}
"""Colour of each class, and of sessions without a division."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A pair of states with its probability by the year in which a session opened."""

    label: Bilingual
    years: tuple[tuple[int, float], ...]


@dataclass(frozen=True, slots=True)
class Session:
    """A session by the year in which it opened: share of frustrated ties, and number of blocs."""

    year: int
    frustrated_share: float | None
    blocs: int | None


def draw(pairs: Sequence[Pair], sessions: Sequence[Session], findings: Sequence[Finding]) -> Figure:
    """Draw the strip, and the share of ties that no two camps can hold below it."""
    years = [session.year for session in sessions]
    single = sum(session.blocs == 1 for session in sessions)
    return Figure(
        key=KEY,
        caption=say("figures.bloc_strip.caption"),
        reading=say(
            "figures.bloc_strip.reading",
            pairs=len(pairs),
            first=min(years),
            last=max(years),
            single=single,
        ),
        specs=in_both(lambda language: _spec(pairs, sessions, language)),
        findings=tuple(findings),
    )


def _spec(pairs: Sequence[Pair], sessions: Sequence[Session], language: AnswerLanguage) -> Spec:
    single = {session.year for session in sessions if session.blocs == 1}

    def _class(year: int, probability: float) -> str:
        if year in single:
            return "undivided"
        return next(name for name, least in LEAST.items() if probability >= least)

    values = [
        {
            "pair": pair.label.in_(language),
            "year": year,
            "end": year + 1,
            "together": None if year in single else probability,
            "class": say(f"figures.bloc_strip.class.{_class(year, probability)}").in_(language),
        }
        for pair in pairs
        for year, probability in pair.years
    ]
    span = [min(s.year for s in sessions), max(s.year for s in sessions) + 1]
    order = [pair.label.in_(language) for pair in pairs]
    return {"vconcat": [_strip(values, order, span, language), _share(sessions, span, language)]}


def _x(span: list[int], *, labels: bool) -> Spec:
    return {
        "field": "year",
        "type": "quantitative",
        "scale": {"domain": span, "nice": False},
        "axis": {"format": "d", "title": None, "labels": labels, "tickCount": 8, "grid": False}
        | {"labelFontSize": 12},
    }


def _strip(values: list[Spec], order: list[str], span: list[int], language: AnswerLanguage) -> Spec:
    names = [say(f"figures.bloc_strip.class.{name}").in_(language) for name in CLASSES]
    legend = {"title": None, "labelFontSize": 12, "symbolType": "square", "columns": 3}
    return {
        "data": {"values": values},
        "width": WIDE,
        "height": ROW * len(order),
        "mark": {"type": "rect", **EDGE},
        "encoding": {
            "x": _x(span, labels=False),
            "x2": {"field": "end"},
            "y": {
                "field": "pair",
                "type": "nominal",
                "scale": {"domain": order},
                "axis": {"title": None, "labelFontSize": 12, "labelLimit": 200, "ticks": False},
            },
            "color": {
                "field": "class",
                "type": "nominal",
                "scale": {"domain": names, "range": colours(tuple(CLASSES.values()))},
                "legend": legend,
            },
        },
    }


def _share(sessions: Sequence[Session], span: list[int], language: AnswerLanguage) -> Spec:
    values = [
        {"year": s.year, "end": s.year + 1, "share": s.frustrated_share}
        for s in sessions
        if s.frustrated_share is not None
    ]
    return {
        "data": {"values": values},
        "title": {"text": say("figures.bloc_strip.frustrated").in_(language), "fontSize": 12},
        "width": WIDE,
        "height": 60,
        "mark": {"type": "rect", "color": colour("both"), **EDGE},
        "encoding": {
            "x": _x(span, labels=True),
            "x2": {"field": "end"},
            "y": {
                "field": "share",
                "type": "quantitative",
                "axis": {"title": None, "format": "%", "tickCount": 3, "labelFontSize": 12},
            },
            "y2": {"datum": 0},
        },
    }
