"""The same expressions on DuckDB and on a real local Spark give equal rows."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from kankei.measures import (
    days_seen,
    distinct_events,
    domain_table,
    dyad_months,
    dyad_table,
    event_counts,
    month_table,
    not_counted,
    pairs_of_record,
    volume,
)
from kankei.record import spark as spark_engine
from kankei.record.engine import Engine
from kankei.record.questions import QUESTIONS
from kankei.record.store import Record, engine
from kankei.terms.errors import MethodError
from kankei.terms.period import Period

from .test_questions_compile import GIVEN

TODAY = date(2023, 10, 31)
NEEDED = {"event", "of", "speaker"}


@pytest.fixture(scope="module")
def spark() -> Iterator[Engine]:
    pytest.importorskip("pyspark", reason="the extra spark is not installed")
    if not shutil.which("java"):
        pytest.skip("Spark needs Java, and there is no program java")
    with engine("spark", threads=1) as running:
        yield running


@dataclass
class OnSpark:
    """The record's tables on Spark, put there when a question asks for them."""

    running: Engine
    rows: Mapping[str, pa.Table]

    def table(self, name: str) -> Any:
        return self.running.table(name, self.rows[name])

    def answer(self, expression: Any) -> pa.Table:
        return self.running.answer(expression)


def test_every_question_has_the_same_answer(
    spark: Engine, record: Record, tables: Mapping[str, pa.Table]
) -> None:
    whole = {name: record.answer(record.table(name)) for name in tables}
    answered = 0
    for asked in QUESTIONS:
        given = {item.name: GIVEN.get(item.name, "x") for item in asked.filters if item.required}
        expected = asked.ask(record, **given)
        found = asked.ask(OnSpark(spark, whole), **given)
        assert found.to_pylist() == expected.to_pylist(), asked.name
        answered += expected.num_rows
    assert answered > 50


def test_the_panel_of_the_record_is_the_same(
    spark: Engine, record: Record, tables: Mapping[str, pa.Table]
) -> None:
    whole = {name: record.answer(record.table(name)) for name in ("event", "participant", "actor")}
    covered = pa.table({"subject": ["*"], "starts": [date(2023, 1, 1)], "ends": [date(2024, 7, 1)]})
    cells = {
        "panel_dyads": dyad_table([("KOR", "PRK"), ("KOR", "RUS"), ("PRK", "RUS")]),
        "panel_months": month_table(Period.parse("2023-01/2024-07")),
        "panel_domains": domain_table(),
        "panel_coverage": covered,
    }
    found = []
    with engine() as duck:
        for running in (duck, spark):
            seen = {name: running.table(name, rows) for name, rows in (whole | cells).items()}
            pairs = pairs_of_record(*(seen[name] for name in whole))
            panel = dyad_months(pairs, *(seen[name] for name in cells))
            found.append(running.answer(panel.order_by("dyad", "month", "domain")))
    counted = found[0]["events_count"].to_pylist()
    assert None in counted
    assert sum(value or 0 for value in counted) > 2
    assert found[0].equals(found[1])


def test_counts_of_reports_are_the_same(spark: Engine, tmp_path: Path) -> None:
    path = tmp_path / "reports.parquet"
    pq.write_table(pa.Table.from_pylist(_reports()), path)
    found = []
    with engine() as duck:
        for running in (duck, spark):
            events = running.parquet("reports", path)
            counts = event_counts(distinct_events(events, TODAY))
            expressions = (
                counts.order_by("a", "b", "month", "domain", "plover"),
                volume(counts, days_seen(events, TODAY)).order_by("month"),
                not_counted(events, TODAY).order_by("reason"),
            )
            found.append([running.answer(expression) for expression in expressions])
    for one, other in zip(*found, strict=True):
        assert one.num_rows
        assert one.equals(other)


def _reports() -> list[dict[str, Any]]:
    pairs = [("PRK", "RUS"), ("RUS", "PRK"), ("CHN", "CHN")] * 40
    return [
        {
            "source": source,
            "target": target,
            "starts": date(2023, 9, 1) + timedelta(days=n % 70),
            "domain": "military" if n % 3 else None,
            "plover": "CONSULT",
            "cameo": f"04{n % 5}",
            "status": "asserted" if n % 7 else "denied",
            "intensity": None if n % 4 == 0 else n / 8,
            "mentions": n if n % 2 else None,
        }
        for n, (source, target) in enumerate(pairs)
    ]


def test_spark_without_java_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pyspark", reason="the extra spark is not installed")
    monkeypatch.setattr(spark_engine.shutil, "which", lambda name: None)
    with pytest.raises(MethodError, match="install Java"):
        engine("spark")
