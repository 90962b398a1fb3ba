"""The path of each dyad given its observations: Newton's method on tridiagonal systems.

A dyad has a relation ``r_t``, a level of its own ``m`` and a volume of reporting ``v``::

    r_t - m = persistence (r_(t-1) - m) + eta_t,   eta_t ~ sqrt(step) Student-t(tail)
    predictor of indicator c = intercept_c + loading_c r_t (+ v for counts)

Each round makes one Newton step in ``(r, m, v)``, a tridiagonal system with a border of two, in
which every move has a normal stand-in; :mod:`.moves` then renews the stand-ins.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .block import Block
from .families import Values
from .moves import Sites, first_sites, renewed
from .pool import Pool
from .tridiagonal import Factor, factor, inverse, solve

ROUNDS = 60
CLOSE = 1e-2
"""A dyad is done when no mode of it moves by more than this share of its standard deviation."""
NARROWED = 0.5
"""Rounds go on with the moving dyads alone when they are fewer than this share."""
FIRST_SHARE, SHRINKING, LEAST_SHARE = 0.8, 0.93, 0.1
LONGEST_STEP = 2.0
"""In the predictor: a count may grow or shrink by a factor of seven in one round, not more."""


@dataclass(slots=True)
class Posterior:
    """Where the relations of a block stand, and how surely.

    Parameters
    ----------
    path, variance
        Shape ``(T, S)``: the mode of ``r`` and its variance, that of level and volume included.
    level, level_variance, volume, volume_variance
        Shape ``(S,)``.
    with_volume
        Covariance of ``r`` and ``v``, shape ``(T, S)``.
    sites
        Normal stand-ins of the moves.
    moves, moves_variance
        Of ``eta_t``, shape ``(T, S)``; in the first month the departure from the level.
    products
        Expected sums over the months of ``z_t z_(t-1)`` and ``z_(t-1)^2`` with ``z`` the departure
        from the level, shape ``(2, S)``.
    slope, information
        Of all observations of a month about ``r_t``, at the mode.
    unsettled
        Number of dyads whose mode still moved when the rounds ended.
    """

    path: Values
    variance: Values
    level: Values
    level_variance: Values
    volume: Values
    volume_variance: Values
    with_volume: Values
    sites: Sites
    moves: Values
    moves_variance: Values
    products: Values
    slope: Values
    information: Values
    unsettled: int = 0

    def take(self, dyads: NDArray[np.int64]) -> Posterior:
        """Choose dyads."""
        parts = {name: _taken(getattr(self, name), dyads) for name in _PARTS}
        return Posterior(**parts)

    def put(self, dyads: NDArray[np.int64], other: Posterior) -> None:
        """Put back what :meth:`take` chose."""
        if other is self:
            return
        for name in _PARTS:
            mine, new = getattr(self, name), getattr(other, name)
            if isinstance(mine, Sites):
                mine.precision[..., dyads], mine.shift[..., dyads] = new
            else:
                mine[..., dyads] = new


def _taken(part: Any, dyads: NDArray[np.int64]) -> Any:
    if isinstance(part, Sites):
        return Sites(part.precision[..., dyads], part.shift[..., dyads])
    return part[..., dyads]


_PARTS = tuple(item.name for item in fields(Posterior) if item.name != "unsettled")


@dataclass(slots=True)
class _Border:
    """What the two unknowns of a whole series add: columns, corner and gradient."""

    level: Values
    volume: Values
    corner: Values
    """Shape ``(2, S)``; the two do not meet outside the path."""


def posterior(block: Block, pool: Pool, start: Posterior | None = None) -> Posterior:
    """Find the mode of every dyad's path, and the variances about it.

    Parameters
    ----------
    start
        An earlier result for the same block, to go on from.
    """
    state = _first(block, pool) if start is None else start
    state.unsettled = 0
    live, part, at = np.arange(len(block.dyads)), block, state
    for done in range(ROUNDS):
        moving = _round(part, pool, at, _damping(done)) > CLOSE
        if moving.mean() < NARROWED:
            state.put(live, at)
            live = live[moving]
            if not len(live):
                return state
            part, at = block.take(live), state.take(live)
    state.put(live, at)
    state.unsettled = len(live)
    return state


def _damping(done: int) -> float:
    """Share of each renewal of the stand-ins: less and less, lest two readings take turns."""
    return max(FIRST_SHARE * SHRINKING**done, LEAST_SHARE)


def _first(block: Block, pool: Pool) -> Posterior:
    shape = (block.months, len(block.dyads))
    empty = [np.zeros(shape) for _ in range(7)]
    flat = [np.zeros(shape[1]) for _ in range(3)]
    path, variance, with_volume, moves, uncertain, slope, information = empty
    volume, sites = _first_volume(block, pool), first_sites(pool, shape)
    return Posterior(
        path, variance, flat[0], flat[1], volume, flat[2], with_volume,
        sites, moves, uncertain, np.zeros((2, shape[1])), slope, information,
    )  # fmt: skip


def _first_volume(block: Block, pool: Pool) -> Values:
    """Logarithm of what was counted over what the pool expects."""
    counted = expected = np.full(len(block.dyads), 0.5)
    for item, reading in zip(block.observed, pool.readings, strict=True):
        if item.family.counts:
            counted = counted + np.where(item.present, item.value, 0).sum(axis=0)
            rate = np.where(item.present, item.size, 0).sum(axis=0)
            expected = expected + rate * np.exp(reading.intercept)
    volume: Values = np.log(counted / expected)
    return volume


def _round(block: Block, pool: Pool, state: Posterior, damping: float) -> Values:
    """One Newton step and new stand-ins; gives each dyad's largest change, in deviations."""
    diagonal, beside, border = _observe(block, pool, state)
    _add_prior(pool, state.sites.precision, diagonal, beside, border)
    pull, whole = _pull(pool, state)
    made = factor(diagonal, beside)
    columns = (solve(made, border.level), solve(made, border.volume))
    corner = _corner(border, columns)
    step, level, volume = _step(made, border, columns, corner, pull, whole)
    share = _taken_share(pool, step, volume)
    state.path += share * step
    state.level += share * level
    state.volume += share * volume
    _spread(pool, state, made, columns, corner)
    state.sites = renewed(pool, state.sites, state.moves, state.moves_variance, damping)
    return np.asarray(np.abs(step / np.sqrt(state.variance)).max(axis=0, initial=0.0))


