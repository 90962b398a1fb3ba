"""The Gaussian special case: a level that walks, seen through noise, by maximum likelihood."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ...terms.errors import MethodError, Problem
from .tridiagonal import factor, inverse, solve

Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class LocalLevel:
    """A fitted level.

    Parameters
    ----------
    level_variance, noise_variance
        Of a step of the level, and of an observation about it.
    mean, variance
        Of the level at each time, given the whole series and the two variances.
    log_likelihood
        Diffuse: the first level may be anything.
    """

    level_variance: float
    noise_variance: float
    mean: Values
    variance: Values
    log_likelihood: float


def local_level(values: Values) -> LocalLevel:
    """Fit ``y_t = r_t + e_t``, ``r_t = r_(t-1) + eta_t``, both normal, with the same banded solver.

    With ``D`` the matrix of first differences and ``s`` the ratio of the noise variance to that of
    the level, ``K = I + s D'D`` is tridiagonal, the levels are ``K^-1 y``, the noise variance is
    ``y'(y - K^-1 y) / (n - 1)``, and only ``s`` is searched for.

    Parameters
    ----------
    values
        At equal distances in time, none missing.

    Raises
    ------
    MethodError
        On fewer than three values, or values that are missing or all equal.

    References
    ----------
    Durbin and Koopman (2012), Time Series Analysis by State Space Methods, 2nd ed., chapter 2.

    Examples
    --------
    >>> fit = local_level(np.array([1.0, 3.0, 2.0, 8.0, 9.0, 7.5, 8.5]))
    >>> bool(fit.mean[1] < 4 < fit.mean[4])
    True
    """
    from scipy.optimize import minimize_scalar

    series = np.asarray(values, np.float64)
    if len(series) < 3 or not np.isfinite(series).all() or np.ptp(series) == 0:
        what = "a level needs three or more values that vary, none of them missing"
        raise MethodError(Problem(what, "leave out missing values, or take the relation index"))
    found = minimize_scalar(
        lambda log_ratio: -_likelihood(series, np.exp(log_ratio))[0],
        bounds=(-15.0, 20.0),
        method="bounded",
        options={"xatol": 1e-9},
    )
    ratio = float(np.exp(found.x))
    likelihood, noise, level, spread = _likelihood(series, ratio)
    return LocalLevel(noise / ratio, noise, level, noise * spread, likelihood)


def _likelihood(series: Values, ratio: float) -> tuple[float, float, Values, Values]:
    """Log likelihood and noise variance at a ratio; levels, and their variances in noise units."""
    n = len(series)
    diagonal = 1 + ratio * np.append(np.append(1.0, np.full(n - 2, 2.0)), 1.0)
    made = factor(diagonal[:, None], np.full((n - 1, 1), -ratio))
    level = solve(made, series[:, None])[:, 0]
    noise = float(series @ (series - level)) / (n - 1)
    determinants = (n - 1) * np.log(ratio) - np.log(made.pivot).sum()
    likelihood = 0.5 * (determinants - (n - 1) * (np.log(2 * np.pi * noise) + 1))
    return float(likelihood), noise, level, inverse(made)[0][:, 0]
