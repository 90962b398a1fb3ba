"""The declarations of ``hand_tables.toml``: which columns a table kept by hand has."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, get_args

from ..terms.event import DOMAINS, Status
from ..terms.language import LANGUAGES
from ..terms.plover import event_types
from ..terms.source import SourceKind


@dataclass(frozen=True, slots=True)
class Column:
    """One column: how its cells are read and what they may hold."""

    name: str
    reads: str = "text"
    required: bool = False
    one_of: tuple[str, ...] = ()
    refers_to: str = ""
    many: bool = False


@dataclass(frozen=True, slots=True)
class HandTable:
    """One table kept by hand, spread over ``<name>.csv`` and ``<name>.<part>.csv``.

    Parameters
    ----------
    fills
        The table of the record that its rows go to.
    unique
        Lists of columns that together may stand only once.
    """

    name: str
    fills: str
    columns: tuple[Column, ...]
    unique: tuple[tuple[str, ...], ...]

    @property
    def header(self) -> tuple[str, ...]:
        """Column names in order."""
        return tuple(column.name for column in self.columns)


@cache
def hand_tables() -> Mapping[str, HandTable]:
    """Tables kept by hand, by name.

    Examples
    --------
    >>> hand_tables()["votes"].header
    ('rollcall', 'actor', 'choice', 'source')
    """
    text = (files(__package__) / "hand_tables.toml").read_text(encoding="utf-8")
    declared = tomllib.loads(text)
    return MappingProxyType({name: _table(name, given) for name, given in declared.items()})


def _table(name: str, given: dict[str, Any]) -> HandTable:
    columns = tuple(_column(column, facts) for column, facts in given["columns"].items())
    return HandTable(name, given["fills"], columns, tuple(map(tuple, given["unique"])))


def _column(name: str, facts: dict[str, Any]) -> Column:
    one_of = facts.pop("one_of", ())
    words = _vocabulary(one_of) if isinstance(one_of, str) else tuple(one_of)
    return Column(name, facts.pop("is", "text"), one_of=words, **facts)


def _vocabulary(name: str) -> tuple[str, ...]:
    match name:
        case "domain":
            return DOMAINS
        case "language":
            return LANGUAGES
        case "plover":
            return tuple(event_types())
        case "source_kind":
            return get_args(SourceKind)
        case "status":
            return get_args(Status)
    raise KeyError(name)
