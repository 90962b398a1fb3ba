"""When an event happened: the date of its clause, of its sentence, or the one told before."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from .draft import Basis, Memory
from .line import Dated, Line
from .predication import Predication

NEAR = 24
"""An auxiliary stands within so many characters before its verb."""

_YEAR = re.compile(r"\d{4}(?: г(?:\.|ода?))?")

ARTICLE = 4
"""Letters of an article before a name, with the blank."""

PREPOSITION = 2
"""Letters before a date that stands right behind its verb: *agreed in June to meet*."""

OPENING = 12
"""A date that opens a clause stands within so many characters of its start."""

PROSPECTIVE = ("AGREE", "REQUEST", "THREATEN")
"""Types whose content lies ahead."""


def usable(line: Line) -> list[Dated]:
    """The dates of a sentence that can date an event, outside quotations."""
    return [dated for dated in line.dates if _value(line, dated) and not _aside(line, dated)]


def narrative(line: Line) -> list[Dated]:
    """The usable dates of a sentence on which its story goes on.

    They stand in no words describing a noun, and in no clause on what had been before.
    """
    told = (dated for dated in usable(line) if not any(_inside(line, dated)))
    return [dated for dated in told if not _background(line, dated)]


def later_described(line: Line, memory: Memory) -> list[str | None]:
    """A date in words that describe a noun, where it is later than what was told before.

    *Президент Кореи, прибывший в Токио 16 марта, провёл переговоры.*
    """
    if "inverts" not in line.rules or not line.rules["inverts"]:
        return []
    values = [dated[2].value for dated in usable(line) if line.description(dated[0])]
    later: list[str | None] = [value for value in values if value and value > (memory.date or "")]
    return later[-1:]


def _inside(line: Line, dated: Dated) -> Iterator[re.Match[str]]:
    """Words describing a noun in which a date stands: *the pact, signed in 2019, …*.

    A verb right behind such words is that of the sentence: *Egypt, which …, signed a pact on*.
    """
    pattern: re.Pattern[str] | None = line.rules["aside"].get("described")
    before = -1
    for match in pattern.finditer(line.text) if pattern else ():
        resumed, before = match.start() == before and line.articles, match.end()
        if resumed or not match.start() <= dated[0] < match.end():
            continue
        if not _after_name(line, match.start()):
            yield match


def _after_name(line: Line, place: int) -> bool:
    """Whether words follow a title with a name: *the president, A B, flew to Paris on Monday*."""
    return any(
        one.kind == "person" and one.end == place and "," in line.text[one.start : one.end]
        for one in line.scene.actors
    )


def _aside(line: Line, dated: Dated) -> bool:
    """A date of comparison, of a report or a limit: 2022年以来, 13日発, since 2019."""
    start, end, _ = dated
    marks = line.rules["aside"]
    within: re.Pattern[str] | None = marks.get("within")
    if within and within.search(line.text, max(0, start - 48), start):
        return False
    named: re.Pattern[str] | None = marks.get("year_of")
    if named and _YEAR.fullmatch(line.text, start, end) and named.search(line.text, 0, start):
        return True
    return bool(
        marks["after"].match(line.text, end)
        or marks["before"].search(line.text, max(0, start - 24), start)
    )


def date_of(line: Line, one: Predication, memory: Memory) -> tuple[str | None, Basis]:
    """Value and basis of the date of an act."""
    dates = [dated for dated in usable(line) if not _described(line, one, dated)]
    last = line.rules["order"] == "verb last"
    end = one.end if last else line.clause_end(one.word.start)
    inside = [dated for dated in dates if one.start <= dated[0] and dated[1] <= end]
    if one.act.plover in PROSPECTIVE and line.rules["order"] == "verb first":
        inside = [
            dated
            for dated in inside
            if _looks_back(dated, memory) or not _in_content(line, one, dated)
        ]
    region = line.description(one.word.start)
    own = [dated for dated in inside if region and line.description(dated[0]) == region]
    if inside:
        return _nearest(line, one, own or inside)[2].value, "stated"
    before = [dated for dated in dates if dated[1] <= one.start and not _behind(line, one, dated)]
    if before:
        return _nearest(line, one, before)[2].value, "stated"
    if one.shape.negated or one.shape.mood == "ongoing" or _perfect(line, one):
        since = _since(line, one)
        if since:
            return since, "stated"
    cleft: re.Pattern[str] | None = line.rules["aside"].get("cleft")
    ends = (one.word.end, one.end)
    behind = [
        dated
        for dated in dates
        if cleft and any(cleft.fullmatch(line.text, end, dated[0]) for end in ends)
    ]
    if behind:
        return behind[0][2].value, "stated"
    leading = [dated for dated in dates if not line.text[: dated[0]].strip()]
    if leading:
        return leading[0][2].value, "stated"
    beside = [dated for dated in dates if _opened(line, one) and line.opening <= dated[0]]
    if beside:
        return beside[0][2].value, "stated"
    return _of_context(line, one, memory), "context"


def _opened(line: Line, one: Predication) -> bool:
    """Whether a Russian gerund opens the sentence: *Назвав это ошибкой, Пекин 3 мая отозвал*."""
    chained = one.shape.link == "chained" and bool(line.rules.get("inverts"))
    return chained and one.word.start < line.opening


def _of_context(line: Line, one: Predication, memory: Memory) -> str | None:
    """The date of those who are meant, one that is told beside, or the one told before."""
    told = next((phrase.who.date for _, phrase in one.taken if phrase.who.date), None)
    if told and not _gone_on(line, told, memory):
        return told
    aside = [
        dated
        for dated in line.dates
        if _value(line, dated) and dated[0] < one.word.start and not _unlike(line, one, dated)
    ]
    aside = [dated for dated in aside if _tells_when(line, dated, memory)]
    if aside and not any(_compared(line, dated) for dated in aside):
        return aside[-1][2].value
    if memory.published and (one.shape.mood == "present" or _perfect(line, one)):
        return f"../{memory.published.isoformat()}"
    return _lately(line, one, memory) or memory.date


def _gone_on(line: Line, told: str, memory: Memory) -> bool:
    """Whether the paragraph has told a later date since those who are meant acted together."""
    here = memory.told == line.scene.sentence.paragraph
    return here and memory.date is not None and told < memory.date[: len(told)]


def _tells_when(line: Line, dated: Dated, memory: Memory) -> bool:
    """Whether a date tells when others acted, and not only what noun is meant.

    What describes a noun is of the same time where it is later than what was told before.
    """
    if not line.description(dated[0]):
        return True
    return str(dated[2].value) > (memory.date or "") and not _aside(line, dated)


def _lately(line: Line, one: Predication, memory: Memory) -> str | None:
    """The month of publication, where words without a date say that it was of late: 日前."""
    words: re.Pattern[str] | None = line.rules["aside"].get("recent")
    if words is None or memory.published is None:
        return None
    recent = words.search(line.text, line.clause_start(one.start), one.word.end)
    return memory.published.isoformat()[: len("2024-01")] if recent else None


def _described(line: Line, one: Predication, dated: Dated) -> bool:
    """Whether a date stands in words that describe a noun, and a predicate outside them.

    So does one behind a relative clause, for a predicate inside it: *A, whose bid had been
    blocked, joined in May*.
    """
    place = one.word.start
    due: re.Pattern[str] | None = line.rules["aside"].get("due")
    inside = (match for match in _inside(line, dated) if not due or not due.match(match.group()))
    if any(not match.start() <= place < match.end() for match in inside):
        return True
    if not line.articles:
        return False
    clauses = line.rules["aside"]["described"].finditer(line.text)
    relative = (match for match in clauses if match.group().startswith(", wh"))
    return any(match.start() <= place < match.end() <= dated[0] for match in relative)


def _behind(line: Line, one: Predication, dated: Dated) -> bool:
    """Whether a date stands before a predicate, in a clause on what had been before."""
    return line.clause_end(dated[1]) <= one.start and _background(line, dated)


def _background(line: Line, dated: Dated) -> bool:
    """Whether a date belongs to a clause on what had been before: 三月に国交を回復しており、."""
    pattern: re.Pattern[str] | None = line.rules["aside"].get("background")
    return bool(pattern and pattern.search(line.text, dated[1], line.clause_end(dated[1])))


def _unlike(line: Line, one: Predication, dated: Dated) -> bool:
    """Whether a date neither dates an act nor tells about when: a limit, what had been before."""
    limit: re.Pattern[str] | None = line.rules["aside"].get("limit")
    ahead = one.act.plover in PROSPECTIVE and limit and limit.match(line.text, dated[1])
    return bool(ahead) or _behind(line, one, dated)


def _looks_back(dated: Dated, memory: Memory) -> bool:
    """Whether a date counts back, or lies before what was told: nothing is promised for it."""
    told = (memory.date or "").split("/")[0]
    if told[:2] != ".." and str(dated[2].value) < told[: len(str(dated[2].value))]:
        return True
    return "published anchor" in dated[2].why or dated[2].why.startswith("weekday")


def _perfect(line: Line, one: Predication) -> bool:
    """Whether a verb tells what has been done ever since: *has bombed*."""
    pattern: re.Pattern[str] | None = line.rules["aside"].get("perfect")
    near = max(one.start, one.word.start - NEAR)
    return bool(pattern and pattern.search(line.text, near, one.word.start))


def _since(line: Line, one: Predication) -> str | None:
    """What has not happened since a date has not happened in an open interval."""
    clause = line.clause_start(one.word.start)
    for dated in line.dates:
        other = dated[0] > one.word.start and line.clause_start(dated[0]) != clause
        if other and line.articles:
            continue
        if _value(line, dated) and _compared(line, dated) and "/" not in str(dated[2].value):
            return f"{dated[2].value}/.."
    return None


def _compared(line: Line, dated: Dated) -> bool:
    """Whether a date is one of comparison: since 2019, 2019年以来."""
    marks = line.rules["aside"]["since"]
    start, end, _ = dated
    near = line.text[max(0, start - 16) : start] + "|" + line.text[end : end + 4]
    return bool(marks.search(near))


def _value(line: Line, dated: Dated) -> bool:
    value = dated[2].value
    return bool(value) and not str(value).startswith("P") and not line.scene.quoted(dated[0])


def _in_content(line: Line, one: Predication, dated: Dated) -> bool:
    """Whether a date belongs to what is agreed or asked: *agreed to meet in June*."""
    between = line.rules["aside"]["content"]
    start = one.word.end
    if line.rules["spaced"] and len(line.text[start : dated[0]].strip()) <= PREPOSITION:
        return False
    if dated[0] < start:
        return False
    found = between.finditer(line.text, start - 3, dated[0])
    return any(not _addressed(line, match.end()) for match in found)


def _addressed(line: Line, place: int) -> bool:
    """Whether an English *to* only says to whom: *appealed to the Council in August*."""
    if not line.articles or not line.text.endswith(" to ", 0, place):
        return False
    near = range(place, place + ARTICLE + 1)
    return any(actor.start in near for actor, _ in line.actors)


def _nearest(line: Line, one: Predication, dates: Sequence[Dated]) -> Dated:
    """The last date before the predicate, if there is one; where a measure begins is no date."""
    begins = line.rules["aside"]["begins"]
    plain = [dated for dated in dates if not begins.match(line.text, dated[1])] or list(dates)
    if one.shape.mood == "announced":
        return plain[0]
    before = [dated for dated in plain if dated[1] <= one.word.start]
    behind = _beside(line, one, plain) if before else None
    return behind or (before[-1] if before else plain[0])


def _beside(line: Line, one: Predication, dates: Sequence[Dated]) -> Dated | None:
    """The date behind an English verb, where the one before it is that of another clause.

    *Modi came on 9 June, Jaishankar returned the visit two months later.*
    """
    other = [dated for dated in dates if dated[1] <= one.word.start][-1]
    apart = ", " in line.text[other[1] : one.word.start]
    if not line.articles or other[0] - one.start <= OPENING or not apart:
        return None
    after = (dated for dated in dates if dated[0] >= one.word.end)
    return next((d for d in after if ", " not in line.text[one.word.end : d[0]]), None)


def after_publication(value: str | None, published: date | None) -> bool:
    """Whether a date lies behind the day of publication.

    Examples
    --------
    >>> after_publication("2025-01", date(2024, 12, 20)), after_publication(None, None)
    (True, False)
    """
    if not value or not published:
        return False
    first = value.split("/")[0]
    if first == "..":
        return False
    return first > published.isoformat()[: len(first)]
