"""Disputes: what one side did to the other, with -9 as missing and each dispute on a row."""

from __future__ import annotations

from pathlib import Path

import pytest

from .layouts import laid, rows_of

FORMS = ["cow-mid-dyad-years", "cow-mid-disputes", "gml-mid-dyad-years", "gml-mid-disputes"]
ROW = {"dispnum": 4321, "ccode1": 731, "ccode2": 732, "year": 2010, "hostlev1": 4, "hiact1": 17}


@pytest.mark.parametrize("form", FORMS)
def test_minus_nine_is_missing_and_zero_is_none(tmp_path: Path, form: str) -> None:
    row = {**ROW, "fatality1": 0, "fatalpre1": -9, "orig1": True, "sidea1": True}
    found = {r["kind"]: r for r in rows_of(laid(tmp_path, "cow_disputes", [row], form=form))}
    assert found["hostility"]["value"] == 4.0
    assert found["deaths_level"]["value"] == 0.0
    assert found["deaths"]["value"] is None and "-9" in found["deaths"]["missing"]
    assert {(r["a"], r["b"], r["dispute"], r["originator"]) for r in found.values()} == {
        ("PRK", "KOR", 4321, True)
    }


def test_two_disputes_of_a_year_stay_two(tmp_path: Path) -> None:
    rows = [ROW, {**ROW, "dispnum": 4322, "hostlev1": 2}]
    loaded = laid(tmp_path, "cow_disputes", rows, form="cow-mid-disputes")
    hostility = {r["dispute"]: r["value"] for r in rows_of(loaded) if r["kind"] == "hostility"}
    assert hostility == {4321: 4.0, 4322: 2.0}


def test_the_onset_stands_under_the_name_of_each_publisher(tmp_path: Path) -> None:
    names = ("cowmidonset", "disponset", "gmlmidonset", "midonset")
    for form, name in zip(FORMS, names, strict=True):
        loaded = laid(tmp_path, "cow_disputes", [{**ROW, name: True}], form=form)
        assert {r["onset"] for r in rows_of(loaded)} == {True}
