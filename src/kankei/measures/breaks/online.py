"""How likely a recent break is, as it could be known at the time: nothing later is used.

For watching a relation month by month, and for tests that must not look ahead.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from ...terms.errors import MethodError, Problem
from .posterior import HAZARD
from .segments import Level, Values, log_gamma

Surprise = Callable[[float], Values]


@dataclass(frozen=True, slots=True)
class Watch:
    """What was known after each observation.

    Parameters
    ----------
    run
        Row: after which observation; column: probability that so many observations before it
        belong to the same segment.
    surprise
        Logarithm of the probability of each observation given those before it.
    """

    run: Values
    surprise: Values

    def recent(self, within: int) -> Values:
        """Probability that the segment began within the last ``within`` observations.

        At the start, where everything is recent, it is the same as that of a break: the first
        observation is none, so the first ``within`` values count breaks after it alone.
        """
        size = len(self.run)
        found = np.zeros(size)
        for now in range(size):
            found[now] = self.run[now, : min(within, now)].sum()
        return found


def watch(
    values: Values,
    kind: str = "level",
    hazard: float = HAZARD,
    level: Level | None = None,
    least: float = 1e-9,
) -> Watch:
    """Follow the length of the current segment, observation by observation.

    Parameters
    ----------
    values
        In order of time, without gaps.
    kind
        ``level``, real values with a level and a spread, whose prediction is a Student-t; or
        ``counts``, with a gamma-distributed rate, whose prediction is negative binomial.
    hazard
        Probability that an observation begins a new segment.
    level
        For ``level``: what is thought of levels beforehand. It must not be taken from later
        values when the past is judged; when not given it is, and the result is only descriptive.
    least
        Run lengths less likely than this are dropped; 0 keeps all.

    Returns
    -------
    Watch
        With ``level`` and no run length dropped, the sum of ``surprise`` is the evidence of the
        exact posterior (:func:`kankei.measures.breaks.posterior.posterior`).

    Raises
    ------
    MethodError
        On an unknown kind, a missing value, negative counts, or a hazard outside (0, 1).

    References
    ----------
    Adams and MacKay (2007), Bayesian online changepoint detection.

    Examples
    --------
    >>> seen = watch(np.array([0.1, 0.0, 0.2, 0.1, 5.1, 5.0]), level=Level(0, 0.02, 1, 0.02))
    >>> [round(float(p), 1) for p in seen.recent(2)]
    [0.0, 0.0, 0.0, 0.0, 1.0, 1.0]
    """
    _check(values, kind, hazard)
    state = _Rates.start() if kind == "counts" else _Levels.start(level or Level.of(values))
    size = len(values)
    run, surprise = np.zeros((size, size)), np.zeros(size)
    known = np.array([0.0])
    for now, value in enumerate(values):
        told = known + state.log_probability(value)
        top = told.max()
        surprise[now] = top + np.log(np.exp(told - top).sum())
        told -= surprise[now]
        told = np.where(told < np.log(least) if least else False, -np.inf, told)
        run[now, : now + 1] = np.exp(told)
        known = np.concatenate([[np.log(hazard)], told + np.log1p(-hazard)])
        state = state.after(value)
    return Watch(run, surprise)


def _check(values: Values, kind: str, hazard: float) -> None:
    if kind not in ("level", "counts"):
        raise MethodError(Problem(f"there is no kind {kind!r}", "use level or counts"))
    if not 0 < hazard < 1:
        raise MethodError(Problem(f"the hazard {hazard} is no probability", "choose such as 1/24"))
    if not np.isfinite(values).all():
        raise MethodError(Problem("the series has missing values", "leave those months out"))
    if kind == "counts" and (values < 0).any():
        raise MethodError(Problem("a count is negative", "use the kind level"))


@dataclass(frozen=True, slots=True)
class _Levels:
    """Level and spread of the segment under every run length, the shortest first."""

    prior: Level
    centre: Values
    weight: Values
    shape: Values
    scale: Values

    @classmethod
    def start(cls, prior: Level) -> _Levels:
        one = [np.array([v]) for v in (prior.centre, prior.weight, prior.shape, prior.scale)]
        return cls(prior, *one)

    def log_probability(self, value: float) -> Values:
        """Student-t with 2 shape degrees of freedom."""
        freedom = 2 * self.shape
        spread = self.scale * (self.weight + 1) / (self.shape * self.weight)
        z = (value - self.centre) ** 2 / (freedom * spread)
        rise = log_gamma((freedom + 1) / 2) - log_gamma(freedom / 2)
        found: Values = (
            rise - np.log(freedom * np.pi * spread) / 2 - (freedom + 1) / 2 * np.log1p(z)
        )
        return found

    def after(self, value: float) -> _Levels:
        weight = self.weight + 1
        centre = (self.weight * self.centre + value) / weight
        scale = self.scale + self.weight * (value - self.centre) ** 2 / (2 * weight)
        fresh = _Levels.start(self.prior)
        return _Levels(
            self.prior,
            np.concatenate([fresh.centre, centre]),
            np.concatenate([fresh.weight, weight]),
            np.concatenate([fresh.shape, self.shape + 0.5]),
            np.concatenate([fresh.scale, scale]),
        )


@dataclass(frozen=True, slots=True)
class _Rates:
    """Gamma law of the rate under every run length; it starts as an exponential law of mean 1."""

    shape: Values
    exposure: Values

    @classmethod
    def start(cls) -> _Rates:
        return cls(np.array([1.0]), np.array([1.0]))

    def log_probability(self, value: float) -> Values:
        """Negative binomial."""
        ways = (
            log_gamma(self.shape + value)
            - log_gamma(self.shape)
            - log_gamma(np.array([value + 1.0]))
        )
        stays = self.shape * np.log(self.exposure / (self.exposure + 1))
        found: Values = ways + stays - value * np.log(self.exposure + 1)
        return found

    def after(self, value: float) -> _Rates:
        fresh = _Rates.start()
        return _Rates(
            np.concatenate([fresh.shape, self.shape + value]),
            np.concatenate([fresh.exposure, self.exposure + 1]),
        )
