"""The snapshot of the flagship study: what `kankei measure snapshot` writes, and what it shows."""

from __future__ import annotations

import csv
import hashlib
import io
import shutil
import tomllib
from dataclasses import replace
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from kankei.answers.sections.limits import TABLES
from kankei.measures.order import frustration
from kankei.measures.snapshot_order import snapshot_same_bloc, snapshot_signed_order
from kankei.measures.snapshots import csv_text
from kankei.steps.order import measure_blocs
from kankei.steps.snapshots import RECIPES, list_snapshot, make_snapshot
from kankei.steps.snapshots.plan import plan_of
from kankei.steps.snapshots.recipe import shown
from kankei.steps.snapshots.relations import VARIED
from kankei.steps.votes import read_votes
from kankei.study import read_study
from tests.datasets.samples import DATA, ROOT, real

FLAGSHIP = ROOT / "studies" / "northeast-asia"
SNAPSHOT = FLAGSHIP / "snapshot"
NAMES = [recipe.name for recipe in RECIPES]
PLAN = plan_of(read_study(FLAGSHIP))
QUICK = {
    "vote_agreement": ("unga-votes-cow",),
    "dyad_scores": ("gdelt-country-day-scores",),
    "trade_dependence": ("cow-trade-dyadic",),
    "arms_dependence": ("sipri-tiv-neasia",),
    "membership_dependence": ("peacesciencer", "cow-igo-memberships"),
    "concentration": ("peacesciencer", "imf-weo-vintages"),
    "term_use": ("ungd-speeches", "kcna"),
    "term_passages": ("ungd-speeches", "kcna"),
}
"""Those made in seconds, with the folders that they need."""
FITTED = ("relation", "relation_moves", "relation_breaks")


