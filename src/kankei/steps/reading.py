"""`kankei read`: one document becomes a folder of finds, each with its span."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from pathlib import Path

from ..reading import files
from ..reading.causes.certainty import banded
from ..reading.files import Document
from ..reading.passages import Reading
from ..reading.read import reading_of
from ..reading.write import write, write_document
from ..terms.errors import CodeError, InputError, Problem
from ..terms.hedge import Bands, checked_bands


@dataclass(frozen=True)
class DocumentRead:
    """What was found, how many of each kind, and the document it was found in."""

    counts: dict[str, int]
    document: Document
    reading: Reading


def read_document(path: Path, out: Path, bands: Bands | None = None) -> DocumentRead:
    """Read a document and write what was found, its text, and where the text came from.

    ``bands`` are probability bands of wordings that go before those of the table of hedges.
    """
    document = files.read_document(path)
    reading = reading_of(document)
    reading = replace(reading, causes=banded(reading.causes, bands or {}))
    write(reading, out)
    write_document(document, out)
    return DocumentRead(_counts(reading), document, reading)


def read_bands(path: Path) -> Bands:
    """Read probability bands from the table ``[bands]`` of a TOML file, such as a ``study.toml``.

    Raises
    ------
    InputError
        When the file cannot be read, has no such table, or a band is wrong.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8")).get("bands")
        if not table:
            what = "the file has no table [bands]"
            raise InputError(
                Problem(what, "write [bands] and e.g. likely = [0.55, 0.80]", str(path))
            )
        return checked_bands({level: _band(level, given, path) for level, given in table.items()})
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        what = f"the bands cannot be read: {error}"
        raise InputError(Problem(what, "name a UTF-8 file in TOML", str(path))) from None
    except CodeError as error:
        raise InputError([replace(item, file=str(path)) for item in error.problems]) from None


def _band(level: str, given: object, path: Path) -> tuple[float, float]:
    match given:
        case [int() | float() as low, int() | float() as high]:
            return float(low), float(high)
    what = f"the band of {level} is {given!r}"
    raise InputError(Problem(what, "write two numbers, e.g. [0.55, 0.80]", str(path)))


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
