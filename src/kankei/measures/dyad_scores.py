"""Monthly series of a pair of states from daily scores, with the holes of the feed kept open."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from ..terms.errors import MethodError, Problem
from ..terms.language import Bilingual
from ..terms.period import Period
from .arrays import numbered, require_columns
from .declare import Measure

LEAST_COVERED = 0.5
"""A month with fewer covered days than this share of its days is missing."""
FEW_DAYS = "fewer-than-half-the-days-covered"
NO_VARIATION = "z-needs-variation"

Values = NDArray[np.float64]
Days = NDArray[np.int64]


def dyad_scores(
    ties: pa.Table,
    covered: Sequence[Period],
    dyads: Sequence[tuple[str, str]],
    period: Period,
) -> pa.Table:
    """Sum daily scores by month, and standardise them within the pair.

    Let ``D`` be the covered days of a month, and ``s(d)`` the score of the pair on day ``d``, 0 on
    a covered day without a row. Then::

        gdelt_score_sum  = sum of s(d) over D
        gdelt_score_mean = gdelt_score_sum / days,   days = size of D
        gdelt_score_z    = (gdelt_score_mean - m) / sd

    with ``m`` and ``sd`` the mean and the standard deviation (divisor n - 1) of the pair's own
    monthly means over its months that are not missing. The mean per covered day, and not the sum,
    is standardised, because a month with holes has a smaller sum for that reason alone.

    Parameters
    ----------
    ties
        Shape ``ties``, undirected, one day per row: ``a``, ``b`` with ``a < b``, ``starts``,
        ``value``.
    covered
        Days of the feed, as the coverage of the data set gives them. Other days are missing
        exposure, not calm.
    dyads
        Pairs ``(a, b)`` with ``a < b``.
    period
        Months from the first to the last that lie in it.

    Returns
    -------
    pyarrow.Table
        ``a, b, month, days, calendar_days, gdelt_score_sum, gdelt_score_mean, gdelt_score_z,
        missing``. All three are missing in a month of which fewer than half the days are covered;
        ``gdelt_score_z`` is missing too when the pair's months do not vary.

    Raises
    ------
    MethodError
        When a column is absent, the period is open, or a pair is not in order.

    Examples
    --------
    >>> days = [date(2023, 9, 1), date(2023, 9, 2), date(2023, 10, 1)]
    >>> ties = pa.table({"a": ["PRK"] * 3, "b": ["RUS"] * 3, "starts": days, "value": [6.0, 9, 2]})
    >>> autumn = Period.parse("2023-09/2023-10")
    >>> rows = dyad_scores(ties, [autumn], [("PRK", "RUS")], autumn).to_pylist()
    >>> [(row["gdelt_score_sum"], row["gdelt_score_mean"]) for row in rows]
    [(15.0, 0.5), (2.0, 0.06451612903225806)]
    >>> [round(row["gdelt_score_z"], 4) for row in rows]
    [0.7071, -0.7071]
    """
    require_columns(ties, ("a", "b", "starts", "value"), "dyad_scores")
    months = _months(period)
    days, calendar = _covered_days(covered, months)
    sums = _sums(ties, covered, dyads, months)
    enough = days >= LEAST_COVERED * calendar
    with np.errstate(divide="ignore", invalid="ignore"):
        means = np.where(enough, sums / days, np.nan)
    scores = _standardised(means)
    return _table(dyads, months, days, calendar, np.where(enough, sums, np.nan), means, scores)


def _months(period: Period) -> NDArray[np.datetime64]:
    if period.start is None or period.last is None:
        what = "the period has an open end"
        raise MethodError(Problem(what, "name the first and the last month"))
    first, last = (np.datetime64(day, "M") for day in (period.start, period.last))
    return np.arange(first, last + 1)


def _flags(covered: Sequence[Period], first: int, last: int) -> NDArray[np.bool_]:
    """Covered days between two days counted from 1970."""
    flags = np.zeros(last - first, np.bool_)
    for stretch in covered:
        start = first if stretch.start is None else _day(stretch.start)
        end = last if stretch.end is None else _day(stretch.end)
        flags[max(start - first, 0) : max(end - first, 0)] = True
    return flags


def _day(day: date) -> int:
    return int(np.datetime64(day, "D").astype(np.int64))


def _edges(months: NDArray[np.datetime64]) -> Days:
    """First day of each month, and the day after the last month, counted from 1970."""
    edges: Days = np.append(months, months[-1] + 1).astype("datetime64[D]").astype(np.int64)
    return edges


def _covered_days(covered: Sequence[Period], months: NDArray[np.datetime64]) -> tuple[Days, Days]:
    """Covered days and calendar days of each month."""
    edges = _edges(months)
    flags = _flags(covered, int(edges[0]), int(edges[-1]))
    counts = np.add.reduceat(flags.astype(np.int64), edges[:-1] - edges[0])
    return counts, np.diff(edges)


def _sums(
    ties: pa.Table,
    covered: Sequence[Period],
    dyads: Sequence[tuple[str, str]],
    months: NDArray[np.datetime64],
) -> Values:
    """Sum of the scores on covered days, by pair and month."""
    unordered = [pair for pair in dyads if pair[0] >= pair[1]]
    if unordered:
        what = f"the pair {unordered[0][0]}-{unordered[0][1]} is not in order of its codes"
        raise MethodError(Problem(what, "name the pairs as dyads_of gives them"))
    edges = _edges(months)
    flags = _flags(covered, int(edges[0]), int(edges[-1]))
    pair = _pair_numbers(ties, dyads)
    day = ties["starts"].cast(pa.int32()).to_numpy().astype(np.int64)
    used = (pair >= 0) & (day >= edges[0]) & (day < edges[-1])
    used[used] = flags[day[used] - edges[0]]
    month = np.searchsorted(edges, day[used], side="right") - 1
    cell = pair[used] * len(months) + month
    value = ties["value"].to_numpy().astype(np.float64)[used]
    sums = np.bincount(cell, weights=value, minlength=len(dyads) * len(months)).astype(np.float64)
    return sums.reshape(len(dyads), len(months))


def _pair_numbers(ties: pa.Table, dyads: Sequence[tuple[str, str]]) -> Days:
    """Number of each row's pair in the list, or -1."""
    (left, left_names), (right, right_names) = numbered(ties["a"]), numbered(ties["b"])
    place = np.full((len(left_names) + 1, len(right_names) + 1), -1, np.int64)
    rows = {name: number for number, name in enumerate(left_names)}
    columns = {name: number for number, name in enumerate(right_names)}
    for number, (a, b) in enumerate(dyads):
        if a in rows and b in columns:
            place[rows[a], columns[b]] = number
    return place[left, right]


