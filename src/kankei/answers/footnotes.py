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
from typing import Any

from ..terms.period import Period, Precision
from ..terms.source import Source

Style = Mapping[str, Any]


@cache
def _styles() -> Mapping[str, Style]:
    text = (files(__package__) / "footnotes.toml").read_text(encoding="utf-8")
    return loads(text)


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
    '“Story,” Daily, 27 February 2024.'
    """
    style = _styles().get(source.language, _styles()["en"])
    values = {
        "author": source.author,
        "title": source.title,
        "publisher": source.publisher,
        "symbol": source.symbol,
        "date": _date(source.published, source.language, style),
        "url": source.url,
    }
    text = ""
    for joint, forms in style.get(source.kind, style["news"]):
        part = _filled(forms, values)
        text += f"{joint if text else ''}{part}" if part else ""
    ended = _ended(text, style["end"])
    return ended + _filled(style["address"], values)


def _filled(forms: str, values: Mapping[str, str]) -> str:
    """The first form all of whose values are there; empty when there is none."""
    for form in forms.split(" || "):
        if all(values[name] for _, name, _, _ in Formatter().parse(form) if name):
            return form.format(**values)
    return ""


def _ended(text: str, end: str) -> str:
    """Close a note; in English the comma or stop goes inside the quotation marks of a title."""
    closed = text if text.endswith((end, "?", "!")) else text + end
    for outside, inside in ((f"”{end}", f"{end}”"), ("”, ", ",” ")):
        closed = closed.replace(outside, inside)
    return closed.replace("?,”", "?”").replace("?.”", "?”")


def _date(period: Period | None, language: str, style: Style) -> str:
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
    written: str = pattern.format(year=day.year, month=day.month, day=day.day, name=name)
    return written


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
