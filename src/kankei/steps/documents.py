"""Documents of a study, read into rows of the record.

A document lies beside a sidecar of the same name that says who published it, when and in which
language. Every prose sentence becomes a passage; every reported statement a claim that rests on
the passage of its own words.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ..reading.claims.scene import SOURCE
from ..reading.files import SUFFIXES, read_document
from ..reading.passages import ClaimMention, Reading
from ..reading.read import reading_of
from ..reading.text import sha256, surface
from ..record.rows import Document, Read
from ..terms.actor import Actor, states
from ..terms.errors import CodeError, InputError, PeriodError, Problem
from ..terms.event import Claim
from ..terms.language import Bilingual, Language
from ..terms.period import Period
from ..terms.source import Passage, Source, Span

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


def rows_of(documents: Iterable[ReadDocument], known: Iterable[str]) -> Read:
    """Make rows of the record from what was read.

    Parameters
    ----------
    documents
        What was read.
    known
        Ids of actors that the study declares itself.
    """
    documents, known = tuple(documents), frozenset(known)
    actors: dict[str, Actor] = {}
    passages: dict[str, Passage] = {}
    claims: dict[str, Claim] = {}
    rests_on: dict[str, tuple[str, ...]] = {}
    for item in documents:
        for number, mention in enumerate(item.reading.claims, start=1):
            passage = _passage(item, mention)
            claim = _in_the_study(_claim(item, mention, number), known)
            passages[passage.id] = passage
            claims.setdefault(claim.id, claim)
            rests_on[claim.id] = (*rests_on.get(claim.id, ()), passage.id)
            for name in (claim.speaker, claim.outlet):
                if name and name not in known and not _is_state(name):
                    actors.setdefault(name, _actor(name, item.reading))
    return Read(
        sources=tuple(item.source for item in documents),
        actors=tuple(actors.values()),
        documents=tuple(item.document for item in documents),
        passages=tuple(passages.values()),
        claims=tuple(claims.values()),
        passages_of=rests_on,
    )


def _in_the_study(claim: Claim, known: frozenset[str]) -> Claim:
    """Name bodies and media as the study does where it knows them (``prk-mfa`` for ``prk_mfa``)."""

    def named(actor: str) -> str:
        other = actor.replace("_", "-")
        return other if other in known else actor

    return replace(claim, speaker=named(claim.speaker), outlet=named(claim.outlet))


def _passage(item: ReadDocument, mention: ClaimMention) -> Passage:
    """The raw text from the first to the last character of a claim."""
    span = Span(mention.spans[0].start, mention.spans[-1].end)
    return Passage(item.document.id, span, span.of(item.reading.raw))


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
    )


def _is_state(name: str) -> bool:
    try:
        return bool(states().get(name))
    except CodeError:
        return False


def _actor(name: str, reading: Reading) -> Actor:
    """An actor met only in documents: as named there, or a body of a state."""
    if name.startswith(SOURCE):
        said = name.removeprefix(SOURCE)
        return Actor(name, "person", "", ((_language(reading), said),))
    state = name[:3].upper()
    for mention in reading.persons:
        if mention.person == name:
            printed = surface(reading.raw, mention.name)
            return Actor(name, "person", mention.state or "", ((_language(reading), printed),))
    is_body = "_" in name and _is_state(state)
    return Actor(name, "body" if is_body else "media", state if is_body else "", ())


def _language(reading: Reading) -> Language:
    """Language of the first sentence."""
    return reading.sentences[0].language if reading.sentences else "en"
