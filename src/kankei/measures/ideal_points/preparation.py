"""From rows of votes to numbered ballots, with everything that was left out counted and named."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from ...terms.errors import MethodError, Problem
from ..arrays import Numbers, numbered, require_columns
from ..rejections import Rejections
from .bridges import linked_items
from .codes import UNKNOWN, codes_of_ids, codes_of_numbers
from .filters import Filters

YES, ABSTAIN, NO = 1, 2, 3
CHOICES: Mapping[Any, int] = {"yes": YES, "abstain": ABSTAIN, "no": NO, 1: YES, 2: ABSTAIN, 3: NO}
ABSENT = ("absent", 8)
OUTSIDE = ("not-member", 9)
PARTS = ("paragraph", "amendment")

Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Ballots:
    """Votes as numbers, one entry per vote.

    Parameters
    ----------
    actor, rollcall, item
        Numbers into ``actors``, ``rollcalls`` and ``items``.
    session
        The session itself.
    choice
        1 yes, 2 abstain, 3 no.
    actors, rollcalls, items
        COW codes (or other keys), keys of roll calls, keys of the earliest of linked roll calls.
    """

    actor: Numbers
    session: Numbers
    rollcall: Numbers
    item: Numbers
    choice: Numbers
    actors: tuple[Any, ...]
    rollcalls: tuple[str, ...]
    items: tuple[str, ...]

    def take(self, rows: Flags) -> Ballots:
        """Choose votes."""
        return replace(
            self,
            actor=self.actor[rows],
            session=self.session[rows],
            rollcall=self.rollcall[rows],
            item=self.item[rows],
            choice=self.choice[rows],
        )

    @property
    def sha256(self) -> str:
        """Hash of who voted what on what."""
        digest = hashlib.sha256(repr((self.actors, self.rollcalls, self.items)).encode())
        for part in (self.actor, self.session, self.rollcall, self.item, self.choice):
            digest.update(np.ascontiguousarray(part, np.int32).tobytes())
        return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class Preparation:
    """What entered, and what did not.

    Parameters
    ----------
    ballots
        The votes that entered.
    counts
        ``rows_read, votes, roll_calls, items, bridged_roll_calls, states, sessions,
        state_sessions``.
    rejections
        ``column, value, what, rows``: what was left out and why. Its rows and ``votes`` add up to
        ``rows_read``.
    remarks
        The same columns: what deserves a look though it is no row left out, such as a session
        without votes or a position that rests on one vote.
    """

    ballots: Ballots
    counts: Mapping[str, int]
    rejections: pa.Table
    remarks: pa.Table


class _Sieve:
    """Rows that are still in, and notes on those that are not."""

    def __init__(self, rows: int) -> None:
        self.kept = np.ones(rows, np.bool_)
        self.found = Rejections()
        self.remarks = Rejections()

    def drop(self, flags: Flags, column: str, what: str, numbers: Numbers, values: Any) -> None:
        """Leave out flagged rows, noted by the value of one column."""
        out = self.kept & flags
        if out.any():
            self.found.add_numbered(column, numbers[out], values, what)
            self.kept &= ~flags


def prepare(
    votes: pa.Table, filters: Filters | None = None, bridges: pa.Table | None = None
) -> Preparation:
    """Read votes, apply the filters, and count whatever does not enter.

    Parameters
    ----------
    votes
        Shape ``votes``: ``rollcall``, ``session``, ``state``, ``choice``, one row per state and
        roll call; ``held`` where states are given by the register's ids or sessions by date;
        ``kind``, ``important``, ``issues`` where filters ask for them. ``state`` holds ids of the
        register or COW codes; ``choice`` holds words or the code book's 1, 2, 3 (8 absent, 9 not a
        member).
    filters
        Which votes enter; all when ``None``.
    bridges
        ``earlier, later``: roll calls on identical resolutions.

    Returns
    -------
    Preparation

    Raises
    ------
    MethodError
        When a column is absent, or no vote is left.

    Examples
    --------
    >>> votes = pa.table({"rollcall": ["a"] * 4, "session": ["70"] * 4, "state": [2, 365, 731, 1],
    ...     "choice": [1, 3, 8, 1]})
    >>> found = prepare(votes)
    >>> [(row["value"], row["what"]) for row in found.rejections.to_pylist()]
    [('8', 'did not vote'), ('1', 'no state of the register has this code')]
    """
    filters = filters or Filters()
    require_columns(votes, ("rollcall", "session", "state", "choice"), "ideal_points")
    sieve = _Sieve(votes.num_rows)
    rollcall, rollcalls = numbered(votes["rollcall"])
    sieve.drop(rollcall < 0, "rollcall", "empty", rollcall, rollcalls)
    choice = _choices(votes, sieve)
    session = _sessions(votes, filters, sieve)
    code = _seated(_codes(votes, sieve), session, filters)
    _name_silent(rollcall, rollcalls, sieve)
    _apply(filters, votes, session, code, sieve)
    _drop_duplicates(rollcall, rollcalls, code, choice, sieve)
    items = linked_items(rollcalls, bridges, sieve.found) if bridges is not None else rollcalls
    ballots = _ballots(rollcall, rollcalls, items, session, code, choice, sieve.kept)
    return _divided(ballots, session, sieve)


def _choices(votes: pa.Table, sieve: _Sieve) -> Numbers:
    """1, 2, 3; absences, non-members and values outside the code book are left out."""
    numbers, values = numbered(votes["choice"])
    code = np.array([*(CHOICES.get(value, 0) for value in values), 0])[numbers]
    for marks, what in ((ABSENT, "did not vote"), (OUTSIDE, "not a member")):
        marked = np.array([*(value in marks for value in values), False])[numbers]
        sieve.drop(marked, "choice", what, numbers, values)
    sieve.drop(code == 0, "choice", "not in the code book", numbers, values)
    return code


def _sessions(votes: pa.Table, filters: Filters, sieve: _Sieve) -> Numbers:
    """Regular session of each row; others by their day, if the filters say so."""
    numbers, values = numbered(votes["session"])
    given = [int(value) if str(value).isdigit() else UNKNOWN for value in values]
    session = np.array([*given, UNKNOWN], np.int64)[numbers]
    if filters.special_sessions == "by-date" and (session < 0).any():
        require_columns(votes, ("held",), "ideal_points with special_sessions='by-date'")
        days = votes["held"].to_numpy().astype("datetime64[D]")
        session = np.where(session < 0, regular_session(days), session)
    sieve.drop(session < 0, "session", "no regular session", numbers, values)
    return session


def regular_session(days: NDArray[np.datetime64]) -> Numbers:
    """Give the regular session of a day: they open in September, the second one in 1947.

    Examples
    --------
    >>> regular_session(np.array(["2022-03-02", "2022-10-12", "1946-02-01"], "datetime64[D]"))
    array([76, 77,  1])
    """
    months = days.astype("datetime64[M]").astype(int)
    years, month = months // 12 + 1970, months % 12 + 1
    return np.maximum(np.where(month >= 9, years - 1945, years - 1946), 1)


def _codes(votes: pa.Table, sieve: _Sieve) -> Numbers:
    """COW code of each row's state; states that the register does not know are left out."""
    numbers, values = numbered(votes["state"])
    if values and isinstance(values[0], str):
        require_columns(votes, ("held",), "ideal_points with states by id")
        days = votes["held"].to_numpy().astype("datetime64[D]")
        codes = codes_of_ids(numbers, values, days)
    else:
        codes = codes_of_numbers(numbers, values)
    sieve.drop(codes == UNKNOWN, "state", "no state of the register has this code", numbers, values)
    return codes


