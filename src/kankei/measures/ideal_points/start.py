"""Where the chains start: cold as the published program does, or warm from an earlier result."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from ..arrays import Numbers, require_columns
from .layout import Layout
from .model import Model
from .preparation import Ballots

STEP = 0.2 / 3
"""Standard deviation of a proposed change of a cut."""

_POSITION = ("chain", "actor", "session", "position", "centre")
_ITEM = ("chain", "item", "loading", "lower", "upper")
Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Start:
    """First values of a chain.

    Parameters
    ----------
    position, centre
        Of each position; the centre is what mode ``bsv`` passes on to the next session.
    loading, lower, upper
        Of each item.
    """

    position: Values
    centre: Values
    loading: Values
    lower: Values
    upper: Values


@dataclass(frozen=True, slots=True)
class WarmStart:
    """Where an earlier run ended, by names, so that more votes can be added.

    Parameters
    ----------
    positions
        ``chain, actor, session, position, centre``.
    items
        ``chain, item, loading, lower, upper``.

    Examples
    --------
    >>> where = pa.table({"chain": [0], "actor": [2], "session": [78], "position": [2.1],
    ...     "centre": [2.0]})
    >>> item = pa.table({"chain": [0], "item": ["r-1"], "loading": [1.0], "lower": [-0.2],
    ...     "upper": [0.4]})
    >>> again = WarmStart.of(WarmStart(where, item).table())
    >>> again.positions.equals(where), again.items.equals(item)
    (True, True)
    """

    positions: pa.Table
    items: pa.Table

    def table(self) -> pa.Table:
        """Lay both in one table, to be kept in a file: rows without an item are positions."""
        return pa.concat_tables([self.positions, self.items], promote_options="default")

    @classmethod
    def of(cls, table: pa.Table) -> WarmStart:
        """Take apart what :meth:`table` gave.

        Raises
        ------
        MethodError
            When the table is none of these.
        """
        require_columns(table, (*_POSITION, *_ITEM), "a warm start")
        of_item = pc.is_valid(table["item"])
        return cls(
            table.filter(pc.invert(of_item)).select(_POSITION), table.filter(of_item).select(_ITEM)
        )


def cold_start(model: Model, layout: Layout, ballots: Ballots) -> Start:
    """Start from anchored actors, and from the margins of each item."""
    anchored = [float(model.anchors.get(actor, 0.0)) for actor in ballots.actors]
    position = np.array(anchored)[layout.actor]
    share = np.cumsum(layout.tally, axis=1) / layout.tally.sum(axis=1, keepdims=True)
    bound = model.cut_bound - 0.1
    lower = np.clip(2 * share[:, 0] - 1, -bound, bound - 0.1)
    upper = np.clip(np.maximum(2 * share[:, 1] - 1, lower + 1e-3), None, bound)
    loading = _loadings(model, layout, ballots)
    return Start(position, position.copy(), loading, lower, upper)


def _loadings(model: Model, layout: Layout, ballots: Ballots) -> Values:
    """1 where the first pole is nearer to no than the second, -1 where it is nearer to yes."""
    votes = []
    for pole in model.poles:
        known = ballots.actors.index(pole) if pole in ballots.actors else -1
        here = ballots.actor == known
        last = np.full(len(layout.item), np.nan)
        last[layout.item_of[here]] = ballots.choice[here]
        votes.append(last)
    signs: Values = np.nan_to_num(np.sign(votes[0] - votes[1]))
    return signs


def warm_start(warm: WarmStart, chain: int, cold: Start, layout: Layout, ballots: Ballots) -> Start:
    """Take over what an earlier run knows; a new session starts where the state was last."""
    chains = max(warm.positions["chain"].to_pylist(), default=0) + 1
    position, centre = _known_positions(warm, chain % chains, layout, ballots)
    at = _known_items(warm, chain % chains, layout, ballots)
    parts = [
        np.where(np.isnan(known), other, known)
        for known, other in zip(
            (position, centre, *at),
            (cold.position, cold.centre, cold.loading, cold.lower, cold.upper),
            strict=True,
        )
    ]
    return Start(*parts)


def _known_positions(
    warm: WarmStart, chain: int, layout: Layout, ballots: Ballots
) -> tuple[Values, Values]:
    """Positions by state and session; the state's last known one where a session is new."""
    rows = [row for row in warm.positions.to_pylist() if row["chain"] == chain]
    known: dict[Any, tuple[float, float]] = {}
    for row in sorted(rows, key=lambda row: row["session"]):
        known[row["actor"], row["session"]] = (row["position"], row["centre"])
        known[row["actor"]] = (row["position"], row["centre"])
    empty = (np.nan, np.nan)
    found = [
        known.get((actor, session), known.get(actor, empty))
        for actor, session in _keys(layout, ballots)
    ]
    position, centre = np.array(found, np.float64).reshape(-1, 2).T
    return position, centre


def _keys(layout: Layout, ballots: Ballots) -> list[tuple[Any, int]]:
    actors = [ballots.actors[number] for number in layout.actor.tolist()]
    return list(zip(actors, layout.session.tolist(), strict=True))


def _known_items(warm: WarmStart, chain: int, layout: Layout, ballots: Ballots) -> list[Values]:
    rows = [row for row in warm.items.to_pylist() if row["chain"] == chain]
    known = {row["item"]: (row["loading"], row["lower"], row["upper"]) for row in rows}
    empty = (np.nan,) * 3
    found = [known.get(ballots.items[number], empty) for number in layout.item.tolist()]
    return list(np.array(found, np.float64).reshape(-1, 3).T)


def end_of(chains: list[Start], layout: Layout, ballots: Ballots, item: Numbers) -> WarmStart:
    """Write down where chains ended, by names."""
    keys = _keys(layout, ballots)
    names = [ballots.items[number] for number in item.tolist()]
    number = range(len(chains))
    positions = {
        "chain": np.repeat(number, len(keys)),
        "actor": [actor for _ in number for actor, _ in keys],
        "session": np.tile(layout.session, len(chains)),
        "position": np.concatenate([chain.position for chain in chains]),
        "centre": np.concatenate([chain.centre for chain in chains]),
    }
    items = {
        "chain": np.repeat(number, len(names)),
        "item": names * len(chains),
        "loading": np.concatenate([chain.loading for chain in chains]),
        "lower": np.concatenate([chain.lower for chain in chains]),
        "upper": np.concatenate([chain.upper for chain in chains]),
    }
    return WarmStart(pa.table(positions), pa.table(items))
