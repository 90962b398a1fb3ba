"""The pages on similarity, order and discourse: examples run, every name and reason is there."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import pytest

from kankei.measures.declare import Measure
from kankei.measures.discourse import (
    EMPTY,
    PER,
    TERM_PER_10000_CHARACTERS,
    TERM_PER_10000_WORDS,
    UNSPACED,
)
from kankei.measures.order import MEASURES as ORDER
from kankei.measures.order.concentration import INCOMPLETE, NO_STATE, NOTHING, ONE_STATE
from kankei.measures.order.memberships import GROUPS
from kankei.measures.order.poles import POLE_ABSENT, SURE
from kankei.measures.vote_similarity import COMMITMENTS
from kankei.measures.vote_similarity import MEASURES as SIMILARITY
from kankei.measures.vote_similarity.blocks import FEW_COMMON, NO_COMMON
from kankei.terms.language import ANSWER_LANGUAGES

DOCS = Path(__file__).parents[3] / "docs" / "measures"
POWER = (INCOMPLETE, NO_STATE, NOTHING, ONE_STATE)
PAGES: dict[str, tuple[tuple[Measure, ...], tuple[str, ...]]] = {
    "vote-similarity": (SIMILARITY, (FEW_COMMON, NO_COMMON, COMMITMENTS[0])),
    "order": (ORDER, (*POWER, POLE_ABSENT, str(SURE), "no-tie", "no-triangle", *GROUPS)),
    "discourse": ((TERM_PER_10000_WORDS, TERM_PER_10000_CHARACTERS), (EMPTY, UNSPACED, f"{PER:,}")),
}
EVERY = [(name, language) for name in PAGES for language in ANSWER_LANGUAGES]


def page(name: str, language: str) -> str:
    return (DOCS / f"{name}.{language}.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_examples_run(name: str, language: str) -> None:
    path = str(DOCS / f"{name}.{language}.md")
    result = doctest.testfile(path, module_relative=False, encoding="utf-8")
    assert result.attempted > 8
    assert result.failed == 0


@pytest.mark.parametrize("name", list(PAGES))
def test_examples_are_the_same_in_both_languages(name: str) -> None:
    blocks = [
        re.findall(r"```python\n(.*?)```", page(name, lang), re.S) for lang in ANSWER_LANGUAGES
    ]
    assert blocks[0] == blocks[1]


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_pages_name_every_measure_and_every_reason(name: str, language: str) -> None:
    measures, reasons = PAGES[name]
    text = page(name, language)
    assert all(measure.page == name for measure in measures)
    lacking = [m.name for m in measures if not re.search(rf"\b{m.name}\b", text)]
    assert lacking == []
    assert [reason for reason in reasons if reason not in text] == []
    for measure in measures:
        assert measure.label.ja
        assert measure.missing.ja.endswith("。")
        assert measure.missing.en.endswith(".")
