"""How much the frustration of the whole system would change if one relation turned over."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..arrays import Numbers
from .certificate import Certificate
from .programme import Optimum, least_frustration
from .signed import Sides, SignedNetwork

UNKNOWN = -9
"""Strain that could not be proven within the time limit."""
_SCALE = 1_000_000
"""Capacities are whole numbers for the flow algorithm."""
_PARTITIONS = 400
"""Partitions looked at by moving one state, at most."""


class _Known:
    """Fewest frustrated ties with a given tie frustrated: bounds above the optimum, 0 to 2.

    Parameters
    ----------
    low, high
        Two stands for two or more.
    """

    def __init__(self, network: SignedNetwork, optimum: int) -> None:
        self.network = network
        self.optimum = optimum
        self.low: Numbers = np.zeros(network.ties, np.int64)
        self.high: Numbers = np.full(network.ties, 2)

    def open(self) -> Numbers:
        """Ties whose bounds differ."""
        return np.flatnonzero(self.low < self.high)

    def learn(self, sides: Sides) -> bool:
        """Use a partition as an example; say whether it taught anything."""
        frustrated = self.network.frustrated(sides)
        above = int(frustrated.sum()) - self.optimum
        new: NDArray[np.bool_] = frustrated & (self.high > above)
        self.high[new] = above
        return bool(new.any())


def strain(
    network: SignedNetwork, optimum: Optimum, certificate: Certificate, time_limit: float = 60.0
) -> Numbers:
    """Give the change of the frustration index when the sign of each tie turns over.

    Let ``F_e`` be the fewest frustrated ties of a partition in which tie ``e`` is frustrated, and
    ``L`` the frustration index. The network with the sign of ``e`` turned has the index
    ``min(F_e - 1, L + 1)``, so that::

        strain_e = -1 when F_e = L,  0 when F_e = L + 1,  +1 when F_e >= L + 2

    A tie with strain -1 is a burden on the system: turned over, the rest would fit better. One
    with +1 holds it together.

    Parameters
    ----------
    optimum
        Proven, from :func:`least_frustration`.
    certificate
        From :func:`certify`; whatever of the ties it leaves unloaded bounds ``F_e`` from below by a
        smallest cut. What is still open is solved one by one.

    Returns
    -------
    numpy.ndarray
        One of -1, 0, 1 for each tie, or ``UNKNOWN``.

    Notes
    -----
    The bound: for any partition, frustrated ties number at least the sum of the cycle weights plus
    the unloaded parts of the frustrated ties. Against an optimal partition, the ties that become
    frustrated form a cut between two groups of states; when ``e`` is among them, the cut parts its
    ends.
    """
    known = _Known(network, optimum.frustration)
    _explore(known, optimum.sides)
    least, cuts = _smallest_cuts(network, optimum, certificate)
    total = certificate.weight.sum()
    known.low = np.clip(np.ceil(total + least - 1e-4) - optimum.frustration, 0, 2).astype(np.int64)
    known.low = np.where(network.frustrated(optimum.sides), 0, known.low)
    for cut in cuts:
        if known.learn(np.where(cut, 1 - optimum.sides, optimum.sides)):
            _explore(known, np.where(cut, 1 - optimum.sides, optimum.sides))
    _settle(known, certificate, time_limit)
    return np.where(known.low < known.high, UNKNOWN, known.high - 1)


def _settle(known: _Known, certificate: Certificate, time_limit: float) -> None:
    """Solve the programme with each open tie forced, and learn from every solution."""
    tried: set[int] = set()
    while left := [tie for tie in known.open().tolist() if tie not in tried]:
        tie = left[0]
        tried.add(tie)
        found = least_frustration(known.network, time_limit, certificate.cycles, tie)
        known.low[tie] = max(known.low[tie], min(found.bound - known.optimum, 2))
        known.learn(found.sides)
        _explore(known, found.sides)


def _explore(known: _Known, sides: Sides) -> None:
    """Move single states to the other side as long as the partition stays optimal or nearly so."""
    network = known.network
    known.learn(sides)
    waiting, seen = [sides], {sides.tobytes()}
    while waiting and len(seen) < _PARTITIONS:
        here = waiting.pop()
        change = _changes(network, here)
        above = int(network.frustrated(here).sum()) - known.optimum
        for state in np.flatnonzero(change + above <= 1).tolist():
            moved = here.copy()
            moved[state] = 1 - moved[state]
            if known.learn(moved) and moved.tobytes() not in seen:
                seen.add(moved.tobytes())
                waiting.append(moved)


def _changes(network: SignedNetwork, sides: Sides) -> NDArray[np.float64]:
    """Change of the number of frustrated ties when one state changes sides."""
    worth = np.where(network.frustrated(sides), -1.0, 1.0)
    ends = np.concatenate([network.a, network.b])
    return np.bincount(ends, np.tile(worth, 2), network.size).astype(np.float64)


def _smallest_cuts(
    network: SignedNetwork, optimum: Optimum, certificate: Certificate
) -> tuple[NDArray[np.float64], list[NDArray[np.bool_]]]:
    """Smallest cut of unloaded parts between the ends of each tie, and the cuts of the tree.

    Gusfield's form of the Gomory-Hu tree: one flow for each state but the first.
    """
    from scipy.sparse.csgraph import breadth_first_order, maximum_flow

    graph = _capacities(network, optimum, certificate)
    size = network.size
    parent, flow, cuts = np.zeros(size, np.int64), np.full(size, np.inf), []
    least = np.full((size, size), np.inf)
    for state in range(1, size):
        found = maximum_flow(graph, state, int(parent[state]))
        rest = graph - found.flow
        rest.data = np.maximum(rest.data, 0)
        rest.eliminate_zeros()
        cut = np.zeros(size, np.bool_)
        cut[breadth_first_order(rest, state, return_predecessors=False)] = True
        flow[state] = found.flow_value / _SCALE
        later = np.arange(size) > state
        parent[later & cut & (parent == parent[state])] = state
        cuts.append(cut)
    for state in range(1, size):
        up = parent[state]
        least[state, :state] = np.minimum(least[up, :state], flow[state])
        least[state, up] = flow[state]
        least[:state, state] = least[state, :state]
    return least[network.a, network.b], cuts


def _capacities(network: SignedNetwork, optimum: Optimum, certificate: Certificate) -> Any:
    """Unloaded part of each tie that is not frustrated, rounded down."""
    from scipy.sparse import csr_matrix

    free = np.maximum(np.floor((1 - certificate.load) * _SCALE), 0)
    capacity = np.where(network.frustrated(optimum.sides), 0, free).astype(np.int32)
    rows = np.concatenate([network.a, network.b])
    columns = np.concatenate([network.b, network.a])
    shape = (network.size, network.size)
    graph = csr_matrix((np.tile(capacity, 2), (rows, columns)), shape=shape)
    graph.eliminate_zeros()
    return graph
