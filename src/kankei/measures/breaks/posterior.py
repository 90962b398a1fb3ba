"""Where a series breaks, as exact probabilities over all ways to cut it into segments.

A date with no probability claims more than monthly data can carry. Every cut of the series is
weighed; nothing is sampled, so the same series always gives the same numbers.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ...terms.errors import MethodError, Problem
from .segments import Level, Segments, Values, segments

HAZARD = 1 / 24
"""Probability that a month begins a new level, before the series is seen: one in two years."""


@dataclass(frozen=True, slots=True)
class Posterior:
    """All segmentations of a series, weighed.

    Parameters
    ----------
    stretches
        Evidence and level of every stretch.
    before, after
        Logarithm of the weight of all cuts of the observations before ``i``, and of all cuts of
        those from ``i`` on, that have a break at ``i``.
    """

    stretches: Segments
    before: Values
    after: Values

    @property
    def evidence(self) -> float:
        """Logarithm of the probability of the series under all segmentations."""
        return float(self.after[0])

    def segment(self) -> Values:
        """Probability of every stretch to be one whole segment.

        Returns
        -------
        array of shape (n, n)
            Row: first observation; column: last. Every observation lies in exactly one segment.
        """
        log = self.before[:, None] + self.stretches.evidence + self.after[None, 1:]
        found: Values = np.exp(log - self.evidence)
        return found

    def between(self, first: int, last: int) -> float:
        """Probability of at least one break at observations ``first`` to ``last``, both included.

        A break at ``i`` means that a new segment begins with observation ``i``; there is none at
        observation 0.
        """
        if not 0 < first <= last < len(self.before):
            what = f"there are no breaks at observations {first} to {last}"
            raise MethodError(Problem(what, f"choose from 1 to {len(self.before) - 1}"))
        unbroken = float(self.segment()[:first, last:].sum())
        return float(np.clip(1 - unbroken, 0, 1))

    def breaks(self) -> Values:
        """Probability of a break at each observation; 0 at the first, which none can precede."""
        starts = self.segment().sum(axis=1)
        starts[0] = 0.0
        found: Values = np.clip(starts, 0, 1)
        return found


def posterior(
    values: Values,
    hazard: float = HAZARD,
    level: Level | None = None,
    spreads: Values | None = None,
) -> Posterior:
    """Weigh all segmentations of a series.

    Each observation but the first begins a new segment with probability ``hazard``; within a
    segment level and spread stay the same. With ``w(i, j)`` the evidence of a stretch times
    ``(1 - hazard)^(j - i)``, and ``h(i)`` the hazard, or 1 at the first observation::

        after(i)  = h(i) sum over j of w(i, j) after(j + 1),      after(n)  = 1
        before(i) = h(i) sum over s of before(s) w(s, i - 1),     before(0) = 1

    Parameters
    ----------
    values
        Observations in order of time, without gaps; leave missing months out.
    hazard
        Between 0 and 1.
    level
        What is thought of levels beforehand; taken from the series when not given.
    spreads
        Known spread of each observation, where there is one.

    Raises
    ------
    MethodError
        On a hazard outside (0, 1), a missing value, a spread that is not above zero, or a series
        too short or without variation.

    References
    ----------
    Fearnhead (2006), Exact and efficient Bayesian inference for multiple changepoint problems,
    Statistics and Computing.

    Examples
    --------
    >>> found = posterior(np.array([0.1, 0.0, 0.2, 0.1, 5.1, 5.0, 5.2, 5.1]))
    >>> int(found.breaks().argmax()), found.between(3, 5) > 0.9
    (4, True)
    """
    if not 0 < hazard < 1:
        raise MethodError(Problem(f"the hazard {hazard} is no probability", "choose such as 1/24"))
    if not np.isfinite(values).all():
        raise MethodError(Problem("the series has missing values", "leave those months out"))
    if spreads is not None and not (spreads > 0).all():
        raise MethodError(Problem("a spread is not above zero", "leave those months out"))
    usual = Level.of if spreads is None else Level.of_known_spread
    found = segments(values, level or usual(values), spreads)
    steps = np.maximum(np.arange(len(values))[None, :] - np.arange(len(values))[:, None], 0)
    weighed = found.evidence + steps * np.log1p(-hazard)
    stretches = Segments(weighed, found.mean, found.variance)
    return Posterior(stretches, _before(weighed, hazard), _after(weighed, hazard))


def _after(weighed: Values, hazard: float) -> Values:
    """Weights of all cuts from each observation on; what a break there costs is in them."""
    size = len(weighed)
    after = np.zeros(size + 1)
    for i in range(size - 1, -1, -1):
        after[i] = _sum(weighed[i, i:] + after[i + 1 :])
        if i:
            after[i] += np.log(hazard)
    return after


def _before(weighed: Values, hazard: float) -> Values:
    """Weights of all cuts before each observation, with what a break at it costs."""
    size = len(weighed)
    before = np.zeros(size)
    for i in range(1, size):
        before[i] = _sum(before[:i] + weighed[:i, i - 1]) + np.log(hazard)
    return before


def _sum(logs: Values) -> float:
    """Logarithm of a sum of exponentials."""
    top = float(logs.max())
    return top + float(np.log(np.exp(logs - top).sum()))
