"""Large moves: the probability of a normal law, and nothing where nothing is known."""

from __future__ import annotations

from datetime import date

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kankei.measures import moves
from kankei.terms.errors import MethodError


def series(mean: list[float | None], spread: list[float | None]) -> pa.Table:
    months = [date(2000 + n // 12, n % 12 + 1, 1) for n in range(len(mean))]
    columns = {"month": months, "innovation": mean, "innovation_sd": spread}
    types = [("month", pa.date32()), ("innovation", pa.float64()), ("innovation_sd", pa.float64())]
    return pa.table(columns, pa.schema(types))


@settings(max_examples=20, deadline=None)
@given(st.floats(-6, 6), st.floats(0.1, 4), st.floats(0.5, 4))
def test_the_probability_is_that_of_draws(mean: float, spread: float, large: float) -> None:
    draws = np.random.default_rng(0).normal(mean, spread, 40_000)
    row = moves(series([mean], [spread]), large=large, least=0.0).to_pylist()[0]
    assert row["move_probability"] == pytest.approx(np.mean(np.abs(draws) > large), abs=0.015)
    assert row["low"] < row["move"] < row["high"]


def test_a_month_without_a_move_is_not_listed() -> None:
    found = moves(series([None, 9.0, 9.0], [None, 1.0, None])).to_pylist()
    assert [row["month"].month for row in found] == [2]


def test_several_relations_at_once_are_refused() -> None:
    twice = pa.concat_tables([series([1.0], [1.0])] * 2)
    with pytest.raises(MethodError, match="several relations"):
        moves(twice)
    with pytest.raises(MethodError, match="is none"):
        moves(series([1.0], [1.0]), large=0)
