"""The best cut of a whole series into segments, exactly and in time that grows with its length.

The retrospective view: which set of breaks, taken together, describes the series best. It gives no
probabilities; those are in :mod:`.posterior`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, Literal

import numpy as np

from ...terms.errors import MethodError, Problem
from .segments import Values

Cost = Literal["mean", "mean-variance", "counts"]
COSTS: tuple[Cost, ...] = ("mean", "mean-variance", "counts")
_LEAST = {"mean": 1, "mean-variance": 2, "counts": 1}
_PRICE = {"mean": 3, "mean-variance": 4, "counts": 3}


def pelt(
    values: Values, cost: Cost = "mean-variance", penalty: float | None = None, shortest: int = 0
) -> tuple[int, ...]:
    """Cut a series where the sum of the costs of its segments and of a penalty a cut is least.

    Costs of a segment of n observations with mean y, squares S around it and sum T (twice the
    negative log likelihood, without constants)::

        mean            S / s^2, with s the spread of the moves of the whole series / sqrt(2)
        mean-variance   n log(S / n)
        counts          2 (T - T log(T / n)), Poisson

    Parameters
    ----------
    values
        In order of time, without gaps.
    penalty
        Cost of a cut; ``k log(length)`` when not given, with k = 3, 4, 3: one for every parameter
        of a segment, one for its date, and one against breaks found by chance.
    shortest
        Fewest observations of a segment; 2 for ``mean-variance`` and 1 for the others when 0.

    Returns
    -------
    tuple of int
        Number of the last observation of every segment but the last, the first observation being 1.

    Raises
    ------
    MethodError
        On an unknown cost, a missing value, negative counts, or when numba is absent.

    References
    ----------
    Killick, Fearnhead and Eckley (2012).

    Examples
    --------
    >>> pelt(np.array([1.0, 1.1, 0.9, 1.0, 5.0, 5.2, 4.9, 5.1]), "mean")
    (4,)
    """
    if cost not in COSTS:
        raise MethodError(Problem(f"there is no cost {cost!r}", f"use one of {', '.join(COSTS)}"))
    if not np.isfinite(values).all():
        raise MethodError(Problem("the series has missing values", "leave those months out"))
    if cost == "counts" and (values < 0).any():
        raise MethodError(Problem("a count is negative", "use the cost mean-variance"))
    size, least = len(values), shortest or _LEAST[cost]
    if size < 2 * least:
        return ()
    price = _PRICE[cost] * np.log(size) if penalty is None else penalty
    scaled, raised = _scaled(values, cost)
    total, square = (np.concatenate([[0.0], np.cumsum(part)]) for part in (scaled, scaled**2))
    previous = _search()(total, square, COSTS.index(cost), float(price), least, raised)
    return _cuts(previous)


def _scaled(values: Values, cost: Cost) -> tuple[Values, float]:
    """The series near zero and in units of its noise, and the least variance of a segment."""
    if cost == "counts":
        return values.astype(np.float64), 0.0
    centred = values - values.mean()
    moves = np.diff(centred)
    noise = 1.4826 * float(np.median(np.abs(moves))) / np.sqrt(2) or float(centred.std()) or 1.0
    # A segment of equal values would have cost minus infinity.
    return (centred / noise, 0.0) if cost == "mean" else (centred / noise, 1e-8)


def _cuts(previous: Any) -> tuple[int, ...]:
    found = []
    end = len(previous) - 1
    while (end := int(previous[end])) > 0:
        found.append(end)
    return tuple(reversed(found))


@cache
def _search() -> Callable[..., Any]:
    """The search as machine code, made when it is first needed."""
    try:
        import numba
    except ImportError as absent:
        what = "PELT needs the package numba, which is not installed"
        raise MethodError(Problem(what, "install kankei with the extra 'measure'")) from absent
    compiled = numba.njit(cache=True, error_model="numpy")
    found: Callable[..., Any] = compiled(_previous)
    return found


def _previous(
    total: Any, square: Any, cost: int, penalty: float, least: int, smallest: float
) -> Any:
    """Best start of the last segment, for every end; starts that can never win again are dropped.

    A start is dropped when even without a penalty it is worse than the best: no later end can make
    up for that, because cutting a segment never raises its cost.
    """
    size = total.shape[0] - 1
    best = np.full(size + 1, np.inf)
    best[0] = -penalty
    previous = np.zeros(size + 1, np.int64)
    starts = np.zeros(size + 1, np.int64)
    costs = np.zeros(size + 1)
    kept = 1
    for end in range(least, size + 1):
        for place in range(kept):
            start = starts[place]
            n = end - start
            t = total[end] - total[start]
            if cost == 2:
                costs[place] = best[start] + (2 * (t - t * np.log(t / n)) if t > 0 else 0.0)
            else:
                s = max(square[end] - square[start] - t * t / n, 0.0)
                cheap = s if cost == 0 else n * np.log(max(s / n, smallest))
                costs[place] = best[start] + cheap
            if costs[place] + penalty < best[end]:
                best[end] = costs[place] + penalty
                previous[end] = start
        left = 0
        for place in range(kept):
            if costs[place] <= best[end]:
                starts[left] = starts[place]
                left += 1
        fresh = end - least + 1
        if fresh >= least:
            starts[left] = fresh
            left += 1
        kept = left
    return previous
