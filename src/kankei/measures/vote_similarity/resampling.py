"""Intervals by resampling whole resolutions, since votes on one text are not independent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import astuple, dataclass, field

import numpy as np
from numpy.typing import NDArray

from ...terms.errors import MethodError, Problem
from .contingency import Choices, Pairs, resampled
from .indices import Distance, Values, indices

_CELLS_AT_ONCE = 2_000_000
"""Bounds the memory of one chunk of pairs."""


@dataclass(frozen=True, slots=True)
class Resampling:
    """A cluster bootstrap.

    Parameters
    ----------
    draws
        Number of resamples.
    seed
        Starts the random numbers; the same seed gives the same intervals, whatever other periods
        and states are computed beside.
    clusters
        Resolution to which a roll call belongs, such as the earliest of a chain of identical ones;
        a roll call that is not named is its own.
    level
        Probability that the interval holds.
    """

    draws: int = 400
    seed: int = 0
    clusters: Mapping[str, str] = field(default_factory=dict)
    level: float = 0.95

    def __post_init__(self) -> None:
        """Refuse what gives no interval."""
        if self.draws < 2 or not 0 < self.level < 1:
            what = f"{self.draws} draws at the level {self.level} give no interval"
            raise MethodError(Problem(what, "ask for at least 2 draws and a level between 0 and 1"))

    def weights(self, subjects: list[str], period: str) -> NDArray[np.float64]:
        """Give how often each draw takes each subject, ``(draws, subjects)``.

        Every draw takes as many clusters as there are, with replacement.
        """
        of = [self.clusters.get(subject, subject) for subject in subjects]
        names, member = np.unique(np.array(of, dtype=str), return_inverse=True)
        random = np.random.default_rng([self.seed, *period.encode()])
        taken = random.multinomial(len(names), np.full(len(names), 1 / len(names)), self.draws)
        return taken[:, member].astype(np.float64)


@dataclass(frozen=True, slots=True)
class Intervals:
    """Lower and upper ends of agree, S, kappa, pi and tau-b, ``(5, pairs)`` each.

    Parameters
    ----------
    undefined
        Largest share of draws, over the five measures, in which one is undefined; an interval
        speaks of the other draws only.
    """

    low: Values
    high: Values
    undefined: Values


def intervals(
    choices: Choices,
    categories: int,
    pairs: Pairs,
    draws: NDArray[np.float64],
    distance: Distance,
    level: float,
) -> Intervals:
    """Give percentile intervals of all measures for pairs of states.

    Parameters
    ----------
    draws
        From :meth:`Resampling.weights`.
    level
        Probability that the interval holds.
    """
    count = len(pairs[0])
    step = max(1, _CELLS_AT_ONCE // (categories**2 * max(len(choices), len(draws), 1)))
    low, high = np.full((5, count), np.nan), np.full((5, count), np.nan)
    undefined = np.ones(count)
    for start in range(0, count, step):
        part = slice(start, start + step)
        some = (pairs[0][part], pairs[1][part])
        found = indices(resampled(choices, categories, some, draws), distance)
        values = np.stack(astuple(found)[1:])
        low[:, part], high[:, part] = _ends(values, level)
        undefined[part] = np.isnan(values).mean(axis=1).max(axis=0)
    return Intervals(low, high, undefined)


def _ends(values: Values, level: float) -> tuple[Values, Values]:
    """Quantiles over the draws (second axis) in which the measure is defined."""
    ordered = np.sort(values, axis=1)  # not-a-number comes last
    last = (~np.isnan(ordered)).sum(axis=1, keepdims=True) - 1
    tail = (1 - level) / 2
    return _quantile(ordered, last, tail), _quantile(ordered, last, 1 - tail)


def _quantile(ordered: Values, last: NDArray[np.int64], share: float) -> Values:
    place = np.maximum(last, 0) * share
    below = np.floor(place).astype(np.int64)
    above = np.minimum(below + 1, np.maximum(last, 0))
    left = np.take_along_axis(ordered, below, axis=1)
    right = np.take_along_axis(ordered, above, axis=1)
    return (left + (right - left) * (place - below))[:, 0]
