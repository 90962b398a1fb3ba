"""Ties and yearly values as monthly observations that do not count the same thing twelve times."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from ..arrays import require_columns
from .indicators import Indicator
from .observations import OBSERVATIONS, Calendar


def spread_over_months(
    ties: pa.Table, indicator: Indicator, domain: str, calendar: Calendar
) -> pa.Table:
    """Spread values that hold for a period over its months.

    A value of a year that is repeated in k months is one piece of evidence and not k: its standard
    error, or the deviation of its noise, is multiplied by the square root of k.

    Parameters
    ----------
    ties
        Shape ``ties``: ``a``, ``b`` with ``a < b``, ``starts``, ``ends`` (the day after the last),
        ``value``; and ``error``, the standard error, 1 where the column is absent. A month belongs
        to the row that holds its first day.
    indicator
        Of the family ``measured`` or ``ordered_probit``.
    domain
        Which relation it speaks of.
    calendar
        Months outside it get no row.

    Examples
    --------
    >>> from datetime import date
    >>> from .indicators import Indicator
    >>> year = {"starts": [date(2023, 1, 1)], "ends": [date(2024, 1, 1)], "value": [1.5]}
    >>> ties = pa.table({"a": ["PRK"], "b": ["RUS"], **year, "error": [0.5]})
    >>> months = pa.table({"month": [date(2023, 11, 1), date(2024, 2, 1)], "coverage": [1.0, 1]})
    >>> distance = Indicator("distance", "measured", "unga", -1)
    >>> rows = spread_over_months(ties, distance, "political", Calendar.of(months)).to_pylist()
    >>> [(str(row["month"]), row["value"], round(row["size"], 4)) for row in rows]
    [('2023-11-01', 1.5, 1.7321), ('2023-12-01', 1.5, 1.7321)]
    """
    require_columns(ties, ("a", "b", "starts", "ends", "value"), "relation")
    starts, ends = (ties[name].to_numpy().astype("datetime64[D]") for name in ("starts", "ends"))
    first = _month_on_or_after(starts)
    held = (_month_on_or_after(ends) - first).astype(np.int64)
    row = np.repeat(np.arange(ties.num_rows), held)
    month = first[row] + (np.arange(len(row)) - np.repeat(np.cumsum(held) - held, held))
    inside = (month >= calendar.months[0]) & (month <= calendar.months[-1])
    row, month = row[inside], month[inside]
    error = ties["error"].to_numpy() if "error" in ties.column_names else np.ones(ties.num_rows)
    return pa.Table.from_arrays(
        [
            *(ties[name].cast(pa.string()).combine_chunks().take(pa.array(row)) for name in "ab"),
            pa.repeat(pa.scalar(domain), len(row)),
            pa.array(month.astype("datetime64[D]")),
            pa.repeat(pa.scalar(indicator.name), len(row)),
            pa.array(ties["value"].to_numpy().astype(np.float64)[row]),
            pa.array((error * np.sqrt(held))[row].astype(np.float64)),
            pa.array(np.ones(len(row), np.int64)),
        ],
        schema=OBSERVATIONS,
    )


def _month_on_or_after(days: np.ndarray) -> np.ndarray:
    """First month whose first day is not before a day."""
    month = days.astype("datetime64[M]")
    return np.asarray(month + (month.astype("datetime64[D]") < days).astype(np.int64))
