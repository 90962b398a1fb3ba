"""Shared memberships: an undirected pair in the order of its codes."""

from __future__ import annotations

from pathlib import Path

from .layouts import laid, rows_of


def test_a_pair_is_in_the_order_of_its_codes(tmp_path: Path) -> None:
    rows = [{"ccode1": 2, "ccode2": 20, "year": 1920, "dyadigos": 7}]
    row = rows_of(laid(tmp_path, "cow_igo_shared", rows))[0]
    assert (row["a"], row["b"], row["value"], row["directed"]) == ("CAN", "USA", 7.0, False)
