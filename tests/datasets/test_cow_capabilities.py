"""Capabilities: a component that is not known is missing, and the edition is on every row."""

from __future__ import annotations

from pathlib import Path

from kankei.datasets import load

from .layouts import laid, rows_of


def test_an_unknown_component_is_missing(tmp_path: Path) -> None:
    row = {"ccode": 731, "year": 1990, "cinc": 0.01, "milper": 0.0, "tpop": 21000.0}
    found = {r["field"]: r for r in rows_of(laid(tmp_path, "cow_capabilities", [row]))}
    assert len(found) == 7
    assert found["military_personnel"]["value"] == 0.0
    assert found["military_expenditure"]["value"] is None
    assert found["military_expenditure"]["missing"] == "not known to the publisher"
    assert {r["edition"] for r in found.values()} == {"7.0"}


def test_the_publishers_table_with_minus_nine(tmp_path: Path) -> None:
    lines = [
        "stateabb,ccode,year,milex,milper,irst,pec,tpop,upop,cinc,version",
        "PRK,731,1990,-9,0,5,10,21000,-9,.01,2025",
    ]
    (tmp_path / "NMC-70-abridged.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    loaded = load("cow_capabilities", tmp_path)
    found = {r["field"]: r["value"] for r in rows_of(loaded)}
    assert loaded.form == "nmc-abridged" and not loaded.pinned
    assert found["military_expenditure"] is None and found["urban_population"] is None
    assert (found["military_personnel"], found["cinc"]) == (0.0, 0.01)
