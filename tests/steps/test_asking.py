"""Questions as people ask them: actors by name, values that are misspelt, names in the answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from kankei.steps import ask, build, unheard, with_names
from kankei.steps.asking import Filters


@pytest.fixture
def built(study: Path) -> Path:
    build(study)
    return study


@pytest.mark.parametrize("name", ["岸田文雄", "Kishida Fumio", "Фумио Кисида", "kishida-fumio"])
def test_an_actor_is_asked_for_by_any_of_its_names(built: Path, name: str) -> None:
    found = ask(built, "events", Filters({"actor": name}))
    assert found["key"].to_pylist() == ["e-2023-08-18-camp-david", "e-2024-05-27-cjk-summit-seoul"]


def test_a_value_that_no_row_has_is_told_with_those_that_rows_have(built: Path) -> None:
    (item,) = unheard(built, "events", Filters({"domain": "militray", "period": "2023"}), "en")
    assert (item.name, item.value, item.near[0]) == ("domain", "militray", "military")
    (item,) = unheard(built, "actors", Filters({"type": "people"}), "en")
    assert "person" in item.near


def test_a_quiet_time_is_no_misspelt_value(built: Path) -> None:
    quiet = Filters({"domain": "military", "period": "2021"})
    assert not ask(built, "events", quiet).num_rows
    assert unheard(built, "events", quiet, "ja") == ()
    assert unheard(built, "evidence_for", Filters({"of_id": "x"}), "ja") == ()


def test_a_name_of_another_language_goes_before_an_id(built: Path) -> None:
    actors = built / "record" / "actors.csv"
    text = actors.read_text(encoding="utf-8")
    actors.write_text(text.replace("木原稔,Kihara Minoru", ",Kihara Minoru"), encoding="utf-8")
    build(built)
    shown = with_names(built, ask(built, "actors", Filters({"type": "person"})), "ja")
    assert {"Kihara Minoru", "岸田文雄"} <= set(shown["name"].to_pylist())
