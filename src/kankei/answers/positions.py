"""Findings on where states stood: means over sessions, changes, and the largest step."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import sqrt

from ..terms.actor import states as register
from ..terms.finding import Evidence, Finding
from ..terms.interval import Z90
from ..terms.language import Bilingual
from ..terms.period import Period, Precision
from .system import IdealPoint, opens_within, session_period
from .values import label_of
from .words import say

METHOD = "answers.positions"
SOURCE = (Evidence("dataset", "unga_rollcalls"),)


def seats(states: Sequence[str]) -> dict[str, str]:
    """Ids of states and of their predecessors under the same code, with the state they lead to.

    Examples
    --------
    >>> seats(["RUS", "CHN"])
    {'RUS': 'RUS', 'SUN': 'RUS', 'CHN': 'CHN'}
    """
    rows = register().rows
    found: dict[str, str] = {}
    for state in states:
        codes = {row.cow for row in rows if row.id == state and row.cow is not None}
        found |= {state: state} | {row.id: state for row in rows if row.cow in codes}
    return found


def seat_label(state: str, held: Iterable[str]) -> Bilingual:
    """Name of a state, with those that held its seat before it."""
    before = [label_of(item) for item in dict.fromkeys(held) if item != state]
    if not before:
        return label_of(state)
    names = Bilingual("・".join(x.ja for x in before), ", ".join(x.en for x in before))
    return say("positions.seat", state=label_of(state), before=names)


def paths_of(points: Iterable[IdealPoint], states: Sequence[str]) -> dict[str, list[IdealPoint]]:
    """Positions of each state and its predecessors in order of session, by state."""
    seat = seats(states)
    found: dict[str, list[IdealPoint]] = {state: [] for state in states}
    for point in points:
        if point.state in seat:
            found[seat[point.state]].append(point)
    return {
        state: sorted(path, key=lambda point: point.session)
        for state, path in found.items()
        if path
    }


def within(path: Sequence[IdealPoint], period: Period) -> list[IdealPoint]:
    """Positions of the sessions that open inside a period."""
    return [point for point in path if opens_within(point.session, period)]


def position(state: str, point: IdealPoint) -> Finding:
    """The smoothed position in a session with its interval."""
    return Finding(
        what="ideal_point",
        about=(state,),
        period=session_period(point.session),
        value=point.mean,
        unit="sd",
        method="measures.ideal_points",
        evidence=SOURCE,
        inputs=(f"mode bsv, session {point.session}",),
        low=point.q05,
        high=point.q95,
    )


def alone(state: str, points: Sequence[IdealPoint]) -> Finding:
    """Mean of the positions of sessions that were each estimated by itself.

    The errors of the sessions are taken as independent and normal, so that the interval of the
    mean is ``1.645 sqrt(sum sd^2) / n`` to both sides.
    """
    count = len(points)
    mean = sum(point.alone_mean for point in points) / count
    reach = Z90 * sqrt(sum(point.alone_sd**2 for point in points)) / count
    first, last = session_period(points[0].session), session_period(points[-1].session)
    return Finding(
        what="ideal_point",
        about=(state,),
        period=Period(first.start, last.end, Precision.MONTH),
        value=round(mean, 3),
        unit="sd",
        method=f"{METHOD}.alone",
        evidence=SOURCE,
        inputs=tuple(f"mode session, session {point.session}" for point in points),
        low=round(mean - reach, 3),
        high=round(mean + reach, 3),
    )


def change(before: Finding, after: Finding) -> Finding:
    """Difference of two positions, their errors taken as independent and normal."""
    parts = [item for item in (before.value, after.value) if isinstance(item, float)]
    bounds = [item for f in (before, after) for item in (f.low, f.high) if item is not None]
    reach = sqrt(((bounds[1] - bounds[0]) / 2) ** 2 + ((bounds[3] - bounds[2]) / 2) ** 2)
    moved = parts[1] - parts[0]
    assert before.period is not None and after.period is not None
    return Finding(
        what="ideal_point_change",
        about=before.about,
        period=Period(before.period.start, after.period.end, Precision.MONTH),
        value=round(moved, 3),
        unit="sd",
        method=f"{METHOD}.change",
        evidence=SOURCE,
        inputs=(before.id, after.id),
        low=round(moved - reach, 3),
        high=round(moved + reach, 3),
    )


def largest_step(path: Sequence[IdealPoint]) -> tuple[IdealPoint, IdealPoint] | None:
    """The two neighbouring sessions between which a state moved most, each by itself."""
    steps = list(pairwise(path))
    return max(steps, key=lambda two: abs(two[1].alone_mean - two[0].alone_mean), default=None)


def doubtful(points: Iterable[IdealPoint]) -> bool:
    """Say whether an estimate among them has not converged or rests on few votes."""
    return any(not point.sure for point in points)


def placed(value: object) -> str:
    """A position or a change with its sign and two decimals, the same in every language.

    Examples
    --------
    >>> placed(-0.951), placed(1.2), placed(-0.001)
    ('−0.95', '+1.20', '0.00')
    """
    text = f"{value:+.2f}".replace("-", "−")
    return "0.00" if text[1:] == "0.00" else text


def with_interval(finding: Finding) -> str:
    """A position or a change with its interval."""
    return f"{placed(finding.value)} [{placed(finding.low)}, {placed(finding.high)}]"
