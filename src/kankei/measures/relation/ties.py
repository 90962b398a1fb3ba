"""Ties as levels in an order: alliances, diplomatic relations, disputes, visits of a year.

A tie says of a whole year that it is there, and how strong by its kind; nobody knows by how much
one level is warmer than the next. So a tie is a level without distances, and one year of it is one
piece of evidence, however many months it stands in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from ..arrays import numbered, require_columns
from .indicators import Indicator
from .observations import OBSERVATIONS, Calendar

YEAR = 12
"""Months that share the evidence of one tie."""
_SPAN = ("a", "b", "starts", "ends")
_SPANS = pa.schema(
    [*((name, pa.string()) for name in "ab"), *((name, pa.date32()) for name in _SPAN[2:])]
)
Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class OrderedTie:
    """How the kinds of a table of ties become levels.

    Parameters
    ----------
    indicator
        Of the family ``ordered_probit``.
    domain
        Which relation the tie speaks of.
    levels
        Level by kind of tie, where its value is above 0; a value of 0 is level 0.
    counted
        Kinds whose value is itself the level, with the highest level there is.
    """

    indicator: Indicator
    domain: str
    levels: Mapping[str, int] = field(default_factory=dict)
    counted: Mapping[str, int] = field(default_factory=dict)

    def level(self, kind: str, value: float) -> int:
        """Give the level of a tie.

        Examples
        --------
        >>> alliance = Indicator("alliance", "ordered_probit", "atop", 1)
        >>> tie = OrderedTie(alliance, "military", {"defence_pledge": 3}, {"visits": 2})
        >>> tie.level("defence_pledge", 1.0), tie.level("defence_pledge", 0.0)
        (3, 0)
        >>> tie.level("visits", 5.0), tie.level("visits", 1.0)
        (2, 1)
        """
        if kind in self.counted:
            return int(min(max(value, 0), self.counted[kind]))
        return self.levels[kind] if value > 0 else 0


def tie_observations(
    ties: pa.Table, tie: OrderedTie, calendar: Calendar, silent: pa.Table | None = None
) -> pa.Table:
    """Lay ties out by month: for each pair the highest level that is in force.

    Parameters
    ----------
    ties
        ``a, b`` in either order, ``kind``, ``starts``, ``ends`` (the day after the last) and
        ``value``. A tie stands in every month that it touches. Kinds that the tie does not name
        are passed over; an empty value says nothing.
    calendar
        Months outside it get no row.
    silent
        ``a, b, starts, ends``: where the source would have told of a tie, so that its silence is
        level 0. Without it only rows speak.

    Returns
    -------
    pyarrow.Table
        Columns of :data:`.observations.OBSERVATIONS`; ``size``, the deviation of the noise, is the
        square root of twelve, so that the months of a year weigh together what one weighs alone.
        Outside the source's coverage there is no row: a tie is never assumed to go on.

    Examples
    --------
    >>> from datetime import date
    >>> alliance = Indicator("alliance", "ordered_probit", "atop", 1)
    >>> tie = OrderedTie(alliance, "military", {"defence_pledge": 2, "nonaggression_pledge": 1})
    >>> year = {"starts": [date(2018, 1, 1)] * 2, "ends": [date(2019, 1, 1)] * 2}
    >>> kinds = ["nonaggression_pledge", "defence_pledge"]
    >>> ties = pa.table({"a": ["RUS", "CHN"], "b": ["CHN", "RUS"], "kind": kinds, **year,
    ...                  "value": [1.0, 0.0]})
    >>> months = pa.table({"month": [date(2018, 12, 1), date(2019, 2, 1)], "coverage": [1.0] * 2})
    >>> rows = tie_observations(ties, tie, Calendar.of(months)).to_pylist()
    >>> [(row["a"], str(row["month"]), row["value"]) for row in rows]
    [('CHN', '2018-12-01', 1.0)]
    """
    require_columns(ties, (*_SPAN, "kind", "value"), "relation")
    told = (ties,) if silent is None else (ties, silent)
    whole = pa.concat_tables([part.select(list(_SPAN)).cast(_SPANS) for part in told])
    levels = np.append(_levels(ties, tie), np.zeros(whole.num_rows - ties.num_rows, np.int64))
    pair, pairs = _pairs(whole)
    row, month = _months(whole, calendar)
    grid = np.full((len(pairs), len(calendar.months)), -1, np.int64)
    np.maximum.at(grid, (pair[row], month), levels[row])
    held, when = np.nonzero(grid >= 0)
    return _table(tie, calendar, [pairs[place] for place in held], when, grid[held, when])


def _levels(ties: pa.Table, tie: OrderedTie) -> Numbers:
    """Level of each row; -1 where it says nothing."""
    kind, kinds = numbered(ties["kind"])
    value, values = numbered(ties["value"].cast(pa.float64()))
    known = [name in tie.levels or name in tie.counted for name in kinds]
    table = np.full((len(kinds) + 1, len(values) + 1), -1, np.int64)
    for place, name in enumerate(kinds):
        if known[place]:
            table[place, : len(values)] = [tie.level(name, amount) for amount in values]
    return table[kind, value]


def _pairs(spans: pa.Table) -> tuple[Numbers, list[tuple[str, str]]]:
    """Number of each row's unordered pair, and the pairs in order of their codes."""
    (left, lefts), (right, rights) = numbered(spans["a"]), numbered(spans["b"])
    names = sorted({*lefts, *rights})
    place = {name: number for number, name in enumerate(names)}
    first = np.array([place[name] for name in lefts], np.int64)[left]
    second = np.array([place[name] for name in rights], np.int64)[right]
    keys = np.minimum(first, second) * len(names) + np.maximum(first, second)
    found, number = np.unique(keys, return_inverse=True)
    pairs = [(names[key // len(names)], names[key % len(names)]) for key in found.tolist()]
    return number.astype(np.int64), pairs


def _months(spans: pa.Table, calendar: Calendar) -> tuple[Numbers, Numbers]:
    """Row and month of the calendar, for every month that a row touches."""
    first, last = (spans[name].to_numpy().astype("datetime64[D]") for name in ("starts", "ends"))
    origin = calendar.months[0]
    begins = (first.astype("datetime64[M]") - origin).astype(np.int64).clip(min=0)
    ends = ((last - 1).astype("datetime64[M]") - origin).astype(np.int64) + 1
    held = (ends.clip(max=len(calendar.months)) - begins).clip(min=0)
    row = np.repeat(np.arange(spans.num_rows), held)
    month = begins[row] + np.arange(len(row)) - np.repeat(np.cumsum(held) - held, held)
    return row, month


def _table(
    tie: OrderedTie,
    calendar: Calendar,
    pairs: list[tuple[str, str]],
    when: Numbers,
    level: Numbers,
) -> pa.Table:
    rows = len(when)
    return pa.Table.from_arrays(
        [
            pa.array([a for a, _ in pairs], pa.string()),
            pa.array([b for _, b in pairs], pa.string()),
            pa.repeat(pa.scalar(tie.domain), rows),
            pa.array(calendar.days()[when]),
            pa.repeat(pa.scalar(tie.indicator.name), rows),
            pa.array(level.astype(np.float64)),
            pa.array(np.full(rows, np.sqrt(YEAR))),
            pa.array(np.ones(rows, np.int64)),
        ],
        schema=OBSERVATIONS,
    )
