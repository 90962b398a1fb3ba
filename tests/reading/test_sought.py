"""A pattern that is sought by its words finds what it finds without them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kankei.reading.causes.lexicon import lexicon
from kankei.reading.claims.drafts import patterns
from kankei.reading.sieve import Sieve
from kankei.reading.sought import Sought, gated, needed, one_of, sought
from kankei.reading.words import word_list
from kankei.terms.language import LANGUAGES

TEXTS = {
    "en": "If prices rise, officials said, it MAY be because of tariffs; According to\nhim, no.",
    "ja": "輸出が減れば、両国の対立が深まる恐れがあると専門家は述べた。日韓は「協力すべきだ」。",
    "ko": "전문가는 수출이 줄면 갈등이 깊어질 수 있다고 말했다. 한미일은 협력해야 한다.",
    "ru": "Если экспорт упадёт, то, По словам эксперта, вряд ли удастся избежать спада, заявил он.",
    "zh": "专家认为，如果出口减少，可能导致两国对立加剧。据新华社报道，中美应当对话。",
}
PIECES = ["said", "Told", "no", " ", ",", "专家", "学者", "说", "一", "сказал", "말했다", "ſ", "K"]


def strings(value: Any) -> Iterator[str]:
    """All strings of a word list; most of them are patterns."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from strings(one)


def spans(pattern: Any, text: str) -> list[tuple[int, int]]:
    return [match.span() for match in pattern.finditer(text)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_pattern_of_the_word_lists_finds_the_same(language: Any) -> None:
    plain = re.compile
    sources = {*strings(word_list(language, "claims")), *strings(word_list(language, "options"))}
    sources |= {one.pattern.pattern for one in lexicon(language).links.rows}
    for source in sources:
        for text in TEXTS.values():
            assert spans(sought(source), text) == spans(plain(source), text), source
            assert spans(plain(gated(source)), text) == spans(plain(source), text), source


@given(st.lists(st.sampled_from(PIECES), max_size=8).map("".join))
@settings(max_examples=60, deadline=None)
def test_search_match_and_bounds_are_those_of_the_plain_pattern(text: str) -> None:
    for source in (
        "[一-鿿]{0,2}?(?:专家|学者)(?=说)",
        r"(?i)\b(?:said|told)",
        r"(?i:say|saids)?,|(?<!о)с",
        "(?<=专家|学者)[一-鿿]{0,2}?(?!说)",
    ):
        found, plain = sought(source), re.compile(source)
        for start in range(4):
            assert spans(found, text) == spans(plain, text)
            inside = [one.span() for one in found.finditer(text, start, len(text) - 1)]
            assert inside == [one.span() for one in plain.finditer(text, start, len(text) - 1)]
            for one in (found.search, found.match):
                same = getattr(plain, one.__name__)(text, start, len(text) - 1)
                other = one(text, start, len(text) - 1)
                assert (other and other.span()) == (same and same.span())


def test_what_cannot_match_is_not_tried() -> None:
    pattern = sought("[一-鿿]{0,6}?(?:发言人|官员)")
    assert isinstance(pattern, Sought)
    assert not pattern.search("中国和日本")
    assert needed("(?:a|b)?") is None
    assert all(isinstance(one, Sought | re.Pattern) for one in patterns("zh")["source"])


@given(st.lists(st.text("abc", min_size=1, max_size=4), min_size=1), st.text("abc", max_size=6))
@settings(max_examples=100, deadline=None)
def test_the_longest_word_is_found(words: list[str], text: str) -> None:
    beginning = [word for word in words if text.startswith(word)]
    match = re.match(one_of(words), text)
    assert (match.group() if match else "") == max(beginning, key=len, default="")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sieve_leaves_every_row_that_matches(language: Any) -> None:
    sources = sorted({*strings(word_list(language, "claims"))})
    sieve = Sieve(((source, [source]) for source in sources), language)
    for text in TEXTS.values():
        left = sieve.left(text)
        assert {source for source in sources if re.search(source, text)} <= {*left}
        assert list(left) == [source for source in sieve.rows if source in left]


def test_a_sieve_leaves_out_what_cannot_match() -> None:
    sieve = Sieve([("say", ["说|称"]), ("ask", ["[一-鿿]*要求", ".$"])], "zh")
    assert sieve.left("发言人说。") == ("say",)
    assert sieve.left("两国会谈。") == ()


def test_two_words_that_are_needed_are_both_looked_for() -> None:
    pattern = sought("[一-鿿]*要求[一-鿿]*(?:停止|立即)")
    assert not pattern.search("甲方要求对话") and not pattern.search("甲方停止对话")
    assert pattern.search("甲方要求停止")
