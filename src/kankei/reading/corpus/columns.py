"""The tables of a corpus: what waits to be read, and what was found in it."""

from __future__ import annotations

from collections.abc import Mapping

import pyarrow as pa

WAITING = pa.schema(
    [
        ("document", pa.string()),
        ("place", pa.string()),
        ("made_from", pa.string()),
        ("words", pa.string()),
        ("content", pa.binary()),
        ("published", pa.date32()),
        ("precision", pa.string()),
        ("language", pa.string()),
        ("outlet", pa.string()),
        ("title", pa.string()),
        ("fault", pa.string()),
    ]
)
"""A document that waits: ``words`` of a table or ``content`` of a file; ``fault`` when neither can
be had. ``made_from`` is a digest of everything that the reading depends on."""

SPANS = pa.list_(pa.struct([("start", pa.int32()), ("end", pa.int32())]))
"""Characters ``[start, end)`` of the text of the document."""

_TEXT, _TEXTS = pa.string(), pa.list_(pa.string())
_PLACES = pa.list_(pa.int32())
_ACTORS = pa.list_(pa.struct([("actor", _TEXT), ("role", _TEXT), ("inferred", pa.bool_())]))


def _finds(*own: tuple[str, pa.DataType]) -> pa.StructType:
    """A find: its place in the list of its document, its words, their spans, and its own columns.

    The words are the plain concatenation of the spans.
    """
    return pa.struct([("number", pa.int32()), ("surface", _TEXT), ("spans", SPANS), *own])


TABLES: Mapping[str, pa.StructType] = {
    "sentences": _finds(
        ("kind", _TEXT),
        ("language", _TEXT),
        ("paragraph", pa.int32()),
        ("section", pa.int32()),
        ("note", pa.int32()),
    ),
    "notes": _finds(("note", pa.int32()), ("marker", SPANS), ("urls", _TEXTS), ("language", _TEXT)),
    "states": _finds(("state", _TEXT), ("form", _TEXT), ("why", _TEXT)),
    "persons": _finds(
        ("person", _TEXT),
        ("name", _TEXT),
        ("name_spans", SPANS),
        ("title", _TEXT),
        ("state", _TEXT),
        ("state_from", _TEXT),
    ),
    "bodies": _finds(("body", _TEXT), ("kind", _TEXT), ("state", _TEXT), ("why", _TEXT)),
    "dates": _finds(("value", _TEXT), ("how", _TEXT), ("why", _TEXT), ("accept", _TEXTS)),
    "events": _finds(
        ("plover", _TEXT),
        ("cameo", _TEXT),
        ("domain", _TEXT),
        ("polarity", _TEXT),
        ("assertion", _TEXT),
        ("date", _TEXT),
        ("basis", _TEXT),
        ("actors", _ACTORS),
        ("mentions", pa.list_(SPANS)),
        ("notes", _PLACES),
        ("part_of", pa.int32()),
        ("conflicts", _PLACES),
        ("why", _TEXT),
    ),
    "claims": _finds(
        ("speaker", _TEXTS),
        ("outlet", _TEXT),
        ("verbatim", pa.bool_()),
        ("quotes", pa.list_(SPANS)),
        ("cue", SPANS),
        ("stance", _TEXT),
        ("date", _TEXT),
        ("notes", _PLACES),
    ),
    "quantities": _finds(
        ("value", pa.float64()),
        ("low", pa.float64()),
        ("high", pa.float64()),
        ("unit", _TEXT),
        ("kind", _TEXT),
        ("approx", _TEXT),
        ("change", _TEXT),
        ("what", SPANS),
    ),
    "causes": _finds(
        ("kind", _TEXT),
        ("sign", _TEXT),
        ("cause", SPANS),
        ("effect", SPANS),
        ("condition", SPANS),
        ("connective", SPANS),
        ("hedge", SPANS),
        ("wording", _TEXT),
        ("level", _TEXT),
        ("low", pa.float64()),
        ("high", pa.float64()),
        ("horizon", _TEXT),
        ("why", _TEXT),
    ),
    "options": _finds(("kind", _TEXT), ("status", _TEXT), ("wording", SPANS)),
}
"""Tables of finds, each row with its ``document``. Places of other finds (``part_of``,
``conflicts``) are their ``number`` in the same table and document."""

DOCUMENTS = pa.schema(
    [
        ("document", _TEXT),
        ("place", _TEXT),
        ("made_from", _TEXT),
        ("published", pa.date32()),
        ("precision", _TEXT),
        ("language", _TEXT),
        ("outlet", _TEXT),
        ("title", _TEXT),
        ("format", _TEXT),
        ("characters", pa.int64()),
        ("sha256", _TEXT),
        ("unread", _TEXTS),
        ("text", _TEXT),
    ]
)
"""Documents that were read. ``sha256`` is that of the text which all spans count, in UTF-8;
``text`` is that text where the document was a file of another kind than text."""

REJECTIONS = pa.schema(
    [
        ("document", _TEXT),
        ("place", _TEXT),
        ("made_from", _TEXT),
        ("reason", _TEXT),
        ("detail", _TEXT),
    ]
)
"""Documents that were not read, and why; ``reason`` is one of :data:`REASONS`."""

REASONS = ("repeated", "input", "language", "refused", "failed", "out_of_time", "died")
"""Why a document is not read: its key stands twice; its row cannot be used; its language is none
of the five; its file was refused with an explanation; the reader failed; it took longer than is
allowed; the process that read it died."""

OF_THE_MACHINE = ("out_of_time", "died")
"""Reasons that another run may not meet: such documents are tried again."""

FOUND = pa.schema(
    [
        *DOCUMENTS,
        ("reason", _TEXT),
        ("detail", _TEXT),
        *((name, pa.list_(shape)) for name, shape in TABLES.items()),
    ]
)
"""What reading gives: one row a document, with its finds in lists or the reason of its rejection.

One row a document lets the same function serve the pool and Spark, whose map gives one table.
"""
