"""Heavy-tailed moves: a mixture of normal moves, and the normal that stands in for each.

A stand-in is found by expectation propagation: take the stand-in out of what is known of a move,
put the true law in its place, and choose the new stand-in so that mean and variance agree. Unlike a
weight by the expected square of the move, it knows that a jump may have been a month earlier.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from .families import Values
from .pool import Pool

EDGES = np.array([0.0, 0.002, 0.01, 0.04, 0.12, 0.3, 0.6, 1.0])
"""Cumulative probabilities between the sizes of moves; the rare large ones are told apart."""
LEAST = 1e-3
"""Least precision of a stand-in, in units of that of an ordinary move."""


class Sites(NamedTuple):
    """Normal stand-ins ``exp(shift e - precision e^2 / 2)`` of the moves, shape ``(T, S)``."""

    precision: Values
    shift: Values

    def in_unit(self, unit: float) -> Sites:
        """Give the same stand-ins when relations are written in another unit."""
        return Sites(self.precision / unit**2, self.shift / unit)


def mixture(tail: float) -> tuple[Values, Values]:
    """Give odds and variances (in units of the step) of normal moves that mix to a Student-t.

    The rarest moves stand together for their kind, so that the variance is a little less.

    Examples
    --------
    >>> odds, variances = mixture(5.0)
    >>> float(odds.sum()), round(float(odds @ variances), 1)
    (1.0, 1.6)
    """
    from scipy.special import gammaincinv

    middle = (EDGES[1:] + EDGES[:-1]) / 2
    precision = gammaincinv(tail / 2, middle) * 2 / tail
    return np.diff(EDGES), 1 / precision


def first_sites(pool: Pool, shape: tuple[int, int]) -> Sites:
    """Give stand-ins as if every move were an ordinary one."""
    precision = np.full(shape, 1 / pool.step)
    precision[0] = pool.first_precision
    return Sites(precision, np.zeros(shape))


def renewed(pool: Pool, sites: Sites, mean: Values, variance: Values, share: float) -> Sites:
    """Move the stand-ins by a share towards those that the present moves call for.

    Where the tail is normal they are exact, and the same at once.
    """
    if pool.normal:
        return first_sites(pool, sites.precision.shape)
    precision, shift = sites.precision[1:], sites.shift[1:]
    without = np.maximum(1 / variance[1:] - precision, LEAST / pool.step)
    towards = mean[1:] / variance[1:] - shift
    centre, spread = _tilted(pool, towards / without, 1 / without)
    new = np.maximum(1 / spread - without, LEAST / pool.step)
    new_shift = centre * (new + without) - towards
    first = first_sites(pool, sites.precision.shape)
    first.precision[1:] = precision + share * (new - precision)
    first.shift[1:] = shift + share * (new_shift - shift)
    return first


def _tilted(pool: Pool, at: Values, spread: Values) -> tuple[Values, Values]:
    """Mean and variance of a move that is ``N(at, spread)`` but for its law."""
    odds, variances = mixture(pool.tail)
    total, first, second = (np.zeros_like(at) for _ in range(3))
    floor = at**2 / (2 * (spread + pool.step * variances.max()))
    for odd, size in zip(odds, pool.step * variances, strict=True):
        both = spread + size
        evidence = odd / np.sqrt(both) * np.exp(floor - at**2 / (2 * both))
        share = size / both
        total += evidence
        first += evidence * share * at
        second += evidence * ((share * at) ** 2 + share * spread)
    mean = first / total
    return mean, second / total - mean**2