def _observe(block: Block, pool: Pool, state: Posterior) -> tuple[Values, Values, _Border]:
    """Curvature of the observations, and their slopes left in the state."""
    diagonal = np.zeros_like(state.path)
    beside = np.zeros((max(block.months - 1, 0), diagonal.shape[1]))
    border = _Border(
        np.zeros_like(diagonal), np.zeros_like(diagonal), np.zeros((4, diagonal.shape[1]))
    )
    state.slope = np.zeros_like(diagonal)
    for item, reading in zip(block.observed, pool.readings, strict=True):
        predictor = reading.intercept + reading.loading * state.path
        if item.family.counts:
            predictor += state.volume
        _, slope, curvature = item.terms(predictor, reading.shape)
        state.slope += reading.loading * slope
        diagonal += reading.loading**2 * curvature
        if item.family.counts:
            border.volume += reading.loading * curvature
            border.corner[1] += curvature.sum(axis=0)
            border.corner[3] += slope.sum(axis=0)
    state.information = diagonal.copy()
    return diagonal, beside, border


def _add_prior(
    pool: Pool, precision: Values, diagonal: Values, beside: Values, border: _Border
) -> None:
    """Curvature of the moves, and of the priors of level and volume."""
    hold = pool.persistence
    drift = 1 - hold
    diagonal += precision
    diagonal[:-1] += hold**2 * precision[1:]
    beside -= hold * precision[1:]
    border.level -= drift * precision
    border.level[0] -= hold * precision[0]
    border.level[:-1] += hold * drift * precision[1:]
    border.corner[0] += 1 / pool.level + precision[0] + drift**2 * precision[1:].sum(axis=0)
    border.corner[1] += 1 / pool.volume


