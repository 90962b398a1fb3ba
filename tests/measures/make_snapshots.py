"""Makes the snapshots of the flagship study from the open data.

Run with ``python -m tests.measures.make_snapshots [NAME ...]`` where ``KANKEI_DATA`` (or
``../shared/data``) holds the data; ``test_snapshots.py`` makes them again and compares.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from functools import cache
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from kankei.datasets import Loaded, find, load
from kankei.measures import dyads_of
from kankei.measures.relation import (
    DAILY_SCORES,
    Settings,
    about,
    relation,
    score_coverage,
    score_observations,
)
from kankei.measures.snapshots import (
    Provenance,
    snapshot_breaks,
    snapshot_dependence,
    snapshot_dyad_scores,
    snapshot_moves,
    snapshot_relation,
    snapshot_sensitivity,
    snapshot_variants,
    snapshot_vote_agreement,
    write_snapshot,
)
from kankei.steps.dependence import measure_dependence
from kankei.terms.language import Bilingual
from kankei.terms.period import Period

from .make_source_snapshots import SOURCE_SNAPSHOTS
from .make_system_snapshots import SYSTEM_SNAPSHOTS

ROOT = Path(__file__).parent.parent.parent
DATA = Path(os.environ.get("KANKEI_DATA", ROOT.parent / "shared" / "data"))
SNAPSHOT = ROOT / "studies" / "northeast-asia" / "snapshot"
STATES = ("CHN", "JPN", "KOR", "MNG", "PRK", "RUS", "UKR", "USA")
FIRST_YEAR, LAST_YEAR = 1991, 2024
MONTHS = "2018-01/2024-02"
SEATS = {"SUN": "RUS"}
RECIPIENTS = ("PRK", "UKR")
"""States of which the extract of arms transfers holds all that they received, by its card."""
FOCUS = ("PRK", "RUS")
FIRST_DEPENDENCE = 1992
"""The first whole year of Russia and Ukraine as states of their own."""
FIRST_WINDOW = 1996
"""The first year at which a window of five years holds no delivery of the Soviet Union."""


def vote_agreement_snapshot() -> tuple[pa.Table, Provenance]:
    votes = load("unga_rollcalls", find("unga_rollcalls", DATA, "unga-votes-cow"))
    table = snapshot_vote_agreement(
        votes.table, votes.coverage.stretches, STATES, FIRST_YEAR, LAST_YEAR, SEATS
    )
    title = Bilingual(
        "国連総会における投票一致度（年次）", "Vote agreement in the UN General Assembly, yearly"
    )
    options = {
        "by": "year of the vote",
        "years": f"{FIRST_YEAR}-{LAST_YEAR}",
        "unanimous_roll_calls": "left out",
        "seats": "SUN counted as RUS",
        "interval": "Wilson, 95 %",
    }
    return table, _provenance(votes, title, "snapshot_vote_agreement", options)


def dyad_scores_snapshot() -> tuple[pa.Table, Provenance]:
    ties = load(
        "gdelt_dyad_days",
        find("gdelt_dyad_days", DATA, "gdelt-country-day-scores"),
        states=STATES,
    )
    table = snapshot_dyad_scores(ties.table, ties.coverage.stretches, STATES, Period.parse(MONTHS))
    title = Bilingual("GDELTによる国の組の月次得点", "Monthly GDELT scores of pairs of states")
    options = {
        "months": MONTHS,
        "least_covered": "half the days of a month",
        "standardised": "mean per covered day, within the pair, over its months not missing",
    }
    return table, _provenance(ties, title, "snapshot_dyad_scores", options)


@cache
def scores() -> Loaded:
    """Daily scores of all pairs of the world, from which an index learns what all share."""
    return load("gdelt_dyad_days", find("gdelt_dyad_days", DATA, "gdelt-country-day-scores"))


@cache
def index(variant: str = "") -> pa.Table:
    """The relation index of the study's pairs; a variant is named in ``VARIANTS``."""
    parity, chosen = VARIANTS[variant]
    ties, covered = scores().table, scores().coverage.stretches
    if parity is not None:
        odd = pc.bit_wise_and(pc.day(ties["starts"]), 1)
        ties, covered = ties.filter(pc.equal(odd, parity)), _days_of(covered, parity)
    observed = score_observations(ties, covered)
    made = relation(observed, (DAILY_SCORES,), score_coverage(covered), chosen)
    return in_unit_of(index(), made) if variant else made


IN_UNITS = ("mean", "lo", "hi", "sd", "innovation", "innovation_sd", "signal", "signal_sd")


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


def _settings(**given: object) -> Settings:
    return Settings(dyads=tuple(dyads_of(STATES)), **given)  # type: ignore[arg-type]


VARIANTS: dict[str, tuple[int | None, Settings]] = {
    "": (None, _settings()),
    "random_walk": (None, _settings(random_walk=True)),
    "other_sample": (None, _settings(seed=1)),
    "odd_days": (1, _settings()),
    "even_days": (0, _settings()),
}
"""Which days are used (all, odd, even) and the settings, by the name of what is varied."""


