"""From a table of observations to curves: what is missing, where the zero is, what is refused."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from kankei.measures.relation import (
    ALL,
    DAILY_SCORES,
    OBSERVATIONS,
    Anchor,
    Indicator,
    Settings,
    about,
    composite,
    relation,
    without_each_source,
)
from kankei.terms.errors import MethodError
from kankei.terms.period import Period

VISITS = Indicator("visits", "binomial", "protocol", 1)
DISTANCE = Indicator("distance", "measured", "unga", -1)
QUICK = Settings(sample=30)
SILENT = 10


def month(number: int) -> date:
    return date(2018 + number // 12, number % 12 + 1, 1)


def calendar(months: int = 24) -> pa.Table:
    """Every month covered but one."""
    share = [0.0 if n == SILENT else 1.0 for n in range(months)]
    return pa.table({"month": [month(n) for n in range(months)], "coverage": share})


def rows(indicator: str, draw: Any, dyads: int = 12, domain: str = ALL) -> list[dict[str, Any]]:
    names = [("AAA", f"B{n:02}") for n in range(dyads)]
    return [
        dict(a=a, b=b, domain=domain, month=month(t), indicator=indicator, value=draw(n, t))
        | {"size": 0.2, "n": 3}
        for n, (a, b) in enumerate(names)
        for t in range(24)
        if t != SILENT
    ]


def table(found: list[dict[str, Any]]) -> pa.Table:
    return pa.Table.from_pylist(found, OBSERVATIONS)


def warm(n: int, t: int) -> float:
    """Dyads from hostile to warm, with chance and one jump."""
    chance = np.random.default_rng(100 * n + t).normal(0, 0.4)
    return float(n / 4 - 1.5 + chance + 2.5 * (n == 3 and t > 15))


@pytest.fixture(scope="module")
def made() -> pa.Table:
    return relation(table(rows(DAILY_SCORES.name, warm)), [DAILY_SCORES], calendar(), QUICK)


def test_columns_come_first_as_declared_and_rows_are_the_calendar(made: pa.Table) -> None:
    first = ["a", "b", "domain", "month", "mean", "lo", "hi", "n", "coverage"]
    assert made.column_names[:9] == first
    assert made.num_rows == 12 * 24
    assert set(made["month"].to_pylist()) == {month(n) for n in range(24)}


def test_a_silent_month_has_a_wider_interval_and_no_reports(made: pa.Table) -> None:
    rows = made.to_pylist()
    silent = [row for row in rows if row["month"] == month(SILENT)]
    assert {(row["n"], row["coverage"], row["signal"]) for row in silent} == {(0, 0.0, None)}
    others = {(row["b"], row["month"]): row["sd"] for row in rows}
    assert all(row["sd"] > others[row["b"], month(SILENT - 1)] for row in silent)
    assert all(row["lo"] < row["mean"] < row["hi"] for row in rows)
    assert all(row["n"] == 3 and row["signal_sd"] > 0 for row in rows if row not in silent)


def test_sign_order_and_jump_are_those_of_the_observations(made: pa.Table) -> None:
    frame = made.to_pandas()
    means = frame.groupby("b")["mean"].mean()
    assert means["B11"] > means["B06"] > means["B00"]
    moved = frame[frame.b == "B03"].set_index("month").innovation.iloc[1:]
    assert moved.idxmax() == month(16)


def test_zero_and_unit_are_stated(made: pa.Table) -> None:
    said = about(made)["domains"][ALL]
    assert said["scale"]["why"].startswith("zero of daily_score")
    assert said["scale"]["unit"] > 0 and said["readings"][0]["loading"] == 1
    frame = made.to_pandas()
    centre = frame[frame.b == "B06"]["mean"].mean()
    assert abs(centre) < frame[frame.b == "B11"]["mean"].mean() / 2


def test_an_anchor_sets_the_zero(made: pa.Table) -> None:
    period = Period.parse("2018-01/2018-12")
    anchor = Anchor(ALL, (("AAA", "B11"),), period, value=2.0)
    settings = Settings(sample=30, anchors=(anchor,), base=period)
    observed = table(rows(DAILY_SCORES.name, warm))
    found = relation(observed, [DAILY_SCORES], calendar(), settings).to_pandas()
    year = found[(found.b == "B11") & (found.month < date(2019, 1, 1))]
    assert year["mean"].mean() == pytest.approx(2.0)


def test_wanted_dyads_have_the_curves_they_have_among_all(made: pa.Table) -> None:
    settings = Settings(sample=30, dyads=(("AAA", "B03"), ("AAA", "Z99")))
    observed = table(rows(DAILY_SCORES.name, warm))
    found = relation(observed, [DAILY_SCORES], calendar(), settings)
    among = made.filter(pa.compute.equal(made["b"], "B03"))
    assert found["mean"].to_numpy() == pytest.approx(among["mean"].to_numpy(), abs=0.1)


def test_rows_without_exposure_are_missing_and_not_calm() -> None:
    observed = rows(DAILY_SCORES.name, warm)
    for row in observed:
        if row["b"] == "B05":
            row["size"] = 0.0
    found = relation(table(observed), [DAILY_SCORES], calendar(), QUICK)
    assert "B05" not in found["b"].to_pylist()


def test_an_order_of_ties_and_a_distance_enter_with_the_scores() -> None:
    tier = Indicator("tier", "ordered_probit", "atop", 1)
    observed = [
        *rows(DAILY_SCORES.name, warm),
        *rows(tier.name, lambda n, t: float(n // 4)),
        *rows(DISTANCE.name, lambda n, t: 2 - n / 6),
    ]
    indicators = (DISTANCE, tier, DAILY_SCORES)
    found = relation(table(observed), indicators, calendar(), QUICK)
    said = about(found)["domains"][ALL]
    loadings = [reading["loading"] for reading in said["readings"]]
    assert said["indicators"] == ["tier", "distance", "daily_score"]
    assert loadings[0] == 1 and loadings[1] < 0 < loadings[2]
    means = found.to_pandas().groupby("b")["mean"].mean()
    assert means["B11"] > means["B06"] > means["B00"]


def test_each_source_left_out_has_its_curve_beside() -> None:
    visit = [row | {"size": 1.0} for row in rows("visits", lambda n, t: float(warm(n, t) > 0))]
    observed = table([*rows(DAILY_SCORES.name, warm), *visit])
    found = without_each_source(observed, (DAILY_SCORES, VISITS), calendar(), QUICK)
    assert set(found["without"].to_pylist()) == {"", "gdelt", "protocol"}
    with pytest.raises(MethodError, match="nothing to leave out"):
        without_each_source(observed, (DAILY_SCORES,), calendar(), QUICK)


def test_a_composite_lies_between_its_domains() -> None:
    row = {"a": "A", "b": "B", "sd": 1.0}
    index = pa.Table.from_pylist(
        [
            row | {"month": month(n), "domain": name, "mean": value}
            for n, name, value in [(0, "x", 0.0), (0, "y", 2.0), (1, "x", 1.0)]
        ]
    )
    (found,) = composite(index, {"x": 1, "y": 1}).to_pylist()
    assert (found["month"], found["mean"]) == (month(0), 1.0)
    assert 0 < found["weights_lo"] < 1 < found["weights_hi"] < 2
    assert found["hi"] - found["lo"] == pytest.approx(2 * 1.6448536 / np.sqrt(2))
    for weights in ({}, {"x": -1.0}, {"z": 1.0}):
        with pytest.raises(MethodError):
            composite(index, weights)


def test_bad_questions_are_refused() -> None:
    good = rows(DAILY_SCORES.name, warm, dyads=2)
    cases = {
        "not in order": [good[0] | {"a": "Z"}],
        "lie outside": [good[0] | {"month": date(2030, 1, 1)}],
        "observed twice": [good[0], good[0]],
        "declare it": [good[0] | {"indicator": "mood"}],
    }
    for said, observed in cases.items():
        with pytest.raises(MethodError, match=said):
            relation(table(observed), [DAILY_SCORES], calendar(), QUICK)
    with pytest.raises(MethodError, match="needs the columns"):
        relation(table(good).drop_columns(["size"]), [DAILY_SCORES], calendar(), QUICK)
    with pytest.raises(MethodError, match="positive sign"):
        relation(table(good), [DISTANCE], calendar(), QUICK)
    with pytest.raises(MethodError, match="names of their own"):
        relation(table(good), [DAILY_SCORES, DAILY_SCORES], calendar(), QUICK)
    with pytest.raises(MethodError, match="base period"):
        bad = Settings(sample=30, base=Period.parse("1990"))
        relation(table(good), [DAILY_SCORES], calendar(), bad)
    with pytest.raises(MethodError, match="too few"):
        relation(table(good[:2]), [DAILY_SCORES], calendar(2), QUICK)
    with pytest.raises(MethodError, match="no metadata"):
        about(table(good))
