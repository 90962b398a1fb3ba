"""Conflicts by state: both sides of a war of states, once whoever else sent troops."""

from __future__ import annotations

from pathlib import Path

from kankei.datasets.wide import REPEATED

from .layouts import laid, rows_of

WAR = {"conflict_id": 1, "year": 1950, "gwno_a": 731, "gwno_b": 732, "intensity_level": 2}


def test_a_conflict_is_counted_once_for_each_state(tmp_path: Path) -> None:
    """The table repeats the row for each state that sent troops."""
    rows = [{**WAR, "gwno_b_2nd": 2}, {**WAR, "gwno_b_2nd": 200}]
    loaded = laid(tmp_path, "ucdp_conflicts", rows)
    found = sorted((r["subject"], r["conflict"], r["value"]) for r in rows_of(loaded))
    assert found == [("KOR", 1, 2.0), ("PRK", 1, 2.0)]
    assert loaded.repairs == {REPEATED: 1}


def test_a_conflict_at_home_has_one_side(tmp_path: Path) -> None:
    rows = [{**WAR, "gwno_b": None, "type_of_conflict": "intrastate"}]
    assert [r["subject"] for r in rows_of(laid(tmp_path, "ucdp_conflicts", rows))] == ["PRK"]
