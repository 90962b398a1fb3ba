"""The monthly relation index of the study's pairs from news scores, and what is read off it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from ...datasets import Loaded
from ...measures import dyads_of
from ...measures.relation import (
    DAILY_SCORES,
    Settings,
    about,
    relation,
    score_coverage,
    score_observations,
)
from ...measures.relation.sensitivity import IN_UNITS
from ...measures.snapshots import (
    snapshot_breaks,
    snapshot_dyad_scores,
    snapshot_moves,
    snapshot_relation,
    snapshot_sensitivity,
    snapshot_variants,
)
from ...terms.errors import InputError, Problem
from ...terms.period import Period, Precision
from .data import Needed
from .plan import Plan
from .recipe import Made, Options, Recipe, nothing_found
from .workshop import Workshop

SCORES = "gdelt_dyad_days"
VARIED = ("random_walk", "other_sample", "odd_days", "even_days")
"""What is varied: a level of its own, the pairs learnt from, and the days of the month."""
ODD = {"odd_days": 1, "even_days": 0}
LEARNT = ("zero", "unit", "persistence", "tail", "pairs", "sample", "seed")


def _all_scores(plan: Plan) -> tuple[Needed, ...]:
    """Daily scores of all pairs of the world, from which an index learns what all share."""
    return (Needed(SCORES),)


def own_settings(plan: Plan, **given: Any) -> Settings:
    """Settings of an index of which curves of the study's pairs are wanted."""
    return Settings(dyads=tuple(dyads_of(plan.states)), **given)


def index(shop: Workshop, variant: str = "") -> pa.Table:
    """The relation index of the study's pairs; a variant is named in ``VARIED``."""
    return shop.once(f"index {variant}", lambda: _index(shop, variant))


def _index(shop: Workshop, variant: str) -> pa.Table:
    scores = shop.data.load(Needed(SCORES))
    ties, covered = scores.table, scores.coverage.stretches
    if variant in ODD:
        odd = pc.bit_wise_and(pc.day(ties["starts"]), 1)
        ties = ties.filter(pc.equal(odd, ODD[variant]))
        covered = _days_of(covered, ODD[variant])
    settings = own_settings(
        shop.plan, random_walk=variant == "random_walk", seed=int(variant == "other_sample")
    )
    made = relation(
        score_observations(ties, covered),
        (DAILY_SCORES,),
        score_coverage(covered),
        settings,
        lambda domain, done, whole: shop.progress(done, whole),
    )
    if not made.num_rows:
        what = f"the scores hold nothing of any pair among {', '.join(shop.plan.states)}"
        raise InputError(Problem(what, "check the states in study.toml", "study.toml"))
    return in_unit_of(index(shop), made) if variant else made


def in_unit_of(wanted: pa.Table, table: pa.Table) -> pa.Table:
    """Write an index in the unit of another: both are read off the same scores with loading 1."""
    unit, own = (about(made)["domains"]["all"]["scale"]["unit"] for made in (wanted, table))
    for name in IN_UNITS:
        place = table.column_names.index(name)
        table = table.set_column(place, name, pc.multiply(table[name], own / unit))
    return table


def _days_of(covered: Sequence[Period], parity: int) -> tuple[Period, ...]:
    """The odd (1) or even (0) days of the month among the covered ones, each a stretch."""
    days = (
        start + timedelta(days=n)
        for stretch in covered
        if (start := stretch.start)
        for n in range(stretch.days or 0)
    )
    return tuple(Period.day(day) for day in days if day.day % 2 == parity)


def _of_pairs(plan: Plan, **options: str | None) -> dict[str, str | None]:
    return {"states": " ".join(plan.states), **options}


def _dyad_scores(shop: Workshop) -> Made:
    plan = shop.plan
    scores = shop.data.load(_own_scores(plan)[0])
    months = plan.months or _months(scores)
    table = snapshot_dyad_scores(scores.table, scores.coverage.stretches, plan.states, months)
    return table, {"months": months.iso()}


def _own_scores(plan: Plan) -> tuple[Needed, ...]:
    return (Needed(SCORES, options={"states": plan.states}),)


def _months(scores: Loaded) -> Period:
    """All months of which some day is covered."""
    stretches = scores.coverage.stretches
    first, last = stretches[0].start, stretches[-1].last
    assert first is not None and last is not None
    after = date(last.year + last.month // 12, last.month % 12 + 1, 1)
    return Period(first.replace(day=1), after, Precision.MONTH)


def _asked_of_scores(plan: Plan) -> Options:
    return _of_pairs(
        plan,
        months=plan.months.iso() if plan.months else None,
        least_covered="half the days of a month",
        standardised="mean per covered day, within the pair, over its months not missing",
    )


def _relation(shop: Workshop) -> Made:
    said = about(index(shop))
    domain = said["domains"]["all"]
    found = {
        "zero": f"{domain['scale']['zero']:.4f}",
        "unit": f"{domain['scale']['unit']:.4f}",
        "persistence": f"{domain['persistence']:.3f}",
        "tail": f"{domain['tail']:.2f}",
        "pairs": str(domain["dyads"]),
        "sample": str(said["sample"]),
        "seed": str(said["seed"]),
    }
    return snapshot_relation(index(shop)), found


def _varied(shop: Workshop) -> dict[str, pa.Table]:
    return {name: index(shop, name) for name in VARIED}


def _sensitivity(shop: Workshop) -> Made:
    return nothing_found(snapshot_sensitivity(_varied(shop), snapshot_moves(index(shop))))


def _variants(shop: Workshop) -> Made:
    return nothing_found(snapshot_variants(_varied(shop), shop.plan.focus))


def _varied_options(plan: Plan, **options: str) -> Options:
    return _of_pairs(plan, varied=" ".join(VARIED), **options, unit="that of relation.csv")


RELATIONS = (
    Recipe("dyad_scores", _own_scores, _asked_of_scores, _dyad_scores),
    Recipe(
        "relation",
        _all_scores,
        lambda plan: _of_pairs(plan, domain="all", interval="90 %", **dict.fromkeys(LEARNT)),
        _relation,
    ),
    Recipe(
        "relation_moves",
        _all_scores,
        lambda plan: _of_pairs(plan, large="2 units of the index", least="0.5"),
        lambda shop: nothing_found(snapshot_moves(index(shop))),
    ),
    Recipe(
        "relation_breaks",
        _all_scores,
        lambda plan: _of_pairs(
            plan, hazard="1/24 a month; half and double beside", width="3", least="0.5"
        ),
        lambda shop: nothing_found(snapshot_breaks(index(shop))),
    ),
    Recipe("relation_sensitivity", _all_scores, _varied_options, _sensitivity),
    Recipe(
        "relation_variants",
        _all_scores,
        lambda plan: _varied_options(plan, dyad="-".join(plan.focus)),
        _variants,
    ),
)
