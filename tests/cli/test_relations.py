"""`kankei measure relation` on made-up files in the publishers' layouts."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from kankei.cli.commands import app
from kankei.measures.relation import about
from kankei.steps.citing import datasets_of

RUN = CliRunner()
STATES = ("CHN", "JPN", "KOR", "PRK", "RUS", "USA")


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KANKEI_LANG", "en")


@pytest.fixture(scope="module")
def scores(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Daily scores of six states over nine months, with a silent month, as the publisher's file."""
    random = np.random.default_rng(3)
    folder = tmp_path_factory.mktemp("scores")
    days = [date(2018, 1, 1) + timedelta(days=n) for n in range(270)]
    rows = [
        {"date": day.isoformat(), "a": a, "b": b, "score": float(random.normal(5, 10))}
        for day in days
        for a in STATES
        for b in STATES
        if a < b and day.month != 5 and random.random() < 0.4
    ]
    odd = {"date": "2018-02-03", "score": 1.0}
    rows += [odd | {"a": "XXX", "b": "JPN"}, odd | {"a": "JPN", "b": "JPN"}]
    pq.write_table(pa.Table.from_pylist(rows), folder / "gdelt_dyad_day_2018_2024.parquet")
    return folder


def test_a_folder_of_scores_becomes_a_file_of_curves(scores: Path, tmp_path: Path) -> None:
    out = tmp_path / "relations.parquet"
    call = ["measure", "relation", "--events", str(scores), "--out", str(out), "--json"]
    ran = RUN.invoke(app, call)
    assert ran.exit_code == 0, ran.output
    told = json.loads(ran.stdout)
    table = pq.read_table(out)
    assert told["rows"] == table.num_rows == 15 * 9
    assert set(table["domain"].to_pylist()) == {"all"}
    rows = table.to_pylist()
    silent = [row for row in rows if row["month"] == date(2018, 5, 1)]
    assert {(row["n"], row["coverage"]) for row in silent} == {(0, 0.0)}
    left = {row["what"]: row["rows"] for row in told["notes"]["left_out"]}
    assert sum(left.values()) == 2 and "a state paired with itself" in left
    assert about(table)["seed"] == 0
    assert datasets_of(table.schema)[0].name == "gdelt_dyad_days"


def test_dyads_can_be_chosen_and_what_was_left_out_is_said(scores: Path, tmp_path: Path) -> None:
    out = tmp_path / "relations.csv"
    call = ["measure", "relation", "--events", str(scores), "--out", str(out), "--dyad", "RUS-PRK"]
    said = RUN.invoke(app, call).stdout
    assert "9 rows" in said and "a state paired with itself" in said
    assert out.read_text(encoding="utf-8").count("PRK") == 9


def test_bad_input_is_refused_by_name(scores: Path, tmp_path: Path) -> None:
    cases = {
        "holds none of": ["--events", str(tmp_path)],
        "no such folder": ["--events", str(tmp_path / "nowhere")],
        "no observation of": ["--events", str(scores), "--dyad", "MNG-PRK"],
        "cannot read the dyad": ["--events", str(scores), "--dyad", "MNG"],
        "no source": [],
        "no rule says": ["--with", "cow_trade"],
        "there is no such folder": ["--with", f"china_visits={tmp_path / 'nowhere'}"],
    }
    for said, options in cases.items():
        ran = RUN.invoke(app, ["measure", "relation", *options, "--json"])
        assert ran.exit_code == 1 and said in str(ran.exception), said
