"""Makes the snapshots of relations by several sources; ``make_snapshots.py`` lists them.

The curves beside the scores take some minutes, since they are made from all pairs of the world.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from kankei.datasets import Loaded, find, load
from kankei.measures import dyads_of
from kankei.measures.relation import (
    Settings,
    about,
    influence,
    relation,
    without_each_source,
)
from kankei.measures.snapshot_relations import snapshot_domains, snapshot_sources, snapshot_years
from kankei.measures.snapshots import Provenance
from kankei.steps.relation_evidence import Evidence, Sources, read_sources
from kankei.terms.language import Bilingual
from kankei.terms.period import Period

from .make_system_snapshots import DATA, SAMPLING, Made, points

STATES = ("CHN", "JPN", "KOR", "MNG", "PRK", "RUS", "UKR", "USA")
OTHERS = (
    *("ARG", "AUS", "BLR", "BRA", "CAN", "CUB", "DEU", "EGY", "FRA", "GBR", "IDN", "IND", "IRN"),
    *("ITA", "KAZ", "MEX", "MYS", "NGA", "PAK", "PHL", "POL", "SAU", "SGP", "THA", "TUR", "VNM"),
    "ZAF",
)
"""States of every continent, from whose pairs the long curves learn beside those of the study."""
YEARS = "1995/2024"
TIES = ("diplomatic_ties",)
LONG_TIES = ("diplomatic_ties", "china_visits")
REPORTS = ("tkg-icews14", "tkg-icews18")
SAMPLE = 150


def settings(**given: int) -> Settings:
    """Curves of the pairs of the study."""
    return Settings(dyads=tuple(dyads_of(STATES)), **given)  # type: ignore[arg-type]


def _evidence(reports: tuple[Path, ...], ties: tuple[str, ...], period: str = "") -> Evidence:
    os.environ["KANKEI_DATA"] = str(DATA)
    with TemporaryDirectory() as folder:
        votes = Path(folder) / "points.parquet"
        pq.write_table(points("session"), votes)
        named = Sources(reports, votes if ties else None, ties)
        return read_sources(named, Period.parse(period) if period else None)


@cache
def beside() -> pa.Table:
    """The index of the relation as a whole from scores, votes and ties, and without each."""
    found = _evidence((find("gdelt_dyad_days", DATA, "gdelt-country-day-scores"),), TIES)
    return _curves(found, settings())


@cache
def long() -> pa.Table:
    """The political relation from yearly sources, with and without each."""
    found = _evidence((), LONG_TIES, YEARS)
    among = pa.array((*STATES, *OTHERS))
    rows = found.observations
    kept = pc.and_(pc.is_in(rows["a"], among), pc.is_in(rows["b"], among))
    return _curves(replace(found, observations=rows.filter(kept)), settings(sample=SAMPLE))


def _curves(found: Evidence, chosen: Settings) -> pa.Table:
    return without_each_source(
        found.observations, found.indicators, found.coverage, chosen, found.trimmed
    )


def relation_years_snapshot() -> Made:
    title = Bilingual(
        "政治的関係の指数（1995年以来、各年12月）", "Index of political relations, each December"
    )
    options = {
        "domain": "political",
        "period": YEARS,
        "interval": "90 %",
        "learnt_from": f"{SAMPLE} or more of the pairs of {len(STATES) + len(OTHERS)} states",
        "others": " ".join(OTHERS),
        "points": "mode session",
        **_said(about(long()), "political"),
    }
    return snapshot_years(long()), _made_of(LONG_TIES, title, "snapshot_years", options)


def relation_beside_snapshot() -> Made:
    from .make_snapshots import in_unit_of, index, scores

    title = Bilingual(
        "投票と国交を加えた関係の指数（月次）", "Relation index with votes and diplomatic ties"
    )
    made = in_unit_of(index(), beside())
    names = {"": "all_sources", "unga": "without_unga", "diplomatic_ties": "without_ties"}
    parts = {name: made.filter(pc.equal(made["without"], source)) for source, name in names.items()}
    said = _said(about(made), "all") | {"unit": "that of relation.csv"}
    options = {"points": "mode session", **said}
    about_it = _made_of(TIES, title, "snapshot_sources", options)
    first = scores()
    inputs = {**first.sha256, **about_it.inputs}
    about_it = replace(
        about_it,
        dataset=first.card.name,
        form=first.form,
        citation=f"{first.card.citation}; {about_it.citation}",
        licence=first.card.form(first.form).licence,
        inputs=inputs,
        covered=Period(first.coverage.stretches[0].start, first.coverage.stretches[-1].end).iso(),
        beside={about_it.dataset: about_it.form, **about_it.beside},
    )
    return snapshot_sources(parts), about_it


def relation_influence_snapshot() -> Made:
    title = Bilingual("資料ごとの影響", "How much each source moves the curves")
    parts = []
    for name, curves in (("relation_beside", beside()), ("relation_years", long())):
        found = influence(curves)
        parts.append(found.add_column(0, "curves", pa.repeat(pa.scalar(name), found.num_rows)))
    options = {"measure": "kankei.measures.relation.influence"}
    return pa.concat_tables(parts), _made_of(LONG_TIES, title, "snapshot_years", options)


def relation_domains_snapshot() -> Made:
    title = Bilingual(
        "分野別の関係の指数（2014年と2018年1～9月）", "Relations by domain, 2014 and 2018"
    )
    found = read_sources(Sources(tuple(DATA / name for name in REPORTS)))
    made = relation(found.observations, found.indicators, found.coverage, settings())
    read = [load("icews_quadruples", DATA / name) for name in REPORTS]
    options = {
        "interval": "90 %",
        "covered": "2014; 2018-01 to 2018-09; the years between are missing",
        **{
            key: text
            for name in ("military", "political", "economic")
            for key, text in _said(about(made), name, f"{name}_").items()
        },
    }
    about_it = _provenance(read, title, "snapshot_domains", options)
    return snapshot_domains(made), about_it


def _said(said: Mapping[str, object], domain: str, prefix: str = "") -> dict[str, str]:
    """What was learnt of a domain, for the provenance."""
    found = said["domains"][domain]  # type: ignore[index]
    loadings = " ".join(
        f"{name}={reading['loading']:.2f}"
        for name, reading in zip(found["indicators"], found["readings"], strict=True)
    )
    return {
        f"{prefix}loadings": loadings,
        f"{prefix}persistence": f"{found['persistence']:.3f}",
        f"{prefix}tail": f"{found['tail']:.2f}",
        f"{prefix}unit": f"{found['scale']['unit']:.4f}",
        f"{prefix}zero": found["scale"]["why"],
        f"{prefix}pairs": str(found["dyads"]),
    }


def _made_of(
    ties: tuple[str, ...], title: Bilingual, function: str, options: Mapping[str, str]
) -> Provenance:
    votes = load(
        "unga_rollcalls", find("unga_rollcalls", DATA, "unga-votes-cow"), outside_membership=True
    )
    read = [votes, *(load(name, find(name, DATA)) for name in ties)]
    about_it = _provenance(read, title, function, options)
    return replace(about_it, options={**about_it.options, **_sampled()})


def _sampled() -> dict[str, str]:
    return {"sweeps": str(SAMPLING.sweeps), "chains": str(SAMPLING.chains)}


def _provenance(
    read: list[Loaded], title: Bilingual, function: str, options: Mapping[str, str]
) -> Provenance:
    first, *further = read
    same = [loaded for loaded in read if loaded.card.name == first.card.name]
    covered = [stretch for loaded in same for stretch in loaded.coverage.stretches]
    gaps = sum(Period(one.end, later.start).days or 0 for one, later in pairwise(covered))
    return Provenance(
        title=title,
        function=f"kankei.measures.snapshot_relations.{function}",
        dataset=first.card.name,
        form=first.form,
        citation="; ".join(dict.fromkeys(loaded.card.citation for loaded in read)),
        licence=first.card.form(first.form).licence,
        inputs={
            file if loaded is first else f"{loaded.form}/{file}": digest
            for loaded in read
            for file, digest in loaded.sha256.items()
        },
        covered=Period(covered[0].start, covered[-1].end).iso()
        + (f", {gaps} days missing" if gaps else ""),
        options={"states": " ".join(STATES), **options},
        beside={x.card.name: x.form for x in further if x.card.name != first.card.name},
    )


SOURCE_SNAPSHOTS: dict[str, Callable[[], Made]] = {
    "relation_years": relation_years_snapshot,
    "relation_beside": relation_beside_snapshot,
    "relation_influence": relation_influence_snapshot,
    "relation_domains": relation_domains_snapshot,
}
