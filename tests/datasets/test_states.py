"""A code means a state on a day; the traps are those that other tools fell into."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest

from kankei.datasets import card
from kankei.datasets.coded import Coded
from kankei.datasets.states import Scheme, members, resolve

SEATS = card("unga_rollcalls").tables["seats"]


def state(code: str, day: str, scheme: Scheme) -> str | None:
    seats = [row for row in SEATS if row["scheme"] == scheme]
    days = np.array([day], "datetime64[D]")
    return resolve(Coded.of(pa.array([code])), days, scheme, seats).to_pylist()[0]


@pytest.mark.parametrize(
    ("code", "day", "scheme", "expected"),
    [
        ("731", "2014-03-27", "cow", "PRK"),
        ("732", "2014-03-27", "cow", "KOR"),
        ("365", "1985-10-01", "cow", "SUN"),
        ("365", "1992-10-01", "cow", "RUS"),
        ("345", "1980-10-01", "cow", "YUG"),
        ("345", "2004-10-01", "cow", "SCG"),
        ("345", "2010-10-01", "cow", "SRB"),
        ("710", "1985-10-01", "cow", "CHN"),
        ("713", "1960-10-01", "cow", "TWN"),
        ("260", "1980-10-01", "cow", "DEU"),
        ("265", "1980-10-01", "cow", "DDR"),
        ("999", "1980-10-01", "cow", None),
        ("KP", "2000-10-01", "iso2", "PRK"),
        ("KR", "2000-10-01", "iso2", "KOR"),
        ("CS", "1980-10-01", "iso2", "CSK"),
        ("YU", "2010-10-01", "iso2", "SRB"),
        ("RU", "1980-10-01", "iso2", "SUN"),
        ("Yemen Arab Republic", "1980-10-01", "iso2", "YEM"),
        ("YD", "1980-10-01", "iso2", "YMD"),
        ("TWN", "1947-10-01", "iso3", "CHN"),
        ("TWN", "1960-10-01", "iso3", "TWN"),
        ("SRB", "1999-10-01", "iso3", "YUG"),
        ("UKR", "1970-10-01", "iso3", "UKR"),
        ("ZZZ", "2000-10-01", "iso3", None),
    ],
)
def test_codes_by_date(code: str, day: str, scheme: Scheme, expected: str | None) -> None:
    assert state(code, day, scheme) == expected


@pytest.mark.parametrize(
    ("code", "day", "month_only", "expected"),
    [
        ("PRK", "1991-09-16", False, False),
        ("PRK", "1991-09-17", False, True),
        ("PRK", "1991-09-01", True, True),
        ("PRK", "1991-08-01", True, False),
        ("CHE", "2002-09-09", False, False),
        ("TWN", "1971-10-01", True, True),
        ("TWN", "1972-01-01", True, False),
        ("UKR", "1950-10-01", False, True),
    ],
)
def test_membership_of_the_united_nations(
    code: str, day: str, month_only: bool, expected: bool
) -> None:
    states = Coded.of(pa.array([code]))
    days = np.array([day], "datetime64[D]")
    assert members(states, days, np.array([month_only]))[0] == expected
