"""Relations by several sources: with votes and ties beside the scores, over the years, by domain.

The curves beside the scores take some minutes, since they are made from all pairs of the world.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from ...measures.relation import Settings, about, influence, relation, without_each_source
from ...measures.snapshot_relations import snapshot_domains, snapshot_sources, snapshot_years
from ...terms.period import Period
from ..relation_evidence import Evidence, Sources, read_sources
from ..votes import DATASET
from .data import Needed
from .plan import MONTHLY_TIES, TIES, Plan
from .recipe import Made, Options, Recipe, nothing_found
from .relations import SCORES, in_unit_of, index, own_settings
from .votes import OUTSIDE, points, sampled
from .workshop import Workshop

REPORTS = tuple(
    Needed("icews_quadruples", form, apart=form != "tkg-icews14")
    for form in ("tkg-icews14", "tkg-icews18")
)
"""The two years of event reports whose domains are known."""
DOMAINS = ("military", "political", "economic")
LEARNT = ("loadings", "persistence", "tail", "unit", "zero", "pairs")
LINES = {"": "all_sources", "unga": "without_unga", "diplomatic_ties": "without_ties"}
"""Name of a curve by the source that it leaves out, where there are votes and ties."""
VOTES_ALONE = {"": "with_votes"}
"""The same where no tie speaks of the study's states: without votes there is the index itself."""


def _votes() -> Needed:
    return Needed(DATASET, options=OUTSIDE)


def _tied(plan: Plan, among: tuple[str, ...]) -> tuple[Needed, ...]:
    return tuple(Needed(name, apart=True) for name in plan.ties(among))


def _of_years(plan: Plan) -> tuple[Needed, ...]:
    return (_votes(), *_tied(plan, TIES))


def _of_months(plan: Plan) -> tuple[Needed, ...]:
    return (Needed(SCORES), _votes(), *_tied(plan, MONTHLY_TIES))


def _of_both(plan: Plan) -> tuple[Needed, ...]:
    return (*_of_years(plan), Needed(SCORES))


def _evidence(
    shop: Workshop, reports: tuple[Path, ...], among: tuple[str, ...], period: str = ""
) -> Evidence:
    ties = tuple(f"{x.dataset}={shop.data.folder(x)}" for x in _tied(shop.plan, among))
    with TemporaryDirectory() as folder:
        votes = Path(folder) / "points.parquet"
        pq.write_table(points(shop, "session"), votes)
        given = Sources(reports, votes, ties)
        return read_sources(given, Period.parse(period) if period else None)


def _monthly(shop: Workshop) -> pa.Table:
    """The index of the relation as a whole from scores, votes and ties, and without each."""

    def make() -> pa.Table:
        scores = shop.data.folder(Needed(SCORES))
        return _curves(_evidence(shop, (scores,), MONTHLY_TIES), own_settings(shop.plan))

    return shop.once("monthly", make)


def _yearly(shop: Workshop) -> pa.Table:
    """The political relation from yearly sources, with and without each."""

    def make() -> pa.Table:
        plan = shop.plan
        found = _evidence(shop, (), TIES, _period(plan))
        among, rows = pa.array((*plan.states, *plan.others)), found.observations
        kept = pc.and_(pc.is_in(rows["a"], among), pc.is_in(rows["b"], among))
        within = replace(found, observations=rows.filter(kept))
        return _curves(within, own_settings(plan, sample=plan.chosen.pairs))

    return shop.once("yearly", make)


def _curves(found: Evidence, chosen: Settings) -> pa.Table:
    """The curves with all sources (``without`` is empty), and without each if there are several."""
    given = (found.observations, found.indicators, found.coverage, chosen)
    if len({item.source for item in found.indicators}) > 1:
        return without_each_source(*given, found.trimmed)
    whole = relation(*given)
    curves = found.trimmed(whole)
    curves = curves.add_column(0, "without", pa.repeat(pa.scalar(""), curves.num_rows))
    return curves.replace_schema_metadata(whole.schema.metadata)


def _period(plan: Plan) -> str:
    return f"{plan.years_since}/{plan.last}"


def _years(shop: Workshop) -> Made:
    curves = _yearly(shop)
    return snapshot_years(curves), _learnt(about(curves), "political")


def _asked_of_years(plan: Plan) -> Options:
    among = len(plan.states) + len(plan.others)
    return {
        "states": " ".join(plan.states),
        "domain": "political",
        "period": _period(plan),
        "interval": "90 %",
        "learnt_from": f"{plan.chosen.pairs} or more of the pairs of {among} states",
        "others": " ".join(plan.others),
        "points": "mode session",
        **dict.fromkeys(LEARNT),
        **sampled(plan),
    }


def _beside(shop: Workshop) -> Made:
    made = in_unit_of(index(shop), _monthly(shop))
    names = LINES if shop.plan.ties(MONTHLY_TIES) else VOTES_ALONE
    parts = {name: made.filter(pc.equal(made["without"], source)) for source, name in names.items()}
    found = _learnt(about(made), "all") | {"unit": "that of relation.csv"}
    return snapshot_sources(parts), found


def _asked_of_months(plan: Plan) -> Options:
    asked = {"states": " ".join(plan.states), "points": "mode session"}
    return {**asked, **dict.fromkeys(LEARNT), **sampled(plan)}


def _influence(shop: Workshop) -> Made:
    parts = []
    for name, curves in (("relation_beside", _monthly(shop)), ("relation_years", _yearly(shop))):
        found = influence(curves)
        parts.append(found.add_column(0, "curves", pa.repeat(pa.scalar(name), found.num_rows)))
    return nothing_found(pa.concat_tables(parts))


def _asked_of_influence(plan: Plan) -> Options:
    measure = "kankei.measures.relation.influence"
    return {"states": " ".join(plan.states), "measure": measure, **sampled(plan)}


def _domains(shop: Workshop) -> Made:
    found = read_sources(Sources(tuple(shop.data.folder(item) for item in REPORTS)))
    made = relation(found.observations, found.indicators, found.coverage, own_settings(shop.plan))
    known = [name for name in DOMAINS if name in about(made)["domains"]]
    learnt = {
        f"{name}_{key}": text for name in known for key, text in _learnt(about(made), name).items()
    }
    return snapshot_domains(made), learnt


def _asked_of_domains(plan: Plan) -> Options:
    return {
        "states": " ".join(plan.states),
        "interval": "90 %",
        "covered": "2014; 2018-01 to 2018-09; the years between are missing",
        **{f"{name}_{key}": None for name in DOMAINS for key in LEARNT},
    }


def _learnt(said: Mapping[str, object], domain: str) -> dict[str, str]:
    """What was learnt of a domain."""
    found = said["domains"][domain]  # type: ignore[index]
    loadings = " ".join(
        f"{name}={reading['loading']:.2f}"
        for name, reading in zip(found["indicators"], found["readings"], strict=True)
    )
    return {
        "loadings": loadings,
        "persistence": f"{found['persistence']:.3f}",
        "tail": f"{found['tail']:.2f}",
        "unit": f"{found['scale']['unit']:.4f}",
        "zero": found["scale"]["why"],
        "pairs": str(found["dyads"]),
    }


SOURCES = (
    Recipe("relation_domains", lambda plan: REPORTS, _asked_of_domains, _domains),
    Recipe("relation_years", _of_years, _asked_of_years, _years),
    Recipe("relation_beside", _of_months, _asked_of_months, _beside),
    Recipe("relation_influence", _of_both, _asked_of_influence, _influence),
)
