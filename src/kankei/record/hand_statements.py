"""Rows kept by hand become terms: sources, actors, events, claims and the rest.

Every row has been checked before; what is made here cannot fail.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from ..terms.actor import Actor, Office
from ..terms.errors import Problem
from ..terms.event import Claim, Event, Participant, Role
from ..terms.field import field
from ..terms.language import LANGUAGES, Bilingual
from ..terms.source import Source
from .hand_files import HandFile
from .hand_rules import Parsed
from .rows import (
    Conflict,
    HandKept,
    Note,
    Provenance,
    Quantity,
    RollCall,
    SeriesValue,
    Sourced,
    Vote,
)

Made = tuple[Parsed, Any]
"""A row and the term made from it."""

_ROLES: tuple[tuple[str, Role], ...] = (
    ("initiators", "source"),
    ("targets", "target"),
    ("participants", "participant"),
    ("denied_by", "denier"),
)


def made_from(rows: Iterable[Parsed]) -> list[Made]:
    """Make the term of each row; conflicts wait until all statements have ids."""
    return [(row, MAKERS[row.table.name](row)) for row in rows if row.table.name in MAKERS]


def said_twice(made: Iterable[Made]) -> Iterator[Problem]:
    """Rows that say the same as another row under another key."""
    first: dict[str, Parsed] = {}
    for parsed, what in made:
        if parsed.table.name in ("sources", "events", "claims", "rollcalls"):
            same = first.setdefault(what.id, parsed)
            if same is not parsed:
                where = f"{same.row.file}, row {same.row.line}"
                remedy = "delete one of the rows; list both sources in the other"
                yield parsed.problem("key", f"the row says the same as {where}", remedy)


def hand_kept(made: list[Made], read: Iterable[HandFile], rows: Iterable[Parsed]) -> HandKept:
    """Put all that was made together."""
    by_table: dict[str, list[Any]] = {}
    for parsed, what in made:
        by_table.setdefault(parsed.table.name, []).append(what)
    ids = {
        what.key: (parsed.table.fills, what.id)
        for parsed, what in made
        if parsed.table.name in ("events", "claims")
    }
    conflicts = (_conflict(row, ids) for row in rows if row.table.name == "conflicts")
    return HandKept(
        **{name: tuple(found) for name, found in by_table.items()},
        quantities=tuple(_quantities(made)),
        conflicts=tuple(conflicts),
        notes=tuple(_notes(made)),
        files=tuple(_provenance(file) for file in read),
    )


def _source(row: Parsed) -> Source:
    return Source(
        key=row.get("key"),
        kind=row.get("kind"),
        publisher=row.get("publisher"),
        author=row.get("author") or "",
        title=row.get("title"),
        url=row.get("url") or "",
        symbol=row.get("symbol") or "",
        published=row.get("published"),
        language=row.get("language"),
        seen=row.get("seen"),
        note=row.get("note") or "",
    )


def _actor(row: Parsed) -> Sourced[Actor]:
    names = tuple((language, row.get(language)) for language in LANGUAGES if row.get(language))
    actor = Actor(row.get("key"), row.get("type"), row.get("state") or "", names)
    return Sourced(actor, row.get("source"), row.get("key"))


def _office(row: Parsed) -> Sourced[Office]:
    person, post, of = row.get("person"), row.get("post"), row.get("state")
    office = Office(person, post, of, _text(row), row.get("period"))
    return Sourced(office, row.get("source"), row.get("key"))


def _event(row: Parsed) -> Event:
    return Event(
        key=row.get("key"),
        plover=row.get("type"),
        cameo=row.get("cameo") or "",
        domain=row.get("domain"),
        period=row.get("date"),
        status=row.get("status"),
        participants=tuple(
            Participant(actor, role) for column, role in _ROLES for actor in row.get(column)
        ),
        place=row.get("place") or "",
        text=_text(row),
        part_of=row.get("part_of") or "",
        sources=row.get("source"),
    )


def _claim(row: Parsed) -> Claim:
    return Claim(
        key=row.get("key"),
        speaker=row.get("speaker"),
        addressee=row.get("addressee") or "",
        outlet=row.get("outlet") or "",
        period=row.get("date"),
        about=row.get("about"),
        words=row.get("words") or "",
        language=row.get("language") or "",
        verbatim=bool(row.get("verbatim")),
        text=_text(row),
        stance=row.get("stance"),
        value=row.get("value"),
        unit=row.get("unit") or "",
        sources=row.get("source"),
    )


def _rollcall(row: Parsed) -> RollCall:
    return RollCall(
        key=row.get("key"),
        body=row.get("body"),
        symbol=row.get("symbol"),
        held=row.get("date").start,
        title=_text(row),
        yes=row.get("yes"),
        no=row.get("no"),
        abstain=row.get("abstain"),
        absent=row.get("absent"),
        result=row.get("result"),
        sources=row.get("source"),
    )


def _vote(row: Parsed) -> Vote:
    return Vote(row.get("rollcall"), row.get("actor"), row.get("choice"), row.get("source"))


def _series_value(row: Parsed) -> SeriesValue:
    value, low, high = (row.get(column) for column in ("value", "low", "high"))
    without = value is None and low is None and high is None
    return SeriesValue(
        subject=row.get("subject"),
        field=row.get("field"),
        period=row.get("period"),
        value=value,
        low=low,
        high=high,
        unit=field(row.get("field")).unit,
        edition=row.get("edition") or "",
        sources=row.get("source"),
        missing=row.get("note") or "" if without else "",
    )


MAKERS: Mapping[str, Callable[[Parsed], Any]] = MappingProxyType(
    {
        "sources": _source,
        "actors": _actor,
        "offices": _office,
        "events": _event,
        "claims": _claim,
        "rollcalls": _rollcall,
        "votes": _vote,
        "series": _series_value,
    }
)
"""What makes the term of a row, by table kept by hand."""


def _text(row: Parsed) -> Bilingual:
    return Bilingual(ja=row.get("ja"), en=row.get("en"))


def _conflict(row: Parsed, ids: Mapping[str, tuple[str, str]]) -> Conflict:
    left, right = ids[row.get("left")], ids[row.get("right")]
    return Conflict(row.get("kind"), left, right, _text(row), "hand")


def _quantities(made: Iterable[Made]) -> Iterator[Quantity]:
    for row, claim in made:
        value, low, high = (row.get(column) for column in ("value", "low", "high"))
        if row.table.name == "claims" and (value, low, high) != (None, None, None):
            stated = ("claim", claim.id, value, low, high, claim.unit, claim.about)
            yield Quantity(*stated, as_of=claim.period.start)


def _notes(made: Iterable[Made]) -> Iterator[Note]:
    """Remarks of the editors; that of a source is a column of its own."""
    for row, what in made:
        if row.get("note") and row.table.name != "sources":
            stated = what.what if isinstance(what, Sourced) else what
            yield Note(row.table.fills, stated.id, row.get("note"))


def _provenance(file: HandFile) -> Provenance:
    return Provenance(file.table.fills, file.name, file.sha256, len(file.rows), "hand")
