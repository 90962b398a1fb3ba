"""Relations of both Koreas: by name, and with partners as they were."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kankei.datasets import coverage

from .layouts import laid, rows_of


@pytest.mark.parametrize(
    ("korea", "partner", "year", "pair"),
    [
        ("North Korea", "UKR", 2022, ("PRK", "UKR")),
        ("South Korea", "UKR", 2022, ("KOR", "UKR")),
        ("North Korea", "RUS", 1985, ("PRK", "SUN")),
        ("North Korea", "RUS", 1992, ("PRK", "RUS")),
        ("North Korea", "SRB", 1980, ("PRK", "YUG")),
        ("South Korea", "SRB", 2005, ("KOR", "SCG")),
        ("South Korea", "CHN", 1995, ("CHN", "KOR")),
    ],
)
def test_pairs_by_date(
    tmp_path: Path, korea: str, partner: str, year: int, pair: tuple[str, str]
) -> None:
    rows = [{"south_north": korea, "iso3c": partner, "year": year, "diplomatic_ties": 1}]
    row = rows_of(laid(tmp_path, "diplomatic_ties", rows))[0]
    assert (row["a"], row["b"], row["value"]) == (*pair, 1.0)


def test_only_pairs_with_a_korea_are_covered() -> None:
    covered = coverage("diplomatic_ties")
    assert covered.covers(date(2020, 1, 1), "PRK", "RUS")
    assert not covered.covers(date(2020, 1, 1), "JPN", "RUS")
    assert not covered.covers(date(1947, 1, 1), "PRK", "RUS")
    assert covered.table()["subject"].to_pylist() == ["KOR", "PRK"]
