"""Dyads: pairs of states, and the compounds by which five languages write them.

露朝, 日米韓, 한미일, 中俄朝, US-Japan-ROK and российско-китайский say in a few letters which
relations are meant; here they become dyads.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from .actor import Day, NameKind, states
from .errors import CodeError, Problem
from .language import LANGUAGES, AnswerLanguage, Bilingual, Language
from .state import fold_name
from .table import read_table

_COMPOUNDING: tuple[NameKind, ...] = ("name", "official", "short", "alias", "adjective")
_RUSSIAN_ENDING = re.compile(r"(ого|ому|ими|им|ом|ая|ую|ой|ое|ие|их)$")
_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True, order=True)
class Dyad:
    """A pair of states; directed when it matters who acts towards whom.

    Parameters
    ----------
    a, b
        Ids of the states. An undirected dyad keeps them in alphabetical order, so that both
        spellings are one dyad.
    directed
        True when ``a`` acts towards ``b``.

    Raises
    ------
    CodeError
        When both states are the same.

    Examples
    --------
    >>> Dyad("RUS", "PRK") == Dyad.parse("PRK-RUS")
    True
    >>> Dyad.parse("PRK>RUS").key, Dyad.parse("RUS-PRK").label("ja")
    ('PRK>RUS', 'ロ朝')
    """

    a: str
    b: str
    directed: bool = False

    def __post_init__(self) -> None:
        if self.a == self.b:
            what = f"a dyad needs two states, not {self.a} twice"
            raise CodeError(Problem(what, "name the other state"))
        if not self.directed and self.b < self.a:
            first, last = self.b, self.a
            object.__setattr__(self, "a", first)
            object.__setattr__(self, "b", last)

    @classmethod
    def parse(cls, text: str) -> Dyad:
        """Read ``PRK-RUS`` or ``RUS-PRK`` (undirected) or ``PRK>RUS`` (North Korea to Russia).

        Raises
        ------
        CodeError
            When it is not two known states.
        """
        match = re.fullmatch(r"\s*([A-Z]{3})\s*([->])\s*([A-Z]{3})\s*", text)
        if match is None:
            remedy = "write two ids of states.csv, such as PRK-RUS, or PRK>RUS when directed"
            raise CodeError(Problem(f"cannot read the dyad {text!r}", remedy))
        first, sign, second = match.groups()
        register = states()
        return cls(register.get(first).id, register.get(second).id, sign == ">")

    @classmethod
    def read(cls, text: str) -> Dyad:
        """Read a dyad as a person writes it: its key, or a compound such as 露朝 or 日ロ.

        Raises
        ------
        CodeError
            When it is no dyad, or means several.

        Examples
        --------
        >>> Dyad.read("露朝").key, Dyad.read("PRK>RUS").key
        ('PRK-RUS', 'PRK>RUS')
        """
        try:
            return cls.parse(text)
        except CodeError as fault:
            if text.isascii() and text.isupper():
                raise
            dyads = parse_dyads(text)
            if len(dyads) == 1:
                return dyads[0]
            which = ", ".join(dyad.key for dyad in dyads)
            raise CodeError(Problem(f"{text!r} means {which}", "ask for one of them")) from fault

    @property
    def key(self) -> str:
        """The one way to write it."""
        return f"{self.a}{'>' if self.directed else '-'}{self.b}"

    @property
    def states(self) -> tuple[str, str]:
        """Both ids."""
        return self.a, self.b

    def other(self, state: str) -> str:
        """Give the state on the other side.

        Raises
        ------
        CodeError
            When the state is not in the dyad.
        """
        if state not in self.states:
            raise CodeError(
                Problem(f"{state} is not in the dyad {self.key}", f"ask for {self.a} or {self.b}")
            )
        return self.b if state == self.a else self.a

    def label(self, language: AnswerLanguage) -> str:
        """Name the dyad as writers do, where a custom is recorded, else by both names.

        Examples
        --------
        >>> Dyad.parse("PRK-RUS").label("en"), Dyad.parse("FRA-MLI").label("ja")
        ('Russia-North Korea', 'フランス・マリ')
        """
        customary = _labels().get(self.key)
        if customary is not None:
            return customary.in_(language)
        first, second = (states().get(state).label.in_(language) for state in self.states)
        if self.directed:
            return f"{first}→{second}" if language == "ja" else f"{first} to {second}"
        return f"{first}・{second}" if language == "ja" else f"{first}-{second}"


def parse_dyads(text: str, language: Language | None = None, on: Day = None) -> tuple[Dyad, ...]:
    """Read a compound of two or more states into the dyads between them.

    Parameters
    ----------
    text
        Short forms (日米韓), names (北朝鮮・ロシア) or adjectives (Sino-Russian) in a row.
    language
        Language of the text. Without it every language is tried, and all that can read the text
        must agree.
    on
        Day on which the forms must have been in use; without it the states of today are preferred.

    Returns
    -------
    tuple of Dyad
        Undirected, in the order of the text: 日米韓 gives 日米, 日韓, 米韓.

    Raises
    ------
    CodeError
        Names the first letter or word that stands for no state, or the readings that differ.

    Examples
    --------
    >>> [dyad.key for dyad in parse_dyads("日米韓")]
    ['JPN-USA', 'JPN-KOR', 'KOR-USA']
    >>> [dyad.key for dyad in parse_dyads("Sino-Russian")]
    ['CHN-RUS']
    """
    tried = [_spell(fold_name(text), each, on) for each in ((language,) if language else LANGUAGES)]
    readings = {tuple(found): None for found, rest in tried if not rest and len(found) > 1}
    if len(readings) == 1:
        (found,) = readings
        return tuple(Dyad(a, b) for a, b in combinations(found, 2))
    if readings:
        which = " or ".join("-".join(found) for found in readings)
        raise CodeError(Problem(f"{text!r} can be read as {which}", "give the language"))
    raise _unspelled(text, tried)


def _spell(folded: str, language: Language, on: Day) -> tuple[list[str], str]:
    """Read states from the left, the longest name first; give what was read and what was not."""
    found: list[str] = []
    rest = folded
    while rest:
        length, state = _longest(rest, language, on)
        if not length or state in found:
            break
        found.append(state)
        rest = rest[length:].lstrip()
    return found, rest


def _longest(text: str, language: Language, on: Day) -> tuple[int, str]:
    for length in range(min(len(text), _LONGEST_NAME), 0, -1):
        if _is_boundary(text, length):
            state = _meant(text[:length], language, on)
            if state is not None:
                return length, state
    return 0, ""


def _meant(text: str, language: Language, on: Day) -> str | None:
    spellings = [text]
    if language == "ru":
        spellings.append(_RUSSIAN_ENDING.sub("ий", text))
    for spelling in spellings:
        candidates = states().candidates(spelling, language, on, _COMPOUNDING)
        if len(candidates) == 1:
            return candidates[0].id
    return None


def _is_boundary(text: str, at: int) -> bool:
    """Words of alphabets end at spaces; every East Asian letter may end a name."""
    return at == len(text) or any(
        letter == " " or unicodedata.east_asian_width(letter) in "WF"
        for letter in text[at - 1 : at + 1]
    )


def _unspelled(text: str, tried: Sequence[tuple[list[str], str]]) -> CodeError:
    found, rest = min(tried, key=lambda reading: len(reading[1]))
    if not rest:
        what = f"{text!r} names {found[0]} alone" if found else f"{text!r} is empty"
        return CodeError(Problem(what, "name at least two states"))
    unread = rest.split()[0]
    if unicodedata.east_asian_width(unread[0]) in "WF":
        unread = unread[0]
    after = f" after {'-'.join(found)}" if found else ""
    what = f"{text!r}: {unread!r}{after} is no (other) state"
    return CodeError(Problem(what, "write short forms such as 露朝, 한미일 or US-Japan-ROK"))


@cache
def _labels() -> Mapping[str, Bilingual]:
    rows = read_table("dyad_labels.csv")
    return {row["dyad"]: Bilingual(ja=row["ja"], en=row["en"]) for row in rows}