def _standardised(means: Values) -> Values:
    """Distance from the pair's own mean in its own standard deviations."""
    present = ~np.isnan(means)
    n = present.sum(axis=1, keepdims=True)
    with np.errstate(divide="ignore", invalid="ignore"):
        centre = np.where(present, means, 0).sum(axis=1, keepdims=True) / n
        squares = np.where(present, (means - centre) ** 2, 0).sum(axis=1, keepdims=True)
        spread = np.sqrt(squares / (n - 1))
        scores: Values = np.where(spread > 0, (means - centre) / spread, np.nan)
    return scores


def _table(
    dyads: Sequence[tuple[str, str]],
    months: NDArray[np.datetime64],
    days: Days,
    calendar: Days,
    sums: Values,
    means: Values,
    scores: Values,
) -> pa.Table:
    size, many = len(months), len(dyads)
    flat = [part.ravel() for part in (sums, means, scores)]
    gone, level = np.isnan(flat[1]), np.isnan(flat[2])
    reason = np.where(gone, FEW_DAYS, np.where(level, NO_VARIATION, ""))
    return pa.table(
        {
            "a": pa.array([a for a, _ in dyads for _ in range(size)], pa.string()),
            "b": pa.array([b for _, b in dyads for _ in range(size)], pa.string()),
            "month": pa.array(np.tile(months.astype("datetime64[D]"), many)),
            "days": pa.array(np.tile(days, many)),
            "calendar_days": pa.array(np.tile(calendar, many)),
            "gdelt_score_sum": pa.array(flat[0], mask=gone),
            "gdelt_score_mean": pa.array(flat[1], mask=gone),
            "gdelt_score_z": pa.array(flat[2], mask=level),
            "missing": pa.array(reason, pa.string()),
        }
    )


_MISSING = Bilingual(
    "配信のある日が月の日数の半分に満たない月は欠測。配信のある日に行がなければ0である。",
    "Missing in a month of which fewer than half the days are covered; on a covered day no row "
    "is zero.",
)
_REFERENCE = "GDELT Project; daily pair scores by gzemo (gdelt-graph-data)"

GDELT_SCORE_SUM = Measure(
    name="gdelt_score_sum",
    missing=_MISSING,
    reference=_REFERENCE,
    page="dyad-scores",
    function=dyad_scores,
)

GDELT_SCORE_Z = Measure(
    name="gdelt_score_z",
    missing=_MISSING,
    reference=_REFERENCE,
    page="dyad-scores",
    function=dyad_scores,
)
