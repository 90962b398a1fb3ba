"""Numbers with units in five languages: marked lines, bounds, and numbers written and read back."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kankei.reading.passages import DateMention, QuantityMention, Sentence
from kankei.reading.quantities import find_quantities
from kankei.reading.text import View
from kankei.terms.language import LANGUAGES, Language
from kankei.terms.source import Span

MARKED = Path(__file__).parent / "marked"
MARK = re.compile(r"\[([^|\]]+)\|([^|]+)\|([^|]+)\|([^\]]*)\]")

Wanted = tuple[str, float, str, str]


def read(language: Language, text: str) -> tuple[QuantityMention, ...]:
    return find_quantities([Sentence(View.whole(text), "sentence", language, 0, 0)])


def marked_lines() -> list[tuple[Language, str]]:
    return [
        (language, line)
        for language in LANGUAGES
        for line in (MARKED / f"quantities.{language}.txt").read_text("utf-8").splitlines()
        if line and not line.startswith("#")
    ]


def bounds(value: float, marks: str) -> tuple[float | None, float | None]:
    if ">=" in marks:
        return value, None
    if "<=" in marks:
        return None, value
    if "~" in marks:
        return None, None
    if ".." in marks:
        low, high = marks.split("..")
        return float(low), float(high)
    return value, value


@pytest.mark.parametrize(("language", "line"), marked_lines())
def test_marked_line(language: Language, line: str) -> None:
    text = MARK.sub(lambda match: match[1], line)
    wanted = [
        (match[1], float(match[2]), match[3], *bounds(float(match[2]), match[4]), change(match[4]))
        for match in MARK.finditer(line)
    ]
    found = [
        (one.spans[0].of(text), one.value, one.unit, one.low, one.high, one.change)
        for one in read(language, text)
    ]
    assert found == wanted


def change(marks: str) -> str | None:
    return next((word for word in ("rise", "fall") if word in marks), None)


def grouped(number: int, separator: str) -> str:
    return f"{number:,}".replace(",", separator)


@settings(max_examples=60, deadline=None)
@given(st.integers(2, 9_999_999))
def test_a_number_in_each_style_is_read_back(number: int) -> None:
    myriads, rest = divmod(number, 10_000)
    east = (f"{myriads}万" if myriads else "") + (f"{rest}" if rest or not myriads else "")
    written: dict[Language, str] = {
        "ja": f"合計は{east}トンである。",
        "zh": f"总量为{grouped(number, ',')}吨。",
        "ko": f"총량은 {east.replace('万', '만 ').strip()}톤이다.",
        "en": f"The total was {grouped(number, ',')} tonnes.",
        "ru": f"Всего {grouped(number, ' ')} тонн.",
    }
    for language, text in written.items():
        assert [one.value for one in read(language, text)] == [number], text


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 9999), st.integers(1, 9))
def test_decimal_signs(whole: int, tenths: int) -> None:
    value = whole + tenths / 10
    assert read("en", f"The rate is {whole}.{tenths} percent.")[0].value == value
    assert read("ru", f"Ставка {whole},{tenths} %.")[0].value == value


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(LANGUAGES),
    st.text(st.sampled_from("12,.億만млн более~－％ドル人 -から"), max_size=40),
)
def test_spans_lie_inside_and_bounds_enclose(language: Language, text: str) -> None:
    for one in read(language, text):
        assert all(0 <= span.start < span.end <= len(text) for span in one.spans)
        assert one.low is None or one.low <= one.value
        assert one.high is None or one.value <= one.high


def test_numbers_of_dates_are_left_alone() -> None:
    text = "The 30 states met in May."
    sentence = Sentence(View.whole(text), "sentence", "en", 0, 0)
    day = DateMention((Span(4, 6),), "2024-05-30", "elliptic", "")
    assert len(find_quantities([sentence])) == 1
    assert find_quantities([sentence], [day]) == ()


def test_what_is_counted_is_named() -> None:
    text = "国防予算は約6068億台湾元である。"
    (found,) = read("ja", text)
    assert found.what[0].of(text) == "国防予算"
    assert found.approx == "約"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The port received several million tonnes and a few hundred containers."),
        ("ja", "港は数百万トンを受け入れた。"),
        ("ko", "항구는 수백만 톤을 받았다."),
        ("zh", "港口收到了数百万吨货物。"),
        ("ru", "Порт принял несколько миллионов тонн."),
    ],
)
def test_several_millions_are_not_one_million(language: Language, text: str) -> None:
    assert read(language, text) == ()
