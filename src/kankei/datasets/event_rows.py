"""Rows of event data: what makes a row unfit, which domain an act belongs to, and the shape.

Machine-coded event data differ in their columns and not in their faults: an actor that is no state,
a state that acts on itself, a day that had not come, an event that was downloaded twice. The rules
stand here once. A domain comes from the tables ``cameo_domains.csv`` and ``plover_domains.csv``,
each row with its reason; where they name none, the domain is missing and never guessed.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, cast

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from ..terms.plover import cameo_codes
from .card import Card, Form
from .coded import NO_VALUE, Coded, Flags, Rejection, Sieve, repeated
from .states import Days, resolve
from .strict import parse_date

STATUS = "reported"
"""What a program read in the news is reported, whatever became of it."""
HOTTEST = 10.0
"""Largest intensity, of either sign."""


def cameo_domain(code: str) -> str | None:
    """Give the domain that a CAMEO code names, or nothing when it names an act alone.

    Examples
    --------
    >>> cameo_domain("072"), cameo_domain("1312"), cameo_domain("112")
    ('military', 'economic', None)
    """
    return _cameo_domains().get(code) or None


def plover_domain(kind: str, modes: Sequence[str], contexts: Sequence[str]) -> str | None:
    """Give the domain of a PLOVER event: by its mode, else its contexts, else its type.

    A mode is coded from the sentence and a context from the whole story, so that the mode goes
    first. Contexts of two domains give none.

    Examples
    --------
    >>> plover_domain("ASSAULT", ["aerial"], ["economic"])
    'military'
    >>> plover_domain("CONSULT", [], ["economic", "technology"])
    'economic'
    >>> plover_domain("CONSULT", [], ["economic", "military"]) is None
    True
    """
    rules = _plover_domains()
    for keys in (
        [("mode", kind, mode) for mode in modes],
        [("context", "", context) for context in contexts],
        [("type", kind, "")],
    ):
        named = {rules.get(key, "") for key in keys} - {""}
        if named:
            return named.pop() if len(named) == 1 else None
    return None


def numbers_of(cells: pa.ChunkedArray, column: str, sieve: Sieve) -> NDArray[np.int64]:
    """Give the publisher's number of each event; rows without one are left out."""
    text = cells.cast(pa.string())
    whole = pc.fill_null(pc.match_substring_regex(text, r"^\d{1,18}$"), False)
    numbers = pc.if_else(whole, text, None).cast(pa.int64()).fill_null(NO_VALUE).to_numpy()
    sieve.drop(numbers == NO_VALUE, column, Coded.constant(None, len(numbers)), "no number")
    return cast(NDArray[np.int64], numbers)


def days_of(written: Coded, column: str, sieve: Sieve) -> Days:
    """Give the day of each row; rows without one are left out."""
    days = written.through(lambda cell: parse_date(str(cell)))
    sieve.drop(days.numbers == NO_VALUE, column, written, "no date")
    return np.array([*days.values, None], "datetime64[D]")[days.numbers]


def drop_future(days: Days, latest: Days | date, written: Coded, column: str, sieve: Sieve) -> None:
    """Leave out events on a day that had not come."""
    limit = np.datetime64(latest) if isinstance(latest, date) else latest
    sieve.drop(days > limit, column, written, "a day that had not come when it was reported")


def drop_unknown_acts(codes: Coded, column: str, sieve: Sieve) -> None:
    """Leave out rows whose code is none of CAMEO."""
    known = codes.through({code: code for code in cameo_codes()})
    sieve.drop(known.numbers == NO_VALUE, column, codes, "not a code of CAMEO")


def drop_beyond_scale(intensity: pa.ChunkedArray | pa.Array, column: str, sieve: Sieve) -> None:
    """Leave out rows whose intensity lies outside -10 to 10; a missing one may stay."""
    beyond = pc.fill_null(pc.greater(pc.abs(intensity), HOTTEST), False)
    beyond = beyond.combine_chunks() if isinstance(beyond, pa.ChunkedArray) else beyond
    flags = beyond.to_numpy(zero_copy_only=False)
    sieve.drop(flags, column, Coded.constant(None, len(flags)), "outside -10 to 10")


def drop_repeated(keys: NDArray[Any], cells: Coded, column: str, sieve: Sieve) -> None:
    """Keep the first row of each key that is left, and count the others."""
    sieve.drop(repeated(keys, sieve.keep), column, cells, "an event that stands here already")


