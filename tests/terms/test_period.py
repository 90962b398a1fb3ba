"""Periods: read, written, compared."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kankei.terms.errors import PeriodError
from kankei.terms.period import Period, Precision

DAYS = st.dates(date(1000, 1, 1), date(2999, 12, 31))
LENGTHS = {Precision.DAY: 10, Precision.MONTH: 7, Precision.YEAR: 4}


@st.composite
def written(draw: st.DrawFn) -> str:
    """A period as a person writes it: one precision, perhaps an interval, perhaps open."""
    length = LENGTHS[draw(st.sampled_from(Precision))]
    first, last = sorted((draw(DAYS), draw(DAYS)))
    start, end = str(first)[:length], str(last)[:length]
    form = draw(st.sampled_from(["{start}", "{start}/{end}", "{start}/..", "../{end}"]))
    text = form.format(start=start, end=end)
    return text + draw(st.sampled_from(["", "~"]))


@given(written())
def test_iso_reads_back_as_the_same_period(text: str) -> None:
    period = Period.parse(text)
    assert Period.parse(period.iso()) == period


@given(written(), DAYS)
def test_a_day_is_inside_exactly_when_its_period_overlaps(text: str, day: date) -> None:
    period = Period.parse(text)
    assert period.contains(day) == period.overlaps(Period.day(day))


@given(written(), written())
def test_overlap_is_symmetric(one: str, other: str) -> None:
    a, b = Period.parse(one), Period.parse(other)
    assert a.overlaps(b) == b.overlaps(a)


@given(DAYS, DAYS)
def test_length_counts_the_last_day(first: date, last: date) -> None:
    assume(first <= last)
    period = Period.parse(f"{first}/{last}")
    assert period.days == (last - first).days + 1
    assert period.last == last and period.end == last + timedelta(days=1)


@given(written())
def test_both_languages_write_something(text: str) -> None:
    period = Period.parse(text)
    assert period.text("ja") and period.text("en")


@pytest.mark.parametrize(
    ("text", "ja", "en"),
    [
        ("2024", "2024年", "2024"),
        ("2024-06", "2024年6月", "June 2024"),
        ("2024-06-19", "2024年6月19日", "19 June 2024"),
        ("2023-09-12/2023-09-17", "2023年9月12日～17日", "12-17 September 2023"),
        (
            "2023-12-30/2024-01-02",
            "2023年12月30日～2024年1月2日",
            "30 December 2023 - 2 January 2024",
        ),
        ("2022-08-04/..", "2022年8月4日～", "from 4 August 2022"),
    ],
)
def test_text_for_readers(text: str, ja: str, en: str) -> None:
    period = Period.parse(text)
    assert (period.text("ja"), period.text("en")) == (ja, en)


def test_a_year_is_not_its_first_of_january() -> None:
    assert Period.parse("2024") != Period.parse("2024-01-01")
    assert Period.parse("2024").uncertain and not Period.parse("2024-01-01").uncertain
    assert Period.parse("2024-01-01/2024-01-31~").uncertain


@pytest.mark.parametrize(
    "text",
    [
        "",
        "..",
        "../..",
        "2023-02-30",
        "2023-13",
        "2023-6-1",
        "24",
        "2024/2023",
        "June 2024",
        "2024-06-19T00:00",
        "0000-01-01",
        "9999-12-31",
    ],
)
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(PeriodError, match="Next: "):
        Period.parse(text)
