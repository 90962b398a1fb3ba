"""Chinese: the name stands right after the title, or right before it (普京总统, 习主席)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from .han import HanNames, han_names
from .line import Line, Place
from .offices import HONORIFIC, Title

LEADING = frozenset({"head_of_state", "head_of_government", "foreign_minister", "ambassador"})
LONGEST_CHINESE = 3
LONGEST = 12
LONGEST_SOUND = 8
"""Characters of the longest foreign name without a dot."""

GIVEN = "正重一三之明宏中强"
"""Words of grammar that also end given names: 赤泽亮正, 吴志中."""

_NO_NAME = re.compile("[令权職职位府选選人员員室会會团團院部局署处處长長相卿使级級制国國]")
_COUNTED = re.compile("[一二三四五六七八九十两各多]国$")
_HAN_RUN = re.compile("[一-鿿]{2,12}")
SOUNDING = "多万段西"
"""Words of one character that also begin foreign names: 多瓦尔, 万斯."""

HAN_STATES = frozenset({"CHN", "JPN", "KOR", "MYS", "PRK", "SGP", "TWN", "VNM"})
"""States whose people have names that Chinese writes by meaning and not by sound."""


def beside(line: Line, title: Title) -> tuple[int, int] | None:
    """Find the name beside a title."""
    if title.post != HONORIFIC:
        end = _after(line, title)
        if end:
            return title.end, end
    start = _before(line, title.start, title)
    return None if start is None else (start, title.start)


def title_before(line: Line, start: int) -> Title | None:
    """The title before a name that is followed by 先生 or 女士."""
    return next((t for t in line.titles if t.end == start and t.post != HONORIFIC), None)


def native(name: str) -> bool:
    """Names in Chinese characters tell no state."""
    return False


def loose(line: Line) -> Iterator[tuple[int, int]]:
    """Names without a title: foreign ones with a dot, and of those who enter an office."""
    for match in _dotted().finditer(line.text):
        end = _cut_at(line.text, match.start(), match.end())
        if not line.in_place(match.start(), end):
            yield match.start(), end
    if "任" in line.text or "当选" in line.text:
        for match in _entering().finditer(line.text):
            if not line.in_place(*match.span()):
                yield match.span()


def _after(line: Line, title: Title) -> int | None:
    names, text, start = han_names("zh"), line.text, title.end
    for length in range(LONGEST, 1, -1):
        if text[start : start + length] in names.register.full:
            return start + length
    foreign, chinese = _foreign_end(text, start), _chinese_end(names, text, start)
    sounding = (
        text.startswith(tuple(SOUNDING), start) and (foreign or start) - start >= LONGEST_CHINESE
    )
    other = not sounding and text.startswith(tuple(names.not_names), start)
    if line.place_starting(start) or other:
        return None
    place = _state_ending(line, title.start)
    if place and place.state not in HAN_STATES:
        told = title.post in LEADING and _three_end(names, text, start)
        return _unusual_end(text, start) or foreign or chinese or told or None
    if place and place.state == "JPN" and not chinese:
        return _japanese_end(names, text, start) or foreign
    longer = place is None and foreign and foreign - start > LONGEST_CHINESE
    return foreign if longer else chinese or foreign


def _chinese_end(names: HanNames, text: str, start: int) -> int | None:
    """A family name and one or two characters that begin no other word."""
    family = names.family(text[start : start + 4])
    if not family:
        return None
    place = start + len(family)
    longest = 2 if family in names.one or family not in names.families else 3
    given = 0
    while given < longest and _continues(names, text, place + given):
        given += 1
    if given == 1 and text[place + 1 : place + 2] in tuple(GIVEN):
        closed = not "一" <= text[place + 2 : place + 3] <= "鿿" or _cut().match(text, place + 2)
        given += bool(closed)
    return place + given if given else None


def _continues(names: HanNames, text: str, place: int) -> bool:
    letter = text[place : place + 1]
    return "一" <= letter <= "鿿" and not _cut().match(text, place)


def _foreign_end(text: str, start: int) -> int | None:
    """Characters that write sounds, up to a word that begins after names."""
    run = _sound().match(text, start)
    if not run:
        return None
    return _cut_at(text, start, run.end())


def _unusual_end(text: str, start: int) -> int | None:
    """A foreign name with characters that rarely write sounds: mostly sounds, up to a cut."""
    run = _HAN_RUN.match(text, start)
    if not run or not _sound().match(text, start):
        return None
    end = _cut_at(text, start, run.end())
    sounds = sum(letter in _sounds() for letter in text[start:end])
    if text[end : end + 1] in ("·", "・"):
        return None
    closed = end < run.end() or not "一" <= text[end : end + 1] <= "鿿"
    length = end - start
    return end if closed and length <= LONGEST_SOUND and sounds * 3 >= length * 2 else None


def _three_end(names: HanNames, text: str, start: int) -> int | None:
    """A foreigner's name of three characters by meaning: 惠恕仁, before a word that ends names."""
    run = _HAN_RUN.match(text, start)
    end = start + 3
    if not run or text[start:end] in names.not_names or _NO_NAME.search(text, start, end):
        return None
    closed = run.end() == end or bool(_cut().match(text, end))
    early = any(_cut().match(text, place) for place in range(start, end))
    return end if closed and run.end() >= end and not early else None


