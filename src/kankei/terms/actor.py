"""Actors: the register of states by date, and the bodies, persons and groups of a study.

A code or a name stands for a state only for a time: "Germany" is three things in a century, 365 is
Russia, the Soviet Union and Russia again, and "Republic of China" moved to Taiwan. Every question
to the register can therefore be asked of a day. The register answers one state or refuses; it never
guesses between the two Koreas.
"""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Literal

from .errors import CodeError, Problem
from .identity import content_id
from .language import AnswerLanguage, Bilingual, Language
from .period import Period
from .state import (
    NAME_KINDS,
    NAMING,
    Day,
    NameKind,
    State,
    StateName,
    day_of,
    fold_name,
    read_names,
    read_states,
)

__all__ = [
    "NAME_KINDS",
    "NAMING",
    "Actor",
    "ActorType",
    "Day",
    "NameKind",
    "Office",
    "State",
    "StateName",
    "StateRegister",
    "states",
]

ActorType = Literal["state", "organisation", "body", "media", "person", "group"]
CodeSystem = Literal["cow", "gw", "iso2", "iso3"]


class StateRegister:
    """All states since 1946 with the codes and names that they had when.

    Parameters
    ----------
    rows
        States, one row per span of unchanged codes, in order of time for each id.
    spoken
        Their names.

    Examples
    --------
    >>> register = states()
    >>> register.find("Korea DPR").id, register.find("Republic of China").id
    ('PRK', 'TWN')
    >>> register.find("Germany", on=1985).en, register.by_cow(365, on=1985).id
    ('West Germany', 'SUN')
    """

    def __init__(self, rows: Iterable[State], spoken: Iterable[StateName]) -> None:
        self.rows = tuple(rows)
        self.spoken = tuple(spoken)
        self._of: dict[str, list[State]] = defaultdict(list)
        for row in self.rows:
            self._of[row.id].append(row)
        self._by_text: dict[str, list[StateName]] = defaultdict(list)
        for name in self.spoken:
            self._by_text[fold_name(name.text)].append(name)

    def __contains__(self, id: object) -> bool:
        """Say whether a state has that id, at any time.

        Examples
        --------
        >>> "PRK" in states(), "prk" in states()
        (True, False)
        """
        return id in self._of

    def get(self, id: str, on: Day = None) -> State:
        """Give the state with an id, as it was on a day, or as it is or last was.

        Raises
        ------
        CodeError
            When no state has that id, or it did not exist on that day.
        """
        if id not in self._of:
            remedy = _write_one_of(difflib.get_close_matches(id.upper(), self._of, 3, 0.3))
            raise CodeError(Problem(f"no state has the id {id!r}", remedy))
        return self._one(self._of[id], f"the state {id}", on)

    def by_cow(self, number: int, on: Day = None) -> State:
        """Give the state that held a Correlates of War number."""
        return self._by_code("cow", number, on)

    def by_gw(self, number: int, on: Day = None) -> State:
        """Give the state that held a Gleditsch-Ward number."""
        return self._by_code("gw", number, on)

    def by_iso3(self, code: str, on: Day = None) -> State:
        """Give the state that held an ISO 3166-1 alpha-3 code."""
        return self._by_code("iso3", code, on)

    def by_iso2(self, code: str, on: Day = None) -> State:
        """Give the state that held an ISO 3166-1 alpha-2 code; ``NA`` is Namibia.

        Examples
        --------
        >>> states().by_iso2("NA").id
        'NAM'
        """
        return self._by_code("iso2", code, on)

    def members(self, on: date | int) -> tuple[State, ...]:
        """Give every state that existed on a day."""
        day = day_of(on)
        return tuple(row for row in self.rows if day and row.period.contains(day))

    def names(
        self,
        language: Language | None = None,
        kinds: tuple[NameKind, ...] = NAME_KINDS,
        on: Day = None,
    ) -> tuple[StateName, ...]:
        """Give the texts that stand for states, on a day or at any time."""
        day = day_of(on)
        return tuple(
            name
            for name in self.spoken
            if name.kind in kinds
            and (language is None or name.language == language)
            and (day is None or self._denoted(name, day) is not None)
        )

    def find(
        self,
        text: str,
        language: Language | None = None,
        on: Day = None,
        kinds: tuple[NameKind, ...] = NAMING,
    ) -> State:
        """Give the state that a text names.

        Width, case, punctuation and a leading "the" make no difference; nothing else is forgiven.
        Without a day, a text that names an existing state is not taken for an extinct one.

        Raises
        ------
        CodeError
            When the text names no state, none on that day, or several; the message says which
            states are near.

        Examples
        --------
        >>> states().find("旧ソ連", on=2024).id
        'SUN'
        """
        found = self.candidates(text, language, on, kinds)
        if len(found) == 1:
            return found[0]
        if found:
            raise _ambiguous(text, found)
        raise self._unknown(text, on, kinds, self._said(text, language, kinds))

    def candidates(
        self,
        text: str,
        language: Language | None = None,
        on: Day = None,
        kinds: tuple[NameKind, ...] = NAMING,
    ) -> tuple[State, ...]:
        """Give every state that a text may name: none, one, or several."""
        day = day_of(on)
        said = self._said(text, language, kinds)
        denoted = [(name, row) for name in said if (row := self._denoted(name, day))]
        if day is None and len({row.id for _, row in denoted}) > 1:
            denoted = [pair for pair in denoted if _lasts(*pair)] or denoted
        latest = sorted((row for _, row in denoted), key=_lasting)
        return tuple({row.id: row for row in latest}.values())

    def _said(
        self, text: str, language: Language | None, kinds: tuple[NameKind, ...]
    ) -> list[StateName]:
        return [
            name
            for name in self._by_text.get(fold_name(text), ())
            if name.kind in kinds and (language is None or name.language == language)
        ]

    def _denoted(self, name: StateName, day: date | None) -> State | None:
        """The state as it was when the name meant it; missing when it did not on that day."""
        if day is not None and not name.period.contains(day):
            return None
        rows = self._of[name.state]
        if name.kind == "former":
            assert name.period.start is not None
            before = name.period.start - timedelta(days=1)
            return next(row for row in rows if row.period.contains(before))
        if day is None:
            held = [row for row in rows if row.period.overlaps(name.period)]
        else:
            held = [row for row in rows if row.period.contains(day)]
        return held[-1] if held else None

    def _by_code(self, system: CodeSystem, code: int | str, on: Day) -> State:
        rows = [row for row in self.rows if getattr(row, system) == code]
        if not rows:
            known = dict.fromkeys(str(getattr(row, system)) for row in self.rows)
            remedy = _write_one_of(difflib.get_close_matches(str(code), known, 3, 0.3))
            raise CodeError(Problem(f"no state has the {system} code {code!r}", remedy))
        return self._one(rows, f"the {system} code {code!r}", on)

    def _one(self, rows: list[State], what: str, on: Day) -> State:
        """The row of a day, or the one that lasts longest."""
        day = day_of(on)
        if day is None:
            return max(rows, key=_lasting)
        held = [row for row in rows if row.period.contains(day)]
        if held:
            return held[0]
        spans = "; ".join(dict.fromkeys(_described(row) for row in rows))
        remedy = f"ask for a day inside one of its spans: {spans}"
        raise CodeError(Problem(f"{what} stood for no state on {day}", remedy))

    def _unknown(
        self, text: str, on: Day, kinds: tuple[NameKind, ...], said: list[StateName]
    ) -> CodeError:
        """Say why a text names no state, and which are near."""
        if said:
            spans = "; ".join(dict.fromkeys(span for name in said for span in self._spans(name)))
            what = f"{text!r} named no state on {day_of(on)}"
            return CodeError(Problem(what, f"give a day inside one of its spans: {spans}"))
        folded = difflib.get_close_matches(fold_name(text), self._by_text, 8, 0.6)
        near = [name for key in folded for name in self._by_text[key] if name.kind in kinds]
        which = ", ".join(dict.fromkeys(f"{name.text} ({name.state})" for name in near))
        remedy = f"write one of {which}" if near else "write a name or code of states.csv"
        return CodeError(Problem(f"no state is called {text!r}", remedy))

    def _spans(self, name: StateName) -> list[str]:
        held = [row for row in self._of[name.state] if row.period.overlaps(name.period)]
        return [_described(row) for row in held]


