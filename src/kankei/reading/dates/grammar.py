"""The date grammar of a language, loaded from its word list and compiled into one pattern.

``words/<language>/dates.toml`` holds

``gate``
    where a date can begin, told from one or two characters: this decides the speed;
``numbers``, ``eras``, ``months``, ``weekdays``, ``units``, ``parts``, ``references``, ``lengths``,
``directions``, ``occasions``
    what words mean; the words are regular expressions;
``pieces``
    named sub-patterns; ``{month}`` inside a pattern stands for the piece, ``{months}`` for any word
    of the table;
``forms``
    the ways a date is written, tried in order;
``setting``
    what stands around a date and decides whether later dates may lean on it;
``publication``
    how a document says when it was published.

Groups of a pattern are named by what they hold: ``year``, ``yy`` (two digits), ``era``,
``era_year``, ``decade``, ``month``, ``day``, ``weekday``, ``part``, ``first`` (months of a year),
``reference``, ``count``, ``half``, ``unit``, ``months`` (beside years), ``direction``, ``length``,
``occasion``, ``noun``; ``year_from``, ``month_from`` and ``day_from`` open a range that names its
unit once, ``month_and`` and ``day_and`` a list of two.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Literal, cast

from ...terms.language import Language
from ..sought import Pattern, Sought, gated, sought, words_of
from .points import Unit

Kind = Literal["calendar", "offset", "duration", "occasion"]

_PLACEHOLDER = re.compile(r"\{([a-z][a-z_0-9]*)\}")
_GROUP = re.compile(r"\(\?P<(\w+)>")
_TABLES = (
    "eras",
    "months",
    "weekdays",
    "units",
    "parts",
    "references",
    "lengths",
    "directions",
    "occasions",
)


@dataclass(frozen=True, slots=True)
class Reference:
    """What a word such as 翌年 or *last month* counts from, and how far.

    ``anchor`` is ``narrative``, ``published`` or ``either``; ``step`` is a number of units, or
    ``past``, ``coming`` and ``following`` for the nearest day or month of the written name;
    ``part`` a part of the unit (昨秋).
    """

    anchor: str
    unit: Unit
    step: str
    part: str | None = None


@dataclass(frozen=True, slots=True)
class Form:
    """One way of writing a date.

    ``unless_before`` and ``unless_after`` look at the text on either side, ``requires`` at the
    whole document; ``given`` fills groups that nothing was written for (*год спустя*: one).
    """

    name: str
    kind: Kind
    slots: tuple[tuple[str, int], ...]
    given: Mapping[str, str]
    unless_before: re.Pattern[str] | None
    unless_after: re.Pattern[str] | None
    requires: re.Pattern[str] | None


@dataclass(frozen=True, eq=False)
class Table:
    """Words, as patterns, and what they mean."""

    words: tuple[tuple[re.Pattern[str], str], ...]

    def meaning(self, text: str) -> str | None:
        """Meaning of a word that was matched."""
        return _meaning(self, text)


@lru_cache(maxsize=4096)
def _meaning(table: Table, text: str) -> str | None:
    return next((meaning for word, meaning in table.words if word.fullmatch(text)), None)


@dataclass(frozen=True)
class Grammar:
    """Everything about the dates of one language."""

    language: Language
    gate: str
    scan: Pattern
    forms: Mapping[int, Form]
    numbers: Mapping[str, float]
    tables: Mapping[str, Table]
    setting: Mapping[str, re.Pattern[str]]
    sign: Pattern
    publication: Mapping[str, re.Pattern[str]]
    label: Pattern

    def meaning(self, table: str, text: str) -> str | None:
        """Look a matched word up."""
        return self.tables[table].meaning(text)

    def reference(self, text: str) -> Reference | None:
        """Look a relative word up."""
        meaning = self.meaning("references", text)
        if meaning is None:
            return None
        anchor, unit, step, *part = meaning.split()
        return Reference(anchor, cast(Unit, unit), step, part[0] if part else None)


@cache
def grammar(language: Language) -> Grammar:
    """Load and compile the grammar of a language."""
    path = files("kankei.reading") / "words" / language / "dates.toml"
    data = tomllib.loads(path.read_text("utf-8"))
    flags = re.IGNORECASE if data.get("ignore_case") else 0
    scan, forms = _alternation(data, flags)
    return Grammar(
        language=language,
        gate=data["gate"],
        scan=scan,
        forms=forms,
        numbers=data["numbers"],
        tables={name: _table(data.get(name, {}), flags) for name in _TABLES},
        setting=_patterns(data, "setting", flags),
        sign=_sought(data, "setting", "sign", flags),
        publication=_patterns(data, "publication", flags),
        label=_sought(data, "publication", "label", flags),
    )


def _table(words: Mapping[str, Any], flags: int) -> Table:
    return Table(tuple((re.compile(word, flags), str(means)) for word, means in words.items()))


def _patterns(data: Mapping[str, Any], section: str, flags: int) -> dict[str, re.Pattern[str]]:
    expand = _Expansion(data)
    return {name: re.compile(expand(text), flags) for name, text in data[section].items()}


def _sought(data: Mapping[str, Any], section: str, name: str, flags: int) -> Pattern:
    source = _Expansion(data)(data[section][name])
    return sought(f"(?i){source}" if flags else source)


@dataclass(frozen=True)
class _Expansion:
    """Puts pieces and tables in the place of ``{name}``."""

    data: Mapping[str, Any]

    def __call__(self, pattern: str) -> str:
        return _PLACEHOLDER.sub(lambda found: self._named(found.group(1)), pattern)

    def _named(self, name: str) -> str:
        if name in self.data["pieces"]:
            return f"(?:{self(self.data['pieces'][name])})"
        words = sorted(self.data[name], key=len, reverse=True)
        return f"(?:{'|'.join(words)})"


def _alternation(data: Mapping[str, Any], flags: int) -> tuple[Pattern, dict[int, Form]]:
    """Join all forms into one pattern; a match is told by the number of its outer group."""
    expand, patterns, offset = _Expansion(data), [], 1
    heads: list[tuple[int, dict[str, Any], tuple[tuple[str, int], ...]]] = []
    for entry in data["forms"]:
        names = list(_slot_names(expand(entry["pattern"])))
        slots = tuple((name, offset + 1 + place) for place, name in enumerate(names))
        heads.append((offset, entry, slots))
        form = _GROUP.sub("(", expand(entry["pattern"]))
        patterns.append(f"({gated(form)})")
        offset += 1 + len(names)
    source = f"{data['gate']}(?:{'|'.join(patterns)})"
    scan, words = re.compile(source, flags), None if flags else words_of(source)
    forms = {group: _form(entry, slots, flags) for group, entry, slots in heads}
    return Sought(scan, words, source) if words else scan, forms


def _slot_names(pattern: str) -> Iterator[str]:
    for group in _GROUP.finditer(pattern):
        yield group.group(1)


def _form(entry: Mapping[str, Any], slots: tuple[tuple[str, int], ...], flags: int) -> Form:
    def optional(key: str) -> re.Pattern[str] | None:
        return re.compile(entry[key], flags) if key in entry else None

    return Form(
        name=entry["name"],
        kind=entry.get("kind", "calendar"),
        slots=slots,
        given=entry.get("given", {}),
        unless_before=optional("unless_before"),
        unless_after=optional("unless_after"),
        requires=optional("requires"),
    )