@dataclass(frozen=True, slots=True)
class Part:
    """What one of many files gives: its events, and what was left out of it.

    Parameters
    ----------
    table
        Columns of the card.
    keys
        By which an event is known again in another file.
    numbers
        Of the rows in the file.
    rejections
        Rows left out so far.
    days
        On which the file speaks at all.
    """

    file: str
    table: pa.Table
    keys: NDArray[Any]
    numbers: NDArray[np.int64]
    rejections: Sequence[Rejection]
    days: Sequence[date] = ()


def join(parts: Sequence[Part], column: str, card: Card) -> tuple[pa.Table, list[Rejection]]:
    """Put the files together, keep the first row of each event, and count the others by file."""
    if not parts:
        return pa.table({named.name: pa.nulls(0) for named in card.columns}), []
    keys = np.concatenate([part.keys for part in parts])
    again = repeated(keys, np.ones(len(keys), np.bool_))
    edges = np.cumsum([0, *(len(part.keys) for part in parts)])
    tables, rejections = [], []
    for part, start, end in zip(parts, edges, edges[1:], strict=False):
        sieve = Sieve(part.file, part.numbers)
        nothing = Coded.constant(None, len(part.keys))
        sieve.drop(again[start:end], column, nothing, "an event that stands here already")
        rejections += [*part.rejections, *sieve.found]
        tables.append(part.table.filter(pa.array(sieve.keep)))
    return pa.concat_tables(tables), rejections


def states_of(codes: Coded, days: Days, form: Form, card: Card, column: str, sieve: Sieve) -> Coded:
    """Give the state of each row by the scheme of the form; rows without one are left out."""
    states = resolve(codes, days, form.codes, card.tables.get("seats", ()))
    bare = codes.numbers == NO_VALUE
    sieve.drop(bare, column, codes, "no state is named")
    unknown = states.numbers == NO_VALUE
    sieve.drop(unknown, column, codes, "no state of the register has this code on that day")
    return states


def drop_within_one_state(source: Coded, target: Coded, column: str, sieve: Sieve) -> None:
    """Leave out what a state does to itself; both columns number one list of states."""
    same = (source.numbers == target.numbers) & (source.numbers != NO_VALUE)
    sieve.drop(same, column, target, "both sides are of one state")


def event_columns(
    keys: pa.Array, days: Days, sides: Sequence[Coded], symmetric: Flags | None = None
) -> dict[str, pa.Array]:
    """Lay out who did something to whom, and when: a day each, status ``reported``."""
    rows = len(days)
    alike = np.zeros(rows, np.bool_) if symmetric is None else symmetric
    return {
        "event": keys.dictionary_encode(),
        "starts": pa.array(days),
        "ends": pa.array(days + np.timedelta64(1, "D")),
        "source": sides[0].array(),
        "target": sides[1].array(),
        "symmetric": pa.array(alike),
        "status": Coded.constant(STATUS, rows).array(),
    }


def cameo_columns(codes: Coded) -> dict[str, pa.Array]:
    """Lay out the act: its CAMEO code, and the PLOVER type and domain that follow from it."""
    return {
        "cameo": codes.array(),
        "plover": codes.through(_plover).array(),
        "domain": codes.through(cameo_domain).array(),
    }


def own_columns(rows: pa.Table, names: Mapping[str, str]) -> dict[str, pa.ChunkedArray]:
    """Take the publisher's columns that go in as they are, by the names they get."""
    found = {}
    for name, column in names.items():
        cells = rows[column]
        # Encoded anew, so that the words of the rows left out are not kept with them.
        text = pa.types.is_dictionary(cells.type)
        found[name] = cells.cast(pa.string()).dictionary_encode() if text else cells
    return found


def keyed(prefix: str, numbers: pa.Array | pa.ChunkedArray) -> pa.Array:
    """Put the name of the data set before the publisher's number of each event."""
    text = numbers.cast(pa.string())
    whole = text.combine_chunks() if isinstance(text, pa.ChunkedArray) else text
    return pc.binary_join_element_wise(pa.scalar(prefix), whole, "-")


def _plover(code: str) -> str | None:
    known = cameo_codes().get(code)
    return (known.plover or None) if known else None


@cache
def _cameo_domains() -> Mapping[str, str]:
    rows = _table("cameo_domains.csv")
    return {code: row["domain"] for row in rows for code in row["codes"].split(";")}


@cache
def _plover_domains() -> Mapping[tuple[str, str, str], str]:
    rows = _table("plover_domains.csv")
    return {(row["part"], row["type"], row["key"]): row["domain"] for row in rows}


def _table(name: str) -> Iterator[dict[str, str]]:
    text = (files(__package__) / name).read_text(encoding="utf-8")
    return iter(csv.DictReader(text.splitlines()))
