"""R-hat and effective draws on chains whose answer is known."""

from __future__ import annotations

import numpy as np
import pytest

from kankei.measures.ideal_points.diagnostics import effective_draws, split_rhat


def walks(rho: float, chains: int = 4, length: int = 2000, series: int = 40) -> np.ndarray:
    """First-order autoregressions, which are worth a share (1 - rho)/(1 + rho) of their draws."""
    random = np.random.default_rng(1)
    noise = random.standard_normal((chains, length, series))
    draws = np.empty_like(noise)
    draws[:, 0] = noise[:, 0]
    for t in range(1, length):
        draws[:, t] = rho * draws[:, t - 1] + np.sqrt(1 - rho**2) * noise[:, t]
    return draws.astype(np.float32)


@pytest.mark.parametrize("rho", [0.0, 0.5, 0.9])
def test_effective_draws_of_an_autoregression(rho: float) -> None:
    found = effective_draws(walks(rho)).mean() / 8000
    assert found == pytest.approx((1 - rho) / (1 + rho), rel=0.12)


def test_chains_of_one_distribution_agree() -> None:
    assert np.abs(split_rhat(walks(0.3)) - 1).max() < 0.02


def test_a_trend_inside_one_chain_is_seen() -> None:
    draws = walks(0.0, chains=1, length=200, series=1)
    draws[0, :, 0] += np.linspace(0, 6, 200)
    assert split_rhat(draws)[0] > 1.5


def test_too_few_draws_have_no_diagnostic() -> None:
    draws = walks(0.0, chains=2, length=3, series=2)
    assert np.isnan(split_rhat(draws)).all()
    assert np.isnan(effective_draws(draws)).all()
