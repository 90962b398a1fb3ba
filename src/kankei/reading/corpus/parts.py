"""The folder of what was found: Parquet tables in parts, each of which is there whole or not.

A part is a file of the same name in the folder of every table. Its file of documents comes last
and goes first: a part without it was never finished, and its other files count for nothing.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from ...terms.errors import InputError, Problem
from .columns import DOCUMENTS, FOUND, OF_THE_MACHINE, REJECTIONS, TABLES

PART_ROWS = 4000
"""Documents of a part, unless they are large."""

PART_BYTES = 32 * 2**20
"""Bytes of finds, as they lie in memory, after which a part is written at the latest."""

ABOUT = "corpus.json"
_LAST = "documents"
_NAMES = ("rejections", *TABLES, _LAST)


@dataclass(frozen=True, slots=True)
class _Known:
    """From what a document was read, and in which part its finds are."""

    made_from: str
    part: int


@dataclass
class Parts:
    """What has been read of a corpus, and what is being added to it.

    Parameters
    ----------
    folder
        A folder for each table stands in it.
    """

    folder: Path
    _known: dict[str, _Known] = field(default_factory=dict)
    _seen: set[str] = field(default_factory=set)
    _waiting: list[pa.RecordBatch] = field(default_factory=list)
    _next: int = 0

    @classmethod
    def opened(cls, folder: Path, origin: str) -> Parts:
        """Open the folder of a corpus, made when missing.

        Raises
        ------
        InputError
            When the folder holds another corpus.
        """
        about = _about(folder)
        if about and about["origin"] != origin:
            what = f"the folder holds what was read from {about['origin']}, and not {origin}"
            raise InputError(Problem(what, "choose another folder", str(folder)))
        for name in _NAMES:
            (folder / name).mkdir(parents=True, exist_ok=True)
        _place(folder / ABOUT, {"origin": origin, "complete": False})
        parts = cls(folder)
        parts._clear()
        parts._learn()
        return parts

    def reads(self, document: str, made_from: str) -> bool:
        """True when a document is there as it is now; else it has to be read."""
        self._seen.add(document)
        known = self._known.get(document)
        return known is not None and known.made_from == made_from

    def saw(self, document: str) -> bool:
        """True when a document of this key came before in this run."""
        return document in self._seen

    def add(self, found: pa.RecordBatch) -> None:
        """Add what was found; it is written when there is enough of it."""
        self._waiting.append(found)
        rows = sum(batch.num_rows for batch in self._waiting)
        if rows >= PART_ROWS or sum(batch.nbytes for batch in self._waiting) >= PART_BYTES:
            self.flush()

    def flush(self) -> None:
        """Write what was added as a part."""
        if self._waiting:
            tables = _apart(pa.Table.from_batches(self._waiting, FOUND))
            self._write(tables)
            self._waiting = []

    def finish(self) -> dict[str, Any]:
        """Write the rest, and take out what is no longer so.

        Returns
        -------
        dict
            Rows of each table, characters, and rejections by reason.
        """
        self.flush()
        removed = sum(self._renew(part) for part in self._numbers())
        counts = self._counts() | {"removed": removed}
        about = _about(self.folder)
        _place(self.folder / ABOUT, about | {"complete": True, **counts})
        return counts

    def _path(self, name: str, part: int) -> Path:
        return self.folder / name / f"part-{part:05}.parquet"

    def _numbers(self) -> list[int]:
        files = sorted((self.folder / _LAST).glob("part-*.parquet"))
        return [int(path.stem.partition("-")[2]) for path in files]

    def _clear(self) -> None:
        """Remove what an ended run left half done."""
        whole = set(self._numbers())
        for name in _NAMES:
            for path in (self.folder / name).glob("part-*"):
                number = path.name.partition("-")[2].partition(".")[0]
                if path.suffix == ".partial" or int(number) not in whole:
                    path.unlink()

    def _learn(self) -> None:
        for part in self._numbers():
            for document, made_from in self._documents(part):
                self._known[document] = _Known(made_from, part)
            self._next = part + 1

    def _documents(self, part: int) -> Iterator[tuple[str, str]]:
        """Keys of a part; what only the machine rejected counts as made from nothing."""
        read = pq.read_table(self._path(_LAST, part), columns=["document", "made_from"])
        yield from zip(*(column.to_pylist() for column in read.columns), strict=True)
        rejected = pq.read_table(self._path("rejections", part))
        names = ("document", "made_from", "reason")
        for document, made_from, reason in zip(
            *(rejected[name].to_pylist() for name in names), strict=True
        ):
            yield document, "" if reason in OF_THE_MACHINE else made_from

    def _write(self, tables: Mapping[str, pa.Table]) -> None:
        part, self._next = self._next, self._next + 1
        for name in _NAMES:
            path = self._path(name, part)
            partial = path.with_suffix(".partial")
            pq.write_table(tables[name], partial, compression="zstd")
            _settle(partial, path)
        for document, made_from in self._documents(part):
            self._known[document] = _Known(made_from, part)

    def _renew(self, part: int) -> int:
        """Write a part anew without documents that are gone or were read again; how many were."""
        owned = {document for document, _ in self._documents(part)}
        kept = {d for d in owned if d in self._seen and self._known[d].part == part}
        if kept == owned:
            return 0
        tables = {name: pq.read_table(self._path(name, part)) for name in _NAMES}
        if kept:
            wanted = pa.array(sorted(kept))
            self._write({n: _only(table, wanted) for n, table in tables.items()})
        for name in reversed(_NAMES):
            self._path(name, part).unlink()
        return len(owned - kept)

    def _counts(self) -> dict[str, Any]:
        rows = dict.fromkeys((_LAST, *TABLES), 0)
        rejections: dict[str, int] = {}
        characters = 0
        for part in self._numbers():
            for name in rows:
                rows[name] += pq.read_metadata(self._path(name, part)).num_rows
            read = pq.read_table(self._path(_LAST, part), columns=["characters"])
            characters += pc.sum(read["characters"]).as_py() or 0
            reasons = pq.read_table(self._path("rejections", part), columns=["reason"])
            for reason in reasons["reason"].to_pylist():
                rejections[reason] = rejections.get(reason, 0) + 1
        ordered = dict(sorted(rejections.items()))
        return {"counts": rows, "characters": characters, "rejections": ordered}


def _apart(found: pa.Table) -> dict[str, pa.Table]:
    """The tables that one table of documents with lists of finds holds."""
    found = found.combine_chunks()
    refused = pc.is_valid(found["reason"])
    read = found.filter(pc.invert(refused))
    tables = {
        _LAST: read.select(DOCUMENTS.names),
        "rejections": found.filter(refused).select(REJECTIONS.names),
    }
    for name in TABLES:
        tables[name] = _flat(read, name)
    return tables


def _flat(read: pa.Table, name: str) -> pa.Table:
    """A row for each find, beside the key of its document."""
    finds = read[name].combine_chunks()
    owners = pc.take(read["document"], pc.list_parent_indices(finds))
    flat = pc.list_flatten(finds)
    columns = {"document": owners, **dict(zip(TABLES[name].names, flat.flatten(), strict=True))}
    return pa.table(columns)


def _only(table: pa.Table, documents: pa.Array) -> pa.Table:
    return table.filter(pc.is_in(table["document"], documents))


def _about(folder: Path) -> dict[str, Any]:
    try:
        about: dict[str, Any] = json.loads((folder / ABOUT).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    return about


def _place(path: Path, about: Mapping[str, Any]) -> None:
    partial = path.with_suffix(".partial")
    partial.write_text(json.dumps(about, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    _settle(partial, path)


def _settle(partial: Path, path: Path) -> None:
    """Give a file its name once its bytes are on the disk."""
    with partial.open("rb+") as written:
        os.fsync(written.fileno())
    partial.replace(path)
