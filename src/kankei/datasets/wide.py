"""Tables with one row for a state, or a pair, and a time, and one column for each quantity.

Most of the field's data come like this, and differ in their columns alone. So one reader lays them
long, and the card says what plays which part:

``reads``
    the columns of the time (see :mod:`~kankei.datasets.spans`) and of the parties: ``subject``;
    ``a`` and ``b``, with ``directed = "yes"``; or ``source`` and ``target``, with ``event`` for
    the key. ``=PRK`` is the state itself and no column. ``same`` names own columns (with commas)
    that tell rows of one pair and time apart, and with ``alike = "kept"`` every row is a thing of
    its own; ``empty`` is why a value is missing. ``link`` and ``linked`` are the columns by which
    rows of the second file are added to those of the first.
``quantities``
    ``column, kind, unit``, and for a column that runs another way its own parties and ``directed``.
    Without ``column`` the value is 1: it is there. ``optional`` parties may be empty; ``only`` is
    the column that is true of the rows that have the quantity. ``ja`` is what it is in Japanese.
    For events instead ``plover, cameo, domain, status, symmetric``.
``marks``
    ``column, mark, why, why_ja``: what the publisher writes for a value that is not known. With
    ``when`` the mark stands in another column.
``refused``
    ``column, pattern, why``: rows that are left out.
``carried``
    ``field, column``: what fills a column that only this data set has.
``seats``
    ``code, from, until, state``: see :func:`~kankei.datasets.states.resolve`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from .card import Card, Form
from .coded import NO_VALUE, Coded, Flags, Numbers, Sieve
from .loaded import Coverage, Reading
from .shape import arrow_type
from .spans import Spans, spans
from .states import Scheme, resolve
from .strict import Rows, read_file
from .succession import LONG, divided

PARTIES: Mapping[str, tuple[str, ...]] = {
    "ties": ("a", "b"),
    "series": ("subject",),
    "events": ("source", "target"),
}
EMPTY = "empty in the publisher's table"
UNKNOWN = "no state of the register has this code on that day"
ITSELF = "a state paired with itself"
NEEDED = "the cell is empty, and the row is nothing without it"
OTHER_VALUE = "another row of the same parties and time is fuller, or comes first, and is kept"
REPEATED = "repeated"
"""Key of the repair that keeps one of several equal rows, or of several equal values."""
SUCCESSION = "succession"
"""Key of the repair that cuts a long span where a code passes to another state."""

Quantity = Mapping[str, str]
Places = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Wide:
    """A table that is being laid long.

    Parameters
    ----------
    parties
        States (or other subjects) by the column that names them, as numbers into ``names``.
    """

    rows: pa.Table
    card: Card
    form: Form
    sieve: Sieve
    spans: Spans
    quantities: Sequence[Quantity]
    parties: Mapping[str, Numbers]
    names: Sequence[str]

    @property
    def carried(self) -> dict[str, str]:
        """Columns of the file by the own columns of the card that they fill."""
        return self.card.code_table("carried", self.form.key, "field", "column")

    def of(self, quantity: Quantity) -> tuple[Numbers, ...]:
        """Give the parties of a quantity; an undirected pair in the order of its codes."""
        found = tuple(self.parties[name] for name in self.columns(quantity))
        if self.card.shape == "ties" and not self.directed(quantity):
            return np.minimum(*found), np.maximum(*found)
        return found

    def directed(self, quantity: Quantity) -> bool:
        """Say whether a tie runs from the first party to the second."""
        return (quantity.get("directed") or self.form.reads["directed"]) == "yes"

    def columns(self, quantity: Quantity) -> tuple[str, ...]:
        """Name the columns that hold the parties of a quantity."""
        wanted = PARTIES[self.card.shape]
        return tuple(quantity.get(part) or self.form.reads[part] for part in wanted)


def read(paths: Sequence[Path], form: Form, card: Card, *, states: Sequence[str] = ()) -> Reading:
    """Read a wide table into the shape of its card.

    Parameters
    ----------
    paths, form, card
        Files in the order of the form; the first is the table.
    states
        When given, only rows of which every party is one of these; the others are left out
        uncounted.
    """
    found = read_file(paths[0], form.files[0], card)
    if len(paths) > 1:
        found = linked(found, read_file(paths[1], form.files[1], card), form)
    return lay_long(found, paths[0].name, form, card, states)


def linked(found: Rows, other: Rows, form: Form) -> Rows:
    """Add the columns of a second table, by the columns that link the two.

    Its rows left out are counted with the others; a row that links to nothing gets empty cells.
    """
    key, column = (
        pc.cast(rows.table[form.reads[part]], pa.string())
        for rows, part in ((other, "linked"), (found, "link"))
    )
    places = pc.index_in(column, key.combine_chunks())
    table = found.table
    for name in other.table.column_names:
        if name not in table.column_names:
            table = table.append_column(name, other.table[name].take(places))
    return Rows(table, found.numbers, (*found.rejections, *other.rejections))


def lay_long(found: Rows, file: str, form: Form, card: Card, states: Sequence[str] = ()) -> Reading:
    """Lay rows that were read, or made from what was read, into the shape of a card."""
    sieve = Sieve(file, found.numbers)
    for rule in card.rows("refused", form.key):
        cells = Coded.of(found.table[rule["column"]])
        sieve.drop(_like(cells, rule["pattern"]), rule["column"], cells, rule["why"])
    when = spans(found.table, form.reads, sieve)
    quantities = card.rows("quantities", form.key)
    cut = 0
    if any(name in form.reads for name in LONG):
        seats = card.rows("seats", form.key)
        found, when, sieve, cut = divided(found, when, sieve, _codes(quantities, form, card), seats)
    parties, names = _parties(found.table, when, quantities, form, card)
    wide = Wide(found.table, card, form, sieve, when, quantities, parties, names)
    _drop_unfit(wide)
    repeated = _drop_again(wide)
    wanted = np.array([*(not states or name in states for name in names), False])
    parts = []
    for quantity in quantities:
        kept, merged = _kept(wide, quantity, wanted)
        parts.append(_part(wide, quantity, kept))
        repeated += merged
    rejections = [*found.rejections, *sieve.found]
    coverage = Coverage.declared(card, form)
    repairs = {REPEATED: repeated} | ({SUCCESSION: cut} if cut else {})
    return Reading(pa.concat_tables(parts), rejections, repairs, coverage)


def _codes(quantities: Sequence[Quantity], form: Form, card: Card) -> dict[str, Scheme]:
    """Columns that hold codes of states, with their scheme."""
    parts = PARTIES[card.shape]
    wanted = {quantity.get(part) or form.reads[part] for quantity in quantities for part in parts}
    return {name: form.codes for name in sorted(wanted) if not name.startswith("=")}


def _parties(
    rows: pa.Table, when: Spans, quantities: Sequence[Quantity], form: Form, card: Card
) -> tuple[dict[str, Numbers], list[str]]:
    """Resolve every column that names a party, on the first day or else the last of the row."""
    parts = PARTIES[card.shape]
    wanted = {quantity.get(part) or form.reads[part] for quantity in quantities for part in parts}
    seats = card.rows("seats", form.key)
    found: dict[str, Coded] = {}
    for name in sorted(wanted):
        if name.startswith("="):
            found[name] = Coded.constant(name[1:], rows.num_rows)
            continue
        codes = Coded.of(rows[name]).through(str)
        last = when.ends - np.timedelta64(1, "D")
        states = [resolve(codes, days, form.codes, seats) for days in (when.starts, last)]
        found[name] = states[0].filled(states[1])
    names = sorted({str(value) for column in found.values() for value in column.values})
    place = {name: number for number, name in enumerate(names)}
    return {key: _renumbered(column, place) for key, column in found.items()}, names


def _renumbered(column: Coded, place: Mapping[str, int]) -> Numbers:
    return np.array([*(place[v] for v in column.values), NO_VALUE], np.int32)[column.numbers]


def _drop_unfit(wide: Wide) -> None:
    """Leave out rows without a cell they need, with a party that is no state, or with itself."""
    for own in wide.card.fields:
        if own.required and (name := wide.carried.get(own.name)):
            cells = Coded.of(wide.rows[name])
            wide.sieve.drop(cells.numbers == NO_VALUE, name, cells, NEEDED)
    for quantity in wide.quantities:
        columns = wide.columns(quantity)
        for name in columns:
            if name.startswith("="):
                continue
            codes = Coded.of(wide.rows[name])
            unknown = wide.parties[name] == NO_VALUE
            if quantity.get("optional"):
                unknown &= codes.numbers != NO_VALUE
            wide.sieve.drop(unknown, name, codes, UNKNOWN)
        if len(columns) == 2:
            one, other = wide.of(quantity)
            itself = (one == other) & (one != NO_VALUE)
            wide.sieve.drop(itself, columns[1], Coded(one, wide.names), ITSELF)


def _drop_again(wide: Wide) -> int:
    """Keep one of several rows of the same parties and time; equal ones are no loss."""
    if wide.form.reads.get("alike") == "kept":
        return 0
    kept = np.flatnonzero(wide.sieve.keep)
    kept = kept[np.argsort(_empties(wide)[kept], kind="stable")]
    every = [numbers for quantity in wide.quantities for numbers in wide.of(quantity)]
    earlier = kept[_first_alike(_keys(wide, every, kept))]
    again = earlier != kept
    equal = np.ones(len(kept), np.bool_)
    for name in sorted({*_columns(wide), *wide.carried.values()}):
        numbers = Coded.of(wide.rows[name]).numbers
        equal &= numbers[kept] == numbers[earlier]
    wide.sieve.drop(_flags(kept[again & ~equal], wide), *_blame(wide), OTHER_VALUE)
    wide.sieve.keep[kept[again]] = False
    return int((again & equal).sum())


def _keys(wide: Wide, parties: Sequence[Numbers], kept: Places) -> list[Places]:
    """What tells the chosen rows apart: their parties, their time, and the card's ``same``."""
    keys = [*parties, wide.spans.starts, wide.spans.ends]
    for name in filter(None, wide.form.reads.get("same", "").split(",")):
        keys.append(Coded.of(wide.rows[wide.carried[name]]).numbers)
    return [np.asarray(key)[kept].astype(np.int64) for key in keys]


