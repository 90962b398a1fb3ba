"""Capitals: two coordinates of one city, and a move as a new row."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from .layouts import laid, rows_of


def test_a_capital_has_two_coordinates(tmp_path: Path) -> None:
    city = {"ccode": 731, "capital": "Pyongyang", "lat": 39.0, "lng": 125.7}
    when = {"stdate": date(1948, 1, 1), "enddate": date(2024, 12, 31)}
    found = {r["field"]: r for r in rows_of(laid(tmp_path, "cow_capitals", [{**city, **when}]))}
    assert found["capital_latitude"]["value"] == 39.0
    assert found["capital_longitude"]["value"] == 125.7
    assert {r["capital"] for r in found.values()} == {"Pyongyang"}
    assert {r["ends"] for r in found.values()} == {date(2025, 1, 1)}
