"""A footnote follows the language of the cited work, whatever the language of the report."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kankei.answers.footnotes import Footnotes, cite

from .made import source

STYLES = {
    "ja": ("記事", "日刊紙", "「記事」『日刊紙』2024年2月27日。"),
    "en": ("Story", "Daily", "“Story,” Daily, 27 February 2024."),
    "zh": ("文章", "日报", "《文章》，日报，2024年2月27日。"),
    "ko": ("기사", "일보", "「기사」, 『일보』, 2024년 2월 27일."),
    "ru": ("Статья", "Газета", "Статья // Газета. 27 февраля 2024 г."),
}


@pytest.mark.parametrize("language", STYLES)
def test_style_by_language(language: str) -> None:
    title, publisher, expected = STYLES[language]
    cited = cite(source(language=language, title=title, publisher=publisher))
    assert cited == expected


def test_a_japanese_author_and_address() -> None:
    cited = cite(source(language="ja", author="山田太郎", title="題", url="https://example.org/a"))
    assert cited.startswith("山田太郎「題」") and cited.endswith("https://example.org/a")


def test_books_are_set_in_italics_in_english_and_in_corner_brackets_in_japanese() -> None:
    assert "*Story*" in cite(source(kind="book"))
    assert "『Story』" in cite(source(kind="book", language="ja"))


@given(st.sampled_from(sorted(STYLES)), st.sampled_from(["author", "publisher", "url", "symbol"]))
def test_what_a_source_lacks_leaves_no_trace(language: str, absent: str) -> None:
    cited = cite(source(language=language, **{absent: ""}))
    for trace in (
        ", ,",
        "“”",
        "「」",
        "『』",
        "《》",
        "None",
        ",,",
        "、、",
        "，，",
        "()",
        "..",
        "  ",
    ):
        assert trace not in cited
    assert not cited.startswith((",", "，", "、", ".", " ", "/"))


def test_the_same_set_of_sources_is_one_footnote() -> None:
    notes = Footnotes()
    assert [notes.number(keys) for keys in (["a"], ["b", "a"], ["a"], [])] == [1, 2, 1, None]
    assert [note.sources for note in notes.all()] == [("a",), ("b", "a")]