def kept(name: str, folder: Path = SNAPSHOT) -> list[dict[str, str]]:
    text = (folder / f"{name}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.fixture(scope="module")
def again(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The snapshot of a study with the settings of the flagship, as far as made in seconds."""
    study = tmp_path_factory.mktemp("again")
    shutil.copy(FLAGSHIP / "study.toml", study / "study.toml")
    make_snapshot(read_study(study), DATA, [*QUICK, *FITTED])
    return study / "snapshot"


def test_every_table_has_a_title_a_section_and_a_file() -> None:
    assert list(shown()) == NAMES
    assert sorted(NAMES) == sorted(name for names in TABLES.values() for name in names)
    assert sorted(NAMES) == sorted(path.stem for path in SNAPSHOT.glob("*.csv"))


@pytest.mark.parametrize("name", NAMES)
def test_the_provenance_fits_the_table(name: str) -> None:
    content = (SNAPSHOT / f"{name}.csv").read_bytes()
    about = tomllib.loads((SNAPSHOT / f"{name}.toml").read_text(encoding="utf-8"))
    assert about["sha256"] == hashlib.sha256(content).hexdigest()
    assert about["rows"] == len(kept(name)) > 0
    assert about["options"]["states"].split() in (list(PLAN.states), list(PLAN.region))
    assert all(len(digest) == 64 for digest in about["inputs"].values())


@pytest.mark.parametrize("name", QUICK)
def test_quick_tables_are_made_again_byte_by_byte(name: str, again: Path) -> None:
    for folder in QUICK[name]:
        real(folder)
    for suffix in (".csv", ".toml"):
        made = (again / f"{name}{suffix}").read_bytes()
        assert made == (SNAPSHOT / f"{name}{suffix}").read_bytes()


def test_fitted_tables_are_made_again_to_the_last_digits(again: Path) -> None:
    real("gdelt-country-day-scores")
    for name in FITTED:
        found, there = kept(name, again), kept(name)
        assert len(found) == len(there)
        for one, other in zip(found, there, strict=True):
            assert {n: number(x) for n, x in one.items()} == {n: close(x) for n, x in other.items()}


def test_nothing_has_to_be_made_again_where_the_data_are_those_of_the_flagship() -> None:
    for folder in ("unga-votes-cow", "gdelt-country-day-scores", "kdiplo", "tkg-icews14"):
        real(folder)
    states = {item.name: item.state for item in list_snapshot(read_study(FLAGSHIP), DATA)}
    assert set(states.values()) <= {"kept", "lacking"}, states


def number(cell: str) -> float | str:
    try:
        return float(cell)
    except ValueError:
        return cell


def close(cell: str) -> object:
    """What a number may differ by in its last digits, because processors round differently."""
    found = number(cell)
    return found if isinstance(found, str) else pytest.approx(found, abs=0.0021, rel=0.001)


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
    left_out = {row["without"] for row in kept("relation_influence")}
    assert left_out == {"gdelt", "unga", "diplomatic_ties", "china_visits"}


def test_moves_are_those_of_the_index_and_varied_in_each_way() -> None:
    of_month = {(row["dyad"], row["month"]): row["move"] for row in kept("relation")}
    moves = {(row["dyad"], row["month"]): row["move"] for row in kept("relation_moves")}
    assert moves.items() <= of_month.items()
    varied = kept("relation_sensitivity")
    for name in VARIED:
        months = {(row["dyad"], row["month"]) for row in varied if row["variant"] == name}
        assert months == moves.keys()


def test_the_known_meetings_are_found_and_the_change_is_no_accident_of_a_setting() -> None:
    sure = [row for row in kept("relation_moves") if float(row["move_probability"]) > 0.9]
    assert [row["month"][:7] for row in sure if row["dyad"] == "PRK-RUS"] == ["2019-04", "2023-09"]
    assert {row["variant"] for row in kept("relation_variants")} == set(VARIED)


def test_blocs_of_the_newest_session_are_made_again() -> None:
    votes = read_votes(real("unga-votes-cow"))
    sessions = votes.table["session"].cast(pa.string())
    newest = replace(votes, table=votes.table.filter(pc.equal(sessions, "78")))
    chosen, network = PLAN.chosen, (*PLAN.region, *PLAN.beside)
    again = measure_blocs(newest, states=network, draws=chosen.draws, seed=chosen.seed)
    pairs = snapshot_same_bloc(again.more["same_bloc"], PLAN.region)
    wanted = [row for row in kept("same_bloc") if row["session"] == "78"]
    assert list(csv.DictReader(csv_text(pairs).splitlines())) == wanted
    found = frustration(again.more["ties"], certified=True)
    order = snapshot_signed_order(found.table, again.more["criteria"])
    assert list(csv.DictReader(csv_text(order).splitlines())) == kept("signed_order")[-1:]


def test_ideal_points_are_those_of_the_published_series() -> None:
    """Edition of July 2025, the family on the same votes (Bailey, Strezhnev and Voeten 2017)."""
    folder = real("ideal-points")
    table = pq.read_table(folder / "idealpoints_July2025.parquet")
    columns = (table[name].to_pylist() for name in ("iso3c", "year", "idealpointlegacy"))
    published = {(s, y): v for s, y, v in zip(*columns, strict=True) if v is not None and v == v}
    both = []
    for row in kept("ideal_points"):
        key = "RUS" if row["state"] == "SUN" else row["state"], int(row["session"]) + 1945
        if key in published:
            both.append((float(row["mean"]), published[key]))
    assert len(both) > 700
    assert np.corrcoef(np.array(both).T)[0, 1] > 0.995


def test_every_frustration_is_proven_twice_and_fits_its_bounds() -> None:
    rows = [row for row in kept("signed_order") if not row["missing"]]
    assert len(rows) == 77
    for row in rows:
        assert row["proven"] == "1"
        assert row["bound"] == row["frustration_ties"]
        assert int(row["certified_bound"]) <= int(row["frustration_ties"])
        share = int(row["frustration_ties"]) / int(row["ties"])
        assert float(row["frustrated_share"]) == pytest.approx(share, abs=1e-4)


def test_concentration_follows_from_its_own_columns() -> None:
    for row in (row for row in kept("concentration") if not row["missing"]):
        hhi, states = float(row["concentration_hhi"]), int(row["states"])
        con = ((hhi - 1 / states) / (1 - 1 / states)) ** 0.5
        assert float(row["concentration_con"]) == pytest.approx(con, abs=2e-3)
        assert float(row["effective_number"]) == pytest.approx(1 / hhi, abs=2e-2)
        assert len(row["members"].split()) == states
        assert row["largest"] in row["members"].split()
