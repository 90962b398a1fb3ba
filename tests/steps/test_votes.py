"""The steps of votes and order as a report uses them."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kankei.datasets import load
from kankei.measures.ideal_points import with_warnings
from kankei.steps.citing import used_by
from kankei.steps.notes import Notes, noted, read_rows, write_rows
from kankei.steps.order import (
    kappa_ties,
    measure_alliance_similarity,
    measure_blocs,
    measure_concentration,
    measure_poles,
)
from kankei.steps.votes import (
    Votes,
    clusters,
    ideal_point_paths,
    measure_similarity,
    read_votes,
)
from kankei.terms.errors import InputError
from kankei.terms.language import Bilingual

from ..datasets.samples import DATA, real, voeten_row, write_voeten
from ..datasets.test_unga_rollcalls_bridges import write_bridges

CAMPS = {"USA": "east", "JPN": "east", "KOR": "east", "PRK": "west", "CHN": "west", "RUS": "west"}


def two_camps(calls: int = 12) -> pa.Table:
    """Two camps that vote against each other, in two sessions."""
    rows = []
    for session in ("9", "10"):
        for call in range(calls):
            yes = "east" if call % 2 else "west"
            for state, camp in CAMPS.items():
                choice = "yes" if camp == yes else "no"
                where = {"rollcall": f"{session}-{call}", "session": session}
                rows.append({**where, "state": state, "choice": choice})
    return pa.Table.from_pylist(rows)


def test_reading_ties_identical_resolutions_and_says_what_it_did(tmp_path: Path) -> None:
    rows = [
        voeten_row(71005, code, vote, "2016-12-12", rcid=5001) for code, vote in ((2, 3), (731, 1))
    ]
    last = {"day": "2017-12-12", "rcid": 5100}
    rows += [voeten_row(72006, 2, 3, **last), voeten_row(72006, 9, 1, **last)]
    write_bridges(tmp_path, [(5001, 5100), (1, 5001)])
    votes = read_votes(write_voeten(tmp_path, rows))
    assert clusters(votes) == {"resid-71005": "rcid-1", "resid-72006": "rcid-1"}
    assert votes.notes.remarks["rows"].to_pylist() == [1]
    assert votes.notes.left_out["value"].to_pylist() == ["9"]
    assert [item.name for item in votes.notes.used] == ["unga_rollcalls"]
    assert read_votes(tmp_path, bridged=False).bridges is None


def test_a_table_of_ones_own_is_read_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "votes.parquet"
    write_rows(two_camps(), path, Notes())
    assert read_votes(path).table.num_rows == 2 * 12 * len(CAMPS)


texts = st.text(st.characters(categories=("L", "N", "P", "Zs")), min_size=1, max_size=20)


@given(ja=texts, en=texts, rows=st.integers(1, 9))
@settings(max_examples=15, deadline=None)
def test_warnings_survive_both_kinds_of_file(
    tmp_path_factory: pytest.TempPathFactory, ja: str, en: str, rows: int
) -> None:
    folder = tmp_path_factory.mktemp("files")
    found = pa.table({"column": ["c"], "value": ["v"], "what": [en], "rows": [rows]})
    notes = Notes(warnings=(Bilingual(ja, en),), left_out=noted("x", found))
    for name in ("points.csv", "points.parquet"):
        write_rows(pa.table({"n": [1]}), folder / name, notes)
        table, read = read_rows(folder / name)
        assert table["n"].to_pylist() == [1]
        assert read.warnings == notes.warnings


def test_a_result_says_which_data_it_was_made_from(tmp_path: Path) -> None:
    folder = write_voeten(tmp_path, [voeten_row(71005, 2, 3, "2016-12-12")])
    notes = read_votes(folder, bridged=False).notes
    write_rows(pa.table({"n": [1]}), tmp_path / "made.parquet", notes)
    assert used_by(tmp_path / "made.parquet")[0].form == "voeten"


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="xlsx"):
        write_rows(pa.table({"n": [1]}), tmp_path / "made.xlsx", Notes())
    broken = tmp_path / "broken.parquet"
    broken.write_bytes(b"PAR1")
    with pytest.raises(InputError, match="cannot be read"):
        read_rows(broken)


def test_camps_are_blocs_with_certainty_and_sessions_in_their_order() -> None:
    found = measure_blocs(Votes(two_camps(), None, Notes()), draws=8)
    assert found.table["period"].to_pylist() == ["9"] * 6 + ["10"] * 6
    same = found.more["same_bloc"].to_pylist()
    assert {row["period"] for row in same} == {"9", "10"}
    for row in same:
        expected = float(CAMPS[row["a"]] == CAMPS[row["b"]])
        assert (row["same_bloc_probability"], row["draws"]) == (expected, 8)
    chosen = found.more["criteria"].filter(found.more["criteria"]["chosen"])
    assert chosen["blocs"].to_pylist() == [2, 2]
    assert chosen["bloc_criterion"].to_pylist() == [0.0, 0.0]


def test_groups_are_dated_by_regular_sessions_alone() -> None:
    table = two_camps()
    special = table.set_column(1, "session", pa.array(["ES-11"] * table.num_rows))
    assert "groups" not in measure_blocs(Votes(special, None, Notes()), draws=2).more
    found = measure_blocs(Votes(table, None, Notes()), draws=2).more
    years = {day.year for day in found["groups"]["on"].to_pylist()}
    assert years == {1954, 1955}
    names = found["memberships"]["membership"].to_pylist()
    assert len(names) == len(set(names))


def test_no_bloc_without_a_divided_roll_call() -> None:
    table = two_camps()
    alike = table.set_column(3, "choice", pa.array(["yes"] * table.num_rows))
    with pytest.raises(InputError, match="divided roll call"):
        measure_blocs(Votes(alike, None, Notes()), draws=2)


def test_ties_of_votes_have_the_sign_of_kappa_and_none_where_it_is_missing() -> None:
    similar = measure_similarity(Votes(two_camps(), None, Notes())).table
    ties = kappa_ties(similar)
    assert ties.num_rows == similar.num_rows
    values = {frozenset((row["a"], row["b"])): row["value"] for row in ties.to_pylist()}
    assert values[frozenset(("USA", "JPN"))] == 1 and values[frozenset(("USA", "PRK"))] < 0
    same = pa.table({"rollcall": ["a"] * 2, "session": ["1"] * 2, "state": ["USA", "JPN"]})
    alike = same.append_column("choice", pa.array(["yes"] * 2))
    assert kappa_ties(measure_similarity(Votes(alike, None, Notes())).table).num_rows == 0


def points() -> pa.Table:
    rows = [
        {"state": 2, "session": 45, "mean": 2.5, "sd": 0.1, "actor": "USA"},
        {"state": 365, "session": 45, "mean": -0.5, "sd": 0.1, "actor": "SUN"},
        {"state": 365, "session": 46, "mean": 0.6, "sd": 0.1, "actor": "RUS"},
        {"state": 2, "session": 46, "mean": 2.5, "sd": 0.1, "actor": "USA"},
        {"state": 740, "session": 46, "mean": 1.0, "sd": 0.1, "actor": "JPN"},
    ]
    more = [{"q05": row["mean"] - 0.2, "q95": row["mean"] + 0.2, "n_votes": 9} for row in rows]
    table = pa.Table.from_pylist([{**a, **b} for a, b in zip(rows, more, strict=True)])
    return with_warnings(table, (Bilingual("粗い", "rough"),))


def test_poles_take_ideal_points_as_they_come_with_a_successor_in_one_pole() -> None:
    found = measure_poles(points(), [["USA"], ["SUN", "RUS"]])
    assert found.table["pole_position"].to_pylist() == [2.5, -0.5, 2.5, 0.6]
    near = found.more["states"].to_pylist()
    japan = {row["pole"]: round(row["pole_distance"], 2) for row in near if row["state"] == "JPN"}
    assert japan == {"USA": 1.5, "RUS": 0.4}


def test_paths_of_chosen_states_keep_their_intervals_and_warnings() -> None:
    paths = ideal_point_paths(points(), ["RUS", "SUN", "USA"])
    assert paths["actor"].to_pylist() == ["RUS", "SUN", "USA", "USA"]
    assert paths["q05"].to_pylist() == pytest.approx([0.4, -0.7, 2.3, 2.3])
    assert paths.schema.metadata[b"warnings.en"] == b"rough"


def test_concentration_of_the_major_powers_1946_to_2022() -> None:
    """CON of the COW major powers on CINC (NMC 7.0), computed before and independently."""
    found = measure_concentration(real("peacesciencer"))
    cinc = found.table.filter(pc.equal(found.table["field"], "cinc")).to_pylist()
    con = {row["year"]: (row["states"], round(row["concentration_con"], 3)) for row in cinc}
    expected = {1946: (4, 0.452), 1950: (5, 0.332), 1970: (5, 0.322), 1990: (5, 0.305)}
    expected |= {2000: (7, 0.333), 2010: (7, 0.423), 2016: (7, 0.462)}
    assert {year: con[year] for year in expected} == expected
    assert sorted(con) == list(range(1946, 2023))
    assert "2016" in found.notes.warnings[0].en
    both = {row["field"] for row in found.table.to_pylist() if row["year"] == 1991}
    assert both == {"cinc", "military_expenditure"}


def test_gdp_is_missing_with_the_reason_where_a_power_has_none() -> None:
    folder = real("peacesciencer")
    found = measure_concentration(folder, gdp=real("imf-weo-vintages"), since=1990)
    rows = {(row["year"], row["field"]): row for row in found.table.to_pylist()}
    assert rows[1991, "gdp_usd_billion"]["missing"] == "value-of-a-power-missing"
    assert rows[1991, "gdp_usd_billion"]["concentration_con"] is None
    assert rows[2010, "gdp_usd_billion"]["largest"] == "USA"
    with pytest.raises(InputError, match="military_expenditure"):
        measure_concentration(folder, indices=["prestige"])


def test_alliances_are_compared_only_where_they_are_known() -> None:
    trio = ["KOR", "PRK", "USA"]
    found = measure_alliance_similarity(real("peacesciencer"), states=trio, since=2010)
    years = sorted(set(found.table["period"].cast(pa.string()).to_pylist()))
    assert years == [str(year) for year in range(2010, 2019)]
    last = {(row["a"], row["b"]): row for row in found.table.to_pylist()[-3:]}
    assert last["KOR", "USA"]["similarity_s"] > last["KOR", "PRK"]["similarity_s"] - 1
    assert last["KOR", "USA"]["similarity_s_weighted"] is not None


def test_the_votes_of_april_2020_come_through_the_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bailey, Strezhnev and Voeten: 870,109 rows with the two of Fiji, 955 bridges."""
    monkeypatch.delenv("KANKEI_DATA", raising=False)
    folder = real("unga-unvotes")
    votes = read_votes(folder)
    assert votes.table.num_rows == 870_109
    assert {item.key: item.values for item in votes.notes.mended}["membership"] == 2
    assert votes.bridges is not None and votes.bridges.num_rows == 955
    assert load("unga_rollcalls", DATA / "unga-unvotes").table.num_rows == 870_107
