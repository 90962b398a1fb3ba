"""Leaders: spells include their last day, and Gleditsch and Ward's numbers are the states."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from .layouts import laid, rows_of


def test_a_spell_includes_its_last_day(tmp_path: Path) -> None:
    spell = {"startdate": date(2011, 12, 17), "enddate": date(2015, 12, 31), "gwcode": 731}
    rows = [{**spell, "obsid": "PRK-2011", "leader": "Kim Jong Un", "exit": "Still in Office"}]
    row = rows_of(laid(tmp_path, "archigos_leaders", rows))[0]
    assert (row["subject"], row["starts"], row["ends"]) == (
        "PRK",
        date(2011, 12, 17),
        date(2016, 1, 1),
    )
    assert (row["leader"], row["exit"], row["value"]) == ("Kim Jong Un", "Still in Office", 1.0)


def test_two_leaders_on_one_day_stay_two(tmp_path: Path) -> None:
    day = {"startdate": date(1945, 1, 1), "enddate": date(1945, 1, 1), "gwcode": 740}
    rows = [{**day, "obsid": f"JPN-{n}", "leader": "X"} for n in (1, 2)]
    assert laid(tmp_path, "archigos_leaders", rows).table.num_rows == 2
