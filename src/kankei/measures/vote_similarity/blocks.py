"""Measures of all pairs of one period as arrays, and many periods as one table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from .contingency import NO_CHOICE, Choices, all_pairs, contingency, weighted_contingency
from .indices import Distance, Indices, indices
from .resampling import Intervals, Resampling, intervals

NO_COMMON = "no-common-vote"
FEW_COMMON = "few-common-votes"
MISSING = ("", NO_COMMON, FEW_COMMON)
CONSTANT = ("", "a", "b", "both")
"""Which of the two states always chose the same on their common subjects."""
VALUES = ("similarity_s", "similarity_kappa", "similarity_pi", "similarity_tau_b")


@dataclass(frozen=True, slots=True)
class Block:
    """What all states chose on the subjects of one period (and issue).

    Parameters
    ----------
    choices
        Shape ``(subjects, states)``.
    weights
        Of the subjects, for a second, weighted S.
    """

    period: int
    issue: int
    choices: Choices
    subjects: list[str]
    weights: NDArray[np.float64] | None = None


@dataclass(frozen=True, slots=True)
class Scheme:
    """How blocks are measured.

    Parameters
    ----------
    categories
        Names of the choices in their order.
    agree
        Column of the agreement share.
    common
        Column of the number of common subjects.
    least
        Fewest common subjects for a value.
    weighted
        True when the subjects have weights.
    """

    categories: Sequence[str]
    agree: str
    common: str
    distance: Distance
    least: int = 1
    resampling: Resampling | None = None
    weighted: bool = False


def measured(
    blocks: Iterator[Block],
    scheme: Scheme,
    names: Sequence[str],
    wanted: Sequence[str] | None,
    labels: tuple[Sequence[str], Sequence[str]],
) -> pa.Table:
    """Measure every block and lay the results under one another.

    Parameters
    ----------
    names
        States, one per column of the choices.
    wanted
        States whose pairs are given in every block; when ``None``, those with a choice in it.
    labels
        Names of the periods, and of the issues.
    """
    shown = list(wanted) if wanted is not None else list(names)
    place = {name: number for number, name in enumerate(names)}
    columns = np.array([place.get(name, NO_CHOICE) for name in shown], np.int64)
    parts = [_measured(block, scheme, columns, wanted is None, labels[0]) for block in blocks]
    if not parts:
        weights = np.empty(0) if scheme.weighted else None
        empty = Block(0, 0, np.empty((0, 0), np.int8), [], weights)
        parts = [_measured(empty, scheme, columns[:0], False, ("",))]
    whole = {key: np.concatenate([part[key] for part in parts]) for key in parts[0]}
    texts = {"period": labels[0], "issue": labels[1], "a": shown, "b": shown}
    texts |= {"constant": CONSTANT, "missing": MISSING}
    return pa.table({key: _column(array, texts.get(key)) for key, array in whole.items()})


def _measured(
    block: Block, scheme: Scheme, columns: NDArray[np.int64], active: bool, periods: Sequence[str]
) -> dict[str, NDArray[Any]]:
    choices = _chosen(block.choices, columns)
    if active:
        here = np.flatnonzero((choices >= 0).any(axis=0))
        choices = np.ascontiguousarray(choices[:, here])
    else:
        here = np.arange(len(columns))
    pairs = all_pairs(len(here))
    size = len(scheme.categories)
    cells = contingency(choices, size, pairs)
    found = indices(cells, scheme.distance)
    few = found.total < scheme.least
    rows = len(pairs[0])
    result: dict[str, NDArray[Any]] = {
        "period": np.full(rows, block.period, np.int32),
        "issue": np.full(rows, block.issue, np.int32),
        "a": here[pairs[0]].astype(np.int32),
        "b": here[pairs[1]].astype(np.int32),
        scheme.common: found.total.astype(np.int64),
    }
    result |= _cells(cells, scheme.categories)
    result |= _values(found, scheme, few)
    if block.weights is not None:
        weighted = weighted_contingency(choices, size, pairs, block.weights)
        heavy = indices(weighted, scheme.distance)
        result["similarity_s_weighted"] = np.where(few, np.nan, heavy.s)
    if scheme.resampling is not None:
        draws = scheme.resampling.weights(block.subjects, periods[block.period])
        level = scheme.resampling.level
        ends = intervals(choices, size, pairs, draws, scheme.distance, level)
        result |= _ends(ends, scheme, few)
    result["constant"] = _constant(cells)
    result["missing"] = np.where(few, np.where(found.total > 0, 2, 1), 0).astype(np.int8)
    return result


def _chosen(choices: Choices, columns: NDArray[np.int64]) -> Choices:
    """Columns of the choices, empty where the number is that of no state."""
    silent = np.full((len(choices), 1), NO_CHOICE, np.int8)
    return np.hstack([choices, silent])[:, columns]


def _cells(cells: NDArray[np.float64], categories: Sequence[str]) -> dict[str, NDArray[Any]]:
    """Counts by choice of the first and of the second state."""
    return {
        f"{first}_{second}": cells[row, column].astype(np.int32)
        for row, first in enumerate(categories)
        for column, second in enumerate(categories)
    }


def _values(
    found: Indices, scheme: Scheme, few: NDArray[np.bool_]
) -> dict[str, NDArray[np.float64]]:
    names = (scheme.agree, *VALUES)
    values = (found.agree, found.s, found.kappa, found.pi, found.tau_b)
    return {name: np.where(few, np.nan, value) for name, value in zip(names, values, strict=True)}


def _ends(
    ends: Intervals, scheme: Scheme, few: NDArray[np.bool_]
) -> dict[str, NDArray[np.float64]]:
    result = {}
    for number, name in enumerate((scheme.agree, *VALUES)):
        result[f"{name}_low"] = np.where(few, np.nan, ends.low[number])
        result[f"{name}_high"] = np.where(few, np.nan, ends.high[number])
    return result | {"undefined_draws_share": np.where(few, np.nan, ends.undefined)}


def _constant(cells: NDArray[np.float64]) -> NDArray[np.int8]:
    """Number of the entry of ``CONSTANT``."""
    total = cells.sum(axis=(0, 1))
    alike = [(cells.sum(axis=axis) == total).any(axis=0) & (total > 0) for axis in (1, 0)]
    number: NDArray[np.int8] = (alike[0] + 2 * alike[1]).astype(np.int8)
    return number


def _column(array: NDArray[Any], texts: Sequence[str] | None) -> pa.Array:
    """Texts by number, floats with missing for not-a-number, whole numbers as they are."""
    if texts is not None:
        return pa.DictionaryArray.from_arrays(pa.array(array), pa.array(list(texts), pa.string()))
    return pa.array(array, from_pandas=True)
