"""Which statements of the record contradict each other."""

from __future__ import annotations

from datetime import date

import pyarrow as pa

from ..store import Tables
from .narrowing import known_ids, matching


def conflicts(record: Tables, *, as_of: date | None = None, kind: str = "") -> pa.Table:
    """Contradictions, once both sides could be known."""
    found = matching(record.table("conflict"), kind=kind)
    if as_of is not None:
        ids = known_ids(record, as_of)
        found = found.filter(found.left_id.isin(ids.id), found.right_id.isin(ids.id))
    return record.answer(found.order_by("kind", "id"))
