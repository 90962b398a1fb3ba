"""The curves of relations with and without each source, in small multiples."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ...terms.finding import Finding
from ...terms.language import AnswerLanguage, Bilingual
from ..compose import Figure
from ..words import say
from .frame import Spec, calendar_axis, colour, colours, in_both, small_multiples
from .relation_focus import ONCE

KEY = "relation-beside"
INKS = ("focus", "farther", "economic", "cultural")
DASHES = ([1, 0], [5, 2], [2, 2], [6, 2, 1, 2])


@dataclass(frozen=True, slots=True)
class Point:
    """An index at a time, a decimal year."""

    time: float
    mean: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Bundle:
    """A relation: the curve with its band, and lines of other curves by what they were made of."""

    label: Bilingual
    band: tuple[Point, ...]
    lines: Mapping[str, tuple[Point, ...]] = field(default_factory=dict)


def draw(bundles: Sequence[Bundle], turn: float | None, findings: Sequence[Finding]) -> Figure:
    """Draw every relation; ``turn`` is a decimal year."""
    return drawn(KEY, "relation_beside", bundles, turn, findings)


def drawn(
    key: str, words: str, bundles: Sequence[Bundle], turn: float | None, findings: Sequence[Finding]
) -> Figure:
    """Draw bundles under the wording of one figure."""
    return Figure(
        key=key,
        caption=say(f"figures.{words}.caption"),
        reading=say(f"figures.{words}.reading", count=len(bundles)),
        specs=in_both(lambda language: _spec(bundles, turn, language)),
        findings=tuple(findings),
    )


def _rows(bundle: Bundle, language: AnswerLanguage) -> list[Spec]:
    """Points of the band, and points of the lines, as rows of one table."""
    relation = bundle.label.in_(language)
    rows: list[Spec] = [
        {"relation": relation, "time": p.time, "mean": p.mean, "low": p.low, "high": p.high}
        for p in bundle.band
    ]
    for name, points in bundle.lines.items():
        source = say(f"sources.line.{name}").in_(language)
        rows += [
            {"relation": relation, "time": p.time, "mean": p.mean, "source": source} for p in points
        ]
    return rows


def _spec(bundles: Sequence[Bundle], turn: float | None, language: AnswerLanguage) -> Spec:
    values = [row for bundle in bundles for row in _rows(bundle, language)]
    names = [say(f"sources.line.{name}").in_(language) for name in bundles[0].lines]
    x: Spec = {
        "field": "time",
        "type": "quantitative",
        "axis": {**calendar_axis(), "tickCount": 4},
        "scale": {"nice": False, "zero": False},
    }
    y: Spec = {"type": "quantitative", "axis": {"title": None, "tickCount": 4}}
    banded: Spec = {"filter": "isValid(datum.low)"}
    known = {"domain": names, "range": colours(INKS[: len(names)])}
    shared: Spec = {"field": "source", "type": "nominal", "title": None, "sort": names}
    layers: list[Spec] = [
        {
            "transform": [banded],
            "mark": {"type": "area", "opacity": 0.25, "color": colour("other")},
            "encoding": {"x": x, "y": {**y, "field": "low"}, "y2": {"field": "high"}},
        },
        {
            "transform": [banded],
            "mark": {"type": "line", "strokeWidth": 2, "color": colour("other")},
            "encoding": {"x": x, "y": {**y, "field": "mean"}},
        },
        {
            "transform": [{"filter": "isValid(datum.source)"}],
            "mark": {"type": "line", "strokeWidth": 1.1},
            "encoding": {
                "x": x,
                "y": {**y, "field": "mean"},
                "color": {**shared, "scale": known},
                "strokeDash": {
                    **shared,
                    "scale": {"domain": names, "range": list(DASHES[: len(names)])},
                },
            },
        },
        {
            "data": ONCE,
            "mark": {"type": "rule", "color": colour("other"), "strokeWidth": 0.6},
            "encoding": {"y": {"datum": 0}},
        },
    ]
    if turn is not None:
        mark = {"type": "rule", "strokeDash": [3, 3], "color": colour("turn"), "opacity": 0.6}
        layers.append({"data": ONCE, "mark": mark, "encoding": {"x": {"datum": turn}}})
    order = [bundle.label.in_(language) for bundle in bundles]
    return small_multiples(values, "relation", order, layers)
