"""What a family of observations must say of itself, so that the estimation knows no family."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]


class Terms(NamedTuple):
    """Log density of observations and how it changes with their predictor.

    Parameters
    ----------
    density
        The part of the log density that depends on the predictor.
    slope
        Its first derivative.
    curvature
        Minus its second derivative; never negative, so that there is one mode.
    """

    density: Values
    slope: Values
    curvature: Values


@dataclass(frozen=True, slots=True)
class Family:
    """How an observation depends on its linear predictor.

    Parameters
    ----------
    name
        As an indicator names it.
    size
        What the column ``size`` of the observations means here.
    terms
        ``terms(value, predictor, size, shape) -> Terms``, element by element.
    constant
        ``constant(value, size, shape)``: the part of the log density without the predictor.
    start
        ``start(value, size) -> (intercept, shape)``: where learning begins, from the data.
    counts
        True when the predictor holds the dyad's own volume of reporting.
    intercept
        False when the shape takes its place.
    noise
        True when the shape is the size of the noise, which the size of the moves competes with.
    """

    name: str
    size: str
    terms: Callable[[Values, Values, Values, Values], Terms]
    constant: Callable[[Values, Values, Values], Values]
    start: Callable[[Values, Values], tuple[float, Values]]
    counts: bool = False
    intercept: bool = True
    noise: bool = False


def log_density(
    family: Family, value: Values, predictor: Values, size: Values, shape: Values
) -> Values:
    """Give the whole log density (or log probability) of each observation.

    Examples
    --------
    >>> from .poisson import POISSON
    >>> two, one, none = np.array([2.0]), np.array([1.0]), np.empty(0)
    >>> round(float(log_density(POISSON, two, np.log(one), one, none)[0]), 4)
    -1.6931
    """
    return family.terms(value, predictor, size, shape).density + family.constant(value, size, shape)
