"""Snapshots of votes, order and discourse: how they are shaped, and that they are made again."""

from __future__ import annotations

import csv
import hashlib
import io
import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kankei.measures.discourse import discourse
from kankei.measures.order import frustration
from kankei.measures.snapshot_order import (
    snapshot_concentration,
    snapshot_ideal_points,
    snapshot_same_bloc,
    snapshot_signed_order,
)
from kankei.measures.snapshot_terms import snapshot_term_passages, snapshot_term_use, surroundings
from kankei.measures.snapshots import csv_text, write_snapshot
from kankei.steps.order import measure_blocs
from tests.datasets.samples import real

from .make_system_snapshots import (
    BLOC_DRAWS,
    LAST_SESSION,
    REFERENCE,
    REGION,
    SEED,
    SYSTEM_SNAPSHOTS,
    votes,
)

SNAPSHOT = Path(__file__).parents[2] / "studies" / "northeast-asia" / "snapshot"
QUICK = {
    "concentration": ("peacesciencer", "imf-weo-vintages"),
    "term_use": ("ungd-speeches", "kcna"),
    "term_passages": ("ungd-speeches", "kcna"),
}
"""Those made in seconds, with the folders that they need."""


def kept(name: str) -> list[dict[str, str]]:
    text = (SNAPSHOT / f"{name}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def point(actor: str, session: str, mean: float) -> dict[str, object]:
    about = {"actor": actor, "session": session, "mean": mean, "sd": 0.1, "rhat": 1.0}
    return about | {"q05": mean - 0.2, "q95": mean + 0.2, "n_votes": 70}


@pytest.mark.parametrize("name", SYSTEM_SNAPSHOTS)
def test_the_provenance_fits_the_table(name: str) -> None:
    content = (SNAPSHOT / f"{name}.csv").read_bytes()
    about = tomllib.loads((SNAPSHOT / f"{name}.toml").read_text(encoding="utf-8"))
    assert about["sha256"] == hashlib.sha256(content).hexdigest()
    assert about["rows"] == len(kept(name)) > 0
    assert about["options"]["states"].split() == list(REGION)
    assert len(content) < 200_000
    assert all(len(digest) == 64 for digest in about["inputs"].values())


@pytest.mark.parametrize("name", QUICK)
def test_quick_snapshots_are_made_again_byte_by_byte(name: str, tmp_path: Path) -> None:
    for folder in QUICK[name]:
        real(folder)
    write_snapshot(tmp_path, name, *SYSTEM_SNAPSHOTS[name]())
    for suffix in (".csv", ".toml"):
        again = (tmp_path / f"{name}{suffix}").read_bytes()
        assert again == (SNAPSHOT / f"{name}{suffix}").read_bytes()


def test_blocs_of_the_newest_session_are_made_again() -> None:
    real("unga-votes-cow")
    table = votes().table
    newest = replace(
        votes(), table=table.filter(pc.equal(table["session"].cast(pa.string()), str(LAST_SESSION)))
    )
    again = measure_blocs(newest, states=(*REGION, *REFERENCE), draws=BLOC_DRAWS, seed=SEED)
    pairs = snapshot_same_bloc(again.more["same_bloc"], REGION)
    wanted = [row for row in kept("same_bloc") if row["session"] == str(LAST_SESSION)]
    assert list(csv.DictReader(csv_text(pairs).splitlines())) == wanted
    found = frustration(again.more["ties"], certified=True)
    order = snapshot_signed_order(found.table, again.more["criteria"])
    assert list(csv.DictReader(csv_text(order).splitlines())) == kept("signed_order")[-1:]


def test_ideal_points_are_those_of_the_published_series() -> None:
    """Edition of July 2025, the family on the same votes (Bailey, Strezhnev and Voeten 2017)."""
    folder = real("ideal-points")
    table = pq.read_table(folder / "idealpoints_July2025.parquet")
    columns = (table[name].to_pylist() for name in ("iso3c", "year", "idealpointlegacy"))
    published = {(s, y): v for s, y, v in zip(*columns, strict=True) if v is not None and v == v}
    both = []
    for row in kept("ideal_points"):
        key = "RUS" if row["state"] == "SUN" else row["state"], int(row["session"]) + 1945
        if key in published:
            both.append((float(row["mean"]), published[key]))
    assert len(both) > 700
    assert np.corrcoef(np.array(both).T)[0, 1] > 0.995


def test_every_frustration_is_proven_twice_and_fits_its_bounds() -> None:
    rows = [row for row in kept("signed_order") if not row["missing"]]
    assert len(rows) == 77
    for row in rows:
        assert row["proven"] == "1"
        assert row["bound"] == row["frustration_ties"]
        assert int(row["certified_bound"]) <= int(row["frustration_ties"])
        share = int(row["frustration_ties"]) / int(row["ties"])
        assert float(row["frustrated_share"]) == pytest.approx(share, abs=1e-4)


def test_concentration_follows_from_its_own_columns() -> None:
    for row in (row for row in kept("concentration") if not row["missing"]):
        hhi, states = float(row["concentration_hhi"]), int(row["states"])
        con = ((hhi - 1 / states) / (1 - 1 / states)) ** 0.5
        assert float(row["concentration_con"]) == pytest.approx(con, abs=2e-3)
        assert float(row["effective_number"]) == pytest.approx(1 / hhi, abs=2e-2)
        assert len(row["members"].split()) == states
        assert row["largest"] in row["members"].split()


def test_paths_keep_both_estimates_and_leave_out_what_did_not_vote() -> None:
    smoothed = pa.Table.from_pylist([point("RUS", "9", 0.1), point("RUS", "10", 0.2)])
    alone = pa.Table.from_pylist([point("RUS", "9", 0.5), point("RUS", "10", 0.6)])
    rows = snapshot_ideal_points(smoothed, alone, ["RUS", "PRK"], 9).to_pylist()
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
