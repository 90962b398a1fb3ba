"""Distance: zero means that two states touch, and a pair without a row is missing."""

from __future__ import annotations

from pathlib import Path

from kankei.datasets import coverage

from .layouts import laid, rows_of


def test_zero_is_a_distance(tmp_path: Path) -> None:
    rows = [{"ccode1": 365, "ccode2": 731, "year": 2019, "mindist": 0.0}]
    row = rows_of(laid(tmp_path, "cow_distance", rows))[0]
    assert (row["a"], row["b"], row["value"], row["unit"]) == ("PRK", "RUS", 0.0, "km")
    assert coverage("cow_distance").silence == "missing"
