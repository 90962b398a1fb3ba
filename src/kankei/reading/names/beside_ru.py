"""Russian: title, organ and state in the genitive, then the name, all in any case."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ..sought import one_of
from .holders import holders
from .line import Line
from .offices import HONORIFIC, Title, offices
from .paradigms import declined_person

_WORD = r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ]?[а-яё]+)*"
_INITIALS = r"(?:[А-ЯЁ]\. ?){1,2}"
_PARTICLE = r"(?:(?:[аэ][лснтшдр]ь?-|бен |бин |ибн |да |де |ди |дус |дос |фон |ван |дер |ла ){1,2})"
_NAME = re.compile(
    rf"{_INITIALS}{_WORD}|[УЕО] {_WORD}|{_WORD} [УЕОИЮЭ] {_WORD}"
    rf"|{_WORD} [ИУЮ](?!\w|\. ?[А-ЯЁ]\.)"
    rf"|{_WORD}(?: {_PARTICLE}?{_WORD}){{0,4}}"
)
_WITH_INITIALS = re.compile(
    rf"(?<![\w.]){_INITIALS}{_WORD}|{_WORD} [А-ЯЁ]\. ?[А-ЯЁ]\.(?! ?[А-ЯЁ][а-яё])"
)
_NAME_BEFORE = re.compile(rf"((?:{_INITIALS}{_WORD})|{_WORD}(?: {_WORD}){{1,2}}), $")
_GENITIVE = r"[А-ЯЁ]?[а-яё-]+(?:го|ой|ей|ых|их|ий|ов|ев|ств|[аяыи])"
_PAST = r"[а-яё]+л[аои]?(?:с[яь])? "
_BODY = re.compile(rf"(?: (?!{_PAST}){_GENITIVE}){{1,8}} (?=[А-ЯЁ])")
_FIELD = re.compile(
    rf" по (?!телефону|итогам|словам|случаю|видео)(?:(?!{_PAST})[а-яё-]+,? ){{0,6}}?"
    r"(?:[А-ЯЁ][а-яё]+(?:[ое]му|[еуи]) ){0,2}(?=[А-ЯЁ])"
)
_DIGNITY = re.compile(r" (?:шейх|аятолл|имам|доктор|принц)[а-я]{0,2}(?= [А-ЯЁ])")
_CAPITAL = re.compile(" (?=[А-ЯЁ])")
_CITY = re.compile(rf" (?:в|во|при) {_WORD}(?= [А-ЯЁ])")
_PREPOSITION = re.compile(
    r" (?P<post>(?:в|во|при|по) )?"
    r"(?P<body>[А-ЯЁ]{2,8}(?![\w-])|«[^»]{2,30}»|[A-Z][A-Za-z]{2,12}(?!\w))?"
)
_POSTED = frozenset({"ambassador", "envoy", "official", "organisation_head"})
_NO_NAME = re.compile("(?:ии|ого|ому|ой|ых|их|ым|ном|ая|ое|ые|ий совет)$")
_RUSSIAN = re.compile("(?:[оеё]в|[иы]н)(?:[аеу]|ым|ой)?$|[сц]к(?:ий|ого|ому|им|ом|ая|ой|ую)$")
_LOWER_WORD = re.compile(r" [а-я]")
_JOINT = re.compile(",? (?:и )?")
_BOTH = re.compile(" (?:двух|тр[её]х|обеих|этих) (?:стран|государств|держав)")
_BODILESS = frozenset({HONORIFIC, "ambassador", "journalist"})
_UNSURE = frozenset({"scholar", "official", "journalist", "executive", "legislator", "envoy"})


def beside(line: Line, title: Title) -> tuple[int, int] | None:
    """Find the name beside a title."""
    return _after(line, title) or _before(line, title)


def title_before(line: Line, start: int) -> Title | None:
    """A title and an honorific do not stand before one name."""
    return None


def native(name: str) -> bool:
    """Say whether a name ends as Russian family names do."""
    return _RUSSIAN.search(name) is not None


def loose(line: Line) -> Iterator[tuple[int, int]]:
    """Names without a title: those with initials or with a given name, and the writer's."""
    yield from _several(line)
    for pattern in (_WITH_INITIALS, _with_given_name()):
        for match in pattern.finditer(line.text):
            if not line.in_place(*match.span()):
                yield match.span()


def _several(line: Line) -> Iterator[tuple[int, int]]:
    """Премьер-министры двух стран, Хун Манет и Пхумтхам Вечаячай."""
    for match in re.finditer(offices("ru").words["counterparts"], line.text):
        start = match.end()
        while (gap := _JOINT.match(line.text, start)) and line.place_starting(gap.end()):
            place = line.place_starting(gap.end())
            start = place.end if place else start
        both = _BOTH.match(line.text, start)
        names = _listed_names(line, both.end() if both else start)
        yield from names if len(names) > 1 else ()


def _listed_names(line: Line, start: int) -> list[tuple[int, int]]:
    """Names that begin behind a position, joined by commas and и."""
    found: list[tuple[int, int]] = []
    while gap := _JOINT.match(line.text, start):
        match = _NAME.match(line.text, gap.end())
        if not match or line.place_starting(gap.end()):
            break
        end = _name_end(line, match.start(), match.group())
        name = line.text[gap.end() : end]
        if end is None or (" " not in name and not _known(name)):
            break
        found.append((gap.end(), end))
        start = end
    return found