def _seated(codes: Numbers, session: Numbers, filters: Filters) -> Numbers:
    """Count the votes under one code as those under another, where the filters say so."""
    seated = codes.copy()
    for seat in filters.seats:
        here = (codes == seat.code) & (session >= seat.first) & (session <= seat.last)
        seated[here] = seat.becomes
    return seated


def _apply(
    filters: Filters, votes: pa.Table, session: Numbers, code: Numbers, sieve: _Sieve
) -> None:
    for number in sorted(filters.sessions_out):
        _leave_out(session == number, "session", number, "session left out", sieve)
    for state, only in filters.states_out:
        where = (code == state) & ((session == only) if only is not None else True)
        _leave_out(where, "state", state, "state left out", sieve)
    if filters.last_session_with_paragraphs is not None:
        kinds, names = numbered(votes["kind"]) if "kind" in votes.column_names else (code * 0, [""])
        part = np.array([*(name in PARTS for name in names), False])[kinds]
        late = session > filters.last_session_with_paragraphs
        sieve.drop(part & late, "kind", "vote on a part, left out", kinds, names)
    if filters.important:
        require_columns(votes, ("important",), "ideal_points with important=True")
        marked = pc.fill_null(votes["important"], False).to_numpy()
        _leave_out(~marked, "important", "", "not listed as important", sieve)
    if filters.issue:
        require_columns(votes, ("issues",), "ideal_points with an issue")
        issues, lists = numbered(votes["issues"])
        here = np.array([*(filters.issue in entry.split(";") for entry in lists), False])[issues]
        _leave_out(~here, "issues", filters.issue, "not of the issue", sieve)


def _leave_out(flags: Flags, column: str, value: object, what: str, sieve: _Sieve) -> None:
    sieve.found.add(column, value, what, int((sieve.kept & flags).sum()))
    sieve.kept &= ~flags


