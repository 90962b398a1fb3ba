"""Months with or without a visit, or days with a report among the days that are covered."""

from __future__ import annotations

import numpy as np

from .family import Family, Terms, Values


def terms(value: Values, predictor: Values, size: Values, shape: Values) -> Terms:
    """``value ~ Binomial(size, 1 / (1 + exp(-predictor)))``; size is the number of trials."""
    share = 1 / (1 + np.exp(-predictor))
    density = value * predictor - size * np.logaddexp(0, predictor)
    return Terms(density, value - size * share, size * share * (1 - share))


def constant(value: Values, size: Values, shape: Values) -> Values:
    """Give the part without the predictor."""
    from scipy.special import gammaln

    whole: Values = gammaln(size + 1) - gammaln(value + 1) - gammaln(size - value + 1)
    return whole


def start(value: Values, size: Values) -> tuple[float, Values]:
    """Begin at the pooled share; there is no shape."""
    share = (value.sum() + 0.5) / (size.sum() + 1)
    return float(np.log(share / (1 - share))), np.empty(0)


BINOMIAL = Family("binomial", "trials", terms, constant, start, counts=True)
