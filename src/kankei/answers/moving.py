"""Findings on how relations moved: means before and after a turn, and moves of single months.

The index says how warm a relation was in a month; a reader asks whether it moved, how sure that
is, and whether such moves are usual for this relation. The answers here are simple enough to be
recomputed from the table of the index by hand.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import sqrt

from ..terms.finding import Evidence, Finding
from ..terms.interval import Z90
from ..terms.period import Period, Precision
from .material import Dependence, LevelChange, Measured, Move, RelationMonth

METHOD = "answers.moving"
EVIDENCE = (Evidence("dataset", "gdelt_dyad_days"),)
BEFORE = 12
"""Months before the turn that are compared with those after it: one year."""
LEAST_COVERED = 0.5
"""A month of which the source covers a smaller part is not measured."""
SURE = 0.9
"""Moves and changes at least this probable are told of."""


@dataclass(frozen=True, slots=True)
class Window:
    """Measured months of a relation in a stretch of time."""

    period: Period
    months: tuple[RelationMonth, ...]

    @property
    def mean(self) -> float:
        """Mean of what the months say by themselves."""
        return sum(month.signal or 0.0 for month in self.months) / len(self.months)

    @property
    def variance(self) -> float:
        """Variance of the mean through the error of the single months, which are independent."""
        return sum((month.signal_sd or 0.0) ** 2 for month in self.months) / len(self.months) ** 2


@dataclass(frozen=True, slots=True)
class Change:
    """How far the mean of a relation after a month lies from its mean in the year before.

    With the signals, which are what the months say by themselves::

        size      = mean of the signals after - mean of the signals before
        low, high = size -+ 1.645 sqrt(sum of signal_sd^2 / months^2, before and after)

    Parameters
    ----------
    whole
        The same size against all months before instead of the last twelve.
    earlier
        The sizes that the same windows give at every earlier month at which both have measured
        months enough: what is usual for this relation.
    """

    dyad: str
    before: Window
    after: Window
    size: float
    low: float
    high: float
    whole: float
    earlier: tuple[float, ...]

    @property
    def direction(self) -> str:
        """``closer``, ``farther``, or ``open`` when the interval holds zero."""
        return "closer" if self.low > 0 else "farther" if self.high < 0 else "open"

    @property
    def larger(self) -> int:
        """How many of the earlier changes are at least as large, either way."""
        return sum(abs(size) >= abs(self.size) for size in self.earlier)


def change_at(months: Sequence[RelationMonth], turn: date) -> Change | None:
    """Measure the change of one relation at a turn, in units of the index.

    Parameters
    ----------
    months
        All months of one relation in order of time.

    Returns
    -------
    Change or None
        ``None`` when fewer than half of the months before or after are measured.

    Examples
    --------
    >>> days = [date(2022 + n // 12, n % 12 + 1, 1) for n in range(18)]
    >>> warm = [RelationMonth("A-B", d, 0, 0, 0, 9, 1.0, 0.0, float(d.year > 2022), 1.0)
    ...         for d in days]
    >>> found = change_at(warm, date(2023, 1, 1))
    >>> found.size, round(found.high, 2), found.direction
    (1.0, 1.82, 'closer')
    """
    place = next((n for n, item in enumerate(months) if item.month >= turn), len(months))
    length = len(months) - place
    found = _windows(months, place, length)
    if found is None:
        return None
    before, after = found
    size, spread = after.mean - before.mean, Z90 * sqrt(after.variance + before.variance)
    ever = Window(before.period, tuple(_measured(months[:place])))
    steps = range(BEFORE, place - length + 1)
    earlier = [pair for step in steps if (pair := _windows(months, step, length))]
    return Change(
        dyad=months[0].dyad,
        before=before,
        after=after,
        size=size,
        low=size - spread,
        high=size + spread,
        whole=after.mean - ever.mean,
        earlier=tuple(later.mean - first.mean for first, later in earlier),
    )


def _windows(
    months: Sequence[RelationMonth], place: int, length: int
) -> tuple[Window, Window] | None:
    """The year before a place and the months from it on, when half of each is measured."""
    if place < BEFORE or length < 1:
        return None
    sides = months[place - BEFORE : place], months[place : place + length]
    before, after = (Window(_span(side), tuple(_measured(side))) for side in sides)
    enough = 2 * len(before.months) >= BEFORE and 2 * len(after.months) >= length
    return (before, after) if enough else None


def _measured(months: Sequence[RelationMonth]) -> list[RelationMonth]:
    return [m for m in months if m.signal is not None and m.coverage >= LEAST_COVERED]


def _span(months: Sequence[RelationMonth]) -> Period:
    last = month_of(months[-1].month)
    return Period(months[0].month, last.end, Precision.MONTH)


def month_of(day: date) -> Period:
    """The month of a day as a period."""
    return Period.parse(f"{day:%Y-%m}")


def varied_changes(measured: Measured, dyad: str, turn: date) -> dict[str, Change]:
    """The change of one relation at a turn under each of the other settings, by their names."""
    # Days that a variant leaves out on purpose are no gap of the source: the source decides.
    covered = {month.month: month.coverage for month in measured.months if month.dyad == dyad}
    found: dict[str, list[RelationMonth]] = {}
    for month in sorted(measured.varied_months, key=lambda item: item.month):
        if month.dyad == dyad:
            known = replace(month, coverage=covered.get(month.month, month.coverage))
            found.setdefault(month.variant, []).append(known)
    changes = {name: change_at(rows, turn) for name, rows in found.items()}
    return {name: change for name, change in changes.items() if change is not None}


def change_finding(change: Change, variant: str = "") -> Finding:
    """The change of a relation with its interval."""
    return Finding(
        what="relation_change",
        about=tuple(filter(None, (change.dyad, variant))),
        period=change.after.period,
        value=round(change.size, 2),
        low=round(change.low, 2),
        high=round(change.high, 2),
        unit="index units",
        method=f"{METHOD}.change_at",
        evidence=EVIDENCE,
        inputs=(change.before.period.iso(), change.after.period.iso()),
    )


def mean_finding(dyad: str, window: Window) -> Finding:
    """The mean of a relation over some months."""
    return Finding(
        what="relation_mean",
        about=(dyad,),
        period=window.period,
        value=round(window.mean, 2),
        unit="index units",
        method=f"{METHOD}.change_at",
        evidence=EVIDENCE,
        inputs=tuple(f"{month.month:%Y-%m}" for month in window.months),
    )


def usual_finding(change: Change) -> Finding:
    """How many earlier changes of the same relation were at least as large."""
    return Finding(
        what="larger_changes_count",
        about=(change.dyad,),
        period=change.after.period,
        value=change.larger,
        unit="windows",
        method=f"{METHOD}.change_at",
        evidence=EVIDENCE,
        inputs=(f"{len(change.earlier)} earlier windows",),
    )


def move_finding(move: Move) -> Finding:
    """The size of a month's move with its interval."""
    return Finding(
        what="relation_move",
        about=tuple(filter(None, (move.dyad, move.variant))),
        period=month_of(move.month),
        value=round(move.size, 2),
        low=round(move.low, 2),
        high=round(move.high, 2),
        unit="index units",
        method="measures.moves",
        evidence=EVIDENCE,
    )


def probability_finding(move: Move) -> Finding:
    """The probability that a month's move was large."""
    return Finding(
        what="move_probability",
        about=tuple(filter(None, (move.dyad, move.variant))),
        period=month_of(move.month),
        value=move.probability,
        unit="share",
        method="measures.moves",
        evidence=EVIDENCE,
    )


def share_finding(move: Move, months: Sequence[RelationMonth]) -> Finding:
    """Share of a month in the sum of the squared moves of a relation."""
    whole = sum(month.move**2 for month in months)
    return Finding(
        what="move_share",
        about=(move.dyad,),
        period=month_of(move.month),
        value=round(move.size**2 / whole, 3),
        unit="share",
        method=f"{METHOD}.share_finding",
        evidence=EVIDENCE,
    )


def level_finding(change: LevelChange) -> Finding:
    """The size of a change of level with its interval."""
    return Finding(
        what="relation_change",
        about=(change.dyad,),
        period=Period(change.first, month_of(change.last).end, Precision.MONTH),
        value=round(change.size, 2),
        low=round(change.low, 2),
        high=round(change.high, 2),
        unit="index units",
        method="measures.breaks",
        evidence=EVIDENCE,
        inputs=(f"{change.month:%Y-%m}", f"probability {change.probability}"),
    )


def index_finding(month: RelationMonth) -> Finding:
    """The index of a relation in a month."""
    return Finding(
        what="relation_index",
        about=(month.dyad,),
        period=month_of(month.month),
        value=round(month.mean, 2),
        low=round(month.low, 2),
        high=round(month.high, 2),
        unit="sd",
        method="measures.relation",
        evidence=EVIDENCE,
    )


SHARES = {
    "trade": ("trade_share", "measures.trade_dependence", "cow_trade"),
    "arms": ("arms_share", "measures.arms_dependence", "sipri_transfers"),
    "memberships": ("membership_share", "measures.membership_dependence", "cow_igo_shared"),
}
"""Field, method and data set, by what a state depends on another for."""


def dependence_finding(item: Dependence) -> Finding:
    """A share of a partner, or the reason why it is missing."""
    what, method, dataset = SHARES[item.of]
    return Finding(
        what=what,
        about=(item.state, item.on),
        period=Period.parse(str(item.year)),
        value=item.share,
        unit="share",
        method=method,
        evidence=(Evidence("dataset", dataset),),
        missing=item.missing,
    )
