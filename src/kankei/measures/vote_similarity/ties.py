"""Similarity of two states by their ordinal ties to all states, such as alliance commitments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from ...terms.errors import MethodError, Problem
from ...terms.language import Bilingual
from ..arrays import Numbers, numbered, require_columns
from ..declare import Measure
from ..rejections import Rejections
from .blocks import Block, Scheme, measured
from .contingency import NO_CHOICE, Choices
from .indices import Distance
from .votes import ALL, Similarities

COMMITMENTS = ("none", "consultation", "neutrality", "defence")
"""Alliance commitments in the order that Signorino and Ritter give them."""
PRESENCE = ("none", "alliance")
"""Any alliance or none, the scale that Haege prefers."""

PLEDGES = (
    ("consultation_pledge",),
    ("neutrality_pledge", "nonaggression_pledge"),
    ("defence_pledge", "offence_pledge"),
)
"""Kinds of pledges that make each level of ``COMMITMENTS`` but the lowest."""


@dataclass(frozen=True, slots=True)
class _System:
    """Who is a member in which period, and the ties between members, as numbers."""

    states: list[str]
    periods: list[Any]
    member: NDArray[np.bool_]
    weight: NDArray[np.float64] | None
    period: Numbers
    a: Numbers
    b: Numbers
    level: Numbers


def tie_similarity(
    ties: pa.Table,
    members: pa.Table,
    *,
    levels: Sequence[str] = COMMITMENTS,
    own: str | None = None,
    states: Sequence[str] | None = None,
    distance: Distance = "absolute",
) -> Similarities:
    """Measure how alike the ties of two states are, over all members of the system.

    The profile of a state is its level of tie with each member, itself included. Two profiles give
    a table of counts and the same measures as votes do
    (:func:`kankei.measures.vote_similarity.indices`). With weights ``w`` of the members there is
    also::

        similarity_s_weighted = 1 - 2 sum w d(x, y) / (max d sum w)

    Parameters
    ----------
    ties
        ``period, a, b, level``: the level of ``a``'s tie with ``b``; an undirected tie is two
        rows. Members between whom no row stands have the lowest level.
    members
        ``period, state`` and, for the weighted S, ``weight``: who is in the system. Only between
        members does no row mean no tie.
    levels
        All levels in their order, the first being no tie.
    own
        Level of a state with itself; the highest when ``None``.
    states
        Give all pairs of these; when ``None``, of all members of a period.

    Returns
    -------
    Similarities
        ``period, issue, a, b, states_compared``, the counts (level of ``a``'s tie first),
        ``ties_agree_share, similarity_s, similarity_kappa, similarity_pi, similarity_tau_b``,
        ``similarity_s_weighted`` where members have weights, ``constant, missing``. No intervals:
        the ties of all members are a census and not a sample. Rejections name empty cells, unknown
        levels, ties with states that are no members, self-ties, repeated ties, and contradictory
        ones, which are counted as no common subject and not as no tie.

    Raises
    ------
    MethodError
        When a column is absent, there are fewer than two levels, or some weights are missing.

    References
    ----------
    Signorino and Ritter (1999), International Studies Quarterly 43: 115-144.

    Examples
    --------
    >>> ties = pa.table({"period": [1914] * 2, "a": ["GMY", "AUH"], "b": ["AUH", "GMY"],
    ...     "level": ["defence"] * 2})
    >>> members = pa.table({"period": [1914] * 3, "state": ["GMY", "AUH", "RUS"]})
    >>> [(row["a"], row["b"], round(row["similarity_s"], 4))
    ...     for row in tie_similarity(ties, members).table.to_pylist()]
    [('AUH', 'GMY', 1.0), ('AUH', 'RUS', -1.0), ('GMY', 'RUS', -1.0)]
    """
    own = levels[-1] if own is None else own
    if len(levels) < 2 or own not in levels:
        what = f"the levels {', '.join(levels)} do not hold two and the own level {own!r}"
        raise MethodError(Problem(what, "name all levels of the scale, the lowest first"))
    rejected = Rejections()
    system = _read(ties, members, levels, rejected)
    absent = [name for name in states or () if name not in system.states]
    rejected.add_each("state", absent, "asked for, but never a member")
    weighted = system.weight is not None
    scheme = Scheme(levels, "ties_agree_share", "states_compared", distance, weighted=weighted)
    wanted = sorted(set(states)) if states is not None else None
    periods = [str(name) for name in system.periods]
    blocks = _blocks(system, levels.index(own), rejected)
    table = measured(blocks, scheme, system.states, wanted, (periods, (ALL,)))
    return Similarities(table, rejected.table())


def atop_commitments(alliances: pa.Table, valued: bool = True) -> pa.Table:
    """Turn directed dyad-years of ATOP into levels of commitment.

    ``defence`` is a pledge of defence or offence, ``neutrality`` one of neutrality or
    non-aggression, ``consultation`` one of consultation only. Which pledge is "more" is disputed;
    with ``valued=False`` only the presence of an alliance counts.

    Parameters
    ----------
    alliances
        ``ccode1, ccode2, year, atop_defense, atop_offense, atop_neutral, atop_nonagg,
        atop_consul``.
    valued
        False gives the levels of ``PRESENCE`` instead of those of ``COMMITMENTS``.

    Returns
    -------
    pyarrow.Table
        ``period, a, b, level``, by Correlates of War number; rows without a pledge are left out.

    References
    ----------
    Leeds, Ritter, Mitchell and Long (2002), International Interactions 28: 237-260.
    """
    pledges = ("defense", "offense", "neutral", "nonagg", "consul")
    columns = ("ccode1", "ccode2", "year", *(f"atop_{pledge}" for pledge in pledges))
    require_columns(alliances, columns, "atop_commitments")
    made = [alliances[f"atop_{pledge}"].to_numpy() == 1 for pledge in pledges]
    number = np.select([made[0] | made[1], made[2] | made[3], made[4]], [3, 2, 1], 0)
    rows = np.flatnonzero(number)
    names = np.array(COMMITMENTS if valued else (PRESENCE[0], *(PRESENCE[1],) * 3))
    return pa.table(
        {
            "period": alliances["year"].take(rows),
            "a": alliances["ccode1"].cast(pa.string()).take(rows),
            "b": alliances["ccode2"].cast(pa.string()).take(rows),
            "level": pa.array(names[number[rows]]),
        }
    )


def commitments(ties: pa.Table, valued: bool = True) -> pa.Table:
    """Turn pledges in the shape ``ties`` into levels of commitment, as :func:`atop_commitments`.

    Parameters
    ----------
    ties
        ``a, b, kind, starts, value``: kinds as in ``PLEDGES``; the year is that of ``starts``.

    Returns
    -------
    pyarrow.Table
        ``period, a, b, level``: the highest level of a year; pledges without a value, and other
        kinds of ties, say nothing.

    Examples
    --------
    >>> from datetime import date
    >>> pledges = pa.table({"a": ["CHN"] * 2, "b": ["PRK"] * 2, "starts": [date(1961, 1, 1)] * 2,
    ...     "kind": ["consultation_pledge", "defence_pledge"], "value": [1.0, 1.0]})
    >>> commitments(pledges).to_pylist()
    [{'period': 1961, 'a': 'CHN', 'b': 'PRK', 'level': 'defence'}]
    """
    require_columns(ties, ("a", "b", "kind", "starts", "value"), "commitments")
    kind, kinds = numbered(ties["kind"])
    levels = {name: number for number, names in enumerate(PLEDGES, 1) for name in names}
    number = np.array([*(levels.get(name, 0) for name in kinds), 0])[kind]
    rows = np.flatnonzero((number > 0) & (ties["value"].to_numpy() == 1))
    made = ties.select(["a", "b"]).take(rows).append_column("number", pa.array(number[rows]))
    made = made.append_column("period", pc.year(ties["starts"].take(rows)))
    highest = made.group_by(["period", "a", "b"]).aggregate([("number", "max")])
    names = np.array(COMMITMENTS if valued else (PRESENCE[0], *(PRESENCE[1],) * 3))
    level = pa.array(names[highest["number_max"].to_numpy()])
    return highest.select(["period", "a", "b"]).append_column("level", level)


def _read(
    ties: pa.Table, members: pa.Table, levels: Sequence[str], rejected: Rejections
) -> _System:
    require_columns(ties, ("period", "a", "b", "level"), "tie_similarity")
    require_columns(members, ("period", "state"), "tie_similarity")
    when, periods = numbered(members["period"])
    who, states = numbered(members["state"])
    whole = (when >= 0) & (who >= 0)
    rejected.add("state", "", "empty", int((~whole).sum()))
    member = np.zeros((len(periods) + 1, len(states) + 1), np.bool_)  # the last is of nobody
    member[when[whole], who[whole]] = True
    weight = _weights(members, when, who, member.shape)
    period = _renumbered(ties["period"], periods, "period", rejected)
    sides = [_renumbered(ties[side], states, side, rejected) for side in ("a", "b")]
    level = _renumbered(ties["level"], list(levels), "level", rejected)
    keep = np.minimum.reduce([period, *sides, level]) >= 0
    for side, label in zip(sides, ("a", "b"), strict=True):
        outside = keep & ~member[period, side]
        rejected.add_numbered(label, side[outside], states, "tie while no member")
        keep &= ~outside
    selves = keep & (sides[0] == sides[1])
    rejected.add_numbered("a", sides[0][selves], states, "tie of a state with itself")
    keep &= ~selves
    return _System(
        states=states,
        periods=periods,
        member=member[:-1, :-1],
        weight=None if weight is None else weight[:-1, :-1],
        period=period[keep],
        a=sides[0][keep],
        b=sides[1][keep],
        level=level[keep],
    )


def _weights(
    members: pa.Table, when: Numbers, who: Numbers, shape: tuple[int, int]
) -> NDArray[np.float64] | None:
    if "weight" not in members.column_names:
        return None
    values = members["weight"].to_numpy().astype(np.float64)
    wrong = int((~(values >= 0)).sum())
    if wrong:
        what = f"{wrong} members have no weight, or a negative one"
        raise MethodError(Problem(what, "leave out the column weight, or fill it for every member"))
    weight = np.zeros(shape)
    weight[when, who] = values
    return weight


def _renumbered(
    column: pa.ChunkedArray, names: list[Any], label: str, rejected: Rejections
) -> Numbers:
    """Numbers of a column by an outside list; -1 for what is not in it, which is named."""
    numbers, values = numbered(column)
    place = {name: number for number, name in enumerate(names)}
    known = np.array([*(place.get(value, NO_CHOICE) for value in values), NO_CHOICE])[numbers]
    rejected.add(label, "", "empty", int((numbers < 0).sum()))
    strange = numbers[(known < 0) & (numbers >= 0)]
    rejected.add_numbered(label, strange, values, "not a known name")
    return known


def _blocks(system: _System, own: int, rejected: Rejections) -> Iterator[Block]:
    edges = np.argsort(system.period, kind="stable")
    starts = np.searchsorted(system.period[edges], np.arange(len(system.periods) + 1))
    for period in range(len(system.periods)):
        rows = edges[starts[period] : starts[period + 1]]
        here = np.flatnonzero(system.member[period])
        profiles = _profiles(system, rows, period, own, rejected)
        weights = None if system.weight is None else system.weight[period, here]
        subjects = [system.states[number] for number in here.tolist()]
        yield Block(period, 0, profiles[here], subjects, weights)


def _profiles(
    system: _System, rows: Numbers, period: int, own: int, rejected: Rejections
) -> Choices:
    """Level of each state (column) with each state (row); no choice where one is no member."""
    size = len(system.states)
    member = system.member[period]
    levels = np.where(np.logical_and.outer(member, member), 0, NO_CHOICE).astype(np.int8)
    cell = system.b[rows] * size + system.a[rows]
    flat = levels.reshape(-1)
    flat[cell] = system.level[rows]
    torn = cell[flat[cell] != system.level[rows]]
    times = np.bincount(cell, minlength=1)
    for number in np.flatnonzero(times > 1).tolist():
        b, a = divmod(number, size)
        who = f"{system.periods[period]} {system.states[a]} {system.states[b]}"
        split = number in torn
        what = "different levels, none counted" if split else "repeated, counted once"
        rejected.add("level", who, what, int(times[number]) - (not split))
    flat[torn] = NO_CHOICE
    levels[np.diag_indices(size)] = np.where(member, own, NO_CHOICE)
    return levels


_MISSING = Bilingual(
    "両国が比べられる国が一つもなければ欠測。成員の間に記録がなければ「関係なし」であり、成員でなければ欠測である。",
    "Missing where there is no state to compare by. Between members no row means no tie; for a "
    "state that is no member it means missing.",
)
_REFERENCE = "Signorino and Ritter (1999), International Studies Quarterly 43: 115-144"

TIES_AGREE_SHARE = Measure(
    "ties_agree_share", _MISSING, _REFERENCE, "vote-similarity", tie_similarity
)
SIMILARITY_S_WEIGHTED = Measure(
    "similarity_s_weighted", _MISSING, _REFERENCE, "vote-similarity", tie_similarity
)