def _empties(wide: Wide) -> Places:
    """How many quantities each row leaves empty."""
    found = np.zeros(wide.rows.num_rows, np.int64)
    for name in _columns(wide):
        found += wide.rows[name].is_null().to_numpy().astype(np.int64)
    return found


def _columns(wide: Wide) -> list[str]:
    return [quantity["column"] for quantity in wide.quantities if quantity.get("column")]


def _first_alike(keys: Sequence[Places]) -> Places:
    """For each row the first one that has the same keys."""
    group, first = np.zeros(len(keys[0]), np.int64), np.zeros(len(keys[0]), np.int64)
    for key in keys:
        place = key - key.min(initial=0)
        joined = group * (place.max(initial=0) + 1) + place
        _, first, group = np.unique(joined, return_index=True, return_inverse=True)
    return first[group]


def _blame(wide: Wide) -> tuple[str, Coded]:
    """The column and the values under which a doubled row is counted: its first party."""
    name = wide.columns(wide.quantities[0])[0]
    return name, Coded(wide.parties[name], wide.names)


def _flags(places: Places, wide: Wide) -> Flags:
    flags = np.zeros(wide.rows.num_rows, np.bool_)
    flags[places] = True
    return flags


def _kept(wide: Wide, quantity: Quantity, wanted: Flags) -> tuple[Places, int]:
    """The rows that have a quantity, and how many were the same again but for other parties."""
    parties = wide.of(quantity)
    kept = np.flatnonzero(np.logical_and.reduce([wide.sieve.keep, *(wanted[p] for p in parties)]))
    if "only" in quantity:
        kept = kept[wide.rows[quantity["only"]].take(kept).to_numpy().astype(np.bool_)]
    several = len({wide.columns(other) for other in wide.quantities}) > 1
    if not several or wide.form.reads.get("alike") == "kept":
        return kept, 0
    earlier = kept[_first_alike(_keys(wide, parties, kept))]
    equal = np.ones(len(kept), np.bool_)
    if quantity.get("column"):
        numbers = Coded.of(wide.rows[quantity["column"]]).numbers
        equal = numbers[kept] == numbers[earlier]
    fresh = (earlier == kept) | ~equal
    return kept[fresh], int((~fresh).sum())


