"""`kankei datasets` and `kankei cite`, for a person and for a program."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from kankei.cli.commands import app
from kankei.steps.citing import Used, cited

RUN = CliRunner()


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KANKEI_LANG", "en")


def test_a_result_is_cited_with_licence_and_hash(tmp_path: Path) -> None:
    used = Used("cow_capabilities", "cow-nmc", "7.0", {"cow_nmc.parquet": "8fce1d3a"})
    pq.write_table(cited(pa.table({"n": [1]}), used), tmp_path / "r.parquet")
    said = RUN.invoke(app, ["cite", "--file", str(tmp_path / "r.parquet")]).stdout
    assert "Singer, J. David" in said and "sha256 8fce1d3a" in said and "Licence: free" in said
    told = RUN.invoke(app, ["cite", "--file", str(tmp_path / "r.parquet"), "--json"]).stdout
    entry = json.loads(told)[0]
    assert entry["editions"][0]["sha256"] == {"cow_nmc.parquet": "8fce1d3a"}
    assert set(entry["licence"]) == {"ja", "en"}


def test_names_are_cited_as_bibtex_and_in_japanese(monkeypatch: pytest.MonkeyPatch) -> None:
    said = RUN.invoke(app, ["cite", "unsc_vetoes", "archigos_leaders", "--bibtex"]).stdout
    assert said.count("@misc{") == 2
    monkeypatch.setenv("KANKEI_LANG", "ja")
    assert "利用条件" in RUN.invoke(app, ["cite", "unsc_vetoes"]).stdout


def test_nothing_to_cite_is_wrong_use() -> None:
    assert RUN.invoke(app, ["cite"]).exit_code == 2


def test_data_sets_are_listed_by_form(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KANKEI_CACHE", str(tmp_path))
    monkeypatch.delenv("KANKEI_DATA", raising=False)
    rows = json.loads(RUN.invoke(app, ["datasets", "--json"]).stdout)
    found = {row["form"]: row for row in rows}
    assert found["cow-nmc"]["period"] == "1816/2022" and found["cow-nmc"]["folder"] is None
    assert found["undl"]["fetchable"] and not found["cow-nmc"]["fetchable"]
    said = RUN.invoke(app, ["datasets"]).stdout
    assert "kankei fetch unga_rollcalls" in said
    assert "http://www.atopdata.org" in said
