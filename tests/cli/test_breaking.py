"""Breaks and dependence on the command line, for people and for programs."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from kankei.cli.commands import app
from kankei.steps import build

from ..datasets.samples import real

run = CliRunner()


@pytest.fixture
def relations(tmp_path: Path) -> Path:
    """Two domains of one pair: a jump in March 2024, and another level from 2024 on."""
    rows = []
    for domain, jump in (("military", 9.0), ("economic", 0.5)):
        for n in range(24):
            month = date(2023 + n // 12, n % 12 + 1, 1)
            level = (4.0 if n >= 12 and domain == "military" else 0.0) + (n % 3) / 10
            row = {"a": "PRK", "b": "RUS", "domain": domain, "month": month}
            row |= {"mean": level, "signal": level, "signal_sd": 0.5}
            row |= {"innovation": jump if n == 14 else 0.1, "innovation_sd": 1.0}
            rows.append(row)
    path = tmp_path / "relations.parquet"
    pq.write_table(pa.Table.from_pylist(rows), path)
    return path


def told(*line: str) -> dict[str, object]:
    found: dict[str, object] = json.loads(run.invoke(app, ["measure", *line, "--json"]).stdout)
    return found


def test_moves_and_levels_of_one_domain(relations: Path) -> None:
    line = ("breaks", "--relation", str(relations), "--dyad", "RUS-PRK", "--domain", "military")
    found = told(*line)
    assert [row["month"] for row in found["table"]] == ["2024-03-01"]  # type: ignore[attr-defined]
    assert [row["month"] for row in found["levels"]] == ["2024-01-01"]  # type: ignore[attr-defined]
    assert "--study" in found["notes"]["made_from"]["breaks"]["around"]  # type: ignore[index]
    assert "around" not in found


def test_what_cannot_be_chosen_is_said(relations: Path) -> None:
    line = ["measure", "breaks", "--relation", str(relations), "--dyad"]
    assert "domains economic, military" in str(run.invoke(app, [*line, "PRK-RUS"]).exception)
    assert "no relation of CHN-JPN" in str(run.invoke(app, [*line, "CHN-JPN"]).exception)
    wrong = run.invoke(app, [*line, "PRK-RUS", "--domain", "moral"]).exception
    assert "no domain 'moral'" in str(wrong)


def test_events_around_a_break_come_from_the_study(relations: Path, study: Path) -> None:
    build(study)
    line = ("breaks", "--relation", str(relations), "--dyad", "PRK-RUS", "--domain", "military")
    around = told(*line, "--study", str(study))["around"]
    assert {row["kind"] for row in around} <= {"event", "claim"}  # type: ignore[attr-defined]


@pytest.mark.parametrize(("language", "words"), [("ja", "水準の変化"), ("en", "Changes of level")])
def test_people_see_both_tables(
    relations: Path, monkeypatch: pytest.MonkeyPatch, language: str, words: str
) -> None:
    monkeypatch.setenv("KANKEI_LANG", language)
    line = ["measure", "breaks", "--relation", str(relations), "--dyad", "PRK-RUS"]
    assert words in run.invoke(app, [*line, "--domain", "military"]).output


@pytest.mark.parametrize("of", ["trade", "arms", "memberships"])
def test_dependence_of_a_pair(of: str, tmp_path: Path) -> None:
    root = str(real("cow-trade-dyadic").parent)
    out = tmp_path / "dependence.parquet"
    line = ["measure", "dependence", "--of", of, "--data", root, "--dyad", "CHN-PRK"]
    assert run.invoke(app, [*line, "--out", str(out)]).exit_code == 0
    table = pq.read_table(out)
    assert set(table["a"].to_pylist()) <= {"CHN", "PRK"}
    assert table.num_rows
    assert b"kankei.datasets" in table.schema.metadata
