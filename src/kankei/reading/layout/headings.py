"""Lines that name a part of a document: known words, numbers, brackets, and how short they are."""

from __future__ import annotations

import re
from functools import cache

from ..words import words_of_all

_FRAME = " 　\t#＃■◆●○◇□▼▽★☆▶►◎【】［］[]<>＜＞〈〉《》（）()「」*＊_=＝~―—–-：:・．."
_NUMBER_FORMS = (
    r"第\s?[0-9０-９一二三四五六七八九十百IVXⅠ-Ⅻ]{1,4}\s?[章節部回編节編篇]",
    r"제\s?[0-9]{1,2}\s?[장절부]",
    r"(?:Chapter|Section|Part|Глава|Раздел|Часть)\s+[0-9IVX]+",
    r"[0-9０-９]{1,2}(?:[.．-][0-9０-９]{1,2}){1,3}[.．]?(?=[\s　]|[^\s0-9０-９.．,，%％年月日])",
    r"[0-9０-９]{1,2}(?:[.．、)）]\s*|　)(?![0-9０-９])",
    r"[（(][0-9０-９一二三四五六七八九十IVX]{1,3}[)）]",
    r"[一二三四五六七八九十]{1,3}[、．.　 ]",
    r"[Ⅰ-Ⅻ][.．、　\s]?",
    r"[IVX]{1,5}[.．)]\s",
    r"[가나다라마바사]\.\s",
    r"#{1,6}\s",
    r"[■◆●◇□▼★§]",
)
_NUMBERED = re.compile(rf"(?:{'|'.join(_NUMBER_FORMS)})")
_BRACKETED = re.compile(r"(?:<.+>|＜.+＞|【.+】|〈.+〉|《.+》|［.+］|\[\D.*\])\Z")
_AND = re.compile(r"\s*(?:[・、/／,&]|\s(?:and|и|및)\s|及び|および|ならびに|与|與|和|及|と)\s*")
_BULLET = re.compile(r"[・･•‣▪◦‐–—-][\s　]*|[*+]\s")


def heading_words(text: str) -> str:
    """The words of a heading without frame and number.

    Examples
    --------
    >>> heading_words("<執筆者プロフィール>"), heading_words("4. Outlook"), heading_words("【注】")
    ('執筆者プロフィール', 'Outlook', '注')
    """
    text = text.strip(_FRAME)
    match = _NUMBERED.match(text)
    return text[match.end() :].strip(_FRAME) if match and match.end() < len(text) else text


def numbered(text: str) -> bool:
    """Whether a line begins like a numbered heading."""
    return bool(_NUMBERED.match(text))


def bracketed(text: str) -> bool:
    """Whether a whole line stands in brackets."""
    return bool(_BRACKETED.match(text))


def bulleted(text: str) -> bool:
    """Whether a line begins with the mark of a list."""
    return bool(_BULLET.match(text))


def note_heading(text: str) -> bool:
    """Whether a line opens a list of notes, alone or with the literature.

    Examples
    --------
    >>> note_heading("Sources and Notes"), note_heading("注・参考文献"), note_heading("Sources")
    (True, True, False)
    """
    if len(text) >= 40:
        return False
    words = heading_words(text)
    parts = [part.casefold() for part in _AND.split(words)]
    named = _words("note_headings")
    return words in named or (
        any(part in named for part in parts)
        and all(part in named or part in _words("reference_headings") for part in parts)
    )


def reference_heading(text: str) -> bool:
    """Whether a line opens a list of literature."""
    return len(text) < 40 and heading_words(text) in _words("reference_headings")


def known_heading(text: str) -> bool:
    """Whether a line is a usual heading (introduction, conclusion, notes) or a caption."""
    if _caption().match(text):
        return True
    if len(text) > 40:
        return False
    words = heading_words(text)
    return any(words in _words(key) for key in ("headings", "note_headings", "reference_headings"))


def people_heading(text: str) -> bool:
    """Whether a short line opens a part about the author."""
    return len(heading_words(text)) < 20 and heading_words(text).startswith(
        words_of_all("layout", "people")
    )


@cache
def _caption() -> re.Pattern[str]:
    words = "|".join(map(re.escape, words_of_all("layout", "caption_words")))
    return re.compile(
        rf"[<＜【〈（(]?(?:{words})\s?[0-9０-９]{{1,2}}(?:[-－][0-9]{{1,2}})?(?:[\s　.．:：]|\Z)"
    )


@cache
def _words(key: str) -> frozenset[str]:
    words = words_of_all("layout", key)
    return frozenset([*words, *map(str.casefold, words)])
