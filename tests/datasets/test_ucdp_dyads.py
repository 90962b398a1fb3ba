"""Conflicts by pair: who fought whom, and whose troops stood on which side."""

from __future__ import annotations

from pathlib import Path

from .layouts import laid, rows_of

WAR = {"conflict_id": 13243, "year": 2024, "gwno_a": 365, "gwno_b": 369, "intensity_level": 2}


def test_troops_are_directed_and_the_war_is_not(tmp_path: Path) -> None:
    rows = rows_of(laid(tmp_path, "ucdp_dyads", [{**WAR, "gwno_a_2nd": 731}]))
    assert sorted((r["kind"], r["a"], r["b"], r["directed"], r["value"]) for r in rows) == [
        ("conflict_intensity", "RUS", "UKR", False, 2.0),
        ("troops_for", "PRK", "RUS", True, 1.0),
    ]


def test_troops_beside_rebels_are_against_the_state(tmp_path: Path) -> None:
    rows = [
        {"conflict_id": 2, "year": 2015, "gwno_a": 369, "gwno_b_2nd": 365, "intensity_level": 1}
    ]
    found = [(r["kind"], r["a"], r["b"]) for r in rows_of(laid(tmp_path, "ucdp_dyads", rows))]
    assert found == [("troops_against", "RUS", "UKR")]


def test_a_war_with_several_helpers_is_one_tie(tmp_path: Path) -> None:
    rows = [{**WAR, "gwno_a_2nd": code} for code in (731, 370)]
    kinds = [r["kind"] for r in rows_of(laid(tmp_path, "ucdp_dyads", rows))]
    assert sorted(kinds) == ["conflict_intensity", "troops_for", "troops_for"]
