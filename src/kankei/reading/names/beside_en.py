"""English: the name follows the title, or the title follows as an apposition."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ..sought import one_of
from .holders import holders
from .line import Line
from .offices import HONORIFIC, Title, offices

_CAPITAL = "[A-ZÀ-ÞĆČĎĐĘĚĞĪİŁŃŇŐŘŚŞŠŤŪŮŰŹŻŽȘȚ]"
_TOKEN = rf"(?:Mo?h?d\.|{_CAPITAL}[\wÀ-ÿ'’-]*[\wÀ-ÿ]|[A-Z]\.(?:[A-Z]\.)*|[A-Z])"
_PARTICLE = r"(?:de|do|dos|du|von|van|der|den|bin|ibn|bint|al|el|da|di|del|la|le|ter|zu)(?= )"
_ARTICLE = r"(?:a[ldnrst]|ash|el)-[A-Z][\w'’-]+"
_LEADING = r"(?:(?:V[ao]n(?: [Dd]e[rn]?)?|De|Di|Da|Al|El|Bin|Ter) )?"
_NAME = re.compile(
    rf"{_LEADING}{_TOKEN}"
    rf"(?:,? (?:Jr\.|Sr\.)| (?:{_TOKEN}|{_ARTICLE}|{_PARTICLE})){{0,4}}"
)
_INITIALLED = re.compile(
    r"(?<![\w.])(?!(?:U\. ?[SKN]|E\. ?U|D\. ?C|P\. ?R|R\. ?O)\.)(?:[A-Z]\. ?){2,3}"
    r"[A-Z][a-zà-ÿ'’-]*[a-zà-ÿ](?: [A-Z][a-zà-ÿ]+)?(?![\w-])"
)
_NAME_BEFORE = re.compile(
    rf"({_TOKEN}(?: (?:{_TOKEN}|{_ARTICLE}|{_PARTICLE})){{1,4}}),"
    r"(?: (?:then|now|until \w+))?(?: (?:the|a|an|its|his|her|their))?$"
)
_RANK = re.compile(
    r"(?:(?:Crown )?Prince|Princess|King|Sir|Lord|General|Gen\.|Adm(?:iral|\.)|Dr\.?"
    r"|Commodore|Sheikh(?= [A-Z]\w+ (?:bin|al|[A-Z]))) (?=[A-Z])"
)
_NEXT_NAME = re.compile(r",? (?:and )?")
_OF_PHRASE = re.compile(r" (?:of|for|at|in) [^,.;:()]{2,70}(?=, [A-Z])")
_OF_SCHOOL = re.compile(
    rf"(?<![\w-])({_TOKEN} (?:{_TOKEN}|{_PARTICLE} {_TOKEN}|[A-Z]\. {_TOKEN})) (?:of|at) (?:the )?"
    r"(?:[A-Z][\w-]+ |of |and |for |the |on ){0,6}?(?:University|Institut\w+|Council|Cent(?:er|re)"
    r"|Foundation|College|School|Academy|Endowment|Fund|Corporation|Forum|Society|CSIS|RAND|IISS)\b"
)
"""A scholar without a title: Tetsuo Kotani of the Japan Institute of International Affairs."""

_APPOSED_END = re.compile(r"(?: (?:at|of|with|in|for) [^,.;]{2,60})?,")
_CLAUSE = re.compile(r"(?:^|[.;:,] (?:and |but |while )?|\b[Tt]hat )$")
_DETERMINED = re.compile(r"\b(?:[Tt]he|[Ii]ts|[Tt]heir|[Hh]is|[Hh]er|[Ww]hose|[Aa]n?) $")
_OF_STATE = re.compile(r" (?:of|to|for|in) (?:the )?")
LONGEST_HEADLINE = 200
_SPACE = re.compile(" ")
_SPACE_OR_COMMA = re.compile(r",? |,? \(")
_CLOSED = re.compile(r"[,.;)]|$| [a-z]")
_LONG_WORD = re.compile(r"[A-Za-z]{4,}")
_SURE = frozenset(
    {"head_of_state", "head_of_government", "foreign_minister", "defence_minister", "minister"}
    | {"spokesperson", "speaker", "finance_minister", "deputy_foreign_minister", "ambassador"}
    | {"cabinet_secretary", "vice_president", "party_leader", HONORIFIC, "organisation_head"}
    | {"vice_minister", "deputy_head_of_government", "envoy", "security_adviser"}
)

_RANKS = frozenset({"legislator", "military", "scholar", "official", "executive", "journalist"})
"""Posts whose titles stand before two words of a name, but also before other capitals."""


def beside(line: Line, title: Title) -> tuple[int, int] | None:
    """Find the name beside a title."""
    return _after(line, title) or _before(line, title)


def title_before(line: Line, start: int) -> Title | None:
    """A title and an honorific do not stand before one name."""
    return None


def native(name: str) -> bool:
    """English names tell no state."""
    return False


def loose(line: Line) -> Iterator[tuple[int, int]]:
    """Names without a title: the writer's, and a given name with a family name."""
    if line.sentence.kind == "byline":
        yield from _writers(line)
        return
    yield from _counterparts(line)
    yield from (match.span() for match in _INITIALLED.finditer(line.text))
    for match in _OF_SCHOOL.finditer(line.text) if " of " in line.text else ():
        ordinary = _words()["not"].intersection(match.group(1).split(" "))
        if not ordinary and not line.in_place(*match.span(1)):
            yield match.span(1)
    names, ships = _with_given_name()
    for match in names.finditer(line.text):
        ship = line.ending(ships, match.start())
        if not ship and not line.in_place(*match.span(1)):
            yield match.span(1)


