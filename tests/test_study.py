"""Settings of a study: strict, all faults at once, each with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from kankei.study import read_study
from kankei.terms.errors import InputError

GOOD = """
[study]
key = "k"
title_ja = "題"
title_en = "Title"
question_ja = "問い"
question_en = "Question"
states = ["PRK", "RUS"]
focus = "RUS-PRK"
period = "2014/2024"
turn = "2023-07"
"""


def write(folder: Path, text: str) -> Path:
    (folder / "study.toml").write_text(text, encoding="utf-8")
    return folder


def test_reads_settings_and_writes_the_focus_in_its_canonical_form(tmp_path: Path) -> None:
    study = read_study(write(tmp_path, GOOD))
    assert study.settings.study.focus == "PRK-RUS"
    assert study.settings.impact.readings == 400


def test_reports_all_faults_at_once(tmp_path: Path) -> None:
    bad = GOOD.replace('"PRK", "RUS"', '"PRK", "XXX"').replace('turn = "2023-07"', 'tern = "x"')
    bad = bad.replace("2014/2024", "2024/2014").replace("RUS-PRK", "PRK-RUS")
    with pytest.raises(InputError) as caught:
        read_study(write(tmp_path, bad))
    text = str(caught.value)
    for part in ("study.states.1", "study.turn", "study.tern", "study.period", "ends before"):
        assert part in text
    assert all(problem.file == "study.toml" and problem.remedy for problem in caught.value.problems)


@pytest.mark.parametrize(
    ("content", "message"),
    [(b"[study", "not valid TOML"), (b"\xff\xfe", "not UTF-8 at byte 0"), (b"", "setting study")],
)
def test_a_malformed_file_is_one_clear_error(tmp_path: Path, content: bytes, message: str) -> None:
    (tmp_path / "study.toml").write_bytes(content)
    with pytest.raises(InputError, match=message):
        read_study(tmp_path)


def test_a_folder_without_settings_says_how_to_begin(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="kankei new"):
        read_study(tmp_path)


def test_the_fingerprint_sees_every_input_and_not_the_build(tmp_path: Path) -> None:
    study = read_study(write(tmp_path, GOOD))
    before = study.fingerprint()
    (tmp_path / "build").mkdir()
    (tmp_path / "build" / "x.txt").write_text("made", encoding="utf-8")
    assert study.fingerprint() == before
    (tmp_path / "record").mkdir()
    (tmp_path / "record" / "events.csv").write_text("key\n", encoding="utf-8")
    assert study.fingerprint() != before
