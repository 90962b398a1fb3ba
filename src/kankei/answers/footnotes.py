"""Footnotes in the style of the cited work's language.

A Japanese work is cited by Japanese rules (「」 for articles, 『』 for books and media, 年月日), a
Chinese, Korean or Russian work by its own, and an English work in the manner of the Chicago notes,
whatever the language of the report. Only the words around a note ("cited in", "accessed") follow
the reader.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from string import Formatter
from tomllib import loads

from ..terms.period import Period, Precision
from ..terms.source import Source


@cache
def _styles() -> Mapping[str, Mapping[str, str]]:
    text = (files(__package__) / "footnotes.toml").read_text(encoding="utf-8")
    styles: Mapping[str, Mapping[str, str]] = loads(text)
    return styles


def cite(source: Source) -> str:
    """Write a source as a footnote, in the style of its own language.

    Parts that the source does not have are left out together with their punctuation; nothing is
    invented for them. Titles to be set in italics stand between asterisks.

    Examples
    --------
    >>> day = Period.parse("2024-02-27")
    >>> cite(Source("s", "news", "日刊紙", "", "記事", "", "", day, "ja", "page"))
    '「記事」『日刊紙』2024年2月27日。'
    >>> cite(Source("s", "news", "Daily", "", "Story", "", "", day, "en", "page"))
    'Daily, “Story,” 27 February 2024.'
    """
    style = _styles()[source.language if source.language in _styles() else "en"]
    values = {
        "author": source.author,
        "title": source.title,
        "publisher": source.publisher,
        "symbol": source.symbol,
        "date": _date(source.published, source.language, style),
        "url": source.url,
    }
    pattern = style.get(source.kind, style["news"])
    parts = [part for part in pattern.split("|") if _filled(part, values)]
    text = style["separator"].join(part.format(**values) for part in parts)
    for double, single in (("。。", "。"), ("..", "."), ("?.", "?"), (".”.", ".”")):
        text = text.replace(double, single)
    return text


def _filled(part: str, values: Mapping[str, str]) -> bool:
    """True when every value that a part of the pattern names is there."""
    return all(values[name] for _, name, _, _ in Formatter().parse(part) if name)


def _date(period: Period | None, language: str, style: Mapping[str, str]) -> str:
    if period is None or period.start is None:
        return ""
    if language == "ja":
        return period.text("ja")
    if language == "en":
        return period.text("en")
    day = period.start
    months = style.get("months", "").split()
    pattern = style[
        {Precision.DAY: "day", Precision.MONTH: "month", Precision.YEAR: "year"}[period.precision]
    ]
    name = months[day.month - 1] if months else ""
    return pattern.format(year=day.year, month=day.month, day=day.day, name=name)


@dataclass(frozen=True, slots=True)
class Footnote:
    """A numbered footnote: the sources cited at one place of the report."""

    number: int
    sources: tuple[str, ...]


class Footnotes:
    """Numbers the sets of sources of a report in the order in which they are first cited."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, ...], int] = {}

    def number(self, sources: Iterable[str]) -> int | None:
        """Number of the footnote that cites exactly these sources; ``None`` without sources."""
        key = tuple(dict.fromkeys(sources))
        if not key:
            return None
        return self._numbers.setdefault(key, len(self._numbers) + 1)

    def all(self) -> tuple[Footnote, ...]:
        """Every footnote in order of number."""
        return tuple(Footnote(number, sources) for sources, number in self._numbers.items())
