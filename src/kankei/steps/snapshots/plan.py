"""What the snapshot of a study is made for: its settings with the defaults that follow from it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from ...answers.positions import seats
from ...datasets import card
from ...study import SnapshotSettings, Study
from ...terms.actor import states as register
from ...terms.dyad import Dyad
from ...terms.errors import InputError, Problem
from ...terms.period import Period

FIRST_YEAR = 1946
"""The register of states is whole from here on."""
LONG = 30
"""Years of the long curves where the study does not say since when."""
WINDOW = 5
"""Years of deliveries that a dependence in arms counts."""
TIES = ("diplomatic_ties", "china_visits")
"""Political ties of the long curves, where they speak of a state of the study."""
MONTHLY_TIES = ("diplomatic_ties",)
"""Those of the monthly curves, whose months they reach."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What the tables of a study's snapshot are made for.

    Parameters
    ----------
    states
        Those of the study, by code.
    seats
        State by predecessor that held its seat, such as ``{"SUN": "RUS"}``.
    beside
        States that are shown with those of the study, with their predecessors.
    others
        States from whose pairs the long curves learn, beside those of the study.
    last
        Last year of the study.
    since, votes_since, years_since
        First years of the dependences, of vote agreement, and of the long curves.
    months
        Of the news scores; all that are covered when ``None``.
    chosen
        What ``study.toml`` says.
    """

    states: tuple[str, ...]
    focus: tuple[str, str]
    seats: Mapping[str, str]
    beside: tuple[str, ...]
    others: tuple[str, ...]
    last: int
    since: int
    votes_since: int
    years_since: int
    months: Period | None
    chosen: SnapshotSettings

    @property
    def region(self) -> tuple[str, ...]:
        """The states of the study, and those that held their seats before them."""
        return tuple(sorted((*self.states, *self.seats)))

    def ties(self, among: Sequence[str] = TIES) -> tuple[str, ...]:
        """Give the data sets of ties that speak of a state of the study."""
        return tuple(name for name in among if _speaks_of(name, self.states))


def plan_of(study: Study) -> Plan:
    """Read what a study wants, and fill in what follows from it.

    Raises
    ------
    InputError
        When the period of the study has no end.
    """
    about, chosen = study.settings.study, study.settings.snapshot
    states, focus = tuple(sorted(set(about.states))), Dyad.parse(about.focus)
    last = Period.parse(about.period).last
    if last is None:
        what = f"the period of the study, {about.period}, has no end"
        raise InputError(Problem(what, "give its last day in study.toml", "study.toml"))
    beside = chosen.beside if chosen.beside is not None else _without(_defaults()["beside"], states)
    others = chosen.learn_from if chosen.learn_from is not None else _defaults()["learn_from"]
    since = chosen.since or first_whole_year(states)
    return Plan(
        states=states,
        focus=(focus.a, focus.b),
        seats={held: state for held, state in seats(states).items() if held != state},
        beside=tuple(held for state in beside for held in seats([state])),
        others=_without(others, states),
        last=last.year,
        since=since,
        votes_since=chosen.votes_since or since,
        years_since=chosen.years_since or max(FIRST_YEAR, last.year - LONG + 1),
        months=Period.parse(chosen.months) if chosen.months else None,
        chosen=chosen,
    )


def first_whole_year(states: Iterable[str]) -> int:
    """Give the first year through which all of some states exist, from 1946 on.

    Examples
    --------
    >>> first_whole_year(["CHN", "RUS"]), first_whole_year(["IND", "PAK"])
    (1992, 1948)
    """
    return max(FIRST_YEAR, *(_whole_from(state) for state in states))


def _whole_from(state: str) -> int:
    """The first whole year of the newest unbroken stretch in which a state is in the register."""
    spans = [row.period for row in register().rows if row.id == state]
    start = spans[-1].start
    for span in reversed(spans):
        if span.end in (start, spans[-1].end):
            start = span.start
    assert start is not None
    return start.year if start == date(start.year, 1, 1) else start.year + 1


def _speaks_of(dataset: str, states: Iterable[str]) -> bool:
    subjects = card(dataset).forms[0].subjects
    return not subjects or bool(set(subjects) & set(states))


def _without(listed: Iterable[str], states: Sequence[str]) -> tuple[str, ...]:
    return tuple(item for item in listed if item not in states)


@cache
def _defaults() -> Mapping[str, tuple[str, ...]]:
    text = (files(__package__) / "states.toml").read_text(encoding="utf-8")
    return {name: tuple(listed) for name, listed in tomllib.loads(text).items()}
