"""Arrow columns as numbers into a list of distinct values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from ..terms.errors import MethodError, Problem

Numbers = NDArray[np.int64]


def numbered(column: pa.ChunkedArray) -> tuple[Numbers, list[Any]]:
    """Number the values of a column.

    Returns
    -------
    numbers, values
        One number per row (-1 where the cell is empty) and the distinct values in sorted order.

    Examples
    --------
    >>> numbered(pa.chunked_array([["RUS", "PRK", "RUS"]]))
    (array([1, 0, 1]), ['PRK', 'RUS'])
    """
    if not len(column):
        return np.empty(0, np.int64), []
    encoded = column if pa.types.is_dictionary(column.type) else column.dictionary_encode()
    whole = encoded.unify_dictionaries().combine_chunks()
    array = whole.chunk(0) if isinstance(whole, pa.ChunkedArray) else whole
    values = array.dictionary.to_pylist()
    numbers = array.indices.fill_null(-1).to_numpy(zero_copy_only=False).astype(np.int64)
    used = np.flatnonzero(np.bincount(numbers + 1, minlength=len(values) + 1)[1:])
    order = sorted(used.tolist(), key=lambda number: values[number])
    place = np.full(len(values) + 1, -1, np.int64)
    place[order] = np.arange(len(order))
    return place[numbers], [values[number] for number in order]


def distinct(keys: Numbers, below: int) -> tuple[Numbers, Numbers]:
    """Give the distinct keys in order, and the place of each key among them.

    As ``numpy.unique`` does by sorting; where the keys are dense a list of all is quicker.

    Parameters
    ----------
    below
        All keys are less than this, and none is negative.

    Examples
    --------
    >>> distinct(np.array([7, 2, 7]), 8)
    (array([2, 7]), array([1, 0, 1]))
    """
    if below > len(keys):
        found, place = np.unique(keys, return_inverse=True)
        return found, place.astype(np.int64)
    used = np.zeros(below, np.bool_)
    used[keys] = True
    return np.flatnonzero(used), (np.cumsum(used) - 1)[keys]


def require_columns(table: pa.Table, names: Iterable[str], measure: str) -> None:
    """Refuse a table that lacks columns of a measure."""
    absent = [name for name in names if name not in table.column_names]
    if absent:
        what = f"{measure} needs the columns {', '.join(absent)}"
        raise MethodError(Problem(what, "give a table of the shape that the page names"))


def dyads_of(states: Sequence[str]) -> list[tuple[str, str]]:
    """List the pairs of some states, each once and in order of their codes.

    Examples
    --------
    >>> dyads_of(["RUS", "PRK", "CHN"])
    [('CHN', 'PRK'), ('CHN', 'RUS'), ('PRK', 'RUS')]
    """
    return list(combinations(sorted(set(states)), 2))
