"""`kankei read`: one document becomes a folder of finds, each with its span."""

from __future__ import annotations

from pathlib import Path

from ..reading.read import read_file
from ..reading.write import write


def read_document(path: Path, out: Path) -> dict[str, int]:
    """Read a document and write what was found.

    Returns
    -------
    dict
        How many of each kind were found, for the person who asked.
    """
    reading = read_file(path)
    write(reading, out)
    return {
        "sentences": sum(s.kind in ("sentence", "footnote_sentence") for s in reading.sentences),
        "notes": len(reading.notes),
        "states": len(reading.states),
        "persons": len(reading.persons),
        "dates": len(reading.dates),
        "claims": len(reading.claims),
        "unread": len(reading.unread),
    }
