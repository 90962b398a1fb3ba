"""How much of a state's trade is with one partner, and who depends more on whom."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from .amounts import Flows, share

FLOW_UNKNOWN = "a-flow-is-unknown"
NO_TRADE = "no-known-trade"


def trade_dependence(ties: pa.Table, kind: str = "imports") -> pa.Table:
    """Share of each partner in the trade of each state, by year, and its asymmetry.

    With M(a, b) what a imports from b::

        trade(a, b)       = M(a, b) + M(b, a)
        trade_share       = trade(a, b) / sum over c of trade(a, c)
        trade_asymmetry   = trade_share(a, b) - trade_share(b, a)

    Parameters
    ----------
    ties
        Shape ``ties``, directed, one year per row: what ``a`` imports from ``b``.
    kind
        Kind of the ties.

    Returns
    -------
    pyarrow.Table
        ``a, b, year, trade, trade_share, trade_asymmetry, partners, partners_unknown, missing``,
        one row per ordered pair that the source tells of. Above zero, a depends more on b than b
        on a.

    Notes
    -----
    When a flow of the pair is unknown, so is its share. Partners whose trade with a is unknown are
    not in the sum: with ``partners_unknown`` of them the share is an upper bound. An absent row is
    unknown, and never zero.

    References
    ----------
    Hirschman (1945), National Power and the Structure of Foreign Trade.

    Examples
    --------
    >>> from datetime import date
    >>> flows = [("CHN", "PRK", 10), ("PRK", "CHN", 30), ("PRK", "RUS", 8), ("RUS", "PRK", 2),
    ...          ("CHN", "RUS", 100), ("RUS", "CHN", 60)]
    >>> a, b, value = (list(part) for part in zip(*flows))
    >>> ties = pa.table({"a": a, "b": b, "kind": ["imports"] * 6, "starts": [date(2013, 1, 1)] * 6,
    ...                  "value": [float(v) for v in value]})
    >>> rows = {(r["a"], r["b"]): r for r in trade_dependence(ties).to_pylist()}
    >>> rows["PRK", "CHN"]["trade_share"], rows["CHN", "PRK"]["trade_share"]
    (0.8, 0.2)
    """
    flows = Flows.of(ties, kind)
    back = np.swapaxes(flows.amount, 1, 2)
    trade = flows.amount + back
    told = flows.told | np.swapaxes(flows.told, 1, 2)
    known = ~np.isnan(trade)
    total = np.where(known, trade, 0).sum(axis=2, keepdims=True)
    part = share(trade, np.broadcast_to(total, trade.shape))
    partners = np.broadcast_to(known.sum(axis=2, keepdims=True), trade.shape)
    unknown = np.broadcast_to((told & ~known).sum(axis=2, keepdims=True), trade.shape)
    reason = np.where(known, np.where(np.isnan(part), NO_TRADE, ""), FLOW_UNKNOWN)
    return flows.rows(
        told,
        trade=trade,
        trade_share=part,
        trade_asymmetry=part - np.swapaxes(part, 1, 2),
        partners=partners,
        partners_unknown=unknown,
        missing=reason,
    )
