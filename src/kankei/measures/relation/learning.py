"""Hyper-parameters of a domain by Laplace-EM on a sample of its dyads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from .block import Block, Observed
from .families import Values
from .pool import Pool, Reading, first_pool
from .posterior import Posterior, posterior
from .tuning import tune

TURNS = 60
SETTLED = 4e-3
"""Learning ends when no hyper-parameter moves by more than this in a turn."""
NODES, SHARES = np.array([-np.sqrt(3.0), 0.0, np.sqrt(3.0)]), np.array([1, 4, 1]) / 6
"""Three points and weights of Gauss and Hermite, for expectations over a normal predictor."""
LONGEST = 0.5
SHAKE = 0.02
PRIOR, LEAST_LOADING, SHAPE_BOUND = 4.0, 0.05, 8.0
MOST_LOADING = 10.0
"""A tie that never changes would be told ever more surely by an ever steeper loading."""
TUNED, LAST_TURNS = 120, 12
HIGHEST_PERSISTENCE = 0.995

Told = Callable[[int], None]


def learn(
    block: Block,
    signs: tuple[int, ...],
    *,
    random_walk: bool = False,
    turns: int = TURNS,
    told: Told = lambda turn: None,
) -> Pool:
    """Learn what the dyads of a block have in common.

    First by Laplace-EM with normal moves: each turn finds the paths of all dyads given the
    hyper-parameters, and then the hyper-parameters given the paths with their uncertainty.
    Then :func:`tune` chooses how relations move, since the paths of EM are too smooth to show
    tails. Last come a few turns that fit the readings to moves of that kind.

    Parameters
    ----------
    block
        A sample of the dyads suffices; a few hundred give two digits.
    signs
        Sign to which each indicator's loading is held. A prior N(sign, 1/4) of the loadings says
        little where there is much to see, and steadies domains that are rarely reported of.
    random_walk
        Hold the persistence at 1.
    told
        Called with the number of each turn.
    """
    pool = first_pool(block, signs)
    if random_walk:
        pool = replace(pool, persistence=1.0)
    pool = _turn(block, pool, signs, turns, told, moves=True)
    pool = tune(block.take(slice(TUNED)), pool)
    return _turn(block, pool, signs, LAST_TURNS, told, moves=False)


def _turn(
    block: Block, pool: Pool, signs: tuple[int, ...], turns: int, told: Told, *, moves: bool
) -> Pool:
    """Turn until nothing moves."""
    state: Posterior | None = None
    for turn in range(1, turns + 1):
        state = posterior(block, pool, state)
        new = _moved(block, pool, signs, state, moves=moves)
        told(turn)
        moved, pool = _distance(pool, new), new
        if moved < SETTLED:
            break
    return pool


def _distance(old: Pool, new: Pool) -> float:
    return float(np.abs(_flat(new) - _flat(old)).max())


def _flat(pool: Pool) -> Values:
    """All hyper-parameters on scales on which a hundredth is small."""
    scales = np.log([pool.step, pool.level, pool.volume, pool.tail])
    odds = np.arctanh(min(pool.persistence, 0.999))
    readings = [np.append([item.intercept, item.loading], item.shape) for item in pool.readings]
    return np.concatenate([scales, [odds], *readings])


def _moved(
    block: Block, pool: Pool, signs: tuple[int, ...], state: Posterior, *, moves: bool
) -> Pool:
    """The maximisation; how relations move is left as it is unless it is asked for."""
    pool = _centred(block, pool, state)
    readings = tuple(
        _read(item, reading, sign, state)
        for item, reading, sign in zip(block.observed, pool.readings, signs, strict=True)
    )
    pool = replace(pool, readings=readings, level=_square(state.level, state.level_variance))
    if any(item.family.counts for item in block.observed):
        pool = replace(pool, volume=_square(state.volume, state.volume_variance))
    if moves:
        hold, step = pool.persistence, _square(state.moves[1:], state.moves_variance[1:])
        if hold < 1:
            products = state.products.sum(axis=1)
            hold = float(np.clip(products[0] / max(products[1], 1e-9), 0.0, HIGHEST_PERSISTENCE))
        pool = replace(pool, persistence=hold, step=step)
    return _rescaled(pool, state)


def _rescaled(pool: Pool, state: Posterior) -> Pool:
    """Make the first loading 1 again by a change of the unit of the relation: the same fit."""
    unit = pool.readings[0].loading
    state.path *= unit
    state.level *= unit
    state.sites = state.sites.in_unit(unit)
    readings = tuple(replace(item, loading=item.loading / unit) for item in pool.readings)
    return replace(pool, readings=readings, step=pool.step * unit**2, level=pool.level * unit**2)


def _square(mean: Values, variance: Values) -> float:
    return max(float((mean**2 + variance).mean()), 1e-6)


def _centred(block: Block, pool: Pool, state: Posterior) -> Pool:
    """Move the averages of levels and volumes into the intercepts: the same fit, learnt sooner."""
    if not all(item.family.intercept for item in block.observed):
        return pool
    level, volume = float(state.level.mean()), float(state.volume.mean())
    state.level -= level
    state.path -= level
    state.volume -= volume
    readings = (
        replace(
            reading,
            intercept=reading.intercept + reading.loading * level + volume * item.family.counts,
        )
        for item, reading in zip(block.observed, pool.readings, strict=True)
    )
    return replace(pool, readings=tuple(readings))


def _read(item: Observed, reading: Reading, sign: int, state: Posterior) -> Reading:
    """One Newton step in intercept and loading, and one in each number of the shape."""
    seen = item.present
    if not seen.any():
        return reading
    known = _Known.of(item, state)
    line = _line(known, reading, sign, item.family.intercept)
    return replace(line, shape=_shape(known, line))


class _Known:
    """What was seen of an indicator, flat, with what is known of its predictors."""

    def __init__(
        self, item: Observed, path: Values, spread: tuple[Values, Values, Values], offset: Values
    ) -> None:
        self.family, seen = item.family, item.present
        self.value, self.size = item.value[seen], item.size[seen]
        self.path, self.offset = path[seen], offset[seen]
        self.variance, self.covariance, self.own = (part[seen] for part in spread)

    @classmethod
    def of(cls, item: Observed, state: Posterior) -> _Known:
        """Take the path, and the volume where the family counts."""
        share = 1.0 if item.family.counts else 0.0
        offset = np.broadcast_to(share * state.volume, state.path.shape)
        own = np.broadcast_to(share * state.volume_variance, state.path.shape)
        return cls(item, state.path, (state.variance, share * state.with_volume, own), offset)

    def predictors(self, reading: Reading) -> tuple[Values, Values]:
        """Three predictors for each observation, and how each moves with the loading."""
        loading = reading.loading
        variance = loading**2 * self.variance + self.own + 2 * loading * self.covariance
        deviation = np.sqrt(np.maximum(variance, 1e-12))
        away = (loading * self.variance + self.covariance) / deviation
        centre = reading.intercept + loading * self.path + self.offset
        return centre + NODES[:, None] * deviation, self.path + NODES[:, None] * away

    def likelihood(self, reading: Reading) -> float:
        """Expected log likelihood, per observation."""
        predictor, _ = self.predictors(reading)
        density = self.family.terms(self.value, predictor, self.size, reading.shape).density
        constant = self.family.constant(self.value, self.size, reading.shape)
        return float((SHARES @ density + constant).mean())


def _line(known: _Known, reading: Reading, sign: int, intercept: bool) -> Reading:
    predictor, along = known.predictors(reading)
    found = known.family.terms(known.value, predictor, known.size, reading.shape)
    slope, curvature = (np.broadcast_to(part, predictor.shape) for part in found[1:])
    columns = np.stack([along, np.ones_like(along)][: 1 + intercept])
    gradient = np.einsum("n,knm,nm->k", SHARES, columns, slope)
    bend = np.einsum("n,knm,lnm,nm->kl", SHARES, columns, columns, curvature)
    gradient[0] -= PRIOR * (reading.loading - sign)
    bend[0, 0] += PRIOR
    step = np.linalg.solve(bend + 1e-9 * np.eye(len(bend)), gradient)
    loading, above = np.append(np.clip(step, -LONGEST, LONGEST), 0.0)[:2]
    return replace(
        reading,
        intercept=reading.intercept + float(above),
        loading=sign
        * float(np.clip(sign * (reading.loading + loading), LEAST_LOADING, MOST_LOADING)),
    )


def _shape(known: _Known, reading: Reading) -> Values:
    """One Newton step in each number of the shape, by differences."""
    shape = reading.shape.copy()
    for place in range(len(shape)):
        at = []
        for shake in (-SHAKE, 0.0, SHAKE):
            tried = shape.copy()
            tried[place] += shake
            at.append(known.likelihood(replace(reading, shape=tried)))
        slope = (at[2] - at[0]) / (2 * SHAKE)
        bend = (2 * at[1] - at[0] - at[2]) / SHAKE**2
        step = slope / bend if bend > 1e-9 else np.sign(slope) * LONGEST
        moved = shape[place] + np.clip(step, -LONGEST, LONGEST)
        shape[place] = np.clip(moved, -SHAPE_BOUND, SHAPE_BOUND)
    return shape
