"""What fixes the zero and the unit of the index, so that its numbers have a meaning."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ...terms.errors import MethodError, Problem
from ...terms.period import Period
from .block import Block
from .indicators import Indicator
from .observations import Months
from .pool import Pool
from .posterior import Posterior

Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Anchor:
    """Dyads whose index has a stated mean in a stated period, such as allies in peace.

    Parameters
    ----------
    domain
        A domain, or ``all``.
    dyads
        Pairs ``(a, b)`` with ``a < b``.
    period
        Months that lie in it are averaged over.
    value
        The mean of the index over these dyads and months.
    """

    domain: str
    dyads: tuple[tuple[str, str], ...]
    period: Period
    value: float = 0.0


@dataclass(frozen=True, slots=True)
class Scale:
    """From the relation of the model to the index: ``index = (r - zero) / unit``.

    Parameters
    ----------
    why
        What the zero is, in words for the metadata.
    """

    zero: float
    unit: float
    why: str


def unit_of(state: Posterior, months: Months, base: Period | None) -> float:
    """Root mean square of the monthly move over the dyads and the base period.

    Raises
    ------
    MethodError
        When fewer than two months lie in the base period.
    """
    inside = within(months, base)[1:]
    if not inside.any():
        what = "no two successive months lie in the base period"
        raise MethodError(Problem(what, "name a base period inside the coverage"))
    square = state.moves[1:][inside] ** 2 + state.moves_variance[1:][inside]
    return float(np.sqrt(square.mean()))


def scale_of(
    block: Block,
    pool: Pool,
    indicators: Sequence[Indicator],
    unit: float,
    anchored: tuple[Anchor, Values] | None,
) -> Scale:
    """Choose the zero.

    The first of these that there is: an anchor of the domain; the relation at which an indicator
    whose zero is the zero of the relation is expected to be 0; the mean of the dyads' levels.

    Parameters
    ----------
    anchored
        The anchor, and the relation of its dyads in its months.
    """
    if anchored is not None:
        anchor, path = anchored
        named = ", ".join(f"{a}-{b}" for a, b in anchor.dyads)
        why = f"mean of {named} in {anchor.period.iso()} is {anchor.value:g}"
        return Scale(float(path.mean()) - anchor.value * unit, unit, why)
    natural = {item.name for item in indicators if item.zero}
    for item, reading in zip(block.observed, pool.readings, strict=True):
        if item.name in natural:
            why = f"zero of {item.name}: neither warm nor hostile"
            return Scale(-reading.intercept / reading.loading, unit, why)
    return Scale(0.0, unit, "mean of the levels of the dyads that were learnt from")


def within(months: Months, period: Period | None) -> NDArray[np.bool_]:
    """Flag the months whose first day lies in a period; all of them without one."""
    if period is None:
        return np.ones(len(months), np.bool_)
    days = months.astype("datetime64[D]").tolist()
    return np.array([period.contains(day) for day in days])
