"""Major powers: dates from three columns, the last day included."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from kankei.datasets import coverage

from .layouts import laid, rows_of


def test_dates_are_joined_from_their_columns(tmp_path: Path) -> None:
    first = {"styear": 1895, "stmonth": 4, "stday": 1}
    last = {"endyear": 1945, "endmonth": 8, "endday": 14}
    row = rows_of(laid(tmp_path, "cow_majors", [{"ccode": 740, **first, **last}]))[0]
    assert (row["subject"], row["starts"], row["ends"]) == (
        "JPN",
        date(1895, 4, 1),
        date(1945, 8, 15),
    )


def test_after_2016_it_is_not_known_who_is_a_major_power() -> None:
    covered = coverage("cow_majors")
    assert covered.covers(date(2016, 12, 31), "USA")
    assert not covered.covers(date(2017, 1, 1), "USA")
