"""Pairs of roll calls on identical resolutions, under the keys of any form of the roll calls.

The publisher of the ideal points matched them by hand and names them by numbers of its own; a form
of the votes that does not hold these numbers has no bridges.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from ..terms.errors import DatasetError, Problem
from .card import Card, File, Form
from .places import sha256
from .shape import ColumnType
from .strict import read_file

_NOT_READ = ("v1",)
_UNKNOWN = "rcid-"
"""Before the number of a roll call that the votes lack: two others may still repeat it."""


@dataclass(frozen=True, slots=True)
class Bridges:
    """Identical resolutions.

    Parameters
    ----------
    table
        ``earlier, later``: keys of roll calls.
    unknown
        Number of pairs of which the votes lack a roll call. They stay, as two later roll calls may
        repeat the same one.
    path, sha256
        The file that was read.
    pinned
        True when it is the one on the card.
    """

    table: pa.Table
    unknown: int
    path: Path
    sha256: str
    pinned: bool


def find_bridges(card: Card, roots: Sequence[Path]) -> Path | None:
    """Find the file of the bridges in some folders, or in the folder of its own inside them."""
    for row in card.tables["bridges"]:
        for root in roots:
            for path in (root / row["file"], root / row["folder"] / row["file"]):
                if path.is_file():
                    return path
    return None


def read_bridges(path: Path, card: Card, form: Form, votes: Path) -> Bridges:
    """Read the bridges under the keys that a form gives to roll calls.

    Parameters
    ----------
    path
        From :func:`find_bridges`.
    votes
        Folder of the votes, whose files say which roll call has which number.

    Raises
    ------
    DatasetError
        When there is no such file, it has other columns than the card says, or the form has no
        numbers.
    """
    row = card.tables["bridges"][0]
    if not path.is_file():
        raise DatasetError(Problem("there is no such file", "check the name", str(path)))
    ends, digest = (row["earlier"], row["later"]), sha256(path)
    columns: dict[str, ColumnType] = dict.fromkeys(ends, "int")
    file = File(path.name, "delimited", columns, ignored=_NOT_READ, sha256=row["sha256"])
    pairs = read_file(path, file, card).table
    keys = _keys(card, form, votes)
    numbers = [pairs[end].to_pylist() for end in ends]
    known = [[number in keys for number in column] for column in numbers]
    named = [[keys.get(number, f"{_UNKNOWN}{number}") for number in column] for column in numbers]
    table = pa.table(dict(zip(("earlier", "later"), map(pa.array, named), strict=True)))
    unknown = sum(not (one and other) for one, other in zip(*known, strict=True))
    return Bridges(table, unknown, path, digest, digest == row["sha256"])


def has_numbers(card: Card, form: Form) -> bool:
    """Say whether a form holds the numbers by which the bridges name roll calls."""
    return any(row["form"] == form.key for row in card.tables["numberings"])


def _keys(card: Card, form: Form, votes: Path) -> Mapping[int, str]:
    """Key of each roll call by its number."""
    rows = card.rows("numberings", form.key)
    if not has_numbers(card, form):
        what = f"the form {form.key} does not hold the numbers by which bridges name roll calls"
        raise DatasetError(Problem(what, "measure without bridges", str(votes)))
    named, prefix = rows[0], form.reads["prefix"]
    path = sorted(votes.glob(named["file"]))[-1]
    declared = next(file for file in form.files if file.name == named["file"])
    table = _numbers(path, declared, (named["number"], named["key"]), card)
    number, key = (table[name].to_pylist() for name in (named["number"], named["key"]))
    return {n: f"{prefix}{k}" for n, k in zip(number, key, strict=True) if None not in (n, k)}


def _numbers(path: Path, file: File, columns: tuple[str, ...], card: Card) -> pa.Table:
    """Two columns of a file, of which the one may be left out of the roll calls themselves."""
    if file.format == "parquet":
        return pq.read_table(path, columns=list(dict.fromkeys(columns)))
    others = {*file.columns, *file.optional, *file.ignored} - set(columns)
    only = replace(
        file, columns=dict.fromkeys(columns, "int"), optional={}, ignored=tuple(others), quoted=True
    )
    return read_file(path, only, card).table
