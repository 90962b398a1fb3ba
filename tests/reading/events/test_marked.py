"""Sentences of five languages with the events that a reader of the language finds in them."""

from __future__ import annotations

import pytest

from kankei.terms.language import LANGUAGES, Language

from .marked_text import MARKED, events_of, marked_lines, written

LINES = [(language, *line) for language in LANGUAGES for line in marked_lines(language)]


@pytest.mark.parametrize(("language", "sentence", "wanted"), LINES, ids=lambda part: str(part)[:24])
def test_marked(language: Language, sentence: str, wanted: list[str]) -> None:
    assert sorted(map(written, events_of(sentence, language))) == sorted(wanted)


@pytest.mark.parametrize("language", LANGUAGES)
def test_enough_marked_lines(language: Language) -> None:
    assert len(list(marked_lines(language))) >= 50


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_event_in_a_culture_essay(language: Language) -> None:
    text = (MARKED / f"events_none.{language}.txt").read_text("utf-8")
    assert [written(event) for event in events_of(text, language)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_asserted_among_denials(language: Language) -> None:
    text = (MARKED / f"events_denied.{language}.txt").read_text("utf-8")
    found = events_of(text, language)
    assert len(found) >= 5
    told = [event for event in found if event.polarity == "+" and event.assertion != "denied"]
    assert [written(event) for event in told if event.assertion != "planned"] == []
