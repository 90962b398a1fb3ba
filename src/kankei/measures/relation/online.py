"""Month by month, with nothing known of later months: predictions, and what each month adds.

The state of a dyad is ``(r, m, v)``: relation, own level, volume. The Student-t move is a mixture
of normal moves of a few sizes; after each month the mixture is one normal again with the same mean
and covariance. Observations enter one after the other through their predictor alone, by quadrature
about the mode, so that counts need no normal approximation of their law.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from .block import Block, Observed
from .families import Values
from .moves import mixture
from .pool import Pool, Reading

POINTS = 5
NEWTON = 8
BISECTIONS = 24
HALF_LIFE, DRAWN = 12.0, 2.0
"""Months, and how many months the pooled mean counts for."""


@dataclass(frozen=True, slots=True)
class Ahead:
    """One-step-ahead predictions of a block.

    Parameters
    ----------
    mean, variance
        Of the relation in a month given the months before, shape ``(T, S)``.
    filtered, filtered_variance
        The same given that month too.
    log_scores
        Log predictive density (or probability) of each indicator, shape ``(T, S)`` each; 0 where
        nothing was observed. Within a month they follow one another, so that their sum is the
        joint one.
    half
        Half the width of the interval of 90 per cent about ``mean``, shape ``(T, S)``.
    """

    mean: Values
    variance: Values
    filtered: Values
    filtered_variance: Values
    log_scores: tuple[Values, ...]
    half: Values


@dataclass(frozen=True, slots=True)
class Foreseen:
    """One guess at the sizes of the months to come.

    Parameters
    ----------
    odds
        Of this guess.
    sizes
        One array ``(T, S)`` per indicator.
    """

    odds: float
    sizes: tuple[Values, ...]


def foresee(block: Block, trained: int) -> tuple[Foreseen, ...]:
    """Guess the sizes of scores before their month, as no more is known then.

    The logarithm of a size is foreseen as the mean of those before it, halved in weight every
    twelve months and drawn to the pooled mean, with the spread of the errors that this made in the
    months trained on: three guesses. Other sizes, such as exposures, are taken as given.

    Parameters
    ----------
    trained
        Number of months from which pooled mean and spread are taken.
    """
    guesses = [_foreseen(item, trained) for item in block.observed]
    points, shares = np.polynomial.hermite_e.hermegauss(3)
    return tuple(
        Foreseen(
            float(share / shares.sum()),
            tuple(size * np.exp(point * error) for size, error in guesses),
        )
        for point, share in zip(points, shares, strict=True)
    )


def _foreseen(item: Observed, trained: int) -> tuple[Values, float]:
    """Central guess at the sizes of an indicator, and the spread of its logarithm."""
    known = item.present[:trained]
    if not item.family.noise or not known.any():
        return item.size, 0.0
    pooled = float(np.log(item.size[:trained][known]).mean())
    away = np.where(item.present, np.log(item.size) - pooled, 0.0)
    guess, total, weight = np.empty_like(away), np.zeros(away.shape[1]), np.zeros(away.shape[1])
    for t in range(len(away)):
        guess[t] = total / (weight + DRAWN)
        kept = np.where(item.present[t], 0.5 ** (1 / HALF_LIFE), 1.0)
        total, weight = kept * total + away[t], kept * weight + item.present[t]
    error = float((away - guess)[:trained][known].std())
    return np.exp(pooled + guess), error


@dataclass(slots=True)
class _State:
    """Means ``(..., 3, S)`` and covariances ``(..., 3, 3, S)``."""

    mean: Values
    cover: Values


def ahead(block: Block, pool: Pool, foreseen: Sequence[Foreseen] = ()) -> Ahead:
    """Run through the months of a block.

    Parameters
    ----------
    pool
        Learnt on earlier months, or on other dyads.
    foreseen
        Sizes to predict with where the true ones are not known beforehand; the predictions are
        mixed by their odds. Learning from a month uses the true sizes.
    """
    shape = (block.months, len(block.dyads))
    mean, variance, filtered, spread, half = (np.empty(shape) for _ in range(5))
    scores = tuple(np.zeros(shape) for _ in block.observed)
    odds, moves = mixture(pool.tail)
    state = _first(pool, shape[1])
    for t in range(block.months):
        if t:
            state = _carried(state, pool)
        many = _spread_out(state, pool.step * moves * bool(t))
        mean[t], variance[t] = state.mean[0], odds @ many.cover[:, 0, 0]
        half[t] = half_width(odds, np.sqrt(many.cover[:, 0, 0]))
        weight = np.log(odds)[:, None] + np.zeros((len(odds), shape[1]))
        for place, (item, reading) in enumerate(zip(block.observed, pool.readings, strict=True)):
            sizes = [(each.odds, each.sizes[place][t]) for each in foreseen]
            weight, scores[place][t] = _see(many, weight, item, reading, t, sizes)
        state = _joined(many, weight)
        filtered[t], spread[t] = state.mean[0], state.cover[0, 0]
    return Ahead(mean, variance, filtered, spread, scores, half)


def half_width(odds: Values, deviations: Values, share: float = 0.95) -> Values:
    """Give the quantile of mixtures of normals about 0, by bisection.

    Examples
    --------
    >>> half_width(np.array([0.5, 0.5]), np.array([[1.0], [1.0]])).round(3).tolist()
    [1.645]
    """
    from scipy.special import ndtr

    low: Values = np.zeros(deviations.shape[1:])
    high: Values = 10 * deviations.max(axis=0)
    for _ in range(BISECTIONS):
        middle = (low + high) / 2
        below = np.tensordot(odds, ndtr(middle / deviations), 1) < share
        low, high = np.where(below, middle, low), np.where(below, high, middle)
    return high


def _first(pool: Pool, dyads: int) -> _State:
    cover = np.zeros((3, 3, dyads))
    cover[0, 0] = pool.level + 1 / pool.first_precision
    cover[0, 1] = cover[1, 0] = cover[1, 1] = pool.level
    cover[2, 2] = pool.volume
    return _State(np.zeros((3, dyads)), cover)


def _carried(state: _State, pool: Pool) -> _State:
    """The next month before its move."""
    forward = np.eye(3)
    forward[0, :2] = pool.persistence, 1 - pool.persistence
    cover = np.einsum("ij,jks,lk->ils", forward, state.cover, forward)
    return _State(forward @ state.mean, cover)


def _spread_out(state: _State, moves: Values) -> _State:
    mean = np.repeat(state.mean[None], len(moves), axis=0)
    cover = np.repeat(state.cover[None], len(moves), axis=0)
    cover[:, 0, 0] += moves[:, None]
    return _State(mean, cover)


def _see(
    many: _State,
    weight: Values,
    item: Observed,
    reading: Reading,
    t: int,
    sizes: Sequence[tuple[float, Values]],
) -> tuple[Values, Values]:
    """Take in one indicator of a month; gives the new weights and the log scores."""
    seen = np.flatnonzero(item.present[t])
    score = np.zeros(weight.shape[1])
    if not len(seen):
        return weight, score
    towards = np.array([reading.loading, 0.0, float(item.family.counts)])
    reach = np.einsum("kijs,j->kis", many.cover[..., seen], towards)
    centre = reading.intercept + np.einsum("kis,i->ks", many.mean[..., seen], towards)
    spread = np.einsum("kis,i->ks", reach, towards)
    value, true = item.value[t, seen], item.size[t, seen]
    evidence, mean, variance = quadrature(item, value, true, reading.shape, centre, spread)
    expected = [
        np.log(odds) + quadrature(item, value, size[seen], reading.shape, centre, spread)[0]
        for odds, size in sizes
    ]
    predicted = _log_sum(np.stack(expected)) if expected else evidence
    score[seen] = _log_sum(weight[:, seen] + predicted) - _log_sum(weight[:, seen])
    gain = reach / spread[:, None]
    many.mean[..., seen] += gain * (mean - centre)[:, None]
    many.cover[..., seen] += gain[:, :, None] * gain[:, None] * (variance - spread)[:, None, None]
    weight = weight.copy()
    weight[:, seen] += evidence
    return weight, score


def quadrature(
    item: Observed, value: Values, size: Values, shape: Values, centre: Values, spread: Values
) -> tuple[Values, Values, Values]:
    """Evidence, mean and variance of predictors that are normal before the observation.

    Points of Gauss and Hermite lie about the mode; for a normal observation the result is exact.
    """
    terms, at = item.family.terms, centre.copy()
    for _ in range(NEWTON):
        _, slope, curvature = terms(value, at, size, shape)
        step = (slope - (at - centre) / spread) / (curvature + 1 / spread)
        at += np.clip(step, -2.0, 2.0)
        if np.abs(step).max(initial=0.0) < 1e-3:
            break
    width = 1 / np.sqrt(terms(value, at, size, shape).curvature + 1 / spread)
    points, shares = _points()
    far = points[:, None, None]
    tried = at + far * width
    density = terms(value, tried, size, shape).density - 0.5 * (tried - centre) ** 2 / spread
    logs = density + 0.5 * far**2 + np.log(shares)[:, None, None]
    top = logs.max(axis=0)
    parts = np.exp(logs - top)
    total = parts.sum(axis=0)
    mean = (parts * tried).sum(axis=0) / total
    variance = (parts * (tried - mean) ** 2).sum(axis=0) / total
    evidence = top + np.log(total * width) - 0.5 * np.log(2 * np.pi * spread)
    return evidence + item.family.constant(value, size, shape), mean, variance


@cache
def _points() -> tuple[Values, Values]:
    return np.polynomial.hermite_e.hermegauss(POINTS)


def _log_sum(logs: Values) -> Values:
    top = logs.max(axis=0)
    whole: Values = top + np.log(np.exp(logs - top).sum(axis=0))
    return whole


def _joined(many: _State, weight: Values) -> _State:
    """One normal with the mean and covariance of the mixture."""
    share = np.exp(weight - _log_sum(weight))
    mean = np.einsum("ks,kis->is", share, many.mean)
    away = many.mean - mean
    cover = np.einsum("ks,kijs->ijs", share, many.cover)
    cover += np.einsum("ks,kis,kjs->ijs", share, away, away)
    return _State(mean, cover)