def _japanese_end(names: HanNames, text: str, start: int) -> int | None:
    """A Japanese name of three or four characters whose family name no list knows."""
    run = _HAN_RUN.match(text, start)
    stop = run.end() if run else start
    end = next((place for place in range(start, stop) if _cut().match(text, place)), stop)
    if end == start + 3 and text[end] in GIVEN and _cut().match(text, end + 1):
        end += 1
    name = text[start:end]
    return end if len(name) in (3, 4) and not _NO_NAME.search(name) else None


def _cut_at(text: str, start: int, stop: int) -> int:
    """The end of a run of sounds, or the word of grammar that begins in it."""
    dot = max(text.rfind(sign, start, stop) for sign in "·・")
    for end in range(max(start, dot) + 2, stop):
        if _cut().match(text, end):
            return end
    return stop


def _before(line: Line, end: int, title: Title) -> int | None:
    names, text = han_names("zh"), line.text
    for length in range(min(LONGEST, end), 1, -1):
        if text[end - length : end] in names.register.full:
            return end - length
    if _state_ending(line, end):
        return None
    strong = title.post in ("head_of_state", "head_of_government", HONORIFIC, "foreign_minister")
    for length in (3, 2, 1):
        name, start = text[end - length : end], end - length
        told = length > 1 or (strong and name in names.one)
        if start < 0 or _COUNTED.search(name):
            continue
        if told and names.may_be(name) and _opens(line, start):
            return start
    run = line.ending(_sound_before(), end)
    start = end - len(run.group()) if run else end
    if run is None or run.group() in names.not_names or line.in_place(start, end):
        return None
    return start if _opens(line, start) else None


def _state_ending(line: Line, end: int) -> Place | None:
    """The state that ends at a position, that of a single letter also before 国: 衣国外长."""
    land = line.place_ending(end - 1) if line.text[end - 1 : end] == "国" else None
    return line.place_ending(end) or land


def _opens(line: Line, start: int) -> bool:
    """A name begins after a mark, a state, or a word of grammar."""
    before = line.text[start - 1 : start]
    if line.text[start : start + 1] == "方" and line.place_ending(start):
        return False
    if not "一" <= before <= "鿿" or line.place_ending(start):
        return True
    return before in "和与跟同对向在由给为被把让使令请据以及并将的是到见会抵访迎送问称说按随从"


@cache
def _sounds() -> frozenset[str]:
    return frozenset(han_names("zh").words["sound"])


@cache
def _entering() -> re.Pattern[str]:
    """A foreign name that opens a clause, before the office that its bearer enters."""
    sound = han_names("zh").words["sound"]
    entering = "(?:再次|正式|宣誓)*(?:就任|出任|当选)"
    return re.compile(f"(?:(?<=[,，。;；日月年])|^)[{sound}]{{2,6}}(?={entering})")


@cache
def _cut() -> re.Pattern[str]:
    cuts = sorted(han_names("zh").words["cuts"], key=len, reverse=True)
    return re.compile("|".join(cuts))


@cache
def _sound() -> re.Pattern[str]:
    sound = han_names("zh").words["sound"]
    return re.compile(f"[{sound}]{{2,6}}(?:[·・-][{sound}]{{1,6}})*")


@cache
def _dotted() -> re.Pattern[str]:
    sound = han_names("zh").words["sound"]
    places = "基地|机场|大学|号|广场|奖|省|市|县|州|岛|山|河|湖|港|区|群岛"
    return re.compile(f"[{sound}]{{1,6}}(?:·[{sound}]{{1,7}})+(?!{places})")


@cache
def _sound_before() -> re.Pattern[str]:
    return re.compile(f"(?:{_sound().pattern})$")
