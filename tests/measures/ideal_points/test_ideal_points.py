"""Properties that hold whatever the votes, and what a result says of itself."""

from __future__ import annotations

import os
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

pytest.importorskip("numba")

from kankei.measures.ideal_points import (
    IdealPoints,
    Plan,
    estimate,
    ideal_points,
    model,
    prepare,
    warnings_of,
)
from kankei.terms.errors import MethodError

from .worlds import POSITIONS, STATES, rows, votes

RUN = {"sweeps": 260, "burn_in": 60, "thin": 1, "seed": 4}


def means(found: IdealPoints) -> dict[tuple[int, int], float]:
    table = found.table.to_pylist()
    return {(row["state"], row["session"]): row["mean"] for row in table}


def run(table: pa.Table, **changes: Any) -> IdealPoints:
    return ideal_points(table, **{**RUN, **changes})


@pytest.fixture(scope="module")
def found() -> IdealPoints:
    return run(votes())


def test_the_table_has_its_columns(found: IdealPoints) -> None:
    names = ["state", "session", "mean", "sd", "q05", "q95", "n_votes", "rhat", "actor", "ess"]
    assert found.table.column_names == names
    for row in found.table.to_pylist():
        assert row["q05"] < row["mean"] < row["q95"]
        assert row["sd"] > 0
    assert found.table["n_votes"].to_pylist()[0] <= 25


@pytest.mark.parametrize(
    ("mode", "measurement"),
    [("bsv", "published"), ("smooth", "published"), ("session", "published"), ("smooth", "exact")],
)
def test_every_mode_finds_the_order_that_the_votes_were_made_from(
    mode: Any, measurement: Any
) -> None:
    at = means(run(votes(calls=40), mode=mode, measurement=measurement))
    truth = dict(zip(STATES, POSITIONS, strict=True))
    pairs = np.array([[mean, truth[state]] for (state, _), mean in at.items()])
    assert np.corrcoef(pairs.T)[0, 1] > 0.93


def test_every_draw_has_mean_0_and_variance_1(found: IdealPoints) -> None:
    assert np.abs(found.draws.mean(axis=2)).max() < 1e-5
    assert np.abs(found.draws.var(axis=2, ddof=1) - 1).max() < 1e-4


def test_a_seed_gives_one_result(found: IdealPoints) -> None:
    assert (run(votes()).draws == found.draws).all()
    assert (run(votes(), seed=5).draws != found.draws).any()


