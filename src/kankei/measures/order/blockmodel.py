"""The search behind the blocs: descent from many starts, and an integer programme for a proof."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...terms.errors import MethodError, Problem
from ..arrays import Numbers
from .signed import SignedNetwork, Signs

Costs = NDArray[np.float64]
"""Change of the criterion when two states share a bloc, ``(networks, states, states)``."""

_STEP = 1e-9
"""Smaller improvements are rounding."""
_SHAKEN = 0.1
"""Share of the states that a kick puts into a bloc drawn by chance."""


@dataclass(frozen=True, slots=True)
class Search:
    """How partitions are weighed and searched.

    Parameters
    ----------
    alpha
        Weight of a hostile tie within a bloc; a friendly tie between blocs has ``1 - alpha``.
    restarts
        Random starts.
    kicks
        How often the result of each start is shaken and improved again.
    seed
        Starts the random numbers.
    """

    alpha: float = 0.5
    restarts: int = 20
    kicks: int = 20
    seed: int = 0

    def __post_init__(self) -> None:
        """Refuse what is no search."""
        if not 0 <= self.alpha <= 1 or self.restarts < 1 or self.kicks < 0:
            what = f"alpha {self.alpha}, {self.restarts} restarts and {self.kicks} kicks"
            raise MethodError(Problem(what, "give alpha from 0 to 1 and at least one restart"))


@dataclass(frozen=True, slots=True)
class Division:
    """A partition into blocs.

    Parameters
    ----------
    bloc
        Number of the bloc of each state, from 0.
    criterion
        Its value.
    bound
        No partition has a smaller one.
    reached
        Share of the restarts that end at the best value found by them.
    """

    bloc: Numbers
    criterion: float
    bound: float
    reached: float

    @property
    def proven(self) -> bool:
        """True when no partition is better."""
        return self.criterion - self.bound < _STEP


def criterion(network: SignedNetwork, bloc: Numbers, alpha: float) -> float:
    """Give ``alpha`` times the hostile ties within blocs plus ``1 - alpha`` the friendly between.

    Ties are counted in both directions, as in the matrix of signs.

    Examples
    --------
    >>> network = SignedNetwork("", ["A", "B"], np.array([0]), np.array([1]), np.array([-1]))
    >>> criterion(network, np.array([0, 0]), 0.5)
    1.0
    """
    together = bloc[network.a] == bloc[network.b]
    hostile = int((together & (network.sign < 0)).sum())
    friendly = int((~together & (network.sign > 0)).sum())
    return 2 * (alpha * hostile + (1 - alpha) * friendly)


def divide(network: SignedNetwork, count: int, search: Search) -> Division:
    """Find a partition of one network with a small criterion; see :func:`divide_all`."""
    blocs, reached = divide_all(network.matrix()[None], count, search)
    value = criterion(network, blocs[0], search.alpha)
    return Division(blocs[0], value, value if count == 1 else 0.0, float(reached[0]))


def divide_all(signs: Signs, count: int, search: Search) -> tuple[Numbers, NDArray[np.float64]]:
    """Find a partition with a small criterion for each of several networks.

    From random starts, the state and bloc that lower the criterion most are moved until none does.
    Then a few states are put into blocs by chance and the descent starts again, as often as the
    search says; a result that is no worse replaces the one before.

    Parameters
    ----------
    signs
        Matrices of signs, ``(networks, states, states)``.

    Returns
    -------
    blocs, reached
        Bloc of each state of each network, and the share of starts that end at its best value.
    """
    networks, size = signs.shape[:2]
    alpha, runs = search.alpha, (search.restarts, size)
    costs = 2 * (np.where(signs < 0, alpha, 0.0) - np.where(signs > 0, 1 - alpha, 0.0))
    random = np.random.default_rng([search.seed, count])

    def descend(starts: Numbers) -> tuple[Numbers, NDArray[np.float64]]:
        return _descend(costs, starts.reshape(-1, size), count)

    best, values = descend(np.tile(random.integers(0, count, runs), (networks, 1, 1)))
    for _ in range(search.kicks if count > 1 else 0):
        kicked = np.tile(random.random(runs) < _SHAKEN, (networks, 1))
        anew = np.tile(random.integers(0, count, runs), (networks, 1))
        tried, reached = descend(np.where(kicked, anew, best))
        better = reached <= values + _STEP
        best[better], values[better] = tried[better], reached[better]
    table = values.reshape(networks, -1)
    first = np.arange(networks) * search.restarts + table.argmin(axis=1)
    level = table <= table.min(axis=1, keepdims=True) + _STEP
    return best[first], level.mean(axis=1)


def prove(
    network: SignedNetwork, count: int, search: Search, found: Division, seconds: float
) -> Division:
    """Solve the blockmodel as an integer programme, and keep the better partition.

    Minimise ``sum w_e f_e`` with ``y_ib = 1`` when state ``i`` is in bloc ``b``, one bloc for each
    state, ``f_e >= y_ib - y_jb`` for a friendly tie and ``f_e >= y_ib + y_jb - 1`` for a hostile
    one, for every bloc. The first states by number of ties take the first blocs, since blocs have
    no names.

    Parameters
    ----------
    seconds
        Limit of the solver; the bound holds also when it is reached.
    """
    from scipy.optimize import Bounds, LinearConstraint, milp

    size, ties = network.size, network.ties
    hostile = network.sign < 0
    weight = 2 * np.where(hostile, search.alpha, 1 - search.alpha)
    result = milp(
        np.concatenate([np.zeros(size * count), weight]),
        constraints=[LinearConstraint(*rows) for rows in _rows(network, count)],
        integrality=np.repeat([1, 0], [size * count, ties]),
        bounds=Bounds(np.zeros(size * count + ties), _highest(network, count)),
        options={"time_limit": seconds, "mip_rel_gap": 0.0},
    )
    bound = result.mip_dual_bound
    least = max(float(bound), 0.0) if bound is not None and np.isfinite(bound) else 0.0
    least = _on_grid(least, search.alpha)
    better = found
    if result.x is not None:
        bloc = result.x[: size * count].reshape(size, count).argmax(axis=1)
        value = criterion(network, bloc, search.alpha)
        if value < found.criterion - _STEP:
            better = Division(bloc, value, 0.0, 0.0)
    return Division(better.bloc, better.criterion, min(least, better.criterion), better.reached)


def _descend(costs: Costs, starts: Numbers, count: int) -> tuple[Numbers, NDArray[np.float64]]:
    """Move one state at a time in every run until no move lowers the criterion.

    Returns
    -------
    blocs, values
        The criterion up to what is the same for all partitions of a network.
    """
    runs = np.arange(len(starts))
    network = runs // (len(starts) // len(costs))
    blocs = starts.copy()
    marks = (blocs[:, :, None] == np.arange(count)).astype(np.float64)
    load = (costs[:, None] @ marks.reshape(len(costs), -1, *marks.shape[1:])).reshape(marks.shape)
    active = runs
    while len(active):
        here = np.take_along_axis(load[active], blocs[active][:, :, None], axis=2)
        change = (load[active] - here).reshape(len(active), -1)
        move = change.argmin(axis=1)
        gain = change[np.arange(len(active)), move] < -_STEP
        active, move = active[gain], move[gain]
        state, new = np.divmod(move, count)
        old, moved = blocs[active, state], costs[network[active], state]
        load[active, :, new] += moved
        load[active, :, old] -= moved
        blocs[active, state] = new
    own = np.take_along_axis(load, blocs[:, :, None], axis=2)
    return blocs, own.sum(axis=(1, 2)) / 2


def _rows(network: SignedNetwork, count: int) -> list[tuple[Any, Any, Any]]:
    """One bloc for each state, and the cost of each tie in each bloc."""
    from scipy.sparse import coo_matrix

    size, ties = network.size, network.ties
    width = size * count + ties
    state = np.arange(size * count)
    whole = coo_matrix((np.ones(len(state)), (state // count, state)), shape=(size, width))
    sign = network.sign.astype(np.float64)
    rows: list[tuple[Any, Any, Any]] = [(whole, 1.0, 1.0)]
    row = np.arange(ties)
    for bloc in range(count):
        columns = (size * count + row, network.a * count + bloc, network.b * count + bloc)
        place = (np.tile(row, 3), np.concatenate(columns))
        values = np.concatenate([np.ones(ties), -np.ones(ties), sign])
        rows.append((coo_matrix((values, place), shape=(ties, width)), (sign - 1) / 2, np.inf))
        values = np.concatenate([np.ones(ties), np.where(sign > 0, 1.0, -1.0), -np.ones(ties)])
        rows.append((coo_matrix((values, place), shape=(ties, width)), (sign - 1) / 2, np.inf))
    return rows


def _highest(network: SignedNetwork, count: int) -> NDArray[np.float64]:
    """Upper bounds: the state of rank ``r`` takes one of the first ``r + 1`` blocs."""
    allowed = np.ones((network.size, count))
    for rank, state in enumerate(np.argsort(-network.degree, kind="stable")[: count - 1].tolist()):
        allowed[state, rank + 1 :] = 0
    return np.concatenate([allowed.ravel(), np.ones(network.ties)])


def _on_grid(bound: float, alpha: float) -> float:
    """Raise a bound to the next whole number where the criterion can only be one."""
    return float(np.ceil(bound - 1e-6)) if abs(alpha - 0.5) < _STEP else bound
