"""Poles: distances by hand, probabilities against simulation, and the published ideal points."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kankei.measures.order import poles
from kankei.terms.errors import MethodError
from tests.datasets.samples import real

OF = {"west": ["USA", "GBR"], "east": ["RUS"]}


def points(values: dict[str, float], sd: float | None = None, session: str = "74") -> pa.Table:
    columns = {
        "session": [session] * len(values),
        "state": list(values),
        "mean": [*values.values()],
    }
    return pa.table(columns if sd is None else columns | {"sd": [sd] * len(values)})


VALUES = {"USA": 3.0, "GBR": 1.0, "RUS": 0.0, "JPN": 1.2, "PRK": -1.0}


def test_distances_by_hand() -> None:
    found = poles(points(VALUES), OF)
    rows = {(row["state"], row["pole"]): row for row in found.table.to_pylist()}
    assert rows["JPN", "west"]["pole_position"] == 2.0
    assert rows["JPN", "west"]["pole_distance"] == pytest.approx(0.8)
    assert rows["JPN", "west"]["nearest"]
    assert rows["JPN", "east"]["pole_distance"] == pytest.approx(1.2)
    assert rows["RUS", "east"]["pole_distance"] == 0
    assert rows["JPN", "west"]["nearest_probability"] is None  # without errors there is none
    west, east = found.system.to_pylist()
    assert (west["members"], west["next_pole_distance"], west["states"]) == ("GBR USA", 2.0, 5)
    assert (west["states_nearest"], east["states_nearest"]) == (3, 3)  # GBR lies in the middle
    assert west["states_surely_nearest"] is None


@given(st.lists(st.floats(-3, 3), min_size=5, max_size=5), st.floats(0.05, 1))
@settings(max_examples=30, deadline=None)
def test_probabilities_sum_to_one(numbers: list[float], sd: float) -> None:
    values = dict(zip(VALUES, numbers, strict=True))
    of = {"a": ["USA"], "b": ["RUS"], "c": ["PRK", "GBR"]}
    total: dict[str, float] = {}
    for row in poles(points(values, sd), of).table.to_pylist():
        assert 0 <= row["nearest_probability"] <= 1
        total[row["state"]] = total.get(row["state"], 0) + row["nearest_probability"]
    assert list(total.values()) == pytest.approx([1] * 5)


def test_probabilities_and_errors_are_those_of_a_simulation() -> None:
    random = np.random.default_rng(8)
    names = list(VALUES)
    drawn = random.normal([*VALUES.values()], 0.5, (200_000, 5))
    west = drawn[:, [names.index("USA"), names.index("GBR")]].mean(axis=1)
    east = drawn[:, names.index("RUS")]
    for row in poles(points(VALUES, 0.5), OF).table.to_pylist():
        x = drawn[:, names.index(row["state"])]
        position, other = (west, east) if row["pole"] == "west" else (east, west)
        nearer = np.abs(x - position) < np.abs(x - other)
        assert row["nearest_probability"] == pytest.approx(nearer.mean(), abs=0.03)
        assert row["difference_sd"] == pytest.approx((x - position).std(), abs=0.01)


def test_a_pole_that_is_not_there_is_missing() -> None:
    both = pa.concat_tables([points(VALUES), points({"RUS": 0.0, "JPN": 1.0}, session="75")])
    found = poles(both, OF)
    rows = [row for row in found.table.to_pylist() if row["session"] == "75"]
    assert {(row["pole"], row["pole_distance"] is None, row["missing"]) for row in rows} == {
        ("west", True, "no-state-of-the-pole"),
        ("east", False, ""),
    }
    assert [row["value"] for row in found.rejections.to_pylist()] == ["75 USA", "75 GBR"]
    west = found.system.to_pylist()[2]
    assert (west["missing"], west["pole_position"]) == ("no-state-of-the-pole", None)


def test_bad_points_are_named() -> None:
    twice = pa.concat_tables([points(VALUES), points({"JPN": 5.0, "CHN": float("nan")})])
    found = poles(twice, OF)
    assert {row["what"] for row in found.rejections.to_pylist()} == {
        "empty",
        "given twice, first counted",
    }
    assert {row["state"] for row in found.table.to_pylist()} == set(VALUES)
    for wrong in ({"west": ["USA"]}, {"west": ["USA"], "east": []}):
        with pytest.raises(MethodError, match="two poles"):
            poles(points(VALUES), wrong)


def test_published_ideal_points() -> None:
    """Session 74 of April 2020: USA 2.69, RUS 0.14, JPN 0.72, PRK -0.15."""
    path = real("ideal-points") / "idealpoints_All_Apr2020.parquet"
    table = pq.read_table(path, columns=["session", "ccode", "IdealPoint"])
    named = table.rename_columns(["session", "state", "mean"])
    found = poles(named, {"USA": ["2"], "RUS": ["365"]})
    rows = {
        (row["state"], row["pole"]): row
        for row in found.table.to_pylist()
        if row["session"] == "74"
    }
    assert rows["740", "RUS"]["pole_distance"] == pytest.approx(0.72 - 0.14, abs=0.015)
    assert rows["740", "RUS"]["nearest"]
    assert rows["365", "USA"]["pole_distance"] == pytest.approx(2.69 - 0.14, abs=0.015)
    assert rows["731", "RUS"]["pole_distance"] == pytest.approx(0.29, abs=0.015)
