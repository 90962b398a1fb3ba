"""Observations of many dyads of one domain, laid out as tables of months by dyads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from .families import Family, Terms, Values

Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Observed:
    """One indicator of every dyad and month.

    Parameters
    ----------
    name, source
        Which indicator it is, and who observed it.
    value, size
        Shape ``(months, dyads)``; harmless numbers where nothing was observed.
    present
        Where something was observed.
    """

    name: str
    source: str
    family: Family
    value: Values
    size: Values
    present: Flags

    def terms(self, predictor: Values, shape: Values) -> Terms:
        """Give the terms of the family, all of them 0 where nothing was observed."""
        found = self.family.terms(self.value, predictor, self.size, shape)
        return Terms(*(np.where(self.present, part, 0.0) for part in found))

    def take(self, dyads: NDArray[np.int64] | slice, months: slice = slice(None)) -> Observed:
        """Choose dyads and months."""
        cells = (months, dyads)
        parts = self.value[cells], self.size[cells], self.present[cells]
        return Observed(self.name, self.source, self.family, *parts)


@dataclass(frozen=True, slots=True)
class Block:
    """All indicators of the dyads of one domain.

    Parameters
    ----------
    domain
        A domain, or ``all``.
    dyads
        Keys of the columns.
    reports
        Shape ``(months, dyads)``: how many reports the observations rest on.
    """

    domain: str
    dyads: Sequence[tuple[str, str]]
    observed: tuple[Observed, ...]
    reports: Values

    @property
    def months(self) -> int:
        """Number of months."""
        return len(self.reports)

    def take(self, dyads: NDArray[np.int64] | slice, months: slice = slice(None)) -> Block:
        """Choose dyads and months."""
        places = np.arange(len(self.dyads))[dyads]
        return Block(
            self.domain,
            [self.dyads[place] for place in places],
            tuple(item.take(dyads, months) for item in self.observed),
            self.reports[months, dyads],
        )

    def without(self, source: str) -> Block:
        """Leave out everything that one source observed."""
        kept = tuple(item for item in self.observed if item.source != source)
        return replace(self, observed=kept)

    def counts(self) -> NDArray[np.int64]:
        """Months with an observation, for each dyad."""
        seen = np.zeros((self.months, len(self.dyads)), np.bool_)
        for item in self.observed:
            seen |= item.present
        counts: NDArray[np.int64] = seen.sum(axis=0)
        return counts
