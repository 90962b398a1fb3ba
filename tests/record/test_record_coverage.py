"""Outside what an origin covers a value is missing, and the reason says what is covered."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kankei.record.assemble import Facts, assemble
from kankei.record.coverage import covered
from kankei.record.rows import Coverage
from kankei.record.store import Record, in_memory
from kankei.terms.language import Bilingual
from kankei.terms.period import Period

NOTE = Bilingual("注", "note")
ROWS = (
    Coverage("votes", "votes", "*", Period.parse("1946/2023"), NOTE),
    Coverage("scores", "score", "PRK-RUS", Period.parse("2018-03-01/2020-12-31"), NOTE),
    Coverage("scores", "score", "PRK-RUS", Period.parse("2021-01-01/2022-06-30"), NOTE),
    Coverage("scores", "score", "PRK-RUS", Period.parse("2023-01-01/.."), NOTE),
)


@pytest.fixture(scope="module")
def covering() -> Iterator[Record]:
    with in_memory(assemble(Facts(coverage=ROWS))) as record:
        yield record


@pytest.mark.parametrize(
    ("origin", "subject", "period"),
    [
        ("votes", "JPN", "2022-03"),
        ("votes", "PRK", "1946/2023"),
        ("scores", "PRK-RUS", "2020-12/2021-01"),
        ("scores", "PRK-RUS", "2024/.."),
    ],
)
def test_inside_there_is_no_reason(
    covering: Record, origin: str, subject: str, period: str
) -> None:
    found = covered(covering, origin, subject, Period.parse(period))
    assert found.whole
    assert found.reason == Bilingual("", "")


@pytest.mark.parametrize(
    ("origin", "subject", "period", "reason"),
    [
        ("visits", "JPN", "2022", "the record does not say what visits covers"),
        ("scores", "JPN-RUS", "2022", "scores does not cover JPN-RUS (*)"),
        ("votes", "JPN", "2024", "votes covers 1 January 1946 - 31 December 2023, which leaves"),
        ("scores", "PRK-RUS", "2022", "of 2022 lacks 1 July 2022 - 31 December 2022"),
        ("scores", "PRK-RUS", "2010/2018", "lacks 1 January 2010 - 28 February 2018"),
    ],
)
def test_outside_there_is_one(
    covering: Record, origin: str, subject: str, period: str, reason: str
) -> None:
    found = covered(covering, origin, subject, Period.parse(period))
    assert not found.whole
    assert reason in found.reason.en
    assert found.reason.ja


def test_another_field_is_not_covered(covering: Record) -> None:
    assert not covered(covering, "votes", "JPN", Period.parse("2020"), field="trade").whole
    assert covered(covering, "votes", "JPN", Period.parse("2020"), field="votes").whole


@settings(max_examples=25, deadline=None)
@given(st.dates(date(2017, 1, 1), date(2025, 1, 1)), st.integers(1, 900))
def test_a_period_is_covered_when_each_of_its_days_is(
    covering: Record, first: date, days: int
) -> None:
    period = Period(first, first + timedelta(days=days))
    each_day = all(
        any(row.period.contains(first + timedelta(days=day)) for row in ROWS[1:])
        for day in range(days)
    )
    assert covered(covering, "scores", "PRK-RUS", period).whole == each_day
