"""The breaks of a relation as rows: when, how likely, how large, how long, and how sure that is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from ...terms.interval import Z90
from .posterior import HAZARD, Posterior, posterior
from .segments import Values


@dataclass(frozen=True, slots=True)
class Break:
    """A stretch of months in which the level of a relation changes.

    Parameters
    ----------
    first, last
        Months of the stretch.
    month
        The likeliest month in it: the first of the new level.
    previous
        The last month with a value before ``month``; when it is not the month before, the change
        may have come at any time between the two.
    probability
        Of at least one change in the stretch.
    low_hazard, high_hazard
        The same when half, and twice, as many changes are expected beforehand.
    size, low, high
        New level less old level if the change is at ``month``, with an interval of 90 % (normal).
    lasts
        Expected number of observations of the new level.
    """

    first: date
    last: date
    month: date
    previous: date
    probability: float
    low_hazard: float
    high_hazard: float
    size: float
    low: float
    high: float
    lasts: float


def find(
    months: Sequence[date],
    values: Values,
    hazard: float = HAZARD,
    width: int = 3,
    least: float = 0.5,
    spreads: Values | None = None,
) -> list[Break]:
    """List the stretches of months in which a break is likely, in order of time.

    The likeliest stretch of ``width`` observations is taken first, then the likeliest of those
    that do not overlap it, and so on down to the probability ``least``.

    Parameters
    ----------
    months, values
        Months that have a value, in order.
    hazard
        Probability that a month begins a new level, beforehand.
    spreads
        Known spread of each observation, where there is one.

    Examples
    --------
    >>> months = [date(2020, month, 1) for month in range(1, 13)]
    >>> quiet = [0.1, 0.0, 0.2, 0.1, 0.0, 0.1]
    >>> found = find(months, np.array([*quiet, *(5 + v for v in quiet)]))
    >>> [(item.month.isoformat(), round(item.size)) for item in found]
    [('2020-07-01', 5)]
    """
    weighed = [posterior(values, scale * hazard, spreads=spreads) for scale in (1, 0.5, 2)]
    chosen = _stretches(weighed[0], width, least)
    return [_break(months, weighed, first, last) for first, last in sorted(chosen)]


def _stretches(found: Posterior, width: int, least: float) -> list[tuple[int, int]]:
    """Stretches with a likely break that do not overlap, the likeliest first."""
    size = len(found.before)
    at = found.breaks()
    every = [(first, min(first + width, size) - 1) for first in range(1, max(size - width, 1) + 1)]
    # Of equally likely stretches the one whose middle is likeliest.
    weights = [(found.between(*s), at[(s[0] + s[1]) // 2]) for s in every]
    chosen: list[tuple[int, int]] = []
    for place in sorted(range(len(every)), key=lambda n: weights[n], reverse=True):
        first, last = every[place]
        if weights[place][0] < least:
            break
        if all(last < a or first > b for a, b in chosen):
            chosen.append((first, last))
    return chosen


def _break(months: Sequence[date], weighed: Sequence[Posterior], first: int, last: int) -> Break:
    main = weighed[0]
    place = first + int(main.breaks()[first : last + 1].argmax())
    size, spread, lasts = _change(main, place)
    once, rarer, oftener = (item.between(first, last) for item in weighed)
    return Break(
        first=months[first],
        last=months[last],
        month=months[place],
        previous=months[place - 1],
        probability=once,
        low_hazard=rarer,
        high_hazard=oftener,
        size=size,
        low=size - Z90 * spread,
        high=size + Z90 * spread,
        lasts=lasts,
    )


def _change(found: Posterior, place: int) -> tuple[float, float, float]:
    """Mean and spread of the change of level at an observation, and how long the new one lasts."""
    segment = found.segment()
    after, before = segment[place, place:], segment[:place, place - 1]
    after, before = after / after.sum(), before / before.sum()
    means, variances = found.stretches.mean, found.stretches.variance
    new, new_spread = _mixture(after, means[place, place:], variances[place, place:])
    old, old_spread = _mixture(before, means[:place, place - 1], variances[:place, place - 1])
    lasts = float(after @ np.arange(1, len(after) + 1))
    return new - old, float(np.sqrt(new_spread + old_spread)), lasts


def _mixture(weights: Values, means: Values, variances: Values) -> tuple[float, float]:
    mean = float(weights @ means)
    return mean, float(weights @ (variances + (means - mean) ** 2))
