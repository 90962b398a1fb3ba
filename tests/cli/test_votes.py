"""Measures of roll calls as a person and as a program ask for them, bad input included."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

pytest.importorskip("numba")

from kankei.cli import measuring
from kankei.cli.commands import app, main
from kankei.cli.notes import in_japanese
from kankei.measures.ideal_points import warnings_of

from ..datasets.samples import undl_row, voeten_row, write_undl, write_voeten
from ..sources import PACKAGE, ROOT

RUN = CliRunner()
STATES = {2: 2.0, 200: 1.4, 740: 0.9, 710: -0.6, 365: -1.2, 731: -2.0}
DAY = "2018-12-12"
SHORT = ["--sweeps", "40", "--seed", "3", "--no-bridged"]


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KANKEI_LANG", "en")


def good_rows() -> list[str]:
    """Thirty roll calls of session 73, drawn from positions."""
    random = np.random.default_rng(5)
    rows = []
    for number in range(1, 31):
        for code, position in STATES.items():
            latent = position + random.standard_normal()
            vote = 3 if latent > 0.8 else 2 if latent > 0.2 else 1
            rows.append(voeten_row(73000 + number, code, vote, DAY))
    return rows


def bad_rows() -> list[str]:
    """One of each fault that the publisher's files can hold."""
    return [
        voeten_row(73001, 999, 1, DAY),  # no state has this code
        voeten_row(73002, 2, 1, DAY),  # another vote of a state in one roll call
        voeten_row(73003, 740, 7, DAY),  # outside the code book
        *[voeten_row(73040, code, 1, DAY) for code in STATES],  # unanimous
        *[voeten_row(73041, code, 8, DAY) for code in STATES],  # all absent
        *[voeten_row(74001, code, 8, "2019-12-12") for code in STATES],  # no vote in a session
        voeten_row(73004, 70, 1, DAY),  # Mexico votes once
        voeten_row(73005, 90, 9, DAY),  # no member
    ]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    where = tmp_path / "votes"
    where.mkdir()
    return write_voeten(where, [*good_rows(), *bad_rows()])


def ask(*words: object) -> Any:
    done = RUN.invoke(app, ["measure", *map(str, words), "--json"])
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


