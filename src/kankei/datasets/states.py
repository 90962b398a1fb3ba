"""From a publisher's state codes to the states of the register, by date.

A code is valid for a period: 365 is the Soviet Union and then Russia, 345 is Yugoslavia and then
Serbia. A code that has only ever meant one state is that state; the others are decided by the day.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from ..terms.period import Period
from ..terms.state import NAMING, State, fold_name, read_names, read_states
from .coded import NO_VALUE, Coded, Flags

Scheme = Literal["cow", "gw", "iso2", "iso3", "name"]
Days = NDArray[np.datetime64]

_FIRST, _LAST = np.datetime64("0001-01-01"), np.datetime64("9999-12-31")


@dataclass(frozen=True, slots=True)
class Tenure:
    """A state held a code, or a seat, in ``[start, end)``."""

    state: str
    start: np.datetime64
    end: np.datetime64

    def holds(self, days: Days) -> Flags:
        """Say on which days it did."""
        return (days >= self.start) & (days < self.end)


def _tenure(state: str, period: Period) -> Tenure:
    start, end = period.start or _FIRST, period.end or _LAST
    return Tenure(state, np.datetime64(start), np.datetime64(end))


@cache
def _register() -> tuple[State, ...]:
    return tuple(read_states())


@cache
def code_tenures(scheme: Scheme) -> dict[str, tuple[Tenure, ...]]:
    """Give, for each code of a scheme, which state held it when."""
    if scheme == "name":
        return _name_tenures()
    found: dict[str, list[Tenure]] = {}
    for row in _register():
        code = getattr(row, scheme)
        if code:
            found.setdefault(str(code), []).append(_tenure(row.id, row.period))
    return {code: tuple(tenures) for code, tenures in found.items()}


def _name_tenures() -> dict[str, tuple[Tenure, ...]]:
    """Which state each English name stood for when; a name of two at once stands for none."""
    rows: dict[str, list[State]] = {}
    for row in _register():
        rows.setdefault(row.id, []).append(row)
    found: dict[str, list[Tenure]] = {}
    for name in read_names():
        if name.language == "en" and name.kind in NAMING and name.kind != "former":
            used = _tenure(name.state, name.period)
            for row in rows[name.state]:
                held = _tenure(row.id, row.period)
                start, end = max(used.start, held.start), min(used.end, held.end)
                if start < end:
                    found.setdefault(fold_name(name.text), []).append(Tenure(row.id, start, end))
    return {text: tuple(tenures) for text, tenures in found.items() if not _disputed(tenures)}


def _disputed(tenures: Sequence[Tenure]) -> bool:
    return any(
        one.state < other.state and one.start < other.end and other.start < one.end
        for one in tenures
        for other in tenures
    )


@cache
def un_tenures() -> dict[str, tuple[Tenure, ...]]:
    """Give, for each state, when it was a member of the United Nations."""
    found: dict[str, list[Tenure]] = {}
    for row in _register():
        if row.united_nations:
            found.setdefault(row.id, []).append(_tenure(row.id, row.united_nations))
    return {state: tuple(tenures) for state, tenures in found.items()}


def resolve(
    codes: Coded, days: Days, scheme: Scheme, seats: Sequence[Mapping[str, str]] = ()
) -> Coded:
    """Give the state behind each code on its day.

    Parameters
    ----------
    codes
        Publisher's codes or English names, as text.
    days
        One per row.
    scheme
        Column of the register, or ``name``: names count only while the state existed.
    seats
        Rows ``code, from, until, state`` of the card: where the publisher lets a code, or the
        name of a state without one, stand for another holder of the seat. Later rows win.

    Returns
    -------
    Coded
        States by the code of the register; empty where no state held the code.
    """
    states = sorted({row.id for row in _register()})
    place = {state: number for number, state in enumerate(states)}
    numbers = np.full(len(codes.numbers), NO_VALUE, np.int32)
    order = np.argsort(codes.numbers, kind="stable")
    edges = np.searchsorted(codes.numbers[order], np.arange(len(codes.values) + 1))
    for number, code in enumerate(codes.values):
        rows = order[edges[number] : edges[number + 1]]
        for tenure in _holders(str(code), scheme, seats):
            numbers[rows[tenure.holds(days[rows])]] = place[tenure.state]
    return Coded(numbers, states)


def changes(
    code: str, scheme: Scheme, seats: Sequence[Mapping[str, str]] = ()
) -> tuple[np.datetime64, ...]:
    """Give the days on which a code passed from one state to another.

    Examples
    --------
    >>> [str(day)[:4] for day in changes("365", "cow")]
    ['1922', '1991']
    """
    held = _holders(code, scheme, seats)
    return tuple(
        sorted(
            {
                later.start
                for later in held
                for former in held
                if later.state != former.state and former.start < later.start <= former.end
            }
        )
    )


def _holders(code: str, scheme: Scheme, seats: Sequence[Mapping[str, str]]) -> list[Tenure]:
    """Who held a code; where two overlap, the later of the list."""
    tenures = code_tenures(scheme).get(fold_name(code) if scheme == "name" else code, ())
    if scheme != "name" and len({tenure.state for tenure in tenures}) == 1:
        held = [Tenure(tenures[0].state, _FIRST, _LAST)]
    else:
        held = list(tenures)
    return held + [
        Tenure(
            seat["state"],
            np.datetime64(seat.get("from") or _FIRST),
            np.datetime64(seat.get("until") or _LAST),
        )
        for seat in seats
        if seat["code"] == code
    ]


def members(states: Coded, days: Days, months: Flags) -> Flags:
    """Say where a state was a member of the United Nations on its day.

    Parameters
    ----------
    months
        True where only the month of the day is known; then any day of that month will do.
    """
    found = np.zeros(len(states.numbers), np.bool_)
    month = days.astype("datetime64[M]")
    for number, state in enumerate(states.values):
        rows = np.flatnonzero(states.numbers == number)
        for tenure in un_tenures().get(state, ()) if len(rows) else ():
            first = tenure.start.astype("datetime64[M]")
            found[rows] |= tenure.holds(days[rows])
            found[rows] |= months[rows] & (month[rows] >= first) & (days[rows] < tenure.end)
    return found
