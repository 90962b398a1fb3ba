"""Counts with more variation than chance gives, as reports of events have."""

from __future__ import annotations

import numpy as np

from .family import Family, Terms, Values


def terms(value: Values, predictor: Values, size: Values, shape: Values) -> Terms:
    """``value`` has mean ``m = size * exp(predictor)`` and variance ``m + m^2 exp(shape)``."""
    k = np.exp(-shape[0])
    expected = size * np.exp(predictor)
    total = value + k
    share = expected / (expected + k)
    density = value * predictor - total * np.log(expected + k)
    return Terms(density, value - total * share, total * share * (1 - share))


def constant(value: Values, size: Values, shape: Values) -> Values:
    """Give the part without the predictor."""
    from scipy.special import gammaln

    k = np.exp(-shape[0])
    whole: Values = (
        value * np.log(size) + gammaln(value + k) - gammaln(k) - gammaln(value + 1) + k * np.log(k)
    )
    return whole


def start(value: Values, size: Values) -> tuple[float, Values]:
    """Begin at the pooled rate, with a variance of ``m + m^2``."""
    return float(np.log((value.sum() + 0.5) / size.sum())), np.zeros(1)


NEGATIVE_BINOMIAL = Family("negative_binomial", "exposure", terms, constant, start, counts=True)
