"""Predictions that do not rest on one law of motion, for months that nobody has seen yet.

What is learnt for curves is meant for paths that are seen from both sides. To foretell, three
things are added: a dyad's own level walks, a source's volume rises and falls for all dyads
together, and several laws are weighed for each dyad by how well they have foretold it so far.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np

from .block import Block
from .families import Values
from .online import Ahead, ahead, foresee
from .pool import Pool
from .tuning import tune

FIRST_WANDER = 0.02
LEARNT_FROM = 400
PERSISTENCES, WANDERS = (-1.5, 1.5), (-2.0, 1.5)
"""Steps from the best law to its neighbours: in the log odds, and in the logarithm."""


def foretell(block: Block, pool: Pool, trained: int) -> Ahead:
    """Predict each month of a block from the months before it.

    Parameters
    ----------
    pool
        Learnt from the first months.
    trained
        How many months these are; how levels wander, and how relations move when they do, is
        learnt from them too (:func:`.tuning.tune`), on a sample of the dyads.

    Returns
    -------
    Ahead
        The mixture of :func:`laws_around` the best law (:func:`mixed`).
    """
    known = block.take(slice(None), slice(0, trained))
    seen = np.flatnonzero(known.counts() > 0)
    sample = known.take(np.random.default_rng(0).permutation(seen)[:LEARNT_FROM])
    law = tune(sample, replace(pool, wander=FIRST_WANDER), tides=True)
    foreseen = foresee(block, trained)
    with ThreadPoolExecutor(os.cpu_count() or 1) as threads:
        work = threads.map(lambda near: ahead(block, near, foreseen, tides=True), laws_around(law))
        return mixed(list(work))


def laws_around(law: Pool) -> tuple[Pool, ...]:
    """Give a law and its neighbours, whose dyads return sooner or later and wander less or more.

    A random walk has no level to return to, and no neighbours.

    Examples
    --------
    >>> [round(near.persistence, 2) for near in laws_around(Pool((), 0.5, wander=0.02))]
    [0.5, 0.18, 0.82, 0.5, 0.5]
    """
    hold = law.persistence
    if hold == 1:
        return (law,)
    odds = [hold / (1 - hold) * np.exp(far) for far in PERSISTENCES]
    returning = [replace(law, persistence=float(each / (1 + each))) for each in odds]
    wandering = [replace(law, wander=law.wander * float(np.exp(far))) for far in WANDERS]
    return (law, *returning, *wandering)


def mixed(parts: Sequence[Ahead]) -> Ahead:
    """Mix predictions under several laws, dyad by dyad.

    All laws begin with the same odds; the odds of a month are multiplied by the probabilities that
    the laws gave to what was observed in it. Half the interval is the mean of the halves, widened
    as much as the laws disagree.
    """
    before, after, scores = _odds(parts)
    mean, variance = _moments(before, [part.mean for part in parts], [p.variance for p in parts])
    filtered = _moments(
        after, [part.filtered for part in parts], [part.filtered_variance for part in parts]
    )
    within = np.sum(before * np.stack([part.variance for part in parts]), axis=0)
    half = np.sum(before * np.stack([part.half for part in parts]), axis=0)
    return Ahead(mean, variance, *filtered, scores, half * np.sqrt(variance / within))


def _odds(parts: Sequence[Ahead]) -> tuple[Values, Values, tuple[Values, ...]]:
    """Odds of the laws before and after each month, and the log scores of their mixture."""
    logs = np.stack([part.log_scores for part in parts])
    steps = np.cumsum(logs.transpose(2, 1, 0, 3).reshape(-1, len(parts), logs.shape[-1]), axis=0)
    kinds = logs.shape[1]
    begin = np.concatenate([np.zeros_like(steps[:1]), steps])
    total = np.logaddexp.reduce(begin, axis=1)
    shares = np.exp(begin - total[:, None]).transpose(1, 0, 2)
    mixture = np.diff(total, axis=0)
    scores = tuple(mixture[kind::kinds] for kind in range(kinds))
    return shares[:, :-1:kinds], shares[:, kinds::kinds], scores


def _moments(
    odds: Values, means: Sequence[Values], variances: Sequence[Values]
) -> tuple[Values, Values]:
    each, mean = np.stack(means), np.sum(odds * np.stack(means), axis=0)
    variance = np.sum(odds * (np.stack(variances) + (each - mean) ** 2), axis=0)
    return mean, variance
