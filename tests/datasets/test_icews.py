"""ICEWS: country names become states of their day, and reports stay reports."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import ibis
import pytest

from kankei.datasets import load
from kankei.measures.panel import (
    domain_table,
    dyad_months,
    dyad_table,
    month_table,
    pairs_of_events,
)
from kankei.terms.errors import DatasetError
from kankei.terms.period import Period

from .event_files import ICEWS, icews_row, write_icews
from .samples import real


def test_an_event_with_its_sectors(tmp_path: Path) -> None:
    rows = [icews_row(1, "North Korea", "Russian Federation", Target_Sectors="Military")]
    loaded = load("icews", write_icews(tmp_path, rows), latest=date(2018, 6, 30))
    row = loaded.table.to_pylist()[0]
    assert (row["event"], row["source"], row["target"]) == ("icews-1", "PRK", "RUS")
    assert (row["source_sectors"], row["target_sectors"]) == ("Executive,Government", "Military")
    assert (row["publisher"], row["story"], row["sentence"]) == ('The "Daily" Example', 7, 2)
    assert row["place"] is None
    assert loaded.form == "icews-files"


@pytest.mark.parametrize(
    ("name", "day", "state"),
    [
        ("Soviet Union", "1991-08-19", "SUN"),
        ("Soviet Union", "2018-06-01", None),
        ("Russia", "1992-01-02", "RUS"),
        ("East Germany", "1990-10-02", "DDR"),
        ("East Germany", "1990-10-04", None),
        ("Germany", "1990-10-04", "DEU"),
        ("Yugoslavia", "1995-06-01", "YUG"),
        ("South Sudan", "2011-07-01", None),
        ("South Sudan", "2011-08-01", "SSD"),
        ("Hong Kong", "2018-06-01", None),
    ],
)
def test_a_name_is_a_state_only_while_there_is_one(
    tmp_path: Path, name: str, day: str, state: str | None
) -> None:
    rows = [icews_row(1, name, "Japan", Event_Date=day)]
    found = load("icews", write_icews(tmp_path, rows)).table["source"].to_pylist()
    assert found == ([state] if state else [])


def test_what_the_panel_cannot_use_is_counted(tmp_path: Path) -> None:
    rows = [
        icews_row(1, "Japan", "China"),
        icews_row(1, "Japan", "China"),
        icews_row(2, "Japan", "Japan"),
        icews_row(3, "NA", "Japan"),
        icews_row(4, "Japan", "China", Event_Date="2018-07-01"),
        icews_row(5, "Japan", "China", CAMEO_Code="42"),
    ]
    loaded = load("icews", write_icews(tmp_path, rows), latest=date(2018, 6, 30))
    assert loaded.table.num_rows == 1
    assert sorted(row["what"] for row in loaded.rejections.to_pylist()) == [
        "a day that had not come when it was reported",
        "an event that stands here already",
        "both sides are of one state",
        "no state is named",
        "not a code of CAMEO",
    ]
    assert [period.iso() for period in loaded.coverage.stretches] == ["2018-06-01"]


def test_weekly_files_are_one_feed_and_its_holes_are_gaps(tmp_path: Path) -> None:
    write_icews(tmp_path, [icews_row(1, "Japan", "China")], "one.tab")
    days = [icews_row(n, "Japan", "China", Event_Date=f"2018-06-0{n}") for n in (2, 4)]
    loaded = load("icews", write_icews(tmp_path, days, "two.tab"))
    assert loaded.table.num_rows == 3
    assert [gap.iso() for gap in loaded.coverage.gaps] == ["2018-06-03"]


def test_a_renamed_column_is_named_with_the_card(tmp_path: Path) -> None:
    header = [name.replace("Source Country", "Source Nation") for name in ICEWS]
    with pytest.raises(DatasetError) as caught:
        load("icews", write_icews(tmp_path, [icews_row(1, "Japan", "China")], header=header))
    message = str(caught.value)
    assert "Source Nation" in message
    assert "Source Country" in message
    assert "icews.toml" in message


def test_two_real_days() -> None:
    loaded = load("icews", real("icews-sample-2018"))
    assert loaded.pinned
    assert loaded.table.num_rows + sum(loaded.rejections["rows"].to_pylist()) == 3705
    assert [period.iso() for period in loaded.coverage.stretches] == ["2018-06-01/2018-06-02"]
    sides = zip(loaded.table["source"].to_pylist(), loaded.table["target"].to_pylist(), strict=True)
    assert sum({*pair} == {"PRK", "RUS"} for pair in sides) == 80


def test_the_panel_counts_real_days_and_knows_that_the_month_is_not_whole() -> None:
    loaded = load("icews", real("icews-sample-2018"))
    cells = dyad_months(
        pairs_of_events(ibis.memtable(loaded.table)),
        ibis.memtable(dyad_table([("PRK", "RUS")])),
        ibis.memtable(month_table(Period.parse("2018-06"))),
        ibis.memtable(domain_table()),
        ibis.memtable(loaded.coverage.table().select(["subject", "starts", "ends"])),
    ).to_pyarrow()
    assert sum(cells["seen_count"].to_pylist()) <= 80
    assert set(cells["missing"].to_pylist()) == {"outside-coverage"}
