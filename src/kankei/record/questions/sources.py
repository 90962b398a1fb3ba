"""What everything rests on: publications, the texts that were read, and their passages."""

from __future__ import annotations

from datetime import date

import pyarrow as pa

from ..store import Tables
from .narrowing import dated_tables, known, known_ids, matching


def sources(
    record: Tables,
    *,
    as_of: date | None = None,
    key: str = "",
    kind: str = "",
    language: str = "",
) -> pa.Table:
    """Publications in order of time; ``as_of`` leaves undated ones out."""
    wanted = {"key": key, "kind": kind, "language": language}
    found = matching(known(record.table("source"), as_of), **wanted)
    return record.answer(found.order_by("starts", "key"))


def documents(record: Tables, *, as_of: date | None = None, language: str = "") -> pa.Table:
    """Texts that were read."""
    found = matching(known(record.table("document"), as_of), language=language)
    return record.answer(found.order_by("path", "id"))


def passages(record: Tables, *, as_of: date | None = None, document: str = "") -> pa.Table:
    """Spans of documents on which statements rest, in reading order."""
    found = matching(record.table("passage"), document=document)
    if as_of is not None:
        found = found.filter(found.document.isin(known(record.table("document"), as_of).id))
    return record.answer(found.order_by("document", "start", "end"))


def evidence_for(record: Tables, *, as_of: date | None = None, of_id: str) -> pa.Table:
    """The publications, and where it was read the passages, on which one row rests.

    ``as_of`` leaves out publications of a later day and undated ones, and answers nothing about a
    row that could not be known.
    """
    evidence = matching(record.table("evidence"), of_id=of_id)
    if as_of is not None:
        undated = evidence.of_table.notin(dated_tables())
        evidence = evidence.filter(undated | evidence.of_id.isin(known_ids(record, as_of).id))
    published = known(record.table("source"), as_of).rename(source="id")
    read = record.table("passage").rename(passage="id").drop("text_sha256")
    found = evidence.inner_join(published, "source").left_join(read, "passage")
    return record.answer(found.drop("passage_right").order_by("key", "document", "start"))


def notes(record: Tables, *, as_of: date | None = None, of_id: str = "") -> pa.Table:
    """Remarks of the editors; they are not dated, and ``as_of`` leaves them out."""
    found = matching(record.table("note"), of_id=of_id)
    if as_of is not None:
        found = found.limit(0)
    return record.answer(found.order_by("of_table", "of_id", "text"))
