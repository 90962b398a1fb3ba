"""Numbers about states and dyads over time."""

from __future__ import annotations

from datetime import date

import pyarrow as pa

from ...terms.period import Period
from ..store import Tables
from .narrowing import during, known, matching


def series(
    record: Tables,
    *,
    as_of: date | None = None,
    subject: str = "",
    field: str = "",
    edition: str = "",
    period: Period | None = None,
) -> pa.Table:
    """Values by subject, field, period and edition; a missing one has its reason in ``missing``."""
    wanted = {"subject": subject, "field": field, "edition": edition}
    found = during(matching(known(record.table("series"), as_of), **wanted), period)
    return record.answer(found.order_by("subject", "field", "starts", "edition", "id"))
