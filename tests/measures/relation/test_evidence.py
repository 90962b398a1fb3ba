"""Scores and events as observations: exposure is counted, and a domain is never guessed."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kankei.measures.relation import event_observations, score_coverage, score_observations
from kankei.measures.relation.events import unplaced
from kankei.terms.period import Period

DAYS = [date(2023, 1, 1) + timedelta(days=n) for n in range(90)]
FIRST = Period.parse("2023-01/2023-03-15")
scored = st.lists(
    st.tuples(st.sampled_from([("JPN", "USA"), ("PRK", "RUS")]), st.sampled_from(DAYS)),
    min_size=1,
    max_size=30,
    unique=True,
)


def ties(rows: list[tuple[tuple[str, str], date]], factor: float = 1.0) -> pa.Table:
    return pa.table(
        {
            "a": [pair[0] for pair, _ in rows],
            "b": [pair[1] for pair, _ in rows],
            "starts": [day for _, day in rows],
            "value": [factor * (3.0 + (day.day % 5) - 4.5) for _, day in rows],
        }
    )


@given(scored)
@settings(max_examples=40, deadline=None)
def test_scores_follow_their_formula(rows: list[tuple[tuple[str, str], date]]) -> None:
    found = {
        (row["a"], row["month"]): row for row in score_observations(ties(rows), [FIRST]).to_pylist()
    }
    days = {1: 31, 2: 28, 3: 15}
    least = np.median([abs(3.0 + day.day % 5 - 4.5) for _, day in rows]) / 30
    for pair in {pair for pair, _ in rows}:
        seen = [day for other, day in rows if other == pair and FIRST.contains(day)]
        each = {day: 3.0 + day.day % 5 - 4.5 for day in seen}
        scale = least + sum(map(abs, each.values())) / 74
        for number, covered in days.items():
            values = [value for day, value in each.items() if day.month == number]
            row = found.get((pair[0], date(2023, number, 1)))
            assert (row is None) == (not values)
            if row is not None:
                assert row["n"] == len(values)
                mean = sum(values) / covered
                assert row["value"] == pytest.approx(np.arcsinh(mean / scale))
                squares = sum(value**2 for value in values)
                usual = sum(value**2 for value in each.values()) / 74
                noise = (squares + 3 * usual) / covered**2
                assert row["size"] == pytest.approx(noise / (scale**2 + mean**2) + 0.01)


@given(scored, st.floats(0.1, 50))
@settings(max_examples=20, deadline=None)
def test_the_volume_of_reporting_changes_nothing(
    rows: list[tuple[tuple[str, str], date]], factor: float
) -> None:
    one, other = (score_observations(ties(rows, by), [FIRST]) for by in (1.0, factor))
    assert one["value"].to_numpy() == pytest.approx(other["value"].to_numpy())
    assert one["size"].to_numpy() == pytest.approx(other["size"].to_numpy())


def test_days_of_the_feed_are_the_coverage() -> None:
    gaps = [Period.parse("2023-01-01/2023-01-10"), Period.parse("2023-03")]
    assert score_coverage(gaps)["coverage"].to_pylist() == [10 / 31, 0.0, 1.0]


def events(rows: list[tuple[str, str, str, str | None, str | None, str]]) -> pa.Table:
    names = ("source", "target", "starts", "domain", "plover", "status")
    found = [dict(zip(names, row, strict=True)) for row in rows]
    for row in found:
        row["starts"] = date.fromisoformat(row["starts"])  # type: ignore[arg-type]
    return pa.Table.from_pylist(found)


ACTS = events(
    [
        ("PRK", "RUS", "2023-01-05", "political", "CONSULT", "reported"),
        ("RUS", "PRK", "2023-01-06", "political", "CONSULT", "reported"),
        ("RUS", "PRK", "2023-01-07", None, "ACCUSE", "reported"),
        ("RUS", "PRK", "2023-02-07", "military", "COERCE", "reported"),
        ("RUS", "PRK", "2023-02-08", "military", "COERCE", "alleged"),
        ("JPN", "USA", "2023-03-20", "political", "AGREE", "reported"),
    ]
)


def test_classes_are_counted_over_all_reports_of_the_pair() -> None:
    rows = event_observations(ACTS, [FIRST], "icews").to_pylist()
    found = {
        (row["domain"], row["month"].month, row["indicator"]): (row["value"], row["size"])
        for row in rows
    }
    assert found["political", 1, "icews.cooperation.verbal"] == (2.0, 3.0)
    assert found["political", 2, "icews.cooperation.verbal"] == (0.0, 1.0)
    assert found["military", 2, "icews.conflict.material"] == (1.0, 1.0)
    assert found["military", 1, "icews.conflict.material"] == (0.0, 3.0)
    assert not [row for row in rows if row["month"].month == 3], "no report is no exposure"
    assert {row["domain"] for row in rows} == {"political", "military"}


def test_what_has_no_place_is_counted() -> None:
    assert unplaced(ACTS) == {"not counted as a fact": 1, "no domain": 1}
