"""Data sets of ties and visits as indicators of a relation, by the table beside this file."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from pydantic import ConfigDict, TypeAdapter
from pydantic.dataclasses import dataclass as checked

from ..datasets import Coverage, Loaded, find, load
from ..measures.arrays import dyads_of
from ..measures.relation import Indicator, OrderedTie
from ..terms.actor import states
from ..terms.errors import InputError, Problem
from ..terms.period import Period
from .citing import data_folder

Pair = tuple[str, str]
SILENT = pa.schema(
    [("a", pa.string()), ("b", pa.string()), ("starts", pa.date32()), ("ends", pa.date32())]
)


@checked(config=ConfigDict(extra="forbid"), frozen=True)
class TieRule:
    """How one data set becomes an indicator; the fields are those of the table."""

    dataset: str
    indicator: str
    domain: str
    sign: int
    levels: dict[str, int] = field(default_factory=dict)
    counted: dict[str, int] = field(default_factory=dict)

    def tie(self, domain: str = "") -> OrderedTie:
        """Give the tie, which may speak of another relation than its own domain."""
        sign: Any = self.sign
        indicator = Indicator(self.indicator, "ordered_probit", self.dataset, sign)
        return OrderedTie(indicator, domain or self.domain, self.levels, self.counted)


@cache
def tie_rules() -> tuple[TieRule, ...]:
    """Give the rules of all data sets of ties, in the order of the table.

    Examples
    --------
    >>> [rule.domain for rule in tie_rules() if rule.dataset == "diplomatic_ties"]
    ['political']
    """
    text = (files(__package__) / "relation_ties.toml").read_text(encoding="utf-8")
    return TypeAdapter(tuple[TieRule, ...]).validate_python(tomllib.loads(text)["ties"])


@dataclass(frozen=True, slots=True)
class Ties:
    """A data set of ties in the hand, with its rule."""

    rule: TieRule
    loaded: Loaded

    def covered(self) -> tuple[Period, ...]:
        """Give every period in which the data set speaks of some state."""
        coverage = self.loaded.coverage
        own = (stretch for stretches in coverage.own.values() for stretch in stretches)
        return tuple(dict.fromkeys((*coverage.stretches, *own)))

    def rows(self) -> pa.Table:
        """Give ``a, b, kind, starts, ends, value``; events are counted by pair, year and type."""
        table = self.loaded.table
        if self.loaded.card.shape == "ties":
            return table.select(["a", "b", "kind", "starts", "ends", "value"])
        return _counted(table)

    def silent(self, pairs: set[Pair], years: range) -> pa.Table:
        """Give where the data set covers two existing states, so that no row means no tie.

        Empty when by its card no row means that nothing is known.
        """
        coverage = self.loaded.coverage
        if coverage.silence == "missing":
            return SILENT.empty_table()
        rows = [row for year in years for row in _covered(coverage, pairs, year)]
        return pa.Table.from_pylist(rows, SILENT)


def read_ties(given: str) -> Ties:
    """Read a data set of ties named as ``NAME`` or ``NAME=FOLDER``.

    Raises
    ------
    InputError
        When no rule says how this data set speaks of relations.
    DatasetError
        When it is not in the folder, or nowhere.
    """
    name, _, folder = given.partition("=")
    rule = next((rule for rule in tie_rules() if rule.dataset == name), None)
    if rule is None:
        known = ", ".join(rule.dataset for rule in tie_rules())
        what = f"no rule says how the data set {name!r} speaks of relations"
        raise InputError(Problem(what, f"use {known}, as NAME or NAME=FOLDER"))
    place = Path(folder) if folder else find(name, data_folder(None))
    return Ties(rule, load(name, place))


def _counted(events: pa.Table) -> pa.Table:
    """Events by pair, year and type, as ties of that year."""
    year = pc.year(events["starts"])
    kind = events["plover"].cast(pa.string())
    told = pa.table({"a": events["source"], "b": events["target"], "kind": kind, "year": year})
    sums = told.group_by(["a", "b", "kind", "year"]).aggregate([([], "count_all")])
    years = sums["year"].to_pylist()
    return pa.table(
        {
            **{name: sums[name].cast(pa.string()) for name in ("a", "b", "kind")},
            "starts": pa.array([date(year, 1, 1) for year in years], pa.date32()),
            "ends": pa.array([date(year + 1, 1, 1) for year in years], pa.date32()),
            "value": sums["count_all"].cast(pa.float64()),
        }
    )


def _covered(coverage: Coverage, pairs: set[Pair], year: int) -> Iterator[dict[str, Any]]:
    """Pairs of states that exist and are covered in the middle of a year."""
    day, first, after = date(year, 7, 1), date(year, 1, 1), date(year + 1, 1, 1)
    absent = {item.subject for item in coverage.absent}
    there = [state.id for state in states().members(day) if state.id not in absent]
    told = {state for state in there if coverage.covers(day, state)}
    enough = any if coverage.reach == "either" else all
    for a, b in dyads_of(there):
        if (a, b) in pairs and enough((a in told, b in told)):
            yield {"a": a, "b": b, "starts": first, "ends": after}
