"""`kankei read`: one document becomes a folder of finds, each with its span."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ..reading import files
from ..reading.files import Document
from ..reading.passages import Reading
from ..reading.read import reading_of
from ..reading.write import write, write_document


@dataclass(frozen=True)
class DocumentRead:
    """How many of each kind were found, and the document they were found in."""

    counts: dict[str, int]
    document: Document


def read_document(path: Path, out: Path) -> DocumentRead:
    """Read a document and write what was found, its text, and where the text came from."""
    document = files.read_document(path)
    reading = reading_of(document)
    write(reading, out)
    write_document(document, out)
    return DocumentRead(_counts(reading), document)


def _counts(reading: Reading) -> dict[str, int]:
    return {
        "sentences": sum(s.kind in ("sentence", "footnote_sentence") for s in reading.sentences),
        "notes": len(reading.notes),
        "states": len(reading.states),
        "persons": len(reading.persons),
        "dates": len(reading.dates),
        "claims": len(reading.claims),
        "events": len(reading.events),
        "causes": len(reading.causes),
        "quantities": len(reading.quantities),
        "unread": len(reading.unread),
    }
