"""Event reports as monthly counts of each domain and class of acts."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from ...terms.event import DOMAINS
from ...terms.period import Period
from ...terms.plover import event_types
from ..arrays import numbered, require_columns
from ..panel import COUNTED
from .covering import months_of, on_covered_days
from .indicators import event_classes

Numbers = NDArray[np.int64]
CLASSES = 4


def event_observations(events: pa.Table, covered: Sequence[Period], source: str) -> pa.Table:
    """Count the events of each pair by month, domain and class.

    The class is that of the event's PLOVER type: cooperation or conflict, verbal or material. The
    exposure of a pair in a month is the number of all reports of the pair in that month, of every
    domain and class: what is measured is how the pair is reported of, and not how much.

    Parameters
    ----------
    events
        Shape ``events``: ``source, target, starts, domain, plover, status``.
    covered
        Days on which the source speaks.
    source
        Its name, for :func:`.indicators.event_classes`.

    Returns
    -------
    pyarrow.Table
        Columns of :data:`.observations.OBSERVATIONS`. A pair that has an event in a domain has a
        row for each class in each month in which it is reported of at all, 0 where the class is
        not; a month without exposure has none. Events without domain or type are in the exposure
        alone: a domain is never guessed (:func:`unplaced` counts them).

    Examples
    --------
    >>> from datetime import date
    >>> events = pa.table({
    ...     "source": ["PRK", "RUS"], "target": ["RUS", "PRK"], "starts": [date(2018, 6, 1)] * 2,
    ...     "domain": ["political"] * 2, "plover": ["CONSULT"] * 2, "status": ["reported"] * 2,
    ... })
    >>> rows = event_observations(events, [Period.parse("2018-06")], "icews").to_pylist()
    >>> [(row["indicator"], row["value"]) for row in rows][:2]
    [('icews.cooperation.verbal', 2.0), ('icews.cooperation.material', 0.0)]
    """
    require_columns(
        events, ("source", "target", "starts", "domain", "plover", "status"), "relation"
    )
    months = months_of(covered)
    between = _between(events)
    day = between["starts"].to_numpy().astype("datetime64[D]")
    month = (day.astype("datetime64[M]") - months[0]).astype(np.int64)
    inside = on_covered_days(day, covered, months)
    pair, names = _pairs(between)
    pairs, place = np.unique(pair[inside], return_inverse=True)
    volume = np.zeros((len(pairs), len(months)), np.int64)
    np.add.at(volume, (place, month[inside]), 1)
    acts = np.stack([place, month[inside], _domain(between)[inside], _class(between)[inside]])
    counts = _counts(acts[:, (acts[2:] >= 0).all(axis=0)], (*volume.shape, len(DOMAINS), CLASSES))
    return _table(counts, volume, pairs, names, months, source)


def unplaced(events: pa.Table) -> dict[str, int]:
    """Count the events that no domain or class can be given to, by reason.

    Examples
    --------
    >>> bare = {"source": ["A"], "target": ["B"], "domain": [None], "plover": ["AID"]}
    >>> unplaced(pa.table({**bare, "status": ["reported"]}))
    {'no domain': 1}
    """
    between = _between(events)
    domain, kind = _domain(between) < 0, _class(between) < 0
    found = {
        "not counted as a fact": events.num_rows - between.num_rows,
        "no domain": int(domain.sum()),
        "no PLOVER type": int((kind & ~domain).sum()),
    }
    return {reason: rows for reason, rows in found.items() if rows}


def _between(events: pa.Table) -> pa.Table:
    counted = pc.is_in(events["status"].cast(pa.string()), pa.array(COUNTED))
    apart = pc.not_equal(events["source"].cast(pa.string()), events["target"].cast(pa.string()))
    return events.filter(pc.and_(counted, apart))


def _counts(acts: Numbers, shape: tuple[int, ...]) -> Numbers:
    """Events by pair, month, domain and class."""
    flat = np.ravel_multi_index(tuple(acts), shape)
    return np.bincount(flat, minlength=int(np.prod(shape))).reshape(shape)


def _coded(column: pa.ChunkedArray, places: dict[str, int]) -> Numbers:
    numbers, names = numbered(column)
    return np.array([*(places.get(name, -1) for name in names), -1], np.int64)[numbers]


def _domain(events: pa.Table) -> Numbers:
    return _coded(events["domain"], {name: place for place, name in enumerate(DOMAINS)})


def _class(events: pa.Table) -> Numbers:
    """Place of each event's class in :func:`.indicators.event_classes`."""
    places = {
        code: 2 * (kind.side == "conflict") + (kind.act == "material")
        for code, kind in event_types().items()
    }
    return _coded(events["plover"], places)


def _pairs(events: pa.Table) -> tuple[Numbers, list[str]]:
    """Number of each event's unordered pair, two digits in the base of the list of states."""
    (left, lefts), (right, rights) = numbered(events["source"]), numbered(events["target"])
    names = sorted({*lefts, *rights})
    place = {name: number for number, name in enumerate(names)}
    first = np.array([place[name] for name in lefts], np.int64)[left]
    second = np.array([place[name] for name in rights], np.int64)[right]
    return np.minimum(first, second) * len(names) + np.maximum(first, second), names


def _table(
    counts: Numbers,
    volume: Numbers,
    pairs: Numbers,
    names: list[str],
    months: NDArray[np.datetime64],
    source: str,
) -> pa.Table:
    """Rows of the pairs that act in a domain, in the months with exposure."""
    active = counts.sum(axis=(1, 3)) > 0
    row, month, domain = np.nonzero((volume > 0)[:, :, None] & active[:, None])
    kept = counts[row, month, domain]
    row, month, domain = (np.repeat(place, CLASSES) for place in (row, month, domain))
    first, second = np.divmod(pairs[row], len(names))
    kinds = np.tile(np.arange(CLASSES), len(kept))
    return pa.table(
        {
            "a": _named(first, names),
            "b": _named(second, names),
            "domain": _named(domain, list(DOMAINS)),
            "month": pa.array(months[month].astype("datetime64[D]")),
            "indicator": _named(kinds, [item.name for item in event_classes(source)]),
            "value": pa.array(kept.ravel().astype(np.float64)),
            "size": pa.array(volume[row, month].astype(np.float64)),
            "n": pa.array(kept.ravel()),
        }
    )


def _named(numbers: Numbers, names: list[str]) -> pa.DictionaryArray:
    return pa.DictionaryArray.from_arrays(
        pa.array(numbers, pa.int32()), pa.array(names, pa.string())
    )
