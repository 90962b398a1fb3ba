"""Japanese: the name stands before the title, a state perhaps between (プーチン・ロシア大統領)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .han import han_names, japanese_before
from .line import Line
from .offices import HONORIFIC, Title

_FORMER = re.compile("(?<=[一-鿿ァ-ヴー])(?:元|前|旧|現|次期)$")
_GAP = re.compile(r"[・ ]$")
_BYLINE = re.compile(
    r"^(?:[文著]・|執筆[:：]|筆者[:：])?([一-鿿々]{1,3}[ ]?[一-鿿々ぁ-ん]{1,4})(?:$|[（(、,])"
)

_TITLED_BYLINE = re.compile(
    r"^[一-鿿ァ-ヴー・]{1,16}(?:委員|記者|特派員|主幹|主筆|長|教授|研究員|フェロー|顧問|代表)[ 　]"
    r"([一-鿿々]{1,3}[ 　]?[一-鿿々ぁ-ん]{1,4})$"
)
"""A writer behind his post: 編集委員　大森直樹."""

_BOTH = re.compile(
    r"(?:^|(?<=[、。「（( ])|(?<=[はがでに]))"
    r"([一-鿿々]{2,4}|[ァ-ヺー・]{2,16})(?:、|と|・|及び|および)([一-鿿々]{2,4}|[ァ-ヺー・]{2,16})"
    r"両(?:氏|首脳|首相|大統領|外相|国防相|防衛相|財務相|外務大臣|大臣|長官|党首|代表)"
)
"""Two names with one title: 岸田、ゼレンスキー両氏."""


def beside(line: Line, title: Title) -> tuple[int, int] | None:
    """Find the name beside a title."""
    end = _back_over(line, title.start)
    start = japanese_before(line, end, title)
    return None if start is None else (start, end)


def title_before(line: Line, start: int) -> Title | None:
    """The title in 大統領のプーチン氏."""
    if line.text[start - 1 : start] != "の":
        return None
    return next((t for t in line.titles if t.end == start - 1 and t.post != HONORIFIC), None)


def native(name: str) -> bool:
    """Say whether a name is Japanese by its family name."""
    family = han_names("ja").family(name)
    return len(family) > 1 and family in han_names("ja").families


def loose(line: Line) -> Iterator[tuple[int, int]]:
    """Names without a title of their own: the writer in a byline, and two who share one."""
    byline = _BYLINE.match(line.text) if line.sentence.kind == "byline" else None
    if byline and not line.titles and not line.in_place(*byline.span(1)):
        title = Title(byline.end(1), byline.end(1), HONORIFIC, None)
        start = japanese_before(line, byline.end(1), title)
        if start == byline.start(1) or " " in byline.group(1):
            yield byline.span(1)
    titled = _TITLED_BYLINE.match(line.text) if line.sentence.kind == "byline" else None
    if titled and native(titled[1]) and not line.in_place(*titled.span(1)):
        yield titled.span(1)
    for both in _BOTH.finditer(line.text) if "両" in line.text else ():
        yield from (both.span(n) for n in (1, 2) if not line.in_place(*both.span(n)))


def _back_over(line: Line, end: int) -> int:
    """Step back over a dot, a space and a state that stand between name and title."""
    end = _without_gap(line, end)
    place = line.place_ending(end)
    if not place:
        return end
    former = line.ending(_FORMER, place.start)
    return _without_gap(line, former.start() if former else place.start)


def _without_gap(line: Line, end: int) -> int:
    return end - 1 if line.ending(_GAP, end) else end
