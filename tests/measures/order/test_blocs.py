"""Blocs: the published division of the tribes, brute force, and probabilities over draws."""

from __future__ import annotations

from datetime import date

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kankei.measures.order import (
    Search,
    blocs,
    draw_signs,
    frustration,
    group_cohesion,
    same_bloc,
)
from kankei.terms.errors import CodeError, MethodError

from .networks import COW_WINDOWS, Tie, cow_windows, least_criterion, networks, table, tribes


def test_the_tribes_divide_into_three_with_a_criterion_of_two() -> None:
    """signnet, signed_blockmodel(tribes, k = 3, alpha = 0.5): criterion 2, blocs of 7, 5 and 4."""
    found = blocs(tribes(), [1, 2, 3, 4], proof_seconds=30)
    criteria = {row["blocs"]: row for row in found.criteria.to_pylist()}
    assert criteria[3]["bloc_criterion"] == 2
    assert criteria[3]["proven"]
    assert criteria[3]["chosen"]
    assert [criteria[count]["bloc_criterion"] for count in (1, 2, 4)] == [29, 7, 2]
    sizes = np.bincount(found.table["bloc"].to_numpy())[1:]
    assert sizes.tolist() == [7, 5, 4]


@given(networks, st.integers(1, 3), st.sampled_from([0.0, 0.3, 0.5, 1.0]))
@settings(max_examples=30, deadline=None)
def test_it_is_the_least_over_all_partitions(ties: list[Tie], count: int, alpha: float) -> None:
    small = [tie for tie in ties if tie[0] in "ABCDE" and tie[1] in "ABCDE"] or ties[:3]
    row = blocs(table(small), [count], search=Search(alpha), proof_seconds=10).criteria.to_pylist()[
        0
    ]
    assert row["bloc_criterion"] == pytest.approx(least_criterion(small, count, alpha))
    assert row["proven"]


@given(networks)
@settings(max_examples=15, deadline=None)
def test_two_blocs_are_the_frustration_index(ties: list[Tie]) -> None:
    row = blocs(table(ties), [2]).criteria.to_pylist()[0]
    assert row["bloc_criterion"] == frustration(table(ties)).table["frustration_ties"][0].as_py()


def test_many_starts_find_the_optimum_of_a_large_network() -> None:
    windows = cow_windows()
    window = windows.filter(pa.compute.equal(windows["period"], "1946"))
    row = blocs(window, [2], search=Search(restarts=100)).criteria.to_pylist()[0]
    assert row["bloc_criterion"] == COW_WINDOWS[0]
    assert not row["proven"]  # only the programme proves


def test_the_smaller_number_of_blocs_is_chosen_where_two_are_level() -> None:
    found = blocs(table([("A", "B", 1), ("B", "C", -1)]), [4, 3, 2])
    assert [row["blocs"] for row in found.criteria.to_pylist() if row["chosen"]] == [2]
    assert {row["state"]: row["bloc"] for row in found.table.to_pylist()} == {
        "A": 1,
        "B": 1,
        "C": 2,
    }


def test_a_period_without_a_tie_is_missing() -> None:
    found = blocs(table([("A", "A", 1)], "1990"), [2])
    row = found.criteria.to_pylist()[0]
    assert (row["bloc_criterion"], row["missing"], row["chosen"]) == (None, "no-tie", False)
    assert found.table.num_rows == 0
    assert found.rejections.to_pylist()[0]["what"] == "tie of a state with itself"


def test_what_is_no_search_is_refused() -> None:
    for attempt in (
        lambda: Search(alpha=1.5),
        lambda: Search(restarts=0),
        lambda: blocs(table([("A", "B", 1)]), []),
    ):
        with pytest.raises(MethodError):
            attempt()


def camps(sd: float) -> pa.Table:
    """Two camps of three, all ties known with the same error."""
    names, rows = "ABCXYZ", []
    for place, a in enumerate(names):
        for b in names[place + 1 :]:
            value = 1.0 if (a in "ABC") == (b in "ABC") else -1.0
            rows.append({"period": "2024", "a": a, "b": b, "value": value, "sd": sd})
    return pa.Table.from_pylist(rows)


