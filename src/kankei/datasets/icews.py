"""Events of ICEWS, from the publisher's weekly and yearly files.

The country that ICEWS gives an actor is a name: it becomes the state that had this name on the day
of the event. Sectors (Government, Military, Citizen ...) stay beside it, since what a newspaper of
a country does is not what its government does; whoever wants governments alone can choose them.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa

from .card import Card, File, Form
from .coded import Coded, Sieve
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
from .strict import read_file


def read(paths: Sequence[Path], form: Form, card: Card, *, latest: date | None = None) -> Reading:
    """Read events into the shape ``events``.

    Parameters
    ----------
    paths, form, card
        Files in the order of the form.
    latest
        Last day on which anything can have happened; today when none is given.

    Notes
    -----
    A day on which no event at all was coded, domestic ones included, is a gap of the coverage: the
    programs coded thousands a day, so that such a day is a day without them.
    """
    until = latest or date.today()
    parts = [_part(path, file, form, card, until) for file, path in form.pair(paths)]
    table, rejections = join(parts, "Event ID", card)
    days = [day for part in parts for day in part.days]
    return Reading(table, rejections, {}, Coverage(f"{card.name}/{form.key}", "*", stretches(days)))


DATASET = Dataset("icews", read)


def _part(path: Path, file: File, form: Form, card: Card, latest: date) -> Part:
    """Read one file and keep the events between two states."""
    found = read_file(path, file, card)
    rows, sieve = found.table, Sieve(path.name, found.numbers)
    ids = numbers_of(rows["Event ID"], "Event ID", sieve)
    written, acts = Coded.of(rows["Event Date"]), Coded.of(rows["CAMEO Code"])
    days = days_of(written, "Event Date", sieve)
    drop_future(days, latest, written, "Event Date", sieve)
    spoken = np.unique(days[sieve.keep]).astype(object).tolist()
    sides = [
        states_of(Coded.of(rows[column]), days, form, card, column, sieve)
        for column in ("Source Country", "Target Country")
    ]
    drop_within_one_state(sides[0], sides[1], "Target Country", sieve)
    drop_unknown_acts(acts, "CAMEO Code", sieve)
    drop_beyond_scale(rows["Intensity"], "Intensity", sieve)
    kept = np.flatnonzero(sieve.keep)
    keys = keyed("icews", pa.array(ids[kept]))
    columns = event_columns(keys, days[kept], [side.take(kept) for side in sides])
    columns |= cameo_columns(acts.take(kept))
    table = pa.table({**columns, **own_columns(rows.take(pa.array(kept)), form.reads)})
    left_out = (*found.rejections, *sieve.found)
    return Part(path.name, table, ids[kept], found.numbers[kept], left_out, spoken)
