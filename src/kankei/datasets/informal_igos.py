"""Which states belonged to which informal organisation (G7, G77, BRICS), in one year.

The source is one cross-section: members in 2017, or at the end of what ended before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pyarrow as pa

from .card import Card, Form
from .coded import Coded
from .loaded import Dataset, Reading
from .strict import read_file
from .wide import lay_long, linked

SURVEYED = "2017"
_LIVING = "0"


def read(paths: Sequence[Path], form: Form, card: Card, *, states: Sequence[str] = ()) -> Reading:
    """Read memberships into the shape ``series``.

    Parameters
    ----------
    paths, form, card
        Files in the order of the form.
    states
        When given, only these; the others are left out uncounted.
    """
    members, bodies = (read_file(*pair[::-1], card) for pair in form.pair(paths))
    found = linked(members, bodies, form)
    ended = Coded.of(found.table["End IIGO Year"])
    lives = Coded.of(found.table["Formal (1) or Dead (2)"]).through({_LIVING: SURVEYED})
    day = pa.chunked_array([lives.filled(ended).array().dictionary_decode()])
    found = replace(found, table=found.table.append_column("day", day))
    return lay_long(found, paths[0].name, form, card, states)


DATASET = Dataset("informal_igos", read)
