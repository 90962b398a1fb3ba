"""Numbers with their units: how many, how much, between which bounds, rising or falling.

An amount is digits and scale words (27억 8,900만, 1兆2000億, 31,1 млрд) or a number word; it counts
only beside a unit, a currency or a counted word, so that years, articles and names are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from ..terms.language import Language
from ..terms.source import Span
from .passages import DateMention, QuantityMention, Sentence
from .sought import quick
from .words import word_list

_PROSE = ("sentence", "footnote_sentence", "title", "heading", "table")
_LOOK = 24
"""Characters before and after an amount that can qualify it."""
_DASH = r"\s?[~～〜–—-]\s?"
_WIDE = re.compile("[０１２３４５６７８９．，％＄￥]")
_FOLD = str.maketrans(_WIDE.pattern[1:-1], "0123456789.,%$¥")


@dataclass(frozen=True, slots=True)
class _Unit:
    """A unit of measure, a currency or a counter.

    ``factor`` turns 割 and 成 into percent, ``plus`` is the half of 年半.
    """

    pattern: re.Pattern[str]
    code: str
    kind: str
    factor: float
    plus: float


@dataclass(frozen=True)
class Numerals:
    """Number words, scale words and the decimal sign of a language."""

    values: Mapping[str, float]
    scales: Mapping[str, float]
    decimal: str

    @cached_property
    def step(self) -> float:
        """The smallest scale that closes a section: ten thousand in East Asia, else thousand."""
        return 1e4 if 1e4 in self.scales.values() else 1e3

    @cached_property
    def _token(self) -> re.Pattern[str]:
        words = _longest({**self.values, **self.scales})
        return re.compile("|".join([_number_pattern(self.decimal), *map(re.escape, words)]))

    def tokens(self, text: str) -> list[str]:
        """Digits, number words and scale words in their order."""
        return self._token.findall(text)

    def digits(self, token: str) -> float:
        """The value of digits with separators of thousands."""
        plain = re.sub(r"[\s.]" if self.decimal == "," else r"[\s,]", "", token)
        return float(plain.replace(",", "."))


@dataclass(frozen=True, slots=True)
class _Words:
    """The numerals, units and qualifying words of one language."""

    amount: re.Pattern[str]
    numerals: Numerals
    units: tuple[_Unit, ...]
    before: Mapping[str, re.Pattern[str]]
    after: Mapping[str, re.Pattern[str]]
    what: re.Pattern[str]
    barred: re.Pattern[str]


def find_quantities(
    sentences: Sequence[Sentence], dates: Iterable[DateMention] = ()
) -> tuple[QuantityMention, ...]:
    """Find the quantities of a document.

    Parameters
    ----------
    sentences
        The sentences in reading order.
    dates
        The dates of the document; their numbers are no quantities, unless they are durations.

    Returns
    -------
    tuple of QuantityMention
        In reading order.

    Examples
    --------
    >>> from kankei.reading.text import View
    >>> text = "輸出額は前年比12.5％減の1兆2,300億円以上であった。"
    >>> sentence = Sentence(View.whole(text), "sentence", "ja", 0, 0)
    >>> [(one.value, one.unit, one.low, one.change) for one in find_quantities([sentence])]
    [(12.5, 'percent', 12.5, 'fall'), (1230000000000.0, 'JPY', 1230000000000.0, None)]
    """
    barred = [(date.spans[0].start, date.spans[-1].end) for date in dates if date.spans]
    return tuple(
        found
        for sentence in sentences
        if sentence.kind in _PROSE
        for found in _of_sentence(sentence)
        if found.kind == "duration" or not _overlaps(found.spans, barred)
    )


def _overlaps(spans: tuple[Span, ...], barred: Sequence[tuple[int, int]]) -> bool:
    return any(start < spans[-1].end and spans[0].start < end for start, end in barred)


def _of_sentence(sentence: Sentence) -> Iterator[QuantityMention]:
    words = _words(sentence.language)
    text = sentence.line.translate(_FOLD) if _WIDE.search(sentence.line) else sentence.line
    end = 0
    for match in words.amount.finditer(text):
        if match.start() >= end and not words.barred.search(text[: match.start()][-_LOOK:]):
            found = _mention(sentence, text, match, words)
            if found is not None:
                end = match.end()
                yield found


def _mention(
    sentence: Sentence, text: str, match: re.Match[str], words: _Words
) -> QuantityMention | None:
    unit = _unit(match["unit"] or match["currency"] or "", words)
    if unit is None:
        return None
    first, second = _ends(match, words.numerals)
    said = _qualified(text, match, words)
    factor = -unit.factor if said.get("minus") else unit.factor
    low, high = sorted((first * factor + unit.plus, second * factor + unit.plus))
    begin = match.start() - said["lead"]
    what = words.what.search(text, max(0, begin - 2 * _LOOK), begin)
    return QuantityMention(
        sentence.view.spans(begin, match.end() + said["tail"]),
        (low + high) / 2,
        *_bounds(low, high, said),
        unit.code or (match["unit"] or "").strip(),
        unit.kind,
        said.get("about"),
        _change(said),
        sentence.view.spans(*what.span("what")) if what else (),
    )


def _ends(match: re.Match[str], numerals: Numerals) -> tuple[float, float]:
    first, second = match["first"], match["second"]
    if not second:
        return amount(first, numerals), amount(first, numerals)
    return _scaled(first, second, numerals), amount(second, numerals)


def _change(said: Mapping[str, Any]) -> str | None:
    if said.get("fall") or said.get("minus"):
        return "fall"
    return "rise" if said.get("rise") else None


def _scaled(text: str, second: str, numerals: Numerals) -> float:
    """The first number of a range takes the scale of the second: 100～200万人."""
    value = amount(text, numerals)
    last = numerals.tokens(second.lower())[-1]
    bare = not any(token in numerals.scales for token in numerals.tokens(text.lower()))
    return value * numerals.scales.get(last, 1.0) if bare else value


def _qualified(text: str, match: re.Match[str], words: _Words) -> dict[str, Any]:
    """Words before and after an amount: about, more than, less than, rise, fall, minus."""
    before = text[max(0, match.start() - _LOOK) : match.start()]
    after = text[match.end() : match.end() + _LOOK]
    said: dict[str, Any] = {"lead": 0, "tail": 0}
    for name, pattern in words.before.items():
        found = pattern.search(before)
        if found:
            said[name] = found.group().strip()
            if name not in ("rise", "fall"):
                said["lead"] = max(said["lead"], len(found.group()))
    for name, pattern in words.after.items():
        found = pattern.match(after)
        if found:
            said[name] = found.group().strip()
            if name in ("more", "less", "near"):
                said["tail"] = max(said["tail"], found.end())
    if match["open"]:
        said["more"] = match["open"].strip()
    return said


def _bounds(low: float, high: float, said: Mapping[str, Any]) -> tuple[float | None, float | None]:
    """What the wording says about the least and the greatest value; about says neither."""
    if said.get("more"):
        return low, None
    if said.get("less") or said.get("near"):
        return None, high
    if said.get("about"):
        return (None, None) if low == high else (low, high)
    return low, high


def amount(text: str, numerals: Numerals) -> float:
    """Read digits, number words and scale words.

    Scales below :attr:`Numerals.step` build a section, larger ones multiply it.

    Examples
    --------
    >>> east = Numerals({"三": 3.0}, {"百": 1e2, "千": 1e3, "万": 1e4, "億": 1e8}, ".")
    >>> amount("2億3,500万", east), amount("三千", east), amount("5百万", east)
    (235000000.0, 3000.0, 5000000.0)
    >>> amount("1.2万億", east)
    1200000000000.0
    >>> amount("31,1 млрд", Numerals({}, {"млрд": 1e9}, ","))
    31100000000.0
    """
    total = section = pending = 0.0
    for token in numerals.tokens(text.lower()):
        if token in numerals.scales:
            size = numerals.scales[token]
            if size < numerals.step:
                section += (pending or 1) * size
            else:
                before = section + pending
                total = total + before * size if before else (total or 1) * size
                section = 0.0
            pending = 0.0
        elif token in numerals.values:
            pending = _beside(pending, numerals.values[token])
        else:
            pending = numerals.digits(token)
    return total + section + pending


def _beside(before: float, value: float) -> float:
    """Two number words: place by place (二四), or added (twenty-four)."""
    return before * 10 + value if 0 < before < 10 and value < 10 else before + value


def _number_pattern(decimal: str) -> str:
    if decimal == ",":
        return r"\d{1,3}(?:[  ]\d{3})+(?:,\d+)?|\d+(?:,\d+)?"
    return r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"


def _unit(surface: str, words: _Words) -> _Unit | None:
    plain = surface.strip()
    return next((unit for unit in words.units if plain and unit.pattern.fullmatch(plain)), None)


@cache
def _words(language: Language) -> _Words:
    data = word_list(language, "quantities")
    values = {word: float(value) for word, value in data["values"].items()}
    scales = {word: float(value) for word, value in data["scales"].items()}
    units = tuple(
        _Unit(
            re.compile(row["pattern"]),
            row["code"],
            row["kind"],
            row.get("factor", 1.0),
            row.get("plus", 0.0),
        )
        for row in data["units"]
    )
    return _Words(
        amount=_amount_pattern(data, scales),
        numerals=Numerals(values, scales, data["decimal"]),
        units=units,
        before={name: re.compile(f"(?:{one})\\Z") for name, one in data["before"].items()},
        after={name: re.compile(one) for name, one in data["after"].items()},
        what=re.compile(data["what"]),
        barred=re.compile(f"(?:{data['barred']})\\Z"),
    )


def _amount_pattern(data: Mapping[str, Any], scales: Mapping[str, float]) -> re.Pattern[str]:
    """``first``, perhaps ``second`` after a range mark, then ``open`` (余り) and ``unit``."""
    edge = data["edge"]
    digits = _number_pattern(data["decimal"])
    scale = "|".join(map(re.escape, _longest(scales))) or "(?!)"
    word = data["numeral"]
    rest = rf"(?:(?<=[{''.join(scales)}]){data['gap']}\d{{1,4}}(?!\d))?" if data["myriads"] else ""
    number = (
        rf"(?:(?:{digits})(?:{data['gap']}(?:{scale}){edge})*"
        rf"(?:{data['gap']}(?:{digits})(?:{data['gap']}(?:{scale}))+)*{rest}|{word})"
    )
    unit = "|".join(row["pattern"] for row in data["units"])
    currency = data["currency"]
    return quick(
        rf"(?<![\d.,])(?:(?P<currency>{currency})\s?)?(?P<first>{number})"
        rf"(?:(?:{data['space']}(?:{unit}){_DASH}|{data['between']})"
        rf"(?P<second>{number})(?(currency)|(?={data['space']}(?:{unit}))))?"
        rf"(?P<open>{data['open']})?(?:{data['space']}(?P<unit>{unit}))?"
    )


def _longest(words: Iterable[str]) -> list[str]:
    return sorted(words, key=lambda word: (-len(word), word))
