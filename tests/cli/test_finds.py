"""`kankei read` shows the first finds of a document, and `kankei review` judges one of a study."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kankei.cli.commands import app
from kankei.terms.errors import InputError

RUN = CliRunner()
TEXT = """2024年6月19日、ロシアと北朝鮮は条約に署名した。

韓国外交部は、輸送を否定した。

\x1b[31m米国は2024年1月9日、北朝鮮に制裁を科した。
"""
SIDECAR = 'title = "記事"\npublisher = "例"\ndate = "2024-08"\nlanguage = "ja"\nkind = "news"\n'


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("ja", ("出来事（", "誰が → 誰に", "米国 → 北朝鮮", "外交部 (韓国)", "すべての結果と位置")),
        ("en", ("Events (first ", "Who → whom", "United States →", "Speaker", "All finds")),
    ],
)
def test_read_shows_the_first_finds_of_each_kind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str, told: tuple[str, ...]
) -> None:
    monkeypatch.setenv("KANKEI_LANG", language)
    monkeypatch.setenv("COLUMNS", "140")
    document, out = tmp_path / "note.txt", tmp_path / "out"
    document.write_text(TEXT, encoding="utf-8")
    said = RUN.invoke(app, ["read", str(document), "--out", str(out)])
    assert [words for words in told if words not in said.output] == []
    assert "\x1b" not in said.output
    events = json.loads((out / "events.json").read_text(encoding="utf-8"))["events"]
    assert f"{min(5, len(events))}" in said.output
    (denial,) = json.loads((out / "claims.json").read_text(encoding="utf-8"))["claims"]
    assert denial["stance"] == "denies"


def test_a_document_without_finds_shows_no_table(tmp_path: Path) -> None:
    document = tmp_path / "note.txt"
    document.write_text("The weather was fine.\n", encoding="utf-8")
    said = RUN.invoke(app, ["read", str(document), "--out", str(tmp_path / "out")])
    assert "━" not in said.output and "claims.json" in said.output


def test_review_writes_a_judgement(study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KANKEI_LANG", "en")
    (study / "documents").mkdir()
    (study / "documents" / "a.txt").write_text(TEXT.replace("\x1b[31m", ""), encoding="utf-8")
    (study / "documents" / "a.toml").write_text(SIDECAR, encoding="utf-8")
    called = ["review", str(study), "document-a-001"]
    said = RUN.invoke(app, [*called, "rejected", "--by", "R", "--note", "wrong"])
    assert "document-a-001 is rejected" in said.output
    said = RUN.invoke(app, [*called, "corrected", "--by", "R", "--set", "stance=states", "--json"])
    assert json.loads(said.stdout)["correction"] == [["stance", "states"]]
    lines = (study / "reviews.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["judgement"] for line in lines] == ["rejected", "corrected"]
    refused = RUN.invoke(app, [*called, "corrected", "--by", "R", "--set", "stance"])
    assert isinstance(refused.exception, InputError)
