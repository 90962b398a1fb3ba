"""S, kappa, pi, tau-b and agreement from one table of counts.

Everything is computed from whole numbers and divided once at the end, so that a value is missing
exactly where its definition divides by zero.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from .contingency import Counts

Distance = Literal["absolute", "squared"]
Values = NDArray[np.float64]

_NOTHING = 1e-12
"""Below this share of its largest possible value, a denominator is no more than rounding."""


@dataclass(frozen=True, slots=True)
class Indices:
    """Measures of similarity of pairs; not a number where a measure is undefined.

    Parameters
    ----------
    total
        Sum of the cells: the number of common subjects, or their weight.
    agree
        Mean of ``1 - |x - y| / (categories - 1)``.
    s
        Signorino and Ritter's S.
    kappa
        Cohen's weighted kappa.
    pi
        Scott's pi with the same weights.
    tau_b
        Kendall's tau-b.
    """

    total: Values
    agree: Values
    s: Values
    kappa: Values
    pi: Values
    tau_b: Values


def indices(cells: Counts, distance: Distance = "absolute") -> Indices:
    """Compute all measures of a cross-tabulation.

    For cells ``f[a, b]`` with sum ``n``, margins ``p`` and ``q``, and distance ``d[a, b]`` equal to
    ``|a - b|`` or its square, with largest value ``m``::

        agree = 1 - sum f |a - b| / (n (categories - 1))
        S     = 1 - 2 sum f d / (m n)
        kappa = 1 - n sum f d / sum p_a q_b d_ab
        pi    = 1 - n sum f d / sum r_a r_b d_ab          with r = (p + q) / 2
        tau_b = (C - D) / sqrt(T_p T_q)

    where ``C`` and ``D`` are the numbers of concordant and discordant pairs of subjects, and
    ``T_p``, ``T_q`` those that are not tied for one state.

    Parameters
    ----------
    cells
        Shape ``(categories, categories, ...)``, counts or weights, none negative.

    Returns
    -------
    Indices
        All not a number where ``n`` is 0; kappa and pi also where both states always chose the
        same one thing, tau-b also where either always chose one thing.

    References
    ----------
    Signorino and Ritter (1999), International Studies Quarterly 43: 115-144; Cohen (1968),
    Psychological Bulletin 70(4): 213-220; Scott (1955), Public Opinion Quarterly 19(3): 321-325;
    Kendall (1938), Biometrika 30: 81-93; Haege (2011), Political Analysis 19(3): 287-305.

    Examples
    --------
    >>> found = indices(np.array([[4.0, 1.0, 0.0], [0.0, 1.0, 1.0], [0.0, 0.0, 3.0]]))
    >>> [round(float(value), 4) for value in (found.s, found.kappa, found.pi, found.tau_b)]
    [0.8, 0.7917, 0.7895, 0.8573]
    """
    size = len(cells)
    p, q = cells.sum(axis=1), cells.sum(axis=0)
    total = p.sum(axis=0)
    steps = _distances(size, "absolute")
    apart = _distances(size, distance)
    seen_steps = _weighted(cells, steps)
    seen = seen_steps if distance == "absolute" else _weighted(cells, apart)
    largest = float(apart[0, -1])
    with np.errstate(divide="ignore", invalid="ignore"):
        return Indices(
            total=total,
            agree=1 - seen_steps / (total * (size - 1)),
            s=1 - 2 * seen / (total * largest),
            kappa=_corrected(seen, total, _chance(p, q, apart), largest),
            pi=_corrected(seen, total, _chance(p + q, p + q, apart) / 4, largest),
            tau_b=_tau_b(cells, p, q),
        )


def _distances(size: int, distance: Distance) -> Values:
    steps = np.abs(np.subtract.outer(np.arange(size), np.arange(size))).astype(np.float64)
    return steps if distance == "absolute" else steps**2


def _weighted(cells: Counts, apart: Values) -> Values:
    """Sum of the cells times their distance."""
    return np.tensordot(apart, cells, axes=2)


def _chance(p: Values, q: Values, apart: Values) -> Values:
    """Sum of the products of margins times their distance."""
    total: Values = (p * np.tensordot(apart, q, axes=1)).sum(axis=0)
    return total


def _corrected(seen: Values, total: Values, chance: Values, largest: float) -> Values:
    """Disagreement relative to chance; undefined where chance leaves none."""
    defined = chance > _NOTHING * largest * total**2
    return np.where(defined, 1 - total * seen / chance, np.nan)


def _tau_b(cells: Counts, p: Values, q: Values) -> Values:
    concordant = discordant = np.zeros_like(p[0])
    for row in range(len(cells) - 1):
        below = cells[row + 1 :].sum(axis=0)
        for column in range(len(cells)):
            concordant = concordant + cells[row, column] * below[column + 1 :].sum(axis=0)
            discordant = discordant + cells[row, column] * below[:column].sum(axis=0)
    left, right = _untied(p), _untied(q)
    defined = np.minimum(left, right) > _NOTHING * p.sum(axis=0) ** 2
    return np.where(defined, (concordant - discordant) / np.sqrt(left * right), np.nan)


def _untied(margin: Values) -> Any:
    """Number of pairs of subjects on which a state chose differently."""
    total, squares = margin.sum(axis=0), (margin**2).sum(axis=0)
    return (total**2 - squares) / 2
