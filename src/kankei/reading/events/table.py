"""The tables behind events: what a word does (acts), who takes part (frames), and the words.

``acts.csv`` and ``frames.toml`` serve all languages. A language brings ``predicates.csv`` (its
words, each with the acts it can be and the kind of thing it is as an object) and ``events.toml``
(how its verbs are inflected and its roles marked).
"""

from __future__ import annotations

import csv
import re
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from ...terms.language import Language
from ..names.lexicon import openings
from ..sieve import Sieve
from ..sought import Pattern, quick, sought
from ..words import word_list
from .folding import matched
from .inflection import surfaces

WHOLE = ("disclaimed", "referring", "closing")
"""Keys of the patterns that are looked for in whole sentences."""


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that a verb can do: to what kind of object, by which frame, of which type.

    ``objects`` is empty when the act needs none.
    """

    name: str
    objects: frozenset[str]
    frame: str
    plover: str
    cameo: str
    domain: str


@dataclass(frozen=True, slots=True)
class Word:
    """A row of a language's table.

    ``kinds`` is what the word is as an object of other words; ``event`` says that the noun alone
    can tell of an event.
    """

    lemma: str
    inflection: str
    acts: tuple[Act, ...]
    kinds: frozenset[str]
    event: bool


@dataclass(frozen=True, slots=True)
class Surface:
    """A form in which a word is found; ``form`` is how it is inflected."""

    word: Word
    form: str


@cache
def acts() -> Mapping[str, tuple[Act, ...]]:
    """All acts by name; those without an object come last.

    Examples
    --------
    >>> [act.plover for act in acts()["close"] if "office" in act.objects]
    ['SANCTION']
    """
    found: dict[str, list[Act]] = defaultdict(list)
    for row in _rows(files(__package__) / "acts.csv"):
        objects = frozenset(row["object"].split("|")) - {""}
        rest = (row[key] for key in ("frame", "plover", "cameo", "domain"))
        found[row["act"]].append(Act(row["act"], objects, *rest))
    return {name: tuple(sorted(of, key=lambda act: not act.objects)) for name, of in found.items()}


@cache
def frames() -> Mapping[str, Mapping[str, str]]:
    """Role of each slot, frame by frame."""
    file = files(__package__) / "frames.toml"
    table: dict[str, dict[str, str]] = tomllib.loads(file.read_text(encoding="utf-8"))
    return table


@cache
def words(language: Language) -> tuple[tuple[Word, tuple[str, ...]], ...]:
    """The words of a language with their stems.

    Examples
    --------
    >>> len(words("ja")) >= 600 and len(words("en")) >= 500
    True
    """
    file = files("kankei.reading.words") / language / "predicates.csv"
    return tuple((_word(row), tuple(filter(None, row["stems"].split("|")))) for row in _rows(file))


def _word(row: dict[str, str]) -> Word:
    named = tuple(filter(None, row["act"].split("|")))
    return Word(
        lemma=row["lemma"],
        inflection=row["class"],
        acts=tuple(act for name in named for act in acts()[name]),
        kinds=frozenset(row["kind"].split("|")) - {""},
        event=row["event"] == "yes",
    )


def _rows(file: Any) -> Iterator[dict[str, str]]:
    return csv.DictReader(file.read_text(encoding="utf-8").splitlines())


@dataclass(frozen=True)
class Lexicon:
    """All surfaces of a language, and how long those are that begin with two characters.

    A surface of one character counts for every second one, and stands by itself too.
    """

    surfaces: Mapping[str, tuple[Surface, ...]]
    lengths: Mapping[str, tuple[int, ...]]
    firsts: re.Pattern[str]

    def longest(self, text: str, start: int) -> Iterator[int]:
        """Ends of the surfaces that begin at a place, the longest first."""
        known = self.lengths.get(text[start : start + 2])
        for length in self.lengths.get(text[start], ()) if known is None else known:
            if text[start : start + length] in self.surfaces:
                yield start + length


@cache
def lexicon(language: Language) -> Lexicon:
    """Load the surfaces of a language."""
    known: dict[str, list[Surface]] = defaultdict(list)
    for word, stems in words(language):
        for surface, form in surfaces(language, word.lemma, word.inflection, stems):
            known[matched(surface, language)].append(Surface(word, form))
    lengths: dict[str, set[int]] = defaultdict(set)
    for surface in known:
        lengths[surface[:2]].add(len(surface))
    spaced = grammar(language)["spaced"]
    firsts = "|".join(openings(lengths.keys()))
    return Lexicon(
        {surface: tuple(of) for surface, of in known.items()},
        {
            head: tuple(sorted(of | lengths.get(head[:1], set()), reverse=True))
            for head, of in lengths.items()
        },
        re.compile(rf"(?<![\w'-])(?:{firsts})" if spaced else firsts),
    )


@cache
def grammar(language: Language) -> Mapping[str, Any]:
    """The rules of a language; every value under ``patterns`` is compiled."""
    table = word_list(language, "events")
    patterns = table["patterns"].items()
    compiled = {key: _compiled(value, sought if key in WHOLE else quick) for key, value in patterns}
    if table["order"] == "verb first":
        forms = compiled["context"].items()
        compiled["context"] = {form: _sieve(rows, language) for form, rows in forms}
    return {**table, **compiled}


def _compiled(value: Any, compile_: Callable[[str], Pattern]) -> Any:
    """Patterns of one key; rows become tuples of their name and their patterns, in order."""
    if isinstance(value, str):
        return compile_(value)
    if isinstance(value, dict):
        return {key: _compiled(pattern, compile_) for key, pattern in value.items()}
    return tuple(_row(row, compile_) for row in value)


def _sieve(rows: tuple[tuple[Any, ...], ...], language: Language) -> Sieve[tuple[Any, ...]]:
    """Rows of a name and patterns, all of which must match."""
    return Sieve(((row, [one.pattern for one in row[1:]]) for row in rows), language)


def _row(row: Mapping[str, str], compile_: Callable[[str], Pattern]) -> tuple[Any, ...]:
    name, *patterns = row.values()
    return (name, *map(compile_, patterns))
