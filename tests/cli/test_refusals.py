"""What a person who writes a study in Japanese is told when a file cannot be used."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from kankei import steps
from kankei.cli.commands import app
from kankei.cli.faults import fault
from kankei.terms.errors import KankeiError

RUN = CliRunner()
EDITS = [
    ("record/events.csv", "CONCEDE", "CONSEDE", "type の値ではない", "「CONCEDE」か"),
    ("record/events.csv", "2023-08-18,", "2023年,", "期間として読めない", "2024-06-19 のように"),
    (
        "record/events.csv",
        ",KOR,JPN,,ソウル",
        ",KOR,日本,,ソウル",
        "行為主体はない",
        "actors.csv に",
    ),
    (
        "record/events.csv",
        "s-b-yonhap-2019-11-22",
        "s-x",
        "キー「s-x」の行がない",
        "その行を加える",
    ),
    ("record/events.csv", "韓国がGSOMIA終了の効力を条件付きで停止した。", "", "欄が空", "埋める"),
    ("record/actors.csv", "key,type", "key,kind", "列 type がない", "見出しに"),
    ("study.toml", '"JPN-KOR"', '"日韓米"', "設定 study.focus：", "国の組"),
    ("study.toml", '"G7"', '"G9"', "「G9」というコードの集団はない", "いずれかを用いる"),
    ("study.toml", 'turn = "2023-03"', "", "設定 study.turn：設定がない", "設定を加える"),
    ("study.toml", "turn = ", "torn = ", "知らない設定である", "名前を直す"),
    ("arguments/example.toml", "sign = 1", "sign = 2", "sign が", "強める、近づける"),
]


@pytest.mark.parametrize(("file", "old", "new", "what", "remedy"), EDITS)
def test_a_fault_in_a_study_is_told_in_japanese(
    study: Path,
    monkeypatch: pytest.MonkeyPatch,
    file: str,
    old: str,
    new: str,
    what: str,
    remedy: str,
) -> None:
    monkeypatch.setenv("KANKEI_LANG", "ja")
    path = study / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(KankeiError) as refused:
        steps.build(study)
    said = "\n".join(fault(problem) for problem in refused.value.problems)
    assert what in said and remedy in said
    assert "Value error" not in said and "Next:" not in said


@pytest.mark.parametrize("word", ["軍事", "military"])
def test_a_domain_is_asked_for_as_the_terminal_shows_it(
    study: Path, monkeypatch: pytest.MonkeyPatch, word: str
) -> None:
    monkeypatch.setenv("KANKEI_LANG", "ja")
    steps.build(study)
    asked = RUN.invoke(app, ["ask", str(study), "events", "--where", f"domain={word}", "--json"])
    assert len(asked.stdout.splitlines()) == 3


def test_an_empty_answer_names_the_values_that_rows_have(
    study: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KANKEI_LANG", "ja")
    steps.build(study)
    said = RUN.invoke(app, ["ask", str(study), "events", "--where", "domain=軍"]).output
    assert "どの行にも domain=軍 はない" in said and "軍事" in said
