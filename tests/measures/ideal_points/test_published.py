"""Published answers: the April 2020 series, the Supreme Court, and a simulated truth.

Runs are short here and their bars lower; ``bench/ideal_points.py`` holds the full bars.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow.compute as pc
import pytest

pytest.importorskip("numba")

from bench.ideal_points import (
    april_published,
    compared,
    court,
    court_correlation,
    court_points,
    recovered,
)
from kankei.measures.ideal_points import Plan
from kankei.steps.votes import Sampling, measure_ideal_points, read_votes
from tests.datasets.samples import real


def root() -> Path:
    real("unga-unvotes")
    return real("ideal-points").parent


def test_the_series_of_april_2020() -> None:
    """Bailey, Strezhnev and Voeten, edition of April 2020: 10,469 state-sessions."""
    data = root()
    how = Sampling(sweeps=500, burn_in=300, seed=1)
    found = measure_ideal_points(
        read_votes(data / "unga-unvotes"), filters="2020-04", sampling=how
    )[1]
    counts = found.preparation.counts
    assert (counts["votes"], counts["items"], counts["state_sessions"]) == (797_473, 4_784, 10_469)
    result = compared(found.table, april_published(data), "published")
    both = result["both"]
    assert both.num_rows == 10_469
    assert pc.all(pc.equal(both["n_votes"], both["NVotes"])).as_py()
    assert result["r"] > 0.995
    assert result["worst"] > 0.985
    inside = (both["mean"].to_numpy() >= both["low"].to_numpy()) & (
        both["mean"].to_numpy() <= both["high"].to_numpy()
    )
    assert inside.mean() > 0.98


def test_the_supreme_court() -> None:
    """Martin and Quinn's MCMC means of 696 justice-terms, as distributed with emIRT."""
    real("published-cases")
    preparation, published = court(root())
    rows, r = court_correlation(court_points(preparation, 400, 150), published)
    assert rows == 696
    assert r > 0.99


def test_intervals_hold_the_truth_as_often_as_they_say() -> None:
    runs = np.array([recovered(seed, Plan(700, 300)) for seed in range(4)])
    coverage, r = runs.mean(axis=0)
    assert 0.85 < coverage < 0.94  # 1,920 cells that hang together; the bench has 4,800
    assert r > 0.97
