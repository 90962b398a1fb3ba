"""Similarity of ties: the published table as ties, bad input, and alliances since 1816."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from kankei.datasets import load
from kankei.measures.vote_similarity import (
    COMMITMENTS,
    PRESENCE,
    Similarities,
    atop_commitments,
    commitments,
    tie_similarity,
)
from kankei.terms.errors import MethodError
from tests.datasets.samples import real

from .test_indices import TABLE_6


def members(states: list[str], weights: list[float] | None = None) -> pa.Table:
    columns: dict[str, Any] = {"period": ["1914"] * len(states), "state": states}
    return pa.table(columns if weights is None else columns | {"weight": weights})


def ties(rows: list[tuple[str, str, str]]) -> pa.Table:
    return pa.table(
        {
            "period": pa.array(["1914"] * len(rows), pa.string()),
            "a": pa.array([row[0] for row in rows], pa.string()),
            "b": pa.array([row[1] for row in rows], pa.string()),
            "level": pa.array([row[2] for row in rows], pa.string()),
        }
    )


def table_6() -> Similarities:
    names = {3: "defence", 2: "neutrality", 1: "consultation"}
    rows = [
        (side, state, names[level])
        for state, (_, *levels) in TABLE_6.items()
        for side, level in zip(("GMY", "RUS"), levels, strict=True)
        if level and side != state
    ]
    weights = [row[0] for row in TABLE_6.values()]
    return tie_similarity(ties(rows), members(list(TABLE_6), weights), states=["GMY", "RUS"])


def rejected(found: Similarities) -> dict[tuple[str, str, str], int]:
    rows = found.rejections.to_pylist()
    return {(row["column"], row["value"], row["what"]): row["rows"] for row in rows}


def test_table_6_of_signorino_and_ritter_as_ties() -> None:
    found = table_6()
    row = found.table.to_pylist()[0]
    assert (row["a"], row["b"], row["states_compared"]) == ("GMY", "RUS", 20)
    assert row["similarity_tau_b"] == pytest.approx(0.03031695, abs=5e-9)
    assert row["similarity_s"] == pytest.approx(0.4)
    assert row["similarity_s_weighted"] == pytest.approx(-0.46)
    assert (row["none_none"], row["defence_none"], row["none_defence"]) == (13, 3, 2)
    assert found.rejections.num_rows == 0


def test_no_row_is_no_tie_only_between_members() -> None:
    rows = [("A", "B", "defence"), ("B", "A", "defence")]
    row = tie_similarity(ties(rows), members(["A", "B", "C"])).table.to_pylist()[0]
    assert (row["states_compared"], row["none_none"], row["defence_defence"]) == (3, 1, 2)
    alone = tie_similarity(ties(rows), members(["A", "B"]), states=["A", "D"])
    assert alone.table.to_pylist()[0]["missing"] == "no-common-vote"
    assert rejected(alone)["state", "D", "asked for, but never a member"] == 1


def test_everything_left_out_is_counted_and_named() -> None:
    rows = [
        ("A", "A", "defence"),
        ("A", "B", "defence"), ("A", "B", "neutrality"),
        ("B", "A", "defence"), ("B", "A", "defence"),
        ("A", "X", "defence"), ("B", "C", "friendship"),
    ]  # fmt: skip
    found = tie_similarity(ties(rows), members(["A", "B", "C"]))
    assert rejected(found) == {
        ("b", "X", "not a known name"): 1,
        ("level", "friendship", "not a known name"): 1,
        ("a", "A", "tie of a state with itself"): 1,
        ("level", "1914 A B", "different levels, none counted"): 2,
        ("level", "1914 B A", "repeated, counted once"): 1,
    }
    pair = found.table.to_pylist()[0]
    assert (pair["a"], pair["b"], pair["states_compared"]) == ("A", "B", 2)


def test_ties_of_a_state_that_is_no_member_yet_are_named() -> None:
    two = pa.concat_tables([members(["A", "B"]), members(["A"])])
    two = two.set_column(0, "period", pa.array(["1914", "1914", "1915"]))
    late = ties([("A", "B", "defence")]).set_column(0, "period", pa.array(["1915"]))
    assert rejected(tie_similarity(late, two)) == {("b", "B", "tie while no member"): 1}


def test_a_scale_or_weight_that_is_none_is_refused() -> None:
    with pytest.raises(MethodError, match="two"):
        tie_similarity(ties([]), members(["A"]), levels=["none"])
    with pytest.raises(MethodError, match="weight"):
        tie_similarity(ties([]), members(["A", "B"], [1.0, float("nan")]))


def test_commitments_of_atop() -> None:
    pledges = ("atop_defense", "atop_offense", "atop_neutral", "atop_nonagg", "atop_consul")
    rows = [(1, 0, 0, 1, 1), (0, 1, 0, 0, 0), (0, 0, 0, 1, 1), (0, 0, 0, 0, 1), (0, 0, 0, 0, 0)]
    table = pa.table(
        {"ccode1": [2] * 5, "ccode2": [3, 4, 5, 6, 7], "year": [1960] * 5}
        | {name: [row[place] for row in rows] for place, name in enumerate(pledges)}
    )
    valued = atop_commitments(table)
    assert valued["level"].to_pylist() == ["defence", "defence", "neutrality", "consultation"]
    assert set(valued["level"].to_pylist()) < set(COMMITMENTS)
    assert atop_commitments(table, valued=False)["level"].to_pylist() == [PRESENCE[1]] * 4


def test_alliances_on_the_real_data() -> None:
    """The Soviet-North Korean and Chinese-North Korean pledges of 1961 are in the profiles."""
    folder = real("peacesciencer")
    power = pq.read_table(folder / "cow_nmc.parquet", columns=["ccode", "year", "cinc"])
    power = power.filter(pc.is_valid(power["cinc"]))
    power = power.filter(pc.is_in(power["year"], pa.array([1961, 2018])))
    system = pa.table(
        {
            "period": power["year"],
            "state": power["ccode"].cast(pa.string()),
            "weight": power["cinc"],
        }
    )
    alliances = atop_commitments(pq.read_table(folder / "atop_alliance.parquet"))
    alliances = alliances.filter(pc.is_in(alliances["period"], pa.array([1961, 2018])))
    found = tie_similarity(alliances, system).table
    rows = {(row["period"], row["a"], row["b"]): row for row in found.to_pylist()}
    soviet = rows["1961", "365", "731"]
    assert soviet["defence_defence"] == 3  # the two of them and China
    assert soviet["similarity_s"] > 0.8 > soviet["similarity_kappa"]
    assert rows["2018", "2", "732"]["defence_defence"] == 2
    assert found["similarity_s"].null_count == 0


def test_commitments_of_the_data_set_are_those_of_the_publishers_columns() -> None:
    """Obligations by id of the register give the same levels as those by number."""
    folder = real("peacesciencer")
    pledges = load("atop_alliances", folder).table
    raw = pq.read_table(folder / "atop_alliance.parquet")
    year = pc.equal(raw["year"], 2018)
    by_number = atop_commitments(raw.filter(year))
    by_id = commitments(pledges.filter(pc.equal(pc.year(pledges["starts"]), 2018)))
    counted = [sorted(table["level"].to_pylist()) for table in (by_number, by_id)]
    assert counted[0] == counted[1]
    levels = {(row["a"], row["b"]): row["level"] for row in by_id.to_pylist()}
    assert levels["USA", "KOR"] == levels["CHN", "PRK"] == "defence"
    presence = commitments(pledges.filter(pc.equal(pc.year(pledges["starts"]), 2018)), False)
    assert set(presence["level"].to_pylist()) == {"alliance"}
