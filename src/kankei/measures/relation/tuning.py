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
NEAR, FAR, TRIALS = 0.05, 0.7, 60
"""Of the search: how close to the best, how far at first, and how often at most."""


def tune(block: Block, pool: Pool, *, tides: bool = False) -> Pool:
    """Maximise the one-step-ahead likelihood over how relations move, and over their noise.

    Parameters
    ----------
    pool
        Where to begin; its intercepts, loadings and other shapes stay. How levels wander is
        searched for where they do at the beginning.
    tides
        As :func:`.online.ahead` takes it.

    Notes
    -----
    The search is over the logarithm of the variance of the moves, of the tail above its least
    value, of the odds of the persistence (unless it is 1) and of the noise of indicators whose
    family has one. Each trial runs through all months, so that a method is used which models the
    likelihood by a quadratic and needs few of them: COBYQA (Ragonneau and Zhang).
    """
    from scipy.optimize import minimize

    seen = sum(int(item.present.sum()) for item in block.observed)
    noisy = [place for place, item in enumerate(block.observed) if item.family.noise]

    def loss(at: Values) -> float:
        scores = ahead(block, _pool(pool, noisy, at), intervals=False, tides=tides).log_scores
        return -float(sum(score.sum() for score in scores)) / max(seen, 1)

    start = _vector(pool, noisy)
    options = {"initial_tr_radius": FAR, "final_tr_radius": NEAR, "maxfev": TRIALS}
    return _pool(pool, noisy, minimize(loss, start, method="COBYQA", options=options).x)


_FIRST_EXCESS, _LEAST_EXCESS = 2.0, 0.1


def _vector(pool: Pool, noisy: list[int]) -> Values:
    excess = _FIRST_EXCESS if pool.normal else max(pool.tail - LEAST_TAIL, _LEAST_EXCESS)
    variance = pool.step if pool.normal else pool.step * pool.tail / (pool.tail - 2)
    hold = min(max(pool.persistence, 0.01), 0.99)
    noise = [pool.readings[place].shape[0] for place in noisy]
    wander = [np.log(pool.wander)] if pool.wander > 0 else []
    return np.array([np.log(variance), np.log(excess), np.log(hold / (1 - hold)), *noise, *wander])


def _pool(pool: Pool, noisy: list[int], at: Values) -> Pool:
    tail = LEAST_TAIL + float(np.exp(min(at[1], 5.0)))
    variance = float(np.exp(at[0]))
    hold = 1.0 if pool.persistence == 1 else float(1 / (1 + np.exp(-np.clip(at[2], -6, 6))))
    wander = float(np.exp(at[-1])) if pool.wander > 0 else 0.0
    step = variance * (tail - 2) / tail
    found = replace(pool, step=step, tail=tail, persistence=hold, wander=wander)
    for place, noise in zip(noisy, at[3 : 3 + len(noisy)], strict=True):
        reading = pool.readings[place]
        shape = np.append(noise, reading.shape[1:])
        found = found.with_reading(place, Reading(reading.intercept, reading.loading, shape))
    return found
