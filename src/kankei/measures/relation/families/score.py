"""Real-valued scores whose noise is known up to one pooled factor."""

from __future__ import annotations

import numpy as np

from .family import Family, Terms, Values


def terms(value: Values, predictor: Values, size: Values, shape: Values) -> Terms:
    """``value ~ Normal(predictor, variance size * exp(shape))``."""
    precision = np.exp(-shape[0]) / size
    gap = value - predictor
    return Terms(-0.5 * precision * gap**2, precision * gap, precision)


def constant(value: Values, size: Values, shape: Values) -> Values:
    """Give the part without the predictor."""
    whole: Values = -0.5 * (np.log(2 * np.pi * size) + shape[0])
    return whole


def start(value: Values, size: Values) -> tuple[float, Values]:
    """Begin at the mean and at noise of half the variance."""
    noise = max(float(value.var() / size.mean()) / 2, 1e-6)
    return float(value.mean()), np.array([np.log(noise)])


SCORE = Family("score", "variance up to a factor", terms, constant, start, noise=True)