def _part(wide: Wide, quantity: Quantity, kept: Places) -> pa.Table:
    """The long rows of one quantity."""
    parties = wide.of(quantity)
    columns = {
        part: Coded(party[kept], wide.names).array()
        for part, party in zip(PARTIES[wide.card.shape], parties, strict=True)
    }
    columns["starts"] = pa.array(wide.spans.starts[kept])
    columns["ends"] = pa.array(wide.spans.ends[kept])
    if wide.card.shape == "events":
        columns |= _act(wide, quantity, kept)
    else:
        columns |= _measured(wide, quantity, kept)
    return pa.table(columns | _own(wide, kept))


def _act(wide: Wide, quantity: Quantity, kept: Places) -> dict[str, pa.Array]:
    """The columns that only events have."""
    key = wide.form.reads.get("event", "")
    cells = wide.rows[key].take(kept).to_pylist() if key else wide.sieve.rows[kept] + 2
    named = [f"{wide.form.key}:{cell}" for cell in cells]
    texts = {part: quantity.get(part) for part in ("plover", "cameo", "domain", "status")}
    return {
        "event": pa.array(named, pa.string()).dictionary_encode(),
        "symmetric": pa.array(np.full(len(kept), quantity.get("symmetric") == "yes")),
        "intensity": pa.nulls(len(kept), pa.float64()),
        **{part: Coded.constant(text, len(kept)).array() for part, text in texts.items()},
    }


