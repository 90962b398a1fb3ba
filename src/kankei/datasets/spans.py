"""When the rows of a publisher's table hold: a year, a day, or from a first to a last one.

A date keeps the precision it was written with: ``1984-09`` is the whole of September.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

import numpy as np
import pyarrow as pa

from ..terms.errors import PeriodError
from ..terms.period import Period
from .coded import NO_VALUE, Coded, Sieve
from .states import Days

_NEVER = np.datetime64("NaT", "D")


@dataclass(frozen=True, slots=True)
class Spans:
    """First day and day after the last of each row, and how finely they are known."""

    starts: Days
    ends: Days
    precision: Coded


def spans(rows: pa.Table, reads: Mapping[str, str], sieve: Sieve) -> Spans:
    """Find when each row holds; rows without a time, or that end before they start, are left out.

    Parameters
    ----------
    reads
        Names of columns: ``year``; or ``first_year`` and ``last_year``; or ``day``; or
        ``first_day`` and ``last_day``, all inclusive. ``day_format`` is how days are written where
        they are not ISO 8601. With ``finest = "month"`` the day written is only the first of a
        month that is covered to its end.
    """
    if "year" in reads or "first_year" in reads:
        first = reads.get("year") or reads["first_year"]
        last = reads.get("year") or reads["last_year"]
        found = Spans(_new_year(rows, first, 0), _new_year(rows, last, 1), _all("year", rows))
    else:
        first = reads.get("day") or reads["first_day"]
        last = reads.get("day") or reads["last_day"]
        opened, closed = (_written(rows, name, reads) for name in (first, last))
        ends = _month_after(closed.ends) if reads.get("finest") == "month" else closed.ends
        found = Spans(opened.starts, ends, opened.precision)
    for name, days in ((first, found.starts), (last, found.ends)):
        sieve.drop(np.isnat(days), name, Coded.of(rows[name]), "no date")
    sieve.drop(found.ends <= found.starts, last, Coded.of(rows[last]), "it ends before it starts")
    return found


def written_date(year: object, month: object = None, day: object = None) -> str | None:
    """Write a date of as many parts as are known, or nothing without a year.

    Examples
    --------
    >>> written_date(1950, 6, 25), written_date(1950, 6), written_date(1950, None, 25)
    ('1950-06-25', '1950-06', '1950')
    """
    parts = [_whole(part) for part in (year, month, day)]
    if not parts[0]:
        return None
    known = parts[: parts.index(None)] if None in parts else parts
    return "-".join(f"{part:02d}" for part in known)


def written_dates(rows: pa.Table, begins: str) -> pa.Array:
    """Write dates from the columns ``<begins>year``, ``<begins>month`` and ``<begins>day``."""
    parts = [rows[f"{begins}{part}"].to_pylist() for part in ("year", "month", "day")]
    return pa.array([written_date(*cells) for cells in zip(*parts, strict=True)], pa.string())


def _whole(part: object) -> int | None:
    try:
        return int(float(str(part))) or None
    except ValueError:
        return None


def _new_year(rows: pa.Table, name: str, later: int) -> Days:
    """First of January of each row's year, or of a later one."""
    column = rows[name].cast(pa.int64()).combine_chunks()
    years = column.fill_null(1970).to_numpy(zero_copy_only=False) - 1970 + later
    days = years.astype("datetime64[Y]").astype("datetime64[D]")
    return np.where(column.is_null().to_numpy(zero_copy_only=False), _NEVER, days)


def _month_after(ends: Days) -> Days:
    last = ends - np.timedelta64(1, "D")
    return (last.astype("datetime64[M]") + 1).astype("datetime64[D]")


def _all(precision: str, rows: pa.Table) -> Coded:
    return Coded.constant(precision, rows.num_rows)


def _written(rows: pa.Table, name: str, reads: Mapping[str, str]) -> Spans:
    cells = Coded.of(rows[name])
    periods = [_period(value, reads.get("day_format", "")) for value in cells.values]
    starts = np.array([*(p.start if p else None for p in periods), None], "datetime64[D]")
    ends = np.array([*(p.end if p else None for p in periods), None], "datetime64[D]")
    known = [str(period.precision) if period else None for period in periods]
    precision = Coded(np.where(cells.numbers < 0, NO_VALUE, cells.numbers), range(len(known)))
    return Spans(starts[cells.numbers], ends[cells.numbers], precision.through(lambda n: known[n]))


def _period(value: object, written: str) -> Period | None:
    """The period that a cell stands for; nothing when it is no date."""
    try:
        if isinstance(value, date):
            return Period.parse(f"{value:%Y-%m-%d}")
        text = str(value).strip()
        return Period.parse(f"{datetime.strptime(text, written):%Y-%m-%d}" if written else text)
    except (ValueError, PeriodError):
        return None
