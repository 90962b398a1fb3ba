"""Options, scenarios and questions in five languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kankei.reading.causes import find_causes
from kankei.reading.options import find_options
from kankei.reading.passages import Sentence
from kankei.reading.text import View
from kankei.terms.language import LANGUAGES, Language

MARKED = Path(__file__).parent / "marked"
TAG = re.compile(r"</?o>")


def sentence(language: Language, text: str) -> Sentence:
    return Sentence(View.whole(text), "sentence", language, 0, 0)


def marked_lines() -> list[tuple[Language, str, str]]:
    found = []
    for language in LANGUAGES:
        for line in (MARKED / f"options.{language}.txt").read_text("utf-8").splitlines():
            if line and not line.startswith("#"):
                status, _, marked = line.partition(": ")
                found.append((language, status, marked))
    return found


@pytest.mark.parametrize(("language", "status", "marked"), marked_lines())
def test_marked_line(language: Language, status: str, marked: str) -> None:
    text = TAG.sub("", marked)
    found = find_options([sentence(language, text)])
    if status == "0":
        assert found == ()
        return
    (one,) = found
    if status == "question":
        assert one.kind == "question"
        return
    start = marked.index("<o>")
    wanted = set(range(start, marked.index("</o>") - len("<o>")))
    have = set(range(one.spans[0].start, one.spans[0].end))
    assert one.status == status
    assert len(wanted & have) / len(wanted | have) >= 0.7


def test_two_actions_under_one_word_are_two_options() -> None:
    text = "The three governments should set up a council and open a hotline."
    found = find_options([sentence("en", text)])
    assert [one.spans[0].of(text) for one in found] == ["set up a council", "open a hotline"]


def test_hedged_effects_are_scenarios_and_asserted_ones_are_not() -> None:
    text = "If the truce fails, refugees may return. Prices fell because of the drought."
    first, second = text[:40], text[41:]
    sentences = [sentence("en", first), sentence("en", second)]
    found = find_options(sentences, find_causes(sentences))
    assert [(one.kind, one.status) for one in found] == [("scenario", "possible")]
