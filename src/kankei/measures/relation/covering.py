"""Which days of which months a source covers."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ...terms.period import Period
from .observations import Months

Days = NDArray[np.int64]


def months_of(covered: Sequence[Period]) -> Months:
    """Give the months from the first covered day to the last."""
    first = min(np.datetime64(stretch.start, "M") for stretch in covered)
    last = max(np.datetime64(stretch.last, "M") for stretch in covered)
    return np.arange(first, last + 1)


def covered_days(covered: Sequence[Period], months: Months) -> Days:
    """Count the covered days of each month."""
    edges = edges_of(months)
    return np.add.reduceat(_flags(covered, months).astype(np.int64), edges[:-1] - edges[0])


def edges_of(months: Months) -> Days:
    """Give the first day of each month, and the day after the last, counted from 1970."""
    edges: Days = np.append(months, months[-1] + 1).astype("datetime64[D]").astype(np.int64)
    return edges


def _flags(covered: Sequence[Period], months: Months) -> NDArray[np.bool_]:
    edges = edges_of(months)
    flags = np.zeros(edges[-1] - edges[0], np.bool_)
    for stretch in covered:
        start, end = (
            int(np.datetime64(day, "D").astype(np.int64)) for day in (stretch.start, stretch.end)
        )
        flags[max(start - edges[0], 0) : max(end - edges[0], 0)] = True
    return flags


def on_covered_days(
    days: NDArray[np.datetime64], covered: Sequence[Period], months: Months
) -> NDArray[np.bool_]:
    """Flag the days on which the source speaks, within the months."""
    edges = edges_of(months)
    number = days.astype("datetime64[D]").astype(np.int64)
    inside: NDArray[np.bool_] = (number >= edges[0]) & (number < edges[-1])
    inside[inside] = _flags(covered, months)[number[inside] - edges[0]]
    return inside
