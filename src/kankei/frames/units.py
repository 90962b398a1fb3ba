"""The cells of a frame: which states or pairs of states exist in which year or month."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from ..terms.actor import states
from ..terms.errors import MethodError, Problem
from ..terms.period import Period
from ..terms.state import State

Kind = Literal["state", "dyad"]
Grain = Literal["year", "month"]
System = Literal["cow", "gw", "un"]
KINDS: tuple[Kind, ...] = ("state", "dyad")
GRAINS: tuple[Grain, ...] = ("year", "month")
SYSTEMS: tuple[System, ...] = ("cow", "gw", "un")

Numbers = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Units:
    """Cells in order of time and code.

    Parameters
    ----------
    kind, grain, directed
        What a cell is.
    names
        Codes of the states, sorted; ``a`` and ``b`` are numbers into it.
    times
        First day of every year or month, in order, and the day after the last; ``time`` is a
        number into it.
    a, b, time
        One entry per cell; ``b`` is -1 throughout in a frame of states.
    """

    kind: Kind
    grain: Grain
    directed: bool
    names: tuple[str, ...]
    times: NDArray[np.datetime64]
    a: Numbers
    b: Numbers
    time: Numbers

    @property
    def size(self) -> int:
        """Number of cells."""
        return len(self.a)

    def key(self, a: Numbers, b: Numbers, time: Numbers) -> Numbers:
        """Number every possible cell, in the order of the cells."""
        n = len(self.names)
        found: Numbers = (time * (n + 1) + a) * (n + 1) + (b + 1)
        return found

    def place(self, a: Numbers, b: Numbers, time: Numbers) -> Numbers:
        """Find cells by their states and time; -1 for what is no cell of the frame."""
        own, wanted = self.key(self.a, self.b, self.time), self.key(a, b, time)
        at = np.searchsorted(own, wanted).clip(max=max(self.size - 1, 0))
        inside = (
            (a >= 0) & (time >= 0) & (own[at] == wanted) if self.size else np.zeros(len(a), bool)
        )
        return np.where(inside, at, -1)

    def spans(self, starts: NDArray[np.datetime64], ends: NDArray[np.datetime64]) -> Numbers:
        """First and last time that each period touches, as two rows; empty where the last is less.

        ``ends`` is the day after the last day; a missing day is an open end.
        """
        first = np.searchsorted(self.times, starts, side="right") - 1
        last = np.searchsorted(self.times, ends, side="left") - 1
        first = np.where(np.isnat(starts), 0, first)
        last = np.where(np.isnat(ends), len(self.times) - 2, last)
        return np.stack([first.clip(min=0), last.clip(max=len(self.times) - 2)]).astype(np.int64)


def units(
    kind: Kind,
    period: Period,
    grain: Grain = "year",
    *,
    directed: bool = False,
    system: System = "cow",
    only: Sequence[str] = (),
    pairs: Sequence[tuple[str, str]] = (),
) -> Units:
    """List the cells of a frame.

    A state has a cell in every year or month in which it was a member of the system on at least one
    day; a pair has one where both have.

    Parameters
    ----------
    kind
        ``state`` or ``dyad``.
    period
        Years or months that it touches.
    system
        Whose list of states: Correlates of War, Gleditsch-Ward, or members of the United Nations.
    only
        Only these states; all of the system when empty.
    pairs
        Only these pairs, in either order; all when empty.

    Raises
    ------
    MethodError
        On an unknown kind, grain or system, an open period, or a state the system never had.

    Examples
    --------
    >>> found = units("dyad", Period.parse("1990/1992"), only=("RUS", "SUN", "PRK"))
    >>> found.size, found.names
    (5, ('PRK', 'RUS', 'SUN'))
    """
    for given, known in ((kind, KINDS), (grain, GRAINS), (system, SYSTEMS)):
        if given not in known:
            raise MethodError(Problem(f"there is no {given!r}", f"use one of {', '.join(known)}"))
    wanted = {code for pair in pairs for code in pair} | set(only)
    times = _times(period, grain)
    names, member = _membership(system, times, wanted)
    if kind == "state":
        time, a = np.nonzero(member.T)
        return Units(kind, grain, False, names, times, a, np.full(len(a), -1), time)
    time, a, b = _pairs(member, directed)
    kept = _among(a, b, names, pairs)
    return Units(kind, grain, directed, names, times, a[kept], b[kept], time[kept])


def _times(period: Period, grain: Grain) -> NDArray[np.datetime64]:
    if period.start is None or period.last is None:
        raise MethodError(Problem("the period has an open end", "name its first and last year"))
    unit = "Y" if grain == "year" else "M"
    first = np.datetime64(period.start).astype(f"datetime64[{unit}]")
    last = np.datetime64(period.last).astype(f"datetime64[{unit}]")
    return np.arange(first, last + 2).astype("datetime64[D]")


def _membership(
    system: System, times: NDArray[np.datetime64], wanted: set[str]
) -> tuple[tuple[str, ...], Flags]:
    """Codes of the states, and whether each was a member at each time."""
    rows = [row for row in states().rows if not wanted or row.id in wanted]
    spells = [(row.id, spell) for row in rows if (spell := _spell(row, system))]
    names = tuple(sorted({code for code, _ in spells}))
    if unknown := sorted(wanted - set(names)):
        what = f"the system {system!r} never had {', '.join(unknown)}"
        raise MethodError(Problem(what, "write states by their codes in the register"))
    number = {code: place for place, code in enumerate(names)}
    member = np.zeros((len(names), len(times) - 1), np.bool_)
    for code, (start, end) in spells:
        touched = (times[1:] > np.datetime64(start)) & (times[:-1] < np.datetime64(end))
        member[number[code]] |= touched
    return names, member


def _spell(row: State, system: System) -> tuple[date, date] | None:
    """When a row of the register belongs to a system."""
    own = row.period
    limits = [own]
    if system == "un":
        if row.united_nations is None:
            return None
        limits.append(row.united_nations)
    elif (row.cow if system == "cow" else row.gw) is None:
        return None
    start = max(limit.start or date.min for limit in limits)
    end = min(limit.end or date.max for limit in limits)
    return (start, end) if start < end else None


def _pairs(member: Flags, directed: bool) -> tuple[Numbers, Numbers, Numbers]:
    """All pairs of members at each time, in order of time and code."""
    found = []
    for number, now in enumerate(member.T):
        present = np.flatnonzero(now)
        a, b = np.repeat(present, len(present)), np.tile(present, len(present))
        kept = a != b if directed else a < b
        found.append((np.full(kept.sum(), number), a[kept], b[kept]))
    time, a, b = (np.concatenate(part).astype(np.int64) for part in zip(*found, strict=True))
    return time, a, b


def _among(a: Numbers, b: Numbers, names: Sequence[str], pairs: Sequence[tuple[str, str]]) -> Flags:
    if not pairs:
        return np.ones(len(a), np.bool_)
    number = {code: place for place, code in enumerate(names)}
    n = len(names)
    wanted = [number[x] * n + number[y] for pair in pairs for x, y in (pair, reversed(pair))]
    found: Flags = np.isin(a * n + b, wanted)
    return found
