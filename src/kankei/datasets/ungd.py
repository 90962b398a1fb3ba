"""Speeches in the General Debate of the United Nations, one for each state and year.

The corpus names seats: RUS is also the Soviet Union, CHN also the Republic of China. Each speech is
given to the state that held the seat on a day of the debate.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pyarrow as pa

from .card import Card, Form
from .coded import NO_VALUE, Coded, Sieve
from .loaded import Coverage, Dataset, Reading
from .states import resolve
from .strict import read_file
from .texts import stretch_years, text_table

_OUTLET = "UN General Assembly, General Debate"
_DEBATE = np.timedelta64(273, "D")
"""From New Year to the first days of October, when the debate is held."""


def read(paths: Sequence[Path], form: Form, card: Card) -> Reading:
    """Read speeches into the shape ``texts``.

    Parameters
    ----------
    paths, form, card
        Files in the order of the form.

    Returns
    -------
    Reading
        Only the year of a speech is known: the date is its first day. The years of which every
        speech is there are covered for all; states whose earlier speeches are there have stretches
        of their own, and a year without one is a gap of these.
    """
    found = read_file(paths[0], form.files[0], card)
    rows, sieve = found.table, Sieve(paths[0].name, found.numbers)
    years = rows["year"].to_numpy().astype(np.int64)
    first = (years - 1970).astype("datetime64[Y]").astype("datetime64[D]")
    codes = Coded.of(rows["iso3"])
    authors = codes.through(card.code_table("bodies", "", "code", "author"))
    states = resolve(codes, first + _DEBATE, form.codes, card.tables["seats"])
    authors = authors.filled(states)
    sieve.drop(authors.numbers == NO_VALUE, "iso3", codes, "no state held this code on that day")
    session = Coded.of(rows["session"])
    texts = {
        "author": authors,
        "outlet": Coded.constant(_OUTLET, len(years)),
        "language": Coded.constant("en", len(years)),
        "title": Coded.constant(None, len(years)),
        "words": Coded.of(rows["text_en"]),
        "url": Coded.constant(None, len(years)),
        "session": session.through(str),
    }
    table = text_table(paths[0].stem, first, "year", texts, sieve)
    return Reading(table, [*found.rejections, *sieve.found], {}, _coverage(table, form, card))


DATASET = Dataset("ungd", read)


def _coverage(table: pa.Table, form: Form, card: Card) -> Coverage:
    """Years of all states, and before them those of the states whose speeches are there."""
    whole = Coverage.declared(card, form)
    start = whole.stretches[0].start
    years = table["published"].to_numpy().astype("datetime64[Y]").astype(int) + 1970
    authors = Coded.of(table["author"])
    own = {}
    for number, author in enumerate(authors.values):
        spoken = years[authors.numbers == number]
        early = [int(year) for year in spoken if start and year < start.year]
        if early:
            own[author] = stretch_years(early)
    return replace(whole, own=own)
