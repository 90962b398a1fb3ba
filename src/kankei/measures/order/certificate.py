"""A proof of the frustration index that can be checked without trusting a solver.

Every cycle with an odd number of hostile ties holds a frustrated tie, whatever the sides. Weights
on such cycles that load no tie with more than 1 therefore add up to no more than the frustration
index. The best weights are the dual of a linear programme over these cycles.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..arrays import Numbers
from .programme import unbalanced_triangles
from .signed import SignedNetwork

_ROUNDS = 60
_VIOLATED = 1e-3
"""A cycle is added when its ties sum to less than 1 by this much."""
_TOUCH = 1e-9
"""Makes the shortest of equally light cycles be found."""


@dataclass(frozen=True, slots=True)
class Certificate:
    """Weighted cycles with an odd number of hostile ties.

    Parameters
    ----------
    cycles
        Sparse matrix ``(cycles, ties)``: how often a cycle passes a tie.
    weight
        Of each cycle, none negative.
    """

    cycles: Any
    weight: NDArray[np.float64]

    @property
    def load(self) -> NDArray[np.float64]:
        """Weight of the cycles through each tie; at most 1."""
        load: NDArray[np.float64] = self.cycles.T @ self.weight
        return load

    @property
    def bound(self) -> int:
        """No partition has fewer frustrated ties."""
        return max(int(np.ceil(self.weight.sum() - 1e-6)), 0)


def certify(network: SignedNetwork) -> Certificate:
    """Find weights on odd cycles whose sum bounds the frustration index from below.

    Starting from the triangles, a linear programme is solved, cycles that its solution violates
    are found as shortest paths between the two copies of a state in the doubled network, and added
    until none is left.

    References
    ----------
    Barahona and Mahjoub (1986), Mathematical Programming 36: 157-173 (odd cycle inequalities).
    """
    from scipy.optimize import linprog
    from scipy.sparse import csr_matrix, vstack

    cycles = _as_rows(list(unbalanced_triangles(network).T), network.ties)
    cost, weight = np.ones(network.ties), np.zeros(0)
    for _ in range(_ROUNDS):
        share = np.zeros(network.ties)
        if cycles.shape[0]:
            limit = -np.ones(cycles.shape[0])
            found = linprog(cost, A_ub=-cycles, b_ub=limit, method="highs")
            share, weight = found.x, np.maximum(-found.ineqlin.marginals, 0)
        more = _violated(network, share)
        if not more:
            break
        cycles = vstack([cycles, _as_rows(more, network.ties)], format="csr")
        weight = np.concatenate([weight, np.zeros(len(more))])
    return Certificate(csr_matrix(cycles), _within(cycles, weight))


def _within(cycles: Any, weight: NDArray[np.float64]) -> NDArray[np.float64]:
    """Scale the weights down by what rounding may load a tie above 1."""
    load = cycles.T @ weight
    return weight / max(float(load.max(initial=1.0)), 1.0)


def _as_rows(cycles: list[Numbers], ties: int) -> Any:
    from scipy.sparse import csr_matrix

    row = np.repeat(np.arange(len(cycles)), [len(cycle) for cycle in cycles])
    column = np.concatenate(cycles) if cycles else np.zeros(0, np.int64)
    return csr_matrix((np.ones(len(row)), (row, column)), shape=(len(cycles), ties))


def _violated(network: SignedNetwork, share: NDArray[np.float64]) -> list[Numbers]:
    """Odd cycles whose ties sum to less than 1, each once."""
    from scipy.sparse.csgraph import dijkstra

    size = network.size
    number = np.full((size, size), -1)
    number[network.a, network.b] = number[network.b, network.a] = np.arange(network.ties)
    distance, before = dijkstra(
        _doubled(network, share + _TOUCH),
        directed=False,
        indices=np.arange(size),
        return_predecessors=True,
        limit=1.0,
    )
    across = distance[np.arange(size), size + np.arange(size)]
    found: dict[tuple[int, ...], Numbers] = {}
    for state in np.flatnonzero(across < 1 - _VIOLATED).tolist():
        path = _path(before[state], state, size)
        cycle = np.sort(number[path[:-1] % size, path[1:] % size])
        found.setdefault(tuple(cycle.tolist()), cycle)
    return list(found.values())


def _doubled(network: SignedNetwork, length: NDArray[np.float64]) -> Any:
    """Two copies of each state; hostile ties lead from one copy to the other."""
    from scipy.sparse import csr_matrix

    size, hostile = network.size, network.sign < 0
    ends = np.where(hostile, network.b + size, network.b)
    others = np.where(hostile, network.b, network.b + size)
    rows = np.concatenate([network.a, network.a + size])
    columns = np.concatenate([ends, others])
    return csr_matrix((np.tile(length, 2), (rows, columns)), shape=(2 * size, 2 * size))


def _path(before: Numbers, start: int, size: int) -> Numbers:
    path = [start + size]
    while path[-1] != start:
        path.append(int(before[path[-1]]))
    return np.array(path)
