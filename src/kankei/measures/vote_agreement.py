"""How often two states vote alike."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from ..terms.errors import MethodError, Problem
from ..terms.language import Bilingual
from .arrays import Numbers, numbered, require_columns
from .declare import Measure

CHOICES = ("yes", "abstain", "no")
HALF_CREDIT = 0.5
"""Credit for a common vote in which exactly one of the two abstains."""
Z = 1.959963984540054
"""Quantile of the normal distribution for an interval of 95 %."""
NO_COMMON_VOTE = "no-common-vote"

Counts = NDArray[np.int64]

_SCHEMA = pa.schema(
    [
        ("a", pa.string()),
        ("b", pa.string()),
        ("period", pa.string()),
        ("votes_common", pa.int64()),
        ("same", pa.int64()),
        ("half", pa.int64()),
        ("opposed", pa.int64()),
        ("votes_agree_share", pa.float64()),
        ("low", pa.float64()),
        ("high", pa.float64()),
        ("missing", pa.string()),
    ]
)


@dataclass(frozen=True, slots=True)
class _Ballots:
    """Ballots of all periods as numbers, absences left out."""

    rollcall: Numbers
    state: Numbers
    choice: Numbers
    period: Numbers
    states: list[str]
    periods: list[str]


def vote_agreement(
    votes: pa.Table,
    by: Literal["year", "session"] = "year",
    states: Sequence[str] | None = None,
    unanimous: bool = False,
    seats: Mapping[str, str] | None = None,
) -> pa.Table:
    """Count how often two states voted alike, and give the share with its interval.

    Over the roll calls of a period in which both states voted, let ``same`` be the number in which
    both chose the same of *yes*, *abstain*, *no*, ``half`` the number in which exactly one
    abstained, and ``opposed`` the number in which one said *yes* and the other *no*. Then
    ``votes_common = same + half + opposed`` and::

        votes_agree_share = (same + 0.5 half) / votes_common

    which is the mean of ``1 - |x - y| / 2`` with yes = 1, abstain = 2, no = 3: the agreement score
    that Voeten, Strezhnev and Bailey publish. Roll calls in which all who voted chose the same are
    left out, as there. ``low`` and ``high`` are Wilson's interval of 95 % for a share out of
    ``votes_common``; as half credits vary less than whole ones, it is on the wide side.

    Parameters
    ----------
    votes
        Shape ``votes``: ``rollcall``, ``state``, ``choice``, ``held`` (and ``session``), one row
        per state and roll call. Only yes, abstain and no count: an absent state has not voted.
    by
        Period: calendar year of the vote, or session.
    states
        Give all pairs of these, for every period; when ``None``, the pairs of all states that
        voted in a period. Which roll calls were unanimous is always judged by all states.
    unanimous
        True keeps unanimous roll calls.
    seats
        Counts the votes of one state as those of another, such as ``{"SUN": "RUS"}``.

    Returns
    -------
    pyarrow.Table
        ``a, b, period, votes_common, same, half, opposed, votes_agree_share, low, high,
        missing``; ``a < b``.
        Without a common vote the share is missing with the reason ``no-common-vote``.

    Raises
    ------
    MethodError
        When a column is absent, a choice is not known, or a state votes twice in a roll call.

    References
    ----------
    Bailey, Strezhnev and Voeten (2017), Journal of Conflict Resolution 61(2): 430-456; Wilson
    (1927), Journal of the American Statistical Association 22(158): 209-212.

    Examples
    --------
    >>> from datetime import date
    >>> cast = {"PRK": "yes yes no abstain", "RUS": "yes no no no", "USA": "no yes yes yes"}
    >>> rows = [
    ...     {"rollcall": str(n), "state": state, "choice": choice, "held": date(2023, 12, 4)}
    ...     for state, choices in cast.items()
    ...     for n, choice in enumerate(choices.split())
    ... ]
    >>> row = vote_agreement(pa.Table.from_pylist(rows), states=["PRK", "RUS"]).to_pylist()[0]
    >>> row["same"], row["half"], row["opposed"], row["votes_agree_share"]
    (2, 1, 1, 0.625)
    """
    ballots = _ballots(votes, by, seats or {})
    wanted = sorted(set(states)) if states is not None else None
    blocks = [
        _block(name, *counted, ballots.states, wanted)
        for name, counted in _periods(ballots, unanimous)
    ]
    return pa.concat_tables(blocks) if blocks else _SCHEMA.empty_table()


def wilson(share: NDArray[Any], n: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any]]:
    """Give Wilson's interval of 95 % for a share out of ``n``; not a number where ``n`` is 0.

    Examples
    --------
    >>> [round(float(end[0]), 4) for end in wilson(np.array([0.5]), np.array([10]))]
    [0.2366, 0.7634]
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        scale = 1 + Z**2 / n
        centre = (share + Z**2 / (2 * n)) / scale
        half = Z * np.sqrt(share * (1 - share) / n + Z**2 / (4 * n**2)) / scale
    return np.maximum(centre - half, 0), np.minimum(centre + half, 1)


def _ballots(votes: pa.Table, by: str, seats: Mapping[str, str]) -> _Ballots:
    dated = "held" if by == "year" else "session"
    require_columns(votes, ("rollcall", "state", "choice", dated), "vote_agreement")
    choice, choices = numbered(votes["choice"])
    unknown = sorted(set(choices) - {*CHOICES, "absent"})
    if unknown:
        what = f"unknown choices {', '.join(unknown)}"
        raise MethodError(Problem(what, f"use {', '.join(CHOICES)} and absent"))
    rank = {name: number for number, name in enumerate(CHOICES)}
    code = np.array([*(rank.get(name, -1) for name in choices), -1])[choice]
    rollcall, _ = numbered(votes["rollcall"])
    state, states = _seated(*numbered(votes["state"]), seats)
    period, periods = numbered(pc.year(votes["held"]) if by == "year" else votes["session"])
    cast = code >= 0
    if (period[cast] < 0).any():
        what = f"some votes have no {dated}"
        raise MethodError(Problem(what, "group by the other period, or use another form"))
    return _Ballots(
        rollcall=rollcall[cast],
        state=state[cast],
        choice=code[cast],
        period=period[cast],
        states=states,
        periods=[str(name) for name in periods],
    )


