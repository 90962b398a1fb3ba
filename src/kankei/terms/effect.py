"""Shocks, causal links and effects: the contract of the three sides of an impact."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from .finding import Evidence
from .identity import content_id
from .language import Bilingual

Side = Literal["argument", "history", "strategy"]
Horizon = Literal["short", "medium", "long"]
Direction = Literal["+", "-", "0", "?"]


@dataclass(frozen=True, slots=True)
class Shock:
    """A change in one relation, whose effect on the others is asked for.

    Parameters
    ----------
    dyad, domain
        The relation; domain ``all`` where the question does not name one.
    size
        Change in standard deviations of the relation's index; positive is closer.
    start
        ISO date, month or year of its beginning.
    """

    dyad: str
    domain: str
    size: float
    start: str


@dataclass(frozen=True, slots=True)
class Link:
    """Somebody's argument that one thing raises (+1) or lowers (-1) another.

    Parameters
    ----------
    cause, effect
        Variables: a dyad key (``PRK-RUS``), a dyad key with domain (``PRK-RUS/military``), or the
        id of a concept declared beside the links.
    condition
        What must hold for the argument to apply; ``None`` when it is unconditional.
    condition_band
        Probability band of the condition; ``(1, 1)`` when there is none.
    hedge, band
        The wording of certainty, and the probability band that the hedge table gives to it.
    holder
        Who argues it: an author or actor.
    text
        The argument in kankei's own words.
    """

    cause: str
    effect: str
    sign: Literal[1, -1]
    condition: Bilingual | None
    condition_band: tuple[float, float]
    horizon: Horizon
    hedge: str
    band: tuple[float, float]
    holder: str
    text: Bilingual
    evidence: tuple[Evidence, ...]

    @property
    def id(self) -> str:
        """Content hash of the argument."""
        return content_id(
            "link", self.cause, self.effect, self.sign, self.horizon, self.holder, self.text.en
        )


@dataclass(frozen=True, slots=True)
class Effect:
    """What one side says that a shock does to one relation.

    Parameters
    ----------
    on
        Dyad key of the relation, or id of a concept.
    direction
        ``+`` closer, ``-`` farther, ``0`` no detectable change, ``?`` the sides of the argument
        pull both ways or nothing is said.
    size, low, high
        Expected change in the unit of the shock, with a 90 % interval; missing when the side
        gives a direction only.
    probability_of_direction
        Probability, by this side's own reckoning, that the direction is the one given.
    because
        Evidence: passages, links, events or parameters that carry it.
    """

    on: str
    side: Side
    direction: Direction
    size: float | None
    low: float | None
    high: float | None
    probability_of_direction: float | None
    horizon: Horizon
    because: tuple[Evidence, ...]
    method: str
    inputs: tuple[str, ...] = ()
