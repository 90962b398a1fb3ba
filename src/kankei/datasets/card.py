"""The card of a data set: who made it, under which licence, in which forms, with which defects.

A card is a ``.toml`` beside the reader. It is read strictly, so that a misspelt key is an error and
not a silence. Defects and their repairs are data here, with the number of values they touch.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import field
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Literal

from pydantic import ConfigDict, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass

from ..terms.errors import DatasetError, Problem
from ..terms.language import Bilingual
from .shape import Column, ColumnType, ShapeName, shapes

_STRICT = ConfigDict(extra="forbid")
Value = str | int | float | bool
Reach = Literal["each", "either"]
Silence = Literal["none", "missing"]


@dataclass(config=_STRICT, frozen=True)
class File:
    """One file of a form: how it is read, and how it is known to be the right one.

    Parameters
    ----------
    name
        File name, or a pattern with ``*`` where the publisher puts a date into it.
    format
        ``parquet``, or ``delimited`` text with one header row, or with none and ``names``.
    delimiter
        Between cells; when empty a tab in ``.tab`` and ``.tsv`` files and a comma in others.
    encodings
        Tried in order; ``utf-8`` refuses what is not UTF-8.
    columns, optional
        Columns that are read, with their types; optional ones may be absent in some editions.
    ignored
        Columns known and not needed. Any other column stops the reading.
    pattern
        Regular expression of further column names (years, state codes), all read as text or
        as the type ``pattern_type``.
    names
        All columns in order, of a file that has no header row.
    quoted
        False where a quotation mark is a letter like any other.
    missing
        Cells that mean that nothing is known.
    many
        True when every file of that name belongs to the form, such as one for each day.
    reads, fixed
        Which column plays which part, and which part has one value throughout; for forms whose
        files differ.
    sha256, bytes, rows
        Of the file that the card's assertions were made on; empty when no such hash was seen.
    unpinned
        Why there is no hash.
    url
        Address for the download; empty when none was seen.
    """

    name: str
    format: Literal["parquet", "delimited"]
    columns: Mapping[str, ColumnType]
    optional: Mapping[str, ColumnType] = field(default_factory=dict)
    ignored: tuple[str, ...] = ()
    pattern: str = ""
    pattern_type: ColumnType = "text"
    delimiter: str = ""
    encodings: tuple[str, ...] = ("utf-8",)
    names: tuple[str, ...] = ()
    quoted: bool = True
    missing: tuple[str, ...] = ("", "NA")
    many: bool = False
    reads: Mapping[str, str] = field(default_factory=dict)
    fixed: Mapping[str, str] = field(default_factory=dict)
    sha256: str = ""
    bytes: int = 0
    rows: int = 0
    url: str = ""
    unpinned: Bilingual | None = None

    def __post_init__(self) -> None:
        if bool(self.sha256) == bool(self.unpinned):
            raise ValueError("give either sha256 or the reason why it is unpinned")

    def separator(self, name: str) -> str:
        """Give what stands between the cells of a file of this name."""
        return self.delimiter or ("\t" if name.lower().endswith((".tab", ".tsv")) else ",")


@dataclass(config=_STRICT, frozen=True)
class Form:
    """One readable form of a data set: a publisher's edition or a table made from it.

    Parameters
    ----------
    key
        Name of the form; for a table also the name of its folder.
    codes
        Scheme of its state codes.
    reads
        Which column of the file plays which part; empty when the reader knows.
    period
        Covered time as ISO 8601, last day included.
    folder
        Where a table lies, when its folder is not called like the form.
    subjects, reach
        The only subjects that are covered, every one when empty; a pair is covered when ``each``
        or ``either`` of its states is among them.
    silence
        What it means that a covered subject has no row: ``none`` (nothing was there, zero) or
        ``missing`` (nothing is known).
    """

    key: str
    kind: Literal["publisher", "table"]
    title: Bilingual
    version: str
    period: str
    codes: Literal["cow", "gw", "iso2", "iso3", "name"]
    taken_from: str
    licence: Bilingual
    files: tuple[File, ...]
    reads: Mapping[str, str] = field(default_factory=dict)
    note: Bilingual | None = None
    folder: str = ""
    subjects: tuple[str, ...] = ()
    reach: Reach = "each"
    silence: Silence = "none"

    def __post_init__(self) -> None:
        if len(self.files) > 1 and any(file.many for file in self.files):
            raise ValueError("a file that stands for many must be the only one of its form")

    @property
    def place(self) -> str:
        """Name of the folder of a table."""
        return self.folder or self.key

    def pair(self, paths: Sequence[Path]) -> list[tuple[File, Path]]:
        """Say of each path which file of the form it is."""
        if self.files and self.files[0].many:
            return [(self.files[0], path) for path in paths]
        return list(zip(self.files, paths, strict=True))


@dataclass(config=_STRICT, frozen=True)
class OwnField:
    """A column that only this data set has."""

    name: str
    type: ColumnType
    meaning: Bilingual
    required: bool = False

    @property
    def column(self) -> Column:
        """The field as a column of the table."""
        return Column(self.name, self.type, self.required, self.meaning)


@dataclass(config=_STRICT, frozen=True)
class Repair:
    """A defect that is mended while reading, with the number of values it touched when found."""

    key: str
    column: str
    values: Mapping[str, int]
    text: Bilingual


@dataclass(config=_STRICT, frozen=True)
class Assertion:
    """A fact that must hold of what was read.

    Parameters
    ----------
    where
        Column and value; all must match.
    rows, value
        How many rows match, or the value of the single row that does.
    form
        The form it is about; empty for every form that has such rows.
    pinned
        True when it holds only of the file whose hash is on the card.
    """

    where: Mapping[str, Value]
    source: str
    rows: int | None = None
    value: float | None = None
    form: str = ""
    pinned: bool = False


@dataclass(config=_STRICT, frozen=True)
class Absent:
    """A subject that the data set does not cover, and why."""

    subject: str
    why: Bilingual


@dataclass(config=_STRICT, frozen=True)
class Card:
    """Everything known about a data set before it is read.

    Parameters
    ----------
    tables
        Code tables of the reader (choices, seats, indicators), one mapping per row.
    """

    name: str
    shape: ShapeName
    title: Bilingual
    unit: Bilingual
    producer: str
    citation: str
    landing: str
    licence: Bilingual
    forms: tuple[Form, ...]
    caveats: tuple[Bilingual, ...]
    fields: tuple[OwnField, ...] = ()
    repairs: tuple[Repair, ...] = ()
    assertions: tuple[Assertion, ...] = ()
    absent: tuple[Absent, ...] = ()
    tables: Mapping[str, tuple[Mapping[str, str], ...]] = field(default_factory=dict)

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns of the shape, then its own."""
        return shapes()[self.shape].columns + tuple(own.column for own in self.fields)

    def form(self, key: str) -> Form:
        """Give a form by its key."""
        for form in self.forms:
            if form.key == key:
                return form
        known = ", ".join(form.key for form in self.forms)
        what = f"the data set {self.name} has no form {key!r}"
        raise DatasetError(Problem(what, f"use one of {known}", f"{self.name}.toml"))

    def code_table(self, name: str, form: str, key: str, value: str) -> dict[str, str]:
        """Give a code table of one form as a mapping from ``key`` to ``value``."""
        return {row[key]: row[value] for row in self.rows(name, form)}

    def rows(self, name: str, form: str) -> list[Mapping[str, str]]:
        """Give the rows of a code table that speak of one form; without ``form`` they do of all."""
        return [row for row in self.tables.get(name, ()) if row.get("form", form) == form]


def parse_card(text: str, file: str) -> Card:
    """Read a card strictly.

    Raises
    ------
    DatasetError
        Naming every key that is unknown, missing or of the wrong type.
    """
    try:
        return TypeAdapter(Card).validate_python(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise DatasetError(Problem(f"not TOML: {error}", "mend the syntax", file)) from None
    except ValidationError as error:
        faults = [
            Problem(
                f"{'.'.join(str(part) for part in fault['loc'])}: {fault['msg']}",
                "write the card by the fields of kankei.datasets.card.Card",
                file,
            )
            for fault in error.errors()
        ]
        raise DatasetError(faults) from None


@cache
def read_card(name: str) -> Card:
    """Read the card that lies beside the reader of this name."""
    file = f"{name}.toml"
    return parse_card((files(__package__) / file).read_text(encoding="utf-8"), file)
