"""What each origin covers, outside which nothing is zero."""

from __future__ import annotations

from datetime import date, timedelta

import pyarrow as pa

from ..store import Tables
from .narrowing import matching


def coverage(
    record: Tables,
    *,
    as_of: date | None = None,
    origin: str = "",
    field: str = "",
    subject: str = "",
) -> pa.Table:
    """Covered periods by origin, field and subject; ``as_of`` cuts them at that day."""
    found = matching(record.table("coverage"), origin=origin, field=field, subject=subject)
    if as_of is not None:
        tomorrow = as_of + timedelta(days=1)
        found = found.filter(found.starts.isnull() | (found.starts <= as_of))
        open_or_later = found.ends.isnull() | (found.ends > tomorrow)
        found = found.mutate(ends=open_or_later.ifelse(tomorrow, found.ends))
    return record.answer(found.order_by("origin", "field", "subject", "starts"))
