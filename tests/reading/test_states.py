"""States in marked text: a line is a document, ⏎ parts its sentences, [text:XXX] marks a state."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kankei.reading.names import find_states
from kankei.reading.passages import Sentence, SentenceKind
from kankei.reading.text import View, surface
from kankei.terms.language import LANGUAGES, Language
from kankei.terms.source import Span

MARKED = Path(__file__).parent / "marked"
MARK = re.compile(r"\[([^\[\]:]+):([A-Z]{3})\]")
BREAK = "⏎"
Mark = tuple[int, int, str]


def marked_lines(stage: str) -> list[tuple[Language, str, str]]:
    """Language, rule and line of every marked text of a stage."""
    found: list[tuple[Language, str, str]] = []
    for language in LANGUAGES:
        rule = ""
        for line in (MARKED / f"{stage}.{language}.txt").read_text(encoding="utf-8").splitlines():
            if line.startswith("# "):
                rule = line.removeprefix("# ")
            elif line:
                found.append((language, rule, line))
    return found


def unmarked(line: str) -> tuple[str, list[Mark]]:
    """The text of a marked line and its marks."""
    text, marks, end = "", [], 0
    for mark in MARK.finditer(line):
        text += line[end : mark.start()]
        marks.append((len(text), len(text) + len(mark[1]), mark[2]))
        text += mark[1]
        end = mark.end()
    return text + line[end:], marks


def sentences_of(text: str, language: Language, kind: SentenceKind = "sentence") -> list[Sentence]:
    """One sentence for each part of a document."""
    found: list[Sentence] = []
    start = 0
    for part in text.split(BREAK):
        view = View(text, (Span(start, start + len(part)),) if part else ())
        found.append(Sentence(view, kind, language, len(found), 0))
        start += len(part) + 1
    return found


def states_of(text: str, language: Language, kind: SentenceKind = "sentence") -> list[Mark]:
    """Start, end and state of every mention."""
    found = find_states(sentences_of(text, language, kind))
    return [(one.spans[0].start, one.spans[-1].end, one.state) for one in found]


@pytest.mark.parametrize(("language", "rule", "line"), marked_lines("names-states"))
def test_marked_text(language: Language, rule: str, line: str) -> None:
    text, marks = unmarked(line)
    found = states_of(text, language)
    assert [(text[a:b], s) for a, b, s in found] == [(text[a:b], s) for a, b, s in marks], rule
    assert found == marks


@pytest.mark.parametrize(("language", "rule", "line"), marked_lines("names-states"))
def test_width_of_letters_makes_no_difference(language: Language, rule: str, line: str) -> None:
    text, marks = unmarked(line)
    wide = text.translate({code: code + 0xFEE0 for code in range(0x21, 0x7F) if chr(code) != "'"})
    if language in ("ja", "zh"):
        assert states_of(wide, language) == marks, rule


def test_headlines_name_states_by_one_letter() -> None:
    assert states_of("米、追加制裁へ", "ja", "heading") == [(0, 1, "USA")]
    assert states_of("米、小麦などの値上がり", "ja") == []


def test_a_name_torn_by_a_page_break_is_one_mention() -> None:
    raw = "関係はロ\n\nページ 3\n\nシアの利益である。"
    pieces = (Span(0, 4), Span(13, len(raw)))
    (mention,) = find_states([Sentence(View(raw, pieces), "sentence", "ja", 0, 0)])
    assert (mention.state, surface(raw, mention.spans)) == ("RUS", "ロシア")
    assert len(mention.spans) == 2


@pytest.mark.parametrize(
    ("text", "language", "state"),
    [
        ("北\u200b朝鮮は反発した", "ja", "PRK"),
        ("대한민국은 반발했다", "ko", "KOR"),
        ("ﾛｼｱは反発した", "ja", "RUS"),
        ("中 国 の 台 頭", "ja", "CHN"),
    ],
)
def test_spelling_of_characters_makes_no_difference(
    text: str, language: Language, state: str
) -> None:
    for form in ("NFC", "NFD"):
        assert [s for _, _, s in states_of(unicodedata.normalize(form, text), language)] == [state]


def test_addresses_name_no_states() -> None:
    assert (
        states_of("See https://www.example.org/Japan/China and mail China@example.org.", "en") == []
    )


def test_a_misprinted_heading_is_read_by_the_pairs_of_the_text() -> None:
    text = "日朝関係の強化⏎ロ朝関係は深まり、朝ロ両国は合意した。⏎ロ朝の首脳が会談した。"
    heading, *prose = sentences_of(text, "ja")
    heading = Sentence(heading.view, "heading", "ja", 0, 0)
    first, second, *_ = find_states([heading, *prose])
    assert (first.state, second.state) == ("RUS", "PRK")
    assert surface(text, first.spans) == "日"
    assert "read as" in first.why


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(LANGUAGES),
    st.text(
        st.sampled_from(
            "中国米日韓朝ロシア北台湾東京15、。「」 미북한국USChina's俄乌РоссияКНР\n\u200b"
        ),
        max_size=60,
    ),
)
def test_mentions_are_in_order_and_apart_and_lie_in_the_text(language: Language, text: str) -> None:
    found = find_states(sentences_of(text, language))
    ends = 0
    for mention in found:
        assert mention.state and mention.why
        assert mention.spans[0].start >= ends
        assert surface(text, mention.spans).strip()
        ends = mention.spans[-1].end
