"""Which states counted as major powers from when to when, by the Correlates of War Project."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from .card import Card, Form
from .loaded import Dataset, Reading
from .spans import written_dates
from .strict import read_file
from .wide import lay_long


def read(paths: Sequence[Path], form: Form, card: Card, *, states: Sequence[str] = ()) -> Reading:
    """Read major powers into the shape ``series``.

    Parameters
    ----------
    paths, form, card
        Files in the order of the form.
    states
        When given, only these; the others are left out uncounted.
    """
    found = read_file(paths[0], form.files[0], card)
    table = found.table
    for column, begins in (("starts", "st"), ("ends", "end")):
        table = table.append_column(column, written_dates(table, begins))
    return lay_long(replace(found, table=table), paths[0].name, form, card, states)


DATASET = Dataset("cow_majors", read)
