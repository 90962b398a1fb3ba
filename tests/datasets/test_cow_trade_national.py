"""National trade: imports and exports, each missing on its own."""

from __future__ import annotations

from pathlib import Path

from .layouts import laid, rows_of


def test_one_side_may_be_missing(tmp_path: Path) -> None:
    rows = [{"ccode": 740, "year": 1950, "imports": 964.0, "exports": None}]
    found = {r["field"]: r for r in rows_of(laid(tmp_path, "cow_trade_national", rows))}
    assert found["imports"]["value"] == 964.0
    assert found["exports"]["missing"] == "not known to the publisher"


def test_minus_nine_of_the_publisher_is_missing(tmp_path: Path) -> None:
    rows = [{"ccode": 731, "year": 1950, "imports": -9.0, "exports": 0.0}]
    loaded = laid(tmp_path, "cow_trade_national", rows, form="cow-trade-national-4")
    assert {r["field"]: r["value"] for r in rows_of(loaded)} == {"imports": None, "exports": 0.0}