def _writers(line: Line) -> Iterator[tuple[int, int]]:
    """By Daniel Okafor and Lena Hartmann: a line of names and nothing else."""
    start, found = len("By ") if line.text.lower().startswith("by ") else 0, []
    while start < len(line.text.rstrip()):
        end = _name_at(line, start, sure=True)
        if not end or " " not in line.text[start:end]:
            return
        found.append((start, end))
        following = _NEXT_NAME.match(line.text, end)
        start = following.end() if following and following.end() > end else len(line.text)
        if start == len(line.text) and end < len(line.text.rstrip()):
            return
    yield from found


def _counterparts(line: Line) -> Iterator[tuple[int, int]]:
    """Those named behind a title for several.

    *His Japanese and South Korean counterparts, Yoko Kamikawa and Park Jin*; *the presidents of the
    two states, A B and C D*.
    """
    for match in re.finditer(offices("en").words["counterparts"], line.text):
        names = _listed_names(line, match.end())
        if match.group().startswith(("counterpart", "colleague")):
            yield from names if match.group().endswith("s") else names[:1]
        elif len(names) > 1:
            yield from names


def _listed_names(line: Line, start: int) -> list[tuple[int, int]]:
    """Names of two words or more that begin at a position, joined by commas and *and*."""
    found: list[tuple[int, int]] = []
    end = _name_at(line, start, sure=True)
    while end and " " in line.text[start:end]:
        found.append((start, end))
        following = _NEXT_NAME.match(line.text, end)
        start = following.end() if following else end
        end = _name_at(line, start, sure=True) if start > end else None
    return found


def _after(line: Line, title: Title) -> tuple[int, int] | None:
    text, place, sure = line.text, title.end, title.post in _SURE
    of_state = _OF_STATE.match(text, place)
    state = line.place_starting(of_state.end()) if of_state else None
    phrase = _OF_PHRASE.match(text, place)
    if state and state.form != "adjective":
        place, sure = state.end, False
    elif phrase and title.post != HONORIFIC:
        place, sure = phrase.end(), False
    gap = (_SPACE if title.post == HONORIFIC else _SPACE_OR_COMMA).match(text, place)
    if not gap:
        return None
    rank = _RANK.match(text, gap.end()) if title.post != HONORIFIC else None
    start = rank.end() if rank else gap.end()
    sure = sure and not _title_case(text)
    end = _name_at(line, start, sure and gap.group() == " ")
    owned = text.endswith("'s ", 0, title.start) or place > title.end
    owned = owned or line.ending(_DETERMINED, title.start) is not None
    owned = owned or line.place_ending(title.start - 1) is not None
    ranked = title.post in _RANKS and not _title_case(text)
    if not end and (ranked if gap.group() == " " else gap.group() == ", " and (sure or owned)):
        end = _apposed(line, start)
    return (start, end) if end else None


def _apposed(line: Line, start: int) -> int | None:
    """Argentina's foreign minister, Diana Mondino, ...: two words or more, and the name ends."""
    end = _name_at(line, start, sure=True)
    closed = end is not None and _CLOSED.match(line.text, end)
    return end if end and closed and " " in line.text[start:end] else None


