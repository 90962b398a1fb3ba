"""Dates at the head of lines: entries of a chronology, and lines that say when a text came out."""

from __future__ import annotations

import re
from functools import cache

from ..words import words_of_all

_TOWN = re.compile(r"[A-ZА-ЯЁ][^,\d]{1,24}(?:, [A-ZА-ЯЁ][^,\d]{1,16})?, ")
_PLACE = re.compile(r"[^ぁ-ん]{0,8}")
_SUBJECT = re.compile(r"\w{3}|(?:\s\w+){3}")  # a date with more than a place and a name goes on
_FILLER = re.compile(r"[\s　:：()（）年月日付曜,.、-]|[月火水木金土日]曜日?")

DATELINE_WIDTH = 60
"""A line that says when the text was published has at most so many characters."""


def is_dateline(text: str) -> bool:
    """Whether a line says when the text was published, and little else.

    Examples
    --------
    >>> is_dateline("掲載：2024年7月12日"), is_dateline("7月2日、両国は"), is_dateline("5 May 2024")
    (True, False, True)
    """
    if len(text) > DATELINE_WIDTH:
        return False
    date = re.search(_date(), text)
    if date and not text[date.end() :] and _TOWN.fullmatch(text[: date.start()]):
        return True
    if not date or (date.group().endswith(("年", "년")) and not _dateline_word().search(text)):
        return False
    if _SUBJECT.match(_dateline_word().sub("", text[date.end() :])):
        return False
    return bool(_PLACE.fullmatch(_FILLER.sub("", _dateline().sub("", text))))


@cache
def _date() -> str:
    return "|".join(words_of_all("layout", "date_forms"))


@cache
def dated() -> re.Pattern[str]:
    """A date at the beginning of a line, as the entries of a chronology have it."""
    weekday = r"(?:\s?[（(][月火水木金土日一二三四五六월화수목금토일][)）])?"
    return re.compile(rf"[・●○◆■◇•-]?\s?(?:{_date()}){weekday}(?:[\s　:：—–―-]|\Z)")


@cache
def _dateline_word() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, words_of_all("layout", "dateline_words"))))


@cache
def issued() -> re.Pattern[str]:
    """The number of an issue with its date in brackets: 제31호(2024. 11. 25.)."""
    return re.compile(rf"[^。]{{2,30}}[（(]\s?(?P<date>{_date()})\s?[)）]")


@cache
def _dateline() -> re.Pattern[str]:
    return re.compile(rf"{_dateline_word().pattern}|{_date()}")
