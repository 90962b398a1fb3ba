"""Sanctions: one event for each sender and step, dated as finely as the step is known."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from .layouts import laid, refused, rows_of

CASE = {
    "caseid": 1950062501,
    "startyear": 1950,
    "startmonth": 6,
    "startday": 25,
    "endyear": 1957,
    "sender1": 2,
    "sender2": 200,
    "primarysender": 2,
    "targetstate": 731,
    "threat": 1,
    "imposition": 1,
    "sancimpositionstartyear": "1950",
    "sancimpositionstartmonth": 6,
    "sancimpositionstartday": "?",
}


def test_each_sender_and_step_is_an_event(tmp_path: Path) -> None:
    rows = rows_of(laid(tmp_path, "sanctions_ties", [CASE]))
    found = {(row["source"], row["plover"]): row for row in rows}
    assert sorted(found) == [
        ("GBR", "SANCTION"),
        ("GBR", "THREATEN"),
        ("USA", "SANCTION"),
        ("USA", "THREATEN"),
    ]
    assert len({row["event"] for row in rows}) == 4
    threat, imposed = found["USA", "THREATEN"], found["GBR", "SANCTION"]
    assert (threat["starts"], threat["precision"]) == (date(1950, 6, 25), "day")
    assert (imposed["ends"], imposed["precision"]) == (date(1950, 7, 1), "month")
    assert (threat["primary"], imposed["primary"], threat["ended"]) == (True, False, "1957")


def test_institutions_and_cases_without_a_date_are_counted(tmp_path: Path) -> None:
    institution = {**CASE, "sender1": 1000, "sender2": None, "threat": 0}
    nobody = {**CASE, "sender1": None, "sender2": None, "imposition": 0}
    undated = {**CASE, "sender2": None, "threat": 0, "sancimpositionstartyear": None}
    loaded = laid(tmp_path, "sanctions_ties", [institution, nobody, undated])
    assert loaded.table.num_rows == 0
    assert sorted(column for column, _, _ in refused(loaded)) == ["day", "sender", "sender"]
    assert sorted(loaded.rejections["row"].to_pylist()) == [2, 3, 4]
