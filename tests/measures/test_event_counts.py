"""Counts of event reports: equal to a loop, ready for other engines (Spark: tests/record)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import ibis
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kankei.measures.event_counts import (
    REASONS,
    days_seen,
    distinct_events,
    event_counts,
    not_counted,
    volume,
)
from kankei.record.engine import Engine
from kankei.record.store import engine
from kankei.terms.errors import MethodError

TODAY = date(2023, 10, 31)
SHAPE = pa.schema(
    [
        ("source", pa.string()),
        ("target", pa.string()),
        ("starts", pa.date32()),
        ("domain", pa.string()),
        ("plover", pa.string()),
        ("cameo", pa.string()),
        ("status", pa.string()),
        ("intensity", pa.float64()),
        ("mentions", pa.int32()),
    ]
)
report = st.fixed_dictionaries(
    {
        "source": st.sampled_from(["PRK", "RUS", None]),
        "target": st.sampled_from(["PRK", "RUS", "CHN"]),
        "starts": st.sampled_from(
            [None, *(date(2023, 9, 29) + timedelta(days=n) for n in (0, 1, 2, 40))]
        ),
        "domain": st.sampled_from(["military", None]),
        "plover": st.sampled_from(["CONSULT", "ACCUSE"]),
        "cameo": st.sampled_from(["040", "111"]),
        "status": st.sampled_from(["asserted", "alleged"]),
        "intensity": st.sampled_from([1.0, -2.5, None]),
        "mentions": st.sampled_from([1, 4, None]),
    }
)


@pytest.fixture(scope="module")
def duck() -> Iterator[Engine]:
    with engine() as running:
        yield running


def answers(running: Engine, rows: list[dict[str, Any]], directed: bool) -> list[pa.Table]:
    events = running.table("reports", pa.Table.from_pylist(rows, SHAPE))
    distinct = distinct_events(events, TODAY)
    counts = event_counts(distinct, directed=directed).order_by(
        "a", "b", "month", "domain", "plover"
    )
    months = volume(event_counts(distinct), days_seen(events, TODAY)).order_by("month")
    left = not_counted(events, TODAY).order_by("reason")
    return [running.answer(expression) for expression in (counts, months, left)]


def reason_of(row: dict[str, Any]) -> str:
    tests = (
        row["starts"] is None,
        row["starts"] is not None and row["starts"] > TODAY,
        row["source"] is None,
        row["source"] == row["target"],
        row["status"] == "alleged",
    )
    return next((reason for reason, true in zip(REASONS, tests, strict=True) if true), "")


def by_loop(rows: list[dict[str, Any]], directed: bool) -> dict[tuple[Any, ...], list[Any]]:
    told: dict[tuple[Any, ...], list[dict[str, Any]]] = {}
    for row in rows:
        if not reason_of(row):
            names = ("source", "target", "starts", "domain", "plover", "cameo")
            told.setdefault(tuple(row[name] or "" for name in names), []).append(row)
    cells: dict[tuple[Any, ...], list[Any]] = {}
    for (source, target, day, domain, plover, _), reports in told.items():
        pair = (source, target) if directed else tuple(sorted((source, target)))
        cell = cells.setdefault((*pair, day.replace(day=1), domain, plover), [0, 0, None, 0.0, 0])
        known = [r["intensity"] for r in reports if r["intensity"] is not None]
        mentions = [r["mentions"] for r in reports if r["mentions"] is not None]
        cell[0] += 1
        cell[1] += len(reports)
        cell[2] = (cell[2] or 0) + sum(mentions) if mentions else cell[2]
        cell[3] += sum(known) / len(known) if known else 0
        cell[4] += not known
    return cells


@settings(max_examples=60, deadline=None)
@given(st.lists(report, max_size=30), st.booleans())
def test_counts_are_those_of_a_loop(
    duck: Engine, rows: list[dict[str, Any]], directed: bool
) -> None:
    counts, months, left = answers(duck, rows, directed)
    expected = by_loop(rows, directed)
    keys = ("a", "b", "month", "domain", "plover")
    found = {tuple(row[key] for key in keys): row for row in counts.to_pylist()}
    assert found.keys() == expected.keys()
    for key, (events, reports, mentions, intensity, unweighted) in expected.items():
        row = found[key]
        assert (row["events_count"], row["reports_count"]) == (events, reports)
        assert row["mentions_count"] == mentions
        assert row["net_intensity"] == pytest.approx(intensity, abs=1e-5)
        assert row["unweighted_count"] == unweighted
    kept = sum(row["reports_count"] for row in counts.to_pylist())
    assert kept + sum(left["reports_count"].to_pylist()) == len(rows)
    assert sum(months["reports_count"].to_pylist()) == kept


def test_the_same_report_twice_is_one_event(duck: Engine) -> None:
    row = {
        "source": "PRK",
        "target": "RUS",
        "starts": date(2023, 9, 13),
        "plover": "CONSULT",
        "cameo": "040",
        "status": "asserted",
        "intensity": 1.0,
        "mentions": 5,
    }
    counts, months, _ = answers(duck, [row, row, {**row, "cameo": "042"}], False)
    told = counts.to_pylist()[0]
    assert (told["events_count"], told["reports_count"], told["mentions_count"]) == (2, 3, 15)
    assert months.to_pylist()[0]["days_seen"] == 1


@pytest.mark.parametrize("dialect", ["duckdb", "bigquery", "clickhouse", "trino"])
def test_expressions_compile_for_other_engines(dialect: str) -> None:
    events = ibis.table(ibis.Schema.from_pyarrow(SHAPE), name="reports")
    distinct = distinct_events(events, TODAY)
    for expression in (
        event_counts(distinct),
        event_counts(distinct, "day", directed=True),
        volume(event_counts(distinct), days_seen(events, TODAY)),
        not_counted(events, TODAY),
    ):
        assert "GROUP BY" in str(ibis.to_sql(expression, dialect=dialect))


def test_an_unknown_grain_is_refused() -> None:
    events = ibis.table(ibis.Schema.from_pyarrow(SHAPE), name="reports")
    with pytest.raises(MethodError, match="grain"):
        event_counts(distinct_events(events, TODAY), "week")  # type: ignore[arg-type]
