"""Solve many tridiagonal systems side by side, and give the middle of their inverses.

A month depends on the month before and on nothing else, so the curvature of a path is tridiagonal
and everything costs one pass forward and one back. Time is the first axis and series the second:
a step of the pass is one operation on all series, which needs no compiler.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]


class Factor(NamedTuple):
    """Factors of symmetric positive definite tridiagonal matrices.

    Parameters
    ----------
    pivot
        Shape ``(T, S)``: the matrix is ``L diag(pivot) L'``.
    below
        Shape ``(T - 1, S)``: the entries of ``L`` below its unit diagonal.
    """

    pivot: Values
    below: Values


def factor(diagonal: Values, beside: Values) -> Factor:
    """Factor the matrices with this diagonal, and these entries beside it.

    Parameters
    ----------
    diagonal
        Shape ``(T, S)``, one column for each of S matrices.
    beside
        Shape ``(T - 1, S)``.

    Examples
    --------
    >>> made = factor(np.array([[2.0], [2.0]]), np.array([[1.0]]))
    >>> made.pivot.ravel().tolist(), made.below.ravel().tolist()
    ([2.0, 1.5], [0.5])
    """
    pivot, below = diagonal.copy(), np.empty_like(beside)
    for t in range(1, len(diagonal)):
        np.divide(beside[t - 1], pivot[t - 1], out=below[t - 1])
        pivot[t] -= below[t - 1] * beside[t - 1]
    return Factor(pivot, below)


def solve(made: Factor, right: Values) -> Values:
    """Solve for right sides of shape ``(T, S)``.

    Examples
    --------
    >>> made = factor(np.array([[2.0], [2.0]]), np.array([[1.0]]))
    >>> solve(made, np.array([[3.0], [3.0]])).ravel().tolist()
    [1.0, 1.0]
    """
    found = right.copy()
    for t in range(1, len(found)):
        found[t] -= made.below[t - 1] * found[t - 1]
    found /= made.pivot
    for t in range(len(found) - 2, -1, -1):
        found[t] -= made.below[t] * found[t + 1]
    return found


def inverse(made: Factor) -> tuple[Values, Values]:
    """Give the diagonals of the inverses, and the entries beside them.

    Returns
    -------
    diagonal, beside
        Shapes ``(T, S)`` and ``(T - 1, S)``: variances, and covariances of neighbours.

    Examples
    --------
    >>> made = factor(np.array([[2.0], [2.0]]), np.array([[1.0]]))
    >>> [part.ravel().round(4).tolist() for part in inverse(made)]
    [[0.6667, 0.6667], [-0.3333]]
    """
    diagonal, beside = 1 / made.pivot, np.empty_like(made.below)
    for t in range(len(diagonal) - 2, -1, -1):
        np.multiply(-made.below[t], diagonal[t + 1], out=beside[t])
        diagonal[t] -= made.below[t] * beside[t]
    return diagonal, beside
