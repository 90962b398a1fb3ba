"""What all dyads of a domain have in common: loadings, noise, and how relations move."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import Any

import numpy as np

from .block import Block
from .families import Values

NORMAL = 1e4
"""From this tail on moves are normal."""
FIRST_STEP = 0.1
FIRST_PERSISTENCE = 0.8
FIRST_LOADING = 0.7


@dataclass(frozen=True, slots=True)
class Reading:
    """How an indicator reads the relation: ``predictor = intercept + loading r (+ volume)``.

    Parameters
    ----------
    shape
        Parameters of the family's own, such as over-dispersion or cuts.
    """

    intercept: float
    loading: float
    shape: Values


@dataclass(frozen=True, slots=True)
class Pool:
    """Hyper-parameters of a domain.

    Parameters
    ----------
    readings
        One per indicator, in the order of the block; the loading of the first is 1.
    persistence
        Of a departure from the dyad's own level, from one month to the next; 1 is a random walk.
    step
        Square of the scale of the monthly move.
    tail
        Degrees of freedom of the move; the smaller, the more it jumps.
    level
        Variance of the dyads' own levels.
    volume
        Variance of the dyads' logarithmic volumes of reporting.
    wander
        Variance of the monthly step of a dyad's own level. The index holds levels still, since it
        sees a path from both sides; predictions let them walk (:func:`.foretelling.foretell`).
    """

    readings: tuple[Reading, ...]
    persistence: float = FIRST_PERSISTENCE
    step: float = FIRST_STEP
    tail: float = NORMAL
    level: float = 1.0
    volume: float = 4.0
    wander: float = 0.0

    @property
    def normal(self) -> bool:
        """True when moves have no tail to speak of."""
        return self.tail >= NORMAL

    @property
    def first_precision(self) -> float:
        """Of the first month about the dyad's level; wide when the relation is a random walk."""
        return float(max(1 - self.persistence**2, 0.01) / self.step)

    def with_reading(self, place: int, reading: Reading) -> Pool:
        """Change one reading."""
        readings = list(self.readings)
        readings[place] = reading
        return replace(self, readings=tuple(readings))

    def plain(self) -> dict[str, Any]:
        """Give the numbers, for metadata."""
        found = asdict(self)
        for reading in found["readings"]:
            reading["shape"] = [float(number) for number in reading["shape"]]
        return found


def first_pool(block: Block, signs: tuple[int, ...]) -> Pool:
    """Begin with the pooled averages of each indicator and loadings of the declared signs."""
    readings = []
    for place, (item, sign) in enumerate(zip(block.observed, signs, strict=True)):
        seen = item.present
        intercept, shape = item.family.start(item.value[seen], item.size[seen])
        loading = 1.0 if place == 0 else sign * FIRST_LOADING
        readings.append(Reading(intercept, loading, np.asarray(shape, np.float64)))
    return Pool(tuple(readings))