def _measured(wide: Wide, quantity: Quantity, kept: Places) -> dict[str, pa.Array]:
    """Value, unit and reason of ties and series."""
    value, missing = _values(wide, quantity, kept)
    shared = {
        "value": value,
        "unit": Coded.constant(quantity["unit"], len(kept)).array(),
        "missing": missing.array(),
    }
    kind = Coded.constant(quantity["kind"], len(kept)).array()
    if wide.card.shape == "series":
        edition = Coded.constant(wide.form.version, len(kept)).array()
        return {"field": kind, "edition": edition, **shared}
    directed = np.full(len(kept), wide.directed(quantity))
    return {"kind": kind, "directed": pa.array(directed), **shared}


def _values(wide: Wide, quantity: Quantity, kept: Places) -> tuple[pa.Array, Coded]:
    """Values of a column, with the reason where there is none."""
    name = quantity.get("column", "")
    if not name:
        return pa.array(np.ones(len(kept))), Coded.constant(None, len(kept))
    numbers = wide.rows[name].take(kept).cast(pa.float64())
    value = numbers.to_numpy().astype(np.float64)
    if "decimals" in quantity:
        value = np.round(value, int(quantity["decimals"]))
    reasons = [wide.form.reads.get("empty", EMPTY)]
    why = np.where(np.isnan(value), 0, NO_VALUE).astype(np.int32)
    for mark in wide.card.rows("marks", wide.form.key):
        if mark["column"] == name:
            cells = Coded.of(wide.rows[mark.get("when", name)].take(kept))
            why[_like(cells, re.escape(mark["mark"]))] = len(reasons)
            reasons.append(mark["why"])
    return pa.array(value, mask=why != NO_VALUE), Coded(why, reasons).through(str)


def _like(cells: Coded, pattern: str) -> Flags:
    """Say which cells are written like a pattern."""
    form = re.compile(pattern)
    # A whole number is written as one, whatever the type of its column.
    texts = cells.through(lambda cell: f"{cell:.15g}" if isinstance(cell, float) else str(cell))
    alike = texts.through(lambda text: 0 if form.fullmatch(text) else None)
    flags: Flags = alike.numbers != NO_VALUE
    return flags


def _own(wide: Wide, kept: Places) -> dict[str, pa.Array]:
    """The columns that only this data set has."""
    found = {}
    for own in wide.card.fields:
        name = wide.carried.get(own.name, "")
        if own.name == "precision":
            found[own.name] = wide.spans.precision.take(kept).array()
        elif name:
            found[own.name] = _plain(wide.rows[name].take(kept), own.type)
        else:
            found[own.name] = pa.nulls(len(kept), arrow_type(own.type))
    return found


def _plain(column: pa.ChunkedArray, kind: str) -> pa.Array:
    whole = column.combine_chunks() if kind != "text" else Coded.of(column).array()
    return whole.chunk(0) if isinstance(whole, pa.ChunkedArray) else whole
