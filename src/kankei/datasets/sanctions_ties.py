"""Threats and impositions of economic sanctions, one event for each state that made them.

A case of the publisher is one row with up to five senders, a threat, an imposition, or both. It
becomes one row for each sender and step, dated by the step.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from .card import Card, Form
from .coded import NO_VALUE, Coded
from .loaded import Dataset, Reading
from .spans import written_dates
from .strict import Rows, read_file
from .wide import lay_long

SENDERS = ("sender1", "sender2", "sender3", "sender4", "sender5")
STEPS = {"threat": "start", "imposition": "sancimpositionstart"}
"""Steps of a case, and how the columns of their first day begin."""


def read(paths: Sequence[Path], form: Form, card: Card, *, states: Sequence[str] = ()) -> Reading:
    """Read cases of sanctions into the shape ``events``.

    Parameters
    ----------
    paths, form, card
        Files in the order of the form.
    states
        When given, only events between these states; the others are left out uncounted.
    """
    found = read_file(paths[0], form.files[0], card)
    steps = [_step(found, step, sender) for step in STEPS for sender in SENDERS]
    table = pa.concat_tables([step.table for step in steps])
    numbers = np.concatenate([step.numbers for step in steps])
    return lay_long(Rows(table, numbers, found.rejections), paths[0].name, form, card, states)


DATASET = Dataset("sanctions_ties", read)


def _step(found: Rows, step: str, sender: str) -> Rows:
    """One sender's part in one step; cases without any sender stay, to be counted."""
    taken = Coded.of(found.table[step]).through({1: 1}).numbers != NO_VALUE
    named = found.table[sender].is_valid().to_numpy()
    if sender == SENDERS[0]:
        others = [found.table[other].is_null().to_numpy() for other in SENDERS]
        named |= np.logical_and.reduce(others)
    chosen = found.filter(taken & named)
    rows = chosen.table
    columns = {
        "sender": rows[sender],
        "day": written_dates(rows, STEPS[step]),
        "ended": written_dates(rows, "end"),
        "key": pa.array(
            [f"{case}:{step}:{sender}" for case in rows["caseid"].to_pylist()], pa.string()
        ),
        "primary": pc.equal(rows[sender], rows["primarysender"]),
        **{other: pa.array([other == step] * rows.num_rows, pa.bool_()) for other in STEPS},
    }
    kept = {name: rows[name] for name in rows.column_names}
    return Rows(pa.table(kept | columns), chosen.numbers)
