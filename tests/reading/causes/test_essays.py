"""A culture essay and a chronology hold no causal statement."""

from __future__ import annotations

import pytest

from kankei.reading.read import read_text
from kankei.terms.language import LANGUAGES, Language

from .marked_text import MARKED


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_cause_where_none_is_told(language: Language) -> None:
    text = (MARKED / f"causes_none.{language}.txt").read_text("utf-8")
    reading = read_text(text, language=language)
    assert len(reading.sentences) > 8
    assert reading.causes == ()
    assert reading.options == ()
