"""Levels in an order without distances, such as the tier of an alliance or of sanctions."""

from __future__ import annotations

import numpy as np

from .family import Family, Terms, Values

_SMALLEST = 1e-12


def cuts_of(shape: Values) -> Values:
    """Give the cuts: the first one, and then the logarithms of the steps up.

    Examples
    --------
    >>> cuts_of(np.array([-1.0, 0.0])).tolist()
    [-1.0, 0.0]
    """
    steps = np.append(shape[:1], np.exp(shape[1:]))
    return np.cumsum(steps)


def terms(value: Values, predictor: Values, size: Values, shape: Values) -> Terms:
    """``value = k`` when ``cut_k < predictor + noise < cut_k+1``; noise has deviation ``size``."""
    from scipy.special import ndtr

    edges = np.concatenate(([-np.inf], cuts_of(shape), [np.inf]))
    # A level above those of the sample that was learnt from counts as the highest of them.
    level = np.minimum(value.astype(np.int64), len(shape))
    low, high = ((edges[level + side] - predictor) / size for side in (0, 1))
    inside = np.maximum(ndtr(high) - ndtr(low), _SMALLEST)
    at_low, at_high = _normal(low) / inside, _normal(high) / inside
    slope = (at_low - at_high) / size
    bend = (_times(high, at_high) - _times(low, at_low)) / size**2
    return Terms(np.log(inside), slope, np.maximum(slope**2 + bend, 0))


def constant(value: Values, size: Values, shape: Values) -> Values:
    """Give zero: the whole density depends on the predictor."""
    return np.zeros_like(value)


def start(value: Values, size: Values) -> tuple[float, Values]:
    """Begin at the cuts that give the pooled shares when the predictor is 0."""
    from scipy.special import ndtri

    counts = np.bincount(value.astype(np.int64), minlength=2) + 0.5
    cuts = ndtri(np.cumsum(counts)[:-1] / counts.sum())
    return 0.0, np.append(cuts[:1], np.log(np.diff(cuts)))


def _normal(at: Values) -> Values:
    density: Values = np.exp(-0.5 * at**2) / np.sqrt(2 * np.pi)
    return density


def _times(at: Values, density: Values) -> Values:
    """Multiply; the product is 0 at infinity."""
    return np.where(np.isfinite(at), at, 0.0) * density


ORDERED_PROBIT = Family(
    "ordered_probit", "deviation of the noise", terms, constant, start, intercept=False
)
