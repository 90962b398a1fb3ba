"""Where states stood, session by session: smoothed with its band, and each session by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from ...terms.finding import Finding
from ...terms.language import AnswerLanguage, Bilingual
from ..compose import Figure
from ..words import say
from .frame import Spec, calendar_axis, colour, in_both, in_focus

KEY = "ideal-point-paths"


@dataclass(frozen=True, slots=True)
class At:
    """A position in the year in which a session opened; ``sure`` is false for a doubtful one."""

    year: int
    mean: float
    low: float
    high: float
    alone: float
    sure: bool


@dataclass(frozen=True, slots=True)
class Path:
    """A state with its positions in order; a pole is drawn in grey behind every other path."""

    state: str
    label: Bilingual
    focus: bool
    pole: bool
    years: tuple[At, ...]
    finding: Finding


def draw(paths: Sequence[Path], turn: float | None, panels: int | None = None) -> Figure:
    """Draw one small panel for each of the first states; poles beyond them stand behind alone."""
    years = [at.year for path in paths for at in path.years]
    poles = [path.label for path in paths if path.pole]
    return Figure(
        key=KEY,
        caption=say("figures.ideal_point_paths.caption"),
        reading=say(
            "figures.ideal_point_paths.reading",
            first=min(years),
            last=max(years),
            poles=Bilingual("・".join(p.ja for p in poles), ", ".join(p.en for p in poles)),
        ),
        specs=in_both(lambda language: _spec(paths[:panels], paths, turn, language)),
        findings=tuple(path.finding for path in paths),
    )


def _spec(
    paths: Sequence[Path], every: Sequence[Path], turn: float | None, language: AnswerLanguage
) -> Spec:
    values = [row for path in paths for row in _rows(path, path, language)]
    values += [
        row | {"behind": pole.state}
        for path in paths
        for pole in every
        if pole.pole and pole is not path
        for row in _rows(path, pole, language)
    ]
    mark = [_mark(turn)] if turn else []
    return {
        "data": {"values": values},
        "facet": {
            "field": "state",
            "type": "nominal",
            "sort": [path.label.in_(language) for path in paths],
            "title": None,
        },
        "columns": 2,
        "spacing": 16,
        "spec": {"width": 236, "height": 104, "layer": [*_layers(), *mark]},
    }


def _rows(panel: Path, path: Path, language: AnswerLanguage) -> list[Spec]:
    return [
        {
            "state": panel.label.in_(language),
            "year": at.year,
            "mean": at.mean,
            "low": at.low,
            "high": at.high,
            "alone": at.alone,
            "sure": at.sure,
            "focus": panel.focus,
            "behind": "",
            "run": run,
        }
        for at, run in zip(path.years, _runs(path), strict=True)
    ]


def _runs(path: Path) -> list[int]:
    """Number of the unbroken run of years to which each belongs: no line crosses a gap."""
    years = [at.year for at in path.years]
    breaks = [later - earlier > 1 for earlier, later in pairwise(years)]
    return [0, *accumulate(int(broken) for broken in breaks)]


def _layers() -> list[Spec]:
    x: Spec = {
        "field": "year",
        "type": "quantitative",
        "axis": {**calendar_axis(), "tickCount": 4},
        "scale": {"nice": False, "zero": False},
    }
    y: Spec = {"type": "quantitative", "axis": {"title": None, "tickCount": 5}}
    own: list[Spec] = [{"filter": "datum.behind === ''"}]
    behind: Spec = {
        "transform": [{"filter": "datum.behind !== ''"}],
        "mark": {"type": "line", "strokeWidth": 0.8, "color": colour("other"), "opacity": 0.6},
        "encoding": {
            "x": x,
            "y": {**y, "field": "mean"},
            "detail": [{"field": "behind"}, {"field": "run"}],
        },
    }
    band: Spec = {
        "transform": own,
        "mark": {"type": "area", "opacity": 0.22},
        "encoding": {
            "x": x,
            "y": {**y, "field": "low"},
            "y2": {"field": "high"},
            "color": in_focus(),
            "detail": {"field": "run"},
        },
    }
    line: Spec = {
        "transform": own,
        "mark": {"type": "line", "strokeWidth": 1.6},
        "encoding": {
            "x": x,
            "y": {**y, "field": "mean"},
            "color": in_focus(),
            "detail": {"field": "run"},
        },
    }
    return [behind, band, line, _alone(x, y)]


def _alone(x: Spec, y: Spec) -> Spec:
    """The session by itself, which shows a break on its day; hollow where it is doubtful."""
    return {
        "transform": [{"filter": "datum.behind === ''"}],
        "mark": {"type": "point", "size": 9, "strokeWidth": 0.7, "color": colour("ink")},
        "encoding": {
            "x": x,
            "y": {**y, "field": "alone"},
            "fillOpacity": {"condition": {"test": "datum.sure", "value": 0.8}, "value": 0},
            "fill": {"value": colour("ink")},
            "strokeOpacity": {"value": 0.6},
        },
    }


def _mark(turn: float) -> Spec:
    """The turn, drawn once in each panel and not once for each row."""
    return {
        "transform": [{"aggregate": [{"op": "count", "as": "rows"}]}],
        "mark": {"type": "rule", "strokeDash": [3, 3], "color": colour("turn"), "opacity": 0.5},
        "encoding": {"x": {"datum": turn}},
    }
