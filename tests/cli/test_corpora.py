"""`kankei read` for a corpus, in both languages and for programs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kankei.cli import corpora
from kankei.cli.commands import app
from kankei.steps.corpora import Passed
from kankei.terms.errors import InputError

from ..steps.test_corpora import documents

run = CliRunner()


def test_programs_get_every_number(tmp_path: Path) -> None:
    folder, out = documents(tmp_path / "in", 2), tmp_path / "out"
    line = ["read", str(folder), "--out", str(out), "--workers", "1", "--json"]
    told = json.loads(run.invoke(app, line).stdout)
    assert (told["read"], told["kept"], told["rejections"]) == (4, 0, {"refused": 1})
    assert told["counts"]["documents"] == 3
    assert told["speed"] > 0


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ja", ("読まなかった文書 1 件", "3 件")),
        ("en", ("Not read, 1 documents", "of 3 documents")),
    ],
)
def test_people_are_told_in_their_language(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str, words: tuple[str, str]
) -> None:
    monkeypatch.setenv("KANKEI_LANG", language)
    folder = documents(tmp_path / "in", 1)
    line = ["read", str(folder), "--out", str(tmp_path / "out"), "--workers", "1"]
    told = run.invoke(app, line)
    assert words[0] in told.stdout
    assert words[1] in told.stderr
    assert "refused" in told.stdout


def test_exactly_one_thing_is_read(tmp_path: Path) -> None:
    for line in (["read"], ["read", str(tmp_path), "--dataset", "kcna"]):
        refused = run.invoke(app, [*line, "--out", str(tmp_path / "out")])
        assert "one thing to read" in str(refused.exception)


def test_a_model_reads_one_document() -> None:
    with pytest.raises(InputError, match="one document at a time"):
        corpora.names_corpus(None, "kcna", ["--model"])


def test_a_log_gets_a_line_now_and_then(capsys: pytest.CaptureFixture[str]) -> None:
    with corpora._passing(quiet=False) as told:
        for done in range(100):
            told(Passed(done, 100, 0, 0))
    assert len(capsys.readouterr().err.splitlines()) == 1
