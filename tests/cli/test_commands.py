"""The commands as a person and as a program use them."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kankei import steps
from kankei.cli import commands
from kankei.cli.commands import app, main
from kankei.steps.asking import Filters
from kankei.terms.errors import InputError

from ..sources import PACKAGE, ROOT

RUN = CliRunner()
NAMES = sorted(str(c.callback.__name__) for c in app.registered_commands if c.callback)


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KANKEI_LANG", "en")


def test_build_report_ask_audit_for_programs(study: Path) -> None:
    built = json.loads(RUN.invoke(app, ["build", str(study), "--json"]).stdout)
    assert built["fresh"] and built["events"] == 5
    reports = json.loads(RUN.invoke(app, ["report", str(study), "--json"]).stdout)
    assert [Path(path).name for path in reports] == ["report.en.html", "report.ja.html"]
    asked = RUN.invoke(app, ["ask", str(study), "events", "--where", "dyad=日韓", "--json"])
    rows = [json.loads(line) for line in asked.stdout.splitlines()]
    assert len(rows) == 5 and all(row["sources"] for row in rows)
    audited = RUN.invoke(app, ["audit", str(study), "--json"])
    assert audited.exit_code == 0
    assert [row for row in json.loads(audited.stdout) if row["severity"] == "error"] == []


@pytest.mark.parametrize(("language", "name"), [("ja", "日本"), ("en", "Japan")])
def test_a_person_reads_names_and_a_program_ids(
    study: Path, monkeypatch: pytest.MonkeyPatch, language: str, name: str
) -> None:
    monkeypatch.setenv("KANKEI_LANG", language)
    RUN.invoke(app, ["build", str(study), "--json"])
    members = ["ask", str(study), "memberships", "--where", "group=G7"]
    assert name in RUN.invoke(app, members).stdout
    rows = [json.loads(row) for row in RUN.invoke(app, [*members, "--json"]).stdout.splitlines()]
    assert "JPN" in {row["member"] for row in rows}


def test_every_column_that_a_question_answers_has_a_japanese_heading(study: Path) -> None:
    RUN.invoke(app, ["build", str(study), "--json"])
    words = (PACKAGE / "cli" / "words" / "columns.toml").read_text(encoding="utf-8")
    headed = tomllib.loads(words)["headings"]["ja"]
    asked = [name for name in steps.questions() if name != "evidence_for"]
    columns = {
        column for name in asked for column in steps.ask(study, name, Filters()).column_names
    }
    assert sorted(columns - headed.keys()) == []


def test_ask_as_of_hides_what_was_not_known_yet(study: Path) -> None:
    RUN.invoke(app, ["build", str(study), "--json"])
    question = ["ask", str(study), "events", "--json", "--as-of", "2020-01-01"]
    rows = [json.loads(line) for line in RUN.invoke(app, question).stdout.splitlines()]
    assert rows and all(row["known_from"] <= "2020-01-01" for row in rows)
    assert len(rows) < 5


def test_build_for_a_person_ends_with_what_to_look_at(study: Path) -> None:
    said = RUN.invoke(app, ["build", str(study)]).stdout
    assert "To look at:" in said and "report.ja.html" in said
    assert "Nothing has changed" in RUN.invoke(app, ["build", str(study)]).stdout


def test_japanese_for_a_japanese_terminal(study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KANKEI_LANG", "ja")
    assert "組み立てた" in RUN.invoke(app, ["build", str(study)]).stdout


def test_refusals_exit_with_one_and_name_the_place(
    study: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (study / "record" / "events.csv").write_text("key\nx\n", encoding="utf-8")
    monkeypatch.setattr("sys.argv", ["kankei", "build", str(study)])
    with pytest.raises(SystemExit) as caught:
        main()
    assert caught.value.code == 1
    error = capsys.readouterr().err
    assert "events.csv" in error and "Next:" in error and "Traceback" not in error


def test_wrong_use_exits_with_two(study: Path) -> None:
    assert RUN.invoke(app, ["build"]).exit_code == 2
    assert RUN.invoke(app, ["no-such-command"]).exit_code == 2


def test_a_document_is_read_with_bands_of_the_user(tmp_path: Path) -> None:
    document, out = tmp_path / "note.txt", tmp_path / "out"
    document.write_text("If Japan lifts its tariffs, trade with China is likely to grow.\n")
    bands = tmp_path / "bands.toml"
    bands.write_text("[bands]\nlikely = [0.5, 0.7]\n")
    called = ["read", str(document), "--out", str(out), "--bands", str(bands), "--json"]
    RUN.invoke(app, called)
    (found,) = json.loads((out / "causal.json").read_text(encoding="utf-8"))["causal"]
    assert found["certainty"]["level"] == "likely" and found["certainty"]["band"] == [0.5, 0.7]
    for wrong in ("", "[bands]\nlikely = 0.7\n", "[bands]\nlikly = [0, 1]\n", "[bands"):
        bands.write_text(wrong)
        assert isinstance(RUN.invoke(app, called).exception, InputError)


def test_a_study_reads_wordings_by_its_own_bands(study: Path) -> None:
    def farther() -> str:
        RUN.invoke(app, ["build", str(study), "--json"])
        return (study / "build" / "report" / "report.en.html").read_text(encoding="utf-8")

    before = farther()
    with (study / "study.toml").open("a", encoding="utf-8") as file:
        file.write("\n[bands]\nlikely = [0.01, 0.02]\nassert = [0.5, 0.6]\n")
    after = farther()
    assert "Band of this study" not in before
    assert "“asserted” is read as 50% to 60%" in after and "“likely” is read as 1% to 2%" in after


def test_read_writes_a_folder_of_finds(tmp_path: Path) -> None:
    document = tmp_path / "note.txt"
    document.write_text("2024年6月19日、ロシアと北朝鮮は条約に署名した。\n", encoding="utf-8")
    said = RUN.invoke(app, ["read", str(document), "--out", str(tmp_path / "out"), "--json"])
    counts = json.loads(said.stdout)
    assert counts["sentences"] == 1 and counts["states"] == 2 and counts["dates"] == 1
    assert (tmp_path / "out" / "sentences.json").is_file()
    assert counts["document"]["encoding"] == {"value": "utf-8", "how": "valid"}
    assert not (tmp_path / "out" / "document.txt").exists()


@pytest.mark.parametrize(
    ("language", "told"),
    [("ja", "注意：表示されない文字列"), ("en", "Note: text that is not displayed")],
)
def test_read_says_how_a_page_was_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str, told: str
) -> None:
    monkeypatch.setenv("KANKEI_LANG", language)
    page = tmp_path / "note.html"
    page.write_text("<title>題</title><p>両国は会談した。</p><p hidden>隠</p>", encoding="utf-8")
    said = RUN.invoke(app, ["read", str(page), "--out", str(tmp_path / "out")])
    assert "HTML" in said.output and "題 (title)" in said.output and told in said.output
    raw = (tmp_path / "out" / "document.txt").read_text(encoding="utf-8")
    told_of = json.loads((tmp_path / "out" / "document.json").read_text(encoding="utf-8"))
    assert raw == "両国は会談した。"
    assert told_of["meta"]["characters"] == len(raw)
    assert told_of["warnings"][0]["kind"] == "hidden_text" and told_of["warnings"][0]["ja"]


def test_every_command_has_help_in_both_languages_and_a_paragraph_in_the_docs() -> None:
    for name in NAMES:
        text = getattr(commands, name).__doc__ or ""
        assert re.search(r"[ぁ-ん一-龠]", text) and " / " in text, name
        for language in ("ja", "en"):
            page = (ROOT / "docs" / f"commands.{language}.md").read_text(encoding="utf-8")
            assert f"## kankei {name}" in page, (name, language)


def test_the_words_of_the_command_line_exist_in_both_languages() -> None:
    words = {
        language: tomllib.loads(
            (PACKAGE / "cli" / "words" / f"{language}.toml").read_text(encoding="utf-8")
        )
        for language in ("ja", "en")
    }
    assert sorted(words["ja"]) == sorted(words["en"])
    for key in words["ja"]:
        slots = [sorted(re.findall(r"\{(\w+)", words[language][key])) for language in words]
        assert slots[0] == slots[1], key
