"""The Security Council: votes as totals, and a resolution without numbers is missing, not zero."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kankei.terms.group import groups

from .layouts import Row, laid, rows_of

PASSED = {"resolution": "S/RES/1718(2006)", "date": date(2006, 10, 14), "vote_text": "15-0-0"}


def test_votes_are_totals(tmp_path: Path) -> None:
    rows = [{**PASSED, "n_yes": 15, "n_no": 0, "n_abstain": 0}]
    loaded = laid(tmp_path, "unsc_meetings", rows, form="unsc-resolutions")
    found = {r["field"]: r["value"] for r in rows_of(loaded)}
    assert found == {"resolutions": 1.0, "votes_yes": 15.0, "votes_no": 0.0, "votes_abstain": 0.0}
    assert {r["subject"] for r in rows_of(loaded)} == {groups().get("UNSC").id}


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("without vote", "adopted without a vote"),
        ("adopted unanimously", "adopted unanimously, without numbers"),
        (None, "no numbers in the table"),
    ],
)
def test_no_numbers_are_missing_with_the_reason(
    tmp_path: Path, written: str | None, why: str
) -> None:
    rows = [{**PASSED, "vote_text": written}]
    loaded = laid(tmp_path, "unsc_meetings", rows, form="unsc-resolutions")
    votes = [r for r in rows_of(loaded) if r["field"] != "resolutions"]
    assert {(r["value"], r["missing"]) for r in votes} == {(None, why)}


def test_agenda_items_without_a_date_are_counted(tmp_path: Path) -> None:
    item = {"meeting_record": "S/PV.3", "topic": "The Iranian Question"}
    dated = {**item, "date": date(1946, 1, 28)}
    rows: list[Row] = [dated, dated, item]
    loaded = laid(tmp_path, "unsc_meetings", rows, form="unsc-meetings")
    assert loaded.table.num_rows == 2
    assert loaded.rejections["what"].to_pylist() == ["no date"]
