"""The pages equal the code, in both languages."""

from __future__ import annotations

import doctest
from pathlib import Path

import pytest

from kankei.measures.relation import FAMILIES, MEASURES
from kankei.measures.relation.index import SCHEMA
from kankei.measures.relation.scores import BORROWED_DAYS, DAYS_OF_MONTH, LEAST_SIZE
from kankei.measures.relation.sensitivity import DRAWS
from kankei.measures.relation.tuning import LEAST_TAIL
from kankei.terms.language import ANSWER_LANGUAGES

DOCS = Path(__file__).parents[3] / "docs" / "measures"


@pytest.mark.parametrize("language", ANSWER_LANGUAGES)
def test_examples_of_the_pages_run(language: str) -> None:
    path = DOCS / f"relation.{language}.md"
    result = doctest.testfile(str(path), module_relative=False, encoding="utf-8")
    assert result.attempted > 15
    assert result.failed == 0


@pytest.mark.parametrize("language", ANSWER_LANGUAGES)
def test_pages_name_what_the_code_has(language: str) -> None:
    text = (DOCS / f"relation.{language}.md").read_text(encoding="utf-8")
    named = [
        *(f"`{law.name}`" for law in FAMILIES),
        *(f"`{measure.name}`" for measure in MEASURES),
        *(f"`{name}`" for name in SCHEMA.names),
        f"/ {DAYS_OF_MONTH}\n",
        f"+ {BORROWED_DAYS} q)",
        f"+ {LEAST_SIZE:g} ",
        f"{LEAST_TAIL:g}",
        f"{DRAWS:,}" if language == "en" else "千組",
    ]
    assert [name for name in named if name not in text] == []
