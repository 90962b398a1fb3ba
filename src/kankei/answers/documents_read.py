"""What a report is told of each document: how much was found, and where each event is told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Told:
    """A passage of a document that tells of an event, whose id is ``event``.

    ``start`` and ``end`` count the characters of the document, ``paragraph`` counts from 1.
    """

    event: str
    words: str
    start: int
    end: int
    paragraph: int


@dataclass(frozen=True)
class DocumentRead:
    """A document that was read, and how much was found in it.

    ``told`` are the passages of events on record, ``left_out`` how many events did not enter it,
    by reason.
    """

    id: str
    source: str
    language: str
    characters: int
    sentences: int
    notes: int
    states: int
    dates: int
    claims: int
    told: tuple[Told, ...] = ()
    left_out: Mapping[str, int] = field(default_factory=dict)
