"""Ties as ordered levels: the highest in force, silence only where covered, one year one voice."""

from __future__ import annotations

from datetime import date

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kankei.measures.relation import (
    Calendar,
    Indicator,
    OrderedTie,
    Settings,
    influence,
    relation,
    tie_observations,
    vote_coverage,
    without_each_source,
)
from kankei.measures.relation.families.ordered_probit import ORDERED_PROBIT

ALLIANCE = Indicator("alliance", "ordered_probit", "atop", 1)
TIE = OrderedTie(ALLIANCE, "military", {"defence": 3, "consultation": 1}, {"visits": 2})
STATES = ("CHN", "JPN", "PRK", "RUS")
row_of = st.tuples(
    st.sampled_from(STATES),
    st.sampled_from(STATES),
    st.sampled_from(["defence", "consultation", "visits", "unknown"]),
    st.integers(2000, 2006),
    st.sampled_from([0.0, 1.0, 4.0]),
).filter(lambda row: row[0] != row[1])


def calendar(first: int, last: int) -> Calendar:
    return Calendar(
        np.arange(np.datetime64(f"{first}-01"), np.datetime64(f"{last + 1}-01")),
        np.ones(12 * (last - first + 1)),
    )


def table(rows: list[tuple[str, str, str, int, float]]) -> pa.Table:
    kinds = {"a": pa.string(), "b": pa.string(), "kind": pa.string(), "value": pa.float64()}
    cells = [{"a": a, "b": b, "kind": kind, "value": value} for a, b, kind, _, value in rows]
    found = pa.Table.from_pylist(cells, pa.schema(list(kinds.items())))
    for name, later in (("starts", 0), ("ends", 1)):
        days = [date(year + later, 1, 1) for _, _, _, year, _ in rows]
        found = found.append_column(name, pa.array(days, pa.date32()))
    return found


@given(st.lists(row_of, max_size=20))
@settings(max_examples=40, deadline=None)
def test_each_month_has_the_highest_level_in_force(
    rows: list[tuple[str, str, str, int, float]],
) -> None:
    found = tie_observations(table(rows), TIE, calendar(2001, 2004)).to_pylist()
    expected: dict[tuple[str, str, int], float] = {}
    for a, b, kind, year, value in rows:
        if kind != "unknown" and 2001 <= year <= 2004:
            key = (min(a, b), max(a, b), year)
            expected[key] = max(expected.get(key, 0), TIE.level(kind, value))
    assert {(r["a"], r["b"], r["month"].year): r["value"] for r in found} == expected
    assert len(found) == 12 * len(expected)


def test_silence_speaks_only_where_the_source_covers() -> None:
    silent = pa.table(
        {
            "a": ["JPN"],
            "b": ["RUS"],
            "starts": pa.array([date(2001, 1, 1)]),
            "ends": pa.array([date(2002, 1, 1)]),
        }
    )
    ties = table([("RUS", "PRK", "defence", 2001, 1.0)])
    found = tie_observations(ties, TIE, calendar(2001, 2002), silent).to_pylist()
    assert {(r["a"], r["b"], r["month"].year, r["value"]) for r in found} == {
        ("JPN", "RUS", 2001, 0.0),
        ("PRK", "RUS", 2001, 3.0),
    }
    assert {r["size"] for r in found} == {np.sqrt(12)}


def test_twelve_months_of_a_tie_weigh_what_one_year_weighs() -> None:
    cut, at = np.array([0.0]), np.array([0.3])
    whole = ORDERED_PROBIT.terms(np.array([1.0]), at, np.array([1.0]), cut)
    month = ORDERED_PROBIT.terms(np.array([1.0]), at * 0, np.array([np.sqrt(12.0)]), cut)
    year = ORDERED_PROBIT.terms(np.array([1.0]), at * 0, np.array([1.0]), cut)
    assert 12 * month.curvature[0] == pytest.approx(year.curvature[0])
    assert whole.curvature[0] > 0


def test_a_level_that_the_sample_has_not_seen_counts_as_its_highest() -> None:
    cut, one = np.array([0.0]), np.ones(1)
    high = ORDERED_PROBIT.terms(np.array([3.0]), one, one, cut)
    assert high.density[0] == ORDERED_PROBIT.terms(one, one, one, cut).density[0]


def test_a_source_that_brings_nothing_new_is_seen_to_move_nothing() -> None:
    random = np.random.default_rng(0)
    pairs = [(a, f"Z{n}") for n in range(6) for a in ("AAA", "BBB")]
    value = {pair: random.normal() + np.cumsum(random.normal(size=24)) for pair in pairs}
    measured = Indicator("near", "measured", "votes", 1)
    rows = [
        {
            "a": a,
            "b": b,
            "domain": "all",
            "month": date(2020 + n // 12, n % 12 + 1, 1),
            "indicator": name,
            "value": float(value[a, b][n]) if name == "near" else 1.0,
            "size": 0.2 if name == "near" else 50.0,
            "n": 1,
        }
        for a, b in pairs
        for n in range(24)
        for name in ("near", "alliance")
    ]
    months = [date(2020, 1, 1), date(2021, 12, 1)]
    coverage = pa.table({"month": months, "coverage": [1.0, 1.0]})
    curves = without_each_source(
        pa.Table.from_pylist(rows), (measured, ALLIANCE), coverage, Settings(sample=12)
    )
    found = {row["without"]: row for row in influence(curves).to_pylist()}
    assert found["atop"]["moves_agree"] > 0.999
    assert found["atop"]["width"] == pytest.approx(1, abs=0.05)
    assert (
        found["votes"]["width"] is None
        or found["votes"]["moves_agree"] is None
        or (found["votes"]["moves_agree"] < 0.9)
    )


def test_a_tie_alone_makes_a_curve_with_wide_intervals() -> None:
    rows = [("CHN", "PRK", "defence", year, 1.0) for year in (2001, 2002)]
    rows += [("JPN", "RUS", "defence", year, 0.0) for year in (2001, 2002)]
    observed = tie_observations(table(rows), TIE, calendar(2001, 2002))
    months = [date(2001, 1, 1), date(2002, 12, 1)]
    coverage = pa.table({"month": months, "coverage": [1.0, 1.0]})
    curves = relation(observed, (ALLIANCE,), coverage, Settings(sample=2)).to_pylist()
    mean = {row["a"]: row["mean"] for row in curves}
    assert mean["CHN"] > mean["JPN"]
    assert all(row["lo"] < row["mean"] < row["hi"] for row in curves)


def test_sessions_cover_twelve_months_from_september() -> None:
    months = vote_coverage(pa.table({"session": ["1", "2"]}))["month"].to_pylist()
    assert (months[0], months[-1], len(months)) == (date(1946, 9, 1), date(1948, 8, 1), 24)
