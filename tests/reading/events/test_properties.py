"""What holds for every text: spans, renamed states, negation, sentences taken away."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kankei.reading.passages import EventMention
from kankei.reading.read import read_text
from kankei.reading.text import surface
from kankei.terms.language import LANGUAGES, Language

from .marked_text import events_of, marked_lines, with_role, written

NAMES: dict[Language, dict[str, str]] = {
    "ja": {"FRA": "フランス", "BRA": "ブラジル", "EGY": "エジプト", "IND": "インド"},
    "en": {"FRA": "France", "BRA": "Brazil", "EGY": "Egypt", "IND": "India"},
    "ko": {"FRA": "프랑스", "BRA": "브라질", "EGY": "이집트", "IND": "인도"},
    "zh": {"FRA": "法国", "BRA": "巴西", "EGY": "埃及", "IND": "印度"},
    "ru": {"FRA": "Францию", "BRA": "Бразилию", "EGY": "Эфиопию", "IND": "Индию"},
}
FRAMED: dict[Language, str] = {
    "ja": "2020年5月3日、{}は{}を非難した。",
    "en": "On 3 May 2020 {} condemned {}.",
    "ko": "2020년 5월 3일 {}는 {}를 비난했다.",
    "zh": "2020年5月3日，{}在一份声明中再次强烈谴责{}的军事行动。",
    "ru": "3 мая 2020 года Китай осудил {1}.",
}
NEGATED = [
    (
        "ja",
        "両国は2020年5月3日に会談した。",
        "両国は2020年5月3日に会談しなかった。",
        "日本と中国の",
    ),
    (
        "ja",
        "{}は2020年5月3日、中国を訪問した。",
        "{}は2020年5月3日、中国を訪問しなかった。",
        "日本",
    ),
    ("en", "{} invaded Egypt in 2020.", "{} did not invade Egypt in 2020.", "France"),
    ("ko", "{}는 2020년 중국을 비난했다.", "{}는 2020년 중국을 비난하지 않았다.", "프랑스"),
    ("zh", "{}2020年谴责了中国。", "{}2020年没有谴责中国。", "法国"),
    ("ru", "{} осудила Китай в 2020 году.", "{} не осудила Китай в 2020 году.", "Франция"),
]
PIECES = st.sampled_from(
    [sentence for language in LANGUAGES for sentence, _ in marked_lines(language)]
    + ["（", "）", "「", "」", "“", "”", "[1]", "\n\n", "\0", "\u200b", "。", ". ", "対", "訪"]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=8), st.integers(0, 40))
def test_spans_lie_in_the_text_and_say_what_they_hold(pieces: list[str], cut: int) -> None:
    text = "".join(pieces)[cut:]
    reading = read_text(text)
    for event in reading.events:
        assert event.spans in event.mentions
        for spans in event.mentions:
            assert surface(reading.raw, spans).strip()
        assert event.actors
        assert event.part_of is None or event.part_of < len(reading.events)


@pytest.mark.parametrize("language", LANGUAGES)
def test_renamed_states_are_renamed_actors(language: Language) -> None:
    for source, target in permutations(NAMES[language], 2):
        text = FRAMED[language].format(NAMES[language][source], NAMES[language][target])
        (event,) = events_of(text, language)
        assert (event.plover, event.date) == ("ACCUSE", "2020-05-03")
        if language != "ru":
            assert with_role(event, "source") == [source]
            assert with_role(event, "target") == [target]


@pytest.mark.parametrize(("language", "told", "denied", "who"), NEGATED)
def test_negation_turns_polarity_and_nothing_else(
    language: Language, told: str, denied: str, who: str
) -> None:
    def read(text: str) -> EventMention:
        text = text.format(who) if "{}" in text else who + text
        (event,) = events_of(text, language)
        return event

    positive, negative = read(told), read(denied)
    assert (positive.polarity, negative.polarity) == ("+", "-")
    assert positive.actors == negative.actors
    assert (positive.plover, positive.date) == (negative.plover, negative.date)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_taken_away_takes_only_its_events(language: Language) -> None:
    pairs = permutations(NAMES[language].values(), 2)
    whole = list(dict.fromkeys(FRAMED[language].format(*pair) for pair in pairs))
    found = [written(event) for event in events_of("\n\n".join(whole), language)]
    assert len(found) == len(whole)
    for gone in range(0, len(whole), 2):
        rest = whole[:gone] + whole[gone + 1 :]
        left = [written(event) for event in events_of("\n\n".join(rest), language)]
        alone = [written(event) for event in events_of(whole[gone], language)]
        assert sorted(left + alone) == sorted(found)
