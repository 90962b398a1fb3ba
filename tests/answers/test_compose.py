"""Nothing is said that rests on no finding."""

from __future__ import annotations

import pytest

from kankei.answers.compose import Listing, Paragraph, Report, Row, Section, Sentence
from kankei.terms.errors import SupportError
from kankei.terms.language import Bilingual

from .made import finding, sentence

TEXT = Bilingual("文。", "A sentence.")


def test_a_sentence_without_a_finding_is_refused() -> None:
    with pytest.raises(SupportError, match="rests on no finding"):
        Sentence(TEXT, ())


def test_a_row_without_a_finding_is_refused() -> None:
    with pytest.raises(SupportError, match="rests on no finding"):
        Row((TEXT,), ())


def test_a_finding_without_evidence_or_a_silent_gap_is_refused() -> None:
    with pytest.raises(SupportError, match="must be a value or a reason"):
        finding(value=None)
    assert finding(value=None, missing="not covered").value is None


def test_a_report_lists_each_finding_once_in_reading_order() -> None:
    other = Sentence(TEXT, (finding(4),))
    section = Section(
        "s", TEXT, (Paragraph((sentence(), other)), Listing((sentence(),), lead=other))
    )
    found = Report(TEXT, TEXT, (section,)).findings()
    assert [item.value for item in found] == [3, 4]
