"""Snapshots of votes, order and discourse: how they are shaped."""

from __future__ import annotations

from datetime import date

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from kankei.measures.discourse import discourse
from kankei.measures.snapshot_order import (
    snapshot_concentration,
    snapshot_ideal_points,
    snapshot_signed_order,
)
from kankei.measures.snapshot_terms import snapshot_term_passages, snapshot_term_use, surroundings


def point(actor: str, session: str, mean: float) -> dict[str, object]:
    about = {"actor": actor, "session": session, "mean": mean, "sd": 0.1, "rhat": 1.0}
    return about | {"q05": mean - 0.2, "q95": mean + 0.2, "n_votes": 70}


def test_paths_keep_both_estimates_and_leave_out_what_did_not_vote() -> None:
    smoothed = pa.Table.from_pylist([point("RUS", "9", 0.1), point("USA", "9", 0.2)])
    alone = pa.Table.from_pylist([point("RUS", "9", 0.5), point("USA", "9", 0.6)])
    rows = snapshot_ideal_points(smoothed, alone, ["RUS", "PRK"]).to_pylist()
    assert [(r["session"], r["mean"], r["alone_mean"]) for r in rows] == [(9, 0.1, 0.5)]


def test_years_to_come_are_left_out() -> None:
    row = {"field": "cinc", "states": 2, "members": "A B", "missing": "", "largest": "A"}
    row |= dict.fromkeys(("concentration_con", "concentration_hhi", "effective_number"), 0.5)
    table = pa.Table.from_pylist([row | {"year": y, "largest_share": 0.5} for y in (2024, 2030)])
    assert snapshot_concentration(table, 2024)["year"].to_pylist() == [2024]


def test_a_session_without_a_tie_has_no_blocs() -> None:
    names = ("period", "states", "ties", "hostile", "frustration_ties", "bound", "certified_bound")
    row = dict.fromkeys(names) | {"period": "19", "states": 9, "ties": 0, "hostile": 0}
    row |= {"proven": None, "frustrated_share": None, "missing": "no-tie"}
    criteria = pa.Table.from_pylist([{"period": "19", "blocs": 2, "chosen": False}])
    found = snapshot_signed_order(pa.Table.from_pylist([row]), criteria).to_pylist()[0]
    assert (found["blocs"], found["proven"], found["missing"]) == (None, None, "no-tie")


def test_the_newest_use_is_quoted_word_for_word() -> None:
    words = {"a": "A multipolar world. Yes.", "b": "No. We want a multipolar\nworld, now!"}
    texts = pa.table(
        {
            "text": list(words),
            "author": ["RUS"] * 2,
            "published": [date(2001, 1, 1), date(2002, 1, 1)],
            "language": ["en"] * 2,
            "words": list(words.values()),
        }
    )
    found = {"ungd": discourse(texts, ["multipolarity"])}
    row = snapshot_term_passages(found, words, ["RUS"]).to_pylist()
    assert [(r["text"], r["words"]) for r in row] == [("b", words["b"])]
    use = snapshot_term_use(found, ["RUS"]).to_pylist()
    assert [(r["year"], r["passages_count"]) for r in use] == [(2001, 1), (2002, 1)]


@given(st.text("ab .\n", max_size=80), st.integers(0, 80), st.integers(2, 30))
def test_surroundings_are_a_verbatim_piece_that_holds_the_term(
    around: str, at: int, reach: int
) -> None:
    at = min(at, len(around))
    text = f"{around[:at]} term {around[at:]}"
    found = surroundings(text, at + 1, at + 5, reach)
    assert text[found["start"] : found["end"]] == found["words"]
    assert "term" in found["words"]
    assert len(found["words"]) <= 4 + 2 * reach
