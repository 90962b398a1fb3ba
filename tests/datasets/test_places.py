"""Data is found under the data folder first, then in the cache."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kankei.datasets import DATASETS, card, find, load
from kankei.datasets.places import obtaining
from kankei.terms.errors import DatasetError

from ..sources import ROOT
from .samples import undl_row, write_cow, write_matrix, write_undl


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("KANKEI_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def test_the_data_folder_comes_first_and_forms_in_the_order_of_the_card(tmp_path: Path) -> None:
    for form in ("unga-votes-matrix", "unga-votes-cow"):
        (tmp_path / form).mkdir()
    write_matrix(tmp_path / "unga-votes-matrix", date(2023, 12, 4), {"PRK": 1})
    assert find("unga_rollcalls", tmp_path).name == "unga-votes-matrix"
    write_cow(tmp_path / "unga-votes-cow", [(78001, date(2023, 12, 4), 2, 1)])
    assert find("unga_rollcalls", tmp_path).name == "unga-votes-cow"
    assert find("unga_rollcalls", tmp_path, "unga-votes-matrix").name == "unga-votes-matrix"
    with pytest.raises(DatasetError, match="undl"):
        find("unga_rollcalls", tmp_path, "undl")


def test_downloads_are_found_in_the_cache(cache: Path, tmp_path: Path) -> None:
    folder = cache / "unga_rollcalls" / "undl"
    folder.mkdir(parents=True)
    write_undl(folder, [undl_row("JPN", "Y")])
    found = find("unga_rollcalls", tmp_path)
    assert found == folder
    assert load("unga_rollcalls", found).form == "undl"


def test_what_is_nowhere_is_an_error_with_the_places_tried(tmp_path: Path) -> None:
    with pytest.raises(DatasetError) as caught:
        find("gdelt_dyad_days", tmp_path)
    message = str(caught.value)
    assert str(tmp_path / "gdelt-country-day-scores") in message
    assert "kankei fetch" not in message and card("gdelt_dyad_days").landing in message
    with pytest.raises(DatasetError, match="run kankei fetch unga_rollcalls, or download it"):
        find("unga_rollcalls", tmp_path)


@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_page_of_commands_names_the_data_sets_that_can_be_fetched(language: str) -> None:
    page = (ROOT / "docs" / f"commands.{language}.md").read_text(encoding="utf-8")
    told = page.partition("## kankei fetch")[2].partition("## ")[0]
    for dataset in DATASETS:
        fetched = obtaining(card(dataset.name)).startswith("run")
        assert (f"`{dataset.name}`" in told) is fetched, dataset.name