def _moves(pool: Pool, path: Values, level: Values) -> Values:
    """Departure from the level in the first month, moves afterwards."""
    away = path - level
    moves = away.copy()
    moves[1:] -= pool.persistence * away[:-1]
    return moves


def _pull(pool: Pool, state: Posterior) -> tuple[Values, Values]:
    """Gradient with respect to the path, and to level and volume (but for the counts' slopes)."""
    pressed = state.sites.precision * _moves(pool, state.path, state.level) - state.sites.shift
    pull = state.slope - pressed
    pull[:-1] += pool.persistence * pressed[1:]
    level = pressed[0] + (1 - pool.persistence) * pressed[1:].sum(axis=0) - state.level / pool.level
    return pull, np.stack([level, -state.volume / pool.volume])


def _corner(border: _Border, columns: tuple[Values, Values]) -> Values:
    """Inverse of the corner once the path is taken out: variances and covariance, ``(3, S)``."""
    level, volume = columns
    a = border.corner[0] - (border.level * level).sum(axis=0)
    b = border.corner[1] - (border.volume * volume).sum(axis=0)
    c = -(border.level * volume).sum(axis=0)
    determinant = a * b - c * c
    found: Values = np.stack([b, a, -c]) / determinant
    return found


def _step(
    made: Factor,
    border: _Border,
    columns: tuple[Values, Values],
    corner: Values,
    pull: Values,
    whole: Values,
) -> tuple[Values, Values, Values]:
    """Solve the bordered system."""
    alone = solve(made, pull)
    on_level = whole[0] - (border.level * alone).sum(axis=0)
    on_volume = whole[1] + border.corner[3] - (border.volume * alone).sum(axis=0)
    level = corner[0] * on_level + corner[2] * on_volume
    volume = corner[2] * on_level + corner[1] * on_volume
    return alone - columns[0] * level - columns[1] * volume, level, volume


def _taken_share(pool: Pool, step: Values, volume: Values) -> Values:
    """Share of the step that each series takes."""
    loading = max(abs(reading.loading) for reading in pool.readings)
    longest = np.abs(step).max(axis=0) * loading + np.abs(volume)
    share: Values = np.minimum(1.0, LONGEST_STEP / np.maximum(longest, LONGEST_STEP))
    return share


def _spread(
    pool: Pool, state: Posterior, made: Factor, columns: tuple[Values, Values], corner: Values
) -> None:
    """Variances of path, level and volume, and expected squares of the moves."""
    alone, beside = inverse(made)
    on_level, on_volume = columns
    with_level = -(on_level * corner[0] + on_volume * corner[2])
    with_volume = -(on_level * corner[2] + on_volume * corner[1])
    state.variance = alone - on_level * with_level - on_volume * with_volume
    state.with_volume = with_volume
    state.level_variance, state.volume_variance = corner[0], corner[1]
    beside = beside - on_level[:-1] * with_level[1:] - on_volume[:-1] * with_volume[1:]
    own = state.variance + corner[0] - 2 * with_level
    cross = beside + corner[0] - with_level[1:] - with_level[:-1]
    _expect(pool, state, own, cross)


def _expect(pool: Pool, state: Posterior, own: Values, cross: Values) -> None:
    """Expected squares of moves and products of departures; own and cross are (co)variances."""
    hold, away = pool.persistence, state.path - state.level
    state.moves = _moves(pool, state.path, state.level)
    spread = own.copy()
    spread[1:] += hold**2 * own[:-1] - 2 * hold * cross
    state.moves_variance = np.maximum(spread, 1e-12)
    state.products = np.stack(
        [
            (away[1:] * away[:-1] + cross).sum(axis=0),
            (away[:-1] ** 2 + own[:-1]).sum(axis=0),
        ]
    )
