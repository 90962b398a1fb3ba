"""Pair scores: a day without the feed is a gap, and not a calm day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from kankei.datasets import load

from .samples import real, write_scores

FIRST, SECOND, FOURTH = date(2023, 9, 1), date(2023, 9, 2), date(2023, 9, 4)


def test_pairs_are_ordered_and_values_have_the_decimals_of_the_source(tmp_path: Path) -> None:
    loaded = load("gdelt_dyad_days", write_scores(tmp_path, [(FIRST, "RUS", "PRK", 18.07)]))
    row = loaded.table.to_pylist()[0]
    assert (row["a"], row["b"], row["value"], row["ends"]) == ("PRK", "RUS", 18.07, SECOND)
    assert loaded.repairs == {"order": 1}


def test_missing_days_are_gaps(tmp_path: Path) -> None:
    rows = [(FIRST, "PRK", "RUS", 1.0), (SECOND, "JPN", "USA", 2.0), (FOURTH, "PRK", "RUS", 3.0)]
    loaded = load("gdelt_dyad_days", write_scores(tmp_path, rows))
    assert [gap.iso() for gap in loaded.coverage.gaps] == ["2023-09-03"]
    assert loaded.coverage.days == 3
    assert loaded.coverage.table().num_rows == 2


def test_what_cannot_be_a_score_is_counted(tmp_path: Path) -> None:
    rows = [
        (FIRST, "PRK", "ABW", 1.0),
        (FIRST, "PRK", "PRK", 1.0),
        (FIRST, "PRK", "RUS", 1.0),
        (FIRST, "RUS", "PRK", 2.0),
        (FIRST, "JPN", "USA", float("nan")),
    ]
    loaded = load("gdelt_dyad_days", write_scores(tmp_path, rows))
    assert loaded.table.num_rows == 1
    assert sorted(row["what"] for row in loaded.rejections.to_pylist()) == [
        "a pair that already has a score on that day",
        "a state paired with itself",
        "no finite score",
        "no state of the register has this code on that day",
    ]


def test_a_choice_of_states_keeps_the_coverage_of_the_whole_feed(tmp_path: Path) -> None:
    rows = [(FIRST, "PRK", "RUS", 1.0), (SECOND, "FRA", "GBR", 2.0)]
    loaded = load("gdelt_dyad_days", write_scores(tmp_path, rows), states=("PRK", "RUS"))
    assert loaded.table.num_rows == 1
    assert loaded.coverage.days == 2


def test_real_feed_and_its_holes() -> None:
    loaded = load("gdelt_dyad_days", real("gdelt-country-day-scores"))
    assert loaded.pinned
    assert loaded.table.num_rows == 2688526
    assert loaded.repairs == dict(
        (repair.key, repair.values["gdelt-country-day-scores"]) for repair in loaded.card.repairs
    )
    assert sum(loaded.rejections["rows"].to_pylist()) == 2706008 - 2688526
    gaps = [day for gap in loaded.coverage.gaps for day in _days(gap.start, gap.end)]
    assert len(gaps) == 96
    assert sum(day.strftime("%Y-%m") == "2020-12" for day in gaps) == 9
    assert sum(date(2022, 10, 1) <= day < date(2023, 7, 1) for day in gaps) == 80


def _days(start: date | None, end: date | None) -> list[date]:
    assert start is not None
    assert end is not None
    return [date.fromordinal(n) for n in range(start.toordinal(), end.toordinal())]
