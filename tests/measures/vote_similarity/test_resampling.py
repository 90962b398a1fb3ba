"""Intervals: seeded, by cluster, and wide enough to hold what they should."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest

from kankei.measures.vote_similarity import Resampling, vote_similarity
from kankei.measures.vote_similarity.resampling import intervals
from kankei.terms.errors import MethodError

CHOICES = ("yes", "abstain", "no")


def votes(
    sessions: int, rollcalls: int, states: int = 3, seed: int = 1, copies: int = 1
) -> pa.Table:
    """Votes by chance; each roll call stands ``copies`` times under another key."""
    random = np.random.default_rng(seed)
    rows = []
    for session in range(sessions):
        for number in range(rollcalls):
            drawn = random.integers(0, 3, states)
            rows += [
                {
                    "rollcall": f"{session}-{number}-{copy}",
                    "session": str(session),
                    "state": f"S{state}",
                    "choice": CHOICES[choice],
                }
                for copy in range(copies)
                for state, choice in enumerate(drawn.tolist())
            ]
    return pa.Table.from_pylist(rows)


def test_the_same_seed_gives_the_same_intervals_whatever_stands_beside() -> None:
    many = vote_similarity(votes(3, 30), resampling=Resampling(draws=50, seed=4)).table
    one = votes(3, 30).filter(pa.compute.equal(votes(3, 30)["session"], "1"))
    alone = vote_similarity(one, resampling=Resampling(draws=50, seed=4)).table
    part = vote_similarity(one, states=["S0", "S1"], resampling=Resampling(draws=50, seed=4)).table
    of_one = [row for row in many.to_pylist() if row["period"] == "1"]
    assert of_one == alone.to_pylist()
    assert part.to_pylist() == alone.to_pylist()[:1]
    other = vote_similarity(one, resampling=Resampling(draws=50, seed=5)).table
    assert other["similarity_kappa_low"] != alone["similarity_kappa_low"]


def test_intervals_hold_the_value_and_lie_in_the_range() -> None:
    for row in vote_similarity(votes(1, 60), resampling=Resampling(draws=200)).table.to_pylist():
        for name in ("votes_agree_share", "similarity_s", "similarity_kappa", "similarity_pi",
                     "similarity_tau_b"):  # fmt: skip
            assert -1 <= row[f"{name}_low"] < row[name] < row[f"{name}_high"] <= 1
        assert row["undefined_draws_share"] == 0


def test_copies_of_a_text_do_not_narrow_the_interval() -> None:
    """Four roll calls on each text tell no more than one as clusters, and twice as much singly."""
    clusters = {f"0-{n}-{copy}": f"0-{n}-0" for n in range(40) for copy in range(4)}

    def width(copies: int, of: dict[str, str]) -> float:
        table = votes(1, 40, states=2, copies=copies)
        found = vote_similarity(table, resampling=Resampling(2000, clusters=of)).table.to_pylist()[
            0
        ]
        return float(found["votes_agree_share_high"] - found["votes_agree_share_low"])

    assert width(4, clusters) == pytest.approx(width(1, {}), rel=0.1)
    assert width(4, {}) == pytest.approx(width(1, {}) / 2, rel=0.15)


def test_the_standard_error_is_that_of_a_mean() -> None:
    found = vote_similarity(votes(1, 100, states=2), unanimous=True, resampling=Resampling(4000))
    row = found.table.to_pylist()[0]
    credits = np.repeat(
        [1 - abs(a - b) / 2 for a in range(3) for b in range(3)],
        [row[f"{a}_{b}"] for a in CHOICES for b in CHOICES],
    )
    width = row["votes_agree_share_high"] - row["votes_agree_share_low"]
    assert width == pytest.approx(2 * 1.96 * credits.std() / 10, rel=0.06)


def test_intervals_cover_the_truth_as_often_as_they_say() -> None:
    """Two states whose votes agree with probability 0.6: 300 sessions of 60 roll calls."""
    random = np.random.default_rng(11)
    first = random.integers(0, 2, (300, 60))
    second = np.where(random.random((300, 60)) < 0.6, first, 1 - first)
    pair = (np.array([0]), np.array([1]))
    held = 0
    for number, (one, other) in enumerate(zip(first, second, strict=True)):
        draws = Resampling(200, seed=number).weights([str(n) for n in range(60)], "")
        found = intervals(
            np.stack([one, other], 1).astype(np.int8), 2, pair, draws, "absolute", 0.9
        )
        held += bool(found.low[0, 0] <= 0.6 <= found.high[0, 0])
    assert 0.84 <= held / 300 <= 0.95


def test_draws_that_lose_all_variation_are_counted() -> None:
    """One dissent in four votes: a draw misses it with probability (3/4)^4."""
    table = pa.table({"rollcall": list("0123") * 2, "session": ["1"] * 8,
                      "state": ["A"] * 4 + ["B"] * 4,
                      "choice": ["yes"] * 3 + ["no"] + ["yes"] * 3 + ["no"]})  # fmt: skip
    found = vote_similarity(table, unanimous=True, resampling=Resampling(4000)).table.to_pylist()[0]
    assert found["undefined_draws_share"] == pytest.approx(0.75**4, abs=0.03)
    assert found["similarity_kappa_low"] == found["similarity_kappa_high"] == 1


def test_what_is_no_interval_is_refused() -> None:
    for draws, level in ((1, 0.9), (100, 1.0)):
        with pytest.raises(MethodError, match="draws"):
            Resampling(draws, level=level)
