"""The pages equal the code, in both languages."""

from __future__ import annotations

import doctest
from pathlib import Path

import pytest

pytest.importorskip("numba")

from kankei.measures.ideal_points import MEASURES, editions, model
from kankei.measures.ideal_points.chain import STEP
from kankei.measures.ideal_points.results import CONVERGED_SHARE, RHAT_LIMIT
from kankei.terms.language import ANSWER_LANGUAGES

DOCS = Path(__file__).parents[3] / "docs" / "measures"


@pytest.mark.parametrize("language", ANSWER_LANGUAGES)
def test_examples_of_the_pages_run(language: str) -> None:
    path = DOCS / f"ideal-points.{language}.md"
    result = doctest.testfile(str(path), module_relative=False, encoding="utf-8")
    assert result.attempted > 10
    assert result.failed == 0


@pytest.mark.parametrize("language", ANSWER_LANGUAGES)
def test_pages_name_what_the_code_has(language: str) -> None:
    text = (DOCS / f"ideal-points.{language}.md").read_text(encoding="utf-8")
    published, smooth = model("bsv"), model("smooth")
    named = [
        f"`{MEASURES[0].name}`",
        *(f'filters="{name}"' for name in editions()),
        f"±{published.latent_bound:g}",
        f"±{published.position_bound:g}",
        f"−{published.cut_bound:g}",
        f"{published.smoothing:g} · n_t",
        f"{smooth.step_sd:g}",
        str(RHAT_LIMIT),
        str(CONVERGED_SHARE),
        "0.2/3",
    ]
    assert [name for name in named if name not in text] == []
    assert pytest.approx(0.2 / 3) == STEP


def test_the_measure_is_a_field_with_its_page() -> None:
    for measure in MEASURES:
        assert measure.field.unit == "sd"
        assert measure.page == "ideal-points"
        assert measure.missing.ja
        assert measure.missing.en
