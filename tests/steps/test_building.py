"""A build is whole or not there, the same bytes every time, and nothing when nothing changed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kankei.steps import build, building, new_study, report_files
from kankei.terms.errors import InputError


def outputs(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted((folder / "build").rglob("*"))
        if path.is_file() and path.suffix != ".duckdb"
    }


def test_the_template_builds_and_a_second_build_has_nothing_to_do(study: Path) -> None:
    first = build(study)
    assert first.fresh and first.events == 5
    assert [path.name for path in first.reports] == ["report.en.html", "report.ja.html"]
    second = build(study)
    assert not second.fresh
    assert (second.events, second.findings) == (first.events, first.findings)


def test_two_builds_of_the_same_study_are_the_same_bytes(study: Path, tmp_path: Path) -> None:
    build(study)
    elsewhere = tmp_path / "elsewhere" / "copy"
    elsewhere.parent.mkdir()
    new_study(elsewhere)
    build(elsewhere)
    assert outputs(study) == outputs(elsewhere)
    before = outputs(study)
    assert build(study, again=True).fresh
    assert outputs(study) == before


def test_a_changed_output_or_input_is_built_again(study: Path) -> None:
    report = build(study).reports[0]
    good = report.read_bytes()
    report.write_text("touched", encoding="utf-8")
    assert build(study).fresh
    assert report.read_bytes() == good
    settings = study / "study.toml"
    settings.write_text(settings.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert build(study).fresh


def test_a_fault_in_a_table_leaves_the_last_good_build(study: Path) -> None:
    build(study)
    before = outputs(study)
    events = study / "record" / "events.csv"
    text = events.read_text(encoding="utf-8")
    events.write_text(text.replace("2023-08-18", "2023-02-30"), encoding="utf-8")
    with pytest.raises(InputError, match=r"events\.csv, row \d+, column date") as caught:
        build(study)
    assert "Next:" in str(caught.value)
    assert outputs(study) == before


def test_a_build_that_dies_midway_leaves_the_last_good_build(
    study: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(study)
    before = outputs(study)

    def die(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(building, "to_svg", die)
    with pytest.raises(KeyboardInterrupt):
        build(study, again=True)
    assert outputs(study) == before
    monkeypatch.undo()
    assert build(study, again=True).fresh


def test_a_kill_between_the_two_renames_is_mended(study: Path) -> None:
    build(study)
    before = outputs(study)
    (study / "build").rename(study / building.LAST)
    assert not build(study).fresh
    assert outputs(study) == before


def test_the_stamp_names_every_file_made(study: Path) -> None:
    build(study)
    stamp = json.loads((study / "build" / "stamp.json").read_text(encoding="utf-8"))
    made = {name.removeprefix("build/") for name in outputs(study)}
    assert set(stamp["outputs"]) == made - {"stamp.json"}


def test_a_study_that_was_never_built_has_no_report(study: Path) -> None:
    with pytest.raises(InputError, match="kankei build"):
        report_files(study)


def test_a_new_study_writes_over_nothing(study: Path) -> None:
    with pytest.raises(InputError, match="not empty"):
        new_study(study)
