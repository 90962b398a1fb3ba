"""How every question narrows a table: by what was known, by words, by time, by who takes part.

Only operations that all engines know are used (see ``tests/record/test_questions_compile.py``).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import reduce
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from ...terms.dyad import Dyad
from ...terms.period import Period
from ..schema import schema
from ..store import Tables

if TYPE_CHECKING:
    import ibis

ACTING = ("source", "target", "participant")
"""Roles in which an actor takes part in an event."""


def known(table: ibis.Table, as_of: date | None) -> ibis.Table:
    """Rows that the world could know on a day; all rows without one."""
    return table if as_of is None else table.filter(table.known_from <= as_of)


def known_ids(record: Tables, as_of: date) -> ibis.Table:
    """Ids of all dated rows that the world could know on a day."""
    ids = [known(record.table(name), as_of).select("id") for name in dated_tables()]
    return reduce(lambda left, right: left.union(right), ids)


def dated_tables() -> tuple[str, ...]:
    """Tables whose rows have an id and say when they could be known."""
    dated = {"id", "known_from"}
    return tuple(name for name, table in schema().items() if dated <= set(table.columns.names))


def matching(table: ibis.Table, **wanted: str) -> ibis.Table:
    """Rows with the given values; an empty value asks for nothing."""
    for column, value in wanted.items():
        if value:
            table = table.filter(table[column] == value)
    return table


def during(table: ibis.Table, period: Period | None) -> ibis.Table:
    """Rows whose time shares a day with a period; an open end never ends."""
    if period is not None and period.end is not None:
        table = table.filter(table.starts.isnull() | (table.starts < period.end))
    if period is not None and period.start is not None:
        table = table.filter(table.ends.isnull() | (table.ends > period.start))
    return table


def on_day(table: ibis.Table, day: date | None) -> ibis.Table:
    """Rows whose time contains a day."""
    return table if day is None else during(table, Period.day(day))


def not_yet_ended(table: ibis.Table, as_of: date | None) -> ibis.Table:
    """Hide ends that lie after the day of the question: then nobody knew them."""
    if as_of is None:
        return table
    return table.mutate(ends=(table.ends <= as_of).ifelse(table.ends, None).cast("date"))


def with_states(record: Tables, table: ibis.Table, actor: str) -> ibis.Table:
    """Add the column ``state``: the state that the actor of a column is or belongs to."""
    actors = record.table("actor")
    states = actors.select(belongs=actors.id, state=actors.state)
    return table.left_join(states, table[actor] == states.belongs).drop("belongs")


def taking_part(record: Tables, actor: str, roles: Sequence[str] = ACTING) -> Any:
    """Ids of the events in which an actor, or one of its persons or bodies, takes part."""
    parts = record.table("participant")
    parts = with_states(record, parts.filter(parts.role.isin(roles)), "actor")
    return parts.filter((parts.actor == actor) | (parts.state == actor)).event


def between(record: Tables, events: ibis.Table, dyad: Dyad | None) -> ibis.Table:
    """Events in which both states take part; of a directed dyad, the first acts on the second."""
    if dyad is None:
        return events
    first, second = (("source",), ("target",)) if dyad.directed else (ACTING, ACTING)
    return events.filter(
        events.id.isin(taking_part(record, dyad.a, first)),
        events.id.isin(taking_part(record, dyad.b, second)),
    )


def said_by(record: Tables, claims: ibis.Table, speaker: str) -> ibis.Table:
    """Claims of an actor, or of the persons and bodies of a state."""
    if not speaker:
        return claims
    spoken = with_states(record, claims.select("id", "speaker"), "speaker")
    by = spoken.filter((spoken.speaker == speaker) | (spoken.state == speaker))
    return claims.filter(claims.id.isin(by.id))


def source_keys(record: Tables, table: str, rows: ibis.Table, as_of: date | None) -> pa.Table:
    """Columns ``of_id`` and ``key``: the sources of some rows that were out on a day."""
    evidence = matching(record.table("evidence"), of_table=table)
    evidence = evidence.filter(evidence.of_id.isin(rows.id)).select("of_id", "source")
    sources = known(record.table("source"), as_of)
    keys = sources.select(source_id=sources.id, key=sources.key)
    found = evidence.inner_join(keys, evidence.source == keys.source_id)
    return record.answer(found.select("of_id", "key").distinct().order_by("of_id", "key"))


def with_list(rows: pa.Table, column: str, ids: pa.Array, values: pa.Array) -> pa.Table:
    """Add a column of lists: for each row, the values whose id is its own."""
    lists: dict[str, list[str]] = {}
    for of_id, value in zip(ids.to_pylist(), values.to_pylist(), strict=True):
        lists.setdefault(of_id, []).append(value)
    found = [lists.get(of_id, []) for of_id in rows["id"].to_pylist()]
    return rows.append_column(column, pa.array(found, pa.list_(pa.string())))
