"""Large moves of a relation: months in which it jumped, whether or not it stayed there.

A summit lifts a relation for a month and more slowly lets it down; no two levels describe that. A
latent relation with its posterior says directly how large the move of each month was.
"""

from __future__ import annotations

from math import erf, sqrt

import numpy as np
import pyarrow as pa

from ...terms.errors import MethodError, Problem
from ...terms.interval import Z90
from ..arrays import require_columns

LARGE = 2.0
"""A large move, in units of the index: the usual size of a month's move is 1."""


def moves(relation: pa.Table, *, large: float = LARGE, least: float = 0.5) -> pa.Table:
    """List the months in which one relation probably made a large move.

    With the posterior of the move of a month, normal with mean m and deviation s::

        move_probability = P(|move| > large)
                         = Phi((m - large) / s) + Phi((-m - large) / s)

    Parameters
    ----------
    relation
        ``month, innovation, innovation_sd`` of one pair and domain, as
        :func:`kankei.measures.relation.relation` gives them.
    large
        In units of the index.
    least
        Months less likely than this are not listed.

    Returns
    -------
    pyarrow.Table
        ``month, move_probability, move, low, high`` in order of time; ``low`` and ``high`` bound
        90 %.

    Raises
    ------
    MethodError
        When a column is absent, ``large`` is not above zero, or a month comes twice, because the
        table holds several relations.

    Notes
    -----
    A month without an observation has a move that is known from its neighbours alone: its
    deviation is large and it is not listed. The first month has none.

    Examples
    --------
    >>> from datetime import date
    >>> months = [date(2023, month, 1) for month in (7, 8, 9)]
    >>> of = {"month": months, "innovation": [1.7, 0.9, 10.4], "innovation_sd": [1.3] * 3}
    >>> moves(pa.table(of)).to_pylist()[0]["month"].isoformat()
    '2023-09-01'
    """
    require_columns(relation, ("month", "innovation", "innovation_sd"), "moves")
    if large <= 0:
        raise MethodError(Problem(f"a large move of {large} is none", "choose such as 2"))
    rows = relation.select(["month", "innovation", "innovation_sd"]).sort_by("month")
    if len(set(rows["month"].to_pylist())) < rows.num_rows:
        what = "a month comes twice: the table holds several relations"
        raise MethodError(Problem(what, "choose one pair and one domain"))
    mean, spread = (
        rows[name].cast(pa.float64()).combine_chunks().fill_null(float("nan"))
        for name in ("innovation", "innovation_sd")
    )
    m, s = (column.to_numpy(zero_copy_only=False) for column in (mean, spread))
    probability = np.array([_beyond(*pair, large) for pair in zip(m, s, strict=True)])
    found = pa.table(
        {
            "month": rows["month"],
            "move_probability": pa.array(probability),
            "move": pa.array(m),
            "low": pa.array(m - Z90 * s),
            "high": pa.array(m + Z90 * s),
        }
    )
    return found.filter(pa.array(probability >= least))


def _beyond(mean: float, spread: float, large: float) -> float:
    """Probability of a value beyond ``large`` on either side; none for a month without a move."""
    if not (np.isfinite(mean) and np.isfinite(spread)) or spread <= 0:
        return 0.0
    above, below = (_normal((sign * mean - large) / spread) for sign in (1, -1))
    return above + below


def _normal(z: float) -> float:
    return (1 + erf(z / sqrt(2))) / 2
