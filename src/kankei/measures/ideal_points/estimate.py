"""From ballots to ideal points: chains side by side, then the tables."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from typing import Any

import numpy as np

from ...terms.errors import MethodError, Problem
from .chain import Plan, Trace, run_chain
from .codes import id_of_code
from .layout import Layout, lay_out
from .model import Model, time_prior
from .preparation import Ballots, Preparation
from .results import IdealPoints, item_table, judge, position_table, session_table, with_warnings
from .start import Start, WarmStart, cold_start, end_of, warm_start

Progress = Callable[[int, int], None]
"""Called with the number of sweeps done and the number in all."""


def estimate(
    preparation: Preparation,
    model: Model,
    plan: Plan,
    *,
    chains: int = 2,
    seed: int = 0,
    warm: WarmStart | None = None,
    progress: Progress | None = None,
) -> IdealPoints:
    """Sample a model on prepared ballots.

    Parameters
    ----------
    preparation
        Ballots of any body: states, or judges, or others.
    chains
        Run side by side, one on each core that there is; the result does not depend on how many
        cores that are.
    warm
        Where an earlier run ended.

    Raises
    ------
    MethodError
        When fewer than two draws of each chain would be kept.
    """
    if chains < 1 or plan.burn_in < 0 or plan.kept < 2:
        what = (
            f"{chains} chains of {plan.sweeps} sweeps, {plan.burn_in} of them burn-in, say nothing"
        )
        raise MethodError(Problem(what, "ask for a chain or more and at least two draws of each"))
    ballots = preparation.ballots
    layout = lay_out(ballots)
    cold = cold_start(model, layout, ballots)
    starts = [
        cold if warm is None else warm_start(warm, number, cold, layout, ballots)
        for number in range(chains)
    ]
    traces = _run(layout, model, ballots, starts, plan, seed, progress)
    provenance = {
        "method": f"{__package__}.estimate",
        "model": {name: str(value) for name, value in asdict(model).items()},
        "plan": asdict(plan),
        "chains": chains,
        "seed": seed,
        "warm": warm is not None,
        "votes_sha256": ballots.sha256,
    }
    return _result(preparation, layout, traces, provenance)


def _run(
    layout: Layout,
    model: Model,
    ballots: Ballots,
    starts: list[Start],
    plan: Plan,
    seed: int,
    progress: Progress | None,
) -> list[Trace]:
    """Run the chains, in as many threads as there are cores; compiled code runs side by side."""
    prior = time_prior(model, layout, ballots.actors)
    seeds = np.random.SeedSequence(seed).spawn(len(starts))

    def one(number: int) -> Trace:
        def tell(done: int) -> None:
            if progress is not None and number == 0:
                progress(done, plan.sweeps)

        return run_chain(layout, prior, model, starts[number], plan, seeds[number], tell)

    with ThreadPoolExecutor(min(len(starts), os.cpu_count() or 1)) as pool:
        return list(pool.map(one, range(len(starts))))


def _result(
    preparation: Preparation, layout: Layout, traces: list[Trace], provenance: dict[str, Any]
) -> IdealPoints:
    ballots = preparation.ballots
    draws = np.stack([trace.draws for trace in traces])
    sums = np.stack([(trace.loading, trace.lower, trace.upper) for trace in traces]).sum(axis=0)
    taken = np.mean([trace.acceptance for trace in traces], axis=0)
    points = position_table(layout, ballots.actors, _ids(layout, ballots), draws)
    converged, warnings = judge(points, draws)
    items = item_table(layout, ballots, sums, taken, draws.shape[0] * draws.shape[1])
    return IdealPoints(
        table=with_warnings(points, warnings),
        items=with_warnings(items, warnings),
        sessions=with_warnings(session_table(layout, draws), warnings),
        draws=draws,
        preparation=preparation,
        converged=converged,
        warnings=warnings,
        provenance=provenance,
        warm=end_of([trace.end for trace in traces], layout, ballots, layout.item),
    )


def _ids(layout: Layout, ballots: Ballots) -> list[str]:
    """Register id of each position's state; the key itself for other actors."""
    pairs = zip(layout.actor.tolist(), layout.session.tolist(), strict=True)
    return [_id(ballots.actors[number], session) for number, session in pairs]


def _id(key: Any, session: int) -> str:
    return (id_of_code(key, session) if isinstance(key, int) else "") or str(key)
