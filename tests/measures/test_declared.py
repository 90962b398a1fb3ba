"""Every measure is declared, explained in both languages, and its page equals the code."""

from __future__ import annotations

import doctest
import re
import tomllib
from pathlib import Path

import pytest

from kankei.measures import MEASURES, Measure
from kankei.measures.breaks import COSTS, HAZARD
from kankei.measures.dependence.arms import NO_TRANSFERS, WINDOW
from kankei.measures.dependence.arms import OUTSIDE as OUTSIDE_WINDOW
from kankei.measures.dependence.memberships import UNKNOWN
from kankei.measures.dependence.trade import FLOW_UNKNOWN, NO_TRADE
from kankei.measures.dyad_scores import FEW_DAYS, LEAST_COVERED, NO_VARIATION
from kankei.measures.event_counts import GRAINS, REASONS
from kankei.measures.panel import COUNTED, OUTSIDE
from kankei.measures.vote_agreement import CHOICES, HALF_CREDIT, NO_COMMON_VOTE, Z
from kankei.terms.language import ANSWER_LANGUAGES
from kankei.terms.plover import cameo, event_types

ROOT = Path(__file__).parent.parent.parent
SNAPSHOT = ROOT / "studies" / "northeast-asia" / "snapshot"
DOCS = ROOT / "docs" / "measures"
OURS = ("panel", "vote-agreement", "dyad-scores", "breaks", "event-counts", "dependence")
CONSTANTS = {
    "panel": (*COUNTED, OUTSIDE, *event_types()),
    "vote-agreement": (*CHOICES, str(HALF_CREDIT), f"{Z:.6f}", NO_COMMON_VOTE),
    "dyad-scores": (str(LEAST_COVERED), FEW_DAYS, NO_VARIATION),
    "event-counts": (*REASONS, *GRAINS),
    "dependence": (FLOW_UNKNOWN, NO_TRADE, NO_TRANSFERS, OUTSIDE_WINDOW, UNKNOWN, str(WINDOW)),
    "breaks": (f"1/{round(1 / HAZARD)}", *COSTS),
}


def page(name: str, language: str) -> str:
    return (DOCS / f"{name}.{language}.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.name)
def test_a_measure_is_a_field_with_a_rule_and_a_page(measure: Measure) -> None:
    assert measure.label.ja
    assert measure.label.en
    assert measure.missing.ja
    assert measure.missing.en
    assert measure.reference
    for language in ANSWER_LANGUAGES:
        assert f"`{measure.name}`" in page(measure.page, language) or re.search(
            rf"\b{measure.name}\b", page(measure.page, language)
        )


def test_measures_are_listed_once() -> None:
    names = [measure.name for measure in MEASURES]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("name", OURS)
@pytest.mark.parametrize("language", ANSWER_LANGUAGES)
def test_examples_of_the_pages_run(name: str, language: str) -> None:
    path = DOCS / f"{name}.{language}.md"
    result = doctest.testfile(str(path), module_relative=False, encoding="utf-8")
    assert result.attempted > 4
    assert result.failed == 0


@pytest.mark.parametrize("name", OURS)
@pytest.mark.parametrize("language", ANSWER_LANGUAGES)
def test_pages_name_the_constants_of_the_code(name: str, language: str) -> None:
    text = page(name, language)
    assert [constant for constant in CONSTANTS[name] if constant not in text] == []


@pytest.mark.parametrize("language", ANSWER_LANGUAGES)
def test_weights_of_the_page_are_those_of_the_code(language: str) -> None:
    rows = re.findall(
        r"^\| (\d\d) \| (.*?) \| (-?[\d.]+) \|$", page("panel", language), re.MULTILINE
    )
    assert len(rows) == 20
    for code, label, weight in rows:
        known = cameo(code)
        assert (label, float(weight)) == (
            known.label.ja if language == "ja" else known.label.en,
            known.intensity,
        )


@pytest.mark.parametrize("language", ANSWER_LANGUAGES)
def test_classes_of_the_page_are_those_of_the_code(language: str) -> None:
    text = page("panel", language)
    for name, warm in (("cooperation_count", True), ("conflict_count", False)):
        line = next(line for line in text.splitlines() if line.startswith(name))
        kinds = {kind.code for kind in event_types().values() if kind.cooperative is warm}
        assert kinds == set(re.findall(r"\b[A-Z]{3,}\b", line)) - {"PLOVER"}


def test_numbers_quoted_on_the_pages_are_those_of_the_snapshots() -> None:
    votes = (SNAPSHOT / "vote_agreement.csv").read_text(encoding="utf-8")
    assert "\nPRK-RUS,2023,79,66,10,3,0.8987," in votes
    scores = (SNAPSHOT / "dyad_scores.csv").read_text(encoding="utf-8")
    assert "\nPRK-RUS,2023-09-01,30,30,18458.08,615.2693," in scores
    assert "\nPRK-RUS,2023-05-01,15,31,,,,fewer-than-half-the-days-covered" in scores
    for language in ANSWER_LANGUAGES:
        assert "66" in page("vote-agreement", language)
        assert "18458.08" in page("dyad-scores", language)
    assert (
        tomllib.loads((SNAPSHOT / "dyad_scores.toml").read_text(encoding="utf-8"))["rows"] == 2072
    )