def relation_snapshot() -> tuple[pa.Table, Provenance]:
    title = Bilingual(
        "国の組ごとの関係の指数（月次）", "Relation index of pairs of states, monthly"
    )
    said = about(index())
    domain = said["domains"]["all"]
    options = {
        "domain": "all",
        "interval": "90 %",
        "zero": f"{domain['scale']['zero']:.4f}",
        "unit": f"{domain['scale']['unit']:.4f}",
        "persistence": f"{domain['persistence']:.3f}",
        "tail": f"{domain['tail']:.2f}",
        "pairs": str(domain["dyads"]),
        "sample": str(said["sample"]),
        "seed": str(said["seed"]),
    }
    return snapshot_relation(index()), _provenance(scores(), title, "snapshot_relation", options)


def moves_snapshot() -> tuple[pa.Table, Provenance]:
    title = Bilingual("関係の大きな動き", "Large moves of relations")
    options = {"large": "2 units of the index", "least": "0.5"}
    return snapshot_moves(index()), _provenance(scores(), title, "snapshot_moves", options)


def breaks_snapshot() -> tuple[pa.Table, Provenance]:
    title = Bilingual("関係の水準の変化", "Changes of level of relations")
    options = {"hazard": "1/24 a month; half and double beside", "width": "3", "least": "0.5"}
    return snapshot_breaks(index()), _provenance(scores(), title, "snapshot_breaks", options)


def sensitivity_snapshot() -> tuple[pa.Table, Provenance]:
    title = Bilingual("大きな動きの感度", "Sensitivity of the large moves")
    found = {name: index(name) for name in VARIANTS if name}
    options = {"varied": " ".join(found), "unit": "that of relation.csv"}
    table = snapshot_sensitivity(found, snapshot_moves(index()))
    return table, _provenance(scores(), title, "snapshot_sensitivity", options)


def variants_snapshot() -> tuple[pa.Table, Provenance]:
    title = Bilingual("設定を変えた関係の指数", "Relation index under other settings")
    found = {name: index(name) for name in VARIANTS if name}
    options = {"varied": " ".join(found), "dyad": "-".join(FOCUS), "unit": "that of relation.csv"}
    table = snapshot_variants(found, FOCUS)
    return table, _provenance(scores(), title, "snapshot_variants", options)


def trade_snapshot() -> tuple[pa.Table, Provenance]:
    title = Bilingual("貿易の依存（年次）", "Dependence in trade, yearly")
    columns = ("trade_share", "trade_asymmetry", "partners_unknown")
    return _dependence("trade", "cow_trade", title, columns)


def arms_snapshot() -> tuple[pa.Table, Provenance]:
    title = Bilingual("兵器の供給の依存（5年）", "Dependence in arms, five years")
    columns = ("arms_share",)
    return _dependence("arms", "sipri_transfers", title, columns, RECIPIENTS, FIRST_WINDOW)


def memberships_snapshot() -> tuple[pa.Table, Provenance]:
    title = Bilingual("加盟機関の共有（年次）", "Shared memberships, yearly")
    columns = ("memberships_shared", "membership_share", "membership_asymmetry")
    table, made = _dependence("memberships", "cow_igo_shared", title, columns)
    own = load("cow_igo", find("cow_igo", DATA))
    inputs = {**made.inputs, **own.sha256}
    return table, replace(made, inputs=inputs, beside={own.card.name: own.form})


def _dependence(
    of: str,
    dataset: str,
    title: Bilingual,
    columns: Sequence[str],
    of_states: Sequence[str] = STATES,
    first: int = FIRST_DEPENDENCE,
) -> tuple[pa.Table, Provenance]:
    measured = measure_dependence(of, DATA).table
    whole = measured.filter(pc.is_in(measured["a"], pa.array(of_states)))
    table = snapshot_dependence(whole, STATES, columns, first)
    options = {"from": str(first), "measure": f"kankei measure dependence --of {of}"}
    loaded = load(dataset, find(dataset, DATA))
    return table, _provenance(loaded, title, "snapshot_dependence", options)


def _provenance(
    loaded: Loaded, title: Bilingual, function: str, options: dict[str, str]
) -> Provenance:
    own = [stretch for stretches in loaded.coverage.own.values() for stretch in stretches]
    covered = loaded.coverage.stretches or own
    whole = Period(covered[0].start, covered[-1].end)
    gaps = sum(gap.days or 0 for gap in loaded.coverage.gaps)
    return Provenance(
        title=title,
        function=f"kankei.measures.snapshots.{function}",
        dataset=loaded.card.name,
        form=loaded.form,
        citation=loaded.card.citation,
        licence=loaded.card.form(loaded.form).licence,
        inputs=loaded.sha256,
        covered=whole.iso() + (f", {gaps} days missing" if gaps else ""),
        options={"states": " ".join(STATES), **options},
    )


SNAPSHOTS = {
    "vote_agreement": vote_agreement_snapshot,
    "dyad_scores": dyad_scores_snapshot,
    "relation": relation_snapshot,
    "relation_moves": moves_snapshot,
    "relation_breaks": breaks_snapshot,
    "relation_sensitivity": sensitivity_snapshot,
    "relation_variants": variants_snapshot,
    "trade_dependence": trade_snapshot,
    "arms_dependence": arms_snapshot,
    "membership_dependence": memberships_snapshot,
}


def main(names: Sequence[str]) -> None:
    every = SNAPSHOTS | SOURCE_SNAPSHOTS | SYSTEM_SNAPSHOTS
    for name in names or every:
        table, provenance = every[name]()
        write_snapshot(SNAPSHOT, name, table, provenance)
        print(f"{name}.csv: {table.num_rows} rows")


if __name__ == "__main__":
    main(sys.argv[1:])
