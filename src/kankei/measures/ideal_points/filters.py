"""Which votes enter: every choice has a name, so that two series can be told apart by it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from ...terms.errors import MethodError, Problem
from ...terms.language import Bilingual

Special = Literal["leave-out", "by-date"]


@dataclass(frozen=True, slots=True)
class Seat:
    """The votes under one COW code count under another, from one session to another."""

    code: int
    first: int
    last: int
    becomes: int


@dataclass(frozen=True, slots=True)
class Filters:
    """Options that decide which votes enter.

    Parameters
    ----------
    last_session_with_paragraphs
        Votes on paragraphs and amendments of later sessions stay out; ``None`` keeps all. Votes
        whose kind is not known stay in.
    sessions_out
        Sessions that stay out.
    states_out
        States that stay out: pairs of COW code and session, or of code and ``None`` for all
        sessions.
    seats
        Codes that count under another code.
    special_sessions
        ``leave-out``, or ``by-date`` to count votes of special and emergency sessions in the
        regular session of their day. That goes for votes without a session too.
    important
        True keeps the votes that the US State Department listed as important, and no others.
    issue
        Keeps the votes of one issue (``me, nu, di, hr, co, ec``); all when empty.

    Examples
    --------
    >>> Filters(issue="nu", sessions_out=frozenset({19})).sessions_out
    frozenset({19})
    """

    last_session_with_paragraphs: int | None = None
    sessions_out: frozenset[int] = frozenset()
    states_out: tuple[tuple[int, int | None], ...] = ()
    seats: tuple[Seat, ...] = ()
    special_sessions: Special = "leave-out"
    important: bool = False
    issue: str = ""


def edition(name: str) -> Filters:
    """Give the filters of a published edition, or of ``newest``.

    Raises
    ------
    MethodError
        When there is no such edition.

    Examples
    --------
    >>> edition("2020-04").last_session_with_paragraphs
    44
    """
    known = editions()
    if name not in known:
        what = f"there is no edition {name!r}"
        raise MethodError(Problem(what, f"use one of {', '.join(known)}"))
    return known[name][1]


@cache
def editions() -> Mapping[str, tuple[Bilingual, Filters]]:
    """Read ``editions.toml``: what each edition is, and its filters."""
    text = (files(__package__) / "editions.toml").read_text(encoding="utf-8")
    return {name: _edition(given) for name, given in tomllib.loads(text).items()}


def _edition(given: dict[str, Any]) -> tuple[Bilingual, Filters]:
    states = [(code, *session) for code, *session in given.get("states_out", ())]
    filters = Filters(
        last_session_with_paragraphs=given.get("last_session_with_paragraphs"),
        sessions_out=frozenset(given.get("sessions_out", ())),
        states_out=tuple((pair[0], pair[1] if len(pair) > 1 else None) for pair in states),
        seats=tuple(Seat(**seat) for seat in given.get("seats", ())),
    )
    return Bilingual(given["ja"], given["en"]), filters
