"""Who did what to whom."""

from __future__ import annotations

from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

from ...terms.dyad import Dyad
from ...terms.period import Period
from ..store import Tables
from .narrowing import between, during, known, matching, source_keys, taking_part, with_list

_COLUMNS = (
    ("initiators", "source"),
    ("targets", "target"),
    ("participants", "participant"),
    ("deniers", "denier"),
)


def events(
    record: Tables,
    *,
    as_of: date | None = None,
    dyad: Dyad | None = None,
    actor: str = "",
    domain: str = "",
    status: str = "",
    made_by: str = "",
    period: Period | None = None,
) -> pa.Table:
    """Events in order of time, with their actors, sources and larger event.

    Parameters
    ----------
    dyad
        Both states take part, themselves or through their persons and bodies.
    actor
        It takes part, or one of its persons or bodies does.
    made_by
        ``hand``, ``read`` (by a machine, judged by no person) or ``reviewed``.
    period
        The event shares a day with it.

    Returns
    -------
    pyarrow.Table
        Columns of ``event``; ``whole``, the key of the larger event; and lists of actors
        ``initiators``, ``targets``, ``participants``, ``deniers`` and of keys of ``sources``.
    """
    knowable = known(record.table("event"), as_of)
    found = during(matching(knowable, domain=domain, status=status, made_by=made_by), period)
    found = between(record, found, dyad)
    if actor:
        found = found.filter(found.id.isin(taking_part(record, actor)))
    wholes = knowable.select(part_of="id", whole="key")
    listed = found.left_join(wholes, "part_of").drop("part_of").rename(part_of="part_of_right")
    rows = record.answer(listed.order_by("starts", "id"))
    parts = record.table("participant")
    parts = record.answer(parts.filter(parts.event.isin(found.id)).order_by("event", "actor"))
    for column, role in _COLUMNS:
        chosen = parts.filter(pc.equal(parts["role"], role))
        rows = with_list(rows, column, chosen["event"], chosen["actor"])
    keys = source_keys(record, "event", found, as_of)
    return with_list(rows, "sources", keys["of_id"], keys["key"])
