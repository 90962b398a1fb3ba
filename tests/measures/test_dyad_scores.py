"""Monthly scores: zero on covered days without a row, missing where the feed has holes."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kankei.measures import dyad_scores
from kankei.terms.errors import MethodError
from kankei.terms.period import Period

YEAR = Period.parse("2023")
DAYS = [date(2023, 1, 1) + timedelta(days=n) for n in range(365)]
PAIRS = [("JPN", "USA"), ("PRK", "RUS")]

scores = st.lists(
    st.tuples(st.sampled_from(PAIRS), st.sampled_from(DAYS), st.integers(-50, 50)),
    max_size=40,
    unique_by=lambda item: item[:2],
)


def ties(rows: list[tuple[tuple[str, str], date, int]]) -> pa.Table:
    return pa.table(
        {
            "a": pa.array([row[0][0] for row in rows], pa.string()),
            "b": pa.array([row[0][1] for row in rows], pa.string()),
            "starts": pa.array([row[1] for row in rows], pa.date32()),
            "value": pa.array([float(row[2]) for row in rows], pa.float64()),
        }
    )


@given(scores, st.lists(st.tuples(st.integers(0, 364), st.integers(1, 90)), max_size=6))
@settings(max_examples=60, deadline=None)
def test_sums_and_days_equal_the_naive_count(
    rows: list[tuple[tuple[str, str], date, int]], stretches: list[tuple[int, int]]
) -> None:
    covered = [Period(DAYS[s], DAYS[s] + timedelta(days=length)) for s, length in stretches]
    held = {day for day in DAYS for stretch in covered if stretch.contains(day)}
    for row in dyad_scores(ties(rows), covered, PAIRS, YEAR).to_pylist():
        month = [day for day in DAYS if (day.year, day.month) == (2023, row["month"].month)]
        seen = [day for day in month if day in held]
        assert (row["days"], row["calendar_days"]) == (len(seen), len(month))
        if 2 * len(seen) < len(month):
            assert row["gdelt_score_sum"] is None
            assert row["missing"] == "fewer-than-half-the-days-covered"
        else:
            total = sum(v for pair, day, v in rows if pair == (row["a"], row["b"]) and day in seen)
            assert row["gdelt_score_sum"] == total
            assert row["gdelt_score_mean"] == pytest.approx(total / len(seen))


@given(scores.filter(lambda rows: len(rows) > 3))
@settings(max_examples=25, deadline=None)
def test_standardised_scores_have_mean_zero_and_spread_one(
    rows: list[tuple[tuple[str, str], date, int]],
) -> None:
    table = dyad_scores(ties(rows), [YEAR], PAIRS, YEAR).to_pandas()
    for _, part in table.groupby(["a", "b"]):
        z = part.gdelt_score_z.dropna()
        if len(z):
            assert z.mean() == pytest.approx(0, abs=1e-9)
            assert np.std(z, ddof=1) == pytest.approx(1)
        else:
            assert part.gdelt_score_mean.nunique() == 1


def test_a_quiet_pair_in_a_covered_month_is_zero_and_not_missing() -> None:
    rows = dyad_scores(ties([]), [YEAR], PAIRS, YEAR).to_pylist()
    assert {row["gdelt_score_sum"] for row in rows} == {0.0}
    assert {row["missing"] for row in rows} == {"z-needs-variation"}


def test_a_score_on_a_day_outside_the_coverage_is_not_counted() -> None:
    october = Period.parse("2023-10")
    rows = [(PAIRS[1], date(2023, 9, 30), 5), (PAIRS[1], date(2023, 10, 1), 7)]
    found = dyad_scores(ties(rows), [october], [PAIRS[1]], Period.parse("2023-09/2023-10"))
    assert found["gdelt_score_sum"].to_pylist() == [None, 7.0]


def test_bad_questions_are_refused() -> None:
    with pytest.raises(MethodError, match="order"):
        dyad_scores(ties([]), [YEAR], [("RUS", "PRK")], YEAR)
    with pytest.raises(MethodError, match="open end"):
        dyad_scores(ties([]), [YEAR], PAIRS, Period.parse("2023/.."))
    with pytest.raises(MethodError, match="value"):
        dyad_scores(ties([]).drop_columns(["value"]), [YEAR], PAIRS, YEAR)
