"""Nearness in votes: what a loop gives, against the pair's own usual distance."""

from __future__ import annotations

from datetime import date
from itertools import combinations

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kankei.measures.relation import NEARNESS, Calendar, vote_observations

STATES = ("CHN", "PRK", "RUS")
SESSIONS = ("76", "77", "78", "ES-11")
CALENDAR = Calendar.of(
    pa.table({"month": [date(2021, 9, 1), date(2024, 2, 1)], "coverage": [1.0, 1.0]})
)
cells = st.dictionaries(
    st.tuples(st.sampled_from(STATES), st.sampled_from(SESSIONS)),
    st.floats(-3, 3).map(lambda x: round(x, 3)),
    min_size=4,
)


def points(given_: dict[tuple[str, str], float], shift: float = 0.0) -> pa.Table:
    return pa.table(
        {
            "actor": [actor for actor, _ in given_],
            "session": [session for _, session in given_],
            "mean": [value + shift for value in given_.values()],
            "sd": [0.1] * len(given_),
        }
    )


def by_loop(given_: dict[tuple[str, str], float]) -> dict[tuple[str, str, str], float]:
    """Value of every pair and session that has a usual distance."""
    distance = {
        (a, b, s): abs(given_[a, s] - given_[b, s])
        for a, b in combinations(STATES, 2)
        for s in SESSIONS[:3]
        if (a, s) in given_ and (b, s) in given_
    }
    several = {k: v for k, v in distance.items() if sum(o[:2] == k[:2] for o in distance) > 1}
    own = {k[:2]: np.mean([v for o, v in several.items() if o[:2] == k[:2]]) for k in several}
    moved = {k: own[k[:2]] - v for k, v in several.items()}
    usual = np.sqrt(np.mean([v**2 for v in moved.values()])) if moved else 1.0
    return {k: v / usual for k, v in moved.items()} if usual > 1e-9 else {}


@settings(max_examples=40, deadline=None)
@given(cells)
def test_values_are_those_of_a_loop(given_: dict[tuple[str, str], float]) -> None:
    expected = by_loop(given_)
    if not expected:
        return
    found: dict[tuple[str, str, str], set[float]] = {}
    for row in vote_observations(points(given_), CALENDAR, "all").to_pylist():
        year = row["month"].year - (row["month"].month < 9)
        found.setdefault((row["a"], row["b"], str(year - 1945)), set()).add(row["value"])
        assert row["indicator"] == NEARNESS.name
        assert row["size"] >= np.sqrt(6)
    assert found.keys() == expected.keys()
    for key, values in found.items():
        assert [*values] == [pytest.approx(expected[key])]


@settings(max_examples=20, deadline=None)
@given(cells, st.floats(-2, 2))
def test_a_shift_of_the_whole_scale_changes_nothing(
    given_: dict[tuple[str, str], float], shift: float
) -> None:
    if not by_loop(given_):
        return
    one, other = (vote_observations(points(given_, by), CALENDAR, "all") for by in (0.0, shift))
    assert np.allclose(one["value"].to_numpy(), other["value"].to_numpy(), atol=1e-6)


def test_special_sessions_and_single_sessions_say_nothing() -> None:
    alone = {("PRK", "77"): 1.0, ("RUS", "77"): 2.0, ("PRK", "ES-11"): 0.0, ("RUS", "ES-11"): 0.0}
    assert vote_observations(points(alone), CALENDAR, "all").num_rows == 0


@settings(max_examples=20, deadline=None)
@given(cells)
def test_alone_each_session_speaks_once_with_the_variance_of_one(
    given_: dict[tuple[str, str], float],
) -> None:
    beside = vote_observations(points(given_), CALENDAR, "all").to_pylist()
    alone = vote_observations(points(given_), CALENDAR, "all", alone=True).to_pylist()
    december = {(r["a"], r["b"], r["month"]): r for r in beside if r["month"].month == 12}
    assert {(r["a"], r["b"], r["month"]) for r in alone} == december.keys()
    for row in alone:
        same = december[row["a"], row["b"], row["month"]]
        assert row["value"] == same["value"]
        assert row["size"] == pytest.approx(same["size"] ** 2 / 12)
