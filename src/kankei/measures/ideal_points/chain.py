"""One Markov chain: sweeps over items and positions, and what is kept of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .groups import Moves, Prior, move_sessions, moves_of, prior_of
from .kernels import sweep_items
from .layout import Layout
from .model import Model, TimePrior
from .normal import Vector, draw_normals
from .positions import draw_one_sided, draw_paths, standardise
from .shapes import Items, Limits
from .start import STEP, Start

TUNE_EVERY = 25
MOVE_EVERY = 3
"""Whole sessions are moved in every third sweep, because it costs as much as two sweeps."""
WANTED_ACCEPTANCE = 0.35
SMALLEST_STEP, LARGEST_STEP = 0.02, 1.0
ALMOST = 1e30
"""What the sampler takes for infinity."""

Tell = Callable[[int], None]
_F = np.float32


@dataclass(frozen=True, slots=True)
class Plan:
    """How long to sample.

    Parameters
    ----------
    sweeps
        In all, those of the burn-in included.
    burn_in
        Sweeps that tune the proposals and are thrown away.
    thin
        Every how many sweeps after the burn-in a draw is kept.
    """

    sweeps: int
    burn_in: int
    thin: int = 2

    @property
    def kept(self) -> int:
        """Number of draws of a chain."""
        return max((self.sweeps - self.burn_in) // self.thin, 0)


@dataclass(frozen=True, slots=True)
class Trace:
    """What a chain leaves behind.

    Parameters
    ----------
    draws
        Standardised positions, shape ``(draws, positions)``.
    loading, lower, upper
        Sums and sums of squares over the draws, shape ``(2, items)``, on the scale of the draws.
    acceptance
        Share of proposed cuts that were taken after the burn-in, for each item.
    end
        Where the chain ended.
    """

    draws: NDArray[np.float32]
    loading: NDArray[np.float64]
    lower: NDArray[np.float64]
    upper: NDArray[np.float64]
    acceptance: NDArray[np.float64]
    end: Start


@dataclass(slots=True)
class _State:
    """What changes while a chain runs."""

    items: Items
    position: Vector
    centre: Vector
    weight: Vector
    pull: Vector
    cells: NDArray[np.float32]
    abstained: NDArray[np.float32]
    noise: Vector
    moves: Moves
    prior: Prior
    loading_sd: float = 1.0
    sweeps: int = 0


def run_chain(
    layout: Layout, prior: TimePrior, model: Model, start: Start, plan: Plan, seed: Any, tell: Tell
) -> Trace:
    """Run one chain.

    Parameters
    ----------
    seed
        Of this chain; the result is a function of it alone, whatever else runs beside.
    tell
        Called now and then with the number of sweeps done.
    """
    random = np.random.default_rng(seed)
    keys = random.integers(0, 2**32, (plan.sweeps, 4), dtype=np.uint32)
    state = _first_state(layout, model, prior, start)
    draws = np.empty((plan.kept, len(layout.place)), _F)
    sums = np.zeros((3, 2, len(layout.item)))
    for sweep in range(plan.sweeps):
        _sweep(layout, prior, model, state, keys[sweep], random)
        if sweep < plan.burn_in:
            _tune(state.items, sweep + 1)
            _tune_moves(state.moves, sweep + 1)
            if sweep + 1 == plan.burn_in:
                _end_burn_in(state.items, model)
        elif (sweep + 1 - plan.burn_in) % plan.thin == 0:
            kept = (sweep + 1 - plan.burn_in) // plan.thin - 1
            draws[kept] = _keep(layout, state, sums)
        if (sweep + 1) % TUNE_EVERY == 0:
            tell(sweep + 1)
    loading, lower, upper = sums
    accepted = state.items.accepted / max(plan.sweeps - plan.burn_in, 1)
    end = _end(layout, state)
    return Trace(draws, loading, lower, upper, accepted.astype(np.float64), end)


def _first_state(layout: Layout, model: Model, prior: TimePrior, start: Start) -> _State:
    votes, items = layout.votes, len(layout.item)
    edges = np.append(votes.row_cell, len(votes.sign))[votes.item_row][votes.batch]
    cells = int(np.diff(edges).max())
    abstained = int(np.diff(votes.item_abstain[votes.batch]).max())
    position = np.zeros(layout.places, _F)
    position[layout.place] = start.position
    empty = [np.zeros(items, _F) for _ in range(4)]
    return _State(
        items=Items(
            layout.kind,
            start.loading.astype(_F),
            start.lower.astype(_F),
            start.upper.astype(_F),
            np.full(items, STEP, _F),
            *empty,
        ),
        position=position,
        centre=start.centre.astype(_F),
        weight=np.zeros(layout.places, _F),
        pull=np.zeros(layout.places, _F),
        cells=np.zeros((4, cells), _F),
        abstained=np.zeros((7, max(abstained, 1)), _F),
        noise=np.zeros(len(layout.place), _F),
        moves=moves_of(layout),
        prior=prior_of(prior, layout),
        loading_sd=model.loading_sd or 1.0,
    )


def _sweep(
    layout: Layout, prior: TimePrior, model: Model, state: _State, keys: Any, random: Any
) -> None:
    """Items given positions, then positions given items, then what both have in common."""
    sweep_items(
        layout.votes,
        state.items,
        _limits(model, state),
        state.position,
        state.weight,
        state.pull,
        state.cells,
        state.abstained,
        keys[0],
        keys[1],
    )
    draw_normals(state.noise, keys[2], keys[3])
    _draw_positions(layout, prior, model, state)
    state.sweeps += 1
    if model.published:
        standardise(layout.place, state.position)
        return
    if model.loading_sd is None:
        _draw_scale(layout, prior, state, random)
    if state.sweeps % MOVE_EVERY == 0:
        known = (layout.votes, state.items, _limits(model, state), state.prior, state.position)
        for stretch in (False, True):
            drawn = random.integers(0, 2**32, 2, dtype=np.uint32)
            move_sessions(state.moves, *known, stretch, *drawn)


def _limits(model: Model, state: _State) -> Limits:
    return Limits(
        model.published,
        _F(min(model.cut_bound, ALMOST)),
        _F(model.cut_sd**-2),
        _F(min(model.latent_bound, ALMOST)),
        _F(state.loading_sd**-2),
    )


def _draw_positions(layout: Layout, prior: TimePrior, model: Model, state: _State) -> None:
    place, known = layout.place, (state.weight, state.pull)
    if model.mode == "bsv":
        bound = _F(min(model.position_bound, ALMOST))
        at, now = (prior.centre_at, prior.variance), (state.centre, state.position)
        draw_one_sided(place, *at, *known, *now, bound, state.noise)
    else:
        walk = (prior.path, prior.mean, prior.variance)
        draw_paths(place, *walk, *known, state.position, state.noise)


def _draw_scale(layout: Layout, prior: TimePrior, state: _State, random: Any) -> None:
    """Draw a common factor of positions, undone in the loadings, and the spread of the loadings.

    The votes know nothing of the factor. Where the prior means are 0 its square has the gamma
    distribution that the priors give it; elsewhere it stays as it is.
    """
    if not prior.mean.any():
        theta = state.position[layout.place].astype(np.float64)
        before = np.where(prior.centre_at >= 0, theta[prior.centre_at], 0.0)
        spread = float(((theta - before) ** 2 / prior.variance).sum())
        factor = _F(np.sqrt(random.gamma(len(theta) / 2, 2 / spread)))
        state.position *= factor
        state.items.loading[:] /= factor
    squares = float((state.items.loading.astype(np.float64) ** 2).sum())
    state.loading_sd = float(np.sqrt(squares / random.chisquare(len(layout.item))))


def _tune(items: Items, done: int) -> None:
    """Widen the steps of cuts that are taken too often, and narrow the others."""
    if done % TUNE_EVERY == 0:
        excess = np.clip(items.accepted / TUNE_EVERY - WANTED_ACCEPTANCE, -0.3, 0.3)
        items.step[:] = np.clip(items.step * np.exp(excess), SMALLEST_STEP, LARGEST_STEP)
        items.accepted[:] = 0


def _tune_moves(moves: Moves, done: int) -> None:
    """The same for the steps of whole sessions, of which there are fewer."""
    if done % (TUNE_EVERY * MOVE_EVERY) == 0:
        for step, taken in ((moves.shift_step, moves.shifts), (moves.factor_step, moves.factors)):
            excess = np.clip(taken / TUNE_EVERY - WANTED_ACCEPTANCE, -0.3, 0.3)
            step[:] = np.clip(step * np.exp(2 * excess), 1e-4, 1.0)
            taken[:] = 0


def _end_burn_in(items: Items, model: Model) -> None:
    items.accepted[:] = 0
    if model.published:
        items.step[:] = STEP


def _keep(layout: Layout, state: _State, sums: NDArray[np.float64]) -> Vector:
    """Standardise a draw, positions and items alike, and add it up."""
    positions = state.position[layout.place]
    mean, sd = positions.mean(dtype=np.float64), positions.std(ddof=1, dtype=np.float64)
    loading = state.items.loading.astype(np.float64)
    shift = loading * mean
    for total, values in zip(
        sums,
        (loading * sd, state.items.lower - shift, state.items.upper - shift),
        strict=True,
    ):
        total[0] += values
        total[1] += values**2
    standardised: Vector = ((positions - mean) / sd).astype(_F)
    return standardised


def _end(layout: Layout, state: _State) -> Start:
    parts = (
        state.position[layout.place],
        state.centre,
        state.items.loading,
        state.items.lower,
        state.items.upper,
    )
    return Start(*(part.astype(np.float64) for part in parts))
