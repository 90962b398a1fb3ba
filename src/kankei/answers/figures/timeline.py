"""Events of one relation in time, by domain; an uncertain date is drawn as the interval it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...terms.event import DOMAINS, Domain
from ...terms.finding import Finding
from ...terms.language import AnswerLanguage
from ...terms.period import Period
from ..compose import Figure
from ..words import say
from .frame import WIDTH, Spec, colour, colours, decimal_year, in_both

KEY = "timeline"
LEVELS = 7
GAP = 0.5
"""Marks nearer than this on the drawn scale are set on different levels, to keep numbers apart."""
STRETCHED_YEARS = 3
TIMES = 4
"""The last years, in which most events lie, are drawn wider by this factor."""


@dataclass(frozen=True, slots=True)
class Dated:
    """An event as the timeline needs it; ``number`` is its number in the chronology."""

    number: int
    domain: Domain
    period: Period
    status: str
    finding: Finding


def draw(events: Sequence[Dated]) -> Figure:
    """Draw the timeline.

    Days are dots, known durations and uncertain dates are bars; an uncertain bar is hollow, and so
    is the mark of an alleged, denied or planned event.
    """
    dated = [event for event in events if event.period.start and event.period.end]
    scale = _Scale.over(dated)
    rows = _levels(dated, scale)
    return Figure(
        key=KEY,
        caption=say("figures.timeline.caption"),
        reading=say(
            "figures.timeline.reading",
            count=len(rows),
            uncertain=sum(bool(row["uncertain"]) for row in rows),
            stretched=scale.knee,
            times=TIMES,
        ),
        specs=in_both(lambda language: _spec(rows, scale, language)),
        findings=tuple(event.finding for event in events),
    )


@dataclass(frozen=True, slots=True)
class _Scale:
    """Years drawn evenly up to the knee and wider from it on."""

    first: int
    knee: int
    last: int

    @classmethod
    def over(cls, events: Sequence[Dated]) -> _Scale:
        years = [
            day.year for event in events for day in (event.period.start, event.period.last) if day
        ]
        first, last = min(years), max(years) + 1
        return cls(first, max(first, last - STRETCHED_YEARS), last)

    def at(self, year: float) -> float:
        """Position of a decimal year."""
        early, late = min(year, self.knee) - self.first, max(year - self.knee, 0.0)
        return round(float(early + TIMES * late), 4)

    def axis(self) -> Spec:
        """Ticks at whole years, labelled with them."""
        labels = {str(self.at(year)): str(year) for year in range(self.first, self.last + 1)}
        listed = ", ".join(f"'{position}': '{year}'" for position, year in labels.items())
        return {
            "values": [self.at(year) for year in range(self.first, self.last + 1)],
            "labelExpr": f"({{{listed}}})[format(datum.value, '.1f')]",
            "title": None,
            "grid": True,
            "labelOverlap": "greedy",
            "labelFontSize": 10,
        }


def _levels(events: Sequence[Dated], scale: _Scale) -> list[Spec]:
    """Rows with a level inside their lane, chosen so that neighbours do not overlap."""
    rows: list[Spec] = []
    last: dict[tuple[str, int], float] = {}
    for event in sorted(events, key=lambda item: (str(item.period.start), item.number)):
        assert event.period.start and event.period.end
        start = scale.at(decimal_year(event.period.start))
        end = scale.at(decimal_year(event.period.end))
        free = [n for n in range(LEVELS) if last.get((event.domain, n), -1.0) + GAP < start]
        oldest = min(range(LEVELS), key=lambda n: last.get((event.domain, n), -1.0))
        level = free[0] if free else oldest
        last[event.domain, level] = max(end, start)
        rows.append(_row(event, level, start, end))
    return rows


def _row(event: Dated, level: int, start: float, end: float) -> Spec:
    uncertain = event.period.uncertain
    return {
        "number": event.number,
        "domain": event.domain,
        "level": level,
        "start": start,
        "end": end,
        "middle": round((start + end) / 2, 4),
        "uncertain": uncertain,
        "firm": event.status in ("asserted", "reported") and not uncertain,
        "long": uncertain or (event.period.days or 1) > 3,
        "period": event.period.iso(),
    }


def _spec(rows: list[Spec], scale: _Scale, language: AnswerLanguage) -> Spec:
    names = [say(f"domains.{domain}").in_(language) for domain in DOMAINS]
    values = [{**row, "lane": names[DOMAINS.index(row["domain"])]} for row in rows]
    header = {"labelAngle": 0, "labelAlign": "left", "labelOrient": "left"}
    return {
        "data": {"values": values},
        "facet": {"row": {"field": "lane", "sort": names, "title": None, "header": header}},
        "spacing": 4,
        "spec": {"width": WIDTH - 76, "height": 132, "layer": _layers(names, scale)},
        "resolve": {"scale": {"x": "shared"}},
    }


def _layers(names: list[str], scale: _Scale) -> list[Spec]:
    """Bars for spans, dots for days, and the numbers of the chronology above both."""
    x: Spec = {
        "field": "middle",
        "type": "quantitative",
        "axis": scale.axis(),
        "scale": {"domain": [0, scale.at(scale.last)], "nice": False},
    }
    levels = {"domain": [-0.6, LEVELS]}
    y: Spec = {"field": "level", "type": "quantitative", "axis": None, "scale": levels}
    lane: Spec = {
        "field": "lane",
        "type": "nominal",
        "scale": {"domain": names, "range": colours(DOMAINS)},
        "legend": None,
    }
    fill: Spec = {"condition": {"test": "datum.firm", **lane}, "value": colour("paper")}
    ends = {"x": {**x, "field": "start"}, "x2": {"field": "end"}, "y": y}
    number = {"field": "number", "type": "quantitative"}
    return [
        {
            "transform": [{"filter": "datum.long"}],
            "mark": {"type": "bar", "height": 7, "strokeWidth": 1.2, "cornerRadius": 2},
            "encoding": {**ends, "stroke": lane, "fill": fill},
        },
        {
            "transform": [{"filter": "!datum.long"}],
            "mark": {"type": "point", "size": 34, "strokeWidth": 1.3, "opacity": 1},
            "encoding": {"x": x, "y": y, "stroke": lane, "fill": fill},
        },
        {
            "mark": {"type": "text", "dy": -8, "fontSize": 8},
            "encoding": {"x": x, "y": y, "text": number},
        },
    ]
