"""For which state a person acts: what is written beside the name, the register, the context."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from ..homes import home_of
from ..words import word_list
from .line import REACH, Line, Place
from .offices import HONORIFIC, Title, states_of_organs
from .topics import LONGEST_GAP, UNTOLD, Allegiance, context, rules_beside

_UP_TO_NAME = re.compile("^[^A-ZÀ-ÞА-ЯЁ]+")
_JOINED = re.compile(r",? (?:and |и )?")
_HAN = re.compile("[一-鿿々]{3,5}")
_COMPOUND = re.compile("[一-鿿ァ-ヺー]{2,10}")


def written(line: Line, name: tuple[int, int], title: Title | None) -> str | None:
    """The state that stands beside a name and its title, or in what the person becomes."""
    if title and title.post != HONORIFIC:
        start, end = min(name[0], title.start), max(name[1], title.end)
        beside = _inside(line, name, title) or _before(line, title.start) or _before(line, start)
        if title.post == "ambassador":
            beside = beside or _in_wording(line, title)
        owner = _owner(line, start) or _owner(line, title.start)
        of = _after(line, end, before_name=title.end <= name[0])
        told = beside.state if beside else of or _apposed(line, end) or owner
        return told or _counterpart(line, (start, end))
    listed = _counterpart(line, name)
    beside = None if listed else _before(line, name[0])
    return listed or (beside.state if beside else _becoming(line, name[1]))


def by_organ(
    lines: Sequence[Line], number: int, name: tuple[int, int], title: Title, native: bool
) -> Allegiance | None:
    """The state of an organ that is named without one (外務省 in a Japanese text is Japan's).

    An organ that several states have is that of the topic, unless the name is ``native`` to the
    language of the text. An ambassador with such a name is sent by the state of the language, and
    a Japanese name is that of an official of Japan.
    """
    line = lines[number]
    organ = _organ(line, min(name[0], title.start), title)
    if not organ:
        home: str | None = word_list(line.sentence.language, "offices").get("home")
        japanese = line.sentence.language == "ja" and title.post not in UNTOLD
        at_home = line.sentence.language in ("ko", "ru") and title.post not in UNTOLD
        if native and at_home and not context(lines, number, name[0], title):
            japanese = not line.places
        sent = (native and japanese) or (
            title.post == "ambassador" and (native or _posted_abroad(line, name, title, home))
        )
        return Allegiance(home, "register") if sent and home else None
    owner = _before(line, organ.start())
    if owner:
        return Allegiance(owner.state, "written")
    usual, *others = states_of_organs(line.sentence.language)[organ["organ"]]
    here = home_of((one.sentence.text for one in lines), line.sentence.language)
    if here in others:
        return Allegiance(here, "register")
    topic = None if native or not others else context(lines, number, name[0], title)
    if topic and (topic.state in others or "*" in others):
        return topic
    return Allegiance(_most_named(lines, usual, others), "register")


def _most_named(lines: Sequence[Line], usual: str, others: Sequence[str]) -> str:
    """Of the states that have an organ the one a text speaks of most, else the usual one."""
    if lines[0].sentence.language != "en":
        return usual
    counted = Counter(place.state for line in lines for place in line.places)
    return max((usual, *others), key=lambda state: counted[state])


def _organ(line: Line, start: int, title: Title) -> re.Match[str] | None:
    """The organ in the wording of a title, or right before a title and its name."""
    rules = rules_beside(line.sentence.language)
    inside = rules["organ"].search(line.text, title.start, title.end)
    return inside or line.ending(rules["organ_before"], start)


def _inside(line: Line, name: tuple[int, int], title: Title) -> Place | None:
    """A state between name and title, whichever comes first."""
    first, last = sorted([name, (title.start, title.end)])
    between = (place for place in line.places if first[1] <= place.start and place.end <= last[0])
    return next((place for place in between if _host_from(line, place) is None), None)


def _in_wording(line: Line, title: Title) -> Place | None:
    """The sending state in 駐日中国大使."""
    inside = (p for p in line.places if title.start <= p.start and p.end <= title.end)
    return next((place for place in inside if _host_from(line, place) is None), None)


def _posted_abroad(line: Line, name: tuple[int, int], title: Title, home: str | None) -> bool:
    """Whether an envoy with a name in Chinese characters is sent elsewhere: 駐比大使の越川氏."""
    if line.sentence.language != "ja" or not _HAN.fullmatch(line.text, *name):
        return False
    hosts = (p for p in line.places if title.start <= p.start and p.end <= title.end)
    return any(place.state != home for place in hosts)


def _host_from(line: Line, place: Place) -> int | None:
    """Where the word begins that makes a state the one to which an envoy is sent (駐, to, в)."""
    posted = line.ending(rules_beside(line.sentence.language)["posted"], place.start)
    return posted.start() if posted else None


def _before(line: Line, start: int) -> Place | None:
    """The nearest state from which only words of possession and organs lead to a position."""
    gap = rules_beside(line.sentence.language)["gap"]
    for end in range(start, max(-1, start - LONGEST_GAP), -1):
        place = line.place_ending(end)
        if place and gap.fullmatch(line.text, end, start):
            host = _host_from(line, place)
            return _first_of_chain(line, place) if host is None else _before(line, host)
    return None


def _first_of_chain(line: Line, place: Place) -> Place:
    """In 中国国務院台湾事務弁公室 the first state is the one whose organ it is."""
    if line.sentence.language != "ja":
        return place
    for before in line.places:
        if before.end < place.start and _COMPOUND.fullmatch(line.text, before.end, place.start):
            return before
    return place


def _after(line: Line, end: int, before_name: bool) -> str | None:
    """Sergei Lavrov, foreign minister of Russia; behind a name no place that somebody goes to."""
    of = rules_beside(line.sentence.language)["of"].match(line.text, end)
    if of and before_name and of.group().startswith((" to ", " for ")):
        return None
    place = line.place_starting(of.end()) if of and of.end() > end else None
    return place.state if place else None


def _apposed(line: Line, end: int) -> str | None:
    """General Rahul Singh, deputy chief of the Indian army: the post behind the name."""
    apposed = rules_beside(line.sentence.language)["apposed"].match(line.text, end)
    place = line.place_starting(apposed.end()) if apposed else None
    return place.state if place else None


def _owner(line: Line, start: int) -> str | None:
    """Brunei appointed its second foreign minister: the state the sentence names first."""
    owned = line.ending(rules_beside(line.sentence.language)["own"], start)
    named = (one for one in line.places if not line.text.endswith("former ", 0, one.start))
    first = next(named, None) if owned else None
    return first.state if first and first.end <= start else None


def _becoming(line: Line, end: int) -> str | None:
    """特朗普将再次就任美国总统: the office that a person enters."""
    rules = rules_beside(line.sentence.language)
    clause = rules["clause"].match(line.text, end)
    stop = clause.end() if clause else end
    if not rules["becoming"].search(line.text, end, min(len(line.text), stop + 12)):
        return None
    for title in line.titles:
        if end <= title.start <= stop and title.post != HONORIFIC:
            place = _before(line, title.start)
            return place.state if place and place.start >= end else None
    return None


def _counterpart(line: Line, name: tuple[int, int]) -> str | None:
    """Sort out: his Japanese and South Korean counterparts, Yoko Kamikawa and Park Jin."""
    words = word_list(line.sentence.language, "offices").get("counterparts")
    start = max(0, name[0] - 2 * REACH)
    found = list(re.compile(words).finditer(line.text, start, name[0])) if words else []
    if not found:
        return None
    end = found[-1].end()
    listed = _listed_behind(line, end)
    end = listed[-1].end if listed else end
    places = _coordinated(line, found[-1].start()) or listed
    places = places or _coordinated(line, line.without_spaces(end) - 1)
    between = _UP_TO_NAME.sub("", line.text[end : name[0]])
    order = len(re.findall(r",(?! and)| and | и ", between))
    if len(places) < 2 and order + 1 > len(places):
        places = _pair_before(line, found[-1].start())
    return places[order].state if order < len(places) and len(between) < 60 else None


def _listed_behind(line: Line, end: int) -> list[Place]:
    """States joined by commas and "and" right behind a position, in order."""
    chain: list[Place] = []
    place = line.place_starting(end) or line.place_starting(end + 1)
    while place:
        chain.append(place)
        gap = _JOINED.match(line.text, place.end)
        place = line.place_starting(gap.end()) if gap else None
    return chain


def _pair_before(line: Line, end: int) -> list[Place]:
    """The last two states that a sentence joins before a position, and nobody else."""
    before = [place for place in line.places if place.end <= end]
    pair = _coordinated(line, before[-1].end) if before else []
    return pair if len(pair) == 2 else []


def _coordinated(line: Line, end: int) -> list[Place]:
    """States joined by commas and "and" right before a position, in order."""
    chain: list[Place] = []
    for place in reversed(line.places):
        if place.end <= end and re.fullmatch(r",? (?:and |и )?|", line.text[place.end : end]):
            chain.insert(0, place)
            end = place.start
    return chain
