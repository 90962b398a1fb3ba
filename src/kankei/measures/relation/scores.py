"""Daily scores of pairs of states as monthly observations of the relation as a whole.

The scores have no domains and no classes, and the volume of reporting drives their size. Each pair
is therefore measured by its own usual volume, large values are compressed, and a month is believed
as far as its days agree.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from ...terms.period import Period
from ..arrays import numbered, require_columns
from .covering import covered_days, edges_of, months_of, on_covered_days
from .indicators import ALL, DAILY_SCORES
from .observations import OBSERVATIONS, Months

DAYS_OF_MONTH = 30
BORROWED_DAYS = 3
"""A month's own spread is completed by this many days as the pair usually has them."""
LEAST_SIZE = 0.01

Values = NDArray[np.float64]
Days = NDArray[np.int64]


def score_observations(ties: pa.Table, covered: Sequence[Period]) -> pa.Table:
    """Turn daily scores into observations of the family ``score``.

    For a pair with scores ``s`` on the covered days of a month (0 on a covered day without a row)::

        x     = sum of s / covered days
        c     = c0 + mean of |s| over all covered days
        value = asinh(x / c)
        size  = (sum of s^2 + 3 q) / covered days^2 / (c^2 + x^2) + 0.01

    with ``q`` the pair's mean of ``s^2`` over all covered days, and ``c0`` the median of ``|s|``
    over all rows divided by 30: one ordinary report in a month. ``size`` is the sampling variance
    of the value up to the factor that is learnt; days without the feed make it larger.

    Parameters
    ----------
    ties
        Shape ``ties``, one day per row: ``a``, ``b`` with ``a < b``, ``starts``, ``value``.
    covered
        Days of the feed.

    Returns
    -------
    pyarrow.Table
        Columns of :data:`OBSERVATIONS`, one row per pair and month with a score on a covered day;
        ``n`` is the number of those days. A month without one says nothing of how warm a relation
        is, and has no row.

    Examples
    --------
    >>> from datetime import date
    >>> days = [date(2023, 9, 1), date(2023, 9, 2)]
    >>> ties = pa.table({"a": ["PRK"] * 2, "b": ["RUS"] * 2, "starts": days, "value": [6.0, 9.0]})
    >>> row = score_observations(ties, [Period.parse("2023-09")]).to_pylist()[0]
    >>> row["n"], round(row["value"], 4)
    (2, 0.6251)
    """
    require_columns(ties, ("a", "b", "starts", "value"), "relation")
    months = months_of(covered)
    days = covered_days(covered, months)
    found = _sums(ties, months, covered)
    usual, square = (part.sum(axis=1, keepdims=True) / days.sum() for part in found[2:])
    least = np.median(np.abs(ties["value"].to_numpy())) / DAYS_OF_MONTH if ties.num_rows else 1.0
    count, total, _, squares = found
    with np.errstate(divide="ignore", invalid="ignore"):
        mean, scale = total / days, least + usual
        noise = (squares + BORROWED_DAYS * square) / days**2
        size = noise / (scale**2 + mean**2) + LEAST_SIZE
        value = np.arcsinh(mean / scale)
    return _table(ties, months, count, value, size)


def score_coverage(covered: Sequence[Period]) -> pa.Table:
    """Give ``month, coverage``: the share of each month's days that the feed covers.

    Examples
    --------
    >>> score_coverage([Period.parse("2023-09-16/2023-10")])["coverage"].to_pylist()
    [0.5, 1.0]
    """
    months = months_of(covered)
    calendar = np.diff(edges_of(months))
    days = months.astype("datetime64[D]")
    share = covered_days(covered, months) / calendar
    return pa.table({"month": pa.array(days), "coverage": pa.array(share)})


def _sums(ties: pa.Table, months: Months, covered: Sequence[Period]) -> list[Values]:
    """Count, sum, sum of sizes and sum of squares of the scores, by pair and month."""
    pair, pairs = _numbers(ties)
    day = ties["starts"].cast(pa.date32()).to_numpy().astype("datetime64[D]")
    used = on_covered_days(day, covered, months)
    month = (day[used].astype("datetime64[M]") - months[0]).astype(np.int64)
    cell = pair[used] * len(months) + month
    score = ties["value"].to_numpy().astype(np.float64)[used]
    shape = (pairs, len(months))
    return [
        np.bincount(cell, weights=part, minlength=pairs * len(months))
        .astype(np.float64)
        .reshape(shape)
        for part in (np.ones_like(score), score, np.abs(score), score**2)
    ]


def _numbers(ties: pa.Table) -> tuple[Days, int]:
    """Number of each row's pair, in the order of the codes."""
    (left, _), (right, names) = numbered(ties["a"]), numbered(ties["b"])
    keys, number = np.unique(left * (len(names) + 1) + right, return_inverse=True)
    return number.astype(np.int64), len(keys)


def _table(ties: pa.Table, months: Months, count: Values, value: Values, size: Values) -> pa.Table:
    (left, lefts), (right, rights) = numbered(ties["a"]), numbered(ties["b"])
    keys = np.unique(left * (len(rights) + 1) + right)
    pair, month = np.nonzero(count > 0)
    first, second = np.divmod(keys[pair], len(rights) + 1)
    rows = len(pair)
    columns = [
        pa.DictionaryArray.from_arrays(first, lefts).cast(pa.string()),
        pa.DictionaryArray.from_arrays(second, rights).cast(pa.string()),
        pa.array(np.full(rows, ALL)).cast(pa.string()),
        pa.array(months[month].astype("datetime64[D]")),
        pa.array(np.full(rows, DAILY_SCORES.name)).cast(pa.string()),
        pa.array(value[pair, month]),
        pa.array(size[pair, month]),
        pa.array(count[pair, month].astype(np.int64)),
    ]
    return pa.Table.from_arrays(columns, schema=OBSERVATIONS)
