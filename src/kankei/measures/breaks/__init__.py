"""Breaks: when a relation moved to another level, with probabilities and not with bare dates."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import date

import numpy as np
import pyarrow as pa

from ...terms.language import Bilingual
from ..arrays import require_columns
from ..declare import Measure
from .found import Break, find
from .moves import LARGE, moves
from .online import Watch, watch
from .pelt import COSTS, pelt
from .posterior import HAZARD, Posterior, posterior
from .segments import Level, Values
from .single import SingleBreak, single_break

__all__ = [
    "COSTS",
    "HAZARD",
    "LARGE",
    "MEASURES",
    "Break",
    "Level",
    "Posterior",
    "SingleBreak",
    "Watch",
    "break_months",
    "breaks",
    "moves",
    "pelt",
    "posterior",
    "single_break",
    "watch",
]

_BREAK = pa.schema(
    [
        ("first", pa.date32()),
        ("last", pa.date32()),
        ("month", pa.date32()),
        ("previous", pa.date32()),
        ("break_probability", pa.float64()),
        ("half_hazard", pa.float64()),
        ("double_hazard", pa.float64()),
        ("break_size", pa.float64()),
        ("low", pa.float64()),
        ("high", pa.float64()),
        ("lasts", pa.float64()),
    ]
)
_COLUMN = {
    "break_probability": "probability",
    "half_hazard": "low_hazard",
    "double_hazard": "high_hazard",
    "break_size": "size",
}


def breaks(
    series: pa.Table,
    value: str,
    *,
    spread: str = "",
    hazard: float = HAZARD,
    width: int = 3,
    least: float = 0.5,
) -> pa.Table:
    """List the stretches of months in which one relation probably moved to another level.

    Over all ways to cut the series into segments of one level and one spread each, every month
    beginning a new segment with probability ``hazard`` beforehand::

        break_probability = P(at least one new segment begins in the stretch | series)
        break_size        = E(new level - old level | a segment begins in the likeliest month)

    Parameters
    ----------
    series
        ``month`` and the column ``value``, one row a month, in any order. Give observations and
        not a smoothed curve, whose neighbouring months repeat each other.
    value
        Name of the column.
    spread
        Name of the column with the known spread of each observation; where it is empty, each
        segment has a spread of its own that is learnt from the series.
    hazard
        Probability of a break in a month, beforehand.
    width
        Months of a stretch that have a value.
    least
        Stretches less likely than this are not listed.

    Returns
    -------
    pyarrow.Table
        ``first, last, month, previous, break_probability, half_hazard, double_hazard, break_size,
        low, high, lasts``. ``half_hazard`` and ``double_hazard`` are the probability when half and
        twice as many breaks are expected. ``lasts`` is the expected number of months with a value
        that the new level lasts: about 1 for a peak.

    Raises
    ------
    MethodError
        When a column is absent, fewer than three months have a value, or the series does not vary.

    Notes
    -----
    Missing months are left out and never filled. ``previous`` is the last month with a value
    before ``month``: where it is not the month before, the break lies somewhere between.

    References
    ----------
    Fearnhead (2006), Statistics and Computing.

    Examples
    --------
    >>> months = [date(2020, month, 1) for month in range(1, 13)]
    >>> level = [0.1, 0.0, 0.2, 0.1, 0.0, 0.1, 5.1, 5.0, 5.2, 5.1, 5.0, 5.1]
    >>> found = breaks(pa.table({"month": months, "level": level}), "level").to_pylist()
    >>> [(row["month"].isoformat(), row["break_probability"] > 0.9) for row in found]
    [('2020-07-01', True)]
    """
    months, values = _series(series, value)
    spreads = _spreads(series, value, spread) if spread else None
    found = [asdict(item) for item in find(months, values, hazard, width, least, spreads)]
    columns = {name: [row[_COLUMN.get(name, name)] for row in found] for name in _BREAK.names}
    return pa.table(columns, _BREAK)


def break_months(series: pa.Table, value: str, *, hazard: float = HAZARD) -> pa.Table:
    """Give the probability of a break in every month that has a value.

    Returns
    -------
    pyarrow.Table
        ``month, break_probability``; the first month has none, because nothing precedes it.

    Examples
    --------
    >>> months = [date(2020, month, 1) for month in range(1, 7)]
    >>> series = pa.table({"month": months, "level": [0.1, 0.0, 0.1, 4.0, 4.1, 4.0]})
    >>> break_months(series, "level")["break_probability"].to_pylist()[0] is None
    True
    """
    months, values = _series(series, value)
    at = posterior(values, hazard).breaks().tolist()
    columns = {
        "month": pa.array(months, pa.date32()),
        "break_probability": pa.array([None, *at[1:]]),
    }
    return pa.table(columns)


def _series(series: pa.Table, value: str) -> tuple[Sequence[date], Values]:
    """Months that have a value, in order of time."""
    require_columns(series, ("month", value), "breaks")
    rows = zip(series["month"].to_pylist(), series[value].to_pylist(), strict=True)
    known = sorted((month, number) for month, number in rows if number is not None)
    return [month for month, _ in known], np.array([number for _, number in known], np.float64)


def _spreads(series: pa.Table, value: str, spread: str) -> Values:
    """Spreads of the months that have a value, in the same order."""
    require_columns(series, (spread,), "breaks")
    names = ("month", value, spread)
    rows = zip(*(series[name].to_pylist() for name in names), strict=True)
    known = sorted((month, number) for month, here, number in rows if here is not None)
    return np.array([np.nan if number is None else number for _, number in known], np.float64)


_MISSING = Bilingual(
    "値のない月は除き、埋めない。値のある月が三つに満たない系列、変動のない系列からは求めない。",
    "Months without a value are left out and not filled; none from a series with fewer than three "
    "values or without variation.",
)


def _declared(name: str, function: Callable[..., pa.Table]) -> Measure:
    reference = "Fearnhead (2006), Statistics and Computing"
    return Measure(name, _MISSING, reference, "breaks", function)


MEASURES = (
    _declared("break_probability", breaks),
    _declared("break_size", breaks),
    _declared("move_probability", moves),
)
"""Measures of this room, in the order of the page."""
