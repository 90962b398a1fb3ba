"""Ideal points: the published series, its newest edition, the Supreme Court, simulated truth."""

from __future__ import annotations

import csv
import os
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from numpy.typing import NDArray

from kankei.measures.ideal_points import (
    Ballots,
    IdealPoints,
    Plan,
    Preparation,
    estimate,
    ideal_points,
    model,
)
from kankei.steps.votes import Sampling, Votes, measure_ideal_points, read_votes

from .measuring import (
    both_bars,
    exactly,
    over,
    process,
    seconds,
    under,
    with_processor_time,
)

Values = NDArray[np.float64]

SPOTS = {
    731: (-1.38, -1.34, -0.54, -0.15),
    732: (0.50, 0.55, 0.82, 0.87),
    365: (0.69, 0.08, 0.18, 0.14),
    710: (-0.30, -0.74, -0.26, -0.33),
    740: (1.30, 0.72, 0.69, 0.72),
    2: (2.98, 2.89, 2.59, 2.69),
}
"""Published values of sessions 46, 60, 70 and 74 (edition of April 2020)."""
SPOT_SESSIONS = (46, 60, 70, 74)
COURT_ANCHORS = {"Douglas": -2.0, "Brennan": -1.0, "Rehnquist": 2.0, "Thomas": 2.0}
"""Which way the Court's scale runs."""


def folder() -> Path:
    """Where the open data lie."""
    root = Path(os.environ.get("KANKEI_DATA") or "../shared/data")
    if not (root / "ideal-points").is_dir():
        raise FileNotFoundError(f"no ideal-points under {root}; set KANKEI_DATA")
    return root


def compared(found: pa.Table, published: pa.Table, value: str) -> dict[str, Any]:
    """Correlations of two series, pooled and by session."""
    keys = ["state", "session"]
    both = found.join(published, keys, join_type="inner")
    both = both.filter(pc.is_valid(both[value]))
    ours, theirs = (both[name].to_numpy().astype(np.float64) for name in ("mean", value))
    session = both["session"].to_numpy()
    by_session = [
        np.corrcoef(ours[session == s], theirs[session == s])[0, 1] for s in np.unique(session)
    ]
    result = {"rows": both.num_rows, "r": np.corrcoef(ours, theirs)[0, 1]}
    result |= {"worst": min(by_session), "others": min(by_session[1:]), "both": both}
    result["median"] = float(np.median(by_session))
    return result


def april_published(root: Path) -> pa.Table:
    """The published series of April 2020, keyed as ours."""
    table = pq.read_table(root / "ideal-points" / "idealpoints_All_Apr2020.parquet")
    names = {"ccode": "state", "IdealPoint": "published", "Q5%": "low", "Q95%": "high"}
    wanted = table.select([*names, "session", "NVotes"])
    wanted = wanted.rename_columns([names.get(name, name) for name in wanted.column_names])
    return wanted.cast(
        pa.schema(
            [(f.name, pa.int64() if pa.types.is_integer(f.type) else f.type) for f in wanted.schema]
        )
    )


def legacy_published(root: Path) -> pa.Table:
    """The family of July 2025 that rests on the votes of the table with COW codes."""
    table = pq.read_table(root / "ideal-points" / "idealpoints_July2025.parquet")
    session = pc.cast(pc.subtract(table["year"], 1945), pa.int64())
    columns = {"state": pc.cast(table["ccode"], pa.int64()), "session": session}
    return pa.table({**columns, "published": table["idealpointlegacy"]})


