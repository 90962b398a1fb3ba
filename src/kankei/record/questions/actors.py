"""Who the actors are, what they are called, which posts they hold and what they belong to."""

from __future__ import annotations

from datetime import date

import pyarrow as pa

from ..store import Tables
from .narrowing import known, matching, not_yet_ended, on_day


def actors(
    record: Tables, *, as_of: date | None = None, type: str = "", state: str = ""
) -> pa.Table:
    """States, persons, bodies, media, organisations and groups.

    ``as_of`` hides actors that did not exist yet, and ends that nobody could know.
    """
    found = matching(record.table("actor"), type=type, state=state)
    if as_of is not None:
        found = found.filter(found.starts.isnull() | (found.starts <= as_of))
    return record.answer(not_yet_ended(found, as_of).order_by("id"))


def names(
    record: Tables,
    *,
    as_of: date | None = None,
    actor: str = "",
    language: str = "",
    kind: str = "",
) -> pa.Table:
    """Texts that stand for actors, with the time in which they do."""
    found = matching(record.table("name"), actor=actor, language=language, kind=kind)
    if as_of is not None:
        found = found.filter(found.starts.isnull() | (found.starts <= as_of))
    order = ("actor", "language", "kind", "text", "starts")
    return record.answer(not_yet_ended(found, as_of).order_by(*order))


def offices(
    record: Tables,
    *,
    as_of: date | None = None,
    state: str = "",
    post: str = "",
    on: date | None = None,
) -> pa.Table:
    """Who held which post, by state, post and time; ``on`` a day, or at any time.

    An end that lies after ``as_of`` is given as missing: on that day nobody knew it.
    """
    found = matching(known(record.table("office"), as_of), of=state, post=post)
    found = not_yet_ended(on_day(found, on), as_of)
    return record.answer(found.order_by("of", "post", "starts", "id"))


def memberships(
    record: Tables,
    *,
    as_of: date | None = None,
    state: str = "",
    group: str = "",
    on: date | None = None,
) -> pa.Table:
    """Which state belonged to which group, in which capacity; ``on`` a day, or at any time."""
    found = matching(known(record.table("membership"), as_of), member=state, group=group)
    found = not_yet_ended(on_day(found, on), as_of)
    return record.answer(found.order_by("group", "member", "starts", "id"))
