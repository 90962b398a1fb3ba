"""Families of observations: one file each, and one line of :data:`FAMILIES`."""

from __future__ import annotations

from ....terms.errors import MethodError, Problem
from .beta_binomial import BETA_BINOMIAL
from .binomial import BINOMIAL
from .family import Family, Terms, Values, log_density
from .measured import MEASURED
from .negative_binomial import NEGATIVE_BINOMIAL
from .ordered_probit import ORDERED_PROBIT
from .poisson import POISSON
from .score import SCORE

__all__ = ["FAMILIES", "Family", "Terms", "Values", "family", "log_density"]

FAMILIES: tuple[Family, ...] = (
    BETA_BINOMIAL,
    BINOMIAL,
    MEASURED,
    NEGATIVE_BINOMIAL,
    ORDERED_PROBIT,
    POISSON,
    SCORE,
)


def family(name: str) -> Family:
    """Give the family with a name.

    Raises
    ------
    MethodError
        When there is none.

    Examples
    --------
    >>> family("poisson").size
    'exposure'
    """
    for known in FAMILIES:
        if known.name == name:
            return known
    names = ", ".join(known.name for known in FAMILIES)
    raise MethodError(Problem(f"there is no family {name!r}", f"use one of {names}"))
