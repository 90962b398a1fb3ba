"""Blocs of states by a signed blockmodel, with the probability that two states share one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from ...terms.errors import MethodError, Problem
from ...terms.language import Bilingual
from ..arrays import Numbers, numbered, require_columns
from ..declare import Measure
from ..rejections import Rejections
from .blockmodel import Division, Search, divide, divide_all, prove
from .signed import SignedNetwork, Signs, signed_networks

_CELLS_AT_ONCE = 4_000_000
"""Bounds the memory of the draws that are divided together."""

_BLOCS = pa.schema([("period", pa.string()), ("state", pa.string()), ("bloc", pa.int64())])
_CRITERIA = pa.schema(
    [
        ("period", pa.string()),
        ("blocs", pa.int64()),
        ("bloc_criterion", pa.float64()),
        ("bound", pa.float64()),
        ("proven", pa.bool_()),
        ("restarts_at_best_share", pa.float64()),
        ("chosen", pa.bool_()),
        ("missing", pa.string()),
    ]
)
_TOGETHER = pa.schema(
    [
        ("period", pa.string()),
        ("a", pa.string()),
        ("b", pa.string()),
        ("same_bloc_probability", pa.float64()),
        ("draws", pa.int64()),
    ]
)


@dataclass(frozen=True, slots=True)
class Blocs:
    """Blocs of each period.

    Parameters
    ----------
    table
        ``period, state, bloc`` for the chosen number of blocs; bloc 1 is the largest.
    criteria
        The criterion for every number of blocs, and which was chosen.
    rejections
        ``column, value, what, rows``.
    """

    table: pa.Table
    criteria: pa.Table
    rejections: pa.Table


@dataclass(frozen=True, slots=True)
class SameBloc:
    """Probability that two states share a bloc, and what was left out."""

    table: pa.Table
    rejections: pa.Table


def blocs(
    ties: pa.Table,
    counts: Sequence[int],
    *,
    search: Search | None = None,
    positive: float = 0.0,
    negative: float = 0.0,
    states: Sequence[str] | None = None,
    proof_seconds: float = 0.0,
) -> Blocs:
    """Divide the states into blocs so that friends stand together and enemies apart.

    For a partition let ``N`` be the number of hostile ties within blocs and ``P`` that of friendly
    ties between them. The criterion of Doreian and Mrvar, which is made as small as possible, is::

        bloc_criterion = alpha N + (1 - alpha) P

    where each tie is counted in both directions, as in the matrix of signs. It is found for every
    number of blocs asked for, and all values are shown; the number with the smallest criterion is
    chosen, the smaller number where two are level. With two blocs and ``alpha`` 0.5 it is the
    frustration index.

    Parameters
    ----------
    ties, positive, negative, states
        As in :func:`kankei.measures.order.frustration`.
    counts
        Numbers of blocs to try; a bloc may stay empty.
    search
        Weight and random starts.
    proof_seconds
        With more than 0 the criterion is also solved as an integer programme for so many seconds,
        which improves it or proves it.

    Returns
    -------
    Blocs
        ``criteria``: ``period, blocs, bloc_criterion, bound, proven, restarts_at_best_share,
        chosen, missing``. Without ``proof_seconds`` a criterion is the best of all restarts and not
        proven; how many of them reach it tells how easily it is found. A period without a tie is
        missing (``no-tie``). The partition is one of several that may be as good: see
        :func:`same_bloc`.

    References
    ----------
    Doreian and Mrvar (1996), Social Networks 18(2): 149-168.

    Examples
    --------
    >>> ties = pa.table({"a": ["PRK", "RUS", "JPN", "JPN"], "b": ["RUS", "CHN", "USA", "PRK"],
    ...     "sign": [1, 1, 1, -1]})
    >>> found = blocs(ties, [1, 2])
    >>> [(row["blocs"], row["bloc_criterion"], row["chosen"]) for row in found.criteria.to_pylist()]
    [(1, 1.0, False), (2, 0.0, True)]
    >>> {row["state"] for row in found.table.to_pylist() if row["bloc"] == 2} == {"JPN", "USA"}
    True
    """
    search = search or Search()
    if not counts or min(counts) < 1:
        raise MethodError(Problem(f"{list(counts)} blocs", "ask for at least one number from 1 on"))
    rejected = Rejections()
    networks = signed_networks(ties, rejected, positive=positive, negative=negative, states=states)
    tables, criteria = [_BLOCS.empty_table()], []
    for network in networks:
        rows, best = _tried(network, sorted(set(counts)), search, proof_seconds)
        criteria += rows
        if best is not None:
            columns = {"state": network.states, "bloc": _by_size(best)}
            period = pa.array([network.period] * network.size, pa.string())
            tables.append(pa.table({"period": period, **columns}).cast(_BLOCS))
    table = pa.Table.from_pylist(criteria, _CRITERIA)
    return Blocs(pa.concat_tables(tables), table, rejected.table())


def same_bloc(draws: pa.Table, count: int, *, search: Search | None = None) -> SameBloc:
    """Give the probability that two states share a bloc, over draws of the signs.

    Each draw is a network of its own, divided into blocs as by :func:`blocs`; the probability is
    the share of draws in which both states are in one bloc.

    Parameters
    ----------
    draws
        ``draw, a, b, sign`` and ``period`` where there are several: signs drawn from a posterior
        or a bootstrap, such as by :func:`draw_signs`.
    count
        Number of blocs.
    search
        Weight, and random starts for each draw.

    Returns
    -------
    SameBloc
        ``period, a, b, same_bloc_probability, draws``: all pairs of the states of a period. A state
        without a tie in a draw does not count in that draw, as it could stand anywhere; ``draws``
        is the number of draws in which both have a tie, and pairs that have none are left out.

    Examples
    --------
    >>> draws = pa.table({"draw": [0, 0, 1, 1], "a": ["PRK", "JPN", "PRK", "JPN"],
    ...     "b": ["RUS", "RUS", "RUS", "RUS"], "sign": [1, 1, 1, -1]})
    >>> found = same_bloc(draws, 2).table.to_pylist()
    >>> [(row["a"], row["b"], row["same_bloc_probability"]) for row in found]
    [('JPN', 'PRK', 0.5), ('JPN', 'RUS', 0.5), ('PRK', 'RUS', 1.0)]
    """
    require_columns(draws, ("draw", "a", "b", "sign"), "same_bloc")
    rejected = Rejections()
    tables = [_TOGETHER.empty_table()]
    for period, part in _split(draws, "period"):
        networks = [
            signed_networks(each.select(["a", "b", "sign"]), rejected)[0]
            for _, each in _split(part, "draw")
        ]
        tables.append(_together(period, networks, count, search or Search()))
    return SameBloc(pa.concat_tables(tables), rejected.table())


def draw_signs(
    relations: pa.Table, draws: int, *, positive: float = 0.0, negative: float = 0.0, seed: int = 0
) -> pa.Table:
    """Draw the signs of relations that are known with an error.

    Parameters
    ----------
    relations
        ``a, b, value, sd`` and ``period`` where there are several; the errors are taken as normal
        and independent.
    draws
        Number of draws.
    positive, negative
        A drawn value above ``positive`` is a friendly tie, one below ``negative`` a hostile one.

    Returns
    -------
    pyarrow.Table
        ``draw, period, a, b, sign``; a value drawn in between gives no row.

    Raises
    ------
    MethodError
        When a column is absent, or a standard deviation is negative or missing.
    """
    require_columns(relations, ("a", "b", "value", "sd"), "draw_signs")
    value, sd = (relations[name].to_numpy().astype(np.float64) for name in ("value", "sd"))
    if not (np.isfinite(value) & (sd >= 0)).all():
        what = "some relations have no value, or no standard deviation of 0 or more"
        raise MethodError(Problem(what, "leave out the relations that are not known"))
    drawn = np.random.default_rng(seed).normal(value, sd, (draws, len(value)))
    sign = (drawn > positive).astype(np.int64) - (drawn < negative)
    draw, row = np.nonzero(sign)
    names = ["period"] if "period" in relations.column_names else []
    of = relations.select([*names, "a", "b"]).take(row)
    return of.add_column(0, "draw", pa.array(draw)).append_column("sign", pa.array(sign[draw, row]))


def _tried(
    network: SignedNetwork, counts: list[int], search: Search, seconds: float
) -> tuple[list[dict[str, Any]], Numbers | None]:
    """The criterion of every number of blocs, and the partition of the chosen one."""
    if not network.ties:
        empty = {"period": network.period, "chosen": False, "missing": "no-tie"}
        return [empty | {"blocs": count} for count in counts], None
    found = [_divided(network, count, search, seconds) for count in counts]
    chosen = min(range(len(counts)), key=lambda number: (round(found[number].criterion, 9), number))
    rows = [
        {
            "period": network.period,
            "blocs": count,
            "bloc_criterion": division.criterion,
            "bound": division.bound,
            "proven": division.proven,
            "restarts_at_best_share": division.reached,
            "chosen": number == chosen,
            "missing": "",
        }
        for number, (count, division) in enumerate(zip(counts, found, strict=True))
    ]
    return rows, found[chosen].bloc


def _divided(network: SignedNetwork, count: int, search: Search, seconds: float) -> Division:
    found = divide(network, count, search)
    if seconds > 0 and not found.proven:
        return prove(network, count, search, found, seconds)
    return found


def _by_size(bloc: Numbers) -> Numbers:
    """Number blocs from 1 on, the largest first, level ones by their first state."""
    names, first, size = np.unique(bloc, return_index=True, return_counts=True)
    rank = np.empty(names.max() + 1, np.int64)
    rank[names[np.lexsort((first, -size))]] = np.arange(1, len(names) + 1)
    return rank[bloc]


def _split(table: pa.Table, column: str) -> list[tuple[str, pa.Table]]:
    """Parts of a table by the value of a column, in its order."""
    if column not in table.column_names:
        return [("", table)]
    numbers, names = numbered(table[column])
    return [
        (str(name), table.take(np.flatnonzero(numbers == place)))
        for place, name in enumerate(names)
    ]


def _together(period: str, networks: list[SignedNetwork], count: int, search: Search) -> pa.Table:
    """Pairs of states by how often they share a bloc, out of the draws in which both have a tie."""
    states = sorted({name for network in networks for name in network.states})
    same, seen = (np.zeros((len(states), len(states)), np.int64) for _ in range(2))
    step = max(1, _CELLS_AT_ONCE // max(search.restarts * len(states) ** 2, 1))
    for start in range(0, len(networks), step):
        signs = np.stack([_placed(network, states) for network in networks[start : start + step]])
        bloc, _ = divide_all(signs, count, search)
        tied = np.abs(signs).sum(axis=2) > 0
        both = tied[:, :, None] & tied[:, None]
        seen += both.sum(axis=0)
        same += (both & (bloc[:, :, None] == bloc[:, None])).sum(axis=0)
    a, b = np.triu_indices(len(states), 1)
    kept = seen[a, b] > 0
    a, b, names = a[kept], b[kept], np.array(states, dtype=object)
    return pa.table(
        {
            "period": pa.array([period] * len(a), pa.string()),
            "a": pa.array(names[a], pa.string()),
            "b": pa.array(names[b], pa.string()),
            "same_bloc_probability": same[a, b] / np.maximum(seen[a, b], 1),
            "draws": seen[a, b],
        }
    ).cast(_TOGETHER)


def _placed(network: SignedNetwork, states: list[str]) -> Signs:
    """Signs of a network among all states."""
    place = np.searchsorted(states, network.states) if network.states else np.zeros(0, np.int64)
    signs = np.zeros((len(states), len(states)), np.int64)
    signs[np.ix_(place, place)] = network.matrix()
    return signs


BLOC_CRITERION = Measure(
    name="bloc_criterion",
    missing=Bilingual(
        "関係が一つもない期間は欠測（no-tie）。",
        "Missing (no-tie) in a period without a tie.",
    ),
    reference="Doreian and Mrvar (1996), Social Networks 18(2): 149-168",
    page="order",
    function=blocs,
)

SAME_BLOC_PROBABILITY = Measure(
    name="same_bloc_probability",
    missing=Bilingual(
        "両国がともに関係をもつ抽出が一つもない組には値がない。",
        "There is no value for two states that never both have a tie in a draw.",
    ),
    reference="Doreian and Mrvar (1996), Social Networks 18(2): 149-168",
    page="order",
    function=same_bloc,
)
