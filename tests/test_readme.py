"""What the README shows is what the flagship study says."""

from __future__ import annotations

import re
import shutil
from html import unescape
from pathlib import Path

import pytest

from kankei.steps import build

from .sources import ROOT


@pytest.fixture(scope="module")
def flagship(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("flagship") / "northeast-asia"
    ignore = shutil.ignore_patterns("build", ".*")
    shutil.copytree(ROOT / "studies" / "northeast-asia", folder, ignore=ignore)
    build(folder)
    return folder


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_sentences_quoted_in_the_readme_stand_in_the_report(
    flagship: Path, language: str
) -> None:
    name = "README.md" if language == "en" else "README.ja.md"
    quoted = re.findall(r"^> (?:- )?(.+)$", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE)
    page = (flagship / "build" / "report" / f"report.{language}.html").read_text(encoding="utf-8")
    text = unescape(re.sub(r"<[^>]+>", "", page)).replace("\u2060", "")
    assert len(quoted) >= 2
    for sentence in quoted:
        assert sentence in text


def test_the_numbers_of_the_readme_are_those_of_the_build(flagship: Path) -> None:
    built = build(flagship)
    said = f"{built.events} events, {built.findings} findings"
    assert said in (ROOT / "README.md").read_text(encoding="utf-8")
    assert f"in no count: {built.read} events" in (ROOT / "README.md").read_text(encoding="utf-8")
    said = f"出来事{built.events}件、知見{built.findings}件"
    assert said in (ROOT / "README.ja.md").read_text(encoding="utf-8")
    said = f"未確認の出来事が{built.read}件"
    assert said in (ROOT / "README.ja.md").read_text(encoding="utf-8")
