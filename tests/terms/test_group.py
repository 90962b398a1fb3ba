"""Groups: who belonged to what when."""

from __future__ import annotations

from datetime import date

import pytest

from kankei.terms.actor import states
from kankei.terms.errors import CodeError
from kankei.terms.group import groups

from .data import publishers_file, publishers_rows

REGISTER = groups()
GROUPS = [group.id for group in REGISTER.rows]


@pytest.mark.parametrize("year", range(1992, 2026))
def test_the_security_council_has_five_and_ten_members(year: int) -> None:
    assert len(REGISTER.members("UNSC", year, "permanent")) == 5
    assert len(REGISTER.members("UNSC", year, "elected")) == 10


@pytest.mark.parametrize(
    ("state", "years"),
    [
        ("JPN", {1997, 1998, 2005, 2006, 2009, 2010, 2016, 2017, 2023, 2024}),
        ("KOR", {1996, 1997, 2013, 2014, 2024, 2025}),
        ("UKR", {2000, 2001, 2016, 2017}),
        ("PRK", set()),
    ],
)
def test_terms_of_the_region_in_the_security_council(state: str, years: set[int]) -> None:
    served = {y for y in range(1994, 2026) if state in REGISTER.members("UNSC", y, "elected")}
    assert served == years


@pytest.mark.parametrize(
    ("group", "day", "size"),
    [
        ("G7", 2024, 7),
        ("G8", 2010, 8),
        ("G8", 2015, 0),
        ("NATO", 1950, 12),
        ("NATO", 1990, 16),
        ("NATO", 2016, 28),
        ("NATO", date(2023, 4, 3), 30),
        ("NATO", date(2023, 4, 4), 31),
        ("NATO", date(2024, 3, 7), 32),
        ("BRICS", 2012, 5),
        ("BRICS", 2024, 9),
        ("BRICS", date(2025, 1, 6), 10),
        ("SCO", 2010, 6),
        ("SCO", 2020, 8),
        ("SCO", date(2024, 7, 4), 10),
        ("QUAD", 2012, 0),
        ("QUAD", 2020, 4),
        ("G77", 2017, 129),
        ("UNSC-P5", 1960, 5),
        ("NATO", 1930, 0),
    ],
)
def test_sizes_by_day(group: str, day: date | int, size: int) -> None:
    assert len(REGISTER.members(group, day)) == size


def test_china_s_seat_by_day() -> None:
    for day, holder in [(1947, "CHN"), (1960, "TWN"), (1980, "CHN")]:
        seats = set(REGISTER.members("UNSC-P5", day)) & {"CHN", "TWN"}
        assert seats == {holder}
    assert "SUN" in REGISTER.members("UNSC", 1985) and "RUS" in REGISTER.members("UNSC", 1995)


def test_what_a_state_belonged_to() -> None:
    assert {item.group for item in REGISTER.of("RUS", on=2020)} == {
        "BRICS",
        "SCO",
        "UNSC",
        "UNSC-P5",
    }
    kinds = {item.group: item.kind for item in REGISTER.of("MNG", on=2024)}
    assert kinds == {"SCO": "observer", "G77": "member"}
    assert "MNG" not in REGISTER.members("SCO", 2024)
    with pytest.raises(CodeError):
        REGISTER.of("XXX", on=2020)
    with pytest.raises(CodeError, match="UNSC-P5"):
        REGISTER.get("ASEAN")


def test_every_membership_is_of_a_known_state_has_a_source_and_no_double() -> None:
    seen: dict[tuple[str, str], list[object]] = {}
    for item in REGISTER.memberships:
        assert states().get(item.member).id == item.member
        assert item.group in GROUPS and len(item.source) > 20
        for other in seen.setdefault((item.group, item.member), []):
            assert not item.period.overlaps(other.period), item  # type: ignore[attr-defined]
        seen[item.group, item.member].append(item)
    assert len({item.id for item in REGISTER.memberships}) == len(REGISTER.memberships)


def test_groups_have_names_in_both_languages() -> None:
    for group in REGISTER.rows:
        assert group.label.ja and group.label.en and group.name.ja and group.name.en


def test_undated_memberships_say_that_they_are_uncertain() -> None:
    assert all(item.period.uncertain for item in REGISTER.memberships if item.group == "G77")


@pytest.mark.parametrize("group", ["NATO", "SCO"])
def test_members_are_those_of_the_cow_table_in_each_year(group: str) -> None:
    rows = publishers_rows("cow-igo-memberships", "membership_long.parquet")
    table = [row for row in rows if row["ioname"] == group.lower() and row["status"] == 1]
    for year in range(2001, 2015):
        on = date(year, 12, 31)
        published = {states().by_cow(row["ccode"], on).id for row in table if row["year"] == year}
        assert set(REGISTER.members(group, on)) == published, year


def test_g77_brics_and_g7_are_those_of_the_table_of_2017() -> None:
    lines = publishers_file("informal-igos", "iigo_members_2017.csv").read_text(encoding="utf-8")
    assert lines.count(",G77,") == len(REGISTER.members("G77", 2017)) == 129
    assert lines.count(",BRICS,BRICS,") == len(REGISTER.members("BRICS", 2017)) == 5
