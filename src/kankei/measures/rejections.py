"""What a measure left out, counted and named, so that nothing disappears in silence."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

REJECTIONS = pa.schema(
    [
        ("column", pa.string()),
        ("value", pa.string()),
        ("what", pa.string()),
        ("rows", pa.int64()),
    ]
)


class Rejections:
    """Collects what is left out while a table is read.

    Examples
    --------
    >>> found = Rejections()
    >>> found.add("choice", "maybe", "not in the code book", 2)
    >>> found.table().to_pylist()
    [{'column': 'choice', 'value': 'maybe', 'what': 'not in the code book', 'rows': 2}]
    """

    def __init__(self) -> None:
        self._found: list[tuple[str, str, str, int]] = []

    def add(self, column: str, value: object, what: str, rows: int) -> None:
        """Note one value and the number of its rows; nothing when there are none."""
        if rows:
            self._found.append((column, str(value), what, int(rows)))

    def add_each(self, column: str, values: Iterable[object], what: str, rows: int = 1) -> None:
        """Note several values that concern as many rows each."""
        for value in values:
            self.add(column, value, what, rows)

    def add_numbered(
        self, column: str, numbers: NDArray[np.int64], values: list[Any], what: str
    ) -> None:
        """Note the values that some rows carry, each with its number of rows."""
        found, rows = np.unique(numbers, return_counts=True)
        for number, count in zip(found.tolist(), rows.tolist(), strict=True):
            self.add(column, "" if number < 0 else values[number], what, count)

    def table(self) -> pa.Table:
        """Give everything that was noted: ``column, value, what, rows``."""
        columns: list[tuple[Any, ...]] = list(zip(*self._found, strict=True)) or [()] * 4
        arrays = [pa.array(c, t) for c, t in zip(columns, REJECTIONS.types, strict=True)]
        return pa.Table.from_arrays(arrays, schema=REJECTIONS)
