"""Rows of a data set as values of states or pairs, whatever its shape."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from ..datasets import Loaded
from ..datasets.loaded import plain
from ..terms.errors import MethodError, Problem

Values = NDArray[np.float64]
EVERY_EVENT = "events"
"""Field of a data set of events that counts all of them."""


@dataclass(frozen=True)
class Rows:
    """Values of one field, with states as numbers into the names of a frame (-1: not in it).

    Parameters
    ----------
    directed
        True when ``a`` acts on ``b``, or has ``b`` as its partner in this direction.
    value, missing
        Numbers (not a number where missing), and why they are missing: a number into ``reasons``,
        -1 where nothing is said.
    """

    a: NDArray[np.int64]
    b: NDArray[np.int64]
    starts: NDArray[np.datetime64]
    ends: NDArray[np.datetime64]
    value: Values
    missing: NDArray[np.int64]
    reasons: tuple[str, ...]
    directed: bool

    @property
    def of_states(self) -> bool:
        """True when the values are those of single states."""
        return not len(self.b)


def fields_of(loaded: Loaded) -> tuple[str, ...]:
    """List the fields of a data set that a frame can take.

    Examples
    --------
    A data set of ties has its kinds, one of series its fields, one of events ``events`` and its
    PLOVER types.
    """
    column = {"ties": "kind", "series": "field", "events": "plover"}.get(loaded.card.shape)
    if column is None:
        what = f"the data set {loaded.card.name} has the shape {loaded.card.shape}"
        remedy = "measure it first; frames take ties, series and events"
        raise MethodError(Problem(what, remedy))
    found = sorted(value for value in pc.unique(plain(loaded.table[column])).to_pylist() if value)
    return (EVERY_EVENT, *found) if column == "plover" else tuple(found)


def rows_of(loaded: Loaded, field: str, names: Sequence[str]) -> Rows:
    """Give the rows of one field; of several editions of a series the newest."""
    shape = loaded.card.shape
    column = {"ties": "kind", "series": "field", "events": "plover"}[shape]
    table = loaded.table
    if field != EVERY_EVENT or shape != "events":
        table = table.filter(pc.equal(plain(table[column]), field))
    if shape == "series":
        editions = plain(table["edition"])
        table = table.filter(pc.equal(editions, pc.max(editions)))
    first, second = {
        "ties": ("a", "b"),
        "series": ("subject", ""),
        "events": ("source", "target"),
    }[shape]
    missing, reasons = _missing(table)
    return Rows(
        a=_numbers(table[first], names),
        b=_numbers(table[second], names) if second else np.empty(0, np.int64),
        starts=_days(table["starts"]),
        ends=_days(table["ends"]),
        value=_values(table),
        missing=missing,
        reasons=reasons,
        directed=shape == "events" or (shape == "ties" and bool(pc.all(table["directed"]).as_py())),
    )


def _values(table: pa.Table) -> Values:
    if "value" not in table.column_names:
        return np.ones(table.num_rows)
    column = table["value"].cast(pa.float64()).combine_chunks()
    found: Values = column.fill_null(float("nan")).to_numpy(zero_copy_only=False)
    return found


def _missing(table: pa.Table) -> tuple[NDArray[np.int64], tuple[str, ...]]:
    if "missing" not in table.column_names:
        return np.full(table.num_rows, -1), ()
    texts = plain(table["missing"])
    known = sorted(text for text in pc.unique(texts).to_pylist() if text)
    return _numbers(texts, known), tuple(known)


def _numbers(column: pa.ChunkedArray, names: Sequence[str]) -> NDArray[np.int64]:
    place = pc.index_in(plain(column), pa.array(names, pa.string())).fill_null(-1)
    found: NDArray[np.int64] = place.to_numpy().astype(np.int64)
    return found


def _days(column: pa.ChunkedArray) -> NDArray[np.datetime64]:
    days: NDArray[np.datetime64] = column.to_numpy().astype("datetime64[D]")
    return days