def test_the_number_of_threads_changes_nothing(
    found: IdealPoints, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    assert (run(votes()).draws == found.draws).all()


def test_the_order_of_rows_changes_nothing(found: IdealPoints) -> None:
    shuffled = np.random.default_rng(2).permutation(votes().num_rows)
    assert (run(votes().take(pa.array(shuffled))).draws == found.draws).all()


def test_a_unanimous_roll_call_changes_nothing(found: IdealPoints) -> None:
    unanimous = [
        {"rollcall": "r-6099", "session": "60", "state": state, "choice": 1} for state in STATES
    ]
    with_it = run(pa.Table.from_pylist([*rows(), *unanimous]))
    assert (with_it.draws == found.draws).all()
    assert with_it.preparation.rejections.num_rows == found.preparation.rejections.num_rows + 1


def test_relabelling_states_permutes_the_rows() -> None:
    """States swap their codes; the anchored and the other ends keep theirs."""
    swapped = {220: 750, 750: 220, 290: 732, 732: 290}
    table = votes(calls=40)
    names = pa.array([swapped.get(state, state) for state in table["state"].to_pylist()])
    at = means(run(table))
    other = means(run(table.set_column(2, "state", names)))
    pairs = [(mean, other[swapped.get(s, s), t]) for (s, t), mean in at.items()]
    assert np.corrcoef(np.array(pairs).T)[0, 1] > 0.98


def test_flipping_all_votes_flips_loadings_and_not_positions() -> None:
    """The anchors hold the scale: what turns round is the items."""
    table = votes(calls=40)
    flipped = pa.array([4 - choice for choice in table["choice"].to_pylist()])
    one, other = run(table), run(table.set_column(3, "choice", flipped))
    here, there = means(one), means(other)
    assert np.corrcoef([here[key] for key in here], [there[key] for key in here])[0, 1] > 0.98
    loadings = [
        dict(zip(r.items["item"].to_pylist(), r.items["loading"].to_pylist(), strict=True))
        for r in (one, other)
    ]
    pairs = np.array([[loadings[0][key], loadings[1][key]] for key in loadings[0]])
    assert np.corrcoef(pairs.T)[0, 1] < -0.9


def test_the_anchors_decide_the_sign() -> None:
    preparation = prepare(votes(calls=40))
    turned = model("bsv", anchors={2: -3.0, 365: 2.0}, poles=(365, 2))
    found = estimate(preparation, turned, Plan(260, 60, 1), seed=4)
    at = means(found)
    assert at[2, 61] < 0 < at[731, 61]


def test_a_chain_that_has_not_converged_says_so_on_every_table() -> None:
    short = run(votes(), sweeps=16, burn_in=4)
    assert not short.converged
    said = warnings_of(short.table)
    assert said == short.warnings
    assert any("収束していない" in warning.ja for warning in said)
    assert any("have not converged" in warning.en for warning in said)
    for table in (short.items, short.sessions, short.warned(pa.table({"x": [1]}))):
        assert warnings_of(table) == said


def test_warnings_survive_a_file(tmp_path: Any) -> None:
    short = run(votes(), sweeps=16, burn_in=4)
    pq.write_table(short.table, tmp_path / "points.parquet")
    assert warnings_of(pq.read_table(tmp_path / "points.parquet")) == short.warnings


def test_a_converged_result_says_nothing() -> None:
    longer = run(votes(), sweeps=6000, burn_in=1000, thin=5)
    assert longer.converged
    assert longer.warnings == ()


def test_one_chain_cannot_be_judged() -> None:
    single = run(votes(), chains=1)
    assert not single.converged
    assert any("Only one chain" in warning.en for warning in single.warnings)


def test_a_warm_start_takes_new_sessions_along(found: IdealPoints) -> None:
    longer = votes(sessions=5)
    again = run(longer, sweeps=120, burn_in=20, warm=found.warm)
    assert again.provenance["warm"]
    both = means(again)
    assert {session for _, session in both} == {60, 61, 62, 63, 64}
    pairs = np.array([[mean, both[key]] for key, mean in means(found).items()])
    assert np.corrcoef(pairs.T)[0, 1] > 0.97


def test_progress_is_told() -> None:
    told: list[tuple[int, int]] = []
    run(votes(), progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (250, 260)
    assert [done for done, _ in told] == sorted(done for done, _ in told)


def test_a_state_with_few_votes_is_less_certain() -> None:
    table = pa.Table.from_pylist(
        [row for row in rows() if row["state"] != 740 or int(row["rollcall"][-2:]) < 3]
    )
    sd = {(r["state"], r["session"]): r["sd"] for r in run(table).table.to_pylist()}
    assert sd[740, 62] > 1.3 * sd[732, 62]


def test_bridges_tie_items_together() -> None:
    pairs = pa.table({"earlier": ["r-6000", "r-6001"], "later": ["r-6100", "r-6101"]})
    found = run(votes(), bridges=pairs)
    assert found.preparation.counts["bridged_roll_calls"] == 2
    assert found.items.num_rows == run(votes()).items.num_rows - 2


def test_provenance_says_how_it_was_made(found: IdealPoints) -> None:
    made = found.provenance
    assert made["seed"] == 4
    assert made["model"]["mode"] == "bsv"
    assert made["plan"] == {"sweeps": 260, "burn_in": 60, "thin": 1}
    assert made["votes_sha256"] == prepare(votes()).ballots.sha256


@pytest.mark.parametrize(
    "wrong",
    [
        {"mode": "rw"},
        {"measurement": "guess"},
        {"mode": "bsv", "measurement": "exact"},
        {"sweeps": 10, "burn_in": 9},
        {"chains": 0},
        {"filters": "1999"},
    ],
)
def test_what_cannot_be_answered_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(MethodError, match="Next:"):
        run(votes(), **wrong)
