"""How well one level and one spread describe a stretch of a series: the evidence of a segment.

All segments of a series are weighed at once from running sums, so that the exact posterior of its
breaks costs a few matrix operations.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ...terms.errors import MethodError, Problem

Values = NDArray[np.float64]
_TINY = 1e-12


@dataclass(frozen=True, slots=True)
class Level:
    """What is thought of a segment's level and spread before it is seen.

    Within a segment ``y ~ N(m, v s^2)`` with ``m ~ N(centre, v / weight)`` and ``v`` inverse gamma
    with ``shape`` and ``scale``; ``s`` is the known spread of each observation, or 1.

    Parameters
    ----------
    weight
        How many observations the centre is worth; small, so that a level may lie far from it.
    """

    centre: float
    weight: float
    shape: float
    scale: float

    @classmethod
    def of(cls, values: Values, weight: float = 0.02, shape: float = 1.0) -> Level:
        """Take centre and scale from the series: its median, and the spread of its moves.

        The scale is that of a spread of ``1.4826 / sqrt(2)`` times the median absolute move from
        one observation to the next, which breaks and peaks hardly change.

        Raises
        ------
        MethodError
            With fewer than three observations, or when the series does not vary.

        Examples
        --------
        >>> Level.of(np.array([0.0, 1, 0, 1, 9, 8, 9])).centre
        1.0
        """
        if len(values) < 3:
            what = f"a series of {len(values)} observations has no breaks to look for"
            raise MethodError(Problem(what, "give at least three months with a value"))
        moves = np.abs(np.diff(values))
        spread = 1.4826 * float(np.median(moves)) / np.sqrt(2)
        if spread < _TINY:
            spread = float(np.mean(moves)) / np.sqrt(2)
        if spread < _TINY:
            what = "the series does not vary, so it has no breaks"
            raise MethodError(Problem(what, "check the relation and its coverage"))
        return cls(float(np.median(values)), weight, shape, shape * spread**2)

    @classmethod
    def of_known_spread(cls, values: Values, shape: float = 5.0) -> Level:
        """Take the centre and the spread of levels from the series; the noise is known about.

        The factor ``v`` is near 1 (10 degrees of freedom), and levels vary as the series does.

        Raises
        ------
        MethodError
            As :meth:`of` does.
        """
        cls.of(values)
        return cls(float(np.median(values)), 1 / float(values.var()), shape, shape)


@dataclass(frozen=True, slots=True)
class Segments:
    """Every stretch of a series from observation ``i`` to ``j``, both included.

    Parameters
    ----------
    evidence
        Logarithm of the probability of the stretch, ``-inf`` below the diagonal.
    mean, variance
        Posterior mean and variance of its level; the variance of a single observation with a
        shape of 1 or less is that of its mode.
    """

    evidence: Values
    mean: Values
    variance: Values


def segments(values: Values, level: Level, spreads: Values | None = None) -> Segments:
    """Weigh every stretch of a series.

    For a stretch of n observations with precisions ``w = 1 / s^2`` that add up to W, weighted mean
    y and weighted squares S around it::

        weight_n = weight + W
        shape_n  = shape + n / 2
        scale_n  = scale + S / 2 + weight W (y - centre)^2 / (2 weight_n)
        log p    = lgamma(shape_n) - lgamma(shape) + shape log(scale) - shape_n log(scale_n)
                   + log(weight / weight_n) / 2 - n log(2 pi) / 2 - sum of log(s)

    Parameters
    ----------
    spreads
        Known spread of each observation; 1 when not given.

    References
    ----------
    Fearnhead (2006), Statistics and Computing, for the use of these weights.
    """
    noise = np.ones(len(values)) if spreads is None else spreads
    n, total, mean, squares = _sums(values, 1 / noise**2)
    inside, count = n > 0, np.maximum(n, 1)
    weight_n, shape_n = level.weight + total, level.shape + count / 2
    pull = level.weight * total * (mean - level.centre) ** 2 / (2 * weight_n)
    scale_n = level.scale + squares / 2 + pull
    evidence = (
        log_gamma(shape_n)
        - log_gamma(np.array([level.shape]))
        + level.shape * np.log(level.scale)
        - shape_n * np.log(scale_n)
        + np.log(level.weight / weight_n) / 2
        - count * np.log(2 * np.pi) / 2
        - _between(np.log(noise))
    )
    centre = (level.weight * level.centre + total * mean) / weight_n
    variance = scale_n / (np.maximum(shape_n - 1, 0.5) * weight_n)
    return Segments(np.where(inside, evidence, -np.inf), centre, variance)


def _sums(values: Values, precision: Values) -> tuple[NDArray[np.int64], Values, Values, Values]:
    """Count, precision, mean and squares around it of every stretch, from sums kept near zero."""
    size, origin = len(values), values.mean()
    shifted = values - origin
    n = np.arange(size)[None, :] - np.arange(size)[:, None] + 1
    total = np.where(n > 0, _between(precision), 1.0)
    sums, square = (_between(precision * power) for power in (shifted, shifted**2))
    mean = sums / total
    return n, total, origin + mean, np.maximum(square - total * mean**2, 0)


def _between(parts: Values) -> Values:
    """Sum from every first to every last observation."""
    running = np.concatenate([[0.0], np.cumsum(parts)])
    found: Values = running[None, 1:] - running[:-1, None]
    return found


def log_gamma(x: Values) -> Values:
    """Logarithm of the gamma function, computed once for equal values."""
    from math import lgamma

    distinct, place = np.unique(x, return_inverse=True)
    found: Values = np.array([lgamma(value) for value in distinct])[place].reshape(np.shape(x))
    return found
