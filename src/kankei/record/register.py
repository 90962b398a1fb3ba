"""States and groups of the registers of ``kankei.terms``, as actors, names and memberships."""

from __future__ import annotations

from collections.abc import Iterator

from ..terms.actor import Actor, StateRegister, states
from ..terms.group import GroupRegister, groups
from ..terms.language import ANSWER_LANGUAGES
from ..terms.period import Period
from . import known_from
from .rows import NameRow, Note
from .table_rows import TableRow, actor_row, membership_row, name_row, plain_row


def register_rows() -> dict[str, list[TableRow]]:
    """Rows of ``actor``, ``name``, ``membership`` and ``note`` that every record has."""
    registered, grouped = states(), groups()
    names = [*_state_names(registered), *_group_names(grouped)]
    return {
        "actor": [*_state_actors(registered), *_group_actors(grouped)],
        "name": [name_row(name) for name in names],
        "membership": [
            membership_row(item, known_from.first_day(item.period)) for item in grouped.memberships
        ],
        "note": [
            plain_row("note", Note("membership", item.id, item.source))
            for item in grouped.memberships
        ],
    }


def _state_actors(register: StateRegister) -> Iterator[TableRow]:
    """States with the time from their first row of the register to the end of their last."""
    for key in dict.fromkeys(state.id for state in register.rows):
        periods = [state.period for state in register.rows if state.id == key]
        yield actor_row(Actor(key, "state", key, ()), Period(periods[0].start, periods[-1].end))


def _state_names(register: StateRegister) -> Iterator[NameRow]:
    for name in register.spoken:
        yield NameRow(name.state, name.text, name.language, name.kind, name.period)


def _group_actors(register: GroupRegister) -> Iterator[TableRow]:
    for group in register.rows:
        yield actor_row(Actor(group.id, "group", "", ()), Period(group.founded.start, None))


def _group_names(register: GroupRegister) -> Iterator[NameRow]:
    for group in register.rows:
        for language in ANSWER_LANGUAGES:
            yield NameRow(group.id, group.label.in_(language), language, "name")
            yield NameRow(group.id, group.name.in_(language), language, "official")
