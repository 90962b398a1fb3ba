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

from .coded import Coded, Sieve
from .spans import Spans
from .states import Scheme, changes
from .strict import Rows

LONG = ("first_year", "first_day")
"""What the card of a form names when its rows last from one time to another."""


def divided(
    found: Rows,
    when: Spans,
    sieve: Sieve,
    codes: Mapping[str, Scheme],
    seats: Sequence[Mapping[str, str]] = (),
) -> tuple[Rows, Spans, Sieve, int]:
    """Cut spans where a code of theirs passes to another state.

    Parameters
    ----------
    codes
        Columns that hold codes, with their schemes.

    Returns
    -------
    rows, spans, sieve, added
        One row per part, what was left out before still left out, and the number of parts more
        than there were rows.
    """
    cuts = _cuts(found.table, when, codes, seats)
    parts = [
        (row, start, end)
        for row in range(found.table.num_rows)
        for start, end in _parts(when, row, sorted(cuts.get(row, ())))
    ]
    places = np.array([row for row, _, _ in parts], np.int64)
    starts, ends = (np.array([part[n] for part in parts], "datetime64[D]") for n in (1, 2))
    finer = Sieve(sieve.file, sieve.rows[places])
    finer.keep, finer.found = sieve.keep[places], sieve.found
    rows = Rows(found.table.take(pa.array(places)), found.numbers[places], found.rejections)
    added = int(finer.keep.sum() - sieve.keep.sum())
    return rows, Spans(starts, ends, when.precision.take(places)), finer, added


def _cuts(
    rows: pa.Table,
    when: Spans,
    codes: Mapping[str, Scheme],
    seats: Sequence[Mapping[str, str]],
) -> dict[int, set[np.datetime64]]:
    """Days inside each row's span on which one of its codes passes to another state."""
    cuts: dict[int, set[np.datetime64]] = {}
    for name, scheme in codes.items():
        column = Coded.of(rows[name]).through(str)
        for number, code in enumerate(column.values):
            for day in changes(code, scheme, seats):
                inside = (column.numbers == number) & (when.starts < day) & (when.ends > day)
                for row in np.flatnonzero(inside).tolist():
                    cuts.setdefault(row, set()).add(day)
    return cuts


def _parts(
    when: Spans, row: int, cuts: Sequence[np.datetime64]
) -> list[tuple[np.datetime64, np.datetime64]]:
    edges = [when.starts[row], *cuts, when.ends[row]]
    return list(pairwise(edges))
