"""The system of states as terms: positions, blocs, concentration of power, and words used.

Each value is one row of a table that a study keeps of open data. A study that keeps none of a
kind has an empty tuple, and the report says so instead of showing a zero.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ..terms.period import Period

CONVERGED = 1.1
"""Chains whose R-hat is from here on have not converged."""
THIN = 10
"""A position that rests on fewer votes than this is thin."""
OPENS = 1945
"""Session 1 of the General Assembly opened in 1946, and each later one a year after."""


@dataclass(frozen=True, slots=True)
class IdealPoint:
    """Position of a state in a session: smoothed over sessions, and of the session by itself."""

    state: str
    session: int
    mean: float
    q05: float
    q95: float
    rhat: float
    alone_mean: float
    alone_sd: float
    alone_q05: float
    alone_q95: float
    alone_rhat: float
    n_votes: int

    @property
    def year(self) -> int:
        """Year in which the session opened."""
        return self.session + OPENS

    @property
    def sure(self) -> bool:
        """True when both estimates have converged and rest on votes enough."""
        return max(self.rhat, self.alone_rhat) < CONVERGED and self.n_votes >= THIN


@dataclass(frozen=True, slots=True)
class PoleDistance:
    """Distance of a state from a pole in a session, and how surely the pole is its nearest."""

    state: str
    session: int
    pole: str
    pole_distance: float | None
    difference_sd: float | None
    nearest_probability: float | None
    missing: str


@dataclass(frozen=True, slots=True)
class Concentration:
    """Concentration of one index of power among the powers of a year."""

    year: int
    field: str
    states: int
    members: str
    concentration_con: float | None
    concentration_hhi: float | None
    effective_number: float | None
    largest: str
    largest_share: float | None
    missing: str


@dataclass(frozen=True, slots=True)
class CoMembership:
    """Probability that two states share a bloc in a session."""

    dyad: str
    session: int
    same_bloc_probability: float
    draws: int


@dataclass(frozen=True, slots=True)
class SignedOrder:
    """Friends and foes by their votes in a session: blocs, and how far from two camps."""

    session: int
    states: int
    ties: int
    hostile: int
    frustration_ties: int | None
    proven: bool | None
    frustrated_share: float | None
    blocs: int | None
    bloc_criterion: float | None
    missing: str


@dataclass(frozen=True, slots=True)
class TermUse:
    """How often an author used a term in a year, with how much was said."""

    corpus: str
    author: str
    year: int
    term: str
    texts: int
    texts_with_term: int
    passages_count: int
    volume_words: int
    term_per_10000_words: float | None
    missing: str


@dataclass(frozen=True, slots=True)
class TermPassage:
    """Words around one use of a term, unchanged, with their place in the text."""

    corpus: str
    text: str
    author: str
    year: int
    term: str
    start: int
    end: int
    words: str
    clipped_before: bool
    clipped_after: bool


@dataclass(frozen=True, slots=True)
class System:
    """Everything that a study keeps about the system of states."""

    ideal_points: tuple[IdealPoint, ...] = ()
    pole_distances: tuple[PoleDistance, ...] = ()
    concentration: tuple[Concentration, ...] = ()
    same_bloc: tuple[CoMembership, ...] = ()
    signed_order: tuple[SignedOrder, ...] = ()
    term_use: tuple[TermUse, ...] = ()
    term_passages: tuple[TermPassage, ...] = ()


def session_period(session: int) -> Period:
    """The twelve months from the September in which a session opens.

    Examples
    --------
    >>> session_period(77).iso()
    '2022-09/2023-08'
    """
    return Period.parse(f"{session + OPENS}-09/{session + OPENS + 1}-08")


def session_label(session: int) -> str:
    """A session by its two years.

    Examples
    --------
    >>> session_label(77), session_label(54)
    ('2022/23', '1999/2000')
    """
    first, second = session + OPENS, session + OPENS + 1
    return f"{first}/{second if second % 100 == 0 else f'{second % 100:02d}'}"


def opens_within(session: int, period: Period) -> bool:
    """Say whether a session opens inside a period."""
    return period.contains(date(session + OPENS, 9, 1))
