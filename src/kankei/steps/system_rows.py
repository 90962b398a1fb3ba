"""Rows of the snapshots of votes, order and discourse as terms; an absent table gives no rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from typing import Any, TypeVar

from ..answers.system import (
    CoMembership,
    Concentration,
    IdealPoint,
    PoleDistance,
    SignedOrder,
    System,
    TermPassage,
    TermUse,
)
from ..terms.dyad import Dyad
from ..terms.errors import InputError, Problem
from .cells import Row, counted, known

Term = TypeVar("Term")


def system_of(tables: Mapping[str, Sequence[Row]]) -> System:
    """Read the tables of the system of states among those of a snapshot.

    Raises
    ------
    InputError
        When a table lacks a column, or a cell holds no such value.
    """

    def read(kind: type[Term]) -> tuple[Term, ...]:
        name = _TABLES[kind]
        return tuple(
            _term(kind, row, f"{name}.csv, line {number}")
            for number, row in enumerate(tables.get(name, ()), start=2)
        )

    return System(
        ideal_points=read(IdealPoint),
        pole_distances=read(PoleDistance),
        concentration=read(Concentration),
        same_bloc=read(CoMembership),
        signed_order=read(SignedOrder),
        term_use=read(TermUse),
        term_passages=read(TermPassage),
    )


_TABLES: Mapping[type[Any], str] = {
    IdealPoint: "ideal_points",
    PoleDistance: "pole_distances",
    Concentration: "concentration",
    CoMembership: "same_bloc",
    SignedOrder: "signed_order",
    TermUse: "term_use",
    TermPassage: "term_passages",
}
"""The table of each term; its columns are named as the fields of the term."""


def _flag(text: str) -> bool | None:
    return bool(int(text)) if text else None


_READ: Mapping[str, Callable[[str], Any]] = {
    "str": str,
    "int": int,
    "float": float,
    "bool": _flag,
    "int | None": counted,
    "float | None": known,
    "bool | None": _flag,
}
"""How a cell is read, by the type that its field declares."""


def _term(kind: type[Term], row: Row, where: str) -> Term:
    values: dict[str, Any] = {}
    for item in fields(kind):  # type: ignore[arg-type]
        try:
            values[item.name] = _READ[str(item.type)](row[item.name])
        except (KeyError, ValueError):
            what = f"the column {item.name} is absent or holds no {item.type}"
            raise InputError(Problem(what, "make the table again", where)) from None
    if "dyad" in values:
        values["dyad"] = Dyad.parse(values["dyad"]).key
    return kind(**values)
