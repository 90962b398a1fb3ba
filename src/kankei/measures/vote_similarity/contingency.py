"""One pass over the choices of all states, from which every measure of similarity follows."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Choices = NDArray[np.int8]
"""Choice of each state (column) on each subject (row); -1 where it made none."""
Pairs = tuple[NDArray[np.int64], NDArray[np.int64]]
"""First and second state of each pair, as columns of the choices."""
Counts = NDArray[np.float64]
"""Cells by pair, ``(categories, categories, pairs)``; the first state's choice comes first."""

NO_CHOICE = -1
_WORD = 64
"""Subjects in one machine word."""


def contingency(choices: Choices, categories: int, pairs: Pairs) -> Counts:
    """Cross-tabulate the choices of pairs of states over their common subjects.

    With ``M[a, i, v] = 1`` when state ``i`` chose ``a`` on subject ``v``, and 0 otherwise::

        C[a, b, i, j] = sum_v M[a, i, v] M[b, j, v]

    The marks are held as bits, so that one operation counts 64 subjects and the counts are exact. A
    subject on which either state made no choice counts for no cell.

    Parameters
    ----------
    choices
        Shape ``(subjects, states)``, values 0 to ``categories - 1``, or -1 for none.
    pairs
        Which pairs to give.

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
    bits = _bits(choices, categories)
    cells = np.zeros((categories, categories, len(pairs[0])))
    for word in bits:
        left, right = np.take(word, pairs[0], axis=1), np.take(word, pairs[1], axis=1)
        for row in range(categories):
            cells[row] += np.bitwise_count(left[row] & right)
    return cells


def weighted_contingency(
    choices: Choices, categories: int, pairs: Pairs, weights: NDArray[np.float64]
) -> Counts:
    """Cross-tabulate as :func:`contingency`, each subject counting by its weight.

    Parameters
    ----------
    weights
        One per subject, none negative.
    """
    states = choices.shape[1]
    chosen = np.ascontiguousarray(choices.T)
    marks = np.stack([chosen == choice for choice in range(categories)]).astype(np.float64)
    flat = marks.reshape(categories * states, len(choices))
    joint = ((flat * weights) @ flat.T).reshape(categories, states, categories, states)
    square = joint.transpose(0, 2, 1, 3).reshape(categories**2, -1)
    cells = np.take(square, pairs[0] * states + pairs[1], axis=1)
    counts: Counts = cells.reshape(categories, categories, -1)
    return counts


def _bits(choices: Choices, categories: int) -> NDArray[np.uint64]:
    """Marks as machine words, ``(words, categories, states)``."""
    subjects, states = choices.shape
    words = -(-subjects // _WORD)
    marks = np.zeros((categories, states, words * _WORD), np.bool_)
    for choice in range(categories):
        marks[choice, :, :subjects] = (choices == choice).T
    packed = np.packbits(marks, axis=2).view(np.uint64)
    return np.ascontiguousarray(np.moveaxis(packed, 2, 0))


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
