"""What a person reads on a terminal: numbers, headings, refusals and audits in both languages."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from datetime import date
from typing import Any

import pyarrow as pa
import pytest
import typer
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from kankei import steps
from kankei.cli import commands
from kankei.cli.commands import app
from kankei.cli.faults import fault
from kankei.cli.notes import show_measured
from kankei.cli.showing import number, show_audit, show_rows
from kankei.record.audit import AuditFinding
from kankei.steps.notes import Measured, Notes
from kankei.terms.errors import KankeiError, Problem
from kankei.terms.language import Bilingual

from ..sources import PACKAGE

RUN = CliRunner()
WORDS = PACKAGE / "cli" / "words"


@pytest.fixture
def japanese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KANKEI_LANG", "ja")
    monkeypatch.setenv("COLUMNS", "80")


@pytest.fixture
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KANKEI_LANG", "en")
    monkeypatch.setenv("COLUMNS", "80")


@given(st.floats(-1e9, 1e9).filter(lambda value: abs(value) > 1e-6))
@settings(max_examples=60)
def test_a_number_keeps_four_digits(value: float) -> None:
    assert float(number(value)) == pytest.approx(value, rel=6e-4)
    assert len(re.sub(r"e.*|[-.]", "", number(value)).lstrip("0")) <= max(
        4, len(f"{abs(value):.0f}")
    )


@pytest.mark.usefixtures("english")
def test_rows_without_a_value_are_counted_and_not_shown(capsys: pytest.CaptureFixture[str]) -> None:
    table = pa.table({"year": [1950, 1951, 1952], "trade": [None, None, 12.345678]})
    show_measured(Measured(table, Notes()), None, as_json=False)
    said = capsys.readouterr().out
    assert "1950" not in said and "12.35" in said and "million USD" in said
    assert "2 rows have no value" in said


@pytest.mark.usefixtures("japanese")
def test_a_table_for_a_japanese_reader(capsys: pytest.CaptureFixture[str]) -> None:
    row = {
        "month": date(2023, 9, 1),
        "kind": "event",
        "starts": date(2023, 1, 1),
        "ends": date(2024, 1, 1),
        "precision": "year",
        "within": False,
        "text_ja": "会談した。",
        "text_en": "They met.",
    }
    show_rows(pa.Table.from_pylist([row]))
    said = capsys.readouterr().out
    assert "出来事" in said and "2023-09 " in said and "会談した。" in said
    assert "They met." not in said and "2023-01-01" not in said
    assert max(len(line) for line in said.splitlines()) <= 80


@pytest.mark.usefixtures("japanese")
def test_a_refusal_is_told_in_japanese_with_its_place() -> None:
    said = fault(Problem("there is no such file", "check the name", "x.csv", 3, "a"))
    assert said == "x.csv, 3行, a列：そのファイルはない。次にすること：名前を確かめる。"
    other = fault(Problem("something new", "do it again"))
    assert other == "something new。次にすること：do it again。"


@pytest.mark.usefixtures("english")
def test_a_refusal_in_english_is_the_problem_itself() -> None:
    problem = Problem("there is no such file", "check the name", "x.csv", 3, "a")
    assert fault(problem) == str(problem)


@pytest.mark.usefixtures("japanese")
@pytest.mark.parametrize("call", [["nosuch"], ["nosuch/form"]])
def test_a_misspelt_data_set_is_refused_in_japanese(call: list[str]) -> None:
    refused = RUN.invoke(app, ["cite", *call]).exception
    assert isinstance(refused, KankeiError)
    said = fault(refused.problems[0])
    assert "データセット" in said and "Next" not in said


def test_patterns_of_refusals_can_be_read_and_filled() -> None:
    table = tomllib.loads((WORDS / "faults.toml").read_text(encoding="utf-8"))
    for item in (*table["whats"], *table["remedies"]):
        groups = re.compile(item["en"]).groups
        used = {int(number) for number in re.findall(r"\{(\d)\}", item["ja"])}
        assert used == set(range(groups)), item


def findings(severity: str, count: int) -> list[AuditFinding]:
    text = Bilingual(ja="行{0}", en="row {0}")
    made = [Bilingual(text.ja.format(n), text.en.format(n)) for n in range(count)]
    return [AuditFinding("some_check", severity, "x", each) for each in made]  # type: ignore[arg-type]


@pytest.mark.usefixtures("japanese")
def test_an_audit_shows_every_fault_first_and_folds_notes(
    capsys: pytest.CaptureFixture[str],
) -> None:
    show_audit([*findings("note", 8), *findings("fault", 7)])
    lines = capsys.readouterr().out.splitlines()
    assert [line[:4] for line in lines[:7]] == ["[誤り]"] * 7
    assert sum(line.startswith("[覚え] 行") for line in lines) == 5
    assert "3件" in lines[-2] and "誤り7件、注意0件、覚え8件" in lines[-1]


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize(("severity", "code"), [("fault", 3), ("warning", 0), ("note", 0)])
@pytest.mark.parametrize("flag", [[], ["--json"]])
def test_an_audit_with_faults_exits_with_three(
    monkeypatch: pytest.MonkeyPatch, severity: str, code: int, flag: list[str]
) -> None:
    monkeypatch.setattr(steps, "audit_study", lambda study: tuple(findings(severity, 2)))
    assert RUN.invoke(app, ["audit", "study", *flag]).exit_code == code


@pytest.mark.usefixtures("japanese")
def test_a_day_that_is_none_is_refused_with_an_example() -> None:
    refused = RUN.invoke(app, ["ask", "study", "events", "--as-of", "2023-9"])
    assert refused.exit_code == 2 and "2024-06-19" in refused.output


@pytest.mark.parametrize(
    ("language", "words"), [("ja", "scipy が入っていない"), ("en", "'measure'")]
)
def test_an_absent_package_names_the_extra_that_brings_it(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    language: str,
    words: str,
) -> None:
    def absent() -> None:
        raise ModuleNotFoundError("No module named 'scipy'", name="scipy.optimize")

    monkeypatch.setenv("KANKEI_LANG", language)
    monkeypatch.setattr(commands, "app", absent)
    with pytest.raises(SystemExit) as stopped:
        commands.main()
    assert stopped.value.code == 1
    assert words in capsys.readouterr().err


def test_a_missing_part_of_our_own_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise ModuleNotFoundError("No module named 'kankei.nowhere'", name="kankei.nowhere")

    monkeypatch.setattr(commands, "app", broken)
    with pytest.raises(ModuleNotFoundError):
        commands.main()


def test_every_option_and_argument_says_in_both_languages_what_it_is() -> None:
    def silent(command: Any, path: str) -> Iterator[str]:
        for name, inner in getattr(command, "commands", {}).items():
            yield from silent(inner, f"{path} {name}")
        for item in command.params:
            text = getattr(item, "help", None) or ""
            both = " / " in text and re.search(r"[ぁ-んァ-ヶ一-龠]", text.split(" / ")[0])
            if item.name != "help" and not both:
                yield f"{path} {item.name}: {text}"

    assert list(silent(typer.main.get_command(app), "kankei")) == []
