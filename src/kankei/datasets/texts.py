"""Texts of one speaker or medium: speeches, headlines, items of news.

Their tables differ only in which column plays which part, and in what is the same throughout. Both
stand in the card of each data set; the rules for a text that cannot be used stand here once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import MAXYEAR, MINYEAR, date
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from ..terms.errors import DatasetError, Problem
from ..terms.period import Period
from .card import Card, File, Form
from .coded import NO_VALUE, Coded, Rejection, Sieve, repeated
from .loaded import Coverage, Reading, stretches
from .states import Days
from .strict import parse_date, read_file

_MADE = ("text", "published", "precision")
"""Columns that the reader makes; what it takes from the publisher is words and codes."""


def read_texts(
    paths: Sequence[Path], form: Form, card: Card, *, kinds: Sequence[str] = ()
) -> Reading:
    """Read texts into the shape ``texts``.

    Parameters
    ----------
    paths, form, card
        Files in the order of the form. In each, ``reads`` says which column plays which part
        (``published``, a date or a year, and the others of the card), and ``fixed`` what is the
        same throughout. A file may be read twice, for its titles and for its texts.
    kinds
        When given, only texts of these kinds: headlines and stories differ so much in length that
        whoever counts words chooses one.

    Returns
    -------
    Reading
        The key of a text is its file and its row there. Only who speaks in the texts is covered:
        on the days of which there is a text or, by the card, in such years or throughout.

    Raises
    ------
    DatasetError
        When the form has no texts of such a kind.
    """
    pairs = form.pair(paths)
    known = {file.fixed.get("kind", "") for file, _ in pairs}
    if unknown := sorted(set(kinds) - known):
        what = f"the form {form.key} of {card.name} has no texts of the kind {', '.join(unknown)}"
        raise DatasetError(Problem(what, f"use {', '.join(sorted(known - {''})) or 'no kinds'}"))
    chosen = [pair for pair in pairs if not kinds or pair[0].fixed.get("kind") in kinds]
    parts = [_part(path, file, card) for file, path in chosen]
    table = pa.concat_tables([part for part, _ in parts])
    rejections = [item for _, found in parts for item in found]
    return Reading(table, rejections, {}, _coverage(table, form, card))


def text_table(
    name: str, days: Days, precision: str, codes: Mapping[str, Coded], sieve: Sieve
) -> pa.Table:
    """Lay the texts that can be used in the shape, and count the others.

    A text without a date or without words is left out, and so is one whose author already said the
    same words under the same title on that day.
    """
    words, title = codes["words"], codes["title"]
    sieve.drop(np.isnat(days), "published", title, "no date")
    sieve.drop(words.numbers == NO_VALUE, "words", Coded.constant(None, len(days)), "no words")
    again = repeated(_same(days, codes), sieve.keep)
    sieve.drop(again, "words", codes["author"], "the same text again")
    kept = np.flatnonzero(sieve.keep)
    keys = [f"{name}:{number + 2}" for number in sieve.rows[kept]]
    left: dict[str, Any] = {part: cells.take(kept).array() for part, cells in codes.items()}
    return pa.table(
        {
            **left,
            "text": pa.array(keys, pa.string()).dictionary_encode(),
            "published": pa.array(days[kept]),
            "precision": Coded.constant(precision, len(kept)).array(),
        }
    )


def stretch_years(years: Iterable[int]) -> tuple[Period, ...]:
    """Join covered years into periods without gaps.

    Examples
    --------
    >>> [period.iso() for period in stretch_years([1946, 1947, 1949])]
    ['1946-01-01/1947-12-31', '1949-01-01/1949-12-31']
    """
    found: list[list[int]] = []
    for year in sorted(set(years)):
        if found and year == found[-1][1] + 1:
            found[-1][1] = year
        else:
            found.append([year, year])
    return tuple(Period(date(first, 1, 1), date(last + 1, 1, 1)) for first, last in found)


def _part(path: Path, file: File, card: Card) -> tuple[pa.Table, list[Rejection]]:
    """Read one file."""
    found = read_file(path, file, card)
    rows, sieve = found.table, Sieve(path.name, found.numbers)
    parts = [column.name for column in card.columns if column.name not in _MADE]
    codes = {part: _cells(rows, file, part) for part in parts}
    if marks := card.code_table("languages", "", "mark", "language"):
        codes["language"] = codes["language"].through(marks)
    written = Coded.of(rows[file.reads["published"]])
    days = written.through(_first_day)
    table = text_table(
        file.fixed.get("key", path.stem),
        np.array([*days.values, None], "datetime64[D]")[days.numbers],
        file.fixed.get("precision", "day"),
        codes,
        sieve,
    )
    return table, [*found.rejections, *sieve.found]


def _cells(rows: pa.Table, file: File, part: str) -> Coded:
    """What a file has for one part: a column, one value, or nothing; words stay as they are."""
    if part in file.reads:
        return Coded.of(rows[file.reads[part]]).through(_given)
    return Coded.constant(file.fixed.get(part), rows.num_rows)


def _given(cell: object) -> str | None:
    text = str(cell)
    return text if text.strip() else None


def _first_day(cell: str | int) -> date | None:
    """The date that is written, or the first day of a year."""
    if isinstance(cell, int):
        return date(cell, 1, 1) if MINYEAR <= cell < MAXYEAR else None
    return parse_date(cell)


def _same(days: Days, codes: Mapping[str, Coded]) -> NDArray[np.int64]:
    """Give one number to each author, day, title and words."""
    key = days.astype(np.int64)
    for part in ("author", "title", "words"):
        key = key * (len(codes[part].values) + 1) + codes[part].numbers
        # Numbered anew each time, so that the products stay small.
        key = np.unique(key, return_inverse=True)[1].astype(np.int64)
    return key


def _coverage(table: pa.Table, form: Form, card: Card) -> Coverage:
    """Where there are texts, for each author and, where there are several, each outlet."""
    whole = Coverage.declared(card, form)
    covered = form.reads.get("covered", "days")
    if covered == "period":
        return whole
    days = table["published"].to_numpy()
    own: dict[str, tuple[Period, ...]] = {}
    for column in ("author", "outlet"):
        subjects = Coded.of(table[column])
        for number, subject in enumerate(subjects.values):
            if column == "author" or len(subjects.values) > 1:
                own[subject] = _spoken(days[subjects.numbers == number], covered)
    return replace(whole, stretches=(), own=own)


def _spoken(days: Days, covered: str) -> tuple[Period, ...]:
    if covered == "years":
        years = np.unique(days.astype("datetime64[Y]")).astype(int) + 1970
        return stretch_years(years.tolist())
    return stretches(np.unique(days).astype(object).tolist())
