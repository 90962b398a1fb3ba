"""Editions of the IMF's World Economic Outlook: what was known and forecast when.

The edition is part of every row, and so is the last year that the IMF counted as actual in it:
a number without them would mix outcomes with forecasts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from ..terms.errors import DatasetError, Problem
from ..terms.period import Period
from .card import Card, Form
from .coded import NO_VALUE, Coded, Flags, Sieve
from .loaded import Coverage, Dataset, Reading
from .states import Days, resolve
from .strict import Rows, parse_number, read_file

_NAMED_EDITION = re.compile(r"weo(apr|oct)(\d{4})all", re.IGNORECASE)
_NOT_AVAILABLE = "n/a"


def read(paths: Sequence[Path], form: Form, card: Card, *, edition: str = "") -> Reading:
    """Read editions of the Outlook into the shape ``series``.

    Parameters
    ----------
    paths, form, card
        Files in the order of the form.
    edition
        ``YYYY-MM``: of a table of several editions only this one; of a publisher's file the
        edition, where its name does not tell.
    """
    found = read_file(paths[0], form.files[0], card)
    if form.kind == "publisher":
        found = _long(found, _edition(paths[0], edition), paths[0].name)
    elif edition:
        wanted = Coded.of(found.table["edition"])
        chosen = np.array([*(value == edition for value in wanted.values), False])
        found = found.filter(chosen[wanted.numbers])
    rows, sieve = found.table, Sieve(paths[0].name, found.numbers)
    year = rows["year"].to_numpy().astype(np.int64)
    starts = (year - 1970).astype("datetime64[Y]").astype("datetime64[D]")
    subject = _subjects(rows, starts, card, sieve)
    table = _table(rows, year, subject, card, sieve)
    origin = f"{card.name}/{form.key}"
    coverage = Coverage(origin, "*", _years(table), card.absent, silence=form.silence)
    return Reading(table, [*found.rejections, *sieve.found], {}, coverage)


DATASET = Dataset("imf_weo", read)


def _edition(path: Path, edition: str) -> str:
    """The edition of a publisher's file, by its name or by the option."""
    named = _NAMED_EDITION.search(path.name)
    found = f"{named[2]}-{'04' if named[1].lower() == 'apr' else '10'}" if named else ""
    if found and edition and found != edition:
        what = f"the file is of the edition {found}, and not of {edition}"
        raise DatasetError(Problem(what, "leave the option edition out", str(path)))
    if not found and not edition:
        what = "the name of the file does not tell its edition"
        raise DatasetError(Problem(what, "give edition='YYYY-MM'", str(path)))
    return found or edition


def _long(found: Rows, edition: str, file: str) -> Rows:
    """Turn one column per year into one row per year."""
    rows, size = found.table, found.table.num_rows
    years = [name for name in rows.column_names if name.isdecimal()]
    place = np.repeat(np.arange(size), len(years))
    columns = [Coded.of(rows[year]) for year in years]
    cells = Coded.of(pa.chunked_array([column.array() for column in columns]))
    cells = cells.take(np.arange(size * len(years)).reshape(len(years), size).T.ravel())
    sieve = Sieve(file, found.numbers[place])
    values = cells.through(lambda text: None if text == _NOT_AVAILABLE else parse_number(text))
    unread = (values.numbers == NO_VALUE) & (cells.numbers != NO_VALUE)
    unread &= cells.through({_NOT_AVAILABLE: 0}).numbers == NO_VALUE
    sieve.drop(unread, "year", cells, "not a number")
    last = "Estimates Start After"
    long = pa.table(
        {
            "edition": Coded.constant(edition, len(place)).array(),
            "concept": rows["WEO Subject Code"].take(place),
            "ref_area": rows["ISO"].take(place),
            "iso3": rows["ISO"].take(place),
            "year": pa.array(np.tile(np.array(years, np.int32), size)),
            "value": values.array(pa.float64()).dictionary_decode(),
            "lastactualdate": (
                rows[last].take(place)
                if last in rows.column_names
                else pa.nulls(len(place), pa.int32())
            ),
        }
    )
    return Rows(long, sieve.rows, (*found.rejections, *sieve.found)).filter(sieve.keep)


def _subjects(rows: pa.Table, starts: Days, card: Card, sieve: Sieve) -> Coded:
    """The economy of each row; groups of countries and unknown codes are left out."""
    area, iso3 = Coded.of(rows["ref_area"]), Coded.of(rows["iso3"])
    codes = iso3.filled(area)
    named = codes.through(card.code_table("economies", "", "code", "subject"))
    subject = named.filled(resolve(codes, starts, "iso3"))
    unknown = subject.numbers == NO_VALUE
    group = unknown & (iso3.numbers == NO_VALUE)
    sieve.drop(group, "ref_area", area, "a group of countries, no single economy")
    sieve.drop(unknown, "iso3", codes, "no state of the register and no economy of the card")
    return subject


def _table(
    rows: pa.Table, year: NDArray[np.int64], subject: Coded, card: Card, sieve: Sieve
) -> pa.Table:
    concept = Coded.of(rows["concept"])
    field = concept.through(card.code_table("indicators", "", "concept", "field"))
    unit = concept.through(card.code_table("indicators", "", "concept", "unit"))
    sieve.drop(field.numbers == NO_VALUE, "concept", concept, "no indicator of the card")
    kept = np.flatnonzero(sieve.keep)
    value = rows["value"].take(kept)
    empty: Flags = value.is_null().to_numpy().astype(np.bool_)
    last = rows["lastactualdate"].take(kept)
    actual = last.fill_null(0).to_numpy()
    return pa.table(
        {
            "subject": subject.take(kept).array(),
            "field": field.take(kept).array(),
            "starts": _first_days(year[kept]),
            "ends": _first_days(year[kept] + 1),
            "value": value,
            "unit": unit.take(kept).array(),
            "edition": rows["edition"].take(kept),
            "missing": Coded(np.where(empty, 0, NO_VALUE).astype(np.int32), [_REASON]).array(),
            "concept": concept.take(kept).array(),
            "last_actual": last,
            "estimate": pa.array(year[kept] > actual, mask=actual == 0),
        }
    )


_REASON = "not available in the edition"


def _first_days(year: NDArray[np.int64]) -> pa.Array:
    return pa.array((year - 1970).astype("datetime64[Y]").astype("datetime64[D]"))


def _years(table: pa.Table) -> tuple[Period, ...]:
    """The years that have rows, as one stretch."""
    if not table.num_rows:
        return ()
    starts = table["starts"].to_numpy()
    first, last = starts.min().astype(object), starts.max().astype(object)
    return (Period(first, date(last.year + 1, 1, 1)),)