@dataclass(frozen=True, slots=True)
class Actor:
    """Whoever acts or speaks in a study: a state, body, medium, organisation, person or group.

    Parameters
    ----------
    key
        A state's id, or the name by which rows of the study call the actor.
    state
        Id of the state it belongs to; empty when it belongs to none.
    names
        Pairs of language and text.
    """

    key: str
    type: ActorType
    state: str
    names: tuple[tuple[Language, str], ...]

    @property
    def id(self) -> str:
        """Content hash of who it is; names may be added without changing it."""
        return content_id("actor", self.key, self.type, self.state)

    def name(self, language: Language) -> str:
        """Give its name, or its key where the name is not known in that language."""
        return dict(self.names).get(language, self.key)


@dataclass(frozen=True, slots=True)
class Office:
    """Who held which post of what, and when.

    Parameters
    ----------
    person
        Key of the holder.
    post
        ``head_of_state``, ``foreign_minister`` and so on.
    of
        The state or organisation whose post it is.
    title
        What the post is called.
    """

    person: str
    post: str
    of: str
    title: Bilingual
    period: Period

    @property
    def id(self) -> str:
        """Content hash of person, post and time."""
        return content_id("office", self.person, self.post, self.of, self.period.iso())

    def text(self, language: AnswerLanguage) -> str:
        """Give the title."""
        return self.title.in_(language)


@cache
def states() -> StateRegister:
    """Read the register of states from ``codes/states.csv`` and ``codes/state_names.csv``."""
    return StateRegister(read_states(), read_names())


def _lasting(row: State) -> tuple[date, date]:
    return row.period.end or date.max, row.period.start or date.min


def _lasts(name: StateName, row: State) -> bool:
    return name.period.end is None and row.period.end is None


def _described(row: State) -> str:
    return f"{row.en} ({row.id}) {row.period.iso()}"


def _ambiguous(text: str, found: Iterable[State]) -> CodeError:
    which = ", ".join(f"{row.en} ({row.id})" for row in found)
    what = f"{text!r} names more than one state: {which}"
    return CodeError(Problem(what, "give the language, a day, or the id of the one meant"))


def _write_one_of(near: list[str]) -> str:
    return f"write one of {', '.join(near)}" if near else "look it up in codes/states.csv"