def numpy_sweep(ballots: Ballots) -> float:
    """Seconds of one sweep written straightforwardly in numpy and scipy."""
    from scipy.special import ndtr, ndtri

    random = np.random.default_rng(1)
    cell = ballots.actor * (int(ballots.session.max()) + 1) + ballots.session
    _, at = np.unique(cell, return_inverse=True)
    _, of = np.unique(ballots.item, return_inverse=True)
    positions, items = int(at.max()) + 1, int(of.max()) + 1
    theta, beta = random.standard_normal(positions), random.standard_normal(items)
    cuts = np.stack([np.full(items, -0.5), np.full(items, 0.5)])
    yes, no = ballots.choice == 1, ballots.choice == 3

    def probabilities(cut: Values, mean: Values) -> tuple[Values, Values]:
        below = np.where(yes, 0.0, ndtr(np.where(no, cut[1][of], cut[0][of]) - mean))
        above = np.where(no, 1.0, ndtr(np.where(yes, cut[0][of], cut[1][of]) - mean))
        return below, above

    def sweep() -> None:
        mean = beta[of] * theta[at]
        proposed = np.sort(cuts + 0.07 * random.standard_normal(cuts.shape), axis=0)
        (old_low, old_high), (low, high) = probabilities(cuts, mean), probabilities(proposed, mean)
        ratio = np.log(np.maximum(high - low, 1e-300) / np.maximum(old_high - old_low, 1e-300))
        taken = np.log(random.random(items)) < np.bincount(of, ratio)
        cuts[:, taken] = proposed[:, taken]
        low, high = probabilities(cuts, mean)
        drawn = np.clip(low + random.random(len(mean)) * (high - low), 1e-16, 1 - 1e-16)
        latent = mean + ndtri(drawn)
        precision = 1 + np.bincount(of, theta[at] ** 2)
        beta[:] = np.bincount(of, theta[at] * latent) / precision
        beta[:] += random.standard_normal(items) / np.sqrt(precision)
        weight = 4 + np.bincount(at, beta[of] ** 2)
        theta[:] = np.bincount(at, beta[of] * latent) / weight
        theta[:] += random.standard_normal(positions) / np.sqrt(weight)
        theta[:] = (theta - theta.mean()) / theta.std(ddof=1)

    return seconds(sweep, 3)[0]


def court(root: Path) -> tuple[Preparation, dict[tuple[str, int], float]]:
    """Votes of the US Supreme Court, and the published means of Martin and Quinn."""
    here = root / "published-cases" / "emirt"
    rows, terms, means = (
        list(csv.reader((here / f"mq_{name}.csv").read_text(encoding="utf-8").splitlines()))[1:]
        for name in ("rollcalls", "bill_session", "mcmc_estimates")
    )
    votes = np.array([[int(cell) for cell in row[1:]] for row in rows])
    term = np.array([int(row[1]) for row in terms])
    divided = (votes == 1).any(axis=0) & (votes == -1).any(axis=0)
    justice, case = np.nonzero(votes * divided)
    keys = tuple(f"case-{number}" for number in range(votes.shape[1]))
    choice = np.where(votes[justice, case] == 1, 1, 3)
    names = tuple(row[0] for row in rows)
    ballots = Ballots(justice, term[case], case, case, choice, names, keys, keys)
    published = {}
    for name, who, mean in means:
        published[who.replace("'", "."), int(name.rpartition(".t")[2]) - 1] = float(mean)
    nothing = pa.table({"rows": pa.array([], pa.int64())})
    return Preparation(ballots, {}, nothing, nothing), published


def court_points(preparation: Preparation, sweeps: int, burn_in: int) -> IdealPoints:
    """Estimate the justices: standard normal priors, steps of variance 0.1 a term."""
    changes: dict[str, Any] = {"step_sd": 0.1**0.5, "loading_sd": 1.0, "cut_sd": 1.0}
    changes |= {"cut_bound": 1000.0, "anchors": COURT_ANCHORS, "poles": ("Rehnquist", "Douglas")}
    assumed = model("smooth", published=False, **changes)
    return estimate(preparation, assumed, Plan(sweeps, burn_in), seed=1)


def court_correlation(
    found: IdealPoints, published: dict[tuple[str, int], float]
) -> tuple[int, float]:
    """Number of justice-terms in both, and the correlation."""
    pairs = [
        (row["mean"], published[row["actor"], row["session"]])
        for row in found.table.to_pylist()
        if (row["actor"], row["session"]) in published
    ]
    return len(pairs), float(np.corrcoef(np.array(pairs).T)[0, 1])


