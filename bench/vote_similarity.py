"""How fast the similarity of all pairs in all sessions is measured, and whether it is right."""

from __future__ import annotations

import os
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from kankei.datasets import find, load
from kankei.measures.vote_similarity import atop_commitments, tie_similarity, vote_similarity
from tests.measures.vote_similarity.test_ties import table_6

from .measuring import exactly, process, seconds, under

ROOT = Path(__file__).parent.parent
DATA = Path(os.environ.get("KANKEI_DATA", ROOT.parent / "shared" / "data"))
MUST_SECONDS, AIM_SECONDS = 2.0, 0.8
REPEATS = 5
SAMPLE = 2000
"""Pairs that the plain version measures; all of them would take minutes."""
CHOICES = ("yes", "abstain", "no")


def run() -> list[dict[str, Any]]:
    """Measure, and give one row per figure."""
    if not (DATA / "unga-unvotes").is_dir():
        raise FileNotFoundError("no unga-unvotes under KANKEI_DATA")
    votes = load("unga_rollcalls", find("unga_rollcalls", DATA, "unga-unvotes")).table
    taken, found = seconds(lambda: vote_similarity(votes, unanimous=True).table, REPEATS)
    plain = f"plain numpy, pair by pair: {_plain(votes) * found.num_rows / taken:.0f} times as long"
    name = "four similarity measures, all dyad-sessions"
    alliances, system = _alliances()
    tie_seconds, ties = seconds(lambda: tie_similarity(alliances, system).table, REPEATS)
    return [
        under(name, taken, MUST_SECONDS, against=plain),
        under(f"{name} (aim)", taken, AIM_SECONDS),
        {"name": "dyad-sessions measured", "value": found.num_rows, "unit": "pairs"},
        under("largest difference of tau-b from scipy", _error(found, votes), 1e-8, ""),
        {"name": "alliance similarity, dyad-years 1816-2018", "value": tie_seconds, "unit": "s"},
        {"name": "dyad-years measured", "value": ties.num_rows, "unit": "pairs"},
        *_published(),
        *_command(),
    ]


def _published() -> list[dict[str, Any]]:
    """Germany and Russia in 1914, table 6 of Signorino and Ritter (1999)."""
    row = table_6().table.to_pylist()[0]
    wanted = {"tau_b": (0.03031695, 8), "s": (0.4, 12), "s_weighted": (-0.46, 12)}
    return [
        exactly(
            f"Signorino-Ritter table 6: {name}", round(row[f"similarity_{name}"], digits), value
        )
        for name, (value, digits) in wanted.items()
    ]


def _command() -> list[dict[str, Any]]:
    with TemporaryDirectory() as where:
        out = Path(where) / "pairs.parquet"
        votes = DATA / "unga-votes-cow"
        return process(f"measure similarity --votes {votes} --out {out} --json", (2048, 600))


def _profiles(votes: pa.Table, session: str) -> dict[str, dict[str, int]]:
    """Choice of each state by roll call in one session."""
    chosen = votes.filter(pc.equal(votes["session"].cast(pa.string()), session))
    found: dict[str, dict[str, int]] = {}
    for row in chosen.select(["state", "rollcall", "choice"]).to_pylist():
        if row["choice"] in CHOICES:
            found.setdefault(row["state"], {})[row["rollcall"]] = CHOICES.index(row["choice"])
    return found


def _sample(votes: pa.Table) -> list[tuple[str, str, np.ndarray, np.ndarray]]:
    """Common votes of some pairs of session 74."""
    profiles = _profiles(votes, "74")
    states = sorted(profiles)
    pairs = [(a, b) for place, a in enumerate(states) for b in states[place + 1 :]]
    chosen = np.random.default_rng(0).choice(len(pairs), SAMPLE, replace=False)
    found = []
    for a, b in (pairs[number] for number in chosen):
        common = sorted(profiles[a].keys() & profiles[b].keys())
        x, y = (np.array([profiles[state][key] for key in common]) for state in (a, b))
        found.append((a, b, x, y))
    return found


def _plain(votes: pa.Table) -> float:
    """Seconds per pair of a straightforward version of S, kappa, pi and tau-b."""
    apart = np.abs(np.subtract.outer(np.arange(3), np.arange(3)))
    sample = _sample(votes)
    start = time.perf_counter()
    for _, _, x, y in sample:
        cells = np.zeros((3, 3))
        np.add.at(cells, (x, y), 1)
        share = cells / max(cells.sum(), 1)
        p, q = share.sum(axis=1), share.sum(axis=0)
        seen = (share * apart).sum()
        rising = np.sign(x[:, None] - x), np.sign(y[:, None] - y)
        untied = np.abs(rising[0]).sum() * np.abs(rising[1]).sum()
        with np.errstate(divide="ignore", invalid="ignore"):
            _ = 1 - seen, 1 - seen / (np.outer(p, q) * apart).sum()
            _ = 1 - seen / (np.outer((p + q) / 2, (p + q) / 2) * apart).sum()
            _ = (rising[0] * rising[1]).sum() / np.sqrt(untied)
    return (time.perf_counter() - start) / len(sample)


def _error(found: pa.Table, votes: pa.Table) -> float:
    from scipy.stats import kendalltau

    rows = found.filter(pc.equal(found["period"].cast(pa.string()), "74"))
    ours = {(row["a"], row["b"]): row["similarity_tau_b"] for row in rows.to_pylist()}
    errors = [
        abs(ours[a, b] - kendalltau(x, y)[0])
        for a, b, x, y in _sample(votes)
        if ours[a, b] is not None
    ]
    return float(max(errors))


def _alliances() -> tuple[pa.Table, pa.Table]:
    folder = DATA / "peacesciencer"
    power = pq.read_table(folder / "cow_nmc.parquet", columns=["ccode", "year", "cinc"])
    power = power.filter(pc.less_equal(power["year"], 2018))
    system = pa.table(
        {
            "period": power["year"],
            "state": power["ccode"].cast(pa.string()),
            "weight": power["cinc"],
        }
    )
    return atop_commitments(pq.read_table(folder / "atop_alliance.parquet")), system
