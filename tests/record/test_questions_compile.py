"""Every question is written with operations that other engines know as well."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import ibis
import pyarrow as pa
import pytest

from kankei.record.questions import QUESTIONS, Question
from kankei.record.schema import schema
from kankei.terms.dyad import Dyad
from kankei.terms.period import Period

DIALECTS = ("duckdb", "bigquery", "clickhouse", "trino")
DAY = date(2024, 6, 19)
GIVEN: dict[str, Any] = {
    "as_of": DAY,
    "on": DAY,
    "dyad": Dyad.parse("PRK-RUS"),
    "period": Period.parse("2024"),
    "states": ("PRK", "RUS"),
}


@dataclass
class Compiled:
    """Tables without an engine; each expression asked is compiled and answered with no row."""

    dialect: str
    queries: list[str] = field(default_factory=list)

    def table(self, name: str) -> Any:
        return ibis.table(ibis.Schema.from_pyarrow(schema()[name].columns), name=name)

    def answer(self, expression: Any) -> pa.Table:
        self.queries.append(str(ibis.to_sql(expression, dialect=self.dialect)))
        return expression.schema().to_pyarrow().empty_table()


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("asked", QUESTIONS, ids=lambda asked: asked.name)
def test_every_question_compiles(asked: Question, dialect: str) -> None:
    compiled = Compiled(dialect)
    asked.ask(compiled, **{item.name: GIVEN.get(item.name, "x") for item in asked.filters})
    assert compiled.queries
    assert all("ORDER BY" in query for query in compiled.queries)
