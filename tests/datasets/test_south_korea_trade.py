"""South Korea's trade: imports that the source repeats from the exports are missing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from kankei.datasets import coverage

from .layouts import laid, rows_of


def test_a_suspect_import_is_missing_and_the_export_stays(tmp_path: Path) -> None:
    rows = [
        {"iso3c": "RUS", "year": 2021, "export": 5.0, "import": 5.0, "import_suspect": True},
        {"iso3c": "JPN", "year": 2021, "export": 0.0, "import": 7.0, "import_suspect": False},
    ]
    found = {(r["a"], r["b"]): r for r in rows_of(laid(tmp_path, "south_korea_trade", rows))}
    assert found["KOR", "RUS"]["value"] is None
    assert found["KOR", "RUS"]["missing"] == "the source repeats the exports here"
    assert found["RUS", "KOR"]["value"] == 5.0
    assert (found["JPN", "KOR"]["value"], found["KOR", "JPN"]["value"]) == (0.0, 7.0)


def test_trade_between_the_koreas_is_not_covered() -> None:
    covered = coverage("south_korea_trade")
    assert covered.covers(date(2000, 1, 1), "KOR", "JPN")
    assert not covered.covers(date(2000, 1, 1), "KOR", "PRK")
