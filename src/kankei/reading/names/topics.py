"""What a sentence is about, which tells for whom somebody acts where nothing beside a name does."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from ...terms.language import Language
from ..capitals import capitals
from ..words import word_list
from .line import Line
from .offices import HONORIFIC, Title, states_of_organs


@dataclass(frozen=True, slots=True)
class Allegiance:
    """A state, and how it is known: ``written``, ``register``, ``topic`` or ``outlet``."""

    state: str
    source: str


REPORTED = frozenset(
    {"defence_minister", "foreign_minister", "military", "minister", "spokesperson"}
)
"""Posts that an outlet names without a state when they are posts of its own state."""

LONGEST_GAP = 32
"""Characters that may stand between a state and the title or name that it belongs to."""

MANY = 1.5
"""So many times as often as any other state a text names the one it is about."""

UNTOLD = frozenset(
    {"ambassador", "envoy", "executive", "journalist", "organisation_head", "scholar"}
)
"""Posts whose holders need not act for the state that a text is about."""


def context(lines: Sequence[Line], number: int, place: int, title: Title) -> Allegiance | None:
    """The topic of the sentence or of the sentences before it, or the country of the outlet."""
    post = title.post
    host = _host(lines[number], title)
    if (post in UNTOLD and not host and not _roving(lines[number], title)) or _of_many(
        lines[number], place, title
    ):
        return None
    section = lines[number].sentence.section
    others = _acted_on(lines[number], place)
    own = _spoken_for(lines[number], place)
    if own and own != host:
        return Allegiance(own, "topic")
    for back, line in enumerate(reversed(lines[max(0, number - 3) : number + 1])):
        if line.sentence.section != section:
            break
        end = place if back == 0 else len(line.text)
        outlet = _outlet(line, end) if post in REPORTED else None
        found = _topics(line, end, title if back == 0 else None)
        topic = next((state for state in found if state not in others), None)
        if topic is not None and topic == host:
            return None
        if topic or outlet:
            return Allegiance(topic, "topic") if topic else Allegiance(outlet or "", "outlet")
    told = _heading(lines, number)
    return told if told is None or told.state not in others else None


def _acted_on(line: Line, place: int) -> set[str]:
    """The states to which somebody does something, who is of none of them: 米国との協定を破棄し."""
    acted = rules_beside(line.sentence.language)["acted_on"]
    source = rules_beside(line.sentence.language)["acted_from"]
    behind = [one for one in line.places if one.start > place]
    met = {one.state for one in behind if acted.match(line.text, one.end)}
    return met | {one.state for one in behind if source.fullmatch(line.text, place, one.start)}


def _spoken_for(line: Line, place: int) -> str | None:
    """The state of which an official says what it will do: *the minister said that Peru would*."""
    says, does = (rules_beside(line.sentence.language)[key] for key in ("says_that", "will_do"))
    for one in line.places:
        if says.fullmatch(line.text, place, one.start) and does.match(line.text, one.end):
            return one.state
    return None


def _roving(line: Line, title: Title) -> bool:
    """Whether an envoy is sent to no state: 北極担当大使, 国連大使."""
    roving = rules_beside(line.sentence.language)["roving"]
    return title.post == "ambassador" and bool(roving.search(line.text, title.start, title.end))


def _host(line: Line, title: Title) -> str | None:
    """The state to which an envoy is sent: 駐米大使."""
    if title.post != "ambassador" or line.sentence.language != "ja":
        return None
    inside = (p for p in line.places if title.start <= p.start and p.end <= title.end)
    return next((place.state for place in inside), None)


def _topics(line: Line, end: int, title: Title | None) -> Iterator[str]:
    """The states that a sentence may be about before a position, the likeliest first."""
    holder = _named_holder(line, end, title)
    visited = _visited(line, end)
    found = (_topic(line, end), _office_holder(line, end))
    if title is not None:
        yield from filter(None, (visited, *found, holder))
    elif line.sentence.language == "ru":
        yield from filter(None, (holder, *found, visited))
    else:
        yield from filter(None, (*found, holder, visited))


def _of_many(line: Line, place: int, title: Title) -> bool:
    """Whether an organisation of many states or of none stands before a name or in its title."""
    rules = rules_beside(line.sentence.language)
    if line.ending(rules["stateless"], place) is not None:
        return True
    return (
        rules["bodies"].search(line.text, max(0, title.start - LONGEST_GAP), max(title.end, place))
        is not None
    )


def _topic(line: Line, end: int) -> str | None:
    topic = rules_beside(line.sentence.language)["topic"]
    for place in reversed(line.places):
        if place.end <= end and topic.match(line.text, place.end):
            return place.state
    return None


def _visited(line: Line, end: int) -> str | None:
    """The state in whose capital somebody has arrived: マニラを訪れ、マナロ外相と会談した."""
    visited = word_list(line.sentence.language, "offices").get("visited")
    if not visited:
        return None
    pattern, states = capitals(line.sentence.language)
    arrived = _arrived(line.sentence.language)
    places = (
        one
        for one in pattern.finditer(line.text, 0, end)
        if arrived.match(line.text, one.end(), end)
    )
    return next((states[one.group()] for one in places), None)


@cache
def _arrived(language: Language) -> re.Pattern[str]:
    return re.compile(word_list(language, "offices")["visited"])


def _heading(lines: Sequence[Line], number: int) -> Allegiance | None:
    """The one state that the heading over a sentence names, or the title of the document."""
    for line in reversed(lines[:number]):
        states = {place.state for place in line.places}
        if line.sentence.kind in ("heading", "title") and states:
            if len(states) == 1:
                return Allegiance(states.pop(), "topic")
            break
    return _dominant(lines) if lines[number].sentence.language in ("en", "ru") else None


def _dominant(lines: Sequence[Line]) -> Allegiance | None:
    """The state of which a document speaks far more often than of any other."""
    counted = Counter(place.state for line in lines for place in line.places)
    (first, most), (_, next_most) = (*counted.most_common(2), ("", 0), ("", 0))[:2]
    return Allegiance(first, "topic") if most >= MANY * max(next_most, 1) else None


def _office_holder(line: Line, end: int) -> str | None:
    """The state of whom a sentence names first with state and title: 立陶宛总统瑙塞达."""
    titles = {title.start for title in line.titles if title.post != HONORIFIC}
    named = (place for place in line.places if place.end in titles and place.end < end)
    return next((place.state for place in named), None)


def _named_holder(line: Line, end: int, other: Title | None) -> str | None:
    """The state of whom a sentence names before another: スリランカのディサナヤカ大統領は.

    Somebody of the same post, unless a former one, and whom the first one meets, is of another
    state.
    """
    rules = rules_beside(line.sentence.language)
    held = [
        (title, state)
        for title in reversed(line.titles)
        if title.end <= end and title.post not in UNTOLD and title.post != HONORIFIC
        for state in _held_for(line, title)
    ]
    if not held:
        return None
    usual = held[0] if other else held[-1]
    marked = line.sentence.language != "ru"
    subject = (one for one in held if marked and rules["topic"].match(line.text, one[0].end))
    title, state = next(subject, usual)
    if other and (title.post == other.post or rules["met"].match(line.text, other.end)):
        return state if rules["former"].match(line.text, other.start) else None
    return state


def _held_for(line: Line, title: Title) -> Iterator[str]:
    """The state that only a name parts from a title, or the only one that has such a post."""
    named = rules_beside(line.sentence.language)["named"]
    before = (place for place in reversed(line.places) if place.end <= title.start)
    place = next(before, None)
    behind = line.place_starting(title.end + 1)
    if behind and line.sentence.language == "ru":
        yield behind.state
    elif place and named.fullmatch(line.text, place.end, title.start):
        yield place.state
    elif title.state and not title.others:
        yield title.state


def _outlet(line: Line, end: int) -> str | None:
    outlets: dict[str, list[str]] = word_list(line.sentence.language, "offices")["outlets"]
    for state, names in outlets.items():
        if any(line.text.find(name, 0, end) >= 0 for name in names):
            return state
    return None


_PATTERNS = (
    "gap",
    "of",
    "apposed",
    "becoming",
    "topic",
    "clause",
    "named",
    "met",
    "former",
    "bodies",
    "roving",
    "acted_on",
    "acted_from",
    "says_that",
    "will_do",
)


@cache
def rules_beside(language: Language) -> dict[str, re.Pattern[str]]:
    """The patterns of a language on what stands beside names and titles."""
    words = word_list(language, "offices")
    rules = {key: re.compile(words.get(key) or "(?!)") for key in _PATTERNS}
    rules["stateless"] = re.compile(f"(?:{words.get('stateless') or '(?!)'})$")
    rules["own"] = re.compile(f"(?:{words.get('own') or '(?!)'})$")
    organs = "|".join(sorted(map(re.escape, states_of_organs(language)), key=len, reverse=True))
    organ = f"(?<![A-Za-zА-Яа-я])(?P<organ>{organs})(?![a-zа-я])"
    rules["organ"] = re.compile(organ)
    rules["organ_before"] = re.compile(f"{organ}(?:{words['organ_gap']})$")
    rules["posted"] = re.compile(f"(?:{words['posted']})$")
    return rules
