"""How much of a state's imported arms come from one supplier, over some years."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from ...terms.errors import MethodError, Problem
from ...terms.period import Period
from .amounts import Flows, share

WINDOW = 5
"""Years added up: orders come in lumps, and the source itself warns against single years."""
NO_TRANSFERS = "no-transfers-in-the-window"
OUTSIDE = "outside-coverage"


def arms_dependence(
    ties: pa.Table,
    recipients: Sequence[str],
    covered: Period,
    kind: str = "arms_transfers",
    window: int = WINDOW,
) -> pa.Table:
    """Share of each supplier in the arms that a state received in the last years.

    With T(s, r, y) the volume that s delivered to r in the year y::

        arms_received      = sum of T(s, r, y) over the window and all s
        arms_share         = sum of T(s, r, y) over the window / arms_received
        arms_concentration = sum over s of arms_share^2

    Parameters
    ----------
    ties
        Shape ``ties``, directed from supplier to recipient, one year per row.
    recipients
        States of whose imports the source tells the whole; the share of others would be a share
        of what happens to be in the file.
    covered
        Years that the source covers: there, no row is no transfer.
    window
        Number of years that end with ``year``.

    Returns
    -------
    pyarrow.Table
        ``a`` (recipient), ``b`` (supplier), ``year, arms_received, arms_share,
        arms_concentration, missing``, one row per recipient, supplier it ever had, and year of
        the covered time. The shares are missing where the window is not covered whole
        (``outside-coverage``) or nothing was received in it (``no-transfers-in-the-window``).

    Raises
    ------
    MethodError
        When the covered time has an open end, or no tie is of this kind.

    Examples
    --------
    >>> from datetime import date
    >>> days = [date(2014, 1, 1), date(2016, 1, 1), date(2016, 1, 1)]
    >>> ties = pa.table({"a": ["RUS", "RUS", "CHN"], "b": ["MNG"] * 3, "starts": days,
    ...                  "kind": ["arms_transfers"] * 3, "value": [6.0, 3.0, 1.0]})
    >>> rows = arms_dependence(ties, ["MNG"], Period.parse("2012/2016")).to_pylist()
    >>> [(r["b"], r["arms_share"]) for r in rows if r["year"] == 2016]
    [('CHN', 0.1), ('RUS', 0.9)]
    """
    if covered.start is None or covered.last is None:
        what = "the covered time has an open end"
        raise MethodError(Problem(what, "name its first and last year"))
    flows = Flows.of(ties, kind, silence=0.0)
    years = range(covered.start.year, covered.last.year + 1)
    amount = _on(years, flows)
    summed = _windowed(amount, window)
    total = np.broadcast_to(summed.sum(axis=2, keepdims=True), summed.shape)
    part = share(summed, total)
    squares = np.where(np.isnan(part), 0, part**2).sum(axis=2, keepdims=True)
    spread = np.where(np.isnan(part), np.nan, np.broadcast_to(squares, part.shape))
    short = np.isnan(summed)
    reason = np.where(short, OUTSIDE, np.where(np.isnan(part), NO_TRANSFERS, ""))
    ever = np.broadcast_to((amount > 0).any(axis=0), part.shape)
    asked = np.isin(np.asarray(flows.names), list(recipients))[None, :, None]
    laid = Flows(years, flows.names, part, flows.told)
    return laid.rows(
        ever & asked,
        arms_received=total,
        arms_share=part,
        arms_concentration=spread,
        missing=reason,
    )


def _on(years: range, flows: Flows) -> np.ndarray:
    """Amounts with the recipient first, on all years that are covered."""
    size = len(flows.names)
    found = np.zeros((len(years), size, size))
    for place, year in enumerate(flows.years):
        if year in years:
            found[years.index(year)] = flows.amount[place].T
    return found


def _windowed(amount: np.ndarray, window: int) -> np.ndarray:
    """Sum of the last years; unknown until there are so many."""
    running = np.cumsum(amount, axis=0)
    summed = running.copy()
    summed[window:] -= running[:-window]
    summed[: window - 1] = np.nan
    return summed
