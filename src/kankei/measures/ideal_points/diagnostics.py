"""Whether the chains have converged, and how many independent draws they are worth."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Draws = NDArray[np.float32]
Values = NDArray[np.float64]

BLOCK = 64
"""Quantities worked on at a time, so that memory does not grow with their number."""


def split_rhat(draws: Draws) -> Values:
    """Compare halves of chains: the potential scale reduction factor.

    With ``W`` the mean variance inside the halves and ``B`` the variance of their means, for halves
    of ``n`` draws, it is ``sqrt((n - 1)/n + B/W)``: 1 when all halves agree.

    Parameters
    ----------
    draws
        Shape ``(chains, draws, quantities)``.

    References
    ----------
    Gelman and Rubin (1992), Statistical Science 7(4): 457-472, with split chains.

    Examples
    --------
    >>> apart = np.zeros((2, 100, 1), np.float32) + np.array([0, 9], np.float32)[:, None, None]
    >>> apart += np.random.default_rng(1).standard_normal(apart.shape, np.float32)
    >>> bool(split_rhat(apart)[0] > 3)
    True
    """
    chains, length, quantities = draws.shape
    half = length // 2
    if half < 2:
        return np.full(quantities, np.nan)
    halves = draws[:, : 2 * half].reshape(2 * chains, half, quantities)
    inside = halves.var(axis=1, ddof=1, dtype=np.float64).mean(axis=0)
    between = halves.mean(axis=1, dtype=np.float64).var(axis=0, ddof=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        factor: Values = np.sqrt((half - 1) / half + between / inside)
    return factor


def effective_draws(draws: Draws) -> Values:
    """Count the independent draws that chains are worth.

    The number of draws divided by ``1 + 2 sum rho_t``, the autocorrelations being combined over the
    chains and summed in pairs as long as the pairs are positive and fall.

    Parameters
    ----------
    draws
        Shape ``(chains, draws, quantities)``.

    References
    ----------
    Geyer (1992), Statistical Science 7(4): 473-483; Gelman et al. (2013), *Bayesian Data Analysis*,
    section 11.5.

    Examples
    --------
    >>> white = np.random.default_rng(1).standard_normal((2, 500, 1), np.float32)
    >>> bool(700 < effective_draws(white)[0] <= 1300)
    True
    """
    quantities = draws.shape[2]
    blocks = [_effective(draws[:, :, k : k + BLOCK]) for k in range(0, quantities, BLOCK)]
    return np.concatenate(blocks) if blocks else np.empty(0)


def _effective(draws: Draws) -> Values:
    chains, length, quantities = draws.shape
    if length < 4:
        return np.full(quantities, np.nan)
    covariance = _autocovariance(draws)
    inside = covariance[:, 0].mean(axis=0) * length / (length - 1)
    between = draws.mean(axis=1, dtype=np.float64).var(axis=0, ddof=1) if chains > 1 else 0.0
    total = inside * (length - 1) / length + between
    with np.errstate(divide="ignore", invalid="ignore"):
        rho = 1 - (inside - covariance.mean(axis=0)) / total
    pairs = rho[: length // 2 * 2].reshape(-1, 2, quantities).sum(axis=1)
    falling = np.minimum.accumulate(pairs, axis=0)
    positive = np.logical_and.accumulate(falling > 0, axis=0)
    time = np.maximum(-1 + 2 * np.where(positive, falling, 0).sum(axis=0), 1 / np.log10(length + 9))
    effective: Values = chains * length / time
    return effective


def _autocovariance(draws: Draws) -> Values:
    """Autocovariances of each chain at all lags, divided by the number of draws."""
    length = draws.shape[1]
    centred = draws - draws.mean(axis=1, keepdims=True, dtype=np.float64).astype(np.float32)
    spectrum = np.fft.rfft(np.ascontiguousarray(centred.transpose(0, 2, 1)), 2 * length, axis=2)
    power = spectrum.real**2 + spectrum.imag**2
    lags = np.fft.irfft(power, 2 * length, axis=2)[:, :, :length] / length
    covariance: Values = lags.transpose(0, 2, 1).astype(np.float64)
    return covariance
