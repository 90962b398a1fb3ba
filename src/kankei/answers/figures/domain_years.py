"""How many events of one relation the record holds, by year and domain, cooperative or not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...terms.event import DOMAINS, Domain
from ...terms.finding import Finding
from ...terms.language import AnswerLanguage
from ..compose import Figure
from ..words import say
from .frame import WIDTH, Spec, colours, in_both

KEY = "domain-years"
KINDS = ("cooperation", "conflict", "alleged")


@dataclass(frozen=True, slots=True)
class YearCount:
    """Events of one domain in one year; ``finding`` holds the count and its evidence."""

    year: int
    domain: Domain
    kind: str
    count: int
    finding: Finding


def draw(counts: Sequence[YearCount], first: int, last: int) -> Figure:
    """Draw the counts as stacked bars, one row per domain."""
    total = sum(item.count for item in counts)
    return Figure(
        key=KEY,
        caption=say("figures.domain_years.caption"),
        reading=say("figures.domain_years.reading", count=total, first=first, last=last),
        specs=in_both(lambda language: _spec(counts, first, last, language)),
        findings=tuple(item.finding for item in counts),
    )


def _spec(counts: Sequence[YearCount], first: int, last: int, language: AnswerLanguage) -> Spec:
    names = [say(f"domains.{domain}").in_(language) for domain in DOMAINS]
    kinds = [say(f"kinds.{kind}").in_(language) for kind in KINDS]
    values = [
        {
            "year": item.year,
            "domain": names[DOMAINS.index(item.domain)],
            "kind": kinds[KINDS.index(item.kind)],
            "count": item.count,
        }
        for item in counts
    ]
    return {
        "data": {"values": values},
        "facet": {
            "row": {
                "field": "domain",
                "sort": names,
                "title": None,
                "header": {"labelAngle": 0, "labelAlign": "left", "labelOrient": "left"},
            }
        },
        "spacing": 6,
        "spec": {
            "width": WIDTH - 70,
            "height": 62,
            "mark": {"type": "bar", "width": {"band": 0.7}},
            "encoding": {
                "x": {
                    "field": "year",
                    "type": "ordinal",
                    "scale": {"domain": list(range(first, last + 1))},
                    "axis": {"title": None, "labelAngle": 0},
                },
                "y": {
                    "field": "count",
                    "type": "quantitative",
                    "stack": True,
                    "axis": {"title": None, "tickMinStep": 1, "tickCount": 3, "format": "d"},
                },
                "color": {
                    "field": "kind",
                    "type": "nominal",
                    "sort": kinds,
                    "scale": {"domain": kinds, "range": colours(("closer", "farther", "both"))},
                    "title": None,
                },
                "order": {"field": "kind", "sort": "ascending"},
            },
        },
    }
