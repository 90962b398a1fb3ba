"""The report of a study that has little: it speaks of nothing that is not in it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kankei.steps import build
from kankei.terms.errors import InputError

from .test_golden import words

SIDECAR = """title = "記事"
publisher = "新聞"
date = "2023-08-19"
language = "ja"
kind = "news"
"""
ARTICLE = "専門家は、日韓関係の改善が日米韓の協力を強めると指摘した。"


def read(study: Path, language: str) -> str:
    built = build(study)
    page = next(path for path in built.reports if path.name == f"report.{language}.html")
    return words(page.read_text(encoding="utf-8"))


def with_document(study: Path, article: str = ARTICLE) -> None:
    (study / "documents").mkdir()
    (study / "documents" / "article.txt").write_text(article, encoding="utf-8")
    (study / "documents" / "article.toml").write_text(SIDECAR, encoding="utf-8")


def test_without_arguments_no_word_on_probabilities(study: Path) -> None:
    assert "議論の言い回しから計算した" in read(study, "ja")
    shutil.rmtree(study / "arguments")
    assert "議論の言い回しから計算した" not in read(study, "ja")


def test_without_scores_no_word_on_scores(study: Path) -> None:
    said = read(study, "en")
    assert "News scores" not in said and "Grey vertical lines" not in said


def test_domains_without_an_event_are_told_in_one_sentence(study: Path) -> None:
    said = read(study, "en")
    assert "no event that counts as a fact: economic, cultural." in said
    assert "In the economic domain" not in said and "In the military domain" in said


def test_kinds_groups_and_rows_are_named_and_not_coded(study: Path) -> None:
    said = read(study, "ja")
    assert "国連安保理 | \n" in said or "国連安保理 |" in said
    assert "主張・否認・予定" in said and ", alleged" not in said
    assert "event:" in said and "event event:" not in said


def test_a_speaker_whom_no_list_knows_is_called_as_in_the_document(study: Path) -> None:
    with_document(study, "専門家は「日韓関係の改善が日米韓の協力を強める」と指摘した。")
    said = read(study, "ja")
    assert "専門家 | " in said and "source:" not in said


def test_faults_of_record_documents_and_snapshot_are_reported_together(study: Path) -> None:
    with_document(study)
    (study / "documents" / "article.toml").unlink()
    (study / "snapshot").mkdir()
    (study / "snapshot" / "relation.csv").write_text("dyad\n", encoding="utf-8")
    events = study / "record" / "events.csv"
    events.write_text(events.read_text(encoding="utf-8").replace("2023-08-18", "2023/8/18"))
    with pytest.raises(InputError) as refused:
        build(study)
    assert {problem.file for problem in refused.value.problems} == {
        "events.csv",
        "article.txt",
        "relation.csv",
    }


def test_what_is_in_the_folder_of_documents_and_not_read_is_refused(study: Path) -> None:
    with_document(study)
    (study / "documents" / "paper.doc").write_bytes(b"\xd0\xcf")
    (study / "documents" / "alone.toml").write_text(SIDECAR, encoding="utf-8")
    with pytest.raises(InputError) as refused:
        build(study)
    said = {problem.file: problem.what for problem in refused.value.problems}
    assert said["alone.toml"] == "the sidecar has no document"
    assert said.keys() == {"alone.toml", "paper.doc"}
