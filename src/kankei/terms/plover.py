"""Event types: the sixteen of PLOVER, the CAMEO codes below them, and how warm or hostile each is.

Types, classes and type intensities are those of the PLOVER manual, draft 0.8 (Open Event Data
Alliance; CC BY-SA 4.0 covers its text, of which nothing is repeated here). The way from CAMEO to
PLOVER is its conversion table of September 2021, which drops the roots 01 and 02 and counts
embargoes and sanctions (163) as COERCE. Two slips of the manual are settled here: it prints the
intensity of ACCUSE as 3 where all modes of ACCUSE are negative (-3 is taken), and its summary
counts SANCTION as verbal where its chapter says material (material is taken).
Labels are kankei's own words.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from .errors import CodeError, Problem
from .language import Bilingual
from .table import read_table

Act = Literal["verbal", "material"]
Side = Literal["cooperation", "conflict"]
Scale = Literal["GDELT", "ICEWS"]


@dataclass(frozen=True, slots=True)
class EventType:
    """A type of PLOVER.

    Parameters
    ----------
    act, side
        Words or deeds; cooperation or conflict: the four classes of events.
    cameo_roots
        CAMEO roots from which it was made.
    intensity
        PLOVER score of the type without mode, from -10 (hostile) to 10 (friendly).
    """

    code: str
    label: Bilingual
    act: Act
    side: Side
    cameo_roots: tuple[str, ...]
    intensity: float

    @property
    def cooperative(self) -> bool:
        """True for cooperation, false for conflict."""
        return self.side == "cooperation"


@dataclass(frozen=True, slots=True)
class CameoCode:
    """A code of CAMEO 1.1b3.

    Parameters
    ----------
    plover
        Type it becomes; empty for statements and appeals (01, 02), which PLOVER drops.
    intensity
        Goldstein value on the CAMEO scale, -10 to 10.
    scale
        Whose table gave the value: ``GDELT`` (look-up table) or, where that has none, ``ICEWS``.
        The two differ for 016, 022, 164 and 165.
    """

    code: str
    label: Bilingual
    plover: str
    intensity: float
    scale: Scale


def event_type(code: str) -> EventType:
    """Give the PLOVER type with a code.

    Raises
    ------
    CodeError
        When it is none of the sixteen.

    Examples
    --------
    >>> event_type("AID").cooperative, event_type("SANCTION").act
    (True, 'material')
    """
    if code not in event_types():
        remedy = f"write one of {', '.join(event_types())}"
        raise CodeError(Problem(f"no event type of PLOVER is called {code!r}", remedy))
    return event_types()[code]


def cameo(code: str) -> CameoCode:
    """Give the CAMEO code written as text, with its leading zero.

    Raises
    ------
    CodeError
        When CAMEO has no such code.
    """
    if code not in cameo_codes():
        near = ", ".join(difflib.get_close_matches(code, cameo_codes(), 3, 0.6))
        remedy = f"write a code of codes/cameo.csv{', such as ' + near if near else ''}"
        raise CodeError(Problem(f"CAMEO has no code {code!r}", remedy))
    return cameo_codes()[code]


def plover_of(code: str) -> EventType:
    """Give the PLOVER type that a CAMEO code becomes.

    Raises
    ------
    CodeError
        When CAMEO has no such code, or PLOVER drops it.

    Examples
    --------
    >>> plover_of("057").code, plover_of("0871").code, plover_of("0831").code
    ('SUPPORT', 'RETREAT', 'CONCEDE')
    """
    found = cameo(code)
    if not found.plover:
        what = f"PLOVER has no type for the CAMEO code {code!r} ({found.label.en})"
        raise CodeError(Problem(what, "leave statements and appeals out, or choose a type by hand"))
    return event_type(found.plover)


def intensity(code: str) -> float:
    """Give the Goldstein value of a CAMEO code, from -10 (hostile) to 10 (friendly).

    Raises
    ------
    CodeError
        When CAMEO has no such code.

    Notes
    -----
    Goldstein, J. S. (1992), "A conflict-cooperation scale for WEIS events data", Journal of
    Conflict Resolution 36, carried over to CAMEO; the table is the one that GDELT publishes.

    Examples
    --------
    >>> intensity("072"), intensity("190")
    (8.3, -10.0)
    """
    return cameo(code).intensity


@cache
def event_types() -> Mapping[str, EventType]:
    """Read the types from ``codes/plover.csv``, cooperation first."""
    return {row["code"]: _type(row) for row in read_table("plover.csv")}


@cache
def cameo_codes() -> Mapping[str, CameoCode]:
    """Read the codes from ``codes/cameo.csv``."""
    return {row["code"]: _cameo(row) for row in read_table("cameo.csv")}


def _type(row: dict[str, str]) -> EventType:
    return EventType(
        code=row["code"],
        label=Bilingual(ja=row["ja"], en=row["en"]),
        act=cast(Act, row["act"]),
        side=cast(Side, row["side"]),
        cameo_roots=tuple(row["cameo_roots"].split(";")),
        intensity=float(row["intensity"]),
    )


def _cameo(row: dict[str, str]) -> CameoCode:
    return CameoCode(
        code=row["code"],
        label=Bilingual(ja=row["ja"], en=row["en"]),
        plover=row["plover"],
        intensity=float(row["intensity"]),
        scale=cast(Scale, row["scale"]),
    )
