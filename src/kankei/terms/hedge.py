"""Wordings of certainty and the probability bands a reader gives to them.

The bands are a convention, not a measurement. A user who reads a hedge otherwise gives bands of
their own by level, and every number downstream moves with them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

from .errors import CodeError, Problem
from .language import Bilingual
from .table import read_table

Bands = Mapping[str, tuple[float, float]]
"""Bands of a user's own, by level; a level that is absent keeps that of the table."""


@dataclass(frozen=True, slots=True)
class Hedge:
    """A level of certainty with its probability band and where the band comes from."""

    level: str
    low: float
    high: float
    label: Bilingual
    note: str

    @property
    def band(self) -> tuple[float, float]:
        """Lower and upper probability."""
        return self.low, self.high


@cache
def hedge_levels() -> dict[str, Hedge]:
    """All levels by name, from the most to the least certain."""
    return {
        row["level"]: Hedge(
            row["level"],
            float(row["low"]),
            float(row["high"]),
            Bilingual(row["ja"], row["en"]),
            row["note"],
        )
        for row in read_table("hedge_levels.csv")
    }


@cache
def hedge_wordings(language: str) -> dict[str, str]:
    """Wordings of one language and their levels, the longest wording first."""
    found = {
        row["wording"]: row["level"]
        for row in read_table("hedges.csv")
        if row["language"] == language
    }
    return dict(sorted(found.items(), key=lambda pair: (-len(pair[0]), pair[0])))


def hedge_of(wording: str, language: str, bands: Bands | None = None) -> Hedge:
    """The hedge that a wording expresses, by the longest known wording inside it.

    An empty wording is an assertion. ``bands`` go before those of the table.

    Raises
    ------
    CodeError
        When the wording is not empty and holds no known hedge.

    References
    ----------
    Office of the Director of National Intelligence, Intelligence Community Directive 203,
    Analytic Standards: expressions of likelihood and their percentages.

    Examples
    --------
    >>> hedge_of("狭める可能性が高い", "ja").band
    (0.6, 0.9)
    >>> hedge_of("", "en").level
    'assert'
    >>> hedge_of("is likely to", "en", {"likely": (0.55, 0.8)}).band
    (0.55, 0.8)
    """
    for known, level in hedge_wordings(language).items():
        if (known and known in wording) or known == wording.strip() == "":
            found = hedge_levels()[level]
            low, high = (bands or {}).get(level, found.band)
            return replace(found, low=low, high=high)
    what = f"no probability band is known for the wording {wording!r} in {language!r}"
    raise CodeError(Problem(what, "add it to hedges.csv or write one of the wordings listed there"))


def checked_bands(bands: Bands) -> Bands:
    """Give bands back when each is of a known level, and ordered within 0 and 1.

    Raises
    ------
    CodeError
        Naming every level that is not.

    Examples
    --------
    >>> checked_bands({"likely": (0.55, 0.8)})
    {'likely': (0.55, 0.8)}
    """
    known = hedge_levels()
    faults = [
        Problem(f"no level of certainty is called {level!r}", f"use {', '.join(known)}")
        for level in bands
        if level not in known
    ]
    faults += [
        Problem(f"the band of {level} is {low:g} to {high:g}", "write 0 <= low <= high <= 1")
        for level, (low, high) in bands.items()
        if not 0 <= low <= high <= 1
    ]
    if faults:
        raise CodeError(faults)
    return bands
