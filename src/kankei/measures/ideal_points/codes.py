"""The Correlates of War code of each vote's state, which the published series is keyed by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...terms.actor import states
from ...terms.state import State
from ..arrays import Numbers

UNKNOWN = -1
Days = NDArray[np.datetime64]
_OPEN_START, _OPEN_END = np.datetime64("0001-01-01"), np.datetime64("9999-12-31")


def codes_of_ids(numbers: Numbers, ids: list[str], days: Days) -> Numbers:
    """Give the code that each state had on the day of its vote.

    A state that was no member of the Correlates of War system on that day, such as Ukraine before
    1991, has the code that it had nearest to the day; ``UNKNOWN`` where the register knows none.
    """
    codes = np.full(len(numbers), UNKNOWN, np.int64)
    spans = _spans_of_ids()
    order = np.argsort(numbers, kind="stable")
    edges = np.searchsorted(numbers[order], np.arange(len(ids) + 1))
    for number, id in enumerate(ids):
        rows = order[edges[number] : edges[number + 1]]
        if id in spans and len(rows):
            codes[rows] = _nearest(spans[id], days[rows])
    return codes


def codes_of_numbers(numbers: Numbers, values: list[int]) -> Numbers:
    """Give the codes themselves; ``UNKNOWN`` where no state ever had that code."""
    known = {row.cow for row in states().rows}
    given = [int(value) if value in known else UNKNOWN for value in values]
    return np.array([*given, UNKNOWN], np.int64)[numbers]


def _nearest(spans: list[tuple[Any, Any, int]], days: Days) -> Numbers:
    """Code whose span holds each day, or is least far from it."""
    distances = np.stack(
        [
            np.maximum(np.maximum((start - days).astype(int), (days - end).astype(int) + 1), 0)
            for start, end, _ in spans
        ]
    )
    codes = np.array([code for _, _, code in spans], np.int64)
    nearest: Numbers = codes[distances.argmin(axis=0)]
    return nearest


@cache
def _spans_of_ids() -> Mapping[str, list[tuple[Any, Any, int]]]:
    spans: dict[str, list[tuple[Any, Any, int]]] = defaultdict(list)
    for row in states().rows:
        if row.cow is not None:
            start = np.datetime64(row.period.start) if row.period.start else _OPEN_START
            end = np.datetime64(row.period.end) if row.period.end else _OPEN_END
            spans[row.id].append((start, end, row.cow))
    return spans


@cache
def _rows_of_code(code: int) -> tuple[State, ...]:
    return tuple(row for row in states().rows if row.cow == code)


@cache
def id_of_code(code: int, session: int) -> str:
    """Give the register's id of the state that held a code in a session of the General Assembly.

    Examples
    --------
    >>> id_of_code(365, 40), id_of_code(365, 60), id_of_code(731, 60)
    ('SUN', 'RUS', 'PRK')
    """
    day = np.datetime64(f"{session + 1945}-12-31")
    spans = [
        (
            np.datetime64(row.period.start) if row.period.start else _OPEN_START,
            np.datetime64(row.period.end) if row.period.end else _OPEN_END,
            place,
        )
        for place, row in enumerate(_rows_of_code(code))
    ]
    if not spans:
        return ""
    return _rows_of_code(code)[int(_nearest(spans, np.array([day]))[0])].id
