"""The exact frustration index as an integer programme."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...terms.errors import MethodError, Problem
from ..arrays import Numbers
from .signed import Sides, SignedNetwork

OPTIMAL = "optimal"
LIMITED = "time limit reached"
_SLACK = 1e-6
"""Rounding that a bound of the solver may carry."""


@dataclass(frozen=True, slots=True)
class Optimum:
    """The best partition found, and what is proven of it.

    Parameters
    ----------
    sides
        Side of each state.
    frustration
        Number of frustrated ties of that partition, counted anew.
    bound
        No partition has fewer.
    status
        ``optimal``, or why the solver stopped.
    gap
        Relative gap that the solver reports.
    """

    sides: Sides
    frustration: int
    bound: int
    status: str
    gap: float

    @property
    def proven(self) -> bool:
        """True when the bound equals the value."""
        return self.bound == self.frustration


def least_frustration(
    network: SignedNetwork,
    time_limit: float = 60.0,
    cycles: Any = None,
    forced: int | None = None,
) -> Optimum:
    """Find a partition into two sides with as few frustrated ties as any.

    With a side ``x_i`` of each state and ``f_e`` of each tie, minimise ``sum f_e`` subject to::

        f_e >= |x_i - x_j|          for a friendly tie
        f_e >= 1 - |x_i - x_j|      for a hostile tie
        f_e + f_g + f_h >= 1        for every triangle with one or three hostile ties

    where only ``x`` is whole. The last rows follow from the others; they make the problem easy. In
    each component the state with the most ties is put on side 1.

    Parameters
    ----------
    time_limit
        Seconds for the solver.
    cycles
        Further rows that hold for every partition, a sparse matrix ``(rows, ties)`` whose product
        with ``f`` is at least 1.
    forced
        Number of a tie that has to be frustrated.

    References
    ----------
    Aref and Wilson (2019), Journal of Complex Networks 7(2): 163-189; solved by HiGHS.
    """
    from scipy.optimize import Bounds, LinearConstraint, milp

    size, ties = network.size, network.ties
    if not ties:
        return Optimum(np.ones(size, np.int64), 0, 0, OPTIMAL, 0.0)
    rows = _rows(network, cycles)
    constraints = [LinearConstraint(rows[0], rows[1], np.inf)]
    if forced is not None:
        constraints.append(LinearConstraint(*_forced(network, forced)))
    low = np.zeros(size + ties)
    low[anchors(network)] = 1
    result = milp(
        np.repeat([0.0, 1.0], [size, ties]),
        constraints=constraints,
        integrality=np.repeat([1, 0], [size, ties]),
        bounds=Bounds(low, np.ones(size + ties)),
        # Presolving finds little here and takes longer than the rest.
        options={"time_limit": time_limit, "mip_rel_gap": 0.0, "presolve": False},
    )
    return _optimum(network, result)


def anchors(network: SignedNetwork) -> Numbers:
    """Give the state with the most ties in each component."""
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import connected_components

    links = (np.ones(network.ties), (network.a, network.b))
    graph = coo_matrix(links, shape=(network.size, network.size))
    count, component = connected_components(graph, directed=False)
    order = np.lexsort((np.arange(network.size), -network.degree, component))
    first = np.searchsorted(component[order], np.arange(count))
    return order[first]


def unbalanced_triangles(network: SignedNetwork) -> Numbers:
    """Give the ties of every triangle with one or three hostile ties, ``(3, triangles)``."""
    ties = triangles(network)
    product = network.sign[ties].prod(axis=0)
    return ties[:, product < 0]


def triangles(network: SignedNetwork) -> Numbers:
    """Give the ties of every triangle, ``(3, triangles)``."""
    number = np.full((network.size, network.size), -1)
    number[network.a, network.b] = number[network.b, network.a] = np.arange(network.ties)
    linked = number >= 0
    after = np.arange(network.size) > network.b[:, None]
    tie, third = np.nonzero(linked[network.a] & linked[network.b] & after)
    return np.stack([tie, number[network.a[tie], third], number[network.b[tie], third]])


def _rows(network: SignedNetwork, cycles: Any) -> tuple[Any, NDArray[np.float64]]:
    """Left and right side of every row of the programme."""
    from scipy.sparse import csr_matrix, hstack, vstack

    ties, sign = network.ties, network.sign.astype(np.float64)
    left = [
        _tie_rows(network, -np.ones(ties), sign),  # f - x_i + s x_j >= (s - 1) / 2
        _tie_rows(network, np.ones(ties), -sign),  # f + x_i - s x_j >= (1 - s) / 2
        _triangle_rows(network),
    ]
    if cycles is not None:
        nothing = csr_matrix((cycles.shape[0], network.size))
        left.append(hstack([nothing, cycles]))
    sums = sum(part.shape[0] for part in left[2:])
    right = np.concatenate([(sign - 1) / 2, (1 - sign) / 2, np.ones(sums)])
    return vstack(left, format="csr"), right


def _tie_rows(network: SignedNetwork, of_a: NDArray[np.float64], of_b: NDArray[np.float64]) -> Any:
    from scipy.sparse import csr_matrix

    row, size = np.arange(network.ties), network.size
    values = np.concatenate([np.ones(network.ties), of_a, of_b])
    columns = np.concatenate([size + row, network.a, network.b])
    return csr_matrix((values, (np.tile(row, 3), columns)), shape=(len(row), size + len(row)))


def _triangle_rows(network: SignedNetwork) -> Any:
    from scipy.sparse import csr_matrix

    ties = unbalanced_triangles(network)
    row = np.tile(np.arange(ties.shape[1]), 3)
    shape = (ties.shape[1], network.size + network.ties)
    return csr_matrix((np.ones(ties.size), (row, network.size + ties.ravel())), shape=shape)


def _forced(network: SignedNetwork, tie: int) -> tuple[Any, float, float]:
    """Row that makes a tie frustrated: the states apart when friendly, together when hostile."""
    row = np.zeros((1, network.size + network.ties))
    row[0, network.a[tie]] = 1
    row[0, network.b[tie]] = network.sign[tie]
    wanted = 1.0 if network.sign[tie] > 0 else 0.0
    return row, wanted, wanted


def _optimum(network: SignedNetwork, result: Any) -> Optimum:
    if result.status not in (0, 1):
        what = f"the solver says: {result.message}"
        raise MethodError(Problem(what, "report the ties with which this happens"))
    sides = (
        np.ones(network.size, np.int64) if result.x is None else np.round(result.x[: network.size])
    )
    sides = sides.astype(np.int64)
    value = int(network.frustrated(sides).sum())
    bound = result.mip_dual_bound
    least = int(np.ceil(bound - _SLACK)) if bound is not None and np.isfinite(bound) else 0
    gap = float(result.mip_gap) if result.mip_gap is not None else float("inf")
    status = OPTIMAL if result.status == 0 else LIMITED
    return Optimum(sides, value, min(max(least, 0), value), status, gap)
