"""Who said what, and which numbers were given."""

from __future__ import annotations

from datetime import date

import pyarrow as pa

from ...terms.period import Period
from ..store import Tables
from .narrowing import during, known, matching, said_by, source_keys, with_list


def claims(
    record: Tables,
    *,
    as_of: date | None = None,
    topic: str = "",
    speaker: str = "",
    stance: str = "",
    made_by: str = "",
    period: Period | None = None,
) -> pa.Table:
    """Claims in order of time; those on one topic are meant to be read side by side.

    Parameters
    ----------
    topic
        Key of an event or topic that the claim is about.
    speaker
        Actor, or state whose persons and bodies speak.
    made_by
        ``hand``, ``read`` (by a machine, judged by no person) or ``reviewed``.

    Returns
    -------
    pyarrow.Table
        Columns of ``claim``, and ``sources``, a list of keys.
    """
    knowable = known(record.table("claim"), as_of)
    found = matching(knowable, about=topic, stance=stance, made_by=made_by)
    found = said_by(record, during(found, period), speaker)
    rows = record.answer(found.order_by("starts", "id"))
    keys = source_keys(record, "claim", found, as_of)
    return with_list(rows, "sources", keys["of_id"], keys["key"])


def quantities(
    record: Tables, *, as_of: date | None = None, topic: str = "", unit: str = ""
) -> pa.Table:
    """Numbers given by claims or events, with their ranges, by topic and day.

    ``low`` without ``high`` is "more than"; both missing is a number as stated.
    """
    stated = matching(record.table("quantity"), what=topic, unit=unit)
    if as_of is not None:
        statements = [known(record.table(name), as_of) for name in ("claim", "event")]
        ids = statements[0].select("id").union(statements[1].select("id"))
        stated = stated.filter(stated.of_id.isin(ids.id))
    return record.answer(stated.order_by("what", "as_of", "id"))
