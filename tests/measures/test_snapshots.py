"""Snapshots say how they were made, and are made again where the data is."""

from __future__ import annotations

import csv
import hashlib
import tomllib
from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest

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
from tests.datasets.samples import real

from .make_snapshots import SNAPSHOT, SNAPSHOTS, STATES, VARIANTS
from .make_source_snapshots import SOURCE_SNAPSHOTS

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


@pytest.mark.parametrize("name", SNAPSHOTS | SOURCE_SNAPSHOTS)
def test_the_provenance_fits_the_table(name: str) -> None:
    text = (SNAPSHOT / f"{name}.csv").read_text(encoding="utf-8")
    about = tomllib.loads((SNAPSHOT / f"{name}.toml").read_text(encoding="utf-8"))
    rows = list(csv.DictReader(text.splitlines()))
    assert about["sha256"] == hashlib.sha256(text.encode()).hexdigest()
    assert about["rows"] == len(rows)
    assert about["options"]["states"].split() == list(STATES)
    assert all(len(digest) == 64 for digest in about["inputs"].values())


@pytest.mark.parametrize("name", ["vote_agreement", "dyad_scores", "relation"])
def test_every_pair_of_the_states_is_there(name: str) -> None:
    assert len({row["dyad"] for row in kept(name)}) == 28


def test_curves_beside_keep_the_months_of_the_index_and_move_with_it() -> None:
    leading = {(row["dyad"], row["month"]): float(row["mean"]) for row in kept("relation")}
    for name in ("all_sources", "without_unga", "without_ties"):
        rows = [row for row in kept("relation_beside") if row["variant"] == name]
        found = {(row["dyad"], row["month"]): float(row["mean"]) for row in rows}
        assert found.keys() == leading.keys()
        peak = max((value, key) for key, value in found.items() if key[0] == "PRK-RUS")
        assert peak[1][1][:7] == "2023-09"


def test_domains_have_no_row_in_the_gap_and_years_none_beyond_their_sources() -> None:
    assert {row["month"][:4] for row in kept("relation_domains")} == {"2014", "2018"}
    years = kept("relation_years")
    ends = {row["dyad"]: int(row["year"]) for row in years if row["without"] == ""}
    assert ends["JPN-USA"] == 2023 and ends["PRK-RUS"] == 2024
    assert not [row for row in years if row["without"] == "unga" and row["dyad"] == "JPN-USA"]
    assert {row["without"] for row in kept("relation_influence")} == {
        "gdelt",
        "unga",
        "diplomatic_ties",
        "china_visits",
    }


def test_moves_are_those_of_the_index_and_varied_in_each_way() -> None:
    of_month = {(row["dyad"], row["month"]): row["move"] for row in kept("relation")}
    moves = {(row["dyad"], row["month"]): row["move"] for row in kept("relation_moves")}
    assert moves.items() <= of_month.items()
    varied = kept("relation_sensitivity")
    for name in set(VARIANTS) - {""}:
        months = {(row["dyad"], row["month"]) for row in varied if row["variant"] == name}
        assert months == moves.keys()


def test_the_known_meetings_are_found_and_the_change_is_no_accident_of_a_setting() -> None:
    sure = [row for row in kept("relation_moves") if float(row["move_probability"]) > 0.9]
    assert [row["month"][:7] for row in sure if row["dyad"] == "PRK-RUS"] == ["2019-04", "2023-09"]
    assert {row["variant"] for row in kept("relation_variants")} == set(VARIANTS) - {""}


@pytest.mark.parametrize("name", ["relation", "relation_moves", "relation_breaks"])
def test_fitted_snapshots_are_made_again_to_the_last_digits(name: str) -> None:
    real("gdelt-country-day-scores")
    again = list(csv.DictReader(csv_text(SNAPSHOTS[name]()[0]).splitlines()))
    assert len(again) == len(kept(name))
    for here, there in zip(again, kept(name), strict=True):
        found = {name: number(cell) for name, cell in here.items()}
        assert found == {name: close(cell) for name, cell in there.items()}


def kept(name: str) -> list[dict[str, str]]:
    text = (SNAPSHOT / f"{name}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def number(cell: str) -> float | str:
    try:
        return float(cell)
    except ValueError:
        return cell


def close(cell: str) -> object:
    """What a number may differ by in its last digits, because processors round differently."""
    found = number(cell)
    return found if isinstance(found, str) else pytest.approx(found, abs=0.0021, rel=0.001)


@pytest.mark.parametrize(
    ("name", "folder"),
    [
        ("vote_agreement", "unga-votes-cow"),
        ("dyad_scores", "gdelt-country-day-scores"),
        ("trade_dependence", "cow-trade-dyadic"),
        ("arms_dependence", "sipri-tiv-neasia"),
        ("membership_dependence", "cow-igo-memberships"),
    ],
)
def test_snapshots_are_made_again_byte_by_byte(name: str, folder: str, tmp_path: Path) -> None:
    real(folder)
    write_snapshot(tmp_path, name, *SNAPSHOTS[name]())
    for suffix in (".csv", ".toml"):
        again = (tmp_path / f"{name}{suffix}").read_bytes()
        assert again == (SNAPSHOT / f"{name}{suffix}").read_bytes()
    assert len(list(tmp_path.iterdir())) == 2


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
