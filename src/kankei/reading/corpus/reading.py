"""The pure function that reads documents of a corpus: Arrow rows in, Arrow rows out."""

from __future__ import annotations

import traceback
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

import pyarrow as pa

from ...terms.errors import KankeiError
from ...terms.language import LANGUAGES
from ..files import Document, document_of
from ..passages import Reading
from ..read import read_text, reading_of
from ..script import language_of
from ..text import sha256
from .bounded import OutOfTimeError, within
from .columns import DOCUMENTS, FOUND, REJECTIONS, WAITING
from .rows import Row, finds

SLICE = 64
"""Documents whose finds are held at once where a stream of batches is read."""

_KEPT = [name for name in DOCUMENTS.names if name in WAITING.names]


def read_batch(batch: pa.RecordBatch, seconds: float) -> pa.RecordBatch:
    """Read some documents.

    Parameters
    ----------
    batch
        Columns of ``columns.WAITING``.
    seconds
        How long one document may take.

    Returns
    -------
    RecordBatch
        Columns of ``columns.FOUND``: a row for each document, in the same order. One that cannot
        be read has a reason, and the others are read all the same.
    """
    rows = [_read(waiting, seconds) for waiting in batch.to_pylist()]
    return pa.RecordBatch.from_pylist(rows, FOUND)


def read_batches(batches: Iterable[pa.RecordBatch], seconds: float) -> Iterator[pa.RecordBatch]:
    """Read a stream of batches, of whatever size, a few documents at a time."""
    for batch in batches:
        for start in range(0, batch.num_rows, SLICE):
            yield read_batch(batch.slice(start, SLICE), seconds)


def rejected(batch: pa.RecordBatch, reason: str, detail: str) -> pa.RecordBatch:
    """Give documents that could not be read at all the same reason."""
    rows = [_rejection(waiting, reason, detail) for waiting in batch.to_pylist()]
    return pa.RecordBatch.from_pylist(rows, FOUND)


def _rejection(waiting: Row, reason: str, detail: str) -> Row:
    return {name: waiting.get(name) for name in REJECTIONS.names} | {
        "reason": reason,
        "detail": detail,
    }


def _read(waiting: Row, seconds: float) -> Row:
    if waiting["fault"]:
        reason, _, detail = waiting["fault"].partition(": ")
        return _rejection(waiting, reason, detail)
    try:
        with within(seconds):
            return _found(waiting)
    except OutOfTimeError:
        return _rejection(waiting, "out_of_time", f"reading took longer than {seconds:g} seconds")
    except KankeiError as refused:
        return _rejection(waiting, "refused", str(refused))
    except Exception as fault:
        return _rejection(waiting, "failed", _where(fault))


def _where(fault: Exception) -> str:
    """The failure, and the line of the reader at which it happened."""
    last = traceback.extract_tb(fault.__traceback__)[-1]
    module = last.filename.replace("\\", "/").rpartition("/")[2]
    return f"{type(fault).__name__} at {module}:{last.lineno} in {last.name}: {fault}"


def _found(waiting: Row) -> Row:
    language = waiting["language"]
    if language is not None and language not in LANGUAGES:
        detail = f"the language {language!r} is none of {', '.join(LANGUAGES)}"
        return _rejection(waiting, "language", detail)
    reading, document = _reading(waiting)
    try:
        reading.raw.encode()
    except UnicodeEncodeError as half:
        detail = f"character {half.start} is half of a pair and stands for nothing"
        return _rejection(waiting, "input", detail)
    about = _about(document) if document else {}
    kept = {name: waiting[name] for name in _KEPT if waiting[name] is not None}
    return {**about, "language": language or language_of(reading.raw), **kept} | {
        "format": document.format if document else "text",
        "characters": len(reading.raw),
        "sha256": sha256(reading.raw),
        "unread": reading.unread,
        **finds(reading),
    }


def _reading(waiting: Row) -> tuple[Reading, Document | None]:
    """The reading of words, or of a file.

    A day of publication known only to the month or year is no anchor for "yesterday": the reader is
    not given it.
    """
    language, words = waiting["language"], waiting["words"]
    exact = waiting["precision"] in (None, "day")
    published = waiting["published"] if exact else None
    if words is not None:
        return read_text(words, language=language, published=published), None
    document = document_of(waiting["content"], waiting["document"])
    return reading_of(document, language=language, published=published), document


def _about(document: Document) -> dict[str, Any]:
    """What a file states of itself; its text where the file is none that can be counted in."""
    stated = document.metadata
    return {
        "title": stated.title.value if stated.title else None,
        "outlet": stated.publisher.value if stated.publisher else None,
        "published": date.fromisoformat(stated.published.value) if stated.published else None,
        "text": None if document.format == "text" else document.raw,
    }
