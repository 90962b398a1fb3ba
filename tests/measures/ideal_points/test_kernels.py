"""The compiled arithmetic against scipy, and against expectations worked out exactly."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

pytest.importorskip("numba")
from scipy.special import ndtr, ndtri
from scipy.stats import kstest, norm

from kankei.measures.ideal_points.compiled import Compiled, compiled
from kankei.measures.ideal_points.kernels import sweep_items
from kankei.measures.ideal_points.layout import Layout, lay_out
from kankei.measures.ideal_points.normal import (
    cumulative,
    draw_normals,
    exponential,
    logarithm,
    quantile,
    uniform,
)
from kankei.measures.ideal_points.positions import draw_one_sided, draw_paths, standardise
from kankei.measures.ideal_points.preparation import Ballots, prepare
from kankei.measures.ideal_points.shapes import (
    FREE_LOWER,
    FREE_UPPER,
    ONE_CUT,
    TWO_CUTS,
    Items,
    Limits,
)
from kankei.terms.errors import MethodError

from .worlds import votes

F = np.float32


def over(function: Compiled, values: Any) -> Any:
    return np.array([float(function(F(value))) for value in values])


def test_the_distribution_function_is_right_to_five_digits_in_its_tail() -> None:
    x = np.linspace(-11, 8, 500)
    assert np.abs(over(cumulative, x) / ndtr(x) - 1).max() < 2e-5
    assert np.abs(over(cumulative, x) - ndtr(x)).max() < 2e-6


def test_the_quantile_is_right_to_four_decimals() -> None:
    p = np.exp(np.linspace(np.log(1e-28), np.log(0.5), 500))
    assert np.abs(over(quantile, p) - ndtri(p)).max() < 1e-4
    assert np.abs(over(quantile, 1 - p[p > 1e-4]) - ndtri(1 - p[p > 1e-4])).max() < 1e-3


def test_exponential_and_logarithm_are_right_to_six_digits() -> None:
    x = np.linspace(-80, 80, 400)
    assert np.abs(over(exponential, x) / np.exp(x.astype(F)) - 1).max() < 1e-5
    y = np.exp(np.linspace(-80, 80, 400))
    assert np.abs(over(logarithm, y) - np.log(y)).max() < 1e-5


def test_counters_give_uniform_and_normal_numbers() -> None:
    drawn = np.array([uniform(n, np.uint32(5), np.uint32(9)) for n in range(4000)])
    assert drawn.min() > 0
    assert drawn.max() < 1
    assert kstest(drawn, "uniform").pvalue > 0.001
    assert abs(np.corrcoef(drawn[:-1], drawn[1:])[0, 1]) < 0.05
    noise = np.zeros(4000, F)
    draw_normals(noise, np.uint32(5), np.uint32(9))
    assert kstest(noise, "norm").pvalue > 0.001


def test_without_numba_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "numba", None)
    with pytest.raises(MethodError, match="measure"):
        compiled(lambda: 1)()


def ballots() -> Ballots:
    return prepare(votes(seed=3)).ballots


def test_every_vote_has_its_cell() -> None:
    given = ballots()
    layout = lay_out(given)
    votes = layout.votes
    assert (votes.sign == 1).sum() == (given.choice == 1).sum()
    assert (votes.sign == -1).sum() == (given.choice == 3).sum()
    assert len(votes.abstain) == (given.choice == 2).sum()
    assert layout.n_votes.sum() == len(given.choice)
    assert (votes.row_width % 16 == 0).all()
    for item in range(len(layout.item)):
        here = layout.item_of == item
        rows = slice(votes.item_row[item], votes.item_row[item + 1])
        start = votes.row_cell[rows][0]
        cells = votes.sign[start : start + votes.row_width[rows].sum()]
        assert (cells == 1).sum() == (given.choice[here] == 1).sum()
    kinds = {int(kind) for kind in layout.kind}
    assert kinds <= {TWO_CUTS, FREE_UPPER, FREE_LOWER}
    binary = given.take(given.choice != 2)
    assert set(lay_out(binary).kind.tolist()) == {ONE_CUT}


def state_of(layout: Layout, random: Any) -> tuple[Items, Any]:
    n = len(layout.item)
    items = Items(
        layout.kind,
        random.normal(0.8, 0.5, n).astype(F),
        random.normal(-0.4, 0.3, n).astype(F),
        random.normal(1.2, 0.3, n).astype(F),
        np.full(n, 1e-6, F),
        *(np.zeros(n, F) for _ in range(4)),
    )
    items.upper[:] = np.maximum(items.upper, items.lower + 0.3)
    position = np.zeros(layout.places, F)
    position[layout.place] = random.standard_normal(len(layout.place))
    return items, position


def latent_means(given: Ballots, layout: Layout, items: Items, position: Any) -> Any:
    """Expected latent value of each vote, given everything else."""
    theta = position[layout.place][layout.position_of].astype(float)
    j = layout.item_of
    mean = items.loading[j] * theta
    low = np.where(given.choice == 1, -np.inf, np.where(given.choice == 2, items.lower[j], 0))
    low = np.where(given.choice == 3, items.upper[j], low)
    high = np.where(given.choice == 3, np.inf, np.where(given.choice == 2, items.upper[j], 0))
    high = np.where(given.choice == 1, items.lower[j], high)
    a, b = low - mean, high - mean
    return theta, mean + (norm.pdf(a) - norm.pdf(b)) / (norm.cdf(b) - norm.cdf(a))


def test_loadings_have_the_mean_and_spread_of_their_conditional_distribution() -> None:
    given = ballots()
    layout = lay_out(given)
    random = np.random.default_rng(5)
    items, position = state_of(layout, random)
    layout.kind[:] = TWO_CUTS  # free cuts would be renewed whatever the step
    theta, latent = latent_means(given, layout, items, position)
    first = items.loading.copy()
    n = len(layout.item)
    precision = 1 + np.bincount(layout.item_of, theta**2, n)
    expected = np.bincount(layout.item_of, theta * latent, n) / precision
    limits = Limits(True, F(7), F(0), F(1e30), F(1))
    scratch = (np.zeros((4, 20_000), F), np.zeros((7, 5_000), F))
    weight, pull = np.zeros(layout.places, F), np.zeros(layout.places, F)
    drawn = []
    for _ in range(400):
        items.loading[:] = first
        keys = random.integers(0, 2**32, 2, dtype=np.uint32)
        sweep_items(layout.votes, items, limits, position, weight, pull, *scratch, *keys)
        drawn.append(items.loading.copy())
    draws = np.array(drawn)
    z = (draws.mean(axis=0) - expected) / (draws.std(axis=0) / 20)
    assert np.abs(z).max() < 4.5
    assert 0.8 < z.std() < 1.2
    squares = np.bincount(layout.position_of, items.loading[layout.item_of] ** 2)
    assert weight[layout.place] == pytest.approx(squares, rel=1e-4)


@pytest.mark.parametrize("published", [True, False])
def test_cuts_keep_their_order_and_bounds(published: bool) -> None:
    layout = lay_out(ballots())
    random = np.random.default_rng(6)
    items, position = state_of(layout, random)
    items.step[:] = 0.5
    limits = Limits(published, F(7), F(0), F(9), F(1))
    scratch = (np.zeros((4, 20_000), F), np.zeros((7, 5_000), F))
    weight, pull = np.zeros(layout.places, F), np.zeros(layout.places, F)
    for _ in range(50):
        keys = random.integers(0, 2**32, 2, dtype=np.uint32)
        sweep_items(layout.votes, items, limits, position, weight, pull, *scratch, *keys)
        assert (items.lower < items.upper).all()
        assert (np.abs(items.lower) <= 7).all()
        assert (np.abs(items.upper) <= 7).all()
    assert (items.accepted > 0).all()


def test_paths_without_noise_are_the_exact_mode() -> None:
    """A random walk seen with known precisions: the mode solves a tridiagonal system."""
    random = np.random.default_rng(7)
    n, step = 6, 0.3
    weight, pull = random.uniform(0.5, 4, n), random.normal(0, 3, n)
    precision = np.diag(weight)
    precision[0, 0] += 1 / 0.8
    right = pull.copy()
    right[0] += 0.4 / 0.8
    for t in range(1, n):
        precision[[t - 1, t], [t - 1, t]] += 1 / step
        precision[t - 1, t] -= 1 / step
        precision[t, t - 1] -= 1 / step
    position, place = np.zeros(n, F), np.arange(n)
    variance = np.array([0.8, *[step] * (n - 1)], F)
    path, mean = np.array([0, n]), np.array([0.4], F)
    known = (weight.astype(F), pull.astype(F))
    draw_paths(place, path, mean, variance, *known, position, np.zeros(n, F))
    assert position == pytest.approx(np.linalg.solve(precision, right), abs=1e-5)


def test_the_one_sided_draw_is_centred_on_the_last_sweep() -> None:
    weight, pull = np.array([4, 0], F), np.array([2, 0], F)
    centre, position = np.array([9, 1], F), np.zeros(2, F)
    prior, variance = np.array([-1, 0]), np.array([0.25, 0.25], F)
    draw_one_sided(
        np.arange(2), prior, variance, weight, pull, centre, position, F(5), np.zeros(2, F)
    )
    assert position.tolist() == [0.25, 5.0]  # 2 / (4 + 4); and 9 cut off at 5
    assert centre.tolist() == [0.25, 9.0]


def test_standardised_positions_have_mean_0_and_variance_1() -> None:
    position = np.random.default_rng(8).normal(3, 2, 40).astype(F)
    place = np.arange(3, 30)
    standardise(place, position)
    assert position[place].mean() == pytest.approx(0, abs=1e-6)
    assert position[place].var(ddof=1) == pytest.approx(1, abs=1e-5)
