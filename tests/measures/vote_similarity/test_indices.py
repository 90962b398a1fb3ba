"""Measures from counts: published tables, scipy, and what must hold of any counts."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from kankei.measures.vote_similarity.contingency import (
    all_pairs,
    contingency,
    resampled,
    weighted_contingency,
)
from kankei.measures.vote_similarity.indices import Indices, indices

# Signorino and Ritter (1999), table 6: alliances of Germany and Russia in 1914 with the 20 states
# of Europe (3 defence, 2 neutrality, 1 entente, 0 none), and the states' shares of capability, as
# reproduced by S. V. Miller, "Some Comments on (Weighting) Alliance Measures of Foreign Policy
# Similarity" (June 2026), who computes the three values with the R package fpsim.
TABLE_6 = {
    "GMY": (0.25, 3, 0),
    "RUS": (0.21, 0, 3),
    "UKG": (0.20, 0, 1),
    "FRN": (0.08, 0, 3),
    "AUH": (0.08, 3, 0),
    "ITA": (0.05, 3, 1),
    "BEL": (0.03, 0, 0),
    "SPN": (0.03, 0, 0),
    "TUR": (0.02, 0, 0),
    "NTH": (0.01, 0, 0),
    "SWD": (0.01, 0, 0),
    "RUM": (0.01, 3, 0),
    "POR": (0.01, 0, 0),
    "SWZ": (0.01, 0, 0),
} | dict.fromkeys(("GRC", "DEN", "YUG", "BUL", "NOR", "ALB"), (0.0, 0, 0))
PAIR = (np.array([0]), np.array([1]))

# Signorino and Ritter (1999), table 5, by the unit tests of their own package (r-strat, 2008):
# two profiles of levels 0 to 3, and S.
TABLE_5 = {
    "a": ([0, 1, 2, 3], [3, 2, 1, 0], -1 / 3),
    "b": ([1, 2, 2, 3], [3, 2, 2, 1], 1 / 3),
    "c": ([2, 2, 3, 3], [3, 3, 2, 2], 1 / 3),
    "d": ([3] * 4, [3] * 4, 1.0),
    "e": ([0] * 10 + [0, 3], [0] * 10 + [3, 0], 2 / 3),
    "f": ([0] + [1] * 10 + [3], [3] + [1] * 10 + [0], 2 / 3),
    "g": ([0] + [2] * 10 + [3], [3] + [2] * 10 + [0], 2 / 3),
    "h": ([0, 3] + [3] * 10, [3, 0] + [3] * 10, 2 / 3),
}


def of_table_6(distance: str = "absolute", binary: bool = False) -> Indices:
    choices = np.array([row[1:] for row in TABLE_6.values()], np.int8)
    if binary:
        return indices(contingency((choices > 0).astype(np.int8), 2, PAIR), distance)
    return indices(contingency(choices, 4, PAIR), distance)


def test_table_6_of_signorino_and_ritter() -> None:
    found = of_table_6()
    assert found.total == 20
    assert found.tau_b == pytest.approx(0.03031695, abs=5e-9)
    assert found.s == pytest.approx(0.4, abs=1e-12)
    choices = np.array([row[1:] for row in TABLE_6.values()], np.int8)
    weights = np.array([row[0] for row in TABLE_6.values()])
    heavy = indices(weighted_contingency(choices, 4, PAIR, weights))
    assert heavy.s == pytest.approx(-0.46, abs=1e-12)


def test_other_measures_of_table_6() -> None:
    """Kappa by squares is fpsim's own example (-0.07758621); the others were computed here."""
    squared, absolute, binary = of_table_6("squared"), of_table_6(), of_table_6(binary=True)
    assert squared.kappa == pytest.approx(-0.07758621, abs=5e-9)
    assert squared.s == pytest.approx(4 / 9)
    assert squared.pi == pytest.approx(-0.0869565, abs=5e-8)
    assert absolute.kappa == pytest.approx(-1 / 14)
    assert absolute.pi == pytest.approx(-0.0843373, abs=5e-8)
    assert binary.kappa == pytest.approx(0.0625)
    assert binary.pi == pytest.approx(0.0625)


@pytest.mark.parametrize("key", sorted(TABLE_5))
def test_table_5_of_signorino_and_ritter(key: str) -> None:
    first, second, expected = TABLE_5[key]
    choices = np.array([first, second], np.int8).T
    assert indices(contingency(choices, 4, PAIR)).s == pytest.approx(expected)


