"""The quadruples of ICEWS that models of temporal knowledge graphs are tested on.

They are ICEWS events without story, sector and code: numbers for subject, relation, object and
hour, and lists of what the numbers mean. An actor such as "Government (North Korea)" stands for the
state in its bracket; a person or body whose name tells no state is left out and counted by name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa

from ..terms.plover import cameo_codes
from ..terms.state import fold_name
from .card import Card, Form
from .coded import NO_VALUE, Coded, Sieve
from .event_rows import (
    Part,
    cameo_columns,
    drop_repeated,
    drop_within_one_state,
    event_columns,
    join,
    keyed,
)
from .loaded import Coverage, Dataset, Reading, stretches
from .states import Days, resolve
from .strict import Rows, read_file

_BRACKET = re.compile(r".*\(([^()]+)\)")
_HOURS = 24
_ROOT = 2
"""Digits of a root; longer codes lie below one."""


def read(paths: Sequence[Path], form: Form, card: Card) -> Reading:
    """Read quadruples into the shape ``events``.

    Parameters
    ----------
    paths, form, card
        Files in the order of the form: the quadruples, what their numbers mean, and the code book
        by which the names of relations become CAMEO codes.
    """
    found = {path.name: read_file(path, file, card) for file, path in form.pair(paths)}
    lists = [found.pop(name) for name in _LISTS]
    entities, relations, book = lists
    named = _Named(
        entities=_named(entities, "id", "name"),
        relations=_named(relations, "id", "name"),
        codes=_codes(book),
    )
    parts = [_part(name, rows, form, card, named) for name, rows in found.items()]
    table, rejections = join(parts, "time", card)
    unread = [item for rows in lists for item in rows.rejections]
    days = [day for part in parts for day in part.days]
    coverage = Coverage(f"{card.name}/{form.key}", "*", stretches(days))
    return Reading(table, [*unread, *rejections], {}, coverage)


DATASET = Dataset("icews_quadruples", read)

_LISTS = ("entity2id.txt", "relation2id.txt", "cameo-codes.csv")


@dataclass(frozen=True, slots=True)
class _Named:
    """What the numbers mean, and which code the name of a relation has."""

    entities: Mapping[int, str]
    relations: Mapping[int, str]
    codes: Mapping[str, str]

    def code(self, relation: int) -> str | None:
        """CAMEO code of a relation."""
        return self.codes.get(fold_name(self.relations.get(relation, "")))


def _named(rows: Rows, key: str, value: str) -> dict[int, str]:
    pairs = zip(rows.table[key].to_pylist(), rows.table[value].to_pylist(), strict=True)
    return {
        number: text.replace("_", " ").strip()
        for number, text in pairs
        if number is not None and text is not None
    }


def _codes(book: Rows) -> dict[str, str]:
    """CAMEO code by name; where a root and its residual share one, the residual is meant."""
    pairs = zip(book.table["name"].to_pylist(), book.table["code"].to_pylist(), strict=True)
    return {
        fold_name(name): code
        for name, code in pairs
        if name and code in cameo_codes() and len(code) > _ROOT
    }


def _part(name: str, found: Rows, form: Form, card: Card, named: _Named) -> Part:
    """One of the three parts of the quadruples."""
    rows, sieve = found.table, Sieve(name, found.numbers)
    days = _days(Coded.of(rows["time"]), form, sieve)
    spoken = np.unique(days[sieve.keep]).astype(object).tolist()
    relation = Coded.of(rows["relation"])
    acts = relation.through(named.code)
    sieve.drop(acts.numbers == NO_VALUE, "relation", relation, "no code of CAMEO has this name")
    actors, sides = [], []
    for column in ("subject", "object"):
        actor = Coded.of(rows[column]).through(named.entities)
        state = resolve(actor.through(_state_name), days, form.codes, card.tables["seats"])
        unknown = state.numbers == NO_VALUE
        sieve.drop(unknown, column, actor, "the name of the actor tells no state of that day")
        actors.append(actor)
        sides.append(state)
    drop_within_one_state(sides[0], sides[1], "object", sieve)
    keys = _quadruples(days, [*actors, acts])
    drop_repeated(keys, acts, "relation", sieve)
    kept = np.flatnonzero(sieve.keep)
    split = Path(name).stem
    numbered = keyed(f"{form.reads['prefix']}-{split}", pa.array(found.numbers[kept] + 2))
    acts = acts.take(kept)
    columns = event_columns(numbered, days[kept], [side.take(kept) for side in sides])
    columns |= cameo_columns(acts)
    goldstein = acts.through(lambda code: cameo_codes()[code].intensity)
    columns["intensity"] = goldstein.array(pa.float64()).dictionary_decode()
    columns["source_name"], columns["target_name"] = (actor.take(kept).array() for actor in actors)
    columns["split"] = Coded.constant(split, len(kept)).array()
    left_out = (*found.rejections, *sieve.found)
    return Part(name, pa.table(columns), keys[kept], found.numbers[kept], left_out, spoken)


def _days(hours: Coded, form: Form, sieve: Sieve) -> Days:
    """Day of each hour, counted from the first of the form; only whole days inside it stand."""
    first, last = (np.datetime64(day) for day in form.period.split("/"))
    offsets = np.array([*hours.values, NO_VALUE], np.int64)[hours.numbers]
    days = first + (offsets // _HOURS).astype("timedelta64[D]")
    bad = (offsets % _HOURS != 0) | (days < first) | (days > last)
    sieve.drop(bad, "time", hours, f"no day of {form.period}")
    return days


def _state_name(actor: str) -> str:
    """The name in the bracket at the end, or the whole."""
    found = _BRACKET.fullmatch(actor)
    return found[1] if found else actor


def _quadruples(days: Days, columns: Sequence[Coded]) -> np.ndarray:
    """One number for each quadruple; equal where all four are."""
    key = days.astype(np.int64)
    for column in columns:
        key = key * (len(column.values) + 1) + column.numbers
    return key
