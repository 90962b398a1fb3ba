"""A reading as JSON files, in the shapes by which readers are scored.

The same reading gives the same bytes. A file appears whole or not at all: it is written beside its
place and renamed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from ..terms.errors import Problem, ReadingError
from ..terms.source import Span
from .files import Document
from .passages import (
    BodyMention,
    CauseMention,
    ClaimMention,
    Note,
    PersonMention,
    Reading,
    StateMention,
)
from .text import sha256, surface
from .whole import write_whole

Shape = dict[str, Any]
"""A JSON object."""


def write(reading: Reading, out_dir: str | Path) -> tuple[Path, ...]:
    """Write a reading as nine JSON files.

    Parameters
    ----------
    reading
        What was read.
    out_dir
        The folder, made when missing; files of the same names are replaced.

    Returns
    -------
    tuple of Path
        The files, in the order of their names.

    Raises
    ------
    ReadingError
        When the folder cannot be written to.
    """
    folder = Path(out_dir)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return tuple(
            _replace(folder / f"{name}.json", shape)
            for name, shape in sorted(shapes(reading).items())
        )
    except OSError as error:
        raise _unwritable(error, out_dir) from error


def write_document(document: Document, out_dir: str | Path) -> tuple[Path, ...]:
    """Write where a text came from, and the text itself unless the file already is that text.

    ``document.json`` says how the file was read, what it says about itself, where its pages begin
    and what was not read; ``document.txt`` is the text that all spans count.

    Raises
    ------
    ReadingError
        When the folder cannot be written to.
    """
    folder = Path(out_dir)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        written = _replace(folder / "document.json", document_shape(document))
        if document.format == "text":
            return (written,)
        return written, write_whole(folder / "document.txt", document.raw)
    except OSError as error:
        raise _unwritable(error, out_dir) from error


def document_shape(document: Document) -> Shape:
    """The provenance of a text as a JSON value."""
    return {
        "meta": {"characters": len(document.raw), "sha256": sha256(document.raw)},
        "format": document.format,
        "encoding": asdict(document.encoding) if document.encoding else None,
        "metadata": asdict(document.metadata),
        "pages": [asdict(page) for page in document.pages],
        "warnings": [{**asdict(one), **asdict(one.message)} for one in document.warnings],
    }


def _unwritable(error: OSError, out_dir: str | Path) -> ReadingError:
    what = f"the reading cannot be written ({error.strerror or error})"
    remedy = "check that the folder exists and may be written to"
    return ReadingError(Problem(what, remedy, file=str(out_dir)))


def _replace(file: Path, shape: Shape) -> Path:
    return write_whole(file, json.dumps(shape, ensure_ascii=False, indent=1) + "\n")


def shapes(reading: Reading) -> dict[str, Shape]:
    """All files of a reading by name, as JSON values."""
    meta = {"characters": len(reading.raw), "sha256": sha256(reading.raw)}
    parts: dict[str, Shape] = {
        "sentences": {"sentences": list(_sentences(reading))},
        "sources": _sources(reading),
        "actors": {"actors": _actors(reading)},
        "dates": {"dates": list(_dates(reading))},
        "events": {"events": list(_events(reading))},
        "claims": {"claims": list(_claims(reading))},
        "causal": {"causal": list(_causes(reading))},
        "quantities": {"quantities": list(_quantities(reading))},
        "options": _options(reading),
    }
    return {name: {"meta": meta, **shape} for name, shape in parts.items()}


def _pairs(spans: Iterable[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


def _passage(raw: str, spans: Sequence[Span]) -> Shape:
    return {"surface": surface(raw, spans), "spans": _pairs(spans)}


def _sentences(reading: Reading) -> Iterator[Shape]:
    for index, sentence in enumerate(reading.sentences):
        yield {
            "index": index,
            "kind": sentence.kind,
            "language": sentence.language,
            "section": sentence.section,
            "paragraph": sentence.paragraph,
            "note": sentence.note,
            **_passage(reading.raw, sentence.view.pieces),
        }


def _sources(reading: Reading) -> Shape:
    """Notes with a mark, those without one apart, and what could not be read."""
    marked = [_note(reading.raw, note) for note in reading.notes if note.marker]
    loose = [_note(reading.raw, note) for note in reading.notes if not note.marker]
    return {"footnotes": marked, "without_mark": loose, "unread": list(reading.unread)}


def _note(raw: str, note: Note) -> Shape:
    return {
        "number": note.number,
        "marker": _passage(raw, note.marker) if note.marker else None,
        "body": _passage(raw, note.body) if note.body else None,
        "urls": list(note.urls),
        "language": note.language,
    }


def _actors(reading: Reading) -> list[Shape]:
    raw = reading.raw
    return [
        *(_state(raw, code, found) for code, found in _grouped(reading.states, "state")),
        *(_person(raw, name, found) for name, found in _grouped(reading.persons, "person")),
        *(_body(raw, name, found) for name, found in _grouped(reading.bodies, "body")),
    ]


def _grouped(mentions: Iterable[Any], key: str) -> Iterable[tuple[str, list[Any]]]:
    found: dict[str, list[Any]] = {}
    for mention in mentions:
        found.setdefault(getattr(mention, key), []).append(mention)
    return found.items()


def _state(raw: str, code: str, mentions: Sequence[StateMention]) -> Shape:
    return {
        "id": code,
        "type": "state",
        "iso3": code,
        "mentions": [
            {**_passage(raw, one.spans), "form": one.form, "why": one.why} for one in mentions
        ],
    }


def _person(raw: str, name: str, mentions: Sequence[PersonMention]) -> Shape:
    titles: dict[str | None, None] = dict.fromkeys(one.title for one in mentions if one.title)
    if not titles and any(one.state_from == "written" for one in mentions):
        titles = {None: None}  # the text says for whom the person acts, not by which title
    state = next((one.state for one in mentions if one.state), None)
    return {
        "id": name,
        "type": "person",
        "state": state,
        "offices": [{"ja": title, "en": None} for title in titles],
        "mentions": [_named(raw, one) for one in mentions],
    }


def _named(raw: str, mention: PersonMention) -> Shape:
    return {
        **_passage(raw, mention.whole),
        "name": surface(raw, mention.name),
        "name_spans": _pairs(mention.name),
        "office_ja": mention.title,
        "state": mention.state,
        "state_from": mention.state_from,
    }


def _body(raw: str, name: str, mentions: Sequence[BodyMention]) -> Shape:
    return {
        "id": name,
        "type": mentions[0].kind,
        "state": mentions[0].state,
        "mentions": [{**_passage(raw, one.spans), "why": one.why} for one in mentions],
    }


def _dates(reading: Reading) -> Iterator[Shape]:
    for date in reading.dates:
        yield {
            **_passage(reading.raw, date.spans),
            "value": date.value,
            "how": date.how,
            "why": date.why,
            "accept": list(date.accept),
        }


def _claims(reading: Reading) -> Iterator[Shape]:
    for number, claim in enumerate(reading.claims, 1):
        yield {"id": f"c{number:02}", **_claim(reading.raw, claim)}


def _claim(raw: str, claim: ClaimMention) -> Mapping[str, Any]:
    return {
        **_passage(raw, claim.spans),
        "speaker": list(claim.speaker),
        "outlet": claim.outlet,
        "verbatim": claim.verbatim,
        "quotes": [_passage(raw, quote) for quote in claim.quotes],
        "cue": _passage(raw, claim.cue),
        "stance": claim.stance,
        "date": claim.date,
        "footnotes": list(claim.notes),
    }


def _events(reading: Reading) -> Iterator[Shape]:
    for number, event in enumerate(reading.events, start=1):
        actors = [
            {"actor": actor, "role": role, **({"inferred": True} if inferred else {})}
            for actor, role, inferred in event.actors
        ]
        yield {
            "id": f"e{number:02}",
            **_passage(reading.raw, event.spans),
            "mentions": [_passage(reading.raw, spans) for spans in event.mentions],
            "plover": event.plover,
            "cameo_root": event.cameo[:2],
            "domain": event.domain,
            "polarity": event.polarity,
            "assertion": event.assertion,
            "date": {"value": event.date, "basis": event.basis},
            "actors": actors,
            "footnotes": list(event.notes),
            "part_of": None if event.part_of is None else f"e{event.part_of + 1:02}",
            "conflicts": [f"e{other + 1:02}" for other in event.conflicts],
            "why": event.why,
        }


def _causes(reading: Reading) -> Iterator[Shape]:
    for number, cause in enumerate(reading.causes, 1):
        yield {"id": f"k{number:02}", **_cause(reading.raw, cause)}


def _cause(raw: str, found: CauseMention) -> Shape:
    return {
        **_passage(raw, found.spans),
        "kind": found.kind,
        "sign": found.sign,
        "cause": _passage(raw, found.cause) if found.cause else {"surface": None, "spans": None},
        "effect": _passage(raw, found.effect),
        "condition": _passage(raw, found.condition) if found.condition else None,
        "horizon": found.horizon,
        "certainty": {
            **_passage(raw, found.hedge),
            "wording": found.wording,
            "level": found.level,
            "band": list(found.band),
        },
        "connective": _passage(raw, found.connective),
        "why": found.why,
    }


def _quantities(reading: Reading) -> Iterator[Shape]:
    for number, found in enumerate(reading.quantities, 1):
        yield {
            "id": f"q{number:02}",
            **_passage(reading.raw, found.spans),
            "value": found.value,
            "low": found.low,
            "high": found.high,
            "unit": found.unit,
            "cls": found.kind,
            "approx": found.approx,
            "change": found.change,
            "what": surface(reading.raw, found.what) or None,
        }


def _options(reading: Reading) -> Shape:
    """Options, scenarios and questions, each in a list of its own."""
    shape: Shape = {}
    for kind, letters in (("option", "o"), ("scenario", "s"), ("question", "qn")):
        found = [one for one in reading.options if one.kind == kind]
        shape[f"{kind}s"] = [
            {
                "id": f"{letters}{number}",
                **_passage(reading.raw, one.spans),
                "status": one.status,
                "wording": surface(reading.raw, one.wording),
            }
            for number, one in enumerate(found, 1)
        ]
    return shape
