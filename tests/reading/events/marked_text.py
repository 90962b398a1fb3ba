"""Reads marked sentences: a sentence a line, and indented below it the events it tells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from kankei.reading.passages import EventMention
from kankei.reading.read import read_text
from kankei.terms.language import Language

MARKED = Path(__file__).parents[1] / "marked"
SIGNS = {"negated": "-", "denied": "~", "planned": ">>"}


def marked_lines(language: Language) -> Iterator[tuple[str, list[str]]]:
    """Sentences of a language with what must be found in them."""
    found: list[tuple[str, list[str]]] = []
    for line in (MARKED / f"events.{language}.txt").read_text("utf-8").splitlines():
        if line.startswith("\t"):
            found[-1][1].append(line.strip())
        elif line and not line.startswith("#"):
            found.append((line, []))
    yield from found


def events_of(text: str, language: Language) -> tuple[EventMention, ...]:
    """The events of a text, through the whole reader."""
    return read_text(text, language=language).events


def written(event: EventMention) -> str:
    """An event as it is marked: sign and type, who to whom, date."""
    if with_role(event, "participant"):
        who = "=".join(with_role(event, "participant"))
    else:
        who = ",".join(with_role(event, "source")) + ">" + ",".join(with_role(event, "target"))
    return f"{SIGNS.get(event.assertion, '')}{event.plover} {who} {event.date or '-'}"


def with_role(event: EventMention, role: str) -> list[str]:
    """The states in a role; where no state is known, the actors."""
    actors = {actor for actor, part, _ in event.actors if part == role}
    states = {actor for actor in actors if re.fullmatch("[A-Z]{3}", actor)}
    return sorted(states or {actor.upper() for actor in actors})
