"""Predictions know nothing of what comes later, and are worth more than simple ones."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pyarrow as pa
import pytest

from kankei.measures.relation import DAILY_SCORES, OBSERVATIONS, Settings, one_step_ahead
from kankei.measures.relation.online import ahead, foresee
from kankei.terms.errors import MethodError

from .worlds import pool, world


@pytest.mark.parametrize("kind", ["score", "count"])
def test_what_comes_later_changes_no_prediction(kind: str) -> None:
    block, _ = world(kind, 20, 6, 4)
    law = pool(kind)
    before = ahead(block, law, foresee(block, 8))
    for item in block.observed:
        item.value[12:] = item.value[12:][::-1].copy()
    after = ahead(block, law, foresee(block, 8))
    assert after.mean[:13] == pytest.approx(before.mean[:13])
    assert after.log_scores[0][:12] == pytest.approx(before.log_scores[0][:12])
    assert not np.allclose(after.mean[14:], before.mean[14:])


def test_predicted_intervals_hold_the_relation() -> None:
    block, path = world("score", 60, 150, 6, 3.0)
    told = ahead(block, pool("score", 3.0))
    held = np.abs(path - told.mean)[12:] < told.half[12:]
    assert 0.87 <= held.mean() <= 0.93
    assert (told.filtered_variance < told.variance).mean() > 0.9


def test_counts_have_probabilities() -> None:
    block, _ = world("count", 12, 2, 8)
    law, item = replace(pool("count"), volume=0.1), block.observed[0]
    total = 0.0
    for value in range(60):
        item.value[-1, 0] = value
        total += np.exp(ahead(block, law).log_scores[0][-1, 0])
    assert total == pytest.approx(1, abs=0.03)


def test_a_table_of_predictions() -> None:
    block, _ = world("score", 24, 20, 9)
    (item,), random = block.observed, np.random.default_rng(1)
    months = [date(2018 + t // 12, t % 12 + 1, 1) for t in range(24)]
    rows = [
        {"a": a, "b": b, "domain": "all", "month": months[t], "indicator": DAILY_SCORES.name}
        | {"value": item.value[t, s], "size": item.size[t, s], "n": int(random.integers(1, 9))}
        for s, (a, b) in enumerate(block.dyads)
        for t in range(24)
        if item.present[t, s]
    ]
    observed = pa.Table.from_pylist(rows, OBSERVATIONS)
    coverage = pa.table({"month": months, "coverage": [1.0] * 24})
    how = Settings(sample=20)
    found = one_step_ahead(observed, [DAILY_SCORES], coverage, date(2019, 7, 1), how).to_pandas()
    assert len(found) == 20 * 24
    assert found.log_score.notna().sum() == len(rows)
    assert ((found.lo < found["mean"]) & (found["mean"] < found.hi)).all()
    with pytest.raises(MethodError, match="2 months lie before"):
        one_step_ahead(observed, [DAILY_SCORES], coverage, date(2018, 3, 1), how)
