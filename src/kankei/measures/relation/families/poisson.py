"""Counts without more variation than chance gives."""

from __future__ import annotations

import numpy as np

from .family import Family, Terms, Values


def terms(value: Values, predictor: Values, size: Values, shape: Values) -> Terms:
    """``value ~ Poisson(size * exp(predictor))``; size is the exposure."""
    expected = size * np.exp(predictor)
    return Terms(value * predictor - expected, value - expected, expected)


def constant(value: Values, size: Values, shape: Values) -> Values:
    """Give the part without the predictor."""
    from scipy.special import gammaln

    whole: Values = value * np.log(size) - gammaln(value + 1)
    return whole


def start(value: Values, size: Values) -> tuple[float, Values]:
    """Begin at the pooled rate; there is no shape."""
    return float(np.log((value.sum() + 0.5) / size.sum())), np.empty(0)


POISSON = Family("poisson", "exposure", terms, constant, start, counts=True)
