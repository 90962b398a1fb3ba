"""Columns as codes of a small list of values, so that a million cells are recoded at once.

Every rule about a value (its date, its state, its meaning) is applied to the distinct values and
carried to the rows by number. A value that no rule knows is counted, with the first row that has
it, and its rows are left out: nothing is dropped in silence.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

NO_VALUE = -1
"""Number of a missing cell."""

Numbers = NDArray[np.int32]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Coded:
    """A column as numbers into a list of distinct values.

    Parameters
    ----------
    numbers
        One per row; ``NO_VALUE`` where the cell is empty.
    values
        The distinct values, none of them missing.
    """

    numbers: Numbers
    values: Sequence[Any]

    @classmethod
    def of(cls, column: pa.ChunkedArray | pa.Array) -> Coded:
        """Encode an Arrow column.

        Examples
        --------
        >>> Coded.of(pa.chunked_array([["a", "b"], ["b", None]])).numbers.tolist()
        [0, 1, 1, -1]
        """
        if not len(column):
            return cls(np.empty(0, np.int32), [])
        whole = column if isinstance(column, pa.ChunkedArray) else pa.chunked_array([column])
        if not pa.types.is_dictionary(whole.type):
            whole = whole.dictionary_encode()
        whole = whole.unify_dictionaries().combine_chunks()
        array = whole.chunk(0) if isinstance(whole, pa.ChunkedArray) else whole
        numbers = array.indices.fill_null(NO_VALUE).to_numpy(zero_copy_only=False)
        return cls(numbers.astype(np.int32, copy=False), array.dictionary.to_pylist())

    @classmethod
    def constant(cls, value: Any, rows: int) -> Coded:
        """Make a column that holds one value, or no value when it is ``None``."""
        empty = value is None
        return cls(np.full(rows, NO_VALUE if empty else 0, np.int32), [] if empty else [value])

    def take(self, rows: NDArray[Any]) -> Coded:
        """Choose rows by number or by flags."""
        return Coded(self.numbers[rows], self.values)

    def through(self, rule: Mapping[Any, Any] | Callable[[Any], Any]) -> Coded:
        """Apply a rule to the distinct values; where it gives ``None`` the cell becomes empty.

        Examples
        --------
        >>> Coded.of(pa.array([1, 3, 9])).through({1: "yes", 3: "no"}).to_pylist()
        ['yes', 'no', None]
        """
        given = rule.get if isinstance(rule, Mapping) else rule
        results = [given(value) for value in self.values]
        values = list(dict.fromkeys(result for result in results if result is not None))
        place = {value: number for number, value in enumerate(values)}
        moved = [NO_VALUE if result is None else place[result] for result in results]
        return Coded(np.array([*moved, NO_VALUE], np.int32)[self.numbers], values)

    def filled(self, other: Coded) -> Coded:
        """Fill empty cells from another column of the same length.

        Examples
        --------
        >>> Coded.of(pa.array(["DE", None])).filled(Coded.of(pa.array(["x", "y"]))).to_pylist()
        ['DE', 'y']
        """
        shifted = np.where(other.numbers < 0, NO_VALUE, other.numbers + len(self.values))
        numbers = np.where(self.numbers < 0, shifted, self.numbers).astype(np.int32)
        return Coded(numbers, [*self.values, *other.values]).through(lambda value: value)

    def array(self, kind: pa.DataType | None = None) -> pa.Array:
        """Give the column to Arrow, as a dictionary of ``kind`` (text unless told)."""
        mask = self.numbers == NO_VALUE
        indices = pa.array(self.numbers, pa.int32(), mask=mask)
        return pa.DictionaryArray.from_arrays(indices, pa.array(self.values, kind or pa.string()))

    def to_pylist(self) -> list[Any]:
        """Give the cells one by one."""
        return [None if number == NO_VALUE else self.values[number] for number in self.numbers]


def paired_values(first: Coded, second: Coded) -> Coded:
    """Give two columns as one, of pairs of their values; ``None`` stands for an empty cell.

    Examples
    --------
    >>> paired_values(Coded.of(pa.array(["a", "a"])), Coded.of(pa.array(["x", None]))).to_pylist()
    [('a', 'x'), ('a', None)]
    """
    size = len(second.values) + 1
    keys = (first.numbers.astype(np.int64) + 1) * size + second.numbers + 1
    distinct, numbers = np.unique(keys, return_inverse=True)
    left, right = [None, *first.values], [None, *second.values]
    values = [(left[key // size], right[key % size]) for key in distinct.tolist()]
    return Coded(numbers.astype(np.int32), values)


def repeated(keys: NDArray[Any], keep: Flags) -> Flags:
    """Flag every row but the first of each key, among those that are kept.

    Examples
    --------
    >>> repeated(np.array([7, 8, 7, 8]), np.array([True, False, True, True])).tolist()
    [False, False, True, False]
    """
    kept = np.flatnonzero(keep)
    _, first = np.unique(keys[kept], return_index=True)
    again = keep.copy()
    again[kept[first]] = False
    return again


@dataclass(frozen=True, slots=True)
class Rejection:
    """Rows that were left out: how many, why, and the first of them.

    Parameters
    ----------
    row
        As an editor counts, the header being row 1; missing when the file has no row numbers.
    """

    file: str
    row: int | None
    column: str
    value: str
    what: str
    rows: int


REJECTIONS = pa.schema(
    [
        ("file", pa.string()),
        ("row", pa.int64()),
        ("column", pa.string()),
        ("value", pa.string()),
        ("what", pa.string()),
        ("rows", pa.int64()),
    ]
)


def rejection_table(rejections: Sequence[Rejection]) -> pa.Table:
    """Lay rejections in a table, in the order in which they were found."""
    columns = {name: [getattr(item, name) for item in rejections] for name in REJECTIONS.names}
    return pa.table(columns, REJECTIONS)


class Sieve:
    """Keeps the rows of one file that every rule lets through, and counts the others.

    A row with two faults is counted under the first, so that the counts add up.

    Parameters
    ----------
    file
        Name for the rejections.
    rows
        Their numbers in the file, the first after the header being 0.
    """

    def __init__(self, file: str, rows: NDArray[np.int64]) -> None:
        self.file = file
        self.rows = rows
        self.keep: Flags = np.ones(len(self.rows), np.bool_)
        self.found: list[Rejection] = []

    def drop(self, bad: Flags, column: str, values: Coded, what: str) -> None:
        """Leave out the flagged rows, counted by the value of a column."""
        fresh = np.flatnonzero(bad & self.keep)
        if not len(fresh):
            return
        numbers, first, counts = np.unique(
            values.numbers[fresh], return_index=True, return_counts=True
        )
        for number, place, count in zip(numbers, first, counts, strict=True):
            value = "" if number == NO_VALUE else str(values.values[number])
            row = int(self.rows[fresh[place]]) + 2
            self.found.append(Rejection(self.file, row, column, value, what, int(count)))
        self.keep[fresh] = False
