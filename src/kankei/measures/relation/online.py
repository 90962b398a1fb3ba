"""Month by month, with nothing known of later months: predictions, and what each month adds.

The state of a dyad is ``(r, m, v)``: relation, own level, volume. The Student-t move is a mixture
of normal moves of a few sizes; after each month the mixture is one normal again with the same mean
and covariance. Observations enter one after the other through their predictor alone, by quadrature
about the mode, so that counts need no normal approximation of their law.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

import numpy as np

from .block import Block, Observed
from .families import Values
from .moves import mixture
from .pool import Pool, Reading

POINTS = 5
NEWTON, NEAR = 8, 0.03
"""Steps to the mode, and a step that is short enough: points about a place near it do as well."""
BISECTIONS = 24
TIDE = 0.02
"""Variance of the monthly step of a source's tide."""
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


def ahead(
    block: Block,
    pool: Pool,
    foreseen: Sequence[Foreseen] = (),
    *,
    intervals: bool = True,
    tides: bool = False,
) -> Ahead:
    """Run through the months of a block.

    Parameters
    ----------
    pool
        Learnt on earlier months, or on other dyads.
    foreseen
        Sizes to predict with where the true ones are not known beforehand; the predictions are
        mixed by their odds. Learning from a month uses the true sizes.
    intervals
        False leaves ``half`` empty (not a number), for those who want the log scores alone.
    tides
        True lets the counts of all dyads rise and fall together, as a source's volume does: a walk
        of a number that the predictors of an indicator share. A month is predicted with the tide
        of the month before, and learnt from with its own.
    """
    shape = (block.months, len(block.dyads))
    mean, variance, filtered, spread, half = (np.full(shape, np.nan) for _ in range(5))
    scores = tuple(np.zeros(shape) for _ in block.observed)
    odds, moves = mixture(pool.tail)
    state, tide = _first(pool, shape[1]), np.zeros(len(block.observed))
    for t in range(block.months):
        if t:
            state = _carried(state, pool)
        many = _spread_out(state, pool.step * moves * bool(t))
        mean[t], variance[t] = state.mean[0], odds @ many.cover[:, 0, 0]
        if intervals:
            half[t] = half_width(odds, np.sqrt(many.cover[:, 0, 0]))
        weight = np.log(odds)[:, None] + np.zeros((len(odds), shape[1]))
        for place, (item, reading) in enumerate(zip(block.observed, pool.readings, strict=True)):
            guesses = foreseen if item.family.noise else ()
            sizes = [(each.odds, each.sizes[place][t]) for each in guesses]
            at = replace(reading, intercept=reading.intercept + tide[place])
            turns = tides and t > 0 and item.family.counts
            weight, scores[place][t], turn = _see(many, weight, item, at, t, sizes, turns)
            tide[place] += turn
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
    cover[1, 1] += pool.wander
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
    turns: bool,
) -> tuple[Values, Values, float]:
    """Take in one indicator of a month; gives new weights, log scores, and the turn of the tide."""
    score = np.zeros(weight.shape[1])
    if not item.present[t].any():
        return weight, score, 0.0
    seen = slice(None) if item.present[t].all() else np.flatnonzero(item.present[t])
    cover, mean = many.cover[..., seen], many.mean[..., seen]
    loading, share = reading.loading, float(item.family.counts)
    reach = loading * cover[:, :, 0] + share * cover[:, :, 2]
    spread = loading * reach[:, 0] + share * reach[:, 2]
    centre = reading.intercept + loading * mean[:, 0] + share * mean[:, 2]
    value, true = item.value[t, seen], item.size[t, seen]
    evidence, at, variance = quadrature(item, value, true, reading.shape, centre, spread)
    expected = [
        np.log(odds) + quadrature(item, value, size[seen], reading.shape, centre, spread)[0]
        for odds, size in sizes
    ]
    predicted = _log_sum(np.stack(expected)) if expected else evidence
    score[seen] = _log_sum(weight[:, seen] + predicted) - _log_sum(weight[:, seen])
    turn = 0.0
    if turns:
        turn = _turned(weight[:, seen] + evidence, at, variance, centre, spread)
        centre = centre + turn
        evidence, at, variance = quadrature(item, value, true, reading.shape, centre, spread)
    gain = reach / spread[:, None]
    many.mean[..., seen] = mean + gain * (at - centre)[:, None]
    lost = gain * (variance - spread)[:, None]
    many.cover[..., seen] = cover + lost[:, :, None] * gain[:, None]
    weight = weight.copy()
    weight[:, seen] += evidence
    return weight, score, turn


def _turned(logs: Values, at: Values, variance: Values, centre: Values, spread: Values) -> float:
    """One Newton step in what all predictors of an indicator share, which has a normal law."""
    share = np.exp(logs - _log_sum(logs))
    slope = float((share * (at - centre) / spread).sum())
    curvature = float((share * (spread - variance) / spread**2).sum()) + 1 / TIDE
    return float(np.clip(slope / curvature, -1.0, 1.0))


def quadrature(
    item: Observed, value: Values, size: Values, shape: Values, centre: Values, spread: Values
) -> tuple[Values, Values, Values]:
    """Evidence, mean and variance of predictors that are normal before the observation.

    Points of Gauss and Hermite lie about the mode; for a normal observation the result is exact.
    """
    terms, at = item.family.terms, centre.copy()
    for _ in range(NEWTON):
        _, slope, curvature = terms(value, at, size, shape)
        bend = curvature + 1 / spread
        step = (slope - (at - centre) / spread) / bend
        at += np.clip(step, -2.0, 2.0)
        if np.abs(step).max(initial=0.0) < NEAR:
            break
    width = 1 / np.sqrt(bend)
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
