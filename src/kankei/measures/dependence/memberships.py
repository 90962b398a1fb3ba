"""How many of a state's organisations it shares with another."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from ...terms.errors import MethodError, Problem
from ..arrays import require_columns

UNKNOWN = "memberships-unknown"


def membership_dependence(shared: pa.Table, own: pa.Table) -> pa.Table:
    """Share of the organisations of each state to which another state belongs too, by year.

    With O(a) the organisations of a::

        membership_share     = size of (O(a) and O(b)) / size of O(a)
        membership_asymmetry = membership_share(a, b) - membership_share(b, a)

    Parameters
    ----------
    shared
        Shape ``ties``, undirected, one year per row: the number of shared memberships.
    own
        Shape ``series``, one row per state, year and organisation, with 1 for a membership; or
        one row per state and year with their number.

    Returns
    -------
    pyarrow.Table
        ``a, b, year, memberships_shared, membership_share, membership_asymmetry, missing``, two
        rows per pair. The share is missing where the memberships of a state are unknown or none
        (``memberships-unknown``).

    Raises
    ------
    MethodError
        When a column is absent, or a state shares more organisations than it has.

    Examples
    --------
    >>> from datetime import date
    >>> year = [date(2014, 1, 1)]
    >>> shared = pa.table({"a": ["PRK"], "b": ["RUS"], "starts": year, "value": [20.0]})
    >>> own = pa.table({"subject": ["PRK", "RUS"], "starts": year * 2, "value": [25.0, 80.0]})
    >>> [r["membership_share"] for r in membership_dependence(shared, own).to_pylist()]
    [0.8, 0.25]
    """
    require_columns(shared, ("a", "b", "starts", "value"), "membership_dependence")
    require_columns(own, ("subject", "starts", "value"), "membership_dependence")
    has = _numbers_of(own)
    there = pa.table({name: shared[name].cast(pa.string()) for name in ("a", "b")})
    year, common = pc.year(shared["starts"]), shared["value"].cast(pa.float64())
    left, right = (_share(common, there[side], year, has) for side in ("a", "b"))
    parts = [
        pa.table(
            {
                "a": there[one],
                "b": there[other],
                "year": year,
                "memberships_shared": common,
                "membership_share": own_part,
                "membership_asymmetry": pc.subtract(own_part, other_part),
                "missing": pc.if_else(pc.is_null(own_part), UNKNOWN, ""),
            }
        )
        for one, other, own_part, other_part in (("a", "b", left, right), ("b", "a", right, left))
    ]
    return pa.concat_tables(parts)


def _share(
    common: pa.ChunkedArray, state: pa.ChunkedArray, year: pa.ChunkedArray, has: pa.Table
) -> pa.ChunkedArray:
    """Shared memberships relative to those of a state; missing where these are unknown or none."""
    place = pc.index_in(_cell(state, year), has["cell"])
    whole = has["n"].take(place)
    whole = pc.if_else(pc.greater(whole, 0), whole, pa.scalar(None, pa.float64()))
    found = pc.divide(common, whole)
    above = pc.index(pc.fill_null(pc.greater(found, 1), False), True).as_py()
    if above >= 0:
        who, when = state[above].as_py(), year[above].as_py()
        what = f"{who} shares more organisations in {when} than it has"
        raise MethodError(Problem(what, "give both tables from one edition"))
    return found


def _cell(state: pa.ChunkedArray, year: pa.ChunkedArray) -> pa.ChunkedArray:
    return pc.binary_join_element_wise(state, year.cast(pa.string()), "-")


def _numbers_of(own: pa.Table) -> pa.Table:
    """Number of organisations of each state in each year: ``cell, n``."""
    cell = _cell(own["subject"].cast(pa.string()), pc.year(own["starts"]))
    plain = pa.table({"cell": cell, "n": own["value"].cast(pa.float64())})
    counted = plain.group_by("cell").aggregate([("n", "sum")])
    return pa.table({"cell": counted["cell"], "n": counted["n_sum"]})
