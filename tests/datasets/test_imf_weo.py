"""Editions of the Outlook: forecasts are marked, and North Korea is missing with the reason."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kankei.datasets import load
from kankei.terms.errors import DatasetError

from .samples import real, write_weo

RUSSIA = ["RUS", "NGDP_RPCH", "-1.201", "3.585", "3.163", "2022"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "latin-1"])
def test_the_publishers_file_in_its_encodings(tmp_path: Path, encoding: str) -> None:
    loaded = load("imf_weo", write_weo(tmp_path, [RUSSIA], encoding))
    assert loaded.form == "weo-by-countries"
    found = [
        (row["starts"].year, row["value"], row["estimate"]) for row in loaded.table.to_pylist()
    ]
    assert found == [(2022, -1.201, False), (2023, 3.585, True), (2024, 3.163, True)]
    row = loaded.table.to_pylist()[0]
    assert (row["field"], row["unit"], row["edition"], row["last_actual"]) == (
        "gdp_growth_percent",
        "percent",
        "2024-04",
        2022,
    )


def test_the_last_line_of_the_file_is_a_counted_rejection(tmp_path: Path) -> None:
    loaded = load("imf_weo", write_weo(tmp_path, [RUSSIA]))
    assert loaded.rejections["what"].to_pylist() == ["the row has 1 cells, the header 13"]


def test_cells_without_a_number_are_missing_or_counted_and_never_zero(tmp_path: Path) -> None:
    rows = [["JPN", "LUR", "2.6", "n/a", "--", "2022"], ["JPN", "LP", "1,234.5", "", "1", ""]]
    loaded = load("imf_weo", write_weo(tmp_path, rows))
    table = {(row["concept"], row["starts"].year): row for row in loaded.table.to_pylist()}
    assert table["LUR", 2023]["value"] is None
    assert table["LUR", 2023]["missing"] == "not available in the edition"
    assert ("LUR", 2024) not in table
    assert table["LP", 2022]["value"] == 1234.5
    assert table["LP", 2022]["estimate"] is None
    assert ("--", "not a number") in {
        (row["value"], row["what"]) for row in loaded.rejections.to_pylist()
    }


def test_unknown_economies_and_indicators_are_counted(tmp_path: Path) -> None:
    rows = [["UVK", "LP", "1", "1", "1", ""], ["QQQ", "LP", "1", "1", "1", ""]]
    rows.append(["JPN", "GGR", "1", "1", "1", ""])
    loaded = load("imf_weo", write_weo(tmp_path, rows))
    assert set(loaded.table["subject"].to_pylist()) == {"XKX"}
    counted = {(row["value"], row["rows"]) for row in loaded.rejections.to_pylist()}
    assert {("QQQ", 3), ("GGR", 3)} <= counted


def test_an_edition_must_be_known(tmp_path: Path) -> None:
    write_weo(tmp_path, [RUSSIA], name="weo-countries-all.tsv")
    with pytest.raises(DatasetError, match="edition="):
        load("imf_weo", tmp_path)
    assert load("imf_weo", tmp_path, edition="2024-04").table.num_rows == 3


def test_an_edition_may_not_contradict_the_file(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="and not of 2023-10"):
        load("imf_weo", write_weo(tmp_path, [RUSSIA]), edition="2023-10")


def test_values_are_compared_with_the_published_ones(tmp_path: Path) -> None:
    wrong = ["RUS", "NGDP_RPCH", "1.201", "3.585", "3.163", "2022"]
    with pytest.raises(DatasetError, match=r"asserts -1\.201"):
        load("imf_weo", write_weo(tmp_path, [wrong]))


def test_real_editions() -> None:
    loaded = load("imf_weo", real("imf-weo-vintages"))
    assert loaded.pinned
    rejected = sum(loaded.rejections["rows"].to_pylist())
    assert loaded.table.num_rows + rejected == 1008608
    assert set(loaded.rejections["what"].to_pylist()) == {"a group of countries, no single economy"}
    one = load("imf_weo", real("imf-weo-vintages"), edition="2024-04").table.to_pandas()
    assert set(one.edition) == {"2024-04"}
    growth = one[(one.subject == "RUS") & (one.field == "gdp_growth_percent")]
    estimate = growth.set_index("starts").estimate
    assert not estimate[date(2022, 1, 1)]
    assert estimate[date(2023, 1, 1)]


def test_numbered_economies_are_those_of_the_newest_edition() -> None:
    """AND, PRI, TUV and Kosovo have no ISO code in nine editions; the tenth names them."""
    loaded = load("imf_weo", real("imf-weo-vintages"))
    names = ["subject", "edition", "concept", "starts", "value"]
    rows = loaded.table.select(names).to_pandas()
    for subject in ("AND", "PRI", "TUV", "XKX"):
        part = rows[(rows.subject == subject) & (rows.concept == "LP")]
        by_edition = part.pivot(index="starts", columns="edition", values="value")
        both = by_edition[["2025-04", "2025-10"]].dropna()
        assert len(both) > 10
        assert (abs(both["2025-04"] / both["2025-10"] - 1) < 0.12).all()
