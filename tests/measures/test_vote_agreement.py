"""Agreement of votes: published values, a naive count, and what must hold of any count."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from itertools import combinations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kankei.datasets import load
from kankei.measures import vote_agreement, wilson
from kankei.measures.vote_agreement import VOTES_AGREE_SHARE
from kankei.terms.actor import states as register
from kankei.terms.errors import MethodError
from tests.datasets.samples import real

CREDIT = {
    ("yes", "yes"): 1.0,
    ("no", "no"): 1.0,
    ("abstain", "abstain"): 1.0,
    ("yes", "no"): 0.0,
    ("no", "yes"): 0.0,
}
STATES = ["CHN", "JPN", "PRK", "RUS"]

ballot = st.tuples(
    st.integers(0, 4),
    st.sampled_from(STATES),
    st.sampled_from(["yes", "abstain", "no", "absent"]),
)
ballots = st.lists(ballot, max_size=20, unique_by=lambda item: item[:2])


def table(rows: list[tuple[int, str, str]]) -> pa.Table:
    """Roll calls 0 to 2 were held in 2022, the others in 2023."""
    return pa.table(
        {
            "rollcall": pa.array([str(row[0]) for row in rows], pa.string()),
            "state": pa.array([row[1] for row in rows], pa.string()),
            "choice": pa.array([row[2] for row in rows], pa.string()),
            "held": pa.array([date(2022 + (row[0] > 2), 12, 1) for row in rows], pa.date32()),
        }
    )


def naive(rows: list[tuple[int, str, str]]) -> dict[tuple[str, str, str], list[float]]:
    """Credits of the common votes of each pair, by the definition of the page."""
    calls: dict[int, dict[str, str]] = defaultdict(dict)
    for rollcall, state, choice in rows:
        if choice != "absent":
            calls[rollcall][state] = choice
    found = defaultdict(list)
    for rollcall, votes in calls.items():
        if len(set(votes.values())) > 1:
            for a, b in combinations(sorted(votes), 2):
                credit = CREDIT.get((votes[a], votes[b]), 0.5)
                found[a, b, str(2022 + (rollcall > 2))].append(credit)
    return found


@given(ballots)
@settings(max_examples=80, deadline=None)
def test_one_pass_equals_the_naive_count(rows: list[tuple[int, str, str]]) -> None:
    expected = naive(rows)
    found = vote_agreement(table(rows), states=STATES).to_pylist()
    for row in found:
        credits = expected.get((row["a"], row["b"], row["period"]), [])
        assert row["votes_common"] == len(credits)
        if credits:
            assert row["votes_agree_share"] == pytest.approx(np.mean(credits))
            assert VOTES_AGREE_SHARE.field.allows(row["votes_agree_share"])
            assert row["low"] <= row["votes_agree_share"] <= row["high"]
        else:
            assert (row["votes_agree_share"], row["missing"]) == (None, "no-common-vote")
    assert set(expected) <= {(row["a"], row["b"], row["period"]) for row in found}


@given(ballots, st.randoms())
@settings(max_examples=25, deadline=None)
def test_the_order_of_rows_does_not_matter(
    rows: list[tuple[int, str, str]], random: np.random.RandomState
) -> None:
    mixed = list(rows)
    random.shuffle(mixed)
    assert vote_agreement(table(rows)).equals(vote_agreement(table(mixed)))


def test_unanimity_is_judged_by_all_states() -> None:
    rows = [
        (0, "PRK", "yes"),
        (0, "RUS", "yes"),
        (0, "USA", "no"),
        (1, "PRK", "no"),
        (1, "RUS", "no"),
    ]
    pair = vote_agreement(table(rows), states=["PRK", "RUS"]).to_pylist()
    assert [row["votes_common"] for row in pair] == [1]
    every = vote_agreement(table(rows), states=["PRK", "RUS"], unanimous=True).to_pylist()
    assert [row["votes_common"] for row in every] == [2]


def test_seats_are_counted_together_only_when_told() -> None:
    rows = [(0, "SUN", "yes"), (0, "PRK", "no"), (3, "RUS", "no"), (3, "PRK", "yes")]
    apart = vote_agreement(table(rows), states=["PRK", "RUS"]).to_pylist()
    assert [row["votes_common"] for row in apart] == [0, 1]
    joined = vote_agreement(table(rows), states=["PRK", "RUS"], seats={"SUN": "RUS"}).to_pylist()
    assert [row["votes_common"] for row in joined] == [1, 1]


def test_periods_are_years_or_sessions() -> None:
    rows = table([(0, "PRK", "yes"), (0, "RUS", "no")])
    sessions = rows.append_column("session", pa.array(["ES-11", "ES-11"]))
    assert vote_agreement(sessions, by="session").to_pylist()[0]["period"] == "ES-11"
    with pytest.raises(MethodError, match="session"):
        vote_agreement(rows, by="session")
    empty = rows.append_column("session", pa.array([None, None], pa.string()))
    with pytest.raises(MethodError, match="no session"):
        vote_agreement(empty, by="session")


def test_bad_votes_are_refused() -> None:
    with pytest.raises(MethodError, match="twice"):
        vote_agreement(table([(0, "PRK", "yes"), (0, "PRK", "no")]))
    with pytest.raises(MethodError, match="maybe"):
        vote_agreement(table([(0, "PRK", "maybe")]))


@pytest.mark.parametrize(
    ("share", "n", "low", "high"),
    [(0.5, 10, 0.2366, 0.7634), (0.0, 10, 0.0, 0.2775), (1.0, 5, 0.5655, 1.0)],
)
def test_the_interval_of_wilson(share: float, n: int, low: float, high: float) -> None:
    ends = wilson(np.array([share]), np.array([n]))
    assert (round(float(ends[0][0]), 4), round(float(ends[1][0]), 4)) == (low, high)


def test_the_published_scores_of_china_are_reproduced() -> None:
    """AgreementScores of Voeten, Strezhnev and Bailey: 4,307 pairs of China, 1996-2018."""
    published = pq.read_table(real("unga-agreement-china") / "agreement_china.parquet")
    votes = load("unga_rollcalls", real("unga-unvotes")).table
    one_seat = {"SCG": "SRB", "YUG": "SRB"}  # COW 345 is one code for the three
    measured = vote_agreement(votes, "session", seats=one_seat)
    with_china = measured.filter(
        pc.or_(pc.equal(measured["a"], "CHN"), pc.equal(measured["b"], "CHN"))
    ).to_pylist()
    ours = {
        (row["a"] if row["b"] == "CHN" else row["b"], int(row["period"]) + 1945): row
        for row in with_china
    }
    codes = {row.cow: row.id for row in register().rows if row.cow and row.period.end is None}
    pairs = [
        (ours[codes[row["ccode2"]], row["year"]]["votes_agree_share"], row["agree"])
        for row in published.to_pylist()
    ]
    assert len(pairs) == 4307
    differences = np.abs(np.array(pairs)[:, 0] - np.array(pairs)[:, 1])
    assert differences.max() < 1e-7  # seven digits are printed
