"""Obligations: each pledge a kind of its own, in the order in which the pair is written."""

from __future__ import annotations

from pathlib import Path

from kankei.datasets import coverage

from .layouts import laid, rows_of

PLEDGES = {
    "atop_defense": 1,
    "atop_offense": 0,
    "atop_neutral": 0,
    "atop_nonagg": 1,
    "atop_consul": 1,
}


def test_pledges_are_kinds_and_the_two_orders_may_differ(tmp_path: Path) -> None:
    rows = [
        {"ccode1": 365, "ccode2": 731, "year": 1961, **PLEDGES},
        {"ccode1": 731, "ccode2": 365, "year": 1961, **PLEDGES, "atop_defense": 0},
    ]
    found = {
        (r["a"], r["b"], r["kind"]): r["value"]
        for r in rows_of(laid(tmp_path, "atop_alliances", rows))
    }
    assert len(found) == 10
    assert found["SUN", "PRK", "defence_pledge"] == 1.0
    assert found["PRK", "SUN", "defence_pledge"] == 0.0
    assert found["SUN", "PRK", "offence_pledge"] == 0.0


def test_no_row_means_no_alliance() -> None:
    assert coverage("atop_alliances").silence == "none"
    assert not coverage("atop_alliances").gaps
