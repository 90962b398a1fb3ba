"""The relation index: recovery, a Markov chain, speed, predictions, and known groups.

Simulated dyads are those of the tests. The only real data for 2022-2024 are the GDELT pair scores:
what is predicted are their monthly values and the number of days with a score.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from kankei.datasets import load
from kankei.measures import relation as room
from kankei.measures.relation import (
    foretelling,
    index,
    learning,
    observations,
    online,
    posterior,
)
from kankei.measures.relation.block import Block, Observed
from kankei.measures.relation.families import family, log_density
from kankei.terms import states
from kankei.terms.errors import CodeError
from kankei.terms.interval import Z90
from tests.measures.relation.sampling import sampled
from tests.measures.relation.test_banded import NILE
from tests.measures.relation.worlds import SIGNS, pool, world

from .measuring import over, seconds, under, with_processor_time

DATA = Path(os.environ.get("KANKEI_DATA", "../shared/data"))
REGION = ("CHN", "JPN", "KOR", "MNG", "PRK", "RUS", "USA")
HELD_OUT = 48
"""Months of 2018 to 2021, which are learnt from; what follows is predicted."""
LEAST_DAYS = 24
Rows = list[dict[str, Any]]
Array = np.ndarray
MONTHS = np.arange("2018-01", "2024-03", dtype="datetime64[M]").astype("datetime64[D]")


def run() -> Rows:
    """Measure everything; the parts on real data need GDELT scores under ``KANKEI_DATA``."""
    return [*nile(), *recovery(), *many_dyads(), *real()]


def nile() -> Rows:
    """The Gaussian special case."""
    fit = room.local_level(NILE)
    return [
        under("Nile: level variance less 1469.1", abs(fit.level_variance - 1469.1), 0.2, ""),
        under("Nile: noise variance less 15098.6", abs(fit.noise_variance - 15098.6), 0.2, ""),
    ]


def recovery() -> Rows:
    """Coverage of 90 per cent intervals, hyper-parameters learnt from other dyads."""
    rows: Rows = []
    for kind in ("score", "count"):
        for tail in (3.0, 100.0):
            known, _ = world(kind, 74, 400, 1, tail)
            learnt = learning.learn(known, SIGNS[: len(known.observed)])
            block, path = world(kind, 74, 2000, 2, tail)
            found = posterior.posterior(block, learnt)
            bias = learnt.readings[0].intercept - pool(kind).readings[0].intercept
            held = np.abs(found.path + bias - path) < Z90 * np.sqrt(found.variance)
            name = f"coverage of 90 % intervals, {kind}s, tail {tail:g}"
            rows.append(over(name, float(held.mean()), 0.87, "", "must not pass 0.93"))
    return rows


def many_dyads() -> Rows:
    """10,000 dyads, 74 months, four domains with four classes each, from table to curves."""
    blocks = [_counted(world("count", 74, 10_000, seed)[0], f"d{seed}") for seed in range(4)]
    coverage = pa.table(
        {
            "month": pa.array(MONTHS),
            "coverage": np.ones(74),
        }
    )
    classes = tuple(
        room.Indicator(f"c{n}", "negative_binomial", "x", sign) for n, sign in enumerate(SIGNS)
    )
    table = pa.concat_tables([_rows(block) for block in blocks])
    took, work, _ = with_processor_time(lambda: room.relation(table, classes, coverage))
    name = "10,000 dyads x 74 months x 4 domains, from table to curves"
    return [
        under(name, took, 120, "s", f"{table.num_rows:,} observations"),
        under(f"{name} (aim)", took, 30),
        {"name": "its processor time, all threads", "value": work, "unit": "s"},
    ]


def _counted(block: Block, domain: str) -> Block:
    return Block(domain, block.dyads, block.observed, block.reports)


def _rows(block: Block) -> pa.Table:
    """A block as observations; words are numbers into lists."""
    many, months, kinds = len(block.dyads), block.months, len(block.observed)
    kind, month, dyad = (axis.ravel() for axis in np.indices((kinds, months, many)))
    value = np.concatenate([item.value.ravel() for item in block.observed])

    def named(numbers: Array, names: list[str]) -> pa.DictionaryArray:
        return pa.DictionaryArray.from_arrays(pa.array(numbers, pa.int32()), names)

    return pa.table(
        {
            "a": named(0 * dyad, ["AAA"]),
            "b": named(dyad, [b for _, b in block.dyads]),
            "domain": named(0 * dyad, [block.domain]).cast(pa.string()),
            "month": pa.array(MONTHS[month]),
            "indicator": named(kind, [item.name for item in block.observed]),
            "value": pa.array(value),
            "size": pa.array(np.ones(len(value))),
            "n": pa.array(value.astype(np.int64)),
        }
    )


def real() -> Rows:
    """Everything on the GDELT scores of all dyads."""
    folder = DATA / "gdelt-country-day-scores"
    if not folder.is_dir():
        raise FileNotFoundError(f"no {folder.name} under KANKEI_DATA")
    loaded = load("gdelt_dyad_days", folder)
    covered = loaded.coverage.stretches
    coverage = room.score_coverage(covered)
    observed = room.score_observations(loaded.table, covered)
    took, made = seconds(lambda: room.relation(observed, [room.DAILY_SCORES], coverage))
    rows = [under("GDELT scores of all dyads, from observations to curves", took, 120, "s")]
    rows[0]["against"] = f"{made.num_rows:,} dyad-months"
    calendar = observations.Calendar.of(coverage)
    (block,) = observations.blocks(observed, [room.DAILY_SCORES], calendar)
    return [
        *rows,
        *chain_check(block, made),
        *peaks(made),
        *score_predictions(block),
        *count_predictions(block, calendar, covered),
        *known_groups(made),
    ]


def chain_check(block: Block, made: pa.Table) -> Rows:
    """Newton and stand-ins against a Markov chain, on the dyads of the region."""
    said = room.about(made)["domains"][room.ALL]
    reading = said["readings"][0]
    law = learning.Pool(
        (learning.Reading(reading["intercept"], 1.0, np.array(reading["shape"])),),
        *(said[name] for name in ("persistence", "step", "tail", "level", "volume")),
    )
    places = [n for n, dyad in enumerate(block.dyads) if set(dyad) <= set(REGION)]
    means, ratios = [], []
    for place in places:
        part = block.take(np.array([place]))
        ours = posterior.posterior(part, law)
        mean, deviation = sampled(part, law, sweeps=1800, chains=40, seed=place)
        means.append(np.abs(ours.path[:, 0] - mean) / deviation)
        ratios.append(np.sqrt(ours.variance[:, 0]) / deviation)
    off, ratio = np.concatenate(means), np.concatenate(ratios)
    name = f"against a Markov chain, {len(places)} dyads of the region"
    return [
        under(f"{name}: mean difference of means", float(off.mean()), 0.15, "sd"),
        under(f"{name}: 99 % of differences below", float(np.quantile(off, 0.99)), 0.8, "sd"),
        under(f"{name}: ratio of deviations less 1", abs(float(ratio.mean()) - 1), 0.1, ""),
    ]


def peaks(made: pa.Table) -> Rows:
    """Where the curve of North Korea and Russia stands highest."""
    both = made.filter(pc.and_(pc.equal(made["a"], "PRK"), pc.equal(made["b"], "RUS")))
    months, mean = both["month"].to_pylist(), both["mean"].to_numpy()
    lo, hi = both["lo"].to_numpy(), both["hi"].to_numpy()
    rows = []
    for wanted in ("2019-04", "2023-09"):
        at = next(n for n, month in enumerate(months) if f"{month:%Y-%m}" == wanted)
        around = [n for n in range(max(at - 6, 0), min(at + 7, len(months))) if n != at]
        text = f"index {mean[at]:.1f} ({lo[at]:.1f} to {hi[at]:.1f})"
        name = f"PRK-RUS {wanted} less the highest of six months before and after"
        rows.append(over(name, float(mean[at] - mean[around].max()), 0, "", text))
    return rows


def simple(value: Array, present: Array) -> dict[str, Array]:
    """The last value seen, and the mean of what was seen in twelve months."""
    last, mean = np.full(value.shape, np.nan), np.full(value.shape, np.nan)
    for t in range(1, len(value)):
        last[t] = np.where(present[t - 1], value[t - 1], last[t - 1])
        seen = present[max(t - 12, 0) : t]
        total = np.where(seen, value[max(t - 12, 0) : t], 0).sum(axis=0)
        mean[t] = np.where(seen.any(axis=0), total / np.maximum(seen.sum(axis=0), 1), last[t])
    return {"last value": last, "mean of 12 months": mean}


def score_predictions(block: Block) -> Rows:
    """Log score of the monthly values from January 2022 on, in months with a score."""
    from scipy.optimize import minimize
    from scipy.stats import t as student

    item = block.observed[0]
    foreseen = online.foresee(block, HELD_OUT)
    known = _sample(block.take(slice(None), slice(0, HELD_OUT)))
    told = foretelling.foretell(block, learning.learn(known, (1,)), HELD_OUT)
    guesses = simple(item.value, item.present)
    after = item.present & np.isfinite(guesses["last value"])
    after[:HELD_OUT] = False
    ours = -float(told.log_scores[0][after].mean())
    central, rows = foreseen[1].sizes[0], []
    for name, guess in guesses.items():
        before = item.present & np.isfinite(guess)
        before[:12], before[HELD_OUT:] = False, False
        best = np.inf
        for size in (np.ones_like(central), central):
            # Spread and tail are those that fit the months learnt from best.
            def loss(at: Array, cells: Array, size: Array = size, guess: Array = guess) -> float:
                tail, scale = 1 + np.exp(min(at[1], 4.0)), np.exp(at[0]) * np.sqrt(size[cells])
                return -float(student.logpdf((item.value - guess)[cells], tail, scale=scale).mean())

            found = minimize(loss, [0.0, 1.0], args=(before,), method="Nelder-Mead").x
            best = min(best, loss(found, after))
        gain = 100 * (best - ours) / best
        text = f"{ours:.4f} against {best:.4f} nats, {int(after.sum()):,} dyad-months"
        rows.append(over(f"log score of monthly values: better than {name}", gain, 5, "%", text))
    return rows


def _sample(block: Block) -> Block:
    known = np.flatnonzero(block.counts() >= index.LEAST_MONTHS)
    return block.take(np.random.default_rng(0).permutation(known)[:400])


def count_predictions(block: Block, calendar: observations.Calendar, covered: Any) -> Rows:
    """Log score of the number of days with a score, from January 2022 on, all dyads and months."""
    from kankei.measures.relation.covering import covered_days

    days = np.maximum(covered_days(covered, calendar.months), 1).astype(float)
    known = np.flatnonzero(block.reports[:HELD_OUT].sum(axis=0) > 0)
    value = block.reports[:, known]
    size = np.repeat(days[:, None], value.shape[1], axis=1)
    present = np.ones(value.shape, bool)
    item = Observed("days", "gdelt", family("binomial"), value, size, present)
    counted = Block("all", [block.dyads[n] for n in known], (item,), value)
    before = counted.take(slice(None), slice(0, HELD_OUT))
    drawn = np.random.default_rng(0).permutation(len(known))[:400]
    told = foretelling.foretell(counted, learning.learn(before.take(drawn), (1,)), HELD_OUT)
    ours = -float(told.log_scores[0][HELD_OUT:].mean())
    rows = []
    for name, guess in simple(value / size, present).items():
        theirs = min(law(value, size, guess) for law in (_beta_binomial, _negative_binomial))
        text = f"{ours:.4f} against {theirs:.4f} nats, {value[HELD_OUT:].size:,} dyad-months"
        gain = 100 * (theirs - ours) / theirs
        rows.append(over(f"log score of counts of days: better than {name}", gain, 5, "%", text))
    return rows


def _beta_binomial(value: Array, size: Array, guess: Array) -> float:
    """About a guess at the share; least share and spread fit the months learnt from."""
    from scipy.stats import betabinom

    def loss(at: Array, months: slice) -> float:
        least, total = np.exp(at)
        share = (guess[months] + least) / (1 + 2 * least)
        law = betabinom(size[months].astype(int), share * total, (1 - share) * total)
        return -float(law.logpmf(value[months]).mean())

    return _fitted(loss, [-5.0, 2.0])


def _negative_binomial(value: Array, size: Array, guess: Array) -> float:
    """About a guess at the rate; least rate and spread fit the months learnt from."""
    law = family("negative_binomial")

    def loss(at: Array, months: slice) -> float:
        predictor = np.log(guess[months] + np.exp(at[0]))
        logs = log_density(law, value[months], predictor, size[months], np.clip(at[1:], -8, 8))
        return -float(logs.mean())

    return _fitted(loss, [-5.0, 0.0])


def _fitted(loss: Callable[[Array, slice], float], start: list[float]) -> float:
    from scipy.optimize import minimize

    options = {"xatol": 0.01, "fatol": 1e-4, "maxfev": 60}
    found = minimize(
        loss, start, args=(slice(12, HELD_OUT),), method="Nelder-Mead", options=options
    )
    return loss(found.x, slice(HELD_OUT, None))


def known_groups(made: pa.Table) -> Rows:
    """Rank agreement of the dyads' mean index with votes and with alliances."""
    from scipy.stats import spearmanr

    mean = made.group_by(["a", "b"]).aggregate([("mean", "mean"), ("n", "sum")]).to_pylist()
    mean = [row for row in mean if row["n_sum"] >= LEAST_DAYS]
    rows = []
    for name, other, sign in (
        ("nearness of UN ideal points", _distances(), -1),
        ("ATOP alliance tier", _tiers(), 1),
    ):
        both = [(row["mean_mean"], other.get((row["a"], row["b"]))) for row in mean]
        known = np.array([pair for pair in both if pair[1] is not None], float)
        found = spearmanr(known[:, 0], sign * known[:, 1])
        text = f"{len(known):,} dyads with {LEAST_DAYS} scored days or more"
        rows.append(over(f"Spearman with {name}", float(found.statistic), 0, "", text))
        rows.append(under(f"p of {name}", float(found.pvalue), 0.001, ""))
    return rows


