"""Similarity of votes: against a naive count, against published values, and with bad input."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kankei.datasets import load
from kankei.measures.vote_agreement import vote_agreement
from kankei.measures.vote_similarity import Similarities, vote_similarity
from kankei.measures.vote_similarity.indices import indices
from kankei.terms.errors import MethodError
from kankei.terms.field import field
from tests.datasets.samples import real

CHOICES = ("yes", "abstain", "no")
STATES = ("CHN", "JPN", "PRK", "RUS")

ballot = st.tuples(
    st.integers(0, 5), st.sampled_from(STATES), st.sampled_from([*CHOICES, "absent"])
)
ballots = st.lists(ballot, max_size=24, unique_by=lambda item: item[:2])
Rows = list[tuple[int, str, str]]


def table(rows: Rows) -> pa.Table:
    """Roll calls 0 to 2 are of session 9, the others of session 10."""
    return pa.table(
        {
            "rollcall": pa.array([str(row[0]) for row in rows], pa.string()),
            "session": pa.array(["9" if row[0] < 3 else "10" for row in rows], pa.string()),
            "state": pa.array([row[1] for row in rows], pa.string()),
            "choice": pa.array([row[2] for row in rows], pa.string()),
            "held": pa.array([date(2022 + (row[0] > 2), 12, 1) for row in rows], pa.date32()),
            "issues": pa.array(["nu;di" if row[0] % 2 else "" for row in rows], pa.string()),
        }
    )


def by_pair(found: pa.Table) -> dict[tuple[str, str, str, str], dict[str, Any]]:
    rows = found.to_pylist()
    return {(row["period"], row["issue"], row["a"], row["b"]): row for row in rows}


def rejected(found: Similarities) -> dict[tuple[str, str, str], int]:
    rows = found.rejections.to_pylist()
    return {(row["column"], row["value"], row["what"]): row["rows"] for row in rows}


def naive(rows: Rows, keep: Callable[[int], bool]) -> dict[tuple[str, str, str], Counter[str]]:
    """Counts of the common votes of each pair by session, one roll call at a time."""
    found: dict[tuple[str, str, str], Counter[str]] = {}
    for number, a, first in rows:
        for other, b, second in rows:
            if number == other and a < b and keep(number) and "absent" not in (first, second):
                session = "9" if number < 3 else "10"
                found.setdefault((session, a, b), Counter())[f"{first}_{second}"] += 1
    return found


@given(ballots)
@settings(max_examples=60, deadline=None)
def test_counts_are_those_of_a_naive_count(rows: Rows) -> None:
    cast = {number: {c for n, _, c in rows if n == number and c != "absent"} for number in range(6)}
    for unanimous in (True, False):
        found = by_pair(vote_similarity(table(rows), unanimous=unanimous).table)
        expected = naive(rows, lambda number: unanimous or len(cast[number]) > 1)  # noqa: B023
        for (session, a, b), counts in expected.items():
            row = found[session, "all", a, b]
            assert row["votes_common"] == counts.total()
            assert {name: row[name] for name in counts} == counts
            assert row["missing"] == ""
        for key, row in found.items():
            if (key[0], *key[2:]) not in expected:
                assert (row["votes_common"], row["missing"]) == (0, "no-common-vote")
                assert row["similarity_s"] is None


@given(ballots)
@settings(max_examples=40, deadline=None)
def test_values_follow_from_the_counts_shown(rows: Rows) -> None:
    for row in vote_similarity(table(rows), unanimous=True).table.to_pylist():
        cells = np.array([[row[f"{a}_{b}"] for b in CHOICES] for a in CHOICES], float)
        again = indices(cells[:, :, None])
        for name in ("s", "kappa", "pi", "tau_b"):
            value, expected = row[f"similarity_{name}"], getattr(again, name)[0]
            assert (value is None) == np.isnan(expected)
            assert value is None or value == expected
            assert value is None or field(f"similarity_{name}").allows(round(value, 12))
        if row["votes_common"]:
            assert row["similarity_s"] == pytest.approx(2 * row["votes_agree_share"] - 1)
        always = {
            "a": len(cells.sum(1).nonzero()[0]) == 1,
            "b": len(cells.sum(0).nonzero()[0]) == 1,
        }
        which = "".join(side for side in "ab" if always[side] and row["votes_common"])
        assert row["constant"] == ("both" if which == "ab" else which)


@given(ballots)
@settings(max_examples=30, deadline=None)
def test_the_agreement_share_is_that_of_the_other_measure(rows: Rows) -> None:
    found = by_pair(vote_similarity(table(rows), by="year", states=STATES).table)
    for row in vote_agreement(table(rows), states=STATES).to_pylist():
        same = found.get((row["period"], "all", row["a"], row["b"]))
        if same is None:  # nothing divided in that year
            assert row["votes_common"] == 0
        else:
            assert same["votes_common"] == row["votes_common"]
            assert same["votes_agree_share"] == pytest.approx(row["votes_agree_share"], abs=1e-12)


def test_issues_have_rows_of_their_own() -> None:
    rows = [(n, state, choice) for n in range(3) for state, choice in
            (("PRK", CHOICES[n]), ("RUS", "yes"))]  # fmt: skip
    found = by_pair(vote_similarity(table(rows), issues=["nu"], unanimous=True).table)
    assert found["9", "all", "PRK", "RUS"]["votes_common"] == 3
    assert found["9", "nu", "PRK", "RUS"]["votes_common"] == 1
    plain = table(rows).drop_columns(["issues"])
    names = rejected(vote_similarity(plain, issues=["nu"], unanimous=True))
    assert names["issues", "", "roll calls whose issues are not known"] == 3
    assert names["period", "9", "no roll call of the issue nu"] == 3


def test_periods_are_in_their_natural_order() -> None:
    rows = [(n, state, "yes") for n in (0, 4) for state in ("PRK", "RUS")]
    found = vote_similarity(table(rows), unanimous=True).table
    assert found["period"].to_pylist() == ["9", "10"]


def test_seats_and_few_common_votes() -> None:
    rows = [(n, state, CHOICES[n]) for n in range(3) for state in ("SUN", "PRK")]
    found = vote_similarity(
        table(rows), seats={"SUN": "RUS"}, least_common=4, unanimous=True
    ).table.to_pylist()[0]
    assert (found["a"], found["b"], found["votes_common"]) == ("PRK", "RUS", 3)
    assert (found["similarity_kappa"], found["missing"]) == (None, "few-common-votes")


def test_wanted_states_have_rows_in_every_period() -> None:
    rows = [(0, "PRK", "yes"), (0, "RUS", "no"), (4, "PRK", "yes"), (4, "CHN", "no")]
    found = vote_similarity(table(rows), states=["PRK", "RUS", "USA"])
    pairs = [(row["period"], row["a"], row["b"], row["missing"]) for row in found.table.to_pylist()]
    assert pairs == [
        (period, a, b, "" if (period, a, b) == ("9", "PRK", "RUS") else "no-common-vote")
        for period in ("9", "10")
        for a, b in (("PRK", "RUS"), ("PRK", "USA"), ("RUS", "USA"))
    ]
    assert rejected(found)["state", "USA", "asked for, but never voted"] == 1


def test_everything_left_out_is_counted_and_named() -> None:
    rows = [
        (0, "PRK", "yes"), (0, "RUS", "no"), (0, "JPN", "absent"), (0, "XXX", "no"),
        (1, "PRK", "yes"), (1, "PRK", "yes"), (1, "RUS", "no"), (1, "RUS", "yes"),
        (1, "JPN", "maybe"), (1, "CHN", "abstain"),
        (2, "PRK", "yes"), (2, "RUS", "yes"), (2, "CHN", "yes"),
        (3, "PRK", "absent"), (3, "RUS", "absent"),
    ]  # fmt: skip
    hollow = pa.table({"rollcall": [None], "session": ["9"], "state": ["PRK"], "choice": ["yes"],
                       "held": [date(2022, 12, 1)], "issues": [""]})  # fmt: skip
    votes = pa.concat_tables([table(rows), hollow.cast(table(rows).schema)])
    found = vote_similarity(votes, known={*STATES})
    assert rejected(found) == {
        ("rollcall", "", "empty"): 1,
        ("choice", "absent", "did not vote"): 3,
        ("choice", "maybe", "not in the code book"): 1,
        ("state", "XXX", "not a known state"): 1,
        ("rollcall", "3", "nobody voted"): 2,
        ("session", "10", "nobody voted"): 2,
        ("state", "1 PRK", "repeated, counted once"): 1,
        ("state", "1 RUS", "different votes, none counted"): 2,
        ("rollcall", "2", "unanimous"): 3,
    }
    pairs = by_pair(found.table)
    assert pairs["9", "all", "PRK", "RUS"]["votes_common"] == 1
    assert pairs["9", "all", "CHN", "PRK"]["abstain_yes"] == 1


def test_a_state_that_voted_once_stays() -> None:
    rows = [(0, "PRK", "yes"), (0, "RUS", "no"), (1, "PRK", "no"), (1, "RUS", "yes"),
            (1, "CHN", "yes")]  # fmt: skip
    pairs = by_pair(vote_similarity(table(rows)).table)
    assert pairs["9", "all", "CHN", "RUS"]["votes_common"] == 1
    assert pairs["9", "all", "CHN", "RUS"]["constant"] == "both"


def test_a_roll_call_in_two_sessions_is_named() -> None:
    votes = pa.table({"rollcall": ["1"] * 4, "session": ["9", "9", "10", "10"],
                      "state": ["PRK", "RUS"] * 2, "choice": ["yes", "no"] * 2})  # fmt: skip
    found = vote_similarity(votes)
    assert rejected(found)["rollcall", "1", "in several periods, counted in each"] == 4
    assert found.table["votes_common"].to_pylist() == [1, 1]


def test_nothing_in_gives_an_empty_table_of_the_same_columns() -> None:
    some, none = (vote_similarity(table(rows)) for rows in ([(0, "PRK", "yes")], []))
    assert none.table.num_rows == 0
    assert none.table.column_names == some.table.column_names
    assert rejected(some) == {
        ("rollcall", "0", "unanimous"): 1,
        ("period", "9", "none divided"): 1,
    }


def test_a_missing_column_is_refused() -> None:
    with pytest.raises(MethodError, match="session"):
        vote_similarity(table([]).drop_columns(["session"]))


@cache
def unvotes() -> Similarities:
    votes = load("unga_rollcalls", real("unga-unvotes")).table
    return vote_similarity(votes, unanimous=True)


@pytest.mark.parametrize(
    ("session", "a", "b", "s", "kappa"),
    [("74", "KOR", "USA", 0.08, 0.21), ("74", "PRK", "RUS", 0.72, 0.58),
     ("47", "PRK", "RUS", 0.32, -0.11)],
)  # fmt: skip
def test_values_found_before_on_the_real_votes(
    session: str, a: str, b: str, s: float, kappa: float
) -> None:
    found = unvotes().table
    mask = pc.and_(pc.equal(found["period"], session), pc.equal(found["a"], a))
    row = found.filter(pc.and_(mask, pc.equal(found["b"], b))).to_pylist()[0]
    assert row["similarity_s"] == pytest.approx(s, abs=0.005)
    assert row["similarity_kappa"] == pytest.approx(kappa, abs=0.006)


def test_all_sessions_have_all_pairs_and_none_is_lost() -> None:
    found = unvotes().table
    sessions = pc.unique(found["period"]).to_pylist()
    assert len(sessions) == 74
    assert found.num_rows > 820_000
    assert pc.max(found["similarity_s"]).as_py() <= 1
    for name in ("similarity_s", "votes_agree_share"):
        assert found[name].null_count == pc.sum(pc.equal(found["votes_common"], 0)).as_py()


def test_the_united_states_and_mexico_in_1946_as_the_r_package_has_them() -> None:
    """Package fpsim, usamex46: kappa by squares -0.01222707 and tau-b 0.01431261 on 38 votes."""
    path = real("unga-votes-cow") / "votes.parquet"
    rows = pq.read_table(path, filters=[("year", "=", 1946), ("ccode", "in", [2, 70])]).to_pylist()
    names = {2: "USA", 70: "MEX"}
    votes = pa.Table.from_pylist(
        [
            {
                "rollcall": str(row["resid"]),
                "session": "1946",
                "state": names[row["ccode"]],
                "choice": CHOICES[row["vote"] - 1],
            }
            for row in rows
        ]
    )
    found = vote_similarity(votes, distance="squared", unanimous=True).table.to_pylist()[0]
    assert found["votes_common"] == 38
    assert found["similarity_kappa"] == pytest.approx(-0.01222707, abs=5e-9)
    assert found["similarity_tau_b"] == pytest.approx(0.01431261, abs=5e-9)
