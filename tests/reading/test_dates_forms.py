"""Dates written in every form, read back; and what must not change a value."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kankei.reading.dates import find_dates, find_published, parse_date
from kankei.reading.dates.folding import folded
from kankei.reading.dates.grammar import grammar
from kankei.reading.passages import Sentence, SentenceKind
from kankei.reading.text import View
from kankei.terms.language import LANGUAGES, Language
from kankei.terms.period import Period

from .test_dates_marked import DOCUMENTS, MarkedDocument

KANJI = "〇一二三四五六七八九"
FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
ENGLISH = "January February March April May June July August September October November December"
RUSSIAN = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря"
ERAS = (("令和", 2019), ("平成", 1989), ("昭和", 1926), ("大正", 1912))


def kanji(number: int) -> str:
    """Write 1 to 99 with 十."""
    tens, ones = divmod(number, 10)
    return (
        (KANJI[tens] if tens > 1 else "") + ("十" if tens else "") + (KANJI[ones] if ones else "")
    )


def places(number: int) -> str:
    return "".join(KANJI[int(digit)] for digit in str(number))


def era(day: date) -> tuple[str, int]:
    name, first = next(pair for pair in ERAS if day.year >= pair[1])
    return name, day.year - first + 1


def ordinal(number: int) -> str:
    ending = "th" if 4 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


WRITERS: dict[Language, tuple[Callable[[date], str], ...]] = {
    "ja": (
        lambda day: f"{day.year}年{day.month}月{day.day}日",
        lambda day: f"{day.year} 年 {day.month} 月 {day.day} 日",
        lambda day: f"{day.year}年{day.month}月{day.day}日".translate(FULL_WIDTH),
        lambda day: f"{places(day.year)}年{kanji(day.month)}月{kanji(day.day)}日",
        lambda day: f"西暦{day.year}年{day.month}月{day.day}日",
        lambda day: "{}{}年".format(*era(day)) + f"{day.month}月{day.day}日",
        lambda day: "{}{}（{}）年".format(*era(day), day.year) + f"{day.month}月{day.day}日",
        lambda day: "{}{}年（{}年）".format(*era(day), day.year) + f"{day.month}月{day.day}日",
        lambda day: era(day)[0] + kanji(era(day)[1]) + f"年{kanji(day.month)}月{kanji(day.day)}日",
        lambda day: f"{day.year}/{day.month}/{day.day}",
        lambda day: day.isoformat(),
    ),
    "zh": (
        lambda day: f"{day.year}年{day.month}月{day.day}日",
        lambda day: f"{day.year}年{day.month}月{day.day}號",
        lambda day: f"{places(day.year)}年{kanji(day.month)}月{kanji(day.day)}日",
        lambda day: f"民國{day.year - 1911}年{day.month}月{day.day}日",
        lambda day: f"今（{day.year}）年{day.month}月{day.day}日",
        lambda day: f"{day.year}-{day.month}-{day.day}",
    ),
    "ko": (
        lambda day: f"{day.year}년 {day.month}월 {day.day}일",
        lambda day: f"{day.year}년{day.month}월{day.day}일",
        lambda day: f"{day.year}. {day.month}. {day.day}",
        lambda day: f"주체{day.year - 1911}({day.year})년 {day.month}월 {day.day}일",
        lambda day: f"주체{day.year - 1911}년 {day.month}월 {day.day}일",
    ),
    "en": (
        lambda day: f"{day.day} {ENGLISH.split()[day.month - 1]} {day.year}",
        lambda day: f"{ENGLISH.split()[day.month - 1]} {day.day}, {day.year}",
        lambda day: f"{ordinal(day.day)} of {ENGLISH.split()[day.month - 1]} {day.year}",
        lambda day: f"{ENGLISH.split()[day.month - 1][:3]} {ordinal(day.day)}, {day.year}",
        lambda day: day.isoformat(),
        lambda day: f"{day.day:02d}.{day.month:02d}.{day.year}",
    ),
    "ru": (
        lambda day: f"{day.day} {RUSSIAN.split()[day.month - 1]} {day.year} г.",
        lambda day: f"{day.day} {RUSSIAN.split()[day.month - 1]} {day.year} года",
        lambda day: f"{day.day}-го {RUSSIAN.split()[day.month - 1]} {day.year}",
        lambda day: f"{day.day:02d}.{day.month:02d}.{day.year}",
    ),
}
FORMS = [(language, writer) for language in LANGUAGES for writer in WRITERS[language]]
DAYS = st.dates(date(1930, 1, 1), date(2099, 12, 31))


def line(text: str, language: Language, kind: SentenceKind = "sentence") -> Sentence:
    return Sentence(View.whole(text), kind, language, paragraph=0, section=0)


@pytest.mark.parametrize(("language", "writer"), FORMS)
@given(day=DAYS)
@settings(max_examples=12, deadline=None)
def test_a_written_date_is_read_back(
    language: Language, writer: Callable[[date], str], day: date
) -> None:
    assert parse_date(writer(day), language) == day.isoformat()


@pytest.mark.parametrize("language", LANGUAGES)
@given(day=DAYS, length=st.integers(1, 400))
@settings(max_examples=12, deadline=None)
def test_a_range_is_read_back(language: Language, day: date, length: int) -> None:
    joins = {"ja": "から", "zh": "至", "ko": "부터 ", "en": " to ", "ru": " по "}
    last = day + timedelta(days=length)
    first_words, last_words = (WRITERS[language][0](end) for end in (day, last))
    opening = {"en": "from ", "ru": "с "}.get(language, "")
    text = opening + first_words + joins[language] + last_words
    assert parse_date(text, language) == f"{day.isoformat()}/{last.isoformat()}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_parse_date_refuses_what_is_no_single_full_date(language: Language) -> None:
    assert parse_date("", language) is None
    assert parse_date("2024", "ja") is None
    assert parse_date(WRITERS[language][0](date(2024, 5, 27)) + " x", language) is None


def values(document: MarkedDocument, change: Callable[[str], str]) -> list[str | None]:
    sentences, published = [], document.published
    for sentence in document.sentences:
        view = View.whole(change(sentence.text))
        place = sentence.paragraph, sentence.section, sentence.note
        sentences.append(Sentence(view, sentence.kind, sentence.language, *place))
    return [mention.value for mention in find_dates(sentences, published)]


CHANGES: dict[str, Callable[[str], str]] = {
    "full-width digits": lambda text: text.translate(FULL_WIDTH),
    "another wave dash": lambda text: re.sub("[～〜~]", "〜", text),
    "a tilde": lambda text: re.sub("[～〜~]", "~", text),
    "another dash": lambda text: re.sub("[–—]", "-", text),
    "half-width brackets": lambda text: text.replace("（", "(").replace("）", ")"),
}


def text_of(document: MarkedDocument) -> str:
    return "\n".join(sentence.text for sentence in document.sentences)


UNLINKED = [document for document in DOCUMENTS if "http" not in text_of(document)]


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
@pytest.mark.parametrize("document", UNLINKED, ids=lambda document: document.name)
def test_width_and_dashes_change_no_value(
    document: MarkedDocument, change: Callable[[str], str]
) -> None:
    assert values(document, change) == values(document, str)


@pytest.mark.parametrize(
    "document",
    [document for document in UNLINKED if document.name.startswith("ja")],
    ids=lambda document: document.name,
)
def test_spaces_beside_numbers_change_no_value(document: MarkedDocument) -> None:
    def spaced(text: str) -> str:
        return re.sub(r"(?<=\d)(?=[年月日])|(?<=[年月])(?=\d)", " ", text)

    assert values(document, spaced) == values(document, str)


NOT_SHIFTED = re.compile(  # what stays behind when only the years in four digits move
    "令和|平成|昭和|大正|明治|民|주체|Juche|年度|[〇一二三四五六七八九]年|'|0年代|0년대|0s|0-[хе]|"
    r"(?<!\d)\d\d[年년]|\d[–—~～-]\d\d(?!\d)|（\d\d?）|2月29日"
)
YEAR = re.compile(r"(?<![\d.,$])(?:1[5-9]|20)\d\d(?![\d号호]|円| (?:troops|tons)| млн)")
SHIFTED = [
    document
    for document in UNLINKED
    if YEAR.search(text_of(document)) and not NOT_SHIFTED.search(text_of(document))
]


@pytest.mark.parametrize("document", SHIFTED, ids=lambda document: document.name)
def test_years_later_every_value_is_as_much_later(document: MarkedDocument) -> None:
    def later(words: str) -> str:
        return YEAR.sub(lambda year: str(int(year.group()) + 28), words)

    # after 28 years the calendar has the same weekdays and leap days
    published = document.published and document.published.replace(year=document.published.year + 28)
    moved = MarkedDocument(document.name, published, document.sentences, document.expected)
    assert values(moved, later) == [later(value or "") for value in values(document, str)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_group_of_a_pattern_is_named(language: Language) -> None:
    rules = grammar(language)
    named = sum(1 + len(form.slots) for form in rules.forms.values())
    assert re.compile(rules.scan.pattern).groups == named


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.name)
def test_the_gate_lets_every_date_in(document: MarkedDocument) -> None:
    rules = grammar(document.sentences[0].language)
    flags = rules.scan.flags if isinstance(rules.scan, re.Pattern) else 0
    ungated = re.compile(rules.scan.pattern[len(rules.gate) :], flags)
    for sentence in document.sentences:
        text = folded(sentence.text)
        gated = [found.span() for found in rules.scan.finditer(text)]
        assert gated == [found.span() for found in ungated.finditer(text)], text


ALPHABET = (
    "0123456789 年月日同翌前昨今先から～-（）「」、。半末上旬期間後ぶり発付令和二十〇"
    "년월일지난같은부터말в г.мая с по MayJune toand,'"
)


@given(text=st.text(ALPHABET, max_size=60), language=st.sampled_from(LANGUAGES))
@settings(max_examples=400, deadline=None)
def test_any_text_gives_ordered_mentions_with_readable_values(
    text: str, language: Language
) -> None:
    sentence = line(text, language)
    end = 0
    for mention in find_dates([sentence], date(2024, 6, 28)):
        assert mention.spans[0].start >= end
        end = mention.spans[-1].end
        assert end <= len(text)
        assert mention.value is not None
        if not mention.value.startswith("P"):
            Period.parse(mention.value)


@given(text=st.text(max_size=80))
@settings(max_examples=100, deadline=None)
def test_folding_keeps_every_offset(text: str) -> None:
    assert len(folded(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("掲載日：2024年7月12日", "ja"),
        ("2024年7月12日掲載", "ja"),
        ("（2024年7月12日）", "ja"),
        ("발행일: 2024년 7월 12일", "ko"),
        ("입력 2024.07.12 10:30", "ko"),
        ("发布时间：2024年7月12日", "zh"),
        ("12 July 2024", "en"),
        ("Published: July 12, 2024", "en"),
        ("12 июля 2024 г.", "ru"),
    ],
)
def test_publication_from_the_front(text: str, language: Language) -> None:
    body = line("2020年1月1日に2019년 1월 1일 on 1 May 2018, 3 мая 2017 г.", language)
    kind: SentenceKind = "dateline"
    assert find_published([line(text, language, kind), body]) == date(2024, 7, 12)


def test_publication_from_the_last_line_and_not_from_prose() -> None:
    prose = line("声明は2023年5月1日発表された。", "ja")
    assert find_published([prose]) is None
    assert find_published([prose, line("（2024年7月12日）", "ja")]) == date(2024, 7, 12)


def test_a_month_on_the_cover_anchors_without_being_a_day() -> None:
    cover, prose = line("March 2024", "en", "dateline"), line("Trade fell last year.", "en")
    assert find_published([cover, prose]) is None
    assert find_dates([cover, prose], None)[-1].value == "2023"


def test_full_dates_in_another_language_of_the_same_line() -> None:
    note = line("TASS, 19 June 2024; 『労働新聞』2024年6月20日; «Известия», 21 июня 2024 г.", "ja")
    assert [mention.value for mention in find_dates([note], None)] == [
        "2024-06-19",
        "2024-06-20",
        "2024-06-21",
    ]
