"""Frustration: published networks, brute force, certificates that need no solver, and strain."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kankei.measures.order import certify, frustration, signed_networks, triangle_census
from kankei.measures.order.programme import LIMITED, Optimum
from kankei.measures.rejections import Rejections
from kankei.terms.errors import MethodError

from .networks import COW_WINDOWS, Tie, cow_windows, least, networks, table, tribes


def index(ties: list[Tie]) -> int:
    row = frustration(table(ties)).table.to_pylist()[0]
    assert row["proven"]
    assert row["bound"] == row["frustration_ties"]
    return int(row["frustration_ties"])


def turned(ties: list[Tie], number: int) -> list[Tie]:
    return [(a, b, -sign if place == number else sign) for place, (a, b, sign) in enumerate(ties)]


def test_the_tribes_have_seven() -> None:
    """signnet, frustration_exact(tribes): 7."""
    found = frustration(tribes(), certified=True, strained=True)
    row = found.table.to_pylist()[0]
    assert (row["states"], row["ties"], row["hostile"]) == (16, 58, 29)
    assert (row["frustration_ties"], row["bound"], row["certified_bound"]) == (7, 7, 7)
    assert (row["status"], row["gap"], row["proven"]) == ("optimal", 0.0, True)
    assert sum(found.ties["frustrated"].to_pylist()) == 7
    assert row["frustrated_share"] == pytest.approx(7 / 58)


def test_the_triangles_of_the_tribes() -> None:
    """signnet, balance_score(tribes, "triangles"): 0.8676471."""
    row = triangle_census(tribes()).table.to_pylist()[0]
    assert row["triangles_balanced_share"] == pytest.approx(0.8676471, abs=5e-8)
    assert [row[f"hostile_{number}"] for number in range(4)] == [19, 2, 40, 7]


def test_fifty_one_windows_of_the_world_are_proven() -> None:
    rows = frustration(cow_windows()).table.to_pylist()
    assert tuple(row["frustration_ties"] for row in rows) == COW_WINDOWS
    assert all(row["proven"] and row["status"] == "optimal" for row in rows)


def test_some_windows_are_proven_without_the_solver_of_the_programme() -> None:
    """The weights are checked here: none is negative, no tie is loaded above 1, cycles are odd."""
    windows = signed_networks(cow_windows(), Rejections())
    for place in (0, 9, 30):
        network, proof = windows[place], certify(windows[place])
        assert (proof.weight >= 0).all()
        assert proof.load.max() <= 1 + 1e-9
        assert proof.bound == COW_WINDOWS[place]
        for row in proof.cycles.tocsr()[proof.weight > 0]:
            ties = np.repeat(row.indices, row.data.astype(int))
            assert (network.sign[ties] < 0).sum() % 2 == 1
            ends = np.bincount(np.concatenate([network.a[ties], network.b[ties]]))
            assert (ends % 2 == 0).all()


@given(networks)
@settings(max_examples=40, deadline=None)
def test_it_is_the_least_over_all_partitions(ties: list[Tie]) -> None:
    found = frustration(table(ties), certified=True)
    row = found.table.to_pylist()[0]
    assert row["frustration_ties"] == least(ties)
    assert row["certified_bound"] <= row["frustration_ties"]
    side = {row["state"]: row["side"] for row in found.sides.to_pylist()}
    for tie in found.ties.to_pylist():
        assert tie["frustrated"] == ((side[tie["a"]] != side[tie["b"]]) == (tie["sign"] > 0))
    assert sum(found.ties["frustrated"].to_pylist()) == row["frustration_ties"]


@given(networks, st.sampled_from("ABCDEFG"))
@settings(max_examples=25, deadline=None)
def test_a_state_that_changes_sides_changes_nothing(ties: list[Tie], state: str) -> None:
    """Turning every tie of one state over leaves the index as it was."""
    switched = [(a, b, -sign if state in (a, b) else sign) for a, b, sign in ties]
    assert index(switched) == index(ties)


@given(networks)
@settings(max_examples=25, deadline=None)
def test_strain_is_what_solving_anew_gives(ties: list[Tie]) -> None:
    found = frustration(table(ties), strained=True).ties.to_pylist()
    strain = {(row["a"], row["b"]): row["tie_strain"] for row in found}
    for number, (a, b, _) in enumerate(ties):
        assert strain[a, b] == least(turned(ties, number)) - least(ties)


def test_strain_of_the_tribes_is_what_solving_anew_gives() -> None:
    found = frustration(tribes(), strained=True).ties.to_pylist()
    ties = [(row["a"], row["b"], row["sign"]) for row in found]
    strains = [row["tie_strain"] for row in found]
    assert sorted(set(strains)) == [-1, 0, 1]
    for number, strain in enumerate(strains):
        assert index(turned(ties, number)) - 7 == strain


def test_strain_of_a_window_is_what_solving_anew_gives() -> None:
    windows = cow_windows()
    window = windows.filter(pa.compute.equal(windows["period"], "1949"))
    found = frustration(window, strained=True).ties.to_pylist()
    ties = [(row["a"], row["b"], row["sign"]) for row in found]
    chosen = np.random.default_rng(3).choice(len(ties), 12, replace=False).tolist()
    chosen += [n for n, row in enumerate(found) if row["tie_strain"] < 1][:20]
    for number in chosen:
        assert index(turned(ties, number)) - 15 == found[number]["tie_strain"]


@given(networks)
@settings(max_examples=20, deadline=None)
def test_triangles_of_ties_add_up_to_the_census(ties: list[Tie]) -> None:
    found = frustration(table(ties)).ties.to_pylist()
    row = triangle_census(table(ties)).table.to_pylist()[0]
    assert sum(tie["triangles_balanced"] for tie in found) == 3 * (
        row["hostile_0"] + row["hostile_2"]
    )
    assert sum(tie["triangles_unbalanced"] for tie in found) == 3 * (
        row["hostile_1"] + row["hostile_3"]
    )
    assert row["missing"] == ("" if row["triangles"] else "no-triangle")


def test_parts_of_a_disconnected_system_add_up() -> None:
    bad = [("A", "B", 1), ("B", "C", 1), ("A", "C", -1)]
    other = [("X", "Y", -1), ("Y", "Z", -1), ("X", "Z", -1)]
    assert index([*bad, *other, ("P", "Q", -1)]) == 2


def test_everything_left_out_is_counted_and_named() -> None:
    ties = pa.table(
        {
            "period": ["1", "1", "1", "1", "1", "1", "1", "2", None],
            "a": ["A", "B", "A", "A", "A", "C", None, "A", "A"],
            "b": ["B", "A", "A", "C", "D", "A", "B", "Q", "B"],
            "sign": [1, 1, 1, 2, 1, None, 1, 1, 1],
        }
    )
    ties = pa.concat_tables([ties, table([("A", "D", -1)], "1").select(ties.column_names)])
    found = frustration(ties, states=["A", "B", "C", "D"])
    rows = {tuple(row.values()) for row in found.rejections.to_pylist()}
    assert rows == {
        ("sign", "", "empty", 1),
        ("sign", "2", "not a sign", 1),
        ("a", "", "no state", 1),
        ("b", "Q", "not a known state", 1),
        ("a", "A", "tie of a state with itself", 1),
        ("period", "", "empty", 1),
        ("a", "1 A B", "repeated, counted once", 1),
        ("a", "1 A D", "friendly and hostile, not counted", 2),
    }
    first, second = found.table.to_pylist()
    assert (first["ties"], first["frustration_ties"], first["missing"]) == (1, 0, "")
    assert (second["ties"], second["frustration_ties"], second["missing"]) == (0, None, "no-tie")


def test_values_become_signs_by_open_limits() -> None:
    ties = pa.table({"a": ["A", "B", "C"], "b": ["B", "C", "A"], "value": [0.8, 0.1, -0.7]})
    found = frustration(ties, positive=0.5, negative=-0.5)
    assert found.ties["sign"].to_pylist() == [1, -1]
    assert found.rejections.to_pylist()[0]["what"] == "neither friendly nor hostile"
    with pytest.raises(MethodError, match="lower"):
        frustration(ties, positive=-0.5, negative=0.5)
    with pytest.raises(MethodError, match="columns"):
        frustration(ties.drop_columns(["value"]))


def test_without_time_there_is_a_value_but_no_proof() -> None:
    random = np.random.default_rng(2)
    states = [f"S{number:02}" for number in range(60)]
    ties = [
        (states[a], states[b], int(random.choice([1, -1])))
        for a in range(60)
        for b in range(a)
        if random.random() < 0.3
    ]
    found = frustration(table(ties), time_limit=0.01, strained=True)
    row = found.table.to_pylist()[0]
    assert not row["proven"]
    assert row["status"] == LIMITED
    assert row["bound"] < row["frustration_ties"] == sum(found.ties["frustrated"].to_pylist())
    assert found.ties["tie_strain"].null_count == len(ties)


def test_proof_is_the_bound_and_not_the_word_of_the_solver() -> None:
    sides = np.zeros(2, np.int64)
    assert Optimum(sides, 3, 3, LIMITED, 0.0).proven
    assert not Optimum(sides, 3, 2, "optimal", 0.0).proven
