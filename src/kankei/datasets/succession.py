"""Long spans of a code that passed from one state to another: each holder gets its own part.

A publisher writes "Russia" from 1922 to today; the register has the Soviet Union and then Russia.
Without a cut the whole span would go to the first holder, and the second would look as if nothing
were known of it, or worse, as if it had none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from .coded import Coded
from .spans import Spans
from .states import Scheme, changes

LONG = ("first_year", "first_day")
"""What the card of a form names when its rows last from one time to another."""


def divided(
    rows: pa.Table,
    when: Spans,
    columns: Sequence[str],
    scheme: Scheme,
    seats: Sequence[Mapping[str, str]] = (),
) -> tuple[NDArray[np.int64], Spans]:
    """Cut spans where a code of theirs passes to another state.

    Parameters
    ----------
    columns
        Those that hold the codes.

    Returns
    -------
    places, spans
        Number of the row that each part comes from, and when the part holds.
    """
    cuts: dict[int, set[np.datetime64]] = {}
    for name in columns:
        codes = Coded.of(rows[name]).through(str)
        for number, code in enumerate(codes.values):
            for day in changes(code, scheme, seats):
                inside = (codes.numbers == number) & (when.starts < day) & (when.ends > day)
                for row in np.flatnonzero(inside).tolist():
                    cuts.setdefault(row, set()).add(day)
    parts = [
        (row, start, end)
        for row in range(rows.num_rows)
        for start, end in _parts(when, row, sorted(cuts.get(row, ())))
    ]
    places = np.array([row for row, _, _ in parts], np.int64)
    starts, ends = (np.array([part[n] for part in parts], "datetime64[D]") for n in (1, 2))
    return places, Spans(starts, ends, when.precision.take(places))


def _parts(
    when: Spans, row: int, cuts: Sequence[np.datetime64]
) -> list[tuple[np.datetime64, np.datetime64]]:
    edges = [when.starts[row], *cuts, when.ends[row]]
    return list(pairwise(edges))
