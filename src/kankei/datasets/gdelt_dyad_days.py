"""Daily scores of pairs of states from GDELT.

The feed has holes. A day on which no pair at all has a score is a day without the feed: it is
listed as a gap of the coverage, because missing exposure is not calm.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa

from .card import Card, Form
from .coded import NO_VALUE, Coded, Flags, Numbers, Sieve
from .loaded import Coverage, Dataset, Reading, stretches
from .states import Days, resolve
from .strict import read_file

KIND = "news_score"
UNIT = "GDELT score"
_DECIMALS = 2
"""The matrices were rounded to this; single precision in the file adds false digits."""


def read(paths: Sequence[Path], form: Form, card: Card, *, states: Sequence[str] = ()) -> Reading:
    """Read pair scores into the shape ``ties``.

    Parameters
    ----------
    paths, form, card
        Files in the order of the form.
    states
        When given, only pairs of these states; the others are left out uncounted. The coverage
        is still that of the whole feed.
    """
    read_rows = read_file(paths[0], form.files[0], card)
    rows, sieve = read_rows.table, Sieve(paths[0].name, read_rows.numbers)
    written = Coded.of(rows["date"])
    days = np.array([*written.values, None], "datetime64[D]")[written.numbers]
    sieve.drop(np.isnat(days), "date", written, "no date")
    known = written.through(lambda day: day).values
    score = np.round(rows["score"].to_numpy(), _DECIMALS)
    sieve.drop(~np.isfinite(score), "score", Coded.constant(None, len(score)), "no finite score")
    first, second, names = _pairs(rows, days, sieve)
    swapped = first > second
    low, high = np.minimum(first, second), np.maximum(first, second)
    _drop_self_and_doubles(low, high, days, names, sieve)
    chosen = sieve.keep & _among(low, high, names, states)
    table = _table(low[chosen], high[chosen], days[chosen], score[chosen], names)
    repairs = {"order": int((swapped & sieve.keep).sum())}
    coverage = Coverage(f"{card.name}/{form.key}", KIND, stretches(known))
    return Reading(table, [*read_rows.rejections, *sieve.found], repairs, coverage)


DATASET = Dataset("gdelt_dyad_days", read)


def _pairs(rows: pa.Table, days: Days, sieve: Sieve) -> tuple[Numbers, Numbers, list[str]]:
    """Both states of each row, as numbers into one sorted list of states."""
    found = []
    for column in ("a", "b"):
        codes = Coded.of(rows[column])
        states = resolve(codes, days, "iso3")
        unknown = states.numbers == NO_VALUE
        sieve.drop(unknown, column, codes, "no state of the register has this code on that day")
        found.append(states)
    return found[0].numbers, found[1].numbers, list(found[0].values)


def _drop_self_and_doubles(
    low: Numbers, high: Numbers, days: Days, names: list[str], sieve: Sieve
) -> None:
    states = Coded(low, names)
    sieve.drop((low == high) & (low != NO_VALUE), "b", states, "a state paired with itself")
    kept = np.flatnonzero(sieve.keep)
    size = len(names) + 1
    pair = (days[kept].astype(np.int64) * size + low[kept]) * size + high[kept]
    _, first = np.unique(pair, return_index=True)
    again = sieve.keep.copy()
    again[kept[first]] = False
    sieve.drop(again, "a", states, "a pair that already has a score on that day")


def _among(low: Numbers, high: Numbers, names: list[str], states: Sequence[str]) -> Flags:
    if not states:
        return np.ones(len(low), np.bool_)
    wanted = np.array([*(name in states for name in names), False])
    found: Flags = wanted[low] & wanted[high]
    return found


def _table(
    low: Numbers, high: Numbers, days: Days, score: np.ndarray, names: list[str]
) -> pa.Table:
    rows = len(low)
    return pa.table(
        {
            "a": Coded(low, names).array(),
            "b": Coded(high, names).array(),
            "directed": pa.array(np.zeros(rows, np.bool_)),
            "kind": Coded.constant(KIND, rows).array(),
            "starts": pa.array(days),
            "ends": pa.array(days + np.timedelta64(1, "D")),
            "value": pa.array(score),
            "unit": Coded.constant(UNIT, rows).array(),
            "missing": Coded.constant(None, rows).array(),
        }
    )
