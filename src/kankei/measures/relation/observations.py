"""Observations of every kind as one table, and that table as blocks of months by dyads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from ...terms.errors import MethodError, Problem
from ..arrays import distinct, numbered, require_columns
from .block import Block, Observed
from .families import family
from .indicators import Indicator, in_order

OBSERVATIONS = pa.schema(
    [
        ("a", pa.string()),
        ("b", pa.string()),
        ("domain", pa.string()),
        ("month", pa.date32()),
        ("indicator", pa.string()),
        ("value", pa.float64()),
        ("size", pa.float64()),
        ("n", pa.int64()),
    ]
)
"""One row per dyad (``a < b``), domain, month and indicator.

``size`` is what the family of the indicator says: exposure, trials, standard error. A row whose
value or size is empty, or whose size is not positive, is missing: a month without exposure saw
nothing, and is not a month of calm. ``n`` is the number of reports that the value rests on.
"""

Months = NDArray[np.datetime64]
Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Calendar:
    """Months of the sources' period, and the share of each that they cover.

    Parameters
    ----------
    months
        Every month from the first to the last.
    coverage
        From 0 to 1; in a month of 0 the sources were silent.
    """

    months: Months
    coverage: NDArray[np.float64]

    @classmethod
    def of(cls, coverage: pa.Table) -> Calendar:
        """Read ``month, coverage``; months in between that are not listed have coverage 0.

        Examples
        --------
        >>> from datetime import date
        >>> days = [date(2023, 1, 1), date(2023, 3, 1)]
        >>> Calendar.of(pa.table({"month": days, "coverage": [1.0, 0.5]})).coverage.tolist()
        [1.0, 0.0, 0.5]
        """
        require_columns(coverage, ("month", "coverage"), "relation")
        if not coverage.num_rows:
            what = "the coverage has no month"
            raise MethodError(Problem(what, "give the months of the source's period"))
        listed = coverage["month"].to_numpy().astype("datetime64[M]")
        months = np.arange(listed.min(), listed.max() + 1)
        share = np.zeros(len(months))
        np.maximum.at(share, (listed - months[0]).astype(int), coverage["coverage"].to_numpy())
        return cls(months, share)

    def days(self) -> NDArray[np.datetime64]:
        """First day of each month."""
        return self.months.astype("datetime64[D]")


def blocks(
    observations: pa.Table, indicators: Sequence[Indicator], calendar: Calendar
) -> list[Block]:
    """Lay observations out, one block per domain in alphabetical order.

    Raises
    ------
    MethodError
        When a column is absent, a pair is not in order, a row has no declared indicator, lies
        outside the calendar, or is there twice.
    """
    require_columns(observations, OBSERVATIONS.names[:-1], "relation")
    rows = _Rows(observations, indicators, calendar)
    found = [rows.block(number) for number in range(len(rows.domains))]
    return [block for block in found if block.dyads]


class _Rows:
    """The rows of a table as numbers."""

    def __init__(
        self, table: pa.Table, indicators: Sequence[Indicator], calendar: Calendar
    ) -> None:
        self.calendar, self.indicators = calendar, in_order(indicators)
        self.domain, self.domains = numbered(table["domain"])
        self.kind = _kinds(table, self.indicators)
        self.pair, self.pairs = _pairs(table)
        months = table["month"].to_numpy().astype("datetime64[M]")
        self.month = (months - calendar.months[0]).astype(np.int64)
        self.value, self.size = (_floats(table[name]) for name in ("value", "size"))
        counted = "n" in table.column_names
        self.n = _floats(table["n"]) if counted else np.ones(table.num_rows)
        self.seen = np.isfinite(self.value) & (self.size > 0)
        outside = (self.month < 0) | (self.month >= len(self.calendar.months))
        if outside.any():
            what = f"{int(outside.sum())} observations lie outside the months of the coverage"
            raise MethodError(Problem(what, "give the coverage of every source"))

    def block(self, number: int) -> Block:
        """Lay out one domain; indicators that nothing was seen of are left out."""
        inside = np.flatnonzero((self.domain == number) & self.seen)
        pairs, column = distinct(self.pair[inside], len(self.pairs))
        shape = (len(self.calendar.months), len(pairs))
        cell, kind = self.month[inside] * len(pairs) + column, self.kind[inside]
        observed = []
        for place, indicator in enumerate(self.indicators):
            chosen = np.flatnonzero(kind == place)
            if len(chosen):
                observed.append(self._observed(indicator, inside[chosen], cell[chosen], shape))
        counted = np.bincount(cell, self.n[inside], shape[0] * shape[1]).astype(np.float64)
        dyads = [self.pairs[pair] for pair in pairs]
        return Block(self.domains[number], dyads, tuple(observed), counted.reshape(shape))

    def _observed(
        self, indicator: Indicator, rows: Numbers, cells: Numbers, shape: tuple[int, int]
    ) -> Observed:
        value, size, present = np.zeros(shape), np.ones(shape), np.zeros(shape, np.bool_)
        value.flat[cells], size.flat[cells] = self.value[rows], self.size[rows]
        present.flat[cells] = True
        if present.sum() < len(rows):
            what = f"{indicator.name} is observed twice for one dyad, domain and month"
            raise MethodError(Problem(what, "add up or choose before"))
        law = family(indicator.family)
        return Observed(indicator.name, indicator.source, law, value, size, present)


def _floats(column: pa.ChunkedArray) -> NDArray[np.float64]:
    values: NDArray[np.float64] = column.cast(pa.float64()).to_numpy().astype(np.float64)
    return values


def _kinds(table: pa.Table, indicators: Sequence[Indicator]) -> Numbers:
    numbers, names = numbered(table["indicator"])
    places = {item.name: place for place, item in enumerate(indicators)}
    unknown = [name for name in names if name not in places]
    if unknown or (numbers < 0).any():
        what = f"observations name the indicator {', '.join(unknown) or '(empty)'}"
        raise MethodError(Problem(what, f"declare it, or use one of {', '.join(places)}"))
    return np.array([places[name] for name in names], np.int64)[numbers]


def _pairs(table: pa.Table) -> tuple[Numbers, list[tuple[str, str]]]:
    (left, lefts), (right, rights) = numbered(table["a"]), numbered(table["b"])
    many = len(rights) + 1
    keys, number = distinct(left * many + right, len(lefts) * many)
    pairs = [(lefts[key // many], rights[key % many]) for key in keys]
    wrong = [pair for pair in pairs if pair[0] >= pair[1]]
    if wrong:
        what = f"the pair {wrong[0][0]}-{wrong[0][1]} is not in order of its codes"
        raise MethodError(Problem(what, "name the pairs as dyads_of gives them"))
    return number, pairs
