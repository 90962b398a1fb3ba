"""Yearly amounts between states as one array, in which an unknown amount stays unknown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from ...terms.errors import MethodError, Problem
from ..arrays import numbered, require_columns

Amounts = NDArray[np.float64]


@dataclass(frozen=True)
class Flows:
    """Amounts by year, state and partner.

    Parameters
    ----------
    amount
        Shape (years, states, states): what the first state has from the second; not a number
        where it is unknown.
    told
        Whether the source has a row at all, with or without a value.
    """

    years: Sequence[int]
    names: Sequence[str]
    amount: Amounts
    told: NDArray[np.bool_]

    @classmethod
    def of(cls, ties: pa.Table, kind: str, *, silence: float = np.nan) -> Flows:
        """Lay directed yearly ties of one kind in an array.

        Parameters
        ----------
        ties
            Shape ``ties``: ``a, b, kind, starts, value``.
        silence
            What an absent row means: not a number (unknown) or 0 (none).

        Raises
        ------
        MethodError
            When a column is absent or no tie is of this kind.
        """
        require_columns(ties, ("a", "b", "kind", "starts", "value"), "dependence")
        chosen = ties.filter(pc.equal(ties["kind"].cast(pa.string()), kind))
        if not chosen.num_rows:
            known = sorted(set(ties["kind"].cast(pa.string()).to_pylist()))
            what = f"there are no ties of the kind {kind!r}"
            raise MethodError(Problem(what, f"use one of {', '.join(known) or 'another data set'}"))
        names = sorted({*numbered(chosen["a"])[1], *numbered(chosen["b"])[1]})
        a, b = (_numbers(chosen[side], names) for side in ("a", "b"))
        year = pc.year(chosen["starts"]).to_numpy().astype(np.int64)
        first, last = int(year.min()), int(year.max())
        shape = (last - first + 1, len(names), len(names))
        told = np.zeros(shape, np.bool_)
        amount = np.full(shape, silence)
        value = chosen["value"].cast(pa.float64()).combine_chunks().fill_null(float("nan"))
        told[year - first, a, b] = True
        amount[year - first, a, b] = value.to_numpy(zero_copy_only=False)
        return cls(range(first, last + 1), names, amount, told)

    def rows(self, where: NDArray[np.bool_], **columns: NDArray[np.generic]) -> pa.Table:
        """Lay chosen cells in rows ``a, b, year`` with their values, missing where not a number."""
        year, a, b = np.nonzero(where)
        names = pa.array(self.names, pa.string())
        laid = {
            "a": names.take(pa.array(a)),
            "b": names.take(pa.array(b)),
            "year": pa.array(np.asarray(self.years)[year]),
        }
        for name, values in columns.items():
            chosen = values[where]
            gone = np.isnan(chosen) if chosen.dtype.kind == "f" else None
            laid[name] = pa.array(chosen, mask=gone)
        return pa.table(laid)


def _numbers(column: pa.ChunkedArray, names: Sequence[str]) -> NDArray[np.int64]:
    place = pc.index_in(column.cast(pa.string()), pa.array(names, pa.string()))
    found: NDArray[np.int64] = place.to_numpy().astype(np.int64)
    return found


def share(part: Amounts, whole: Amounts) -> Amounts:
    """Divide; nothing of nothing is unknown and not zero.

    Examples
    --------
    >>> share(np.array([1.0, 0.0]), np.array([4.0, 0.0])).tolist()
    [0.25, nan]
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        found: Amounts = np.where(whole > 0, part / whole, np.nan)
    return found