def _state(code: int) -> str | None:
    try:
        return states().by_cow(code, on=2018).id
    except CodeError:
        return None


def _distances() -> dict[tuple[str, str], float]:
    """Distance of the mean ideal points of 2018 to 2023, edition of July 2025."""
    table = pq.read_table(DATA / "ideal-points" / "idealpoints_July2025.parquet")
    at: dict[str, list[float]] = {}
    for row in table.to_pylist():
        state = _state(row["ccode"])
        if state and row["year"] >= 2018 and row["idealpointall"] is not None:
            at.setdefault(state, []).append(row["idealpointall"])
    mean = {state: float(np.mean(values)) for state, values in at.items()}
    return {(a, b): abs(mean[a] - mean[b]) for a, b in combinations(sorted(mean), 2)}


def _tiers() -> dict[tuple[str, str], int]:
    """Defence 3, neutrality or non-aggression 2, consultation 1, none 0, in 2018."""
    table = pq.read_table(DATA / "peacesciencer" / "atop_alliance.parquet").to_pylist()
    year = [row for row in table if row["year"] == 2018]
    known = sorted({_state(row["ccode1"]) for row in table if row["year"] >= 2010} - {None})
    tiers = dict.fromkeys(combinations(known, 2), 0)
    for row in year:
        pair = tuple(sorted(_state(row[name]) or "" for name in ("ccode1", "ccode2")))
        softer = 2 if row["atop_neutral"] or row["atop_nonagg"] else int(bool(row["atop_consul"]))
        tier = 3 if row["atop_defense"] else softer
        if pair in tiers:
            tiers[pair] = max(tiers[pair], tier)
    return tiers
