"""Draws of positions given what the votes say of each: its weight and its pull.

Random numbers come in from outside, so that these functions call no other compiled one.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from .compiled import compiled
from .normal import Vector
from .shapes import Index

ZERO, ONE = np.float32(0), np.float32(1)


@compiled
def draw_one_sided(
    place: Index,
    prior: Index,
    variance: Vector,
    weight: Vector,
    pull: Vector,
    centre: Vector,
    position: Vector,
    bound: Any,
    noise: Vector,
) -> None:
    """Draw positions whose prior is centred on an earlier session as the last sweep left it.

    ``centre`` holds the mean of each position given everything else; it becomes that of this sweep.
    """
    before = centre.copy()
    for i in range(place.shape[0]):
        k = place[i]
        mean = before[prior[i]] if prior[i] >= 0 else ZERO
        spread = ONE / (weight[k] + ONE / variance[i])
        centre[i] = spread * (pull[k] + mean / variance[i])
        drawn = centre[i] + np.sqrt(spread) * noise[i]
        position[k] = min(bound, max(-bound, drawn))


@compiled
def draw_paths(
    place: Index,
    path: Index,
    mean: Vector,
    variance: Vector,
    weight: Vector,
    pull: Vector,
    position: Vector,
    noise: Vector,
) -> None:
    """Draw whole paths of random walks, forward filter and backward sampler.

    ``path`` says where each path begins; ``variance`` is that of the step to a position, and at the
    first position of a path that of its prior, whose mean is in ``mean``.
    """
    n = place.shape[0]
    filtered, spread = np.empty(n, np.float32), np.empty(n, np.float32)
    for a in range(path.shape[0] - 1):
        start, end = path[a], path[a + 1]
        for i in range(start, end):
            before = mean[a] if i == start else filtered[i - 1]
            wide = variance[i] if i == start else spread[i - 1] + variance[i]
            spread[i] = ONE / (weight[place[i]] + ONE / wide)
            filtered[i] = spread[i] * (pull[place[i]] + before / wide)
        for i in range(end - 1, start - 1, -1):
            centre, narrow = filtered[i], spread[i]
            if i < end - 1:
                share = spread[i] / (spread[i] + variance[i + 1])
                centre += share * (position[place[i + 1]] - filtered[i])
                narrow = spread[i] * (ONE - share)
            position[place[i]] = centre + np.sqrt(narrow) * noise[i]


@compiled
def standardise(place: Index, position: Vector) -> None:
    """Give the positions the mean 0 and the standard deviation 1."""
    n, total, squares = place.shape[0], 0.0, 0.0
    for i in range(n):
        total += position[place[i]]
    mean = total / n
    for i in range(n):
        squares += (position[place[i]] - mean) ** 2
    sd = np.sqrt(squares / (n - 1))
    for i in range(n):
        position[place[i]] = (position[place[i]] - mean) / sd
