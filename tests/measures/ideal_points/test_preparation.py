"""Whatever does not enter is counted and named."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kankei.measures.ideal_points import Filters, Seat, edition, editions, prepare
from kankei.measures.ideal_points.bridges import linked_items
from kankei.measures.ideal_points.codes import id_of_code
from kankei.measures.ideal_points.preparation import regular_session
from kankei.measures.rejections import Rejections
from kankei.terms.errors import MethodError

from .worlds import STATES, rows


def row(rollcall: str, state: Any, choice: Any, session: str = "60", **more: Any) -> dict[str, Any]:
    return {"rollcall": rollcall, "session": session, "state": state, "choice": choice, **more}


def rejected(extra: list[dict[str, Any]]) -> dict[tuple[str, str], tuple[str, int]]:
    table = pa.Table.from_pylist([*rows(), *extra])
    found = prepare(table).rejections.to_pylist()
    return {(r["column"], r["value"]): (r["what"], r["rows"]) for r in found}


def remarked(extra: list[dict[str, Any]]) -> dict[str, str]:
    table = pa.Table.from_pylist([*rows(), *extra])
    return {r["value"]: r["what"] for r in prepare(table).remarks.to_pylist()}


def test_a_clean_table_is_taken_whole() -> None:
    found = prepare(pa.Table.from_pylist(rows()))
    assert found.counts["votes"] == found.counts["rows_read"] - sum(
        found.rejections["rows"].to_pylist()
    )
    assert found.counts["states"] == len(STATES)
    assert found.counts["sessions"] == 4


def test_an_unknown_state_code_is_named() -> None:
    assert rejected([row("r-6000", 999, 1)])["state", "999"] == (
        "no state of the register has this code",
        1,
    )


def test_an_unknown_state_id_is_named() -> None:
    day = {"held": date(2005, 11, 1)}
    table = pa.Table.from_pylist(
        [row("a", "USA", "no", **day), row("a", "RUS", "yes", **day), row("a", "XXX", "yes", **day)]
    )
    found = prepare(table)
    assert found.ballots.actors == (2, 365)
    assert found.rejections.to_pylist()[0]["value"] == "XXX"


@pytest.mark.parametrize(
    ("choice", "what"),
    [(7, "not in the code book"), (8, "did not vote"), (9, "not a member")],
)
def test_values_outside_the_votes_are_named(choice: int, what: str) -> None:
    assert rejected([row("r-6000", 41, choice)])["choice", str(choice)] == (what, 1)


def test_absent_is_not_abstaining() -> None:
    table = pa.Table.from_pylist(
        [row("a", 2, "no"), row("a", 365, "yes"), row("a", 710, "absent"), row("a", 731, "abstain")]
    )
    assert prepare(table).ballots.choice.tolist() == [3, 1, 2]


def test_a_vote_given_twice_counts_once() -> None:
    again = rows()[0]
    key = ("rollcall", again["rollcall"])
    assert rejected([again])[key] == ("a vote given twice, counted once", 1)


def test_two_different_votes_of_one_state_count_not_at_all() -> None:
    other = {**rows()[0], "choice": 4 - rows()[0]["choice"] if rows()[0]["choice"] != 2 else 1}
    key = ("rollcall", other["rollcall"])
    assert rejected([other])[key] == ("two different votes of one state", 2)


def test_a_unanimous_roll_call_is_named_and_left_out() -> None:
    unanimous = [row("r-all", state, 1) for state in STATES]
    assert rejected(unanimous)["rollcall", "r-all"] == ("unanimous", len(STATES))


def test_a_roll_call_on_which_nobody_voted_is_named() -> None:
    silent = [row("r-none", state, 8) for state in STATES]
    assert remarked(silent)["r-none"] == "nobody voted"


def test_a_session_without_votes_is_named() -> None:
    assert remarked([row("r-none", state, 8, "19") for state in STATES])["19"] == (
        "a session without votes"
    )


def test_a_state_that_voted_once_is_named_and_kept() -> None:
    assert remarked([row("r-6000", 41, 1)])["41 in session 60"] == "its position rests on one vote"


def test_a_state_with_unanimous_votes_only_is_named() -> None:
    assert remarked([row("r-all", state, 1) for state in (*STATES, 41)])["41 in session 60"] == (
        "no vote on a divided roll call, so no position"
    )


def test_a_vote_without_a_session_is_named() -> None:
    assert rejected([row("r-es", 2, 1, "ES-11")])["session", "ES-11"] == ("no regular session", 1)


def test_a_special_session_counts_by_its_day_when_asked() -> None:
    day = {"held": date(2022, 3, 2)}
    table = pa.Table.from_pylist(
        [row("es", 2, "yes", "ES-11", **day), row("es", 365, "no", "ES-11", **day)]
    )
    found = prepare(table, Filters(special_sessions="by-date"))
    assert found.ballots.session.tolist() == [76, 76]


def test_sessions_open_in_september() -> None:
    days = np.array(["1946-01-04", "1990-12-20", "1991-05-01", "2003-09-01"], "datetime64[D]")
    assert regular_session(days).tolist() == [1, 45, 45, 58]


def test_paragraphs_states_sessions_and_seats_are_filters() -> None:
    extra = [
        row("r-p", 2, 3, kind="paragraph"),
        row("r-p", 365, 1, kind="paragraph"),
        row("r-19", 2, 3, "19"),
        row("r-19", 365, 1, "19"),
        row("r-6000", 511, 1, kind="whole"),
    ]
    whole = [{**entry, "kind": "whole"} for entry in rows()]
    filters = Filters(
        last_session_with_paragraphs=44,
        sessions_out=frozenset({19}),
        states_out=((511, None), (740, 61)),
        seats=(Seat(750, 60, 60, 770),),
    )
    table = pa.Table.from_pylist([*whole, *extra])
    rejections = prepare(table, filters).rejections.to_pylist()
    found = {(r["column"], r["value"]): (r["what"], r["rows"]) for r in rejections}
    assert found["kind", "paragraph"] == ("vote on a part, left out", 2)
    assert found["session", "19"] == ("session left out", 2)
    assert found["state", "511"] == ("state left out", 1)
    assert found["state", "740"] == ("state left out", 25)
    seated = prepare(pa.Table.from_pylist(rows()), filters).ballots
    here = seated.session[seated.actor == seated.actors.index(770)]
    assert set(here.tolist()) == {60}


def test_issues_and_importance_are_filters() -> None:
    marked = [
        {**entry, "issues": "nu;di" if entry["rollcall"].endswith("1") else None, "important": True}
        for entry in rows()
    ]
    table = pa.Table.from_pylist(marked)
    nuclear = prepare(table, Filters(issue="nu", important=True))
    assert {name[-1] for name in np.array(nuclear.ballots.rollcalls)[nuclear.ballots.rollcall]} == {
        "1"
    }


def test_no_vote_left_is_an_error() -> None:
    with pytest.raises(MethodError, match="no vote is left"):
        prepare(pa.Table.from_pylist([row("a", 2, 1), row("a", 365, 1)]))


def test_an_absent_column_is_an_error() -> None:
    with pytest.raises(MethodError, match="choice"):
        prepare(pa.table({"rollcall": ["a"], "session": ["1"], "state": [2]}))


def test_editions_are_named_in_both_languages() -> None:
    for said, _ in editions().values():
        assert said.ja
        assert said.en
    assert edition("2020-04").states_out == ((511, None), (560, 48))
    with pytest.raises(MethodError, match="2020-04"):
        edition("1999")


def test_chains_and_forks_of_bridges_end_at_the_first() -> None:
    pairs = pa.table({"earlier": ["9", "1", "2", "7"], "later": ["12", "2", "12", "7"]})
    found = Rejections()
    assert linked_items(["1", "2", "7", "9", "12"], pairs, found) == ["1", "1", "7", "9", "1"]
    assert found.table().to_pylist()[0]["what"] == "not an earlier and a later roll call"


@pytest.mark.parametrize(
    ("id", "day", "code"),
    [
        ("UKR", date(1960, 12, 1), 369),
        ("SUN", date(1985, 12, 1), 365),
        ("RUS", date(2020, 12, 1), 365),
        ("DEU", date(1985, 12, 1), 260),
        ("DEU", date(1995, 12, 1), 255),
        ("TWN", date(1960, 12, 1), 713),
        ("CHN", date(1980, 12, 1), 710),
    ],
)
def test_ids_become_codes_by_date(id: str, day: date, code: int) -> None:
    held = {"held": day}
    table = pa.Table.from_pylist([row("a", "USA", "no", **held), row("a", id, "yes", **held)])
    assert prepare(table).ballots.actors == tuple(sorted((2, code)))


def test_codes_become_ids_by_session() -> None:
    assert [id_of_code(365, 45), id_of_code(365, 47), id_of_code(732, 60)] == ["SUN", "RUS", "KOR"]


MARKS = st.sampled_from([1, 2, 3, 8, 9, 5, None])


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["a", "b", "c", None]),
            st.sampled_from(["60", "61", "ES-7", None]),
            st.sampled_from([2, 365, 710, 999, None]),
            MARKS,
        ),
        max_size=40,
    )
)
def test_every_row_enters_or_is_counted(given_rows: list[tuple[Any, ...]]) -> None:
    sure = [("z", "60", 2, 3), ("z", "60", 365, 1)]
    table = pa.Table.from_pylist(
        [row(*(r[0], r[2], r[3]), session=r[1]) for r in [*sure, *given_rows]]
    )
    found = prepare(table)
    assert found.counts["votes"] + sum(found.rejections["rows"].to_pylist()) == table.num_rows
