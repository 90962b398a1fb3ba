"""POLECAT: one row for each pair of states, and a domain only where the manual names one."""

from __future__ import annotations

from pathlib import Path

import pytest

from kankei.datasets import load
from kankei.terms.errors import DatasetError

from .event_files import POLECAT, polecat_row, write_polecat


def _pairs(folder: Path) -> list[tuple[str, str, bool]]:
    rows = load("polecat", folder).table.to_pylist()
    return [(row["source"], row["target"], row["symmetric"]) for row in rows]


def test_actors_meet_every_recipient(tmp_path: Path) -> None:
    folder = write_polecat(tmp_path, [polecat_row("x", "2; 740", "731; 732")])
    assert _pairs(folder) == [
        ("USA", "PRK", False),
        ("USA", "KOR", False),
        ("JPN", "PRK", False),
        ("JPN", "KOR", False),
    ]
    assert set(load("polecat", folder).table["event"].to_pylist()) == {"polecat-x"}


def test_actors_alone_take_part_alike(tmp_path: Path) -> None:
    folder = write_polecat(tmp_path, [polecat_row("x", "365; 710; 731")])
    assert _pairs(folder) == [("RUS", "CHN", True), ("RUS", "PRK", True), ("CHN", "PRK", True)]


def test_old_numbers_stand_for_the_states_of_the_day(tmp_path: Path) -> None:
    assert _pairs(write_polecat(tmp_path, [polecat_row("x", "260", "817")])) == [
        ("DEU", "VNM", False)
    ]


@pytest.mark.parametrize(
    ("cells", "domain"),
    [
        ({"Event_Type": "ASSAULT", "Event_Mode": "drone", "Contexts": "economic"}, "military"),
        ({"Event_Type": "CONSULT", "Contexts": "economic; technology"}, "economic"),
        ({"Event_Type": "CONSULT", "Contexts": "economic; military"}, None),
        ({"Event_Type": "CONSULT"}, None),
        ({"Event_Type": "SUPPORT"}, "political"),
        ({"Event_Type": "SUPPORT", "Contexts": "religion_ethnicity"}, "cultural"),
    ],
)
def test_domains_follow_mode_then_context_then_type(
    tmp_path: Path, cells: dict[str, str], domain: str | None
) -> None:
    folder = write_polecat(tmp_path, [polecat_row("x", "2", "731", **cells)])
    assert load("polecat", folder).table["domain"].to_pylist() == [domain]


def test_what_the_panel_cannot_use_is_counted(tmp_path: Path) -> None:
    rows = [
        polecat_row("a", "2", "731"),
        polecat_row("a", "2", "731"),
        polecat_row("b", "2"),
        polecat_row("c", "2", "2"),
        polecat_row("d", "2", "999"),
        polecat_row("e", "2", "731", Event_Type="FIGHT"),
        polecat_row("f", "2", "731", Event_Date="2023-09-20"),
        polecat_row("g", "2", "731", Intensity="11"),
    ]
    loaded = load("polecat", write_polecat(tmp_path, rows))
    assert loaded.table.num_rows == 1
    assert sorted((row["what"], row["row"]) for row in loaded.rejections.to_pylist()) == [
        ("a day that had not come when it was reported", 8),
        ("an event that stands here already", 3),
        ("both sides are of one state", 5),
        ("fewer than two states", 4),
        ("no state of the register has this code on that day", 6),
        ("not a type of PLOVER", 7),
        ("outside -10 to 10", 9),
    ]
    assert [period.iso() for period in loaded.coverage.stretches] == ["2023-09-14"]


def test_the_intensity_may_have_either_name_or_none(tmp_path: Path) -> None:
    for name, value in (("Intensity", 2.5), ("Event Intensity", 2.5), ("Version", None)):
        header = [name if column == "Intensity" else column for column in POLECAT]
        if name == "Version":
            header = ["Feed" if column == "Intensity" else column for column in POLECAT]
        folder = write_polecat(tmp_path, [polecat_row("x", "2", "731")], header)
        assert load("polecat", folder).table["intensity"].to_pylist() == [value]


def test_a_changed_column_is_named_with_the_card(tmp_path: Path) -> None:
    header = [column.replace("Actor COW", "Actor Number") for column in POLECAT]
    with pytest.raises(DatasetError, match="Actor Number") as caught:
        load("polecat", write_polecat(tmp_path, [polecat_row("x", "2", "731")], header))
    assert "polecat.toml" in str(caught.value)


def test_a_week_without_two_states_is_an_empty_table(tmp_path: Path) -> None:
    loaded = load("polecat", write_polecat(tmp_path, [polecat_row("x", "None", "731")]))
    assert loaded.table.num_rows == 0
    assert loaded.coverage.days == 1


def test_nobody_in_a_list_of_actors_is_passed_over(tmp_path: Path) -> None:
    write_polecat(tmp_path, [polecat_row("E1", "None; 731", "365; None|710")])
    assert _pairs(tmp_path) == [("PRK", "RUS", False), ("PRK", "CHN", False)]


def test_a_file_that_is_no_utf8_is_read_as_latin_1(tmp_path: Path) -> None:
    write_polecat(tmp_path, [polecat_row("E1", "731", "365", Actor_Name="Café")])
    path = tmp_path / "week.txt"
    path.write_bytes(path.read_text(encoding="utf-8").encode("latin-1"))
    (row,) = load("polecat", tmp_path).table.to_pylist()
    assert row["source_name"] == "Café"
