"""`kankei read --model` against a server on this machine that stands in for a model."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from kankei.cli.commands import app, main

from ..reading.model.drafts import TEXT, claim, event
from ..reading.model.stand_in import Asked, Reply, proposes, stand_in

RUN = CliRunner()
RULES = ("sentences", "sources", "actors", "dates", "events", "claims", "causal", "quantities")
KEY = "sesame-sesame"


@pytest.fixture
def document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("KANKEI_LANG", "en")
    monkeypatch.setenv("KANKEI_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("KANKEI_MODEL_KEY", KEY)
    monkeypatch.delenv("KANKEI_MODEL_URL", raising=False)
    file = tmp_path / "note.txt"
    file.write_text(TEXT, encoding="utf-8")
    return file


def _answer(asked: Asked) -> Reply:
    """Right about the first passage but for an invention, silent about the others."""
    if "条約に署名" not in asked["messages"][1]["content"]:
        return proposes()
    invented = event(quotation="ロシアと北朝鮮は同盟を結んだ")
    return proposes(events=[event(), invented], claims=[claim()])


def _read(document: Path, out: Path, *options: str) -> Result:
    return RUN.invoke(app, ["read", str(document), "--out", str(out), *options])


def _files(out: Path, *names: str) -> dict[str, bytes]:
    return {name: (out / f"{name}.json").read_bytes() for name in names}


def test_proposals_stand_beside_the_files_of_the_rules_which_stay(
    document: Path, tmp_path: Path
) -> None:
    _read(document, tmp_path / "alone")
    with stand_in(_answer) as server:
        said = _read(
            document, tmp_path / "both", "--model", "m", "--base-url", server.base_url, "--json"
        )
    assert said.exit_code == 0, said.output
    made = json.loads(said.stdout)["model"]
    assert made["proposals"] == 2 and made["rejections"] == {"quotation_invented": 1}
    assert _files(tmp_path / "alone", *RULES) == _files(tmp_path / "both", *RULES)
    assert not (tmp_path / "alone" / "proposals.json").exists()
    assert set(_files(tmp_path / "both", "proposals", "rejections", "disagreement"))


def test_a_replay_gives_the_same_without_a_server(document: Path, tmp_path: Path) -> None:
    kept = ("--answers", str(tmp_path / "answers"))
    with stand_in(_answer) as server:
        _read(document, tmp_path / "first", "--model", "m", "--base-url", server.base_url, *kept)
    said = _read(document, tmp_path / "second", "--model", "m", "--replay", *kept)
    assert said.exit_code == 0, said.output
    names = ("proposals", "rejections", "disagreement")
    assert _files(tmp_path / "first", *names) == _files(tmp_path / "second", *names)


def test_a_replay_without_answers_says_what_is_missing_and_changes_nothing(
    document: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    out = tmp_path / "out"
    arguments = ["kankei", "read", str(document), "--out", str(out), "--model", "m", "--replay"]
    monkeypatch.setattr("sys.argv", arguments)
    with pytest.raises(SystemExit) as caught:
        main()
    error = capsys.readouterr().err
    assert caught.value.code == 1 and "no kept answer" in error and "--answers" in error
    assert not out.exists()


def test_a_dry_run_shows_every_byte_and_sends_and_writes_nothing(
    document: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    with stand_in(_answer) as server:
        options = ("--model", "m", "--base-url", server.base_url)
        shown = json.loads(_read(document, out, *options, "--dry-run", "--json").stdout)
        told = _read(document, out, *options, "--dry-run").stdout
        assert server.asked == [] and not out.exists() and not (tmp_path / "cache").exists()
        _read(document, out, *options)
        sent = server.asked
    planned = [json.loads(one["body"]) for one in shown]
    assert all(one in planned for one in sent)
    assert all(one["url"] == f"{server.base_url}/chat/completions" for one in shown)
    assert all(one["bytes"] == len(one["body"].encode()) for one in shown)
    assert KEY not in json.dumps(shown) and KEY not in told
    assert "Nothing was sent" in told and "条約に署名した" in told


@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_person_sees_the_comparison_in_either_language(
    document: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.setenv("KANKEI_LANG", language)
    with stand_in(_answer) as server:
        monkeypatch.setenv("KANKEI_MODEL_URL", server.base_url)
        said = _read(document, tmp_path / "out", "--model", "m")
    assert said.exit_code == 0, said.output
    assert ("確認を待つ提案2件" if language == "ja" else "2 proposals to be checked") in said.stdout


def test_neither_key_nor_address_is_written_anywhere(document: Path, tmp_path: Path) -> None:
    with stand_in(_answer) as server:
        _read(document, tmp_path / "out", "--model", "m", "--base-url", server.base_url)
    for file in tmp_path.rglob("*"):
        if file.is_file():
            held = file.read_bytes()
            assert KEY.encode() not in held and server.base_url.encode() not in held, file


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--replay",), "none is named"),
        (("--dry-run",), "none is named"),
        (("--base-url", "https://example.org/v1"), "none is named"),
        (("--model", "m"), "has no address"),
        (("--model", "m", "--base-url", "http://example.org/v1"), "not https"),
    ],
)
def test_wrong_options_are_explained(
    document: Path, tmp_path: Path, options: tuple[str, ...], said: str
) -> None:
    result = _read(document, tmp_path / "out", *options)
    assert result.exit_code == 1 and said in str(result.exception)
    assert not (tmp_path / "out").exists()