def _title_case(text: str) -> bool:
    """Say whether nearly all words begin with a capital, as in headlines."""
    if text.rstrip().endswith((".", "?", "!")):
        return False
    words = _LONG_WORD.findall(text, 0, LONGEST_HEADLINE)
    return len(words) > 3 and sum(word[0].isupper() for word in words) > 0.8 * len(words)


def _name_at(line: Line, start: int, sure: bool) -> int | None:
    """Where the name ends that begins at a position."""
    match = _NAME.match(line.text, start)
    if not match or line.place_starting(start):
        return None
    words = match.group().split(" ")
    for length in range(len(words), 1, -1):
        name = " ".join(words[:length]).removesuffix("'s")
        if name in holders("en").full:
            return start + len(name)
    name = _cut(words)
    return start + len(name) if len(name) > 1 and (sure or _known(name)) else None


def _cut(words: list[str]) -> str:
    """The words of a run of capitals that belong to the name."""
    kept: list[str] = []
    longest = 3 if words[0] in _words()["family"] else 4
    longest += sum(word in _ARABIC for word in words)
    for word in words[:longest]:
        plain = word.rstrip(".")
        ordinary = plain.capitalize() if plain.isupper() and len(plain) > 3 else plain
        if ordinary in _words()["not"] or word.endswith(","):
            break
        kept.append(word)
        if word.endswith("'s"):
            break
    while kept and kept[-1].islower():
        kept.pop()
    return " ".join(kept).removesuffix("'s")


_ARABIC = frozenset({"bin", "ibn", "bint", "al", "Al", "de", "da", "do", "dos"})


def _known(name: str) -> bool:
    """A full name of the register, or one with a given name or a family name that is known."""
    words, register = _words(), holders("en")
    first, *rest = name.split(" ")
    if name in register.full or (not rest and name in register.family):
        return True
    return bool(rest) and (first in words["given"] or first in words["family"])


def _before(line: Line, title: Title) -> tuple[int, int] | None:
    """Sergei Lavrov, Russia's foreign minister, ...."""
    if title.post == HONORIFIC or line.text.startswith("'s", title.end):
        return None
    end = line.without_spaces(title.start)
    place = line.place_ending(end - 2 if line.text.startswith("'s", end - 2) else end)
    if place:
        end = line.without_spaces(place.start)
    match = line.ending(_NAME_BEFORE, end)
    if not match or line.in_place(*match.span(1)):
        return None
    sure = title.post in _SURE or (place is not None and title.post == "official")
    called = match.group().endswith((" a", " an")) and title.post in _RANKS
    closed = _APPOSED_END.match(line.text, title.end) is not None
    told = (sure or called) and closed and _plain(line, match)
    return match.span(1) if told or _known(match.group(1)) else None


def _plain(line: Line, match: re.Match[str]) -> bool:
    """Whether words before an apposition can be nothing but a name that begins a clause."""
    ordinary = _words()["not"].intersection(match.group(1).split(" "))
    return not ordinary and line.ending(_CLAUSE, match.start(1)) is not None


@cache
def _words() -> dict[str, frozenset[str]]:
    words = offices("en").words
    return {
        "not": frozenset(words["not_names"]),
        "given": frozenset(words["given_names"]),
        "family": frozenset(words["family_first"]),
    }


@cache
def _with_given_name() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Andrei Lankov, Susan A. Thornton: a given name with a family name."""
    given = one_of(_words()["given"])
    before = offices("en").words["proper_before"]
    ordinary = "|".join(sorted(_words()["not"], key=len, reverse=True))
    return re.compile(
        rf"\b({given}(?: [A-Z]\.)?(?: (?:{_PARTICLE}|[A-ZÀ-Þ][a-zÀ-ÿ'’]+))*?"
        rf" (?!(?:{ordinary})\b)(?:{_ARTICLE}|[A-ZÀ-Þ][a-zÀ-ÿ'’]*[a-zÀ-ÿ](?:-[A-Z][a-z]+)?))"
        rf"(?![\w-]| [A-Z][a-z]| {_PARTICLE} [A-Z]| {_ARTICLE})"
        rf"(?!{offices('en').words['proper_after']})"
    ), re.compile(f"(?:{before})$")
