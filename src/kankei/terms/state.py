"""States as they were while their codes, usual names and seats stayed the same.

The rows stand in ``codes/states.csv`` and ``codes/state_names.csv``; the register that answers
questions to them is in :mod:`kankei.terms.actor`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias, cast, get_args

from .language import Bilingual, Language
from .period import Period
from .table import read_table

NameKind = Literal[
    "name",
    "official",
    "short",
    "alias",
    "former",
    "adjective",
    "demonym",
    "capital",
    "seat",
]
Day: TypeAlias = date | int | None
"""A day; a year, which stands for its first of July; or ``None`` for the latest known."""

NAME_KINDS: tuple[NameKind, ...] = get_args(NameKind)
NAMING: tuple[NameKind, ...] = ("name", "official", "short", "alias", "former")
"""The kinds that name the state itself; the others are words made from it or places in it."""

_APOSTROPHES = re.compile("['’‘ʼ`]")
_SEPARATORS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class State:
    """A state while its codes, its usual name and its seat in the United Nations were the same.

    Parameters
    ----------
    id
        ISO 3166-1 alpha-3 where there is one, also a withdrawn one (``SUN``, ``DDR``); else the
        Correlates of War letters (``RVN``, ``ZAN``) or a code of the range that ISO leaves to
        users (``XKX`` Kosovo, ``XKO`` Korea until 1910).
    cow, cow_abb, gw
        Correlates of War number and letters, Gleditsch-Ward number; missing while the state was no
        member of that system.
    iso2, iso3
        The code that ISO gave it at the time (before 1974, the code of 1974).
    period
        When all this held; a state that changed codes has several.
    united_nations
        Its membership at that time; missing when there was none.
    ja, en, ko, zh, zh_hant, ru
        Its usual name in political prose, by the language or script.
    successors
        Ids of the states that took its place.
    """

    id: str
    iso2: str
    iso3: str
    cow: int | None
    cow_abb: str
    gw: int | None
    period: Period
    united_nations: Period | None
    ja: str
    en: str
    ko: str
    zh: str
    zh_hant: str
    ru: str
    successors: tuple[str, ...] = ()

    def name(self, language: Language) -> str:
        """Give the usual name; Chinese in simplified characters."""
        return str(getattr(self, language))

    @property
    def label(self) -> Bilingual:
        """The usual name in both languages of the answers."""
        return Bilingual(ja=self.ja, en=self.en)

    def in_united_nations(self, on: date) -> bool:
        """Say whether it was a member of the United Nations on a day."""
        return self.united_nations is not None and self.united_nations.contains(on)


@dataclass(frozen=True, slots=True)
class StateName:
    """A text that stands for a state in one language.

    Parameters
    ----------
    kind
        ``name`` usual, ``official``, ``short`` (one letter or initials), ``alias``, ``former``
        (what an extinct state is called afterwards: 旧ソ連), ``adjective`` (also the first half of
        a compound: Sino, российско), ``demonym``, ``capital`` or ``seat`` (Kremlin) as metonyms.
    period
        When the text meant this state; open at both ends when it does so as long as there is one.
    """

    state: str
    language: Language
    kind: NameKind
    text: str
    period: Period


def day_of(on: Day) -> date | None:
    """Give the day that a question is asked of."""
    return date(on, 7, 1) if isinstance(on, int) else on


def fold_name(text: str) -> str:
    """Fold what writers vary freely: width, case, apostrophes, punctuation, ё, "the" and "&".

    Examples
    --------
    >>> fold_name("Korea, Dem. People’s Rep.") == fold_name("KOREA (DEM PEOPLE'S REP)")
    True
    """
    plain = unicodedata.normalize("NFKC", text).casefold().replace("ё", "е").replace("&", " and ")
    words = _SEPARATORS.sub(" ", _APOSTROPHES.sub("", plain)).strip()
    return words.removeprefix("the ")


def read_states() -> Iterator[State]:
    """Read ``codes/states.csv``."""
    return map(_state, read_table("states.csv"))


def read_names() -> Iterator[StateName]:
    """Read ``codes/state_names.csv``."""
    return map(_name, read_table("state_names.csv"))


def _state(row: dict[str, str]) -> State:
    return State(
        id=row["id"],
        iso2=row["iso2"],
        iso3=row["iso3"],
        cow=int(row["cow"]) if row["cow"] else None,
        cow_abb=row["cow_abb"],
        gw=int(row["gw"]) if row["gw"] else None,
        period=_period(row["start"], row["end"]),
        united_nations=_period(row["un_from"], row["un_to"]) if row["un_from"] else None,
        ja=row["ja"],
        en=row["en"],
        ko=row["ko"],
        zh=row["zh"],
        zh_hant=row["zh_hant"],
        ru=row["ru"],
        successors=tuple(row["successor"].split(";")) if row["successor"] else (),
    )


def _name(row: dict[str, str]) -> StateName:
    language, kind = cast(Language, row["language"]), cast(NameKind, row["kind"])
    period = _period(row["start"], row["end"])
    return StateName(row["state"], language, kind, row["text"], period)


def _period(start: str, end: str) -> Period:
    return Period(
        date.fromisoformat(start) if start else None, date.fromisoformat(end) if end else None
    )
