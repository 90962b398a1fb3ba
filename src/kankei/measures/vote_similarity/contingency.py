"""One pass over the choices of all states, from which every measure of similarity follows."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Choices = NDArray[np.int8]
"""Choice of each state (column) on each subject (row); -1 where it made none."""
Pairs = tuple[NDArray[np.int64], NDArray[np.int64]]
"""First and second state of each pair, as columns of the choices."""
Counts = NDArray[np.float64]
"""Cells by pair, ``(categories, categories, pairs)``; the first state's choice comes first."""

NO_CHOICE = -1
_EXACT_SUBJECTS = 2**24
"""Whole numbers up to this one are exact in single precision."""


def contingency(
    choices: Choices, categories: int, pairs: Pairs, weights: NDArray[np.float64] | None = None
) -> Counts:
    """Cross-tabulate the choices of pairs of states over their common subjects.

    With ``M[a, i, v] = 1`` when state ``i`` chose ``a`` on subject ``v``, and 0 otherwise::

        C[a, b, i, j] = sum_v w_v M[a, i, v] M[b, j, v]

    which is one matrix product. A subject on which either state made no choice counts for no cell.

    Parameters
    ----------
    choices
        Shape ``(subjects, states)``, values 0 to ``categories - 1``, or -1 for none.
    pairs
        Which pairs to give.
    weights
        Weight of each subject; 1 when ``None``, and then the cells are exact counts.

    Returns
    -------
    numpy.ndarray
        Shape ``(categories, categories, pairs)``.

    Examples
    --------
    >>> votes = np.array([[0, 0], [2, 1], [2, -1]], np.int8)
    >>> contingency(votes, 3, (np.array([0]), np.array([1])))[:, :, 0].astype(int).tolist()
    [[1, 0, 0], [0, 0, 0], [0, 1, 0]]
    """
    states = choices.shape[1]
    single = weights is None and len(choices) < _EXACT_SUBJECTS
    kind: Any = np.float32 if single else np.float64
    chosen = np.ascontiguousarray(choices.T)
    marks = np.stack([chosen == choice for choice in range(categories)]).astype(kind)
    flat = marks.reshape(categories * states, len(choices))
    joint = (flat if weights is None else flat * weights) @ flat.T
    square = joint.reshape(categories, states, categories, states).transpose(0, 2, 1, 3)
    cells = square.reshape(categories**2, states**2)[:, pairs[0] * states + pairs[1]]
    return cells.reshape(categories, categories, -1).astype(np.float64)


def all_pairs(states: int) -> Pairs:
    """List the pairs of so many states, each once.

    Examples
    --------
    >>> [ends.tolist() for ends in all_pairs(3)]
    [[0, 0, 1], [1, 2, 2]]
    """
    first, second = np.triu_indices(states, 1)
    return first.astype(np.int64), second.astype(np.int64)


def resampled(
    choices: Choices, categories: int, pairs: Pairs, draws: NDArray[np.float64]
) -> Counts:
    """Cross-tabulate some pairs in every draw of a bootstrap.

    Parameters
    ----------
    draws
        How often each draw takes each subject, ``(draws, subjects)``.

    Returns
    -------
    numpy.ndarray
        Shape ``(categories, categories, draws, pairs)``.
    """
    first, second = choices[:, pairs[0]], choices[:, pairs[1]]
    common = (first >= 0) & (second >= 0)
    cell = np.where(common, first * categories + second, NO_CHOICE)
    marks = np.stack([cell == number for number in range(categories**2)]).astype(np.float32)
    taken = draws.astype(np.float32) @ marks
    return taken.reshape(categories, categories, len(draws), -1).astype(np.float64)
