"""How states voted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pyarrow as pa

from ..store import Tables
from .narrowing import known, matching


def rollcalls(
    record: Tables, *, as_of: date | None = None, body: str = "", symbol: str = ""
) -> pa.Table:
    """Recorded votes in order of time, with the tallies that the body published."""
    found = matching(known(record.table("rollcall"), as_of), body=body, symbol=symbol)
    return record.answer(found.order_by("held", "id"))


def votes(
    record: Tables,
    *,
    as_of: date | None = None,
    body: str = "",
    symbol: str = "",
    states: Sequence[str] = (),
) -> pa.Table:
    """Choices of states, one row for each state and roll call; no row where none is recorded."""
    held = matching(known(record.table("rollcall"), as_of), body=body, symbol=symbol)
    held = held.rename(rollcall="id").drop("yes", "no", "abstain", "absent")
    cast = record.table("vote")
    if states:
        cast = cast.filter(cast.actor.isin(list(states)))
    found = cast.inner_join(held, "rollcall")
    return record.answer(found.order_by("held", "rollcall", "actor"))
