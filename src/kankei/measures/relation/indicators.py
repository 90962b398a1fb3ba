"""What is read as a sign of a relation, by whom, and which way it points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from ...terms.errors import MethodError, Problem
from .families import family

ALL = "all"
"""The relation as a whole: what a source without domains speaks of."""


@dataclass(frozen=True, slots=True)
class Indicator:
    """One column of evidence.

    Parameters
    ----------
    name
        As the observations name it.
    family
        Of its observations (see :data:`.families.FAMILIES`).
    source
        Who observed it; what one source observed is left out together.
    sign
        1 when more of it speaks for a warmer relation, -1 when for a more hostile one.
    zero
        True when a value of 0 is neither warm nor hostile: then that is the zero of the index.
    """

    name: str
    family: str
    source: str
    sign: Literal[1, -1]
    zero: bool = False


DAILY_SCORES = Indicator("daily_score", "score", "gdelt", 1, zero=True)


def event_classes(source: str) -> tuple[Indicator, ...]:
    """Give the four classes of PLOVER as one source counts them.

    Examples
    --------
    >>> [(item.name, item.sign) for item in event_classes("icews")][::3]
    [('icews.cooperation.verbal', 1), ('icews.conflict.material', -1)]
    """
    signs: tuple[tuple[str, Literal[1, -1]], ...] = (("cooperation", 1), ("conflict", -1))
    return tuple(
        Indicator(f"{source}.{side}.{act}", "negative_binomial", source, sign)
        for side, sign in signs
        for act in ("verbal", "material")
    )


def check(indicators: Sequence[Indicator]) -> None:
    """Refuse indicators from which no direction follows.

    Raises
    ------
    MethodError
        When there is none, two have one name, a family is unknown, or none points upwards.
    """
    names = [item.name for item in indicators]
    for item in indicators:
        family(item.family)
    if len(set(names)) < len(names) or not names:
        what = "indicators need names of their own, and there must be one"
        raise MethodError(Problem(what, "declare each indicator once"))
    if all(item.sign < 0 for item in indicators):
        what = "no indicator has a positive sign, so that the direction of the index is open"
        raise MethodError(Problem(what, "declare one indicator that speaks for a warmer relation"))


def in_order(indicators: Sequence[Indicator]) -> tuple[Indicator, ...]:
    """Put first an indicator whose loading is fixed at 1: the first that points upwards."""
    first = next(item for item in indicators if item.sign > 0)
    return (first, *(item for item in indicators if item is not first))
