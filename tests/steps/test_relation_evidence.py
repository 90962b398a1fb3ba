"""Several sources of one relation: each within its coverage, and each left out in turn."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from kankei.datasets import DATASETS
from kankei.measures.relation import Settings
from kankei.steps.relation_evidence import Sources, read_sources
from kankei.steps.relation_ties import read_ties, tie_rules
from kankei.steps.relations import measure_relation
from kankei.terms.errors import InputError
from kankei.terms.period import Period
from tests.datasets.samples import real

STATES = ("CHN", "JPN", "KOR", "MNG", "PRK", "RUS", "UKR", "USA")


@pytest.fixture(scope="module")
def ties(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Diplomatic relations of both Koreas in the layout of the table, 2015 to 2023."""
    folder = tmp_path_factory.mktemp("kdiplo")
    rows = [
        {"iso3c": other, "south_north": korea, "year": year, "diplomatic_ties": held}
        for year in range(2015, 2024)
        for korea, others in (("North Korea", ("CHN", "RUS", "MNG")), ("South Korea", STATES[:2]))
        for other in (*others, "UKR")
        for held in [int(not (other == "UKR" and korea == "North Korea" and year == 2023))]
    ]
    table = pa.Table.from_pylist(rows)
    table = table.set_column(2, "year", table["year"].cast(pa.int64()))
    for name in ("date", "cut_date", "reestablish_date"):
        table = table.append_column(name, pa.nulls(len(rows), pa.int64()))
    pq.write_table(table, folder / "diplomatic_ties.parquet")
    return folder


@pytest.fixture(scope="module")
def points(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ideal points of sessions 70 to 78 (2015 to 2023): Russia drifts towards North Korea."""
    random = np.random.default_rng(5)
    rows = [
        {"actor": state, "session": str(session), "mean": float(at), "sd": 0.1}
        for place, state in enumerate(STATES)
        for session in range(70, 79)
        for at in [place / 4 + random.normal(0, 0.1) - (state == "RUS") * (session - 78) / 8]
    ]
    path = tmp_path_factory.mktemp("points") / "points.parquet"
    pq.write_table(pa.Table.from_pylist(rows), path)
    return path


def test_rules_name_data_sets_and_their_own_kinds() -> None:
    known = {dataset.name for dataset in DATASETS}
    assert {rule.dataset for rule in tie_rules()} <= known
    for rule in tie_rules():
        assert rule.sign in (1, -1) and (rule.levels or rule.counted)
        assert all(level > 0 for level in {**rule.levels, **rule.counted}.values())


def test_each_source_speaks_within_its_coverage_and_its_domain(ties: Path, points: Path) -> None:
    given = Sources((), points, (f"diplomatic_ties={ties}",))
    found = read_sources(given, Period.parse("2016/2023"))
    told = {row["source"]: row for row in found.sources().to_pylist()}
    assert {row["domain"] for row in told.values()} == {"political"}
    assert told["unga"]["first"] == date(2016, 12, 1) and told["unga"]["last"] == date(2023, 12, 1)
    assert told["diplomatic_ties"]["pairs"] == 7
    rows = found.observations.to_pylist()
    assert {row["month"].year for row in rows} == set(range(2016, 2024))
    broken = [r for r in rows if (r["a"], r["b"]) == ("PRK", "UKR") and r["value"] == 0.0]
    assert {row["month"].year for row in broken if row["indicator"] != "ideal_point_nearness"} == {
        2023
    }


def test_the_curves_without_each_source_stand_beside(ties: Path, points: Path) -> None:
    chosen = Settings(dyads=(("JPN", "USA"), ("PRK", "RUS")), sample=12)
    measured = measure_relation(
        (),
        chosen,
        votes=points,
        ties=(f"diplomatic_ties={ties}",),
        period=Period.parse("2018/2023"),
    )
    assert set(measured.more) == {"sources", "without", "influence"}
    without = measured.more["without"].to_pylist()
    assert {row["without"] for row in without} == {"", "unga", "diplomatic_ties"}
    assert not [r for r in without if r["without"] == "unga" and r["a"] == "JPN"]
    curve = [row for row in measured.table.to_pylist() if row["a"] == "PRK"]
    assert curve[-1]["mean"] > curve[0]["mean"]
    assert all(row["lo"] < row["mean"] < row["hi"] for row in curve)
    japan = [row["month"] for row in measured.table.to_pylist() if row["a"] == "JPN"]
    assert (min(japan), max(japan)) == (date(2018, 12, 1), date(2023, 12, 1))


def test_bad_input_is_refused_by_name(ties: Path, points: Path) -> None:
    with pytest.raises(InputError, match="no source"):
        read_sources(Sources())
    with pytest.raises(InputError, match=r"cow_trade.*diplomatic_ties"):
        read_ties("cow_trade")
    with pytest.raises(InputError, match="no source covers a month"):
        read_sources(Sources((), points), Period.parse("1950/1951"))


def test_alliances_and_disputes_of_the_real_tables() -> None:
    folder = real("peacesciencer")
    given = Sources((), None, (f"atop_alliances={folder}", f"cow_disputes={folder}"))
    found = read_sources(given, Period.parse("2013/2019"))
    told = {row["indicator"]: row for row in found.sources().to_pylist()}
    assert told["alliance_tier"]["last"] == date(2018, 12, 1)
    assert told["dispute_hostility"]["last"] == date(2014, 12, 1)
    rows = found.observations.to_pylist()
    tier = {
        (row["a"], row["b"]): row["value"]
        for row in rows
        if row["indicator"] == "alliance_tier" and row["month"] == date(2015, 1, 1)
    }
    assert tier["CHN", "PRK"] == tier["JPN", "USA"] == tier["KOR", "USA"] == 2
    assert tier["RUS", "UKR"] == tier["KOR", "PRK"] == 0
