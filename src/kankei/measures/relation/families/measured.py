"""Values measured with a known standard error, such as a distance of ideal points."""

from __future__ import annotations

import numpy as np

from .family import Family, Terms, Values


def terms(value: Values, predictor: Values, size: Values, shape: Values) -> Terms:
    """``value ~ Normal(predictor, standard error size)``."""
    precision = 1 / size**2
    gap = value - predictor
    return Terms(-0.5 * precision * gap**2, precision * gap, precision)


def constant(value: Values, size: Values, shape: Values) -> Values:
    """Give the part without the predictor."""
    whole: Values = -0.5 * np.log(2 * np.pi * size**2)
    return whole


def start(value: Values, size: Values) -> tuple[float, Values]:
    """Begin at the mean; there is no shape."""
    return float(value.mean()), np.empty(0)


MEASURED = Family("measured", "standard error", terms, constant, start)
