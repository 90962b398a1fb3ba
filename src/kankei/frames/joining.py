"""One column of a frame: rows put into cells, with the reason wherever a value is missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from ..datasets import Coverage
from ..terms.period import Period
from .rows import Rows, Values
from .units import Flags, Numbers, Units

Rule = Literal["sum", "max", "min", "last"]
OUTSIDE = "outside-coverage"
NO_ROW = "no-row"
UNKNOWN = "not-known-to-publisher"
Side = Literal["", "a", "b", "ab", "ba"]


@dataclass(frozen=True)
class Joined:
    """One column of a frame.

    Parameters
    ----------
    value
        Not a number where missing.
    reason
        Number into ``reasons``; 0 where there is a value.
    rows, matched, doubled
        Rows of the field in the data set; those in cells of the frame; cells with more than one
        row, which the rule made one.
    silent_zero
        Cells that are zero because a covering source has no row for them.
    """

    name: str
    dataset: str
    rule: Rule
    value: Values
    reason: NDArray[np.int16]
    reasons: tuple[str, ...]
    rows: int
    matched: int
    doubled: int
    silent_zero: int

    @property
    def missing(self) -> Mapping[str, int]:
        """Number of cells without a value, by reason."""
        counts = np.bincount(self.reason, minlength=len(self.reasons))
        return {
            reason: int(count)
            for reason, count in zip(self.reasons[1:], counts[1:], strict=True)
            if count
        }


def join(units: Units, rows: Rows, rule: Rule, coverage: Coverage, name: str, side: Side) -> Joined:
    """Put the rows of a field into the cells of a frame.

    A row stands in every cell whose time it touches: the value of a year stands in each of its
    months as the value of that year. Several rows in one cell become one by the rule. A cell
    without a row is zero, or missing as ``no-row``, as the source's coverage says of its own
    silence; where the source does not cover the whole cell it is missing as ``outside-coverage``.
    A sum of which a part is missing is missing.

    Parameters
    ----------
    side
        Whose value it is: ``a`` or ``b`` of a pair for values of single states; ``ab`` or ``ba``
        for directed values in an undirected frame; empty otherwise.
    """
    row, place = _placed(units, rows, side)
    inside = place >= 0
    row, place = row[inside], place[inside]
    value = rows.value[row]
    told, reasons = _gathered(units.size, place, value, row, rows, rule)
    count = np.bincount(place, minlength=units.size)
    covered = _covered(units, coverage, side)
    silent = covered & (count == 0)
    zero = silent & (coverage.silence == "none")
    told = np.where(zero, 0.0, told)
    reason = np.where(count > 0, reasons.numbers, reasons.of(NO_ROW))
    reason = np.where(covered | (count > 0), reason, reasons.of(OUTSIDE))
    reason = np.where(np.isnan(told), reason, 0).astype(np.int16)
    return Joined(
        name=name,
        dataset=coverage.origin,
        rule=rule,
        value=told,
        reason=reason,
        reasons=tuple(reasons.texts),
        rows=len(rows.value),
        matched=len(np.unique(row)),
        doubled=int((count > 1).sum()),
        silent_zero=int(zero.sum()),
    )


class _Reasons:
    """Texts of reasons, and the reason of every cell that has rows."""

    def __init__(self, size: int) -> None:
        self.texts = ["", OUTSIDE, NO_ROW, UNKNOWN]
        self.numbers = np.full(size, 3, np.int16)

    def of(self, text: str) -> int:
        if text not in self.texts:
            self.texts.append(text)
        return self.texts.index(text)


def _placed(units: Units, rows: Rows, side: Side) -> tuple[Numbers, Numbers]:
    """Row and cell of every row in every time it touches; a row may stand in several cells."""
    first, last = units.spans(rows.starts, rows.ends)
    many = np.maximum(last - first + 1, 0)
    row = np.repeat(np.arange(len(first)), many)
    offset = np.arange(many.sum()) - np.repeat(np.cumsum(many) - many, many)
    time = first[row] + offset
    if units.kind == "dyad" and rows.of_states:
        return _of_one_side(units, rows.a[row], time, row, side)
    a = rows.a[row]
    b = rows.b[row] if len(rows.b) else np.full(len(row), -1)
    if units.kind == "state":
        return row, units.place(a, np.full(len(row), -1), time)
    if not units.directed and side != "ab":
        a, b = (b, a) if side == "ba" else (np.minimum(a, b), np.maximum(a, b))
    known = (a >= 0) & (b >= 0)
    place = np.where(known, units.place(a, b, time), -1)
    if units.directed and not rows.directed:
        back = np.where(known, units.place(b, a, time), -1)
        return np.concatenate([row, row]), np.concatenate([place, back])
    return row, place


def _of_one_side(
    units: Units, state: Numbers, time: Numbers, row: Numbers, side: Side
) -> tuple[Numbers, Numbers]:
    """Values of single states in every cell of a pair that has the state on one side."""
    own = units.a if side == "a" else units.b
    key = units.time * len(units.names) + own
    order = np.argsort(key, kind="stable")
    wanted = np.where(state >= 0, time * len(units.names) + state, -1)
    low, high = (np.searchsorted(key[order], wanted, side=end) for end in ("left", "right"))
    many = high - low
    offset = np.arange(many.sum()) - np.repeat(np.cumsum(many) - many, many)
    return np.repeat(row, many), order[np.repeat(low, many) + offset]


def _gathered(
    size: int, place: Numbers, value: Values, row: Numbers, rows: Rows, rule: Rule
) -> tuple[Values, _Reasons]:
    """One value per cell; missing where the rule cannot be applied to all of its rows."""
    reasons, told = _Reasons(size), np.full(size, np.nan)
    absent = np.isnan(value)
    said = rows.missing[row]
    for number, text in enumerate(rows.reasons):
        reasons.numbers[place[absent & (said == number)]] = reasons.of(text)
    known, at = value[~absent], place[~absent]
    if rule == "last":
        order = np.argsort(rows.starts[row[~absent]], kind="stable")
        told[at[order]] = known[order]
        return told, reasons
    start = {"sum": 0.0, "max": -np.inf, "min": np.inf}[rule]
    folded = np.full(size, start)
    fold = {"sum": np.add, "max": np.maximum, "min": np.minimum}[rule]
    fold.at(folded, at, known)
    told[at] = folded[at]
    if rule == "sum":
        told[place[absent]] = np.nan
    return told, reasons


def _covered(units: Units, coverage: Coverage, side: Side) -> Flags:
    """Cells that the source covers whole."""
    tells = _tells(units, coverage)
    absent = np.array([any(i.subject == code for i in coverage.absent) for code in units.names])
    tells &= ~absent[:, None]
    a = tells[units.a, units.time]
    if units.kind == "state" or side == "a":
        return np.asarray(a, np.bool_)
    b = tells[units.b, units.time]
    if side == "b":
        return b
    if coverage.reach == "either":
        a, b = a | b, ~absent[units.a] & ~absent[units.b]
    return np.asarray(a & b, np.bool_)


def _tells(units: Units, coverage: Coverage) -> Flags:
    """Whether the source speaks of each state for the whole of each time."""
    whole = np.zeros((len(units.names), len(units.times) - 1), np.bool_)
    for stretch in coverage.stretches:
        whole |= _holds(units, stretch)[None, :]
    for place, code in enumerate(units.names):
        for stretch in coverage.own.get(code, ()):
            whole[place] |= _holds(units, stretch)
    return whole


def _holds(units: Units, stretch: Period) -> Flags:
    start = np.datetime64(stretch.start or "0001-01-01")
    end = np.datetime64(stretch.end or "9999-12-31")
    return (units.times[:-1] >= start) & (units.times[1:] <= end)
