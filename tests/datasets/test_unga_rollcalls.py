"""Roll calls from every form: absence, abstention and non-membership are three things."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kankei.datasets import load
from kankei.terms.errors import DatasetError

from .samples import (
    real,
    undl_row,
    voeten_row,
    write_cow,
    write_matrix,
    write_undl,
    write_voeten,
)

DAY = date(2023, 12, 4)


def choices(folder: Path, **options: object) -> dict[str, str]:
    rows = load("unga_rollcalls", folder, **options).table.to_pylist()
    return {row["state"]: row["choice"] for row in rows}


def test_absence_abstention_and_non_membership_are_kept_apart(tmp_path: Path) -> None:
    marks = {"PRK": 3, "KOR": 1, "CHN": 2, "MNG": 8, "PSE": 9}
    loaded = load("unga_rollcalls", write_matrix(tmp_path, DAY, marks))
    assert {row["state"]: row["choice"] for row in loaded.table.to_pylist()} == {
        "PRK": "no",
        "KOR": "yes",
        "CHN": "abstain",
        "MNG": "absent",
    }
    assert [(r["value"], r["what"]) for r in loaded.rejections.to_pylist()] == [
        ("9", "not a member")
    ]


def test_a_matrix_without_states_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="name like"):
        load("unga_rollcalls", write_matrix(tmp_path, DAY, {}))


def test_marks_outside_the_code_book_are_counted(tmp_path: Path) -> None:
    loaded = load("unga_rollcalls", write_matrix(tmp_path, DAY, {"PRK": 7, "KOR": 1}))
    assert loaded.table.num_rows == 1
    assert loaded.rejections.to_pylist()[0]["value"] == "7"


def test_votes_of_states_that_are_no_members_are_counted(tmp_path: Path) -> None:
    loaded = load("unga_rollcalls", write_matrix(tmp_path, date(1985, 12, 12), {"PRK": 1}))
    assert loaded.table.num_rows == 0
    assert loaded.rejections.to_pylist()[0]["what"] == "not a member on that day"
    assert loaded.coverage.stretches == ()


def test_votes_outside_membership_stay_when_asked_for_and_are_counted(tmp_path: Path) -> None:
    folder = write_matrix(tmp_path, date(1985, 12, 12), {"PRK": 1, "JPN": 3})
    loaded = load("unga_rollcalls", folder, outside_membership=True)
    assert choices(folder, outside_membership=True) == {"PRK": "yes", "JPN": "no"}
    assert loaded.repairs["membership"] == 1
    assert loaded.rejections.num_rows == 0


def test_a_vote_of_a_code_that_nobody_held_is_no_vote_outside_membership(tmp_path: Path) -> None:
    folder = write_cow(tmp_path, [(78001, DAY, 999, 1), (78001, DAY, 2, 1)])
    loaded = load("unga_rollcalls", folder, outside_membership=True)
    assert loaded.repairs["membership"] == 0
    assert loaded.rejections["value"].to_pylist() == ["999"]


def test_unknown_state_codes_are_counted(tmp_path: Path) -> None:
    loaded = load("unga_rollcalls", write_cow(tmp_path, [(78001, DAY, 999, 1), (78001, DAY, 2, 1)]))
    assert [row["value"] for row in loaded.rejections.to_pylist()] == ["999"]
    assert loaded.table["state"].to_pylist() == ["USA"]


def test_ballots_without_roll_call_date_or_vote_are_counted(tmp_path: Path) -> None:
    good = undl_row("JPN", "Y")
    rows = [good, good.replace("A/RES/79/1,JPN", ",KOR", 1), good.replace("2024-12-02", "")]
    rows.append(good.replace(",Y,", ",,"))
    loaded = load("unga_rollcalls", write_undl(tmp_path, rows))
    assert loaded.table.num_rows == 1
    assert loaded.rejections["what"].to_pylist() == [
        "no roll call",
        "no date",
        "not in the code book of the votes",
    ]


def test_equal_doubles_are_kept_once_and_different_ones_not_at_all(tmp_path: Path) -> None:
    votes = [(78001, DAY, 2, 1), (78001, DAY, 2, 1), (78001, DAY, 740, 1), (78001, DAY, 740, 3)]
    loaded = load("unga_rollcalls", write_cow(tmp_path, votes))
    assert loaded.table["state"].to_pylist() == ["USA"]
    assert loaded.repairs["duplicate"] == 1
    rejection = loaded.rejections.to_pylist()[0]
    assert (rejection["value"], rejection["rows"]) == ("JPN", 2)


def test_a_stray_date_is_replaced_by_that_of_the_majority(tmp_path: Path) -> None:
    votes = [(78001, DAY, 2, 1), (78001, DAY, 740, 1), (78001, date(2023, 11, 1), 731, 3)]
    loaded = load("unga_rollcalls", write_cow(tmp_path, votes))
    assert set(loaded.table["held"].to_pylist()) == {DAY}
    assert loaded.repairs["date"] == 1


def test_days_of_early_sessions_are_months(tmp_path: Path) -> None:
    votes = [(45001, date(1990, 12, 3), 2, 1), (58001, date(2003, 12, 3), 2, 1)]
    loaded = load("unga_rollcalls", write_cow(tmp_path, votes))
    found = [(row["held"], row["precision"]) for row in loaded.table.to_pylist()]
    assert found == [(date(1990, 12, 1), "month"), (date(2003, 12, 3), "day")]
    assert loaded.repairs["day"] == 1


def test_symbols_are_official_from_the_fortieth_session(tmp_path: Path) -> None:
    votes = [(39001, date(1984, 12, 3), 2, 1), (68262, date(2014, 3, 27), 2, 1)]
    with pytest.raises(DatasetError, match="asserts 100"):
        load("unga_rollcalls", write_cow(tmp_path, votes))
    loaded = load("unga_rollcalls", tmp_path, paragraphs=True)
    assert loaded.table["symbol"].to_pylist() == ["R/39/1", "A/RES/68/262"]


def test_totals_of_the_card_are_checked_against_every_file(tmp_path: Path) -> None:
    rows = [undl_row(code, "Y", "A/RES/ES-11/1", "2022-03-02") for code in ("JPN", "KOR")]
    with pytest.raises(DatasetError) as caught:
        load("unga_rollcalls", write_undl(tmp_path, rows))
    assert "asserts 141 for symbol = A/RES/ES-11/1, choice = yes, the file gives 2" in str(
        caught.value
    )


def test_the_table_of_the_digital_library(tmp_path: Path) -> None:
    rows = [undl_row("JPN", "Y"), undl_row("PRK", "N"), undl_row("CHN", "A"), undl_row("MNG", "X")]
    loaded = load("unga_rollcalls", write_undl(tmp_path, rows))
    assert loaded.form == "undl"
    assert choices(tmp_path) == {"JPN": "yes", "PRK": "no", "CHN": "abstain", "MNG": "absent"}
    first = loaded.table.to_pylist()[0]
    assert (first["rollcall"], first["session"], first["kind"], first["title"]) == (
        "undl-A/RES/79/1",
        "79",
        "whole",
        "A title, with a comma",
    )


def test_the_layout_of_2025_without_the_note_column(tmp_path: Path) -> None:
    header_row = undl_row("JPN", "Y").replace(",,,1,1,1,1,4", ",,1,1,1,1,4")
    header = (
        "undl_id,ms_code,ms_name,ms_vote,date,session,resolution,draft,committee_report,meeting,"
        "title,agenda_title,subjects,total_yes,total_no,total_abstentions,total_non_voting,"
        "total_ms,undl_link"
    )
    assert choices(write_undl(tmp_path, [header_row], header)) == {"JPN": "yes"}


@pytest.mark.parametrize("name", ["UNVotes.csv", "UNVotes2021.csv", "UNVotes.tab"])
def test_the_publishers_edition(tmp_path: Path, name: str) -> None:
    rows = [
        voeten_row(74001, 731, 3, "2019-12-12"),
        voeten_row(74001, 732, 8, "2019-12-12"),
        voeten_row(74001, 260, 9, "2019-12-12"),
        voeten_row(74002, 731, 1, "2019-12-13", para=1),
    ]
    loaded = load("unga_rollcalls", write_voeten(tmp_path, rows, name))
    assert loaded.form == "voeten"
    assert not loaded.pinned
    found = [(row["state"], row["choice"], row["kind"]) for row in loaded.table.to_pylist()]
    assert found == [
        ("PRK", "no", "whole"),
        ("KOR", "absent", "whole"),
        ("PRK", "yes", "paragraph"),
    ]
    assert loaded.table["issues"].to_pylist() == ["nu;hr"] * 3
    whole = load("unga_rollcalls", tmp_path, paragraphs=False)
    assert whole.table.num_rows == 2
    assert whole.rejections.to_pylist()[-1]["what"] == "left out by paragraphs=False"


states = st.sampled_from([2, 20, 365, 710, 731, 732, 740, 999])
ballots = st.lists(st.tuples(st.integers(78001, 78003), states, st.integers(0, 4)), max_size=30)


@given(ballots)
@settings(max_examples=25, deadline=None)
def test_every_row_is_kept_counted_or_mended(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[int, int, int]]
) -> None:
    folder = write_cow(
        tmp_path_factory.mktemp("cow"), [(resid, DAY, ccode, vote) for resid, ccode, vote in rows]
    )
    loaded = load("unga_rollcalls", folder)
    left_out = sum(loaded.rejections["rows"].to_pylist())
    assert loaded.table.num_rows + left_out + loaded.repairs["duplicate"] == len(rows)
    pairs = Counter((row["rollcall"], row["state"]) for row in loaded.table.to_pylist())
    assert all(count == 1 for count in pairs.values())


REAL = {
    "unga-votes-cow": 855885,
    "unga-unvotes": 870107,
    "unga-votes-matrix": 1015270,
    "unga-ukraine-votes": 386,
}


@pytest.mark.parametrize("form", REAL)
def test_real_tables(form: str) -> None:
    loaded = load("unga_rollcalls", real(form))
    assert loaded.form == form
    assert loaded.pinned
    assert loaded.table.num_rows == REAL[form]
    expected = {repair.key: repair.values.get(form, 0) for repair in loaded.card.repairs}
    assert loaded.repairs == expected


def test_both_copies_of_the_vote_on_ukraine_agree() -> None:
    listed = load("unga_rollcalls", real("unga-ukraine-votes")).table.to_pylist()
    by_hand = {
        row["state"]: row["choice"]
        for row in listed
        if row["symbol"] == "A/RES/68/262" and row["choice"] != "absent"
    }
    cow = load("unga_rollcalls", real("unga-votes-cow")).table
    in_cow = cow.filter(pc.equal(cow["rollcall"].cast(pa.string()), "resid-68061")).to_pylist()
    assert by_hand == {row["state"]: row["choice"] for row in in_cow}
    opposed = ["ARM", "BLR", "BOL", "CUB", "NIC", "PRK", "RUS", "SDN", "SYR", "VEN", "ZWE"]
    assert sorted(state for state, choice in by_hand.items() if choice == "no") == opposed
