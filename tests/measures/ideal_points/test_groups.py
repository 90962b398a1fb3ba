"""Moves of whole sessions leave the votes as probable as they were."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest

pytest.importorskip("numba")

from kankei.measures.ideal_points.groups import carry_out, move_sessions, moves_of, prior_of
from kankei.measures.ideal_points.layout import Layout, lay_out
from kankei.measures.ideal_points.model import model, time_prior
from kankei.measures.ideal_points.preparation import prepare
from kankei.measures.ideal_points.shapes import Limits

from .test_kernels import state_of
from .worlds import votes

F = np.float32
BRIDGES = pa.table({"earlier": ["r-6000", "r-6101"], "later": ["r-6100", "r-6301"]})


def world() -> tuple[Layout, tuple[int, ...]]:
    ballots = prepare(votes(seed=3), bridges=BRIDGES).ballots
    return lay_out(ballots), ballots.actors


def distances(layout: Layout, items: object, position: np.ndarray) -> np.ndarray:
    """Distance of each vote's mean from the lower cut of its item."""
    theta = position[layout.place][layout.position_of]
    return items.loading[layout.item_of] * theta - items.lower[layout.item_of]  # type: ignore


def test_sets_are_single_sessions_and_tails() -> None:
    layout, _ = world()
    moves = moves_of(layout)
    assert moves.start.tolist() == [0, 16, 32, 48, 16, 32]
    assert moves.end.tolist() == [16, 32, 48, 64, 64, 64]
    across = np.diff(moves.across_from)
    assert across.tolist() == [1, 2, 0, 1, 1, 1]


def test_items_inside_move_along() -> None:
    layout, _ = world()
    items, position = state_of(layout, np.random.default_rng(1))
    moves = moves_of(layout)
    before = distances(layout, items, position)
    carry_out(moves, 4, items, position, F(0.3), F(1.2))
    after = distances(layout, items, position)
    inside = np.isin(layout.item_of, moves.inside[moves.inside_from[4] : moves.inside_from[5]])
    outside = layout.session[layout.position_of] == 60
    assert inside.sum() > 500
    assert after[inside] == pytest.approx(before[inside], abs=1e-4)
    assert after[outside & ~inside] == pytest.approx(before[outside & ~inside])


def moved(stretch: bool, precision: float) -> tuple[np.ndarray, float, float, int]:
    """Sums of squares, or means, of one session that moves by itself; and where it began."""
    ballots = prepare(votes(seed=3, sessions=1)).ballots
    layout = lay_out(ballots)
    items, position = state_of(layout, np.random.default_rng(2))
    items.loading[:] *= F(0.01)  # so that cuts do not reach their bounds
    theta = position[layout.place].astype(float)
    squares, loadings = (theta**2).sum(), (items.loading.astype(float) ** 2).sum()
    limits = Limits(False, F(1e30), F(0), F(1e30), F(precision))
    moves = moves_of(layout)
    moves.shift_step[:], moves.factor_step[:] = 0.5, 0.4
    prior = prior_of(time_prior(model("session"), layout, ballots.actors), layout)
    random, seen = np.random.default_rng(3), []
    for _ in range(8000):
        keys = random.integers(0, 2**32, 2, dtype=np.uint32)
        move_sessions(moves, layout.votes, items, limits, prior, position, stretch, *keys)
        theta = position[layout.place].astype(float)
        seen.append((theta**2).sum() if stretch else theta.mean())
    return np.array(seen), squares, loadings, len(items.loading)


def test_a_shift_follows_the_prior_where_no_item_is_shared() -> None:
    """Twelve positions with standard normal priors: their mean is N(0, 1/12)."""
    seen, *_ = moved(stretch=False, precision=0.0)
    assert seen.mean() == pytest.approx(0, abs=0.04)
    assert seen.std() == pytest.approx(12**-0.5, rel=0.1)


def test_a_factor_follows_the_priors_where_no_item_is_shared() -> None:
    """Its density is s**(12 - items) exp(-s**2 Q/2 - rho B/(2 s**2)) against ds/s."""
    rho = 2e4
    seen, squares, loadings, items = moved(stretch=True, precision=rho)
    s = np.exp(np.linspace(-3, 3, 6001))
    log_density = (12 - items) * np.log(s) - s**2 * squares / 2 - rho * loadings / (2 * s**2)
    density = np.exp(log_density - log_density.max())
    expected = (density * s**2 * squares).sum() / density.sum()
    assert seen[500:].mean() == pytest.approx(expected, rel=0.05)
