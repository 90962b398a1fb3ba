"""Contiguity: both orders of a pair are one tie, and the last month is covered to its end."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from kankei.datasets.wide import REPEATED

from .layouts import laid, rows_of


def test_both_orders_are_one_tie_to_the_end_of_the_month(tmp_path: Path) -> None:
    when = {"conttype": 1, "stdate": date(1948, 9, 1), "enddate": date(2016, 12, 1)}
    rows = [{"ccode1": 710, "ccode2": 731, **when}, {"ccode1": 731, "ccode2": 710, **when}]
    loaded = laid(tmp_path, "cow_contiguity", rows)
    assert loaded.repairs == {REPEATED: 1}
    row = rows_of(loaded)[0]
    assert (row["a"], row["b"], row["directed"]) == ("CHN", "PRK", False)
    assert row["ends"] == date(2017, 1, 1)
