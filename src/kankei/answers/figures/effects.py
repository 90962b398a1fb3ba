"""What the arguments imply for each relation: closer, farther, both ways, or nothing said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...terms.finding import Finding
from ...terms.language import AnswerLanguage, Bilingual
from ..compose import Figure
from ..words import say
from .frame import WIDTH, Spec, colours, in_both

KEY = "effects"
PARTS = ("closer", "both", "silent", "farther")


@dataclass(frozen=True, slots=True)
class Shares:
    """Probabilities of the four answers for one relation; they sum to one."""

    label: Bilingual
    closer: float
    both: float
    silent: float
    farther: float
    finding: Finding


def draw(shares: Sequence[Shares]) -> Figure:
    """Draw one bar of length one per relation."""
    return Figure(
        key=KEY,
        caption=say("figures.effects.caption"),
        reading=say("figures.effects.reading", count=len(shares)),
        specs=in_both(lambda language: _spec(shares, language)),
        findings=tuple(item.finding for item in shares),
    )


def _spec(shares: Sequence[Shares], language: AnswerLanguage) -> Spec:
    names = [say(f"figures.effects.{part}").in_(language) for part in PARTS]
    values = [
        {
            "relation": item.label.in_(language),
            "part": names[index],
            "order": index,
            "share": round(getattr(item, part), 4),
        }
        for item in shares
        for index, part in enumerate(PARTS)
    ]
    return {
        "width": WIDTH - 130,
        "height": {"step": 22},
        "data": {"values": values},
        "mark": {"type": "bar", "height": {"band": 0.72}},
        "encoding": {
            "y": {
                "field": "relation",
                "type": "nominal",
                "sort": [item.label.in_(language) for item in shares],
                "axis": {"title": None, "labelLimit": 160, "ticks": False, "domain": False},
            },
            "x": {
                "field": "share",
                "type": "quantitative",
                "stack": "zero",
                "scale": {"domain": [0, 1]},
                "axis": {"title": None, "format": "%", "tickCount": 5},
            },
            "color": {
                "field": "part",
                "type": "nominal",
                "scale": {"domain": names, "range": colours(PARTS)},
                "title": None,
            },
            "order": {"field": "order", "type": "quantitative"},
        },
    }