def reasons(notes: dict[str, Any], kind: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for row in notes[kind]:
        found[row["what"]] = found.get(row["what"], 0) + row["rows"]
    return found


def test_ideal_points_are_written_with_the_columns_promised(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "points.parquet"
    told = ask("ideal-points", "--votes", folder, *SHORT, "--out", out)
    table = pq.read_table(out)
    promised = ["state", "session", "mean", "sd", "q05", "q95", "n_votes", "rhat"]
    assert table.column_names[:8] == promised
    assert told["rows"] == table.num_rows == 7
    at = dict(zip(table["actor"].to_pylist(), table["mean"].to_pylist(), strict=True))
    assert at["USA"] > at["JPN"] > at["PRK"]


def test_every_fault_is_counted_and_named(folder: Path) -> None:
    notes = ask("ideal-points", "--votes", folder, *SHORT)["notes"]
    assert reasons(notes, "left_out") == {
        "no state of the register has this code on that day": 1,
        "two different votes in one roll call": 2,
        "not in the code book of the votes": 1,
        "unanimous": len(STATES),
        "did not vote": 2 * len(STATES),
        "not a member": 1,
    }
    named = {(row["column"], row["value"]) for row in notes["left_out"]}
    faults = {("ccode", "999"), ("state", "USA"), ("vote", "7"), ("rollcall", "resid-73040")}
    assert faults <= named
    assert reasons(notes, "remarks") == {
        "nobody voted": 2 * len(STATES),
        "a session without votes": len(STATES),
        "its position rests on one vote": 1,
    }


def test_rows_read_are_rows_used_left_out_or_mended(folder: Path) -> None:
    notes = ask("ideal-points", "--votes", folder, *SHORT)["notes"]
    used = notes["made_from"]["ideal_points"]["counts"]["votes"]
    out = sum(row["rows"] for row in notes["left_out"])
    assert used + out + notes["mended"].get("duplicate", 0) == len(good_rows()) + len(bad_rows())


def test_a_person_is_told_the_same(folder: Path) -> None:
    said = RUN.invoke(app, ["measure", "ideal-points", "--votes", str(folder), *SHORT]).stdout
    told = " ".join(said.split())
    assert "Left out, 6 rows (ideal_points): rollcall resid-73040: unanimous" in told
    assert "ccode 999: no state of the register has this code on that day" in told
    assert "a session without votes" in told
    assert "Warning: There are no bridges" in told


def test_chains_that_have_not_converged_say_so_on_every_output(
    folder: Path, tmp_path: Path
) -> None:
    out, table = tmp_path / "points.parquet", tmp_path / "points.csv"
    for path in (out, table):
        ask("ideal-points", "--votes", folder, *SHORT, "--out", path)
    assert any("have not converged" in text.en for text in warnings_of(pq.read_table(out)))
    for path in (out, table):
        made = tmp_path / "poles.parquet"
        poles = ["--pole", "USA", "--pole", "RUS,SUN"]
        notes = ask("order", "--ideal-points", path, *poles, "--out", made)["poles"]["notes"]
        assert any("have not converged" in text["en"] for text in notes["warnings"])
        assert any("have not converged" in text.en for text in warnings_of(pq.read_table(made)))


def test_the_same_seed_gives_the_same_file_and_an_update_starts_where_it_ended(
    folder: Path, tmp_path: Path
) -> None:
    first, again, warm = (tmp_path / f"{name}.parquet" for name in ("first", "again", "warm"))
    ask("ideal-points", "--votes", folder, *SHORT, "--out", first, "--warm-out", warm)
    ask("ideal-points", "--votes", folder, *SHORT, "--out", again)
    assert first.read_bytes() == again.read_bytes()
    update = ["--warm", warm, "--sweeps", 20, "--burn-in", 2, "--no-bridged"]
    told = ask("ideal-points", "--votes", folder, *update)
    assert told["notes"]["made_from"]["ideal_points"]["warm"] is True


def test_filters_are_options_by_name(folder: Path) -> None:
    options = ["--state-out", 70, "--session-out", 74, "--issue", "nu"]
    notes = ask("ideal-points", "--votes", folder, *SHORT, *options)["notes"]
    assert reasons(notes, "left_out")["state left out"] == 1
    assert notes["made_from"]["ideal_points"]["filters"]["issue"] == "nu"


def test_similarity_with_intervals_and_by_issue(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "pairs.csv"
    ask("similarity", "--votes", folder, "--by", "issue", "--bootstrap", 20, "--out", out)
    lines = out.read_text(encoding="utf-8").splitlines()
    assert "similarity_kappa_low" in lines[0] and '"nu"' in "".join(lines)
    chosen = ask("similarity", "--votes", folder, "--states", "USA,PRK")["table"]
    assert [(row["a"], row["b"]) for row in chosen] == [("PRK", "USA")]


def test_similarity_names_the_faults_of_a_table_of_ones_own(tmp_path: Path) -> None:
    rows = [
        *[("r1", 73, code, vote) for code, vote in ((2, "no"), (731, "yes"), (740, "abstain"))],
        ("r1", 73, 999, "yes"),
        ("r1", 73, 2, "no"),
        ("r2", 73, 2, "maybe"),
        ("r2", 73, 731, "absent"),
        *[("r3", 73, code, "yes") for code in (2, 731, 740)],
    ]
    path = tmp_path / "own.csv"
    lines = [",".join(map(str, row)) for row in rows]
    path.write_text("\n".join(["rollcall,session,state,choice", *lines]) + "\n", encoding="utf-8")
    told = ask("similarity", "--votes", path)
    assert [(row["a"], row["b"]) for row in told["table"]] == [
        ("JPN", "PRK"),
        ("JPN", "USA"),
        ("PRK", "USA"),
    ]
    assert reasons(told["notes"], "left_out") == {
        "did not vote": 1,
        "nobody voted": 2,
        "not a known state": 1,
        "not in the code book": 1,
        "repeated, counted once": 1,
        "unanimous": 3,
    }


def test_the_table_of_the_digital_library_with_an_emergency_session(tmp_path: Path) -> None:
    votes = {"USA": "YYNY", "JPN": "YAYY", "PRK": "NNAX", "RUS": "NNNA", "CHN": "AYNA"}
    symbols = ("A/RES/ES-11/2", "A/RES/76/1", "A/RES/76/2", "A/RES/76/3")
    rows = [
        undl_row(state, mark, symbol, "2022-03-24")
        for state, marks in votes.items()
        for symbol, mark in zip(symbols, marks, strict=True)
    ]
    folder = write_undl(tmp_path, rows)
    regular = ask("ideal-points", "--votes", folder, *SHORT)
    assert reasons(regular["notes"], "left_out") == {"did not vote": 1, "no regular session": 5}
    dated = ask("ideal-points", "--votes", folder, *SHORT, "--special-sessions", "by-date")
    counts = dated["notes"]["made_from"]["ideal_points"]["counts"]
    assert (counts["votes"], counts["sessions"]) == (19, 1)


def test_blocs_and_poles_are_shown_to_a_person(folder: Path, tmp_path: Path) -> None:
    points = tmp_path / "points.parquet"
    ask("ideal-points", "--votes", folder, *SHORT, "--out", points)
    words = ["measure", "order", "--votes", str(folder), "--ideal-points", str(points)]
    words += ["--draws", "5", "--out", str(tmp_path / "order.csv")]
    done = RUN.invoke(app, words)
    assert done.exit_code == 0, done.output
    written = {path.name for path in tmp_path.glob("order.*.csv")}
    assert {"order.poles.csv", "order.blocs.csv", "order.blocs.same_bloc.csv"} <= written


def test_frustration_of_a_table_by_hand(tmp_path: Path) -> None:
    """Harary (1959): a triangle with one foe has index 1, and turning any tie balances it."""
    ties = tmp_path / "ties.csv"
    ties.write_text("a,b,sign\nA,B,1\nA,C,1\nB,C,-1\nA,A,1\nA,D,7\n", encoding="utf-8")
    told = ask("frustration", "--ties", ties)
    row = told["table"][0]
    assert (row["frustration_ties"], row["bound"], row["proven"]) == (1, 1, True)
    assert [tie["tie_strain"] for tie in told["ties"]] == [-1, -1, -1]
    assert len(told["sides"]) == 3 and told["triangles"][0]["hostile_1"] == 1
    assert reasons(told["notes"], "left_out") == {"not a sign": 1, "tie of a state with itself": 1}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["ideal-points", "--votes", "absent"], "no such folder"),
        (["ideal-points", "--votes", "absent", "--out", "points.xlsx"], ".parquet or .csv"),
        (["ideal-points", "--votes", "absent", "--edition", "1999"], "no edition '1999'"),
        (["ideal-points", "--votes", "absent", "--warm-out", "warm.csv"], "kept as Parquet"),
        (["frustration", "--ties", "absent.csv"], "no such file"),
        (["similarity", "--votes", "absent", "--states", "PRX"], "no state has the id 'PRX'"),
    ],
)
def test_what_cannot_be_done_is_refused_with_the_next_step(
    words: list[str], said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["kankei", "measure", *words])
    with pytest.raises(SystemExit) as caught:
        main()
    error = capsys.readouterr().err
    assert caught.value.code == 1
    assert said in error and "Next:" in error


