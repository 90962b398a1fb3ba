"""Vetoes: one row for each member that cast one, and the seat of China by date."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from kankei.datasets import load

from .layouts import laid, rows_of
from .samples import real


def test_a_joint_veto_is_a_row_for_each_member(tmp_path: Path) -> None:
    draft = {"date": "5/26/2022", "draft": "S/2022/431", "member_veto1": "China"}
    rows = rows_of(laid(tmp_path, "unsc_vetoes", [{**draft, "member_veto2": "Russia"}]))
    assert sorted((r["subject"], r["draft"], r["value"]) for r in rows) == [
        ("CHN", "S/2022/431", 1.0),
        ("RUS", "S/2022/431", 1.0),
    ]


@pytest.mark.parametrize(
    ("written", "day", "state"),
    [
        ("China", "12/13/1955", "TWN"),
        ("China", "8/25/1972", "CHN"),
        ("USSR", "2/16/1946", "SUN"),
        ("Russia", "5/11/1993", "RUS"),
        ("UK", "10/30/1956", "GBR"),
        ("USA", "3/17/1970", "USA"),
    ],
)
def test_members_by_date(tmp_path: Path, written: str, day: str, state: str) -> None:
    rows = [{"date": day, "draft": "S/1", "member_veto1": written}]
    assert [r["subject"] for r in rows_of(laid(tmp_path, "unsc_vetoes", rows))] == [state]


def test_real_vetoes_by_member() -> None:
    rows = rows_of(load("unsc_vetoes", real("unsc-vetoes")))
    found = Counter(row["subject"] for row in rows)
    assert found == {"SUN": 90, "USA": 82, "RUS": 31, "GBR": 29, "CHN": 17, "FRA": 16}