def test_probabilities_follow_the_error_of_the_ties() -> None:
    sure, unsure = (
        {
            (row["a"], row["b"]): row["same_bloc_probability"]
            for row in same_bloc(draw_signs(camps(sd), 200, seed=3), 2).table.to_pylist()
        }
        for sd in (0.0, 2.0)
    )
    assert {pair: value == 1 for pair, value in sure.items()} == {
        pair: (pair[0] in "ABC") == (pair[1] in "ABC") for pair in sure
    }
    assert set(sure.values()) == {0.0, 1.0}
    within = [value for pair, value in unsure.items() if sure[pair]]
    across = [value for pair, value in unsure.items() if not sure[pair]]
    assert 0.5 < min(within) < 1
    assert 0 < max(across) < 0.5


def test_draws_are_seeded_and_follow_the_normal_law() -> None:
    relations = pa.table({"a": ["A"], "b": ["B"], "value": [0.5], "sd": [1.0]})
    drawn = draw_signs(relations, 20_000, positive=1.0, negative=-0.5, seed=1)
    assert drawn == draw_signs(relations, 20_000, positive=1.0, negative=-0.5, seed=1)
    share = np.bincount(drawn["sign"].to_numpy() + 1, minlength=3) / 20_000
    assert share[2] == pytest.approx(0.3085, abs=0.01)  # above half a standard deviation
    assert share[0] == pytest.approx(0.1587, abs=0.01)  # below one
    with pytest.raises(MethodError, match="standard deviation"):
        draw_signs(relations.set_column(3, "sd", pa.array([-1.0])), 2)


def test_states_without_a_tie_do_not_count_in_a_draw() -> None:
    draws = pa.table({"draw": [0, 0, 1], "a": ["A", "B", "A"], "b": ["B", "C", "B"],
                      "sign": [1, 1, 1]})  # fmt: skip
    rows = {(row["a"], row["b"]): row for row in same_bloc(draws, 2).table.to_pylist()}
    assert rows["A", "B"]["draws"] == 2
    assert rows["A", "C"]["draws"] == 1
    assert rows["A", "B"]["period"] == ""


def test_groups_are_compared_with_the_blocs_by_date() -> None:
    pairs = [("FIN", "SWE", 0.9), ("FIN", "USA", 0.6), ("RUS", "SWE", 0.2), ("RUS", "USA", 0.1),
             ("FIN", "RUS", 0.2), ("SWE", "USA", 0.8)]  # fmt: skip
    same = pa.table(
        {
            "period": ["now"] * 6 + ["then"] * 6,
            "a": [pair[0] for pair in pairs] * 2,
            "b": [pair[1] for pair in pairs] * 2,
            "same_bloc_probability": [pair[2] for pair in pairs] * 2,
        }
    )
    found = group_cohesion(same, {"then": 2022, "now": date(2024, 6, 1)}, ["NATO", "BRICS"])
    rows = {(row["period"], row["group"]): row for row in found.table.to_pylist()}
    now, then = rows["now", "NATO"], rows["then", "NATO"]
    assert (now["members"], now["on"]) == ("FIN SWE USA", date(2024, 6, 1))
    assert now["same_bloc_within"] == pytest.approx((0.9 + 0.6 + 0.8) / 3)
    assert now["same_bloc_across"] == pytest.approx((0.2 + 0.1 + 0.2) / 3)
    assert (then["members"], then["missing"]) == ("USA", "fewer-than-two-members")
    assert then["same_bloc_within"] is None
    assert rows["now", "BRICS"]["members"] == "RUS"
    evidence = found.evidence.to_pylist()
    assert {row["member"] for row in evidence if row["group"] == "NATO"} == {"FIN", "SWE", "USA"}
    assert all(row["source"] and row["kind"] == "member" for row in evidence)
    with pytest.raises(CodeError):
        group_cohesion(same, {"now": 2024}, ["Avengers"])
