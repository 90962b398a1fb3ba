"""When a row could be known: never before it happened, never before anybody published it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kankei.record import known_from
from kankei.terms.period import Period
from kankei.terms.source import Source

DAYS = st.dates(date(1990, 1, 1), date(2030, 12, 31))
PERIODS = st.builds(
    lambda first, days: Period(first, first + timedelta(days=days)), DAYS, st.integers(1, 400)
)


def source(published: Period | None) -> Source:
    return Source("s", "news", "P", "", "T", "", "", published, "en", "page")


SOURCES = st.lists(st.builds(source, st.none() | PERIODS), max_size=3)


@settings(max_examples=100)
@given(PERIODS, SOURCES)
def test_a_statement_is_known_when_it_is_over_and_published(
    period: Period, sources: list[Source]
) -> None:
    known = known_from.statement(period, sources)
    published = [item.published.last for item in sources if item.published]
    assert known is not None and period.start is not None and period.last is not None
    assert known >= period.last >= period.start
    assert not published or known >= min(day for day in published if day)
    assert known in (period.last, *published)


@pytest.mark.parametrize(
    ("period", "published", "known"),
    [
        ("2024-06-19", "2024-06-20", date(2024, 6, 20)),
        ("2024-06-19", "2024-06-19", date(2024, 6, 19)),
        ("2024-06-19", "2024-06", date(2024, 6, 30)),
        ("2024-06-19", None, date(2024, 6, 19)),
        ("2024-06-18/2024-06-19", "2024-06-18", date(2024, 6, 19)),
        ("2024", "2024-03-01", date(2024, 12, 31)),
        ("2024-01-01/..", "2023-12-01", date(2024, 1, 1)),
    ],
)
def test_the_rule_on_cases(period: str, published: str | None, known: date) -> None:
    sources = [source(Period.parse(published) if published else None)]
    assert known_from.statement(Period.parse(period), sources) == known


def test_the_earliest_source_counts() -> None:
    sources = [source(Period.parse(day)) for day in ("2024-09-01", "2024-07-01")]
    assert known_from.publication([*sources, source(None)]) == date(2024, 7, 1)


def test_an_edition_is_known_from_its_publication_even_when_it_foresees() -> None:
    outlook = [source(Period.parse("2024-10-22"))]
    assert known_from.value(Period.parse("2025"), outlook) == date(2024, 10, 22)
    assert known_from.value(Period.parse("2023"), [source(None)]) == date(2023, 12, 31)


def test_an_office_is_public_from_its_first_day() -> None:
    assert known_from.first_day(Period.parse("2012-05-07/..")) == date(2012, 5, 7)
    assert known_from.first_day(Period.parse("../2012-05-07")) == date(2012, 5, 7)
