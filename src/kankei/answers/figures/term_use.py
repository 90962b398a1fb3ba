"""Which states used which term in which year, relative to how much they said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...terms.finding import Finding
from ...terms.language import AnswerLanguage, Bilingual
from ..compose import Figure
from ..words import say
from .frame import Spec, colours, in_both

KEY = "term-use"
WIDE, ROW = 480, 17
LEAST = {"most": 10.0, "many": 5.0, "some": 1.0, "few": 1e-9, "none": 0.0}
"""Classes of the rate, each from its least value on."""
CLASSES = {
    "none": "silent",
    "few": "focus_pale",
    "some": "focus_middle",
    "many": "focus",
    "most": "ink",
}
"""Colour of each class."""


@dataclass(frozen=True, slots=True)
class Use:
    """Use of a term by an author in a year, per 10,000 words."""

    year: int
    author: Bilingual
    rate: float


@dataclass(frozen=True, slots=True)
class Strip:
    """One term: an author per row, in order, with the years in which there are texts."""

    label: Bilingual
    authors: tuple[Bilingual, ...]
    uses: tuple[Use, ...]


def draw(strips: Sequence[Strip], terms: Bilingual, findings: Sequence[Finding]) -> Figure:
    """Draw one strip per term."""
    years = [use.year for strip in strips for use in strip.uses]
    return Figure(
        key=KEY,
        caption=say("figures.term_use.caption"),
        reading=say("figures.term_use.reading", terms=terms, first=min(years), last=max(years)),
        specs=in_both(lambda language: _spec(strips, language)),
        findings=tuple(findings),
    )


def _spec(strips: Sequence[Strip], language: AnswerLanguage) -> Spec:
    years = [use.year for strip in strips for use in strip.uses]
    span = [min(years), max(years) + 1]
    drawn = [_strip(strip, span, language, last=strip is strips[-1]) for strip in strips]
    return {"vconcat": drawn, "resolve": {"scale": {"color": "shared"}}}


def _strip(strip: Strip, span: list[int], language: AnswerLanguage, *, last: bool) -> Spec:
    order = [author.in_(language) for author in strip.authors]
    values = [
        {
            "author": use.author.in_(language),
            "year": use.year,
            "end": use.year + 1,
            "rate": use.rate,
            "class": say(f"figures.term_use.class.{_class(use.rate)}").in_(language),
        }
        for use in strip.uses
    ]
    names = [say(f"figures.term_use.class.{name}").in_(language) for name in CLASSES]
    encoding: Spec = {
        "x": {
            "field": "year",
            "type": "quantitative",
            "scale": {"domain": span, "nice": False},
            "axis": {"format": "d", "title": None, "labels": last, "tickCount": 8, "grid": False}
            | {"labelFontSize": 12},
        },
        "x2": {"field": "end"},
        "y": {
            "field": "author",
            "type": "nominal",
            "scale": {"domain": order},
            "axis": {"title": None, "labelFontSize": 12, "labelLimit": 220, "ticks": False},
        },
        "color": {
            "field": "class",
            "type": "nominal",
            "scale": {"domain": names, "range": colours(tuple(CLASSES.values()))},
            "legend": {
                "title": say("figures.term_use.rate").in_(language),
                "titleFontSize": 12,
                "titleLimit": 400,
                "labelFontSize": 12,
                "symbolType": "square",
            },
        },
    }
    return {
        "data": {"values": values},
        "title": {"text": strip.label.in_(language), "fontSize": 12},
        "width": WIDE,
        "height": ROW * len(order),
        "mark": {"type": "rect", "stroke": "white"},
        "encoding": encoding,
    }


def _class(rate: float) -> str:
    return next(name for name, least in LEAST.items() if rate >= least)
