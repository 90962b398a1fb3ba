"""Documents of a study, read into rows of the record.

A document lies beside a sidecar of the same name that says who published it, when and in which
language. Every reported statement becomes a claim and every dated event between states an event,
each resting on the passages of its own words; both are marked as read.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path
from typing import Any

from ..reading.claims.scene import SOURCE
from ..reading.files import SUFFIXES, read_document
from ..reading.passages import BodyMention, ClaimMention, Reading
from ..reading.read import reading_of
from ..reading.text import sha256, surface
from ..record.rows import Document, Read, Rejection
from ..terms.actor import Actor, states
from ..terms.errors import InputError, PeriodError, Problem
from ..terms.event import Claim, Event
from ..terms.group import groups
from ..terms.language import Bilingual, Language
from ..terms.period import Period
from ..terms.source import Passage, Source, Span
from .read_events import events_of

TEXT_SUFFIXES = SUFFIXES
REQUIRED = ("title", "publisher", "date", "language", "kind")


@dataclass(frozen=True)
class ReadDocument:
    """A document with what was read from it."""

    document: Document
    source: Source
    reading: Reading


def read_documents(paths: Iterable[Path]) -> tuple[ReadDocument, ...]:
    """Read documents that have a sidecar each.

    Raises
    ------
    InputError
        With every missing or incomplete sidecar at once.
    """
    problems: list[Problem] = []
    found = [_read(path, problems) for path in paths]
    if problems:
        raise InputError(problems)
    return tuple(item for item in found if item is not None)


def _read(path: Path, problems: list[Problem]) -> ReadDocument | None:
    source = _source(path, problems)
    if source is None:
        return None
    found = read_document(path)
    published = source.published.start if source.published else None
    reading = reading_of(found, language=source.language, published=published)  # type: ignore[arg-type]
    digest = sha256(found.raw)
    document = Document(source.key, path.name, digest, source.language, len(found.raw))
    return ReadDocument(document, source, reading)


def _source(path: Path, problems: list[Problem]) -> Source | None:
    sidecar = path.with_suffix(".toml")
    if not sidecar.is_file():
        remedy = f"write {sidecar.name} with {', '.join(REQUIRED)}"
        problems.append(Problem("a document has no sidecar", remedy, path.name))
        return None
    try:
        given: dict[str, Any] = tomllib.loads(sidecar.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        problems.append(Problem(f"not a TOML file: {error}", "correct it", sidecar.name))
        return None
    missing = [field for field in REQUIRED if not given.get(field)]
    if missing:
        what = f"the sidecar has no {', '.join(missing)}"
        problems.append(Problem(what, "fill in every field", sidecar.name))
        return None
    try:
        published = Period.parse(str(given["date"]))
    except PeriodError as error:
        problems.append(Problem(error.problems[0].what, error.problems[0].remedy, sidecar.name))
        return None
    return Source(
        key=str(given.get("key", f"document-{path.stem}")),
        kind=given["kind"],
        publisher=str(given["publisher"]),
        author=str(given.get("author", "")),
        title=str(given["title"]),
        url=str(given.get("url", "")),
        symbol="",
        published=published,
        language=str(given["language"]),
        seen="page",
    )


def rows_of(documents: Iterable[ReadDocument], known: Iterable[Actor]) -> Read:
    """Make rows of the record from what was read.

    Parameters
    ----------
    documents
        What was read.
    known
        Actors that the study declares itself.
    """
    documents, rows = tuple(documents), _Rows(tuple(known))
    for item in documents:
        for number, mention in enumerate(item.reading.claims, start=1):
            rows.claim(item, _claim(item, mention, number), mention)
        found = events_of(
            item.reading,
            item.source.key,
            item.document.path,
            partial(rows.named, reading=item.reading),
        )
        for event in found.events:
            rows.event(item, event, found.mentions[event.key].mentions)
    return Read(
        sources=tuple(item.source for item in documents),
        actors=tuple(rows.actors.values()),
        documents=tuple(item.document for item in documents),
        passages=tuple(rows.passages.values()),
        claims=tuple(rows.claims.values()),
        events=tuple(rows.events.values()),
        passages_of=rows.rests_on,
    )


def left_out(documents: Iterable[ReadDocument]) -> tuple[Rejection, ...]:
    """Events read in the documents that lack what an event of the record needs."""
    return tuple(
        one
        for item in documents
        for one in events_of(item.reading, item.source.key, item.document.path).left_out
    )


class _Rows:
    """Rows as they are met, one of each."""

    def __init__(self, known: tuple[Actor, ...]) -> None:
        self.known = frozenset(actor.key for actor in known)
        persons = (actor for actor in known if actor.type == "person")
        self.called = {text: actor.key for actor in persons for _, text in actor.names}
        self.actors: dict[str, Actor] = {}
        self.passages: dict[str, Passage] = {}
        self.claims: dict[str, Claim] = {}
        self.events: dict[str, Event] = {}
        self.rests_on: dict[str, tuple[str, ...]] = {}

    def claim(self, item: ReadDocument, claim: Claim, mention: ClaimMention) -> None:
        """Put a claim on record, named as the study names its actors."""
        speaker, outlet = (
            self.named(actor, item.reading) for actor in (claim.speaker, claim.outlet)
        )
        claim = replace(claim, speaker=speaker, outlet=outlet)
        self.claims.setdefault(claim.id, claim)
        self._rests(claim.id, item, [mention.spans])
        self._meet((claim.speaker, claim.outlet), item.reading)

    def event(self, item: ReadDocument, event: Event, told: Iterable[Sequence[Span]]) -> None:
        """Put an event on record."""
        self.events.setdefault(event.id, event)
        self._rests(event.id, item, told)
        self._meet((one.actor for one in event.participants), item.reading)

    def named(self, actor: str, reading: Reading) -> str:
        """An actor as the study or the register calls it: ``prk-mfa`` for ``prk_mfa``.

        A person whose whole name the document prints is the one of that name in the study.
        """
        other = actor.replace("_", "-")
        if other in self.known:
            return other
        for mention in reading.persons:
            if mention.person == actor and surface(reading.raw, mention.name) in self.called:
                return self.called[surface(reading.raw, mention.name)]
        return actor.upper() if actor.upper() in _group_ids() else actor

    def _rests(self, of: str, item: ReadDocument, told: Iterable[Sequence[Span]]) -> None:
        for spans in told:
            span = Span(spans[0].start, spans[-1].end)
            passage = Passage(item.document.id, span, span.of(item.reading.raw))
            self.passages[passage.id] = passage
            self.rests_on[of] = tuple(dict.fromkeys((*self.rests_on.get(of, ()), passage.id)))

    def _meet(self, names: Iterable[str], reading: Reading) -> None:
        for name in names:
            if name and name not in self.known and not (name in _group_ids() or name in states()):
                self.actors.setdefault(name, _actor(name, reading))


@cache
def _group_ids() -> frozenset[str]:
    return frozenset(group.id for group in groups().rows)


def _claim(item: ReadDocument, mention: ClaimMention, number: int) -> Claim:
    raw = item.reading.raw
    said = surface(raw, mention.spans)
    words = surface(raw, mention.quotes[0]) if mention.verbatim and mention.quotes else ""
    when = Period.parse(mention.date) if mention.date else item.source.published
    assert when is not None
    return Claim(
        key=f"{item.source.key}-{number:03d}",
        speaker=mention.speaker[0] if mention.speaker else "",
        addressee="",
        outlet=mention.outlet or "",
        period=when,
        about="",
        words=words,
        language=item.source.language,
        verbatim=bool(words),
        text=Bilingual(said, said),
        stance=mention.stance,
        value=None,
        unit="",
        sources=(item.source.key,),
        made_by="read",
    )


def _actor(name: str, reading: Reading) -> Actor:
    """An actor met only in documents: as named there, or a body of a state."""
    if name.startswith(SOURCE):
        said = name.removeprefix(SOURCE)
        return Actor(name, "person", "", ((_language(reading), said),))
    for mention in reading.persons:
        if mention.person == name:
            printed = surface(reading.raw, mention.name)
            return Actor(name, "person", mention.state or "", ((_language(reading), printed),))
    for body in reading.bodies:
        if body.body == name:
            return _body(body, reading)
    state = name[:3].upper()
    is_body = "_" in name and state in states()
    return Actor(name, "body" if is_body else "media", state if is_body else "", ())


def _body(mention: BodyMention, reading: Reading) -> Actor:
    """A body or medium, called as the document first calls it."""
    printed = surface(reading.raw, mention.spans)
    return Actor(mention.body, mention.kind, mention.state or "", ((_language(reading), printed),))


def _language(reading: Reading) -> Language:
    """Language of the first sentence."""
    return reading.sentences[0].language if reading.sentences else "en"