def _seated(
    numbers: Numbers, states: list[str], seats: Mapping[str, str]
) -> tuple[Numbers, list[str]]:
    """Count the votes of one state as those of another."""
    renamed = [seats.get(state, state) for state in states]
    names = sorted(set(renamed))
    place = {name: number for number, name in enumerate(names)}
    return np.array([*(place[name] for name in renamed), -1])[numbers], names


def _periods(
    ballots: _Ballots, unanimous: bool
) -> Iterator[tuple[str, tuple[Counts, Counts, Counts, NDArray[np.bool_]]]]:
    """Counts of every pair, period by period, so that memory is bounded by the largest."""
    order = np.argsort(ballots.period, kind="stable")
    edges = np.searchsorted(ballots.period[order], np.arange(len(ballots.periods) + 1))
    for number, name in enumerate(ballots.periods):
        rows = order[edges[number] : edges[number + 1]]
        if len(rows):
            yield name, _count(ballots, rows, unanimous)


def _count(
    ballots: _Ballots, rows: Numbers, unanimous: bool
) -> tuple[Counts, Counts, Counts, NDArray[np.bool_]]:
    """Same, half and opposed votes of all pairs, and who voted, in one pass."""
    calls, column = np.unique(ballots.rollcall[rows], return_inverse=True)
    cube = np.zeros((len(CHOICES), len(ballots.states), len(calls)), np.bool_)
    cube[ballots.choice[rows], ballots.state[rows], column] = True
    if int(cube.sum()) != len(rows) or (cube.sum(axis=0) > 1).any():
        what = "a state votes twice in one roll call"
        raise MethodError(Problem(what, "read the votes with kankei.datasets.load"))
    if not unanimous:
        cube = cube[:, :, np.any(cube, axis=1).sum(axis=0) > 1]
    yes, abstain, no = (_words(choice) for choice in cube)
    half, opposed = _common(abstain, yes | no), _common(yes, no)
    same = _common(yes, yes) + _common(abstain, abstain) + _common(no, no)
    return same, half + half.T, opposed + opposed.T, np.any(cube, axis=(0, 2))


def _words(flags: NDArray[np.bool_]) -> NDArray[np.uint64]:
    """Pack one state's flags per row into words of 64 roll calls."""
    spare = -flags.shape[1] % 64
    packed = np.packbits(np.pad(flags, ((0, 0), (0, spare))), axis=1)
    return np.ascontiguousarray(packed).view(np.uint64)


def _common(left: NDArray[np.uint64], right: NDArray[np.uint64]) -> Counts:
    """Count the roll calls flagged in both, for every pair of states.

    Bits are counted word by word: exact, and free of the threads of a matrix product, which cost
    more than they give on matrices of this size.
    """
    counts = np.zeros((len(left), len(right)), np.int64)
    for word in range(left.shape[1]):
        counts += np.bitwise_count(left[:, None, word] & right[None, :, word])
    return counts


def _block(
    period: str,
    same: Counts,
    half: Counts,
    opposed: Counts,
    voted: NDArray[np.bool_],
    states: list[str],
    wanted: list[str] | None,
) -> pa.Table:
    names = wanted if wanted is not None else [s for s, v in zip(states, voted, strict=True) if v]
    place = {state: number for number, state in enumerate(states)}
    index = np.array([place.get(name, -1) for name in names], np.int64)
    row, column = np.triu_indices(len(names), 1)
    left, right = index[row], index[column]
    known = (left >= 0) & (right >= 0)
    counts = [np.where(known, part[left, right], 0) for part in (same, half, opposed)]
    n = counts[0] + counts[1] + counts[2]
    with np.errstate(divide="ignore", invalid="ignore"):
        share = (counts[0] + HALF_CREDIT * counts[1]) / n
    low, high = wilson(share, n)
    empty = n == 0
    labels = np.array(names, dtype=object)
    return pa.table(
        {
            "a": labels[row],
            "b": labels[column],
            "period": pa.array([period] * len(row), pa.string()),
            "votes_common": n,
            "same": counts[0],
            "half": counts[1],
            "opposed": counts[2],
            "votes_agree_share": pa.array(share, mask=empty),
            "low": pa.array(low, mask=empty),
            "high": pa.array(high, mask=empty),
            "missing": pa.array(np.where(empty, NO_COMMON_VOTE, "")),
        }
    ).cast(_SCHEMA)


VOTES_AGREE_SHARE = Measure(
    name="votes_agree_share",
    missing=Bilingual(
        "両国がともに投票した表決がない期間は欠測（no-common-vote）。",
        "Missing (no-common-vote) for a period without a roll call in which both voted.",
    ),
    reference="Bailey, Strezhnev and Voeten (2017), Journal of Conflict Resolution 61(2): 430-456",
    page="vote-agreement",
    function=vote_agreement,
)

VOTES_COMMON = Measure(
    name="votes_common",
    missing=Bilingual(
        "欠測にならない。共通の表決がなければ0である。",
        "Never missing: zero where there was no common vote.",
    ),
    reference="Bailey, Strezhnev and Voeten (2017), Journal of Conflict Resolution 61(2): 430-456",
    page="vote-agreement",
    function=vote_agreement,
)
