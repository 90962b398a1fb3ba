"""The signed causal map of the arguments, laid out by distance from the shock."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import atan2, degrees

from ...terms.finding import Finding
from ...terms.language import AnswerLanguage, Bilingual
from ..compose import Figure
from ..words import say
from .frame import WIDTH, Spec, colour, colours, in_both

KEY = "argument-map"
ROW = 54
LINE_HEIGHT = 12
GAP = 14
STAGGER = 0.14
CROWDED = 4
"""A column with more variables than this is set in a zigzag."""
LINE = 9
"""Characters of a label on one line in Japanese; English lines hold more than twice as many."""


@dataclass(frozen=True, slots=True)
class Arrow:
    """One argued link between two variables."""

    cause: str
    effect: str
    sign: int
    band: tuple[float, float]
    finding: Finding


def draw(
    arrows: Sequence[Arrow], labels: Mapping[str, Bilingual], start: str, collected: int
) -> Figure:
    """Draw variables in columns by their distance from the shock and arrows by sign.

    The width of an arrow is the middle of the probability band of its wording. ``collected`` is
    the number of arguments of which the arrows are a part.
    """
    columns = _columns(arrows, start)
    return Figure(
        key=KEY,
        caption=say("figures.argument_map.caption"),
        reading=say(
            "figures.argument_map.reading", links=len(arrows), variables=len(columns), all=collected
        ),
        specs=in_both(lambda language: _spec(arrows, labels, columns, start, language)),
        findings=tuple(arrow.finding for arrow in arrows),
    )


def _columns(arrows: Sequence[Arrow], start: str) -> dict[str, int]:
    """Fewest arrows from the shock to each variable; variables it does not reach come last."""
    seeds = [start, *(a.cause for a in arrows if a.cause.startswith(f"{start}/"))]
    distance = dict.fromkeys(seeds, 0)
    frontier = list(distance)
    while frontier:
        reached = [a.effect for a in arrows if a.cause in frontier and a.effect not in distance]
        step = max(distance.values()) + 1
        frontier = list(dict.fromkeys(reached))
        distance |= dict.fromkeys(frontier, step)
    last = max(distance.values()) + 1
    rest = [end for a in arrows for end in (a.cause, a.effect) if end not in distance]
    return distance | dict.fromkeys(rest, last)


def _positions(
    columns: Mapping[str, int], lines: Mapping[str, int]
) -> tuple[dict[str, tuple[float, float]], float]:
    """Column and row of each variable, and the rows of the tallest column.

    Rows of a column are centred; a label of many lines takes more than a row, so that neighbours
    do not run into it.
    """
    places: dict[str, tuple[float, float]] = {}
    tallest = 0.0
    for column in range(max(columns.values()) + 1):
        names = [name for name, at in columns.items() if at == column]
        heights = [max(1.0, (LINE_HEIGHT * lines[name] + GAP) / ROW) for name in names]
        top, tallest = -sum(heights) / 2, max(tallest, sum(heights))
        for row, (name, height) in enumerate(zip(names, heights, strict=True)):
            shift = STAGGER * (1 if row % 2 else -1) if len(names) > CROWDED else 0.0
            places[name] = (column + shift, round(top + height / 2, 4))
            top += height
    return places, tallest


def _spec(
    arrows: Sequence[Arrow],
    labels: Mapping[str, Bilingual],
    columns: Mapping[str, int],
    start: str,
    language: AnswerLanguage,
) -> Spec:
    width = LINE if language == "ja" else 2 * LINE + 6
    wrapped = {name: _wrapped(labels[name].in_(language), width) for name in columns}
    places, rows = _positions(columns, {name: len(lines) for name, lines in wrapped.items()})
    signs = [say(f"figures.argument_map.{name}").in_(language) for name in ("raises", "lowers")]
    links = {"values": [_arrow_row(arrow, places, signs) for arrow in arrows]}
    nodes = {"values": _nodes(places, wrapped, start)}
    x = _hidden_axis("x", -0.45, max(columns.values()) + 0.45)
    y = _hidden_axis("y", -rows / 2, rows / 2)
    return {
        "width": WIDTH,
        "height": max(round(rows * ROW), 260),
        "layer": [
            {"data": links, **_lines(x, y, signs)},
            {"data": links, **_tips(x, y, signs)},
            {"data": nodes, **_halo(x, y)},
            {"data": nodes, **_names(x, y)},
        ],
    }


def _hidden_axis(field: str, low: float, high: float) -> Spec:
    scale = {"domain": [low, high], "nice": False}
    return {"field": field, "type": "quantitative", "axis": None, "scale": scale}


def _nodes(
    places: Mapping[str, tuple[float, float]], wrapped: Mapping[str, list[str]], start: str
) -> list[Spec]:
    return [
        {
            "x": x,
            "y": y,
            "label": wrapped[name],
            "relation": "-" in name,
            "start": name == start or name.startswith(f"{start}/"),
        }
        for name, (x, y) in places.items()
    ]


def _sign(signs: Sequence[str]) -> Spec:
    scale = {"domain": signs, "range": colours(("closer", "farther"))}
    return {"field": "sign", "type": "nominal", "scale": scale, "title": None}


def _lines(x: Spec, y: Spec, signs: Sequence[str]) -> Spec:
    width = {"domain": [0, 1], "range": [0.6, 4]}
    strength = {"field": "strength", "type": "quantitative", "scale": width, "legend": None}
    return {
        "mark": {"type": "rule", "opacity": 0.55},
        "encoding": {
            "x": x,
            "y": y,
            "x2": {"field": "x2"},
            "y2": {"field": "y2"},
            "color": _sign(signs),
            "strokeWidth": strength,
        },
    }


def _tips(x: Spec, y: Spec, signs: Sequence[str]) -> Spec:
    """Triangles that point along the arrows."""
    return {
        "mark": {"type": "point", "shape": "triangle", "filled": True, "size": 60, "opacity": 0.9},
        "encoding": {
            "x": {**x, "field": "tip_x"},
            "y": {**y, "field": "tip_y"},
            "angle": {"field": "angle", "type": "quantitative", "scale": None},
            "color": _sign(signs),
        },
    }


def _text_mark(**style: object) -> Spec:
    return {
        "type": "text",
        "lineHeight": LINE_HEIGHT,
        "fontSize": 10.5,
        "baseline": "middle",
        **style,
    }


def _halo(x: Spec, y: Spec) -> Spec:
    """White behind the names, so that lines do not run through them."""
    mark = _text_mark(stroke="white", strokeWidth=4, strokeJoin="round")
    return {"mark": mark, "encoding": {"x": x, "y": y, "text": {"field": "label"}}}


def _names(x: Spec, y: Spec) -> Spec:
    test = "datum.start || datum.relation"
    paint = {"condition": {"test": test, "value": colour("focus")}, "value": colour("ink")}
    return {
        "mark": _text_mark(),
        "encoding": {"x": x, "y": y, "text": {"field": "label"}, "color": paint},
    }


def _arrow_row(
    arrow: Arrow, places: Mapping[str, tuple[float, float]], signs: Sequence[str]
) -> Spec:
    (x, y), (x2, y2) = places[arrow.cause], places[arrow.effect]
    share = 0.62
    return {
        "x": x,
        "y": y,
        "x2": x2,
        "y2": y2,
        "tip_x": round(x + share * (x2 - x), 4),
        "tip_y": round(y + share * (y2 - y), 4),
        "angle": round(degrees(atan2((x2 - x) * 150, (y2 - y) * ROW)), 2),
        "sign": signs[0 if arrow.sign > 0 else 1],
        "strength": round(sum(arrow.band) / 2, 3),
    }


def _wrapped(text: str, width: int) -> list[str]:
    """Break a label into lines: at spaces where there are any, else anywhere."""
    if " " not in text:
        return [text[i : i + width] for i in range(0, len(text), width)]
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if len(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return [line for line in lines if line]
