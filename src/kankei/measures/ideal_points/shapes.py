"""What the compiled sweep reads and writes: arrays under one name each."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from .normal import Vector

Index = NDArray[np.int64]

TWO_CUTS, FREE_UPPER, FREE_LOWER, ONE_CUT = 0, 1, 2, 3
"""Kinds of items: both cuts held by votes; nobody above the upper or below the lower; binary."""


class Votes(NamedTuple):
    """Votes as the sweep meets them, item by item.

    Positions (a state in a session) lie in order of sessions, each session padded to a multiple of
    16. A row is a roll call: one cell per position of its session. An item is one row, or several
    of identical resolutions.

    Parameters
    ----------
    sign
        Per cell: 1 yes, -1 no, 0 neither.
    row_place, row_width, row_cell
        Per row: first position, number of cells, first cell.
    item_row, item_abstain
        Where the rows and the abstentions of each item begin, with one more entry at the end.
    abstain
        Position of each abstention.
    batch
        First item of each batch, with one more entry: what is worked on at a time fits the cache.
    """

    sign: NDArray[np.int8]
    row_place: Index
    row_width: Index
    row_cell: Index
    item_row: Index
    item_abstain: Index
    abstain: Index
    batch: Index


class Items(NamedTuple):
    """What is estimated of the items, and how their cuts are proposed."""

    kind: NDArray[np.int8]
    loading: Vector
    lower: Vector
    upper: Vector
    step: Vector
    accepted: Vector
    new_lower: Vector
    new_upper: Vector
    odds: Vector


class Limits(NamedTuple):
    """Bounds and precisions that a model sets."""

    published: bool
    cut: Any
    cut_precision: Any
    latent: Any
    loading_precision: Any
