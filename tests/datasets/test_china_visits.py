"""Visits: two equal rows are two visits, and a name is the state of its time."""

from __future__ import annotations

from pathlib import Path

import pytest

from .layouts import laid, rows_of

VISIT = {"Name": "Zhou Enlai", "Level": "Premier"}


def test_two_visits_of_a_year_stay_two_and_are_known_to_the_year(tmp_path: Path) -> None:
    loaded = laid(
        tmp_path, "china_visits", [{**VISIT, "Year": 1958, "Country": "Korea, North"}] * 2
    )
    rows = rows_of(loaded)
    assert len({row["event"] for row in rows}) == 2
    assert {(r["source"], r["target"], r["plover"], r["precision"]) for r in rows} == {
        ("CHN", "PRK", "CONSULT", "year")
    }


@pytest.mark.parametrize(
    ("country", "year", "state"),
    [
        ("Soviet Union", 1957, "SUN"),
        ("Russia", 2001, "RUS"),
        ("Vietnam", 1960, "VNM"),
        ("Vietnam", 2006, "VNM"),
        ("Korea, South", 1995, "KOR"),
        ("Germany, East", 1986, "DDR"),
        ("Congo - Kinshasa", 1978, "COD"),
    ],
)
def test_names_by_date(tmp_path: Path, country: str, year: int, state: str) -> None:
    loaded = laid(tmp_path, "china_visits", [{**VISIT, "Year": year, "Country": country}])
    assert [row["target"] for row in rows_of(loaded)] == [state]
