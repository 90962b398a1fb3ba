"""One break of the mean by least squares, with the interval of its date from its own noise.

This is the classical answer to "when did the level change?", kept beside the posterior because the
literature reports it. The interval allows each side its own variance.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ...terms.errors import MethodError, Problem
from .segments import Values

_LEAST = 2
"""Observations that a side must have, so that it has a variance."""


@dataclass(frozen=True, slots=True)
class SingleBreak:
    """A break after observation ``last`` (the first is 1), with its interval in observations.

    Parameters
    ----------
    before, after
        Means of the two sides.
    """

    last: int
    low: int
    high: int
    before: float
    after: float


def single_break(values: Values, level: float = 0.95) -> SingleBreak:
    """Find the break of the mean that leaves the smallest sum of squares.

    The true break less the found one is distributed, times ``d^2`` with ``d`` the change of the
    mean, as the place of the highest point of a two-sided Brownian motion that falls by half a
    unit a step on both sides and has the variance of the side it is on. Quantiles of that place
    are computed from the densities of first passage; the ends are rounded outwards.

    Raises
    ------
    MethodError
        With fewer than four observations or a missing one, or when both means are equal.

    References
    ----------
    Bai (1997), Estimation of a change point in multiple regression models, Review of Economics
    and Statistics 79: 551-563.

    Examples
    --------
    >>> found = single_break(np.array([1.0, 1.2, 0.9, 1.1, 3.0, 3.2, 2.9]))
    >>> found.last, found.low, found.high
    (4, 3, 5)
    """
    size = len(values)
    if size < 2 * _LEAST or not np.isfinite(values).all():
        what = "a single break needs four observations and no missing ones"
        raise MethodError(Problem(what, "leave missing months out or give a longer series"))
    places = range(_LEAST, size - _LEAST + 1)
    last = min(places, key=lambda place: _squares(values[:place]) + _squares(values[place:]))
    left, right = values[:last], values[last:]
    change = float(right.mean() - left.mean())
    if change == 0:
        raise MethodError(Problem("no break leaves two different means", "check the series"))
    spreads = float(left.var()) / change**2, float(right.var()) / change**2
    low, high = _quantiles(*spreads, (1 - level) / 2)
    early, late = int(np.floor(last - high)), int(np.ceil(last - low))
    return SingleBreak(
        last, max(early, 1), min(late, size), float(left.mean()), float(right.mean())
    )


def _squares(part: Values) -> float:
    return float(((part - part.mean()) ** 2).sum())


def _quantiles(left: float, right: float, tail: float) -> tuple[float, float]:
    """Places below which the highest point lies with probability ``tail`` and ``1 - tail``."""
    if left <= 0 or right <= 0:
        return 0.0, 0.0
    grid = np.concatenate([[0.0], np.geomspace(1e-6, 400.0, 4000)])
    far = _mass(grid * left, left, right), _mass(grid * right, right, left)
    # The mass of both sides is one; what the grid misses of it is shared out.
    total = far[0][-1] + far[1][-1]
    low = -float(np.interp((far[0][-1] / total) - tail, far[0] / total, grid)) * left
    high = float(np.interp((far[1][-1] / total) - tail, far[1] / total, grid)) * right
    return min(low, 0.0), max(high, 0.0)


def _mass(times: Values, own: float, other: float) -> Values:
    """Probability that the highest point lies on a side and not farther out than each time.

    With variance ``s`` a step and drift -1/2, the density of the place ``t`` and height ``m`` of
    the highest point of a side is that of first passage of ``m`` at ``t`` times ``1 / s``, the
    rate at which nothing higher follows. The other side stays below ``m`` with probability
    ``1 - exp(-m / s')``.
    """
    density = np.zeros(len(times))
    t = times[1:]
    density[1:] = (_passage(t, own, 0.0) - _passage(t, own, 1 / other)) / own
    steps = np.diff(times) * (density[1:] + density[:-1]) / 2
    # The density is infinite at 0 and falls as the root of the time, so its first step is whole.
    steps[0] = 2 * times[1] * density[1]
    return np.concatenate([[0.0], np.cumsum(steps)])


def _passage(t: Values, s: float, rate: float) -> Values:
    """Integral over all heights m of ``exp(-rate m)`` times the density of first passage of m."""
    slope = rate + 0.5 / s
    z = slope * np.sqrt(s * t)
    # Integral of m exp(-slope m - m^2 / (2 s t)) over m > 0, with the Mills ratio of z.
    inner = s * t * (1 - z * _mills(z))
    found: Values = np.exp(-t / (8 * s)) * inner / np.sqrt(2 * np.pi * s * t**3)
    return found


def _mills(z: Values) -> Values:
    """Ratio of the upper tail of the normal law to its density; an expansion far out."""
    from math import erfc, exp, pi, sqrt

    near = [sqrt(pi / 2) * exp(x * x / 2) * erfc(x / sqrt(2)) if x < 25 else 1 / x for x in z]
    far = 1 / np.maximum(z, 1) - 1 / np.maximum(z, 1) ** 3 + 3 / np.maximum(z, 1) ** 5
    return np.where(z < 25, near, far)
