"""What an argument implies for every relation when one relation changes.

Authors argue signs and certainties, not magnitudes. So the answer is a probability for each
direction, carried from the wording of every link to the end by Monte Carlo, together with the
chains of argument that carry it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ...terms.effect import Direction, Effect, Horizon, Shock
from ...terms.finding import Evidence
from .signed_map import HORIZONS, Path, SignedMap

Booleans = NDArray[np.bool_]
Reals = NDArray[np.float64]
METHOD = "impact.argument.simulate"
INTERVAL = (5.0, 95.0)


@dataclass(frozen=True, slots=True)
class Settings:
    """How the Monte Carlo is run; all of it is printed with the result.

    Parameters
    ----------
    readings
        Number of draws of the reading: one probability for each link and condition out of its
        band, and one attenuation.
    worlds
        Number of worlds drawn under each reading, in which every link holds or does not.
    attenuation
        Range of the weight that a chain loses with each further link. At 1 a long chain counts
        as much as a short one.
    seed
        Seed of the random numbers.
    """

    readings: int = 400
    worlds: int = 400
    attenuation: tuple[float, float] = (0.5, 1.0)
    seed: int = 1


@dataclass(frozen=True, slots=True)
class Why:
    """A chain of argument: its links, its sign, and the probability that all of them hold."""

    path: Path
    probability: float


@dataclass(frozen=True, slots=True)
class Argued:
    """What the arguments say about one variable by one horizon.

    ``closer``, ``farther``, ``both`` and ``silent`` are probabilities and sum to one; each
    ``*_interval`` is the 90 % interval over readings of the hedges.
    """

    on: str
    horizon: Horizon
    closer: float
    farther: float
    both: float
    silent: float
    closer_interval: tuple[float, float]
    farther_interval: tuple[float, float]
    why: tuple[Why, ...]

    @property
    def direction(self) -> Direction:
        """The likelier direction; ``?`` when both are equally likely or nothing is said."""
        if abs(self.closer - self.farther) < 0.05:
            return "?"
        return "+" if self.closer > self.farther else "-"


def argue(
    signed: SignedMap, shock: Shock, horizon: Horizon = "long", settings: Settings | None = None
) -> tuple[Argued, ...]:
    r"""Carry a shock through a signed causal map.

    Under reading :math:`r` link :math:`l` holds with probability
    :math:`p_{lr} c_{lr}`, with :math:`p_{lr}` uniform on the band of its hedge and :math:`c_{lr}`
    uniform on the band of its condition; links with one condition share its draw. In world
    :math:`w` the balance of variable :math:`v` is

    .. math:: B_v = \mathrm{sign}(\text{shock}) \sum_{P: s \to v} \delta_r^{|P|-1}
              \prod_{l \in P} \sigma_l X_{lw}

    over simple paths :math:`P`, with :math:`X_{lw}` one when the link holds and :math:`\delta_r`
    the attenuation. ``closer`` is the share of worlds with :math:`B_v > 0`, ``farther`` with
    :math:`B_v < 0`, ``both`` those in which chains cancel exactly, ``silent`` those in which no
    chain reaches :math:`v`.

    Parameters
    ----------
    signed
        The map.
    shock
        Only its relation and sign are used: authors argue no magnitudes.
    horizon
        Chains that need a longer horizon are left out.

    Returns
    -------
    tuple of Argued
        One for each variable reached, sorted by name. A variable that is not reached is absent:
        the arguments say nothing about it, which is not "no effect".

    Raises
    ------
    MethodError
        When no argument starts from the shocked relation.
    """
    settings = settings or Settings()
    start = shock.dyad if shock.domain == "all" else f"{shock.dyad}/{shock.domain}"
    within = HORIZONS[: HORIZONS.index(horizon) + 1]
    paths = [path for path in signed.paths(start) if path.horizon in within]
    draws = _draw(signed, settings)
    sign = 1 if shock.size >= 0 else -1
    targets = sorted({path.end for path in paths})
    return tuple(
        _argued(name, horizon, [path for path in paths if path.end == name], draws, sign)
        for name in targets
    )


@dataclass(frozen=True, slots=True)
class _Draws:
    """Links that hold (readings, worlds, links), attenuation and expected probability."""

    holds: Booleans
    attenuation: Reals
    expected: Reals


def _draw(signed: SignedMap, settings: Settings) -> _Draws:
    random = np.random.default_rng(settings.seed)
    bands = np.array([link.band for link in signed.links])
    groups, condition_bands = _conditions(signed)
    shape = (settings.readings, settings.worlds)
    readings = _uniform(random, bands, settings.readings)
    conditions = _uniform(random, condition_bands, settings.readings)
    argued = random.random((*shape, len(bands))) < readings[:, None, :]
    met = random.random((*shape, len(condition_bands))) < conditions[:, None, :]
    low, high = settings.attenuation
    return _Draws(
        holds=argued & met[:, :, groups],
        attenuation=random.uniform(low, high, settings.readings),
        expected=bands.mean(axis=1) * condition_bands.mean(axis=1)[groups],
    )


def _conditions(signed: SignedMap) -> tuple[list[int], Reals]:
    """For each link the number of its condition, and the bands of the conditions."""
    numbers: dict[str, int] = {}
    bands: list[tuple[float, float]] = []
    groups = []
    for index, link in enumerate(signed.links):
        name = link.condition.en if link.condition else f"unconditional {index}"
        if name not in numbers:
            numbers[name] = len(bands)
            bands.append(link.condition_band)
        groups.append(numbers[name])
    return groups, np.array(bands)


def _uniform(random: np.random.Generator, bands: Reals, count: int) -> Reals:
    return random.uniform(bands[:, 0], bands[:, 1], (count, len(bands)))


def _argued(on: str, horizon: Horizon, paths: list[Path], draws: _Draws, sign: int) -> Argued:
    balance = np.zeros(draws.holds.shape[:2])
    reached = np.zeros(draws.holds.shape[:2], dtype=bool)
    for path in paths:
        holds = draws.holds[:, :, list(path.links)].all(axis=2)
        weight = draws.attenuation ** (len(path.links) - 1)
        balance += sign * path.sign * holds * weight[:, None]
        reached |= holds
    cancel = reached & (np.abs(balance) < 1e-9)
    closer, farther = (balance > 1e-9).mean(axis=1), (balance < -1e-9).mean(axis=1)
    why = sorted(
        (Why(path, float(np.prod(draws.expected[list(path.links)]))) for path in paths),
        key=lambda item: (-item.probability, len(item.path.steps), item.path.links),
    )
    return Argued(
        on=on,
        horizon=horizon,
        closer=float(closer.mean()),
        farther=float(farther.mean()),
        both=float(cancel.mean()),
        silent=float((~reached).mean()),
        closer_interval=_interval(closer),
        farther_interval=_interval(farther),
        why=tuple(why),
    )


def _interval(shares: Reals) -> tuple[float, float]:
    low, high = np.percentile(shares, INTERVAL)
    return float(low), float(high)


def as_effect(argued: Argued, signed: SignedMap) -> Effect:
    """The common form in which the three sides of an impact are compared.

    Size and its interval are missing: authors argue directions.
    """
    likelier = max(argued.closer, argued.farther)
    links = dict.fromkeys(index for item in argued.why for index in item.path.links)
    return Effect(
        on=argued.on,
        side="argument",
        direction=argued.direction,
        size=None,
        low=None,
        high=None,
        probability_of_direction=likelier if argued.direction != "?" else None,
        horizon=argued.horizon,
        because=tuple(Evidence("link", signed.links[index].id) for index in links),
        method=METHOD,
    )
