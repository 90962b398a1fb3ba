"""Makes the snapshots of votes, order and discourse; ``make_snapshots.py`` lists them.

Ideal points take some minutes, since both chains are run until they have converged; blocs take a
minute. Everything else takes seconds.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from kankei.datasets import Loaded, card, find, load
from kankei.measures.discourse import Discourse, discourse
from kankei.measures.ideal_points.model import Mode
from kankei.measures.order import frustration, poles
from kankei.measures.snapshot_order import (
    snapshot_concentration,
    snapshot_ideal_points,
    snapshot_pole_distances,
    snapshot_same_bloc,
    snapshot_signed_order,
)
from kankei.measures.snapshot_terms import snapshot_term_passages, snapshot_term_use
from kankei.measures.snapshots import Provenance
from kankei.steps.notes import Measured
from kankei.steps.order import POLES, measure_blocs, measure_concentration
from kankei.steps.votes import Sampling, Votes, measure_ideal_points, read_votes
from kankei.terms.language import Bilingual
from kankei.terms.period import Period

DATA = Path(os.environ.get("KANKEI_DATA", Path(__file__).parents[3] / "shared" / "data"))
REGION = ("CHN", "JPN", "KOR", "MNG", "PRK", "RUS", "SUN", "UKR", "USA")
"""The states of the study, and the Soviet Union before Russia."""
REFERENCE = ("BRA", "FRA", "GBR", "IND")
"""States beside which those of the study are shown, and with which blocs are formed."""
LAST_SESSION, LAST_YEAR = 78, 2024
SAMPLING = Sampling(sweeps=6000, burn_in=1000, chains=2, seed=1)
BLOC_DRAWS, SEED = 200, 1
SPEECHES, HEADLINES = "ungd", "kcna"
TERMS = ("multipolarity", "new_cold_war")
Made = tuple[pa.Table, Provenance]


@cache
def votes() -> Votes:
    """All roll calls of the General Assembly, with the pairs of identical resolutions."""
    return read_votes(find("unga_rollcalls", DATA, "unga-votes-cow"))


@cache
def points(mode: Mode) -> pa.Table:
    """Ideal points of all states, which must have converged."""
    measured, found = measure_ideal_points(votes(), mode=mode, sampling=SAMPLING)
    if not found.converged:
        raise SystemExit(f"the chains of mode {mode} have not converged: sample longer")
    return measured.table


def ideal_points_snapshot() -> Made:
    title = Bilingual(
        "国連総会の投票による理想点（会期ごと）", "Ideal points by session, from UN votes"
    )
    table = snapshot_ideal_points(
        points("bsv"), points("session"), (*REGION, *REFERENCE), LAST_SESSION
    )
    options = {"smoothed": "mode bsv", "alone": "mode session", **_sampled()}
    return table, _of_votes(title, "snapshot_ideal_points", options)


def pole_distances_snapshot() -> Made:
    title = Bilingual("極からの距離（会期ごと）", "Distance from the poles, by session")
    of = {members[-1]: members for members in POLES}
    found = poles(points("bsv"), of, seed=SEED)
    options = {"poles": "; ".join(" ".join(members) for members in POLES), **_sampled()}
    table = snapshot_pole_distances(found.table, REGION)
    return table, _of_votes(title, "snapshot_pole_distances", options)


@cache
def blocs() -> Measured:
    """Blocs of the region and the reference states, by their votes."""
    return measure_blocs(votes(), states=(*REGION, *REFERENCE), draws=BLOC_DRAWS, seed=SEED)


def same_bloc_snapshot() -> Made:
    title = Bilingual(
        "同じブロックに属する確率（会期ごと）", "Probability of sharing a bloc, by session"
    )
    table = snapshot_same_bloc(blocs().more["same_bloc"], REGION)
    return table, _of_votes(title, "snapshot_same_bloc", _divided())


def signed_order_snapshot() -> Made:
    title = Bilingual(
        "投票による友好・敵対の網（会期ごと）", "Friends and foes by their votes, by session"
    )
    found = frustration(blocs().more["ties"], certified=True, strained=False)
    table = snapshot_signed_order(found.table, blocs().more["criteria"])
    return table, _of_votes(title, "snapshot_signed_order", _divided())


def _sampled() -> dict[str, str]:
    return {
        "measurement": "published",
        "filters": "newest",
        "sweeps": str(SAMPLING.sweeps),
        "burn_in": str(SAMPLING.thrown_away),
        "chains": str(SAMPLING.chains),
        "seed": str(SAMPLING.seed),
        "interval": "90 %",
    }


def _divided() -> dict[str, str]:
    return {
        "ties": "friendly where kappa of the session's votes is above 0, hostile where below",
        "network": " ".join(sorted((*REGION, *REFERENCE))),
        "blocs": "1 to 4, the smallest criterion",
        "draws": f"{BLOC_DRAWS} of the resolutions",
        "seed": str(SEED),
    }


def concentration_snapshot() -> Made:
    title = Bilingual(
        "大国の間の力の集中（年次）", "Concentration of power among the powers, yearly"
    )
    capabilities = load("cow_capabilities", DATA / "peacesciencer")
    powers = load("cow_majors", DATA / "peacesciencer")
    outlook = load("imf_weo", DATA / "imf-weo-vintages")
    measured = measure_concentration(DATA / "peacesciencer", gdp=DATA / "imf-weo-vintages")
    options = {
        "powers": "major powers of the Correlates of War; those of 2016 for the years after",
        "indices": "cinc, military_expenditure; gdp_usd_billion of the newest edition",
    }
    table = snapshot_concentration(measured.table, LAST_YEAR)
    name = "snapshot_order.snapshot_concentration"
    return table, _provenance([capabilities, powers, outlook], title, name, options)


@cache
def corpora() -> Mapping[str, Loaded]:
    """Speeches in the General Debate, and headlines of North Korea's news agency."""
    return {
        SPEECHES: load(SPEECHES, find(SPEECHES, DATA)),
        HEADLINES: load(HEADLINES, find(HEADLINES, DATA), kinds=("headline",)),
    }