def _after(line: Line, title: Title) -> tuple[int, int] | None:
    return _right_after(line, title) or _after_its_body(line, title)


def _after_its_body(line: Line, title: Title) -> tuple[int, int] | None:
    """Представитель ливийского правительства национального единства Мухаммед Хамуда."""
    body = _BODY.match(line.text, title.end) if title.post not in _BODILESS else None
    if body and any(title.end < other.start < body.end() for other in line.titles):
        return None
    for gap in _CAPITAL.finditer(line.text, title.end, body.end() + 1) if body else ():
        start = gap.end()
        match = _NAME.match(line.text, start)
        if match and not line.place_starting(start):
            end = _name_end(line, start, match.group())
            if end and _known(line.text[start:end]):
                return start, end
    return None


def _right_after(line: Line, title: Title) -> tuple[int, int] | None:
    start = _past_states(line, title)
    city = _CITY.match(line.text, start) if title.post == "ambassador" else None
    start = city.end() if city else start
    dignity = _DIGNITY.match(line.text, start)
    start = dignity.end() if dignity else start
    field = _FIELD.match(line.text, start)
    start = field.end() - 1 if field else start
    if line.text[start : start + 1] != " ":
        return None
    start = _past_region(line.text, start + 1)
    match = _NAME.match(line.text, start)
    if not match or line.place_starting(start):
        return None
    end = _name_end(line, start, match.group())
    stated = line.place_ending(start - 1) is not None
    told = end and (_is_name(line.text, start, end, title) or (stated and _may_be(match.group())))
    return (start, end) if end and told else None


def _past_states(line: Line, title: Title) -> int:
    """Step over the state and, behind an envoy, his post: посол России в КНДР."""
    place = title.end
    for _ in range(2):
        gap = _PREPOSITION.match(line.text, place)
        if gap and gap["post"] and title.post not in _POSTED:
            break
        before = gap.end("post") if gap and gap["post"] else place + 1
        state = line.place_starting(before) if gap else None
        if state:
            place = state.end
        elif gap and gap["body"]:
            place = gap.end()
    return place


def _past_region(text: str, start: int) -> int:
    """Step over a region that is no state: президент Чувашии Николай Федоров."""
    region = re.compile(rf"{_WORD} ").match(text, start)
    if region and _NO_NAME.search(region.group().strip()):
        given = _with_given_name().match(text, region.end())
        return region.end() if given else start
    return start


def _name_end(line: Line, start: int, run: str) -> int | None:
    words = run.split(" ")
    for length in range(len(words), 1, -1):
        if " ".join(words[:length]) in holders("ru").full:
            return start + len(" ".join(words[:length]))
    kept: list[str] = []
    for word in words:
        place = start + len(" ".join([*kept, ""])) if kept else start
        if word in _words()["not"] or word.endswith(("ся", "сь")) or line.place_starting(place):
            break
        kept.append(word)
    return start + len(" ".join(kept)) if kept else None


def _is_name(text: str, start: int, end: int, title: Title) -> bool:
    """Known names, and unknown ones that are not the first word of an organ."""
    name = text[start:end]
    first, *rest = name.split(" ")
    if _known(name):
        return True
    if title.post in _UNSURE or _NO_NAME.search(first):
        return False
    return bool(rest) or not _LOWER_WORD.match(text, end) or title.post == HONORIFIC


def _may_be(name: str) -> bool:
    """A state between title and words makes them a name: эмир Катара Тамим."""
    first, *rest = name.split(" ")
    ordinary = _NO_NAME.search(name if not rest else rest[-1])
    return not ordinary and first not in _words()["not"]


def _known(name: str) -> bool:
    first, *rest = name.split(" ")
    register, words = holders("ru"), _words()
    if name in register.full or (not rest and name in register.family):
        return True
    return bool(rest) and ("." in first or first in words["family"] or first in words["given"])


def _before(line: Line, title: Title) -> tuple[int, int] | None:
    """Сергей Лавров, глава МИД РФ, ...."""
    if title.post == HONORIFIC:
        return None
    match = line.ending(_NAME_BEFORE, title.start)
    if not match or not _known(match.group(1)) or line.in_place(*match.span(1)):
        return None
    return match.span(1)


@cache
def _words() -> dict[str, frozenset[str]]:
    words = offices("ru").words
    given = (form for name in words["given_names"] for form in declined_person(name))
    return {
        "not": frozenset(words["not_names"]),
        "given": frozenset(form.replace("ё", "е") for form in given),
        "family": frozenset(words["family_first"]),
    }


@cache
def _with_given_name() -> re.Pattern[str]:
    """Николай Федоров, Виталий Григорьевич Костомаров; not Владимир Владимирович alone."""
    given = one_of(_words()["given"])
    patronymic = r"(?: [А-Я][а-я]+(?:вич|вн|ичн)(?:а|у|ем|е|ы|ой)?)?"
    stems = one_of(re.sub("[аейоья]+$", "", name) for name in _words()["given"])
    father = rf"{stems}(?:ь?евич|ович|ич|ь?евн|овн|ичн)(?:а|у|ем|е|ы|ой)?\b"
    ordinary = rf"(?:{'|'.join(sorted(_words()['not']))})\b"
    return re.compile(
        rf"\b{given}{patronymic} (?!{ordinary}|{father}){_PARTICLE}?{_WORD}"
        rf"(?: {_PARTICLE}{_WORD})?(?! [А-Я][а-я]|\w)"
    )
