"""Snapshots are written with fixed decimals, and say how they were made."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pyarrow as pa

from kankei.measures.snapshots import (
    Provenance,
    csv_text,
    provenance_text,
    snapshot_dyad_scores,
    snapshot_vote_agreement,
    write_snapshot,
)
from kankei.terms.language import Bilingual
from kankei.terms.period import Period

ABOUT = Provenance(
    title=Bilingual("表", 'a "table"'),
    function="f",
    dataset="d",
    form="k",
    citation="C",
    licence=Bilingual("L", "L"),
    inputs={"votes.parquet": "0" * 64},
    covered="2024",
    options={"by": "year"},
)


def test_years_outside_the_coverage_are_missing_and_cut_years_marked() -> None:
    votes = pa.table(
        {
            "rollcall": ["1", "1"],
            "state": ["PRK", "RUS"],
            "choice": ["yes", "no"],
            "held": [date(2023, 12, 4)] * 2,
        }
    )
    covered = [Period.parse("2022-01-01/2023-12-10")]
    rows = snapshot_vote_agreement(votes, covered, ["PRK", "RUS"], 2021, 2023).to_pylist()
    assert [(row["missing"], row["partial"]) for row in rows] == [
        ("outside-coverage", 0),
        ("no-common-vote", 0),
        ("", 1),
    ]
    assert rows[0]["votes_common"] is None


def test_pairs_are_named_by_their_codes() -> None:
    ties = pa.table({"a": ["PRK"], "b": ["RUS"], "starts": [date(2024, 1, 1)], "value": [1.0]})
    january = Period.parse("2024-01")
    table = snapshot_dyad_scores(ties, [january], ["RUS", "PRK"], january)
    assert table.column_names[:2] == ["dyad", "month"]
    assert table["dyad"].to_pylist() == ["PRK-RUS"]


def test_decimals_are_fixed_and_zero_has_no_sign() -> None:
    table = pa.table({"gdelt_score_z": [-0.00001, 0.5, None], "days": [1, 2, 3]})
    assert csv_text(table) == "gdelt_score_z,days\n0.0000,1\n0.5000,2\n,3\n"


def test_the_sibling_is_toml_and_escapes_what_it_quotes() -> None:
    parsed = tomllib.loads(provenance_text("x", "a\n1\n", ABOUT))
    assert parsed["title"]["en"] == 'a "table"'
    assert parsed["rows"] == 1
    assert parsed["table"] == "x.csv"


def test_both_files_are_written_whole(tmp_path: Path) -> None:
    write_snapshot(tmp_path, "x", pa.table({"days": [1]}), ABOUT)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["x.csv", "x.toml"]
