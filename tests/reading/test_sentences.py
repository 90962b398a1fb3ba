"""Sentence ends, by text in which a bar marks every end."""

from __future__ import annotations

import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kankei.reading.sentences import split
from kankei.terms.language import LANGUAGES, Language

from .expected import NAMES, document, plain, reading

MARKED = Path(__file__).parent / "marked"


def marked(language: Language) -> list[str]:
    text = (MARKED / f"sentences.{language}.txt").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


CASES = [(language, line) for language in LANGUAGES for line in marked(language)]


@pytest.mark.parametrize(("language", "line"), CASES)
def test_marked_text(language: Language, line: str) -> None:
    wanted = [part.strip() for part in line.split("|")]
    text = line.replace("|", "")
    assert [text[start:end] for start, end in split(text, language)] == wanted


@pytest.mark.parametrize("name", NAMES)
def test_sentences_of_the_documents(name: str) -> None:
    found = [plain(one.text) for one in reading(name).sentences if one.kind == "sentence"]
    assert found == ["\t".join(words) for words in document(name).of("sentence")]


def test_a_note_mark_behind_the_end_mark_belongs_to_the_sentence() -> None:
    text = "They met.¹ It ended. ² Next."
    found = split(text, "en", {9: 10, 21: 22})
    assert [text[start:end] for start, end in found] == ["They met.¹", "It ended. ²", "Next."]


def test_a_sentence_of_five_thousand_characters_takes_no_time() -> None:
    text = "両国は「協議」を続け、" * 450 + "合意した。" + "次。"
    begun = time.perf_counter()
    assert len(split(text, "ja")) == 2
    assert time.perf_counter() - begun < 0.5


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet='あA.。!? 「」()"a1…\n', max_size=60), st.sampled_from(LANGUAGES))
def test_pieces_cover_everything_but_white_space(text: str, language: Language) -> None:
    found = split(text, language)
    assert all(start < end for start, end in found)
    assert all(a[1] <= b[0] for a, b in pairwise(found))
    assert "".join("".join(text[a:b].split()) for a, b in found) == "".join(text.split())
