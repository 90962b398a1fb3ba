"""English: the name follows the title, or the title follows as an apposition."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from .holders import holders
from .line import Line
from .offices import HONORIFIC, Title, offices

_TOKEN = r"(?:[A-ZÀ-Þ][\wÀ-ÿ'’-]*[\wÀ-ÿ]|[A-Z]\.(?:[A-Z]\.)*|[A-Z])"
_NAME = re.compile(
    rf"{_TOKEN}(?:,? (?:Jr\.|Sr\.|{_TOKEN}|(?:de|von|van|der|bin|al|el|da|di|la|den)(?= ))){{0,4}}"
)
_NAME_BEFORE = re.compile(
    rf"({_TOKEN}(?: (?:{_TOKEN}|(?:de|von|van|der|bin|al|da)(?= ))){{1,3}}),"
    r"(?: (?:the|a|an|its|his|her|their))?$"
)
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

_RANKS = frozenset({"legislator", "military", "scholar", "official"})
"""Posts whose capital titles stand before two words of a name, but also before other capitals."""


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
        name = _name_at(line, 0, sure=False)
        if name == len(line.text.rstrip()) and " " in line.text[:name]:
            yield 0, name
        return
    names, ships = _with_given_name()
    for match in names.finditer(line.text):
        ship = line.ending(ships, match.start())
        if not ship and not line.in_place(*match.span(1)):
            yield match.span(1)


def _after(line: Line, title: Title) -> tuple[int, int] | None:
    text, place, sure = line.text, title.end, title.post in _SURE
    of_state = _OF_STATE.match(text, place)
    state = line.place_starting(of_state.end()) if of_state else None
    if state and state.form != "adjective":
        place, sure = state.end, False
    gap = (_SPACE if title.post == HONORIFIC else _SPACE_OR_COMMA).match(text, place)
    if not gap:
        return None
    start = gap.end()
    sure = sure and not _title_case(text)
    end = _name_at(line, start, sure and gap.group() == " ")
    owned = line.text.endswith("'s ", 0, title.start) or place > title.end
    ranked = title.post in _RANKS and text[title.start].isupper() and not _title_case(text)
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
    if not match or not _known(match.group(1)) or line.in_place(*match.span(1)):
        return None
    return match.span(1)


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
    given = "|".join(sorted(_words()["given"], key=len, reverse=True))
    before = offices("en").words["proper_before"]
    ordinary = "|".join(sorted(_words()["not"], key=len, reverse=True))
    return re.compile(
        rf"\b((?:{given})(?: [A-Z]\.)?(?: (?:de|von|van|bin|del|der|[A-Z][a-z]+))*?"
        rf" (?!(?:{ordinary})\b)[A-Z][a-zÀ-ÿ]+(?:-[A-Z][a-z]+)?)(?![\w-]| [A-Z][a-z])"
        rf"(?!{offices('en').words['proper_after']})"
    ), re.compile(f"(?:{before})$")
