"""How relations move: persistence, size and tail of the moves, by one-step-ahead likelihood.

Paths that were smoothed show too few jumps, so that their moves cannot tell a heavy tail from a
normal one. What each month was worth before it was known can.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from .block import Block
from .families import Values
from .online import ahead
from .pool import Pool, Reading

LEAST_TAIL = 2.5
"""Below 2 the moves would have no variance, and no unit."""
STEPS = 120


def tune(block: Block, pool: Pool) -> Pool:
    """Maximise the one-step-ahead likelihood over how relations move, and over their noise.

    Parameters
    ----------
    pool
        Where to begin; its intercepts, loadings and other shapes stay.

    Notes
    -----
    The search is that of Nelder and Mead over the logarithm of the variance of the moves, of the
    tail above its least value, of the odds of the persistence (unless it is 1) and of the noise of
    indicators whose family has one.
    """
    from scipy.optimize import minimize

    seen = sum(int(item.present.sum()) for item in block.observed)
    noisy = [place for place, item in enumerate(block.observed) if item.family.noise]

    def loss(at: Values) -> float:
        scores = ahead(block, _pool(pool, noisy, at)).log_scores
        return -float(sum(score.sum() for score in scores)) / max(seen, 1)

    start = _vector(pool, noisy)
    simplex = np.vstack([start, start + np.diag(_REACH[: len(start)])])
    options = {"initial_simplex": simplex, "maxfev": STEPS, "xatol": 0.05, "fatol": 1e-4}
    return _pool(pool, noisy, minimize(loss, start, method="Nelder-Mead", options=options).x)


_REACH = np.array([0.5, 1.0, 0.7, *[-0.5] * 20])
_FIRST_EXCESS = 2.0


def _vector(pool: Pool, noisy: list[int]) -> Values:
    hold = min(max(pool.persistence, 0.01), 0.99)
    noise = [pool.readings[place].shape[0] for place in noisy]
    return np.array([np.log(pool.step), np.log(_FIRST_EXCESS), np.log(hold / (1 - hold)), *noise])


def _pool(pool: Pool, noisy: list[int], at: Values) -> Pool:
    tail = LEAST_TAIL + float(np.exp(min(at[1], 5.0)))
    variance = float(np.exp(at[0]))
    hold = 1.0 if pool.persistence == 1 else float(1 / (1 + np.exp(-np.clip(at[2], -6, 6))))
    found = replace(pool, step=variance * (tail - 2) / tail, tail=tail, persistence=hold)
    for place, noise in zip(noisy, at[3:], strict=True):
        reading = pool.readings[place]
        shape = np.append(noise, reading.shape[1:])
        found = found.with_reading(place, Reading(reading.intercept, reading.loading, shape))
    return found
