"""Wordings of certainty and the probability bands a reader gives to them.

The bands are a convention, not a measurement. They are data, so that a user who reads a hedge
otherwise replaces the two tables and every number downstream moves with them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from .errors import CodeError, Problem
from .language import Bilingual
from .table import read_table


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


def hedge_of(wording: str, language: str) -> Hedge:
    """The hedge that a wording expresses, by the longest known wording inside it.

    An empty wording is an assertion.

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
    """
    for known, level in hedge_wordings(language).items():
        if (known and known in wording) or known == wording.strip() == "":
            return hedge_levels()[level]
    what = f"no probability band is known for the wording {wording!r} in {language!r}"
    raise CodeError(Problem(what, "add it to hedges.csv or write one of the wordings listed there"))
