"""A frame: states or pairs by year or month, with columns from open data joined to it.

What a spreadsheet of joined data hides is kept here: a cell outside a source's coverage is missing
and says why, the report counts what matched and what did not, and the citations of everything that
was joined come with the table.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from pathlib import Path

import numpy as np
import pyarrow as pa

from ..datasets import Loaded, find, load
from ..datasets.loaded import DATASETS_KEY
from ..terms.errors import MethodError, Problem
from ..terms.period import Period
from .joining import Joined, Rule, Side, join
from .rows import Rows, fields_of, rows_of
from .units import Grain, Kind, System, Units, units


@dataclass(frozen=True)
class Frame:
    """Cells and the columns joined to them so far; adding gives a new frame.

    Parameters
    ----------
    units
        The cells.
    data
        Folder in which data sets are looked for, before the cache of downloads.
    columns
        In the order in which they were added.
    used
        What was read, for citations.
    """

    units: Units
    data: Path | None = None
    columns: tuple[Joined, ...] = ()
    used: tuple[Mapping[str, object], ...] = ()

    def add(self, *names: str) -> Frame:
        """Join fields of data sets, found by name.

        Parameters
        ----------
        names
            ``dataset`` for all of its fields, or ``dataset.field``, such as
            ``atop_alliances.defence_pledge``.

        Raises
        ------
        DatasetError
            When there is no such data set, or it is nowhere.
        MethodError
            When it has no such field, or nobody has decided how several rows become one value.
        """
        wanted: dict[str, list[str]] = {}
        for name in names:
            dataset, _, field = name.partition(".")
            wanted.setdefault(dataset, []).extend([field] if field else [])
        joined = self
        for dataset, fields in wanted.items():
            joined = joined.join(load(dataset, find(dataset, self.data)), *fields)
        return joined

    def join(self, loaded: Loaded, *fields: str) -> Frame:
        """Join fields of a data set that is read already; all of its fields when none is named."""
        known = fields_of(loaded)
        name = loaded.card.name
        if unknown := [field for field in fields if field not in known]:
            what = f"the data set {name} has no field {', '.join(unknown)}"
            raise MethodError(Problem(what, f"use {', '.join(known)}"))
        fresh = [
            column
            for field in fields or known
            for column in self._columns(loaded, field, rule_of(name, field))
        ]
        taken = {column.name for column in self.columns}
        if doubled := [column.name for column in fresh if column.name in taken]:
            what = f"the frame has the column {', '.join(doubled)} already"
            raise MethodError(Problem(what, "add each field once"))
        used = {
            "name": name,
            "form": loaded.form,
            "version": loaded.card.form(loaded.form).version,
            "sha256": dict(loaded.sha256),
        }
        return replace(self, columns=(*self.columns, *fresh), used=(*self.used, used))

    def _columns(self, loaded: Loaded, field: str, rule: Rule) -> list[Joined]:
        rows = rows_of(loaded, field, self.units.names)
        name = f"{loaded.card.name}.{field}"
        return [
            join(self.units, rows, rule, loaded.coverage, f"{name}_{side}" if side else name, side)
            for side in _sides(self.units, rows, name)
        ]

    def table(self, *, reasons: bool = True) -> pa.Table:
        """Lay the frame in a table, in order of time and code.

        Parameters
        ----------
        reasons
            Whether every column is followed by ``<column>:missing``, which says why a value is
            missing and is empty where there is one.

        Returns
        -------
        pyarrow.Table
            ``a, b`` (or ``state``), ``year`` or ``month``, then the columns. The schema carries
            what was read under ``kankei.datasets``.
        """
        own = self.units
        names = pa.array(own.names, pa.string())
        keys = {"a": own.a, "b": own.b} if own.kind == "dyad" else {"state": own.a}
        columns = {key: names.take(pa.array(place)) for key, place in keys.items()}
        columns[own.grain] = _times(own)
        for column in self.columns:
            columns[column.name] = pa.array(column.value, mask=np.isnan(column.value))
            if reasons:
                texts = pa.array(column.reasons, pa.string())
                columns[f"{column.name}:missing"] = pa.DictionaryArray.from_arrays(
                    pa.array(column.reason.astype(np.int32)), texts
                )
        about = {DATASETS_KEY: json.dumps(self.used).encode()}
        return pa.table(columns).replace_schema_metadata(about)

    def report(self) -> pa.Table:
        """Say of every column what was matched, doubled and missing.

        Returns
        -------
        pyarrow.Table
            ``column, dataset, rule, rows, matched, doubled, cells, known, silent_zero, missing``.
            ``missing`` is a list of reasons with their numbers of cells; ``known`` includes the
            zeros of ``silent_zero``.
        """
        return pa.Table.from_pylist(
            [
                {
                    "column": column.name,
                    "dataset": column.dataset,
                    "rule": column.rule,
                    "rows": column.rows,
                    "matched": column.matched,
                    "doubled": column.doubled,
                    "cells": self.units.size,
                    "known": int((column.reason == 0).sum()),
                    "silent_zero": column.silent_zero,
                    "missing": [
                        {"reason": reason, "cells": cells}
                        for reason, cells in column.missing.items()
                    ],
                }
                for column in self.columns
            ]
        )


def frame(
    kind: Kind,
    period: Period | str,
    grain: Grain = "year",
    *,
    directed: bool = False,
    system: System = "cow",
    states: Sequence[str] = (),
    pairs: Sequence[tuple[str, str]] = (),
    data: Path | None = None,
) -> Frame:
    """Start a frame of states or of pairs of states.

    Parameters
    ----------
    kind
        ``state`` or ``dyad``.
    period
        Such as ``1946/2014``.
    grain
        ``year`` or ``month``.
    directed
        Whether ``(a, b)`` and ``(b, a)`` are two cells. In an undirected frame directed values
        become two columns, ``..._ab`` and ``..._ba``; values of single states become ``..._a`` and
        ``..._b``.
    system
        ``cow``, ``gw`` or ``un``.
    states, pairs
        Only these.
    data
        Folder in which data sets are looked for.

    Examples
    --------
    >>> cells = frame("state", "1990/1992", states=("SUN", "RUS")).table()
    >>> cells["state"].to_pylist(), cells["year"].to_pylist()
    (['SUN', 'RUS', 'SUN', 'RUS'], [1990, 1991, 1991, 1992])
    """
    when = Period.parse(period) if isinstance(period, str) else period
    cells = units(kind, when, grain, directed=directed, system=system, only=states, pairs=pairs)
    return Frame(cells, data)


def rule_of(dataset: str, field: str) -> Rule:
    """Say how several rows of a field in one cell become one value.

    Raises
    ------
    MethodError
        When nobody has decided.

    Examples
    --------
    >>> rule_of("cow_trade", "imports"), rule_of("cow_distance", "minimum_distance")
    ('sum', 'min')
    """
    rules = _rules().get(dataset, {})
    if field not in rules:
        what = f"nobody has decided what several values of {dataset}.{field} in one cell mean"
        raise MethodError(Problem(what, f"use {', '.join(rules) or 'another data set'}"))
    return rules[field]


@cache
def _rules() -> Mapping[str, Mapping[str, Rule]]:
    text = (files(__package__) / "rules.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _sides(own: Units, rows: Rows, name: str) -> tuple[Side, ...]:
    """Columns that a field becomes in a frame."""
    if own.kind == "state":
        if not rows.of_states:
            what = f"{name} is about pairs, and the frame is of states"
            raise MethodError(Problem(what, "make a frame of dyads"))
        return ("",)
    if rows.of_states:
        return ("a", "b")
    return ("ab", "ba") if rows.directed and not own.directed else ("",)


def _times(own: Units) -> pa.Array:
    starts = own.times[own.time]
    if own.grain == "month":
        return pa.array(starts)
    return pa.array(starts.astype("datetime64[Y]").astype(np.int64) + 1970)
