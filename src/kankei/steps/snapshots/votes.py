"""Votes in the General Assembly: agreement, positions, poles, blocs, friends and foes."""

from __future__ import annotations

import pyarrow as pa

from ...measures.ideal_points.model import Mode
from ...measures.order import frustration, poles
from ...measures.snapshot_order import (
    snapshot_ideal_points,
    snapshot_pole_distances,
    snapshot_same_bloc,
    snapshot_signed_order,
)
from ...measures.snapshots import snapshot_vote_agreement
from ...terms.errors import MethodError, Problem
from ..notes import Measured
from ..order import measure_blocs
from ..votes import DATASET, Sampling, Votes, measure_ideal_points, read_votes
from .data import Needed
from .plan import Plan
from .recipe import Made, Options, Recipe, nothing_found
from .workshop import Workshop

OUTSIDE = {"outside_membership": True}
"""Votes that a state cast outside its membership stay in, as in the published series."""


def roll_calls(shop: Workshop) -> Votes:
    """All roll calls of the General Assembly, with the pairs of identical resolutions."""
    return shop.once("votes", lambda: read_votes(shop.data.folder(Needed(DATASET))))


def points(shop: Workshop, mode: Mode) -> pa.Table:
    """Ideal points of all states.

    Raises
    ------
    MethodError
        When the chains have not converged: a table of the report must not rest on them.
    """
    return shop.once(f"points {mode}", lambda: _points(shop, mode))


def _points(shop: Workshop, mode: Mode) -> pa.Table:
    chosen = shop.plan.chosen
    sampling = Sampling(sweeps=chosen.sweeps, burn_in=chosen.burn_in, chains=2, seed=chosen.seed)
    measured, found = measure_ideal_points(
        roll_calls(shop), mode=mode, sampling=sampling, done=shop.progress
    )
    if not found.converged:
        what = f"the chains of the mode {mode} have not converged after {chosen.sweeps} sweeps"
        raise MethodError(Problem(what, "raise sweeps under [snapshot] in study.toml"))
    return measured.table


def sampled(plan: Plan) -> dict[str, str]:
    """How long the chains of ideal points run."""
    return {"sweeps": str(plan.chosen.sweeps), "chains": "2"}


def _of_votes(plan: Plan) -> tuple[Needed, ...]:
    return (Needed(DATASET, options=OUTSIDE, bridged=True),)


def _vote_agreement(shop: Workshop) -> Made:
    plan, votes = shop.plan, shop.data.load(Needed(DATASET))
    return nothing_found(
        snapshot_vote_agreement(
            votes.table,
            votes.coverage.stretches,
            plan.states,
            plan.votes_since,
            plan.last,
            plan.seats,
        )
    )


def _agreed(plan: Plan) -> Options:
    seats = "; ".join(f"{held} counted as {state}" for held, state in plan.seats.items())
    return {
        "states": " ".join(plan.states),
        "by": "year of the vote",
        "years": f"{plan.votes_since}-{plan.last}",
        "unanimous_roll_calls": "left out",
        "seats": seats or "none",
        "interval": "Wilson, 95 %",
    }


def _estimated(plan: Plan, **options: str) -> Options:
    return {
        "states": " ".join(plan.region),
        **options,
        "measurement": "published",
        "filters": "newest",
        "sweeps": str(plan.chosen.sweeps),
        "burn_in": str(plan.chosen.burn_in),
        "chains": "2",
        "seed": str(plan.chosen.seed),
        "interval": "90 %",
    }


def _shown(plan: Plan) -> tuple[str, ...]:
    """States whose paths are kept: the study's, those beside them, and the poles."""
    of_poles = [state for pole in plan.chosen.poles for state in pole]
    return tuple(dict.fromkeys((*plan.region, *plan.beside, *of_poles)))


def _asked_of_points(plan: Plan) -> Options:
    """The states beside are told where the study names them; else they follow from its states."""
    named = {} if plan.chosen.beside is None else {"beside": " ".join(plan.beside)}
    return _estimated(plan, smoothed="mode bsv", alone="mode session", **named)


def _ideal_points(shop: Workshop) -> Made:
    smoothed, alone = points(shop, "bsv"), points(shop, "session")
    return nothing_found(snapshot_ideal_points(smoothed, alone, _shown(shop.plan)))


def _pole_distances(shop: Workshop) -> Made:
    plan = shop.plan
    of = {members[-1]: members for members in plan.chosen.poles}
    found = poles(points(shop, "bsv"), of, seed=plan.chosen.seed)
    return nothing_found(snapshot_pole_distances(found.table, plan.region))


def _asked_of_poles(plan: Plan) -> Options:
    return _estimated(plan, poles="; ".join(" ".join(members) for members in plan.chosen.poles))


def _blocs(shop: Workshop) -> Measured:
    """Blocs of the study's states and those beside them, by their votes."""
    plan = shop.plan
    network, chosen = (*plan.region, *plan.beside), plan.chosen
    return shop.once(
        "blocs",
        lambda: measure_blocs(
            roll_calls(shop),
            states=network,
            draws=chosen.draws,
            seed=chosen.seed,
            done=shop.progress,
        ),
    )


def _same_bloc(shop: Workshop) -> Made:
    return nothing_found(snapshot_same_bloc(_blocs(shop).more["same_bloc"], shop.plan.region))


def _signed_order(shop: Workshop) -> Made:
    measured = _blocs(shop)
    found = frustration(measured.more["ties"], certified=True, strained=False)
    return nothing_found(snapshot_signed_order(found.table, measured.more["criteria"]))


def _divided(plan: Plan) -> Options:
    return {
        "states": " ".join(plan.region),
        "ties": "friendly where kappa of the session's votes is above 0, hostile where below",
        "network": " ".join(sorted((*plan.region, *plan.beside))),
        "blocs": "1 to 4, the smallest criterion",
        "draws": f"{plan.chosen.draws} of the resolutions",
        "seed": str(plan.chosen.seed),
    }


AGREEMENT = (Recipe("vote_agreement", lambda plan: (Needed(DATASET),), _agreed, _vote_agreement),)
ORDER = (
    Recipe("same_bloc", _of_votes, _divided, _same_bloc),
    Recipe("signed_order", _of_votes, _divided, _signed_order),
    Recipe("ideal_points", _of_votes, _asked_of_points, _ideal_points),
    Recipe("pole_distances", _of_votes, _asked_of_poles, _pole_distances),
)
