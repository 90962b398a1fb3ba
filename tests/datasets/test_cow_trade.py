"""Trade: imports of either side, a missing flow apart from a flow of zero."""

from __future__ import annotations

from pathlib import Path

from kankei.datasets import coverage, load

from .layouts import laid, rows_of
from .samples import real


def test_decimals_are_those_of_the_source(tmp_path: Path) -> None:
    rows = [{"ccode1": 2, "ccode2": 731, "year": 2000, "flow1": 0.123}]
    found = [r for r in rows_of(laid(tmp_path, "cow_trade", rows)) if r["a"] == "USA"]
    assert found[0]["value"] == 0.123


def test_minus_nine_of_the_publisher_is_missing_and_zero_is_zero(tmp_path: Path) -> None:
    rows = [{"ccode1": 2, "ccode2": 731, "year": 2000, "flow1": -9.0, "flow2": 0.0}]
    loaded = laid(tmp_path, "cow_trade", rows, form="cow-trade-4")
    found = {r["a"]: r for r in rows_of(loaded) if r["kind"] == "imports"}
    assert (found["USA"]["value"], found["PRK"]["value"]) == (None, 0.0)
    assert "-9" in found["USA"]["missing"] and found["PRK"]["missing"] is None


def test_a_pair_without_a_row_is_not_known() -> None:
    """The table was made without the pairs whose flows are zero or not known."""
    assert coverage("cow_trade").silence == "missing"


def test_real_flows_of_zero_are_zero_and_others_missing() -> None:
    loaded = load("cow_trade", real("cow-trade-dyadic"), states=("CHN", "MNG", "PRK", "RUS", "UKR"))
    rows = [row for row in rows_of(loaded) if row["kind"] == "imports"]
    assert any(row["value"] == 0.0 for row in rows)
    assert all((row["value"] is None) == bool(row["missing"]) for row in rows)
    assert {row["b"] for row in rows if row["a"] == "PRK"} <= {"CHN", "MNG", "RUS", "UKR"}
