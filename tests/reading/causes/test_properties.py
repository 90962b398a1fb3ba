"""What must hold for causal statements of every language and every text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kankei.reading.causes import find_causes
from kankei.reading.passages import Sentence
from kankei.reading.text import View
from kankei.terms.hedge import hedge_of
from kankei.terms.language import LANGUAGES, Language

from .marked_text import read, statements

LINES = [line for line in statements() if line.signs]

HEDGED: dict[Language, tuple[str, ...]] = {
    "ja": (
        "関税が上がれば、輸入が減る。",
        "関税が上がれば、輸入が減る恐れがある。",
        "関税が上がれば、輸入が減る可能性が高い。",
        "関税が上がれば、輸入が減るかもしれない。",
    ),
    "en": (
        "If tariffs rise, imports fall.",
        "If tariffs rise, imports might fall.",
        "If tariffs rise, imports could fall.",
        "If tariffs rise, imports will probably fall.",
    ),
    "ko": (
        "관세가 오르면 수입이 줄어들 것이다.",
        "관세가 오르면 수입이 줄어들 수 있다.",
        "관세가 오르면 수입이 줄어들 가능성이 높다.",
    ),
    "zh": (
        "如果关税上调，进口将减少。",
        "如果关税上调，进口可能减少。",
        "如果关税上调，进口很可能减少。",
        "如果关税上调，进口势必减少。",
    ),
    "ru": (
        "Если пошлины вырастут, импорт сократится.",
        "Если пошлины вырастут, импорт может сократиться.",
        "Если пошлины вырастут, импорт, скорее всего, сократится.",
    ),
}

NEGATED: tuple[tuple[Language, str, str], ...] = (
    ("ja", "関税が上がれば、輸入は減る。", "関税が上がれば、輸入は減らない。"),
    ("ja", "鉄道が通れば、町は栄える。", "鉄道が通れば、町は栄えない。"),
    ("en", "If tariffs rise, imports will fall.", "If tariffs rise, imports will not fall."),
    ("en", "If the line opens, trade will grow.", "If the line opens, trade will not grow."),
    ("ko", "관세가 오르면 수입이 줄어든다.", "관세가 오르면 수입이 줄어들지 않는다."),
    ("zh", "如果铁路开通，贸易会增长。", "如果铁路开通，贸易不会增长。"),
    (
        "ru",
        "Если дорога откроется, торговля вырастет.",
        "Если дорога откроется, торговля не вырастет.",
    ),
)

CONDITIONS: tuple[tuple[Language, str, str], ...] = (
    ("ja", "支援が続けば、町は栄える。", "支援が続かなければ、町は栄える。"),
    ("en", "If the aid lasts, the town will grow.", "Unless the aid lasts, the town will grow."),
    ("ko", "지원이 계속되면 마을이 발전한다.", "지원이 계속되지 않으면 마을이 발전한다."),
    ("zh", "如果援助继续，城市会发展。", "如果援助不继续，城市会发展。"),
    (
        "ru",
        "Если помощь продолжится, город вырастет.",
        "Если помощь не продолжится, город вырастет.",
    ),
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_hedge_moves_only_the_band(language: Language) -> None:
    found = [read(language, text) for text in HEDGED[language]]
    assert all(len(one) == 1 for one in found)
    assert len({(one.sign, one.cause, one.kind) for (one,) in found}) == 1
    assert len({one.band for (one,) in found}) == len(found)


@pytest.mark.parametrize(("language", "plain", "negated"), NEGATED)
def test_a_negated_effect_turns_the_sign(language: Language, plain: str, negated: str) -> None:
    (first,), (second,) = read(language, plain), read(language, negated)
    assert {first.sign, second.sign} == {"+", "-"}


@pytest.mark.parametrize(("language", "plain", "negated"), CONDITIONS)
def test_a_negated_condition_turns_the_sign(language: Language, plain: str, negated: str) -> None:
    (first,), (second,) = read(language, plain), read(language, negated)
    assert {first.sign, second.sign} == {"+", "-"}
    assert first.condition == first.cause


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_removing_a_sentence_removes_only_its_statements(data: st.DataObject) -> None:
    language = data.draw(st.sampled_from(LANGUAGES))
    pool = [line.text for line in LINES if line.language == language]
    texts = data.draw(st.lists(st.sampled_from(pool), min_size=2, max_size=4))
    gone = data.draw(st.integers(0, len(texts) - 1))
    each = [len(read(language, text)) for text in texts]
    rest = [text for number, text in enumerate(texts) if number != gone]
    assert len(read(language, *texts)) - each[gone] == len(read(language, *rest))


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(LANGUAGES), st.data())
def test_spans_lie_in_the_sentence_whatever_the_text(
    language: Language, data: st.DataObject
) -> None:
    pieces = [line.text for line in LINES if line.language == language]
    text = "".join(
        piece[data.draw(st.integers(0, 6)) : data.draw(st.integers(8, 40))]
        + data.draw(st.sampled_from(["", "「", "（", ")", "”", "“", "、", ", ", "\x00", "，"]))
        for piece in data.draw(st.lists(st.sampled_from(pieces), min_size=1, max_size=5))
    )
    for one in read(language, text):
        for spans in (one.cause, one.effect, one.hedge, one.connective, one.condition):
            assert all(0 <= span.start < span.end <= len(text) for span in spans)
        assert one.effect
        assert 0 <= one.band[0] <= one.band[1] <= 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_band_comes_from_the_table(language: Language) -> None:
    for line in LINES:
        if line.language == language:
            for one in read(language, line.text):
                assert one.band == hedge_of(one.wording, language).band


def test_the_previous_sentence_is_the_cause_of_what_follows_from_it() -> None:
    first, second = "港が閉鎖された。", "その結果、輸出が減った。"
    found = read("ja", first, second)
    assert [(one.cause[0].start, one.cause[0].end, one.sign) for one in found] == [(0, 8, "-")]


def test_words_in_brackets_make_their_own_statement() -> None:
    text = "工場（停電が続けば操業を止める恐れがある）は港の隣に立つ。"
    (one,) = read("ja", text)
    assert one.cause[0].of(text) == "停電が続けば"


def test_headings_and_references_are_not_read() -> None:
    view = View.whole("If tariffs rise, imports fall.")
    assert find_causes([Sentence(view, "heading", "en", 0, 0)]) == ()
    assert find_causes([Sentence(view, "footnote_ref", "en", 0, 0)]) == ()


def test_a_long_sentence_is_read_in_bounded_time() -> None:
    text = "甲は乙であり、" * 2000 + "輸出が減った。"
    assert read("ja", text) == ()