def test_undefined_is_missing_and_never_zero() -> None:
    nobody = indices(np.zeros((3, 3, 1)))
    assert np.isnan([nobody.agree, nobody.s, nobody.kappa, nobody.pi, nobody.tau_b]).all()
    alike = indices(np.diag([7.0, 0, 0])[:, :, None])
    assert alike.s == 1
    assert np.isnan([alike.kappa, alike.pi, alike.tau_b]).all()
    one_constant = indices(np.array([[4.0, 0, 3], [0, 0, 0], [0, 0, 0]])[:, :, None])
    assert one_constant.kappa == 0
    assert np.isnan(one_constant.tau_b)


def test_rounding_is_not_variation() -> None:
    """Weighted counts of two constant profiles leave a chance disagreement of 1e-18."""
    cells = np.array([[1.0, 1e-18], [0.0, 0.0]])[:, :, None]
    assert np.isnan(indices(cells).kappa)
    assert np.isnan(indices(cells).tau_b)


choices = st.integers(2, 4).flatmap(
    lambda size: st.lists(
        st.tuples(st.integers(-1, size - 1), st.integers(-1, size - 1)), min_size=1, max_size=80
    ).map(lambda rows: (size, np.array(rows, np.int8)))
)


@given(choices)
@settings(max_examples=60, deadline=None)
def test_tau_b_is_that_of_scipy(given: tuple[int, NDArray[np.int8]]) -> None:
    from scipy.stats import kendalltau

    size, rows = given
    found = indices(contingency(rows, size, PAIR)).tau_b[0]
    common = rows[(rows >= 0).all(axis=1)]
    constant = [len(set(column.tolist())) < 2 for column in common.T]
    if any(constant) or not len(common):
        assert np.isnan(found)
    else:
        assert found == pytest.approx(kendalltau(common[:, 0], common[:, 1])[0], abs=5e-9)


@given(choices, st.sampled_from(["absolute", "squared"]))
@settings(max_examples=60, deadline=None)
def test_ranges_and_symmetry(given: tuple[int, NDArray[np.int8]], distance: str) -> None:
    size, rows = given
    cells = contingency(rows, size, PAIR)
    assert cells.sum() == (rows >= 0).all(axis=1).sum()
    found, turned = indices(cells, distance), indices(cells.swapaxes(0, 1), distance)
    for name in ("s", "kappa", "pi", "tau_b"):
        value, other = getattr(found, name)[0], getattr(turned, name)[0]
        assert np.isnan(value) == np.isnan(other)
        if not np.isnan(value):
            assert value == pytest.approx(other)
            assert -1 - 1e-12 <= value <= 1 + 1e-12
    assert np.isnan(found.agree) or 0 <= found.agree <= 1


@given(st.lists(st.integers(0, 2), min_size=2, max_size=40))
@settings(max_examples=40, deadline=None)
def test_equal_profiles_have_one_everywhere_when_they_vary(profile: list[int]) -> None:
    rows = np.array([profile, profile], np.int8).T
    found = indices(contingency(rows, 3, PAIR))
    assert found.s == found.agree == 1
    varies = len(set(profile)) > 1
    for value in (found.kappa, found.pi, found.tau_b):
        assert value == pytest.approx(1) if varies else np.isnan(value)


@given(choices, st.lists(st.integers(0, 3), min_size=80, max_size=80))
@settings(max_examples=30, deadline=None)
def test_whole_weights_are_repeated_subjects(
    given: tuple[int, NDArray[np.int8]], times: list[int]
) -> None:
    size, rows = given
    taken = np.array(times[: len(rows)])
    repeated = contingency(np.repeat(rows, taken, axis=0), size, PAIR)
    weighted = weighted_contingency(rows, size, PAIR, taken.astype(np.float64))
    drawn = resampled(rows, size, PAIR, taken[None].astype(np.float64))
    assert weighted == pytest.approx(repeated)
    assert drawn[:, :, 0] == pytest.approx(repeated)


def test_many_states_and_subjects_at_once_equal_each_pair_alone() -> None:
    """150 subjects need three machine words, the last of them in part."""
    rows = np.random.default_rng(5).integers(-1, 3, (150, 6)).astype(np.int8)
    pairs = all_pairs(6)
    cells = contingency(rows, 3, pairs)
    for number, (first, second) in enumerate(zip(*pairs, strict=True)):
        for one in range(3):
            for other in range(3):
                both = (rows[:, first] == one) & (rows[:, second] == other)
                assert cells[one, other, number] == both.sum()
