"""The models, declared: what is assumed of positions, loadings and cuts before any vote."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import inf
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from ...terms.errors import MethodError, Problem
from ..arrays import Numbers
from .layout import Layout

Mode = Literal["bsv", "smooth", "session"]

UNITED_STATES, CANADA, UNITED_KINGDOM, ISRAEL, RUSSIA, EAST_GERMANY = 2, 20, 200, 666, 365, 265


AS_PUBLISHED: Mapping[str, Any] = {
    "loading_sd": 1.0,
    "latent_bound": 9.0,
    "position_bound": 5.0,
    "published": True,
}


def _western() -> dict[Any, float]:
    west = (UNITED_STATES, CANADA, UNITED_KINGDOM, ISRAEL)
    return {**dict.fromkeys(west, 3.0), RUSSIA: -2.0, EAST_GERMANY: -2.0}


@dataclass(frozen=True, slots=True)
class Model:
    """What is assumed, and where the chains start.

    Parameters
    ----------
    mode
        How a position depends on time: ``bsv`` on the state's last session only, ``smooth`` by a
        random walk in both directions, ``session`` not at all.
    smoothing
        In mode ``bsv``: variance of a position about that of the last session, for equally many
        votes in both, is half of this.
    step_sd
        In mode ``smooth``: standard deviation of the change from one session to the next.
    first
        Actors whose first position has another prior than mean 0 and standard deviation 1: pairs of
        mean and standard deviation.
    loading_sd
        Standard deviation of loadings; ``None`` to learn it.
    cut_bound, cut_sd
        Cuts lie between minus and plus the bound, and are normal about 0 with ``cut_sd`` inside
        (flat when infinite).
    latent_bound, position_bound
        Latent values and positions are cut off there.
    published
        True for the sampler as its authors programmed it; False for one that is exact.
    anchors
        Positions that some actors start with; they decide which way the scale runs.
    poles
        Two actors at opposite ends: their votes give the loadings that the chains start with.
    """

    mode: Mode
    smoothing: float = 0.5
    step_sd: float = 0.2
    first: Mapping[Any, tuple[float, float]] = field(default_factory=dict)
    loading_sd: float | None = None
    cut_bound: float = 7.0
    cut_sd: float = inf
    latent_bound: float = inf
    position_bound: float = inf
    published: bool = False
    anchors: Mapping[Any, float] = field(default_factory=_western)
    poles: tuple[Any, Any] = (UNITED_STATES, RUSSIA)


def model(mode: str, *, published: bool = True, **changes: Any) -> Model:
    """Give the model of a mode, with some assumptions changed.

    Parameters
    ----------
    published
        True for the measurement part as the authors of the published series programmed it.

    Raises
    ------
    MethodError
        When there is no such mode.

    Examples
    --------
    >>> model("bsv").latent_bound, model("smooth", published=False, step_sd=0.3).step_sd
    (9.0, 0.3)
    """
    modes: dict[str, Mode] = {"bsv": "bsv", "smooth": "smooth", "session": "session"}
    if mode not in modes:
        what = f"there is no mode {mode!r}"
        raise MethodError(Problem(what, f"use {', '.join(modes)}"))
    return Model(modes[mode], **(dict(AS_PUBLISHED) if published else {}) | changes)


@dataclass(frozen=True, slots=True)
class TimePrior:
    """Where each position is expected, given others.

    Parameters
    ----------
    centre_at
        Position that a position is centred on; -1 for the number 0 (mode ``bsv``).
    path
        Where each random walk begins, with one more entry at the end.
    mean
        Mean of the first position of each walk.
    variance
        Of each position about what it is centred on.
    """

    centre_at: Numbers
    path: Numbers
    mean: NDArray[np.float32]
    variance: NDArray[np.float32]


def time_prior(model: Model, layout: Layout, actors: tuple[Any, ...]) -> TimePrior:
    """Work out the prior of each position."""
    if model.mode == "bsv":
        return _one_sided(model, layout)
    path = layout.path if model.mode == "smooth" else np.arange(len(layout.actor) + 1)
    gap = np.diff(layout.session, prepend=0).astype(np.float64)
    variance = gap * model.step_sd**2
    heads = path[:-1]
    given = [model.first.get(actors[number], (0.0, 1.0)) for number in layout.actor[heads]]
    mean, sd = np.array(given, np.float64).reshape(-1, 2).T
    variance[heads] = sd**2
    centre_at = np.arange(len(layout.actor)) - 1
    centre_at[heads] = -1
    return TimePrior(centre_at, path, mean.astype(np.float32), variance.astype(np.float32))


def _one_sided(model: Model, layout: Layout) -> TimePrior:
    """The last session of the state, whenever that was; for the first session the second."""
    heads, sizes = layout.path[:-1], np.diff(layout.path)
    centre_at = np.arange(len(layout.actor)) - 1
    centre_at[heads] = np.where(sizes > 1, heads + 1, -1)
    n = layout.n_votes.astype(np.float64)
    before = np.where(centre_at >= 0, n[centre_at], n)
    variance = model.smoothing * n / (n + before)
    mean = np.zeros(len(heads), np.float32)
    return TimePrior(centre_at, layout.path, mean, variance.astype(np.float32))
