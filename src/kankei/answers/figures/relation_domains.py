"""Relations by domain in two months that the reports cover, with intervals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...terms.event import Domain
from ...terms.finding import Finding
from ...terms.language import AnswerLanguage, Bilingual
from ..compose import Figure
from ..words import say
from .frame import Spec, colour, colours, in_both

KEY = "relation-domains"
SHAPES = ("circle", "diamond")


@dataclass(frozen=True, slots=True)
class DomainValue:
    """The index of one relation in one domain and month."""

    relation: Bilingual
    domain: Domain
    month: Bilingual
    mean: float
    low: float
    high: float
    finding: Finding


def draw(values: Sequence[DomainValue], order: Sequence[Bilingual]) -> Figure:
    """Draw one column of dots for each domain; relations in the order given."""
    return Figure(
        key=KEY,
        caption=say("figures.relation_domains.caption"),
        reading=say("figures.relation_domains.reading", count=len(order)),
        specs=in_both(lambda language: _spec(values, order, language)),
        findings=tuple(item.finding for item in values),
    )


def _spec(
    values: Sequence[DomainValue], order: Sequence[Bilingual], language: AnswerLanguage
) -> Spec:
    domains = list(dict.fromkeys(item.domain for item in values))
    months = list(dict.fromkeys(item.month.in_(language) for item in values))
    names = {name: say(f"domains.{name}").in_(language) for name in domains}
    rows = [
        {
            "relation": item.relation.in_(language),
            "domain": names[item.domain],
            "month": item.month.in_(language),
            "mean": item.mean,
            "low": item.low,
            "high": item.high,
        }
        for item in values
    ]
    y: Spec = {
        "field": "relation",
        "type": "nominal",
        "sort": [label.in_(language) for label in order],
        "axis": {"title": None, "labelLimit": 190, "ticks": False, "domain": False, "grid": True},
    }
    shift: Spec = {"field": "month", "sort": months}
    ink: Spec = {"field": "month", "type": "nominal", "title": None, "sort": months}
    known = {"domain": months, "range": colours(("other", "focus")[: len(months)])}
    form = {"domain": months, "range": list(SHAPES[: len(months)])}
    both: Spec = {"y": y, "yOffset": shift, "color": {**ink, "scale": known}}
    x: Spec = {"type": "quantitative", "title": None, "axis": {"tickCount": 5}}
    zero = {"type": "rule", "color": colour("turn"), "strokeWidth": 0.8}
    return {
        "data": {"values": rows},
        "facet": {"column": {"field": "domain", "sort": list(names.values()), "title": None}},
        "resolve": {"scale": {"x": "independent"}},
        "spacing": 12,
        "spec": {
            "width": 168,
            "height": {"step": 15},
            "layer": [
                {
                    "data": {"values": [{}]},
                    "mark": zero,
                    "encoding": {"x": {"datum": 0}},
                },
                {
                    "mark": {"type": "rule", "strokeWidth": 1.6},
                    "encoding": {**both, "x": {**x, "field": "low"}, "x2": {"field": "high"}},
                },
                {
                    "mark": {"type": "point", "filled": True, "size": 28, "opacity": 1},
                    "encoding": {
                        **both,
                        "x": {**x, "field": "mean"},
                        "shape": {**ink, "scale": form},
                    },
                },
            ],
        },
    }
