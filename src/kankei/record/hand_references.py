"""What a cell kept by hand may refer to: rows of other tables, and registers of terms."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from ..terms.actor import states
from ..terms.dyad import Dyad
from ..terms.errors import CodeError, Problem
from ..terms.field import field
from ..terms.group import groups
from ..terms.period import Period
from .hand_rules import Parsed
from .hand_tables import Column

Fault = tuple[str, str]
"""What is wrong with a reference, and the remedy."""

_EVENT_PREFIX = "e-"
"""Keys of events begin so; any other word in ``about`` is a topic."""


@dataclass(frozen=True)
class References:
    """Keys that cells may hold.

    Parameters
    ----------
    keys
        Keys of the rows of each table, whether the rest of the row can be read or not.
    unread
        Tables of which a file could not be read; what refers to them is not judged.
    """

    keys: Mapping[str, frozenset[str]]
    unread: frozenset[str]

    @classmethod
    def of(cls, rows: Iterable[Parsed], unread: Iterable[str]) -> References:
        """Collect the keys of rows."""
        keys: dict[str, set[str]] = {}
        for parsed in rows:
            keys.setdefault(parsed.table.name, set()).add(parsed.row.cells.get("key", ""))
        return cls({name: frozenset(found) for name, found in keys.items()}, frozenset(unread))

    def lost(self, parsed: Parsed) -> Iterator[Problem]:
        """Cells of a row that refer to nothing, or to a state that did not exist at the time."""
        day = _first_day(parsed)
        for column in parsed.table.columns:
            value = parsed.get(column.name)
            for name in (value or ()) if column.many else (value,):
                fault = self._fault(column, name, day) if column.refers_to and name else None
                if fault is not None:
                    yield parsed.problem(column.name, *fault)

    def _fault(self, column: Column, name: str, day: date | None) -> Fault | None:
        match column.refers_to:
            case "state":
                return _refused(lambda: states().get(name, day))
            case "field":
                return _refused(lambda: field(name))
            case "subject":
                return _subject_fault(name)
            case "actor":
                return self._actor_fault(name, day)
            case "topic":
                about_event = name.startswith(_EVENT_PREFIX)
                return self._row_fault(name, "events") if about_event else None
            case "statement":
                return self._row_fault(name, "events", "claims")
            case table:
                return self._row_fault(name, table)

    def _actor_fault(self, name: str, day: date | None) -> Fault | None:
        """A state of the time, a group, or a row of ``actors.csv``."""
        if not _refused(lambda: groups().get(name)):
            return None
        if not _refused(lambda: states().get(name)):
            return _refused(lambda: states().get(name, day))
        if not self._row_fault(name, "actors"):
            return None
        near = get_close_matches(name, self.keys.get("actors", ()), 1)
        near += get_close_matches(name, sorted({state.id for state in states().rows}), 3)
        or_else = f"write one of {', '.join(near)}, or " if near else ""
        return f"unknown actor {name!r}", f"{or_else}add the actor to actors.csv"

    def _row_fault(self, name: str, *tables: str) -> Fault | None:
        """The key of a row of one of some tables."""
        known = set().union(*(self.keys.get(table, ()) for table in tables))
        if name in known or self.unread.intersection(tables):
            return None
        files = " or ".join(f"{table}.csv" for table in tables)
        near = get_close_matches(name, sorted(known), 1)
        or_else = f"write {near[0]!r}, or " if near else ""
        return f"no row of {files} has the key {name!r}", f"{or_else}add the row"


def _refused(look_up: Callable[[], object]) -> Fault | None:
    """What a register says when it does not know a code."""
    try:
        look_up()
    except CodeError as fault:
        return fault.problems[0].what, fault.problems[0].remedy
    return None


def _subject_fault(name: str) -> Fault | None:
    """A state, or a dyad as its key is written."""
    if "-" not in name:
        return _refused(lambda: states().get(name))
    fault = _refused(lambda: Dyad.parse(name))
    if fault is None and Dyad.parse(name).key != name:
        return f"the states of {name!r} are not in order", f"write {Dyad.parse(name).key}"
    return fault


def _first_day(parsed: Parsed) -> date | None:
    """First known day of what a row dates."""
    period = parsed.get("date") or parsed.get("period")
    return period.start or period.last if isinstance(period, Period) else None