@cache
def said() -> Mapping[str, Discourse]:
    """Uses of the terms in English, by corpus."""
    return {name: discourse(_english(loaded.table), TERMS) for name, loaded in corpora().items()}


def _english(texts: pa.Table) -> pa.Table:
    english = pc.equal(texts["language"].cast(pa.string()), "en")
    wanted = pc.is_in(texts["author"].cast(pa.string()), pa.array(REGION))
    return texts.filter(pc.and_(english, wanted))


def term_use_snapshot() -> Made:
    title = Bilingual("語句の使用（年次）", "Use of terms, yearly")
    table = snapshot_term_use(said(), REGION)
    return table, _of_texts(title, "snapshot_term_use")


def term_passages_snapshot() -> Made:
    title = Bilingual(
        "語句の使われた箇所（最も新しいもの）", "Passages that use the terms, the newest"
    )
    texts = {
        row["text"]: row["words"]
        for loaded in corpora().values()
        for row in _english(loaded.table).select(["text", "words"]).to_pylist()
    }
    table = snapshot_term_passages(said(), texts, REGION)
    return table, _of_texts(title, "snapshot_term_passages")


def _of_votes(title: Bilingual, function: str, options: Mapping[str, str]) -> Provenance:
    loaded = load(
        "unga_rollcalls",
        find("unga_rollcalls", DATA, "unga-votes-cow"),
        outside_membership=True,
    )
    bridges = votes().notes.made_from["bridges"]
    about = _provenance([loaded], title, f"snapshot_order.{function}", options)
    return replace(about, inputs={**about.inputs, bridges["file"]: bridges["sha256"]})


def _of_texts(title: Bilingual, function: str) -> Provenance:
    options = {"terms": " ".join(TERMS), "language": "en", "kcna": "headlines"}
    return _provenance([*corpora().values()], title, f"snapshot_terms.{function}", options)


def _provenance(
    read: Sequence[Loaded], title: Bilingual, function: str, options: Mapping[str, str]
) -> Provenance:
    """Provenance of a table from one data set or several, of which the first comes first."""
    first, *further = read
    stretches = first.coverage.stretches or tuple(
        stretch for own in first.coverage.own.values() for stretch in own
    )
    return Provenance(
        title=title,
        function=f"kankei.measures.{function}",
        dataset=first.card.name,
        form=first.form,
        citation="; ".join(card(loaded.card.name).citation for loaded in read),
        licence=first.card.form(first.form).licence,
        inputs={file: digest for loaded in read for file, digest in loaded.sha256.items()},
        covered=Period(stretches[0].start, stretches[-1].end).iso(),
        options={"states": " ".join(REGION), **options},
        beside={loaded.card.name: loaded.form for loaded in further},
    )


SYSTEM_SNAPSHOTS: dict[str, Callable[[], Made]] = {
    "ideal_points": ideal_points_snapshot,
    "pole_distances": pole_distances_snapshot,
    "concentration": concentration_snapshot,
    "same_bloc": same_bloc_snapshot,
    "signed_order": signed_order_snapshot,
    "term_use": term_use_snapshot,
    "term_passages": term_passages_snapshot,
}