def _drop_duplicates(
    rollcall: Numbers, rollcalls: list[str], code: Numbers, choice: Numbers, sieve: _Sieve
) -> None:
    """Keep one of several equal votes of a state, none of several different ones."""
    rows = np.flatnonzero(sieve.kept)
    key = rollcall[rows] * (int(code.max(initial=0)) + 1) + code[rows]
    distinct, first, place, times = np.unique(
        key, return_index=True, return_inverse=True, return_counts=True
    )
    if len(distinct) == len(rows):
        return
    differs = np.bincount(place, choice[rows] != choice[rows][first][place]) > 0
    torn, again = np.zeros((2, len(sieve.kept)), np.bool_)
    torn[rows] = differs[place]
    again[rows] = (times[place] > 1) & (np.arange(len(rows)) != first[place]) & ~differs[place]
    sieve.drop(torn, "rollcall", "two different votes of one state", rollcall, rollcalls)
    sieve.drop(again, "rollcall", "a vote given twice, counted once", rollcall, rollcalls)


def _name_silent(rollcall: Numbers, rollcalls: list[str], sieve: _Sieve) -> None:
    """Name the roll calls that have rows, none of which is a vote."""
    present = np.bincount(rollcall[rollcall >= 0], minlength=len(rollcalls))
    left = np.bincount(rollcall[sieve.kept], minlength=len(rollcalls))
    for number in np.flatnonzero((present > 0) & (left == 0)).tolist():
        sieve.remarks.add("rollcall", rollcalls[number], "nobody voted", int(present[number]))


def _ballots(
    rollcall: Numbers,
    rollcalls: list[str],
    items: list[str],
    session: Numbers,
    code: Numbers,
    choice: Numbers,
    kept: Flags,
) -> Ballots:
    codes, actor = np.unique(code[kept], return_inverse=True)
    names = list(dict.fromkeys(items))
    place = {name: number for number, name in enumerate(names)}
    item_of = np.array([*(place[name] for name in items), -1])
    return Ballots(
        actor=actor,
        session=session[kept],
        rollcall=rollcall[kept],
        item=item_of[rollcall[kept]],
        choice=choice[kept],
        actors=tuple(codes.tolist()),
        rollcalls=tuple(str(name) for name in rollcalls),
        items=tuple(str(name) for name in names),
    )


def _divided(ballots: Ballots, session: Numbers, sieve: _Sieve) -> Preparation:
    """Leave out items on which all who voted chose the same: they say nothing of positions."""
    given = np.zeros((len(ballots.items), 4), np.int64)
    np.add.at(given, (ballots.item, ballots.choice), 1)
    divided = (given > 0).sum(axis=1) > 1
    for number in np.flatnonzero(~divided & (given.sum(axis=1) > 0)).tolist():
        sieve.found.add("rollcall", ballots.items[number], "unanimous", int(given[number].sum()))
    used = ballots.take(divided[ballots.item])
    if not len(used.choice):
        what = "no vote is left after the filters"
        raise MethodError(Problem(what, "look at the rejections of kankei.measures.prepare"))
    _remark(used, ballots, session, sieve.remarks)
    counts = _counts(used, len(sieve.kept))
    return Preparation(used, counts, sieve.found.table(), sieve.remarks.table())


def _counts(ballots: Ballots, rows_read: int) -> dict[str, int]:
    pairs = ballots.actor * (int(ballots.session.max()) + 1) + ballots.session
    calls = np.unique(ballots.rollcall)
    items = np.unique(ballots.item)
    first = {name: number for number, name in enumerate(ballots.rollcalls)}
    heads = {first.get(ballots.items[number], -1) for number in items.tolist()}
    return {
        "rows_read": rows_read,
        "votes": len(ballots.choice),
        "roll_calls": len(calls),
        "items": len(items),
        "bridged_roll_calls": len(set(calls.tolist()) - heads),
        "states": len(np.unique(ballots.actor)),
        "sessions": len(np.unique(ballots.session)),
        "state_sessions": len(np.unique(pairs)),
    }


def _remark(used: Ballots, entered: Ballots, sessions_read: Numbers, remarks: Rejections) -> None:
    """Name sessions without votes, and states whose position rests on one vote or on none."""
    gone = set(np.unique(sessions_read[sessions_read >= 0]).tolist())
    for session in sorted(gone - set(np.unique(used.session).tolist())):
        rows = int((sessions_read == session).sum())
        remarks.add("session", session, "a session without votes", rows)
    wide = int(entered.session.max()) + 1
    before = np.unique(entered.actor * wide + entered.session)
    pairs, times = np.unique(used.actor * wide + used.session, return_counts=True)
    for pair in pairs[times == 1].tolist():
        where = f"{used.actors[pair // wide]} in session {pair % wide}"
        remarks.add("state", where, "its position rests on one vote", 1)
    for pair in sorted(set(before.tolist()) - set(pairs.tolist())):
        where = f"{used.actors[pair // wide]} in session {pair % wide}"
        rows = int((entered.actor * wide + entered.session == pair).sum())
        remarks.add("state", where, "no vote on a divided roll call, so no position", rows)
