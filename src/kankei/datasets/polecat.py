"""Events of POLECAT, from the publisher's weekly and yearly files.

One row may have several actors and several recipients, or actors alone who did something together.
It becomes one row for each pair of states, under one key: an event counts once for each of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, product
from pathlib import Path

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from ..terms.plover import event_types
from .card import Card, File, Form
from .coded import NO_VALUE, Coded, Flags, Sieve, paired_values
from .event_rows import (
    Part,
    days_of,
    drop_beyond_scale,
    drop_future,
    drop_within_one_state,
    event_columns,
    join,
    own_columns,
    plover_domain,
    states_of,
)
from .loaded import Coverage, Dataset, Reading, stretches
from .strict import read_file

_INTENSITIES = ("Event Intensity", "Intensity")
"""The column was renamed by the publisher."""


def read(paths: Sequence[Path], form: Form, card: Card) -> Reading:
    """Read events into the shape ``events``.

    Parameters
    ----------
    paths, form, card
        Files in the order of the form.

    Notes
    -----
    Coverage is that of the news that was read: the days on which any story was published.
    """
    parts = [_part(path, file, form, card) for file, path in form.pair(paths)]
    table, rejections = join(parts, "Event ID", card)
    days = [day for part in parts for day in part.days]
    return Reading(table, rejections, {}, Coverage(f"{card.name}/{form.key}", "*", stretches(days)))


DATASET = Dataset("polecat", read)


def _part(path: Path, file: File, form: Form, card: Card) -> Part:
    """Read one file, first by events and then by pairs of states."""
    found = read_file(path, file, card)
    rows, sieve = _with_intensity(found.table), Sieve(path.name, found.numbers)
    ids, types = Coded.of(rows["Event ID"]), Coded.of(rows["Event Type"])
    sieve.drop(ids.numbers == NO_VALUE, "Event ID", ids, "no key")
    published = days_of(Coded.of(rows["Publication Date"]), "Publication Date", sieve)
    spoken = np.unique(published[sieve.keep]).astype(object).tolist()
    written = Coded.of(rows["Event Date"])
    days = days_of(written, "Event Date", sieve)
    drop_future(days, published, written, "Event Date", sieve)
    kinds = types.through({code: code for code in event_types()})
    sieve.drop(kinds.numbers == NO_VALUE, "Event Type", types, "not a type of PLOVER")
    drop_beyond_scale(rows["intensity"], "Intensity", sieve)
    dyads = _dyads(rows, sieve)
    inner = Sieve(path.name, found.numbers[dyads.rows])
    sides = [
        states_of(side, days[dyads.rows], form, card, column, inner)
        for column, side in zip(_SIDES, dyads.sides, strict=True)
    ]
    drop_within_one_state(sides[0], sides[1], _SIDES[1], inner)
    kept = np.flatnonzero(inner.keep)
    chosen, states = dyads.rows[kept], [side.take(kept) for side in sides]
    named = ids.take(chosen)
    table = pa.table(
        {
            **event_columns(_keyed(named), days[chosen], states, dyads.alike[kept]),
            "plover": kinds.take(chosen).array(),
            "cameo": Coded.constant(None, len(kept)).array(),
            "domain": _domains(rows, kinds).take(chosen).array(),
            **own_columns(rows.take(pa.array(chosen)), form.reads),
        }
    )
    left_out = (*found.rejections, *sieve.found, *inner.found)
    return Part(path.name, table, _known_by(named, states), inner.rows[kept], left_out, spoken)


_Several = tuple[str, ...] | None
_SIDES = ("Actor COW", "Recipient COW")


@dataclass(frozen=True, slots=True)
class _Dyads:
    """The pairs of states of some rows: row, both codes, and whether they acted alike."""

    rows: NDArray[np.int64]
    sides: tuple[Coded, Coded]
    alike: Flags


def _with_intensity(rows: pa.Table) -> pa.Table:
    """Give the intensity one name, and no value where the file has none."""
    named = [name for name in _INTENSITIES if name in rows.column_names]
    cells = rows[named[0]] if named else pa.nulls(rows.num_rows, pa.float64())
    return rows.append_column("intensity", cells)


def _dyads(rows: pa.Table, sieve: Sieve) -> _Dyads:
    """Pair the actors of each row with its recipients, or with each other where there are none."""
    actors, recipients = (Coded.of(rows[column]).through(_listed) for column in _SIDES)
    paired = paired_values(actors, recipients).through(lambda cell: _meetings(*cell) or None)
    written = Coded.of(rows[_SIDES[0]])
    sieve.drop(paired.numbers == NO_VALUE, _SIDES[0], written, "fewer than two states")
    flat = [dyad for dyads in paired.values for dyad in dyads]
    sizes = np.array([*map(len, paired.values), 0])
    starts = np.cumsum([0, *sizes[:-1]])
    kept = np.flatnonzero(sieve.keep)
    numbers = paired.numbers[kept]
    counts = sizes[numbers]
    inside = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    place = np.repeat(starts[numbers], counts) + inside
    sides = [Coded.of(pa.array([dyad[side] for dyad in flat], pa.string())) for side in (0, 1)]
    alike = np.array([dyad[2] for dyad in flat], np.bool_)
    first, second = (side.take(place) for side in sides)
    return _Dyads(np.repeat(kept, counts), (first, second), alike[place])


_NOBODY = ("", "None", "none")
"""Parts of a list that stand for an actor without a state."""


def _listed(cell: str) -> tuple[str, ...]:
    """The parts of a cell that lists several, each once; those of nobody are passed over."""
    parts = re.split(r"\s*[;,|]\s*", cell.strip())
    return tuple(dict.fromkeys(part for part in parts if part not in _NOBODY))


def _meetings(
    actors: tuple[str, ...] | None, recipients: tuple[str, ...] | None
) -> tuple[tuple[str, str, bool], ...]:
    """Which two did what to whom: actor, recipient, and whether both acted alike."""
    if recipients:
        return tuple((one, other, False) for one, other in product(actors or (), recipients))
    return tuple((one, other, True) for one, other in combinations(sorted(actors or ()), 2))


def _domains(rows: pa.Table, kinds: Coded) -> Coded:
    modes, contexts = (
        Coded.of(rows[name]).through(lambda cell: _listed(cell.lower()))
        for name in ("Event Mode", "Contexts")
    )
    cells = paired_values(kinds, paired_values(modes, contexts))
    return cells.through(
        lambda cell: plover_domain(cell[0] or "", cell[1][0] or (), cell[1][1] or ())
    )


def _keyed(named: Coded) -> pa.Array:
    return named.through(lambda key: f"polecat-{key}").array().dictionary_decode()


def _known_by(named: Coded, states: Sequence[Coded]) -> NDArray[np.str_]:
    """By which a pair of an event is known again in another file."""
    cells = zip(named.to_pylist(), *(side.to_pylist() for side in states), strict=True)
    return np.array(["|".join(cell) for cell in cells], np.str_)