def simulated(
    seed: int, states: int = 40, sessions: int = 12, calls: int = 40, bridged: int = 6
) -> tuple[Values, Preparation]:
    """Draw positions, items and votes from the model of mode smooth; a tenth is absent."""
    random = np.random.default_rng(seed)
    steps = 0.2 * random.standard_normal((sessions - 1, states))
    truth = np.cumsum(np.vstack([random.standard_normal(states), steps]), axis=0)

    def item() -> tuple[float, Values]:
        return float(random.standard_normal()), np.sort(random.uniform(-1.5, 1.5, 2))

    shared = [item() for _ in range(bridged)]
    rows = []
    for session in range(sessions):
        for call in range(calls):
            loading, cuts = shared[call] if call < bridged else item()
            latent = loading * truth[session] + random.standard_normal(states)
            choice = 1 + (latent > cuts[0]) + (latent > cuts[1])
            number = session * calls + call
            linked = call if call < bridged else number
            here = np.flatnonzero(random.random(states) < 0.9)
            rows += [(state, session, number, linked, choice[state]) for state in here]
    votes = np.array(rows)
    given = np.zeros((sessions * calls, 4), np.int64)
    np.add.at(given, (votes[:, 3], votes[:, 4]), 1)
    votes = votes[(given > 0).sum(axis=1)[votes[:, 3]] > 1]
    keys = tuple(f"r-{number}" for number in range(sessions * calls))
    actors = tuple(f"s-{number:02}" for number in range(states))
    nothing = pa.table({"rows": pa.array([], pa.int64())})
    return truth, Preparation(Ballots(*votes.T.copy(), actors, keys, keys), {}, nothing, nothing)


def recovered(seed: int, plan: Plan) -> tuple[float, float]:
    """Share of true positions inside the 90 per cent intervals, and their correlation."""
    truth, preparation = simulated(seed)
    order = np.argsort(truth[0])
    ends = [int(number) for number in (*order[:2], *order[-2:])]
    anchors = {f"s-{number:02}": float(truth[0, number]) for number in ends}
    poles = (f"s-{order[-1]:02}", f"s-{order[0]:02}")
    assumed = model("smooth", published=False, anchors=anchors, poles=poles)
    table = estimate(preparation, assumed, plan, seed=seed).table
    states = [int(name[2:]) for name in table["state"].to_pylist()]
    true = ((truth - truth.mean()) / truth.std(ddof=1))[table["session"].to_numpy(), states]
    low, high, mean = (table[name].to_numpy() for name in ("q05", "q95", "mean"))
    return float(np.mean((low <= true) & (true <= high))), float(np.corrcoef(true, mean)[0, 1])


def run() -> list[dict[str, Any]]:
    """Measure everything that the bars name."""
    root = folder()
    votes = prepare_compiler(root)
    return [*_april(root, votes), *_newest(root), *_court(root), *_recovery(), *_command(root)]


def prepare_compiler(root: Path) -> Votes:
    """Read the votes, and compile before anything is timed."""
    votes = read_votes(root / "unga-unvotes")
    ideal_points(votes.table.slice(0, 5000), sweeps=6, burn_in=2)
    return votes


def _april(root: Path, votes: Votes) -> list[dict[str, Any]]:
    published = april_published(root)
    rows = []
    for sweeps in (1000, 2000):

        def work(sweeps: int = sweeps) -> IdealPoints:
            how = Sampling(sweeps=sweeps, seed=1)
            return measure_ideal_points(votes, filters="2020-04", sampling=how)[1]

        wall, processor, found = with_processor_time(work, 2)
        rows += _april_rows(found, published, sweeps, (wall, processor))
    preparation = found.preparation
    slow = numpy_sweep(preparation.ballots)
    ours = sweep_seconds(preparation)
    ratio = f"{slow / ours:.0f} x numpy and scipy ({1000 * slow:.0f} ms), one thread each"
    rows.append({"name": "one sweep", "value": 1000 * ours, "unit": "ms", "against": ratio})
    return rows


def sweep_seconds(preparation: Preparation) -> float:
    """Processor seconds of one sweep of one chain, from the difference of two lengths."""
    times = []
    for sweeps in (40, 240):
        start = time.process_time()
        estimate(preparation, model("bsv"), Plan(sweeps, sweeps - 10), chains=1)
        times.append(time.process_time() - start)
    return (times[1] - times[0]) / 200


def _april_rows(
    found: IdealPoints, published: pa.Table, sweeps: int, times: tuple[float, float]
) -> list[dict[str, Any]]:
    what = f"April 2020, 2 chains of {sweeps} sweeps:"
    result = compared(found.table, published, "published")
    both = result["both"]
    mean, low, high = (both[name].to_numpy() for name in ("mean", "low", "high"))
    inside = float(np.mean((mean >= low) & (mean <= high)))
    off = max(
        abs(row["mean"] - SPOTS[row["state"]][SPOT_SESSIONS.index(row["session"])])
        for row in both.to_pylist()
        if row["state"] in SPOTS and row["session"] in SPOT_SESSIONS
    )
    return [
        *(_counts(found, both) if sweeps == 1000 else []),
        *both_bars(over, f"{what} pooled r", result["r"], 0.998, 0.999),
        *both_bars(over, f"{what} worst session r", result["worst"], 0.99, 0.998),
        over(f"{what} worst session r but the first session's", result["others"], 0.998),
        *both_bars(over, f"{what} inside the published 90 % band", inside, 0.99, 1.0),
        *both_bars(under, f"{what} largest error of 24 spot values", off, 0.10, 0.05, ""),
        *both_bars(under, f"{what} wall time, votes in memory", times[0], 20.0, 8.0),
        {"name": f"{what} processor time, all threads", "value": times[1], "unit": "s"},
        {"name": f"{what} converged by its own rule", "value": str(found.converged)},
    ]


