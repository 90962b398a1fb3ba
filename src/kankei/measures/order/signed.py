"""A network of friendly and hostile ties between states."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from ...terms.errors import MethodError, Problem
from ..arrays import Numbers, numbered, require_columns
from ..rejections import Rejections

Signs = NDArray[np.int64]
Sides = NDArray[np.int64]
"""0 or 1 for each state."""


@dataclass(frozen=True, slots=True)
class SignedNetwork:
    """States and the signs of their ties in one period.

    Parameters
    ----------
    states
        Those with a tie, in alphabetical order.
    a, b
        Numbers of the two states of each tie, ``a < b``; no pair stands twice.
    sign
        1 for a friendly tie, -1 for a hostile one.
    """

    period: str
    states: list[str]
    a: Numbers
    b: Numbers
    sign: Signs

    @property
    def size(self) -> int:
        """Number of states."""
        return len(self.states)

    @property
    def ties(self) -> int:
        """Number of ties."""
        return len(self.sign)

    @property
    def degree(self) -> Numbers:
        """Number of ties of each state."""
        return np.bincount(np.concatenate([self.a, self.b]), minlength=self.size)

    def matrix(self) -> Signs:
        """Give the signs as a symmetric matrix, 0 where there is no tie."""
        signs = np.zeros((self.size, self.size), np.int64)
        signs[self.a, self.b] = signs[self.b, self.a] = self.sign
        return signs

    def frustrated(self, sides: Sides) -> NDArray[np.bool_]:
        """Flag friendly ties between the sides and hostile ones within a side."""
        crossing: NDArray[np.bool_] = (sides[self.a] != sides[self.b]) == (self.sign > 0)
        return crossing


def signed_networks(
    ties: pa.Table,
    rejected: Rejections,
    *,
    positive: float = 0.0,
    negative: float = 0.0,
    states: Sequence[str] | None = None,
) -> list[SignedNetwork]:
    """Read one signed network for each period.

    Parameters
    ----------
    ties
        ``a, b`` and ``sign`` (1 or -1) or ``value``; ``period`` where there are several.
    rejected
        Receives empty cells, signs that are none, ties of a state with itself, states that may not
        be there, repeated ties, and dyads that are friendly in one row and hostile in another.
    positive, negative
        A value above ``positive`` is a friendly tie, one below ``negative`` a hostile one; values
        in between are no tie.
    states
        States that may be there; all when ``None``.

    Raises
    ------
    MethodError
        When a column is absent or ``negative`` lies above ``positive``.
    """
    if negative > positive:
        what = f"values above {positive} would be friendly and values below {negative} hostile"
        raise MethodError(Problem(what, "give the hostile limit as the lower one"))
    column = "sign" if "sign" in ties.column_names else "value"
    require_columns(ties, ("a", "b", column), "signed_networks")
    sign = _signs(_read(ties[column], column), column, positive, negative, rejected)
    period, periods = _periods(ties)
    names, sides = _sides(ties)
    keep = _usable(sides, sign, names, states, rejected)
    rejected.add("period", "", "empty", int((keep & (period < 0)).sum()))
    keep &= period >= 0
    found = []
    for number, name in enumerate(periods):
        rows = np.flatnonzero(keep & (period == number))
        found.append(_network(name, sides[:, rows], sign[rows], names, rejected))
    return found


def _read(cells: pa.ChunkedArray, column: str) -> NDArray[np.float64]:
    """Numbers of a column; words such as "good" are refused, and not guessed at."""
    try:
        found: NDArray[np.float64] = cells.to_numpy().astype(np.float64)
        return found
    except (ValueError, TypeError) as unread:
        what = f"the column {column} holds what is no number ({unread})"
        remedy = "write 1 for friendly and -1 for hostile ties, or numbers as values"
        raise MethodError(Problem(what, remedy, column=column)) from None


def _signs(
    values: NDArray[np.float64], column: str, positive: float, negative: float, rejected: Rejections
) -> Signs:
    rejected.add(column, "", "empty", int(np.isnan(values).sum()))
    if column == "value":
        signs = (values > positive).astype(np.int64) - (values < negative)
        between = (signs == 0) & ~np.isnan(values)
        rejected.add(column, "", "neither friendly nor hostile", int(between.sum()))
        return signs
    wrong = ~np.isin(values, (-1.0, 1.0)) & ~np.isnan(values)
    for value, rows in zip(*np.unique(values[wrong], return_counts=True), strict=True):
        rejected.add(column, f"{value:g}", "not a sign", int(rows))
    return np.where(np.isin(values, (-1.0, 1.0)), values, 0).astype(np.int64)


def _periods(ties: pa.Table) -> tuple[Numbers, list[str]]:
    if "period" not in ties.column_names:
        return np.zeros(len(ties), np.int64), [""]
    numbers, names = numbered(ties["period"])
    return numbers, [str(name) for name in names]


def _sides(ties: pa.Table) -> tuple[list[str], Numbers]:
    """Both ends of each tie by one list of names."""
    columns = [ties[side].cast(pa.string()).chunks for side in ("a", "b")]
    numbers, names = numbered(pa.chunked_array([*columns[0], *columns[1]], pa.string()))
    return names, numbers.reshape(2, len(ties))


def _usable(
    sides: Numbers,
    sign: Signs,
    names: list[str],
    states: Sequence[str] | None,
    rejected: Rejections,
) -> NDArray[np.bool_]:
    empty = (sides < 0).any(axis=0)
    rejected.add("a", "", "no state", int(empty.sum()))
    keep = ~empty & (sign != 0)
    if states is not None:
        allowed = np.array([*(name in set(states) for name in names), False])
        for side, column in zip(sides, ("a", "b"), strict=True):
            strange = keep & ~allowed[side]
            rejected.add_numbered(column, side[strange], list(names), "not a known state")
        keep &= allowed[sides].all(axis=0)
    selves = keep & (sides[0] == sides[1])
    rejected.add_numbered("a", sides[0][selves], list(names), "tie of a state with itself")
    usable: NDArray[np.bool_] = keep & ~selves
    return usable


def _network(
    period: str,
    sides: Numbers,
    sign: Signs,
    names: list[str],
    rejected: Rejections,
) -> SignedNetwork:
    pair = sides.min(axis=0) * len(names) + sides.max(axis=0)
    keys, first, inverse, times = np.unique(
        pair, return_index=True, return_inverse=True, return_counts=True
    )
    torn = np.zeros(len(keys), np.bool_)
    torn[inverse[sign != sign[first][inverse]]] = True
    for number in np.flatnonzero(times > 1).tolist():
        a, b = divmod(int(keys[number]), len(names))
        who = f"{period} {names[a]} {names[b]}".strip()
        what = "friendly and hostile, not counted" if torn[number] else "repeated, counted once"
        rejected.add("a", who, what, int(times[number]) - (not torn[number]))
    ends = np.stack(np.divmod(keys[~torn], max(len(names), 1)))
    there, place = np.unique(ends, return_inverse=True)
    left, right = place.reshape(ends.shape)
    present = [names[number] for number in there.tolist()]
    return SignedNetwork(period, present, left, right, sign[first[~torn]])
