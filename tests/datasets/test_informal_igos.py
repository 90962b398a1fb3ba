"""Informal organisations: the survey of 2017, and the last year of what ended before."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from .layouts import laid, refused, rows_of

ALIVE, DEAD = "Formal (1) or Dead (2)", "End IIGO Year"
BODIES = [
    {"Nbr.": 1, ALIVE: "0", "Issue-area": "Political", "Beg. Year": 1964},
    {"Nbr.": 2, ALIVE: "2", DEAD: "1976", "Beg. Year": 1950},
    {"Nbr.": 3, ALIVE: "2", DEAD: "UK", "Beg. Year": 1950},
]


def test_members_hold_in_the_year_of_the_survey_or_the_last(tmp_path: Path) -> None:
    members = [
        {"nbr": 1, "name": "Group of 77", "abbreviation": "G77", "state": "North Korea"},
        {"nbr": 1, "name": "Group of 77", "abbreviation": "G77", "state": "Korea"},
        {"nbr": 2, "name": "Gone", "state": "Russia"},
        {"nbr": 3, "name": "Unknown", "state": "Japan"},
    ]
    loaded = laid(tmp_path, "informal_igos", members, BODIES)
    found = {row["subject"]: row for row in rows_of(loaded)}
    assert sorted(found) == ["KOR", "PRK", "SUN"]
    assert found["PRK"]["starts"] == date(2017, 1, 1)
    assert found["SUN"]["ends"] == date(1977, 1, 1)
    assert (found["PRK"]["area"], found["PRK"]["begun"]) == ("Political", 1964)
    assert refused(loaded) == [("day", "UK", "no date")]
