"""What a reading says, without where it stands: equal for texts that say the same."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from kankei.reading.passages import Reading
from kankei.reading.text import surface
from kankei.terms.source import Span

from .scoring import BARE

Records = Counter[tuple[Any, ...]]


def records(reading: Reading, notes: bool = True) -> Records:
    """All records of a reading as values, the words they stand on without spaces and marks.

    Dates and states of notes are left out when ``notes`` is false.
    """
    return Counter(_records(reading, notes))


def renamed(found: Records, names: Mapping[str, str]) -> Records:
    """Records with codes and words put in place of others."""
    pattern = re.compile("|".join(sorted(map(re.escape, names), key=len, reverse=True)))

    def put(value: Any) -> Any:
        if isinstance(value, str):
            return pattern.sub(lambda match: names[match.group()], value)
        return tuple(map(put, value)) if isinstance(value, tuple) else value

    return Counter({put(record): count for record, count in found.items()})


def _records(reading: Reading, notes: bool) -> Iterable[tuple[Any, ...]]:
    raw = reading.raw
    bodies = [one.body for one in reading.notes if one.body and not notes]

    def words(spans: Sequence[Span]) -> str:
        plain = unicodedata.normalize("NFKC", BARE.sub("", surface(raw, spans)))
        return plain.replace("〜", "~")

    def told(spans: Sequence[Span]) -> bool:
        return not any(body[0].start <= spans[0].start < body[-1].end for body in bodies)

    yield from (("state", words(s.spans), s.state) for s in reading.states if told(s.spans))
    yield from (("date", words(d.spans), d.value) for d in reading.dates if told(d.spans))
    yield from (("person", words(p.name), p.title, p.state) for p in reading.persons)
    yield from (
        (
            "event",
            e.plover,
            e.polarity,
            e.assertion,
            e.basis == "stated" and e.date,
            _who(reading, e.actors),
        )
        for e in reading.events
    )
    for claim in reading.claims:
        quotes = tuple(map(words, claim.quotes))
        yield "claim", words(claim.spans), claim.speaker, claim.outlet, quotes
    yield from (("cause", c.sign, words(c.cause), words(c.effect), c.level) for c in reading.causes)
    yield from (("quantity", words(q.spans), q.value, q.unit) for q in reading.quantities)


def _who(reading: Reading, actors: Sequence[tuple[str, str, bool]]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((actor, role) for actor, role, _ in actors))


__all__ = ["Records", "records", "renamed"]
