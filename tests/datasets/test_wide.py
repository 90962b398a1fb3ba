"""The rules that every wide table is read by, on made-up rows and as properties."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kankei.datasets import DATASETS, card, find, load
from kankei.datasets.wide import ITSELF, NEEDED, OTHER_VALUE, REPEATED, UNKNOWN, read
from kankei.terms.errors import DatasetError
from kankei.terms.state import read_states

from .layouts import Row, laid, refused, rows_of

CODES = (2, 200, 365, 710, 731, 732, 740, 999)
FLOWS = st.none() | st.integers(0, 10_000).map(float)


def pair(ccode1: int, ccode2: int, year: int = 2000, **cells: object) -> dict[str, object]:
    return {"ccode1": ccode1, "ccode2": ccode2, "year": year, **cells}


def test_every_quantity_of_a_row_becomes_a_row(tmp_path: Path) -> None:
    loaded = laid(tmp_path, "cow_trade", [pair(710, 731, 2014, flow1=2845.0, flow2=3883.0)])
    found = {(row["a"], row["b"], row["kind"]): row["value"] for row in rows_of(loaded)}
    assert found["CHN", "PRK", "imports"] == 2845.0
    assert found["PRK", "CHN", "imports"] == 3883.0
    assert found["CHN", "PRK", "imports_smoothed"] is None
    assert {row["directed"] for row in rows_of(loaded)} == {True}


def test_an_empty_cell_is_missing_with_the_reason(tmp_path: Path) -> None:
    loaded = laid(tmp_path, "cow_trade", [pair(710, 731, flow1=0.0)])
    found = {row["a"]: row for row in rows_of(loaded) if row["kind"] == "imports"}
    assert (found["CHN"]["value"], found["CHN"]["missing"]) == (0.0, None)
    assert found["PRK"]["value"] is None and "-9" in found["PRK"]["missing"]


def test_unknown_codes_and_pairs_with_oneself_are_counted(tmp_path: Path) -> None:
    rows = [pair(999, 2), pair(2, 999), pair(2, 999, 2001), pair(2, 2), pair(2, 731)]
    loaded = laid(tmp_path, "cow_igo_shared", rows)
    assert loaded.table.num_rows == 1
    assert refused(loaded) == [
        ("ccode1", "999", UNKNOWN),
        ("ccode2", "999", UNKNOWN),
        ("ccode2", "USA", ITSELF),
    ]
    assert loaded.rejections["rows"].to_pylist() == [1, 2, 1]
    assert loaded.rejections["row"].to_pylist() == [2, 3, 5]


def test_a_row_without_a_cell_it_needs_is_counted(tmp_path: Path) -> None:
    loaded = laid(tmp_path, "cow_disputes", [pair(2, 731), pair(2, 731, dispnum=1)])
    assert refused(loaded) == [("dispnum", "", NEEDED)]
    assert {row["dispute"] for row in rows_of(loaded)} == {1}


def test_equal_rows_are_kept_once_and_others_counted(tmp_path: Path) -> None:
    """Germany stands under COW 255 and 260 in 1990; the fuller row is kept."""
    rows: list[Row] = [
        {"ccode": 255, "year": 1990, "imports": None, "exports": 2.0},
        {"ccode": 260, "year": 1990, "imports": 1.0, "exports": 2.0},
        {"ccode": 731, "year": 1990, "imports": 5.0, "exports": 6.0},
        {"ccode": 731, "year": 1990, "imports": 5.0, "exports": 6.0},
    ]
    loaded = laid(tmp_path, "cow_trade_national", rows)
    assert loaded.repairs == {REPEATED: 1}
    assert refused(loaded) == [("ccode", "DEU", OTHER_VALUE)]
    values = {(r["subject"], r["field"]): r["value"] for r in rows_of(loaded)}
    assert values == {
        ("DEU", "imports"): 1.0,
        ("DEU", "exports"): 2.0,
        ("PRK", "imports"): 5.0,
        ("PRK", "exports"): 6.0,
    }


@pytest.mark.parametrize(
    ("code", "year", "state"),
    [
        (365, 1985, "SUN"),
        (365, 1991, "SUN"),
        (365, 1992, "RUS"),
        (345, 1980, "YUG"),
        (816, 1950, "VNM"),
    ],
)
def test_a_code_is_the_state_that_held_it(tmp_path: Path, code: int, year: int, state: str) -> None:
    loaded = laid(tmp_path, "cow_capabilities", [{"ccode": code, "year": year, "cinc": 0.1}])
    assert {row["subject"] for row in rows_of(loaded)} == {state}


def test_a_choice_of_states_leaves_others_out_uncounted(tmp_path: Path) -> None:
    laid(tmp_path, "cow_igo_shared", [pair(2, 731, dyadigos=3), pair(2, 740, dyadigos=4)])
    chosen = load("cow_igo_shared", tmp_path, states=("USA", "PRK"))
    assert [row["value"] for row in rows_of(chosen)] == [3.0]
    assert chosen.rejections.num_rows == 0


def test_a_changed_column_names_the_column_and_the_card(tmp_path: Path) -> None:
    laid(tmp_path, "atop_alliances", [pair(2, 732)])
    path = tmp_path / "atop_alliance.parquet"
    table = pq.read_table(path)
    renamed = table.rename_columns(
        [n.replace("atop_consul", "atop_consult") for n in table.column_names]
    )
    pq.write_table(renamed, path)
    with pytest.raises(DatasetError) as caught:
        load("atop_alliances", tmp_path)
    assert "atop_consult" in str(caught.value) and "column atop_consul:" in str(caught.value)
    assert "atop_alliances.toml" in str(caught.value)


def test_a_column_of_another_type_names_the_column_and_the_card(tmp_path: Path) -> None:
    columns = {"ccode1": ["x"], "ccode2": [2], "year": [2000], "dyadigos": [1]}
    pq.write_table(pa.table(columns), tmp_path / "cow_igo_ndy.parquet")
    with pytest.raises(DatasetError, match=r"ccode1.*cow_igo_shared\.toml"):
        load("cow_igo_shared", tmp_path)


def test_a_table_without_rows_is_an_empty_data_set(tmp_path: Path) -> None:
    assert laid(tmp_path, "cow_trade", []).table.num_rows == 0


def test_a_table_lies_in_the_folder_that_the_card_names(tmp_path: Path) -> None:
    folder = tmp_path / "peacesciencer"
    folder.mkdir()
    laid(folder, "cow_disputes", [pair(2, 731, dispnum=1)], form="gml-mid-disputes")
    assert find("cow_disputes", tmp_path) == folder
    assert load("cow_disputes", folder, states=()).form == "gml-mid-disputes"


def test_what_is_measured_is_told_in_both_languages() -> None:
    for name in ("cow_capabilities", "cow_disputes", "unsc_meetings", "ucdp_dyads"):
        assert all(row["ja"] and row["unit"] for row in card(name).tables["quantities"])
        assert all(row["why"] and row["why_ja"] for row in card(name).tables.get("marks", ()))


PAIRS = st.tuples(st.sampled_from(CODES), st.sampled_from(CODES)).filter(lambda p: p[0] <= p[1])


@settings(max_examples=20, deadline=None)
@given(
    st.dictionaries(st.tuples(PAIRS, st.integers(1950, 1953)), st.tuples(FLOWS, FLOWS), max_size=12)
)
def test_no_row_is_lost_and_missing_is_never_zero(
    flows: dict[tuple[tuple[int, int], int], tuple[float | None, float | None]],
) -> None:
    rows = [
        pair(*states, year, flow1=one, flow2=other)
        for (states, year), (one, other) in flows.items()
    ]
    with tempfile.TemporaryDirectory() as folder:
        loaded = laid(Path(folder), "cow_trade", rows)
    imports = [row for row in rows_of(loaded) if row["kind"] == "imports"]
    rejected = sum(loaded.rejections["rows"].to_pylist())
    assert len(imports) == 2 * (len(rows) - rejected)
    assert rejected == sum(999 in states or len(set(states)) == 1 for states, _ in flows)
    assert all((row["value"] is None) == (row["missing"] is not None) for row in imports)
    assert {row["value"] for row in imports} <= {flow for both in flows.values() for flow in both}
    assert all(row["ends"] == date(row["starts"].year + 1, 1, 1) for row in imports)


def test_covered_subjects_and_seats_are_known_to_the_register() -> None:
    known = {state.id for state in read_states()} | {"UNSC"}
    for about in (card(dataset.name) for dataset in DATASETS if dataset.read is read):
        for form in about.forms:
            assert set(form.subjects) <= known, about.name
            assert {row["state"] for row in about.rows("seats", form.key)} <= known, about.name
