"""Memberships: the name of an organisation comes from the list, and its absence loses no row."""

from __future__ import annotations

from pathlib import Path

from .layouts import laid, rows_of

NAMES = [{"ioname_key": "nato", "orgname": "North Atlantic Treaty Organization"}]


def test_memberships_carry_the_name_and_the_status(tmp_path: Path) -> None:
    members = [
        {"ccode": 2, "year": 2014, "ioname": "nato", "status": 1},
        {"ccode": 2, "year": 2014, "ioname": "apec", "status": 3},
    ]
    found = {r["organisation"]: r for r in rows_of(laid(tmp_path, "cow_igo", members, NAMES))}
    assert found["nato"]["organisation_name"] == "North Atlantic Treaty Organization"
    assert found["apec"]["organisation_name"] is None
    assert {key: row["status"] for key, row in found.items()} == {"nato": 1, "apec": 3}


def test_numbers_of_memberships_are_another_form(tmp_path: Path) -> None:
    row = {"ccode": 731, "year": 2000, "sum_igo_full": 0, "sum_igo_anytype": 1}
    loaded = laid(tmp_path, "cow_igo", [row], form="cow-igo-state-years")
    found = {r["field"]: r["value"] for r in rows_of(loaded)}
    assert found["full_memberships"] == 0.0
    assert found["observer_memberships"] is None
