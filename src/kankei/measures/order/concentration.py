"""How concentrated power is: CON, HHI and the effective number of powers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from math import isfinite, sqrt
from typing import Any

import pyarrow as pa

from ...terms.language import Bilingual
from ..arrays import require_columns
from ..declare import Measure
from ..rejections import Rejections

NO_STATE = "no-state"
ONE_STATE = "one-state"
INCOMPLETE = "value-of-a-power-missing"
NOTHING = "all-values-zero"

_SCHEMA = pa.schema(
    [
        ("year", pa.int64()),
        ("field", pa.string()),
        ("states", pa.int64()),
        ("members", pa.string()),
        ("concentration_con", pa.float64()),
        ("concentration_hhi", pa.float64()),
        ("effective_number", pa.float64()),
        ("largest", pa.string()),
        ("largest_share", pa.float64()),
        ("second_to_first", pa.float64()),
        ("missing", pa.string()),
    ]
)


@dataclass(frozen=True, slots=True)
class Concentration:
    """Concentration of each index in each year, and what was left out."""

    table: pa.Table
    rejections: pa.Table


def concentration(series: pa.Table, powers: pa.Table | None = None) -> Concentration:
    """Measure how unequally an index of power is divided among the powers of a year.

    With shares ``s_i`` of ``N`` states::

        concentration_hhi = sum s_i^2                          1 / N to 1
        concentration_con = sqrt((hhi - 1 / N) / (1 - 1 / N))  0 (equal) to 1 (one has all)
        effective_number  = 1 / hhi                            1 to N

    Every index of the series has rows of its own, with ``N`` beside it: CON jumps when a state
    joins the powers, and differs between indices.

    Parameters
    ----------
    series
        Shape ``series``: ``subject, field, starts, value``; the year is that of ``starts``.
    powers
        ``subject, starts, ends``: who counted as a power, from one day to the day before another
        (no ``ends`` while it lasts). A state is a power in a year when it was one on its last day.
        When ``None``, every subject with a value counts.

    Returns
    -------
    Concentration
        ``year, field, states, members, concentration_con, concentration_hhi, effective_number,
        largest, largest_share, second_to_first, missing``. Everything but ``states`` is missing
        when a power has no value (``value-of-a-power-missing``; a share of the rest would be
        another number), when there is no power (``no-state``), or when all values are zero
        (``all-values-zero``); CON alone with one state (``one-state``). Rejections name empty
        values, negative ones, values given twice in a year, and powers without a value.

    References
    ----------
    Singer, Bremer and Stuckey (1972), in Russett (ed.), Peace, War, and Numbers: 19-48; Ray and
    Singer (1973), Sociological Methods and Research 1(4): 403-437; Laakso and Taagepera (1979),
    Comparative Political Studies 12(1): 3-27.

    Examples
    --------
    >>> series = pa.table({"subject": ["USA", "RUS", "CHN"], "field": ["cinc"] * 3,
    ...     "starts": [date(1946, 1, 1)] * 3, "value": [3.0, 2.0, 1.0]})
    >>> row = concentration(series).table.to_pylist()[0]
    >>> [round(row[name], 4) for name in
    ...     ("concentration_con", "concentration_hhi", "effective_number")]
    [0.2887, 0.3889, 2.5714]
    """
    rejected = Rejections()
    values = _values(series, rejected)
    rows = [
        _row(year, field, *_chosen(of, year, powers, rejected)) | {"year": year, "field": field}
        for (year, field), of in sorted(values.items())
    ]
    return Concentration(pa.Table.from_pylist(rows, _SCHEMA), rejected.table())


def _values(series: pa.Table, rejected: Rejections) -> dict[tuple[int, str], dict[str, float]]:
    """Usable values by year and field, and by subject."""
    require_columns(series, ("subject", "field", "starts", "value"), "concentration")
    found: dict[tuple[int, str], dict[str, float]] = defaultdict(dict)
    torn: set[tuple[int, str, str]] = set()
    for row in series.select(["subject", "field", "starts", "value"]).to_pylist():
        named = f"{row['subject']} {row['field']} {row['starts']}"
        if None in row.values() or not isfinite(row["value"]):
            rejected.add("value", named, "empty", 1)
            continue
        if row["value"] < 0:
            rejected.add("value", named, "negative", 1)
            continue
        of = found[row["starts"].year, row["field"]]
        if row["subject"] in of:
            same = of[row["subject"]] == row["value"]
            what = "repeated, counted once" if same else "another value in the year, none counted"
            rejected.add("value", named, what, 1)
            torn |= set() if same else {(row["starts"].year, row["field"], row["subject"])}
        of.setdefault(row["subject"], row["value"])
    for year, field, subject in torn:
        found[year, field].pop(subject)
    return found


def _chosen(
    of: Mapping[str, float], year: int, powers: pa.Table | None, rejected: Rejections
) -> tuple[dict[str, float], bool]:
    """Values of the powers of a year, and whether each has one."""
    if powers is None:
        return dict(of), True
    names = sorted(set(_powers(powers, date(year, 12, 31))))
    lacking = [name for name in names if name not in of]
    rejected.add_each("subject", [f"{name} {year}" for name in lacking], "power without a value")
    return {name: of.get(name, 0.0) for name in names}, not lacking


def _powers(powers: pa.Table, day: date) -> Iterator[str]:
    require_columns(powers, ("subject", "starts", "ends"), "concentration")
    for row in powers.to_pylist():
        if row["starts"] <= day and (row["ends"] is None or day < row["ends"]):
            yield row["subject"]


def _row(year: int, field: str, of: Mapping[str, float], complete: bool) -> dict[str, Any]:
    count, total = len(of), sum(of.values())
    row: dict[str, Any] = {"states": count, "members": " ".join(sorted(of))}
    if not count or not complete or total == 0:
        reason = NO_STATE if not count else NOTHING if complete else INCOMPLETE
        return row | {"missing": reason}
    shares = sorted(((value / total, name) for name, value in of.items()), reverse=True)
    hhi = sum(share**2 for share, _ in shares)
    even = 1 / count
    con = sqrt(max(hhi - even, 0) / (1 - even)) if count > 1 else None
    return row | {
        "concentration_con": con,
        "concentration_hhi": hhi,
        "effective_number": 1 / hhi,
        "largest": shares[0][1],
        "largest_share": shares[0][0],
        "second_to_first": shares[1][0] / shares[0][0] if count > 1 else None,
        "missing": "" if count > 1 else ONE_STATE,
    }


_MISSING = Bilingual(
    "大国の一つでも値がなければ欠測（value-of-a-power-missing）。大国がない年（no-state）、値がすべて0の年"
    "（all-values-zero）も欠測。CONは一国だけの年（one-state）も欠測。",
    "Missing when any power has no value (value-of-a-power-missing), in a year without powers "
    "(no-state) or with zeros only (all-values-zero); CON also with one state (one-state).",
)


def _declared(name: str, reference: str) -> Measure:
    return Measure(name, _MISSING, reference, "order", concentration)


CONCENTRATION_CON = _declared(
    "concentration_con",
    "Singer, Bremer and Stuckey (1972), in Russett (ed.), Peace, War, and Numbers: 19-48",
)
CONCENTRATION_HHI = _declared("concentration_hhi", "Herfindahl-Hirschman index")
EFFECTIVE_NUMBER = _declared(
    "effective_number",
    "Laakso and Taagepera (1979), Comparative Political Studies 12(1): 3-27",
)
