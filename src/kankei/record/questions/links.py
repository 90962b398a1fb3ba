"""Who argues that one thing raises or lowers another."""

from __future__ import annotations

from datetime import date

import pyarrow as pa

from ..store import Tables
from .narrowing import known, matching, source_keys, with_list


def links(
    record: Tables,
    *,
    as_of: date | None = None,
    cause: str = "",
    effect: str = "",
    holder: str = "",
) -> pa.Table:
    """Causal arguments with sign, condition, horizon, band and the keys of their ``sources``."""
    wanted = {"cause": cause, "effect": effect, "holder": holder}
    found = matching(known(record.table("link"), as_of), **wanted)
    rows = record.answer(found.order_by("cause", "effect", "id"))
    keys = source_keys(record, "link", found, as_of)
    return with_list(rows, "sources", keys["of_id"], keys["key"])
