"""Events of GDELT, from the publisher's files of fifteen minutes or of a day.

A slice that is not in the folder is exposure that is missing, and not a calm quarter of an hour:
its day is a gap of the coverage. How much was written about an event stands beside it, in columns
of its own, so that more reporting is not taken for more conflict.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa

from ..terms.errors import DatasetError, Problem
from .card import Card, File, Form
from .coded import Coded, Flags, Rejection, Sieve
from .event_rows import (
    Part,
    cameo_columns,
    days_of,
    drop_beyond_scale,
    drop_future,
    drop_unknown_acts,
    drop_within_one_state,
    event_columns,
    join,
    keyed,
    numbers_of,
    own_columns,
    states_of,
)
from .loaded import Coverage, Dataset, Reading, stretches
from .strict import parse_date, read_file

SLICES = 96
"""Quarters of an hour in a day."""
_STAMP = re.compile(r"(\d{8})(\d{6})?\.export\.csv(\.zip)?", re.IGNORECASE)


def read(
    paths: Sequence[Path],
    form: Form,
    card: Card,
    *,
    states: Sequence[str] = (),
    slices: int = SLICES,
) -> Reading:
    """Read events into the shape ``events``.

    Parameters
    ----------
    paths, form, card
        The daily or quarter-hourly files of a folder.
    states
        When given, only events between these states; the others are left out uncounted. The
        coverage is still that of the whole feed.
    slices
        How many of the 96 slices a day needs to count as covered.

    Raises
    ------
    DatasetError
        When the name of a file does not tell its day, or ``slices`` is not from 1 to 96.
    """
    days, lacking = _covered(paths, slices)
    full = [pair for pair in form.pair(paths) if pair[1].stat().st_size]
    parts = [_slice(path, file, form, card, states) for file, path in full]
    table, rejections = join(parts, "GLOBALEVENTID", card)
    coverage = Coverage(f"{card.name}/{form.key}", "*", stretches(days))
    return Reading(table, [*rejections, *lacking], {}, coverage)


DATASET = Dataset("gdelt_events", read)


def _slice(path: Path, file: File, form: Form, card: Card, states: Sequence[str]) -> Part:
    """Read one file and keep what the panel can use, so that memory is that of the events."""
    found = read_file(path, file, card)
    rows, sieve = found.table, Sieve(path.name, found.numbers)
    ids = numbers_of(rows["GLOBALEVENTID"], "GLOBALEVENTID", sieve)
    written, acts = Coded.of(rows["SQLDATE"]), Coded.of(rows["EventCode"])
    added = Coded.of(rows["DATEADDED"]).through(_day_of_stamp)
    days = days_of(written, "SQLDATE", sieve)
    drop_future(days, days_of(added, "DATEADDED", sieve), written, "SQLDATE", sieve)
    sides = [
        states_of(Coded.of(rows[column]), days, form, card, column, sieve)
        for column in ("Actor1CountryCode", "Actor2CountryCode")
    ]
    drop_within_one_state(sides[0], sides[1], "Actor2CountryCode", sieve)
    drop_unknown_acts(acts, "EventCode", sieve)
    drop_beyond_scale(rows["GoldsteinScale"], "GoldsteinScale", sieve)
    kept = np.flatnonzero(sieve.keep & _among(sides, states))
    chosen = [side.take(kept) for side in sides]
    columns = event_columns(keyed("gdelt", pa.array(ids[kept])), days[kept], chosen)
    columns |= cameo_columns(acts.take(kept))
    columns["added"] = added.take(kept).array(pa.date32()).dictionary_decode()
    table = pa.table({**columns, **own_columns(rows.take(pa.array(kept)), form.reads)})
    left_out = (*found.rejections, *sieve.found)
    return Part(path.name, table, ids[kept], found.numbers[kept], left_out)


def _among(sides: Sequence[Coded], states: Sequence[str]) -> Flags:
    if not states:
        return np.ones(len(sides[0].numbers), np.bool_)
    wanted = np.array([*(name in states for name in sides[0].values), False])
    chosen: Flags = wanted[sides[0].numbers] & wanted[sides[1].numbers]
    return chosen


def _day_of_stamp(stamp: str) -> date | None:
    return parse_date(stamp[:8])


def _covered(paths: Sequence[Path], slices: int) -> tuple[list[date], list[Rejection]]:
    """Days of which enough slices are there, and of each other day how many are not."""
    if not 1 <= slices <= SLICES:
        raise DatasetError(Problem(f"slices={slices} is no part of a day", "give 1 to 96"))
    seen: dict[date, set[str]] = {}
    for path in paths:
        day, time = _stamp(path)
        seen.setdefault(day, set()).update({time} if path.stat().st_size else ())
    absent = []
    for day, times in sorted(seen.items()):
        lacking = 0 if "" in times else SLICES - len(times)
        if lacking:
            what = f"{lacking} of {SLICES} slices of this day are not in the folder"
            absent.append(Rejection(day.isoformat(), None, "slice", "", what, 0))
    days = [day for day, times in seen.items() if "" in times or len(times) >= slices]
    return days, absent


def _stamp(path: Path) -> tuple[date, str]:
    """Day and time that the name of a file gives; a file of a whole day has no time."""
    named = _STAMP.fullmatch(path.name)
    day = parse_date(named[1]) if named else None
    if named is None or day is None:
        what = "the name of the file does not tell its day"
        remedy = "keep the publisher's name, YYYYMMDD or YYYYMMDDHHMMSS before .export.CSV"
        raise DatasetError(Problem(what, remedy, str(path)))
    return day, named[2] or ""
