"""Makes the snapshots of the flagship study from the open data.

Run with ``python -m tests.measures.make_snapshots`` where ``KANKEI_DATA`` (or ``../shared/data``)
holds the data; ``test_snapshots.py`` makes them again and compares.
"""

from __future__ import annotations

import os
from pathlib import Path

import pyarrow as pa

from kankei.datasets import Loaded, find, load
from kankei.measures.snapshots import (
    Provenance,
    snapshot_dyad_scores,
    snapshot_vote_agreement,
    write_snapshot,
)
from kankei.terms.language import Bilingual
from kankei.terms.period import Period

ROOT = Path(__file__).parent.parent.parent
DATA = Path(os.environ.get("KANKEI_DATA", ROOT.parent / "shared" / "data"))
SNAPSHOT = ROOT / "studies" / "northeast-asia" / "snapshot"
STATES = ("CHN", "JPN", "KOR", "MNG", "PRK", "RUS", "UKR", "USA")
FIRST_YEAR, LAST_YEAR = 1991, 2024
MONTHS = "2018-01/2024-02"
SEATS = {"SUN": "RUS"}


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


def _provenance(
    loaded: Loaded, title: Bilingual, function: str, options: dict[str, str]
) -> Provenance:
    covered = loaded.coverage.stretches
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
}


def main() -> None:
    for name, make in SNAPSHOTS.items():
        table, provenance = make()
        write_snapshot(SNAPSHOT, name, table, provenance)
        print(f"{name}.csv: {table.num_rows} rows")


if __name__ == "__main__":
    main()
