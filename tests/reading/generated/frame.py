"""Sentence frames: one line of a data file is one sentence with slots, and what it says.

A line is ``facts | text``. Slots are filled by a :class:`~.telling.Teller`, and ``<x>...</x>`` is a
stretch: ``e`` event, ``c`` claim, ``q`` quotation, ``k`` cause, ``f`` its effect. Facts are
separated by ``;``::

    event COERCE/SANCTION A>B      types that are right, source > target or participants with =
    event? CONSULT A=B             may be found, need not
    event -CONSULT A=B             said not to have happened
    event >>CONSULT A>B            planned
    claim A, claim A O, claim -    speaker (a state, or nobody) and the outlet
    claim? A                       may be found, need not
    cause +, cause -               sign
    -                              nothing
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "frames"
VARIETIES = ("ja", "ko", "en", "zh", "zh-hant", "ru")
"""Languages as they are written: Chinese twice."""

_EVENT = re.compile(r"event(\??) (-|>>|)([A-Z/]+) (\w*)([>=]?)(\w*)\Z")


@dataclass(frozen=True)
class EventFact:
    """What a frame says of an event; ``source`` and ``target`` are slots of states."""

    optional: bool
    polarity: str
    planned: bool
    types: tuple[str, ...]
    source: str
    target: str


@dataclass(frozen=True)
class ClaimFact:
    """Who says it: slots of a state and of an outlet, empty for nobody."""

    optional: bool
    speaker: str
    outlet: str


@dataclass(frozen=True)
class Frame:
    """One sentence with slots and its facts."""

    kind: str
    text: str
    events: tuple[EventFact, ...] = ()
    claims: tuple[ClaimFact, ...] = ()
    signs: tuple[str, ...] = ()


@cache
def frames(variety: str) -> tuple[Frame, ...]:
    """All frames of one variety, in the order of the file."""
    found, kind = [], ""
    for line in (FOLDER / f"{variety}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            kind = line.strip("[]")
        elif line and not line.startswith("#"):
            found.append(_frame(kind, *line.split(" | ", 1)))
    return tuple(found)


@cache
def forms(variety: str) -> dict[str, Any]:
    """Dates, names, notes and numbers as one variety writes them."""
    return tomllib.loads((FOLDER / f"{variety}.toml").read_text(encoding="utf-8"))


def _frame(kind: str, facts: str, text: str) -> Frame:
    events: list[EventFact] = []
    claims: list[ClaimFact] = []
    signs: list[str] = []
    for fact in facts.split("; "):
        word, _, rest = fact.partition(" ")
        if word.startswith("claim"):
            speaker, _, outlet = rest.partition(" ")
            claims.append(ClaimFact(word.endswith("?"), speaker.strip("-"), outlet))
        elif word == "cause":
            signs.append(rest)
        elif word != "-":
            events.append(_event(fact))
    return Frame(kind, text, tuple(events), tuple(claims), tuple(signs))


def _event(fact: str) -> EventFact:
    match = _EVENT.match(fact)
    assert match, f"not a fact: {fact}"
    optional, sign, types, first, _, second = match.groups()
    polarity = "-" if sign == "-" else "+"
    return EventFact(bool(optional), polarity, sign == ">>", tuple(types.split("/")), first, second)
