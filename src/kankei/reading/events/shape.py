"""How a predicate stands in its sentence: voice, mood, negation, and its link to what follows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Voice = Literal["active", "passive", "noun"]
Mood = Literal[
    "real", "ongoing", "present", "announced", "planned", "future", "unreal", "claimed", "denied"
]
Link = Literal["final", "chained", "relative"]


@dataclass(slots=True)
class Shape:
    """The form of a predicate.

    Parameters
    ----------
    mood
        ``real`` (happened), ``ongoing`` and ``present`` (said to be so now), ``announced``
        (decided and made known), ``planned``,
        ``future`` (planned where it has a date), ``unreal`` (condition, possibility, wish,
        purpose), ``claimed`` (what somebody is accused of) or ``denied``.
    link
        ``chained`` takes its mood from the end of the sentence, ``relative`` describes the noun
        behind it.
    end
        Position after the inflected word.
    """

    voice: Voice
    end: int
    mood: Mood = "unreal"
    negated: bool = False
    link: Link = "final"


def noun(end: int) -> Shape:
    """A word that stands as a noun."""
    return Shape("noun", end)
