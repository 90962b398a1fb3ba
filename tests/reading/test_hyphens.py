"""Titles and words at the line end in languages with spaces."""

from __future__ import annotations

import pytest

from kankei.reading.layout import lay_out
from kankei.reading.read import read_text


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("It was de-\ntained in port.", "It was detained in port."),
        ("A well-\nknown port.", "A well-known port."),
        ("A Kenya-\nbacked plan, Kenya-backed still.", "A Kenya-backed plan, Kenya-backed still."),
        ("Юго-\nвосток и дого-\nвор.", "Юго-восток и договор."),
    ],
)
def test_a_hyphen_at_the_line_end(raw: str, text: str) -> None:
    assert lay_out(raw).blocks[0].view.text == text


def test_a_russian_title_may_end_like_a_conjunction() -> None:
    raw = "Вода и мир в Азии\n\nИ. П. Орлова\n\n14 апреля 2025 г.\n\nСтороны спорят."
    assert [one.kind for one in read_text(raw).sentences] == [
        "title", "byline", "dateline", "sentence"
    ]  # fmt: skip


def test_a_running_head_with_its_number_is_left_out() -> None:
    raw = "The port stayed open in the long, bitter\n\n18 Harbour Papers\n\nwinter of that year."
    assert len(read_text(raw).sentences) == 1
    assert "Harbour" not in read_text(raw).sentences[0].text
