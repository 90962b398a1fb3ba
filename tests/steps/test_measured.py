"""Measured relations enter the report through the snapshot, and are named when they are absent."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from pathlib import Path

import pyarrow as pa
import pytest

from kankei.measures import dyads_of
from kankei.measures.snapshots import (
    Provenance,
    snapshot_breaks,
    snapshot_dependence,
    snapshot_moves,
    snapshot_relation,
    snapshot_sensitivity,
    snapshot_variants,
    write_snapshot,
)
from kankei.steps import build, new_study
from kankei.steps.measured import measured_of
from kankei.terms.language import Bilingual

STATES = ("JPN", "KOR", "PRK", "USA")
FOCUS = ("JPN", "KOR")
WARM = 3.0
"""What Japan and South Korea gain from March 2023 on in the made-up index."""


def index() -> pa.Table:
    """Two years of made-up relations, of which one warms; one month is hardly covered."""
    rows = []
    for place, (a, b) in enumerate(dyads_of(STATES)):
        for n in range(26):
            later = (a, b) == FOCUS and n >= 14
            level = 0.3 * ((n + place) % 3) + (WARM if later else 0.0)
            move = 4.0 if (a, b) == FOCUS and n == 14 else 0.1
            rows.append(
                {
                    "a": a,
                    "b": b,
                    "month": date(2022 + n // 12, n % 12 + 1, 1),
                    **{"mean": level, "lo": level - 1, "hi": level + 1, "n": 9, "sd": 0.6},
                    **{"coverage": 0.4 if n == 5 else 1.0, "signal": level, "signal_sd": 0.5},
                    **{"innovation": move, "innovation_sd": 0.5},
                }
            )
    return pa.Table.from_pylist(rows)


def provenance(dataset: str) -> Provenance:
    title, licence = Bilingual("表", "table"), Bilingual("L", "L")
    options = {"zero": "0.0", "unit": "1.0"}
    return Provenance(title, "f", dataset, "k", "C", licence, {}, "2022/2024", options)


def keep(study: Path) -> None:
    """Write the made-up tables into a study."""
    folder, whole = study / "snapshot", index()
    folder.mkdir(exist_ok=True)
    large = snapshot_moves(whole)
    variants = {"odd_days": whole, "random_walk": whole}
    trade = pa.table(
        {
            "a": ["KOR", "KOR", "KOR", "JPN"],
            "b": ["JPN", "JPN", "USA", "KOR"],
            "year": [1992, 2014, 2014, 2014],
            "trade_share": [0.2, 0.1, 0.3, None],
            "missing": ["", "", "", "a-flow-is-unknown"],
        }
    )
    scores = provenance("gdelt_dyad_days")
    for name, table, about in (
        ("relation", snapshot_relation(whole), scores),
        ("relation_moves", large, scores),
        ("relation_breaks", snapshot_breaks(whole), scores),
        ("relation_sensitivity", snapshot_sensitivity(variants, large), scores),
        ("relation_variants", snapshot_variants(variants, FOCUS), scores),
        (
            "trade_dependence",
            snapshot_dependence(trade, STATES, ("trade_share",), 1992),
            provenance("cow_trade"),
        ),
    ):
        write_snapshot(folder, name, table, about)


def page(study: Path, language: str) -> str:
    text = (study / "build" / "report" / f"report.{language}.html").read_text(encoding="utf-8")
    return unescape(re.sub(r"<[^>]+>", " ", text)).replace("\u2060", "")


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> Path:
    study = tmp_path_factory.mktemp("measured") / "study"
    new_study(study)
    keep(study)
    build(study)
    return study


def test_the_change_in_the_report_is_that_of_the_table(measured: Path) -> None:
    english, japanese = page(measured, "en"), page(measured, "ja")
    assert "moved closer by 3.0 units" in english and "3.0単位" in japanese
    assert "For 5 the 90 % interval holds zero" in english
    assert "Large move of March 2023 (+4.0 units" in english
    assert "the change is detected in all of them (+3.0 to +3.0 units)" in english
    assert "fewer than half of its days in the source (June 2022)" in english


def test_figures_of_the_relations_are_shipped_with_their_data(measured: Path) -> None:
    for key in ("relation-focus", "relation-curves", "relation-changes"):
        assert (measured / "build" / "report" / "figures" / f"{key}.en.json").is_file()


def test_a_share_is_told_and_a_missing_one_is_a_dash(measured: Path) -> None:
    english = page(measured, "en")
    assert "South Korea: United States (– → 30.0%)" in english
    assert "Trade data end in 2014" in english


def test_absent_tables_leave_their_sections_out_and_are_named(study: Path) -> None:
    build(study)
    english = page(study, "en")
    assert english.count("How each relation moved, measured") == 1
    assert "How each relation moved, measured: relation index (relation), large moves" in english
    assert "kankei measure snapshot STUDY" in english


def test_rows_are_read_as_terms_with_missing_kept_missing() -> None:
    row = {"dyad": "PRK-RUS", "month": "2023-09-01", "mean": "1", "lo": "0", "hi": "2", "n": "0"}
    more = {"coverage": "0.3", "move": "0.1", "signal": "", "signal_sd": ""}
    (month,) = measured_of({"relation": [row | more]}, {}).months
    assert (month.signal, month.signal_sd, month.reports, month.variant) == (None, None, 0, "")
