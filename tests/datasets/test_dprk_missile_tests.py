"""Missile tests: every missile of a volley counts, and a month stays a month."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

from kankei.datasets import coverage, load

from .layouts import laid, rows_of
from .samples import real


def test_a_volley_is_as_many_rows_as_missiles(tmp_path: Path) -> None:
    volley = {
        "date": "2022-11-02",
        "missile_name": "X",
        "missile_type": "SRBM",
        "outcome": "success",
    }
    loaded = laid(tmp_path, "dprk_missile_tests", [volley, volley, {**volley, "date": "1984-09"}])
    rows = rows_of(loaded)
    assert [row["precision"] for row in rows] == ["day", "day", "month"]
    assert rows[2]["ends"] == date(1984, 10, 1)
    assert sum(row["value"] for row in rows) == 3.0
    assert rows[0]["apogee"] is None


def test_only_north_korea_is_covered_and_no_row_is_no_test() -> None:
    covered = coverage("dprk_missile_tests")
    assert covered.covers(date(2018, 6, 1), "PRK") and not covered.covers(date(2018, 6, 1), "IRN")
    assert covered.silence == "none"


def test_real_tests_by_year() -> None:
    loaded = load("dprk_missile_tests", real("nk-missile-tests"))
    years = Counter(row["starts"].year for row in rows_of(loaded))
    assert (years[2022], years[2018], years[1984], years[2024]) == (69, 0, 6, 41)
