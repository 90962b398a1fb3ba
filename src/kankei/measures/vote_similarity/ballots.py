"""From rows of votes to one choice for each state and roll call, with all faults counted."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from ..arrays import Numbers, numbered, require_columns
from ..rejections import Rejections
from ..vote_agreement import CHOICES
from .contingency import NO_CHOICE, Choices

ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Ballots:
    """Choices of all states on all roll calls, in order of their periods.

    Parameters
    ----------
    choices
        Shape ``(roll calls, states)``; -1 where a state did not vote.
    period
        Number of the period of each roll call, rising.
    issues
        Issues of each roll call, ``None`` where they are not known.
    """

    choices: Choices
    rollcalls: list[str]
    states: list[str]
    period: Numbers
    periods: list[str]
    issues: list[str | None]


@dataclass(frozen=True, slots=True)
class _Rows:
    """The rows that count, as numbers."""

    rollcall: Numbers
    state: Numbers
    period: Numbers
    choice: Numbers


def read_ballots(
    votes: pa.Table,
    by: Literal["session", "year"],
    seats: Mapping[str, str],
    known: Collection[str] | None,
    rejected: Rejections,
) -> Ballots:
    """Read votes; see :func:`kankei.measures.vote_similarity` for what is left out.

    Parameters
    ----------
    rejected
        Receives what is left out.
    """
    dated = "held" if by == "year" else "session"
    require_columns(votes, ("rollcall", "state", "choice", dated), "vote_similarity")
    rollcall, rollcalls = numbered(votes["rollcall"])
    state, states = _seated(*numbered(votes["state"]), seats)
    period, periods = _ordered(*numbered(pc.year(votes["held"]) if by == "year" else votes[dated]))
    choice, choices = numbered(votes["choice"])
    place = {name: number for number, name in enumerate(CHOICES)}
    code = np.array([*(place.get(name, NO_CHOICE) for name in choices), NO_CHOICE])[choice]
    columns = {"rollcall": rollcall, "state": state, dated: period, "choice": choice}
    keep = _complete(columns, rejected)
    keep &= _in_code_book(choice, choices, code, keep, rejected)
    keep &= _known(state, states, known, keep, rejected)
    rows = _Rows(rollcall[keep], state[keep], period[keep], code[keep])
    _name_empty(rollcall, rollcalls, rows.rollcall, "rollcall", rejected)
    _name_empty(period, periods, rows.period, dated, rejected)
    calls = max(len(rollcalls), 1)
    keys, subject = _subjects(rows, calls, rollcalls, rejected)
    names = [rollcalls[number] for number in (keys % calls).tolist()]
    return Ballots(
        choices=_matrix(subject, rows, names, states, rejected),
        rollcalls=names,
        states=states,
        period=keys // calls,
        periods=[str(name) for name in periods],
        issues=_issues(votes, rollcall, len(rollcalls), keys % calls),
    )


def without_unanimous(ballots: Ballots, rejected: Rejections) -> NDArray[np.bool_]:
    """Flag the roll calls on which not all who voted chose the same."""
    given = np.stack([(ballots.choices == number).any(axis=1) for number in range(len(CHOICES))])
    divided: NDArray[np.bool_] = given.sum(axis=0) > 1
    cast = (ballots.choices >= 0).sum(axis=1)
    for number in np.flatnonzero(~divided).tolist():
        rejected.add("rollcall", ballots.rollcalls[number], "unanimous", int(cast[number]))
    return divided


def _seated(
    numbers: Numbers, states: list[str], seats: Mapping[str, str]
) -> tuple[Numbers, list[str]]:
    renamed = [seats.get(name, name) for name in states]
    names = sorted(set(renamed))
    place = {name: number for number, name in enumerate(names)}
    return np.array([*(place[name] for name in renamed), NO_CHOICE])[numbers], names


def _ordered(numbers: Numbers, names: list[Any]) -> tuple[Numbers, list[Any]]:
    """Number periods in their natural order, session 9 before session 10."""
    order = sorted(range(len(names)), key=lambda number: _natural(str(names[number])))
    place = np.full(len(names) + 1, NO_CHOICE, np.int64)
    place[order] = np.arange(len(order))
    return place[numbers], [names[number] for number in order]


def _natural(name: str) -> tuple[bool, int, str]:
    return (not name.isdigit(), int(name) if name.isdigit() else 0, name)


def _complete(columns: Mapping[str, Numbers], rejected: Rejections) -> NDArray[np.bool_]:
    keep = np.ones(len(columns["rollcall"]), np.bool_)
    for name, numbers in columns.items():
        rejected.add(name, "", "empty", int((keep & (numbers < 0)).sum()))
        keep &= numbers >= 0
    return keep


def _in_code_book(
    choice: Numbers,
    choices: list[str],
    code: Numbers,
    keep: NDArray[np.bool_],
    rejected: Rejections,
) -> NDArray[np.bool_]:
    absent = np.array([*(name == ABSENT for name in choices), False])[choice]
    rejected.add("choice", ABSENT, "did not vote", int((keep & absent).sum()))
    unknown = keep & ~absent & (code < 0)
    rejected.add_numbered("choice", choice[unknown], choices, "not in the code book")
    kept: NDArray[np.bool_] = code >= 0
    return kept


def _known(
    state: Numbers,
    states: list[str],
    known: Collection[str] | None,
    keep: NDArray[np.bool_],
    rejected: Rejections,
) -> NDArray[np.bool_]:
    if known is None:
        return np.ones(len(state), np.bool_)
    allowed = np.array([*(name in known for name in states), False])[state]
    rejected.add_numbered("state", state[keep & ~allowed], states, "not a known state")
    return allowed


def _name_empty(
    numbers: Numbers, names: list[Any], kept: Numbers, column: str, rejected: Rejections
) -> None:
    """Name what had rows, none of which is a vote."""
    rows = np.bincount(numbers[numbers >= 0], minlength=len(names))
    left = np.bincount(kept, minlength=len(names))
    for number in np.flatnonzero((rows > 0) & (left == 0)).tolist():
        rejected.add(column, names[number], "nobody voted", int(rows[number]))


def _subjects(
    rows: _Rows, calls: int, rollcalls: list[str], rejected: Rejections
) -> tuple[Numbers, Numbers]:
    """Number roll calls by period; one that lies in several periods is one of each.

    Returns
    -------
    keys, subject
        Period times ``calls`` plus roll call, rising; and the place of each row in them.
    """
    key = rows.period * calls + rows.rollcall
    here = np.bincount(key) > 0
    keys, place = np.flatnonzero(here), np.cumsum(here) - 1
    several, times = np.unique(keys % calls, return_counts=True)
    for number in several[times > 1].tolist():
        many = int((rows.rollcall == number).sum())
        rejected.add("rollcall", rollcalls[number], "in several periods, counted in each", many)
    return keys, place[key]


def _matrix(
    subject: Numbers, rows: _Rows, rollcalls: list[str], states: list[str], rejected: Rejections
) -> Choices:
    """One choice per state and roll call; several different ones are none."""
    shape = (len(rollcalls), len(states))
    cell = subject * shape[1] + rows.state
    choices = np.full(shape[0] * shape[1], NO_CHOICE, np.int8)
    choices[cell] = rows.choice
    times = np.bincount(cell, minlength=len(choices))
    again = np.flatnonzero(times > 1)
    if len(again):
        torn = np.zeros(len(choices), np.bool_)
        torn[cell[rows.choice != choices[cell]]] = True
        for number in again.tolist():
            who = f"{rollcalls[number // shape[1]]} {states[number % shape[1]]}"
            what = "different votes, none counted" if torn[number] else "repeated, counted once"
            rejected.add("state", who, what, int(times[number]) - (not torn[number]))
        choices[torn] = NO_CHOICE
    return choices.reshape(shape)


def _issues(
    votes: pa.Table, rollcall: Numbers, rollcalls: int, subjects: Numbers
) -> list[str | None]:
    """Issues of each subject, as its last row has them."""
    if "issues" not in votes.column_names:
        return [None] * len(subjects)
    numbers, names = numbered(votes["issues"])
    of = np.full(rollcalls + 1, NO_CHOICE, np.int64)
    of[rollcall] = numbers
    return [None if number < 0 else names[number] for number in of[subjects].tolist()]