def _counts(found: IdealPoints, both: pa.Table) -> list[dict[str, Any]]:
    """The data themselves, which must equal the published ones."""
    counts = found.preparation.counts
    equal = float(np.mean(both["n_votes"].to_numpy() == both["NVotes"].to_numpy()))
    return [
        exactly("April 2020: votes", counts["votes"], 797_473),
        exactly("April 2020: linked items", counts["items"], 4_784),
        exactly("April 2020: state-sessions matched", both.num_rows, 10_469),
        exactly("April 2020: share of rows with equal NVotes", equal, 1.0),
    ]


def _newest(root: Path) -> list[dict[str, Any]]:
    def work() -> IdealPoints:
        votes = read_votes(root / "unga-votes-cow")
        return measure_ideal_points(votes, sampling=Sampling(seed=1))[1]

    wall, processor, found = with_processor_time(work, 2)
    result = compared(found.table, legacy_published(root), "published")
    counts = found.preparation.counts
    what = f"1946 to June 2024 ({counts['votes']:,} votes, {counts['state_sessions']:,} rows)"
    return [
        *both_bars(under, f"{what}, reading included", wall, 30.0, 12.0),
        {"name": "the same: processor time, all threads", "value": processor, "unit": "s"},
        over("newest: pooled r with the July 2025 edition (legacy family)", result["r"], 0.99),
        over("newest: median session r", result["median"], 0.99),
        {"name": "newest: worst session r", "value": result["worst"]},
        {"name": "newest: rows in both editions", "value": result["rows"]},
        *work_again(found, root),
    ]


def work_again(found: IdealPoints, root: Path) -> list[dict[str, Any]]:
    """Add to a result from its last draws, as a yearly update does."""
    votes = read_votes(root / "unga-votes-cow")

    def work() -> IdealPoints:
        return ideal_points(
            votes.table, bridges=votes.bridges, sweeps=600, burn_in=100, warm=found.warm, seed=2
        )

    wall, again = seconds(work)
    r = np.corrcoef(found.table["mean"], again.table["mean"])[0, 1]
    return [
        {"name": "update from last draws, 600 sweeps", "value": wall, "unit": "s"},
        over("update: r with the full run", float(r), 0.999),
    ]


def _court(root: Path) -> list[dict[str, Any]]:
    preparation, published = court(root)
    wall, found = seconds(lambda: court_points(preparation, 1500, 500))
    rows, r = court_correlation(found, published)
    return [
        over(f"Supreme Court, {rows} justice-terms: r with published MCMC means", r, 0.99),
        {"name": "Supreme Court, 1,500 sweeps", "value": wall, "unit": "s"},
    ]


def _recovery() -> list[dict[str, Any]]:
    runs = [recovered(seed, Plan(1500, 500)) for seed in range(10)]
    coverage, r = np.mean(runs, axis=0)
    cells = 10 * 40 * 12
    return [
        {
            "name": f"recovery: coverage of 90 % intervals, {cells:,} cells of 10 simulations",
            "value": float(coverage),
            "bar": "0.87 to 0.93",
            "met": bool(0.87 <= coverage <= 0.93),
        },
        over("recovery: mean r with the true positions", float(r), 0.97),
    ]


def _command(root: Path) -> list[dict[str, Any]]:
    """The command of the April 2020 series, everything included."""
    words = f"measure ideal-points --votes {root / 'unga-unvotes'} --edition 2020-04 --seed 1"
    with TemporaryDirectory() as where:
        out = Path(where) / "points.parquet"
        rows = process(f"{words} --sweeps 1000 --out {out} --json", (2048, 600))
        count = pq.read_metadata(out).num_rows
    return [*rows, exactly("kankei measure ideal-points: rows written", count, 10_469)]
