"""Drawn networks: the resamples of the intervals, one for all pairs, whoever is asked for."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from kankei.measures.rejections import Rejections
from kankei.measures.vote_similarity import Resampling, sign_draws, vote_similarity

STATES = ("CHN", "JPN", "PRK", "RUS", "USA")


def votes(seed: int, calls: int = 30) -> pa.Table:
    random = np.random.default_rng(seed)
    rows = []
    for call in range(calls):
        latent = random.standard_normal()
        for place, state in enumerate(STATES):
            drawn = latent * (place - 2) + 2 * random.standard_normal()
            choice = "yes" if drawn < -0.5 else "no" if drawn > 0.5 else "abstain"
            where = {"rollcall": f"r{call}", "session": "70"}
            rows.append({**where, "state": state, "choice": choice})
    return pa.Table.from_pylist(rows)


def drawn(table: pa.Table, states: list[str] | None = None, draws: int = 200) -> pa.Table:
    return next(sign_draws(table, Resampling(draws, seed=4), Rejections(), states=states))[1]


@given(seed=st.integers(0, 10_000))
@settings(max_examples=8, deadline=None)
def test_draws_agree_with_the_intervals_of_kappa(seed: int) -> None:
    table = votes(seed)
    signs = drawn(table).to_pylist()
    similar = vote_similarity(table, resampling=Resampling(200, seed=4)).table.to_pylist()
    for row in similar:
        pair = [s["sign"] for s in signs if (s["a"], s["b"]) == (row["a"], row["b"])]
        if row["similarity_kappa_low"] > 0:
            assert pair.count(-1) <= 0.025 * 200 + 1
        if row["similarity_kappa_high"] < 0:
            assert pair.count(1) <= 0.025 * 200 + 1


@given(seed=st.integers(0, 10_000), chosen=st.sets(st.sampled_from(STATES), min_size=2))
@settings(max_examples=8, deadline=None)
def test_a_pair_has_the_same_draws_whoever_else_is_asked_for(seed: int, chosen: set[str]) -> None:
    table = votes(seed)
    whole = drawn(table, draws=10).to_pylist()
    part = drawn(table, sorted(chosen), draws=10).to_pylist()
    assert part == [row for row in whole if {row["a"], row["b"]} <= chosen]


def test_a_period_without_a_divided_roll_call_is_named() -> None:
    table = votes(1)
    alike = table.set_column(3, "choice", pa.array(["yes"] * table.num_rows))
    rejected = Rejections()
    assert list(sign_draws(alike, Resampling(2), rejected)) == []
    assert rejected.table().to_pylist()[-1]["what"] == "no divided roll call"