@pytest.mark.parametrize("option", ["--warm", "--bridges"])
def test_a_file_that_is_not_there_is_named(
    folder: Path,
    option: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    words = ["ideal-points", "--votes", str(folder), option, "absent.parquet"]
    monkeypatch.setattr("sys.argv", ["kankei", "measure", *words])
    with pytest.raises(SystemExit):
        main()
    assert "absent.parquet: there is no such file" in capsys.readouterr().err


def test_wrong_use_exits_with_two() -> None:
    for words in (["similarity"], ["order"], ["order", "--votes", "x", "--blocs", "two"]):
        assert RUN.invoke(app, ["measure", *words]).exit_code == 2


def test_every_measure_has_help_in_both_languages_and_a_paragraph_in_the_docs() -> None:
    for command in measuring.COMMANDS:
        text = command.__doc__ or ""
        assert re.search(r"[ぁ-ん一-龠]", text) and " / " in text, command.__name__
        named = f"kankei measure {command.__name__.replace('_', '-')}"
        for language in ("ja", "en"):
            page = (ROOT / "docs" / f"commands.{language}.md").read_text(encoding="utf-8")
            assert named in page, (named, language)


PLACES = {"add": 2, "add_each": 2, "add_numbered": 3, "drop": 2, "_leave_out": 3}
"""Which argument says why, by the function that takes the note."""
MEASURING = ("measures/ideal_points", "measures/vote_similarity", "measures/order")


def reasons_in_the_code() -> Iterator[str]:
    for room in MEASURING:
        for path in sorted((PACKAGE / room).glob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call):
                    yield from reason_of(node)


def reason_of(call: ast.Call) -> Iterator[str]:
    name = getattr(call.func, "attr", getattr(call.func, "id", ""))
    place = PLACES.get(name, len(call.args))
    if place < len(call.args):
        for node in ast.walk(call.args[place]):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


def test_every_reason_exists_in_japanese(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = set(reasons_in_the_code())
    assert len(found) > 20
    assert [what for what in sorted(found) if not in_japanese(what)] == []
    monkeypatch.setenv("KANKEI_LANG", "ja")
    said = RUN.invoke(app, ["measure", "ideal-points", "--votes", str(folder), *SHORT]).stdout
    assert "全会一致" in said and "unanimous" not in said
