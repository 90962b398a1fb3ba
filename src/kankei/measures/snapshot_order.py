"""Tables of the system of states that a study keeps: positions, poles, blocs, concentration."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from .arrays import require_columns

_POINT = ("mean", "q05", "q95", "rhat")
_ALONE = ("mean", "sd", "q05", "q95", "rhat")


def snapshot_ideal_points(smoothed: pa.Table, alone: pa.Table, states: Sequence[str]) -> pa.Table:
    """Give the paths of some states: smoothed, and estimated from each session by itself.

    Parameters
    ----------
    smoothed, alone
        From :func:`kankei.ideal_points`, in modes such as ``bsv`` and ``session``.
    states
        Ids of the register; a state and its predecessor are two.

    Returns
    -------
    pyarrow.Table
        ``state, session``, the smoothed ``mean, q05, q95, rhat``, the same and ``sd`` of the
        session by itself with ``alone_`` before the name, and ``n_votes``. A state that did not
        vote in a session has no row.
    """
    by_itself = {(row["actor"], row["session"]): row for row in alone.to_pylist()}
    rows = []
    for row in smoothed.to_pylist():
        if row["actor"] in states:
            other = by_itself[row["actor"], row["session"]]
            rows.append(
                {"state": row["actor"], "session": int(row["session"])}
                | {name: row[name] for name in _POINT}
                | {f"alone_{name}": other[name] for name in _ALONE}
                | {"n_votes": row["n_votes"]}
            )
    rows.sort(key=lambda row: (row["state"], row["session"]))
    return pa.Table.from_pylist(rows)


def snapshot_pole_distances(distances: pa.Table, states: Sequence[str]) -> pa.Table:
    """Give how far some states are from each pole, from the table of :func:`kankei.poles`.

    Returns
    -------
    pyarrow.Table
        ``state, session, pole, pole_distance, difference_sd, nearest_probability, missing``.
    """
    names = ["state", "session", "pole", "pole_distance", "difference_sd", "nearest_probability"]
    require_columns(distances, (*names, "missing"), "snapshot_pole_distances")
    chosen = distances.filter(_among(distances["state"], states)).select([*names, "missing"])
    chosen = chosen.set_column(1, "session", chosen["session"].cast(pa.int64()))
    return chosen.sort_by([("state", "ascending"), ("session", "ascending"), ("pole", "ascending")])


def snapshot_concentration(concentrated: pa.Table, last_year: int) -> pa.Table:
    """Give the concentration of power of each index and year up to the last one.

    Parameters
    ----------
    concentrated
        From :func:`kankei.measures.order.concentration`.
    last_year
        Years after it, which a forecast may fill, are left out.
    """
    names = ["year", "field", "states", "members", "concentration_con", "concentration_hhi"]
    names += ["effective_number", "largest", "largest_share", "missing"]
    chosen = concentrated.filter(pc.less_equal(concentrated["year"], last_year)).select(names)
    return chosen.sort_by([("field", "ascending"), ("year", "ascending")])


def snapshot_same_bloc(together: pa.Table, states: Sequence[str]) -> pa.Table:
    """Give how probably the pairs of some states share a bloc, session by session.

    Parameters
    ----------
    together
        ``period, a, b, same_bloc_probability, draws``, from
        :func:`kankei.measures.order.same_bloc`.

    Returns
    -------
    pyarrow.Table
        ``dyad, session, same_bloc_probability, draws``.
    """
    wanted = {pair for pair in combinations(sorted(states), 2)}
    rows = [
        {"dyad": f"{row['a']}-{row['b']}", "session": int(row["period"])}
        | {name: row[name] for name in ("same_bloc_probability", "draws")}
        for row in together.to_pylist()
        if (row["a"], row["b"]) in wanted
    ]
    rows.sort(key=lambda row: (row["dyad"], row["session"]))
    return pa.Table.from_pylist(rows)


def snapshot_signed_order(frustrated: pa.Table, criteria: pa.Table) -> pa.Table:
    """Give friends and foes of each session: number of blocs, and frustration with its proof.

    Parameters
    ----------
    frustrated
        The table of :func:`kankei.measures.order.frustration`.
    criteria
        Criteria of :func:`kankei.measures.order.blocs`, of which the chosen ones are kept.

    Returns
    -------
    pyarrow.Table
        ``session, states, ties, hostile, frustration_ties, bound, certified_bound, proven,
        frustrated_share, blocs, bloc_criterion, missing``; a session without a tie has no index
        and no blocs (``no-tie``).
    """
    chosen = {row["period"]: row for row in criteria.to_pylist() if row["chosen"]}
    rows = [_order_row(row, chosen.get(row["period"], {})) for row in frustrated.to_pylist()]
    return pa.Table.from_pylist(sorted(rows, key=lambda row: row["session"]))


def _order_row(row: Mapping[str, Any], blocs: Mapping[str, Any]) -> dict[str, Any]:
    names = ("states", "ties", "hostile", "frustration_ties", "bound", "certified_bound")
    found: dict[str, Any] = {"session": int(row["period"])} | {name: row[name] for name in names}
    proven = None if row["proven"] is None else int(row["proven"])
    found |= {"proven": proven, "frustrated_share": row["frustrated_share"]}
    found |= {name: blocs.get(name) for name in ("blocs", "bloc_criterion")}
    return found | {"missing": row["missing"]}


def _among(column: pa.ChunkedArray, states: Sequence[str]) -> pa.ChunkedArray:
    return pc.is_in(column, pa.array(list(states), pa.string()))
