"""When a row holds: as finely as it is written, and never more finely."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kankei.datasets.coded import Sieve
from kankei.datasets.spans import spans, written_date
from kankei.terms.period import Period


def found(columns: Mapping[str, Sequence[object]], **reads: str) -> tuple[list[Any], Sieve]:
    table = pa.table(columns)
    sieve = Sieve("f.csv", np.arange(table.num_rows))
    when = spans(table, reads, sieve)
    rows = zip(when.starts.tolist(), when.ends.tolist(), when.precision.to_pylist(), strict=True)
    return list(rows), sieve


def test_a_year_is_the_whole_of_it() -> None:
    rows, sieve = found({"year": [1950, None]}, year="year")
    assert rows[0] == (date(1950, 1, 1), date(1951, 1, 1), "year")
    assert sieve.keep.tolist() == [True, False]
    assert sieve.found[0].what == "no date"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1984-09", (date(1984, 9, 1), date(1984, 10, 1), "month")),
        ("1984-04-09", (date(1984, 4, 9), date(1984, 4, 10), "day")),
        ("1984", (date(1984, 1, 1), date(1985, 1, 1), "year")),
    ],
)
def test_a_written_date_keeps_its_precision(text: str, expected: tuple[object, ...]) -> None:
    assert found({"date": [text]}, day="date")[0] == [expected]


def test_other_writings_and_false_days() -> None:
    rows, sieve = found({"date": ["2/16/1946", "2/30/1946"]}, day="date", day_format="%m/%d/%Y")
    assert rows[0] == (date(1946, 2, 16), date(1946, 2, 17), "day")
    assert [(item.row, item.value, item.what) for item in sieve.found] == [
        (3, "2/30/1946", "no date")
    ]


def test_the_last_day_and_month_are_included() -> None:
    columns = {"first": [date(1948, 9, 1)], "last": [date(2016, 12, 1)]}
    assert found(columns, first_day="first", last_day="last")[0][0][1] == date(2016, 12, 2)
    months, _ = found(columns, first_day="first", last_day="last", finest="month")
    assert months[0][1] == date(2017, 1, 1)


def test_a_row_that_ends_before_it_starts_is_counted() -> None:
    _, sieve = found({"s": [1950, 1950], "e": [1949, 1950]}, first_year="s", last_year="e")
    assert [item.what for item in sieve.found] == ["it ends before it starts"]


@settings(max_examples=30, deadline=None)
@given(st.dates(date(1800, 1, 1), date(2100, 1, 1)), st.sampled_from([1, 2, 3]))
def test_parts_of_a_date_are_written_and_read_back(day: date, parts: int) -> None:
    known = (day.year, day.month, day.day)[:parts]
    text = written_date(*known)
    assert text is not None
    assert Period.parse(text).contains(day)


def test_parts_without_a_year_are_no_date() -> None:
    assert written_date(None, 6, 25) is None
    assert written_date("?", 6, 25) is None
    assert written_date("1950", "?", "25") == "1950"
