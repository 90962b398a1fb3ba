"""The panel command, in both languages and for programs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kankei.cli.commands import app

from ..steps.test_panels import reports

run = CliRunner()


def command(tmp_path: Path, *more: str) -> list[str]:
    source, out = reports(tmp_path / "in"), tmp_path / "out"
    line = ["measure", "panel", "--events", str(source), "--out", str(out), "--until", "2024-12-31"]
    return [*line, *more]


def test_programs_get_every_number(tmp_path: Path) -> None:
    told = json.loads(run.invoke(app, command(tmp_path, "--json")).stdout)
    assert (told["rows"], told["parts"]) == (16, 2)
    assert told["left_out"] == {"future": 1}
    assert told["silent"] == ["2024-03"]


@pytest.mark.parametrize(("language", "words"), [("ja", "欠測"), ("en", "missing there")])
def test_people_are_told_in_their_language(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str, words: str
) -> None:
    monkeypatch.setenv("KANKEI_LANG", language)
    told = run.invoke(app, command(tmp_path)).output
    assert words in told
    assert "future" in told
