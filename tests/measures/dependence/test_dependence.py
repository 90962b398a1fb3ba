"""Dependence: shares add up, asymmetry turns round, and unknown flows stay unknown."""

from __future__ import annotations

from datetime import date

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kankei.datasets import find, load
from kankei.measures import arms_dependence, membership_dependence, trade_dependence
from kankei.measures.dependence.arms import NO_TRANSFERS, OUTSIDE
from kankei.measures.dependence.trade import FLOW_UNKNOWN, NO_TRADE
from kankei.terms.errors import MethodError
from kankei.terms.period import Period
from tests.datasets.samples import real

STATES = ("CHN", "JPN", "PRK", "RUS")
NEW_YEAR = date(2014, 1, 1)
amounts = st.one_of(st.none(), st.floats(0, 1e6, allow_nan=False).map(lambda x: round(x, 2)))
flows = st.dictionaries(
    st.tuples(st.sampled_from(STATES), st.sampled_from(STATES)).filter(lambda p: p[0] != p[1]),
    amounts,
    min_size=1,
)


def ties(given_: dict[tuple[str, str], float | None], kind: str = "imports") -> pa.Table:
    rows = [
        {"a": a, "b": b, "kind": kind, "starts": NEW_YEAR, "value": value}
        for (a, b), value in given_.items()
    ]
    types = [("a", pa.string()), ("b", pa.string()), ("kind", pa.string())]
    return pa.Table.from_pylist(
        rows, pa.schema([*types, ("starts", pa.date32()), ("value", pa.float64())])
    )


@settings(max_examples=60, deadline=None)
@given(flows)
def test_shares_of_a_state_add_up_to_one(given_: dict[tuple[str, str], float | None]) -> None:
    rows = trade_dependence(ties(given_)).to_pylist()
    for state in STATES:
        own = [row for row in rows if row["a"] == state]
        known = [row["trade_share"] for row in own if row["trade_share"] is not None]
        assert not known or sum(known) == pytest.approx(1)
        for row in own:
            assert (row["trade_share"] is None) == bool(row["missing"])
            both = (given_.get((state, row["b"])), given_.get((row["b"], state)))
            assert (row["missing"] == FLOW_UNKNOWN) == (None in both)
            assert row["partners_unknown"] == sum(r["missing"] == FLOW_UNKNOWN for r in own)


@settings(max_examples=40, deadline=None)
@given(flows, st.floats(0.1, 100))
def test_asymmetry_turns_round_and_the_unit_does_not_matter(
    given_: dict[tuple[str, str], float | None], scale: float
) -> None:
    rows = {(r["a"], r["b"]): r for r in trade_dependence(ties(given_)).to_pylist()}
    scaled = {key: None if v is None else v * scale for key, v in given_.items()}
    other = {(r["a"], r["b"]): r for r in trade_dependence(ties(scaled)).to_pylist()}
    for (a, b), row in rows.items():
        if row["trade_asymmetry"] is not None:
            assert rows[b, a]["trade_asymmetry"] == pytest.approx(-row["trade_asymmetry"])
            assert other[a, b]["trade_share"] == pytest.approx(row["trade_share"])


def test_nothing_traded_is_no_share() -> None:
    rows = trade_dependence(ties({("PRK", "RUS"): 0.0, ("RUS", "PRK"): 0.0})).to_pylist()
    assert {row["missing"] for row in rows} == {NO_TRADE}
    with pytest.raises(MethodError, match="no ties of the kind"):
        trade_dependence(ties({("PRK", "RUS"): 1.0}), "exports")


def test_arms_need_a_whole_window_and_a_transfer() -> None:
    table = ties({("RUS", "PRK"): 8.0, ("CHN", "PRK"): 2.0}, "arms_transfers")
    rows = arms_dependence(table, ["PRK"], Period.parse("2012/2020"), window=3).to_pylist()
    russian = {row["year"]: row for row in rows if row["b"] == "RUS"}
    assert [russian[y]["missing"] for y in (2012, 2013, 2017)] == [OUTSIDE, OUTSIDE, NO_TRANSFERS]
    assert [russian[y]["arms_share"] for y in (2014, 2016)] == [0.8, 0.8]
    assert russian[2015]["arms_concentration"] == pytest.approx(0.68)
    assert {row["a"] for row in rows} == {"PRK"}
    with pytest.raises(MethodError, match="open end"):
        arms_dependence(table, ["PRK"], Period.parse("2012/.."))


def test_memberships_are_shares_of_the_own() -> None:
    shared = pa.table(
        {"a": ["PRK", "CHN"], "b": ["RUS"] * 2, "starts": [NEW_YEAR] * 2, "value": [20.0, None]}
    )
    own = pa.table({"subject": ["PRK", "RUS"], "starts": [NEW_YEAR] * 2, "value": [25.0, 80.0]})
    rows = {(r["a"], r["b"]): r for r in membership_dependence(shared, own).to_pylist()}
    assert (rows["PRK", "RUS"]["membership_share"], rows["RUS", "PRK"]["membership_share"]) == (
        0.8,
        0.25,
    )
    assert rows["PRK", "RUS"]["membership_asymmetry"] == pytest.approx(0.55)
    assert rows["CHN", "RUS"]["missing"] == "memberships-unknown"
    few = pa.table({"subject": ["PRK", "RUS"], "starts": [NEW_YEAR] * 2, "value": [5.0, 80.0]})
    with pytest.raises(MethodError, match="PRK shares more"):
        membership_dependence(shared, few)


def test_north_korea_depends_on_china_and_not_the_other_way() -> None:
    """Correlates of War trade, 2014: 6,728 of 8,468 million dollars with known partners."""
    root = real("cow-trade-dyadic").parent
    table = load("cow_trade", find("cow_trade", root), states=()).table
    rows = trade_dependence(table.filter(pa.compute.equal(pa.compute.year(table["starts"]), 2014)))
    found = {(r["a"], r["b"]): r for r in rows.to_pylist() if "PRK" in (r["a"], r["b"])}
    assert found["PRK", "CHN"]["trade"] == 6728
    assert found["PRK", "CHN"]["trade_share"] == pytest.approx(0.7945, abs=1e-4)
    assert found["CHN", "PRK"]["trade_share"] < 0.002
    assert found["PRK", "CHN"]["partners_unknown"] == 4
