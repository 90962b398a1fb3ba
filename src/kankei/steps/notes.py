"""What must be said of a measured table, kept with it wherever it is written.

In a Parquet file the notes stand in the metadata of the schema, beside a CSV file in a file of
their own; a table that is made from the other carries the warnings on.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq

from ..datasets import Loaded
from ..measures.ideal_points import warnings_of, with_warnings
from ..terms.errors import InputError, Problem
from ..terms.language import ANSWER_LANGUAGES, Bilingual
from .citing import Used, cited, datasets_of

NOTED = pa.schema(
    [
        ("origin", pa.string()),
        ("row", pa.int64()),
        ("column", pa.string()),
        ("value", pa.string()),
        ("what", pa.string()),
        ("rows", pa.int64()),
    ]
)
_KEY = b"kankei.notes"
_SUFFIXES = (".parquet", ".csv")


@dataclass(frozen=True, slots=True)
class Mended:
    """Values that a reader mended, and why."""

    key: str
    values: int
    text: Bilingual


@dataclass(frozen=True, slots=True)
class Notes:
    """What happened on the way to a table.

    Parameters
    ----------
    warnings
        What every output that uses the table must say with it.
    left_out
        ``origin, row, column, value, what, rows``: rows that did not enter, by file or measure.
    remarks
        The same columns: what deserves a look though nothing was left out.
    mended
        Values that were mended while reading.
    made_from
        Method, parameters, seed, counts.
    used
        Data sets, by hash, as :mod:`kankei.steps.citing` cites them.
    """

    warnings: tuple[Bilingual, ...] = ()
    left_out: pa.Table = field(default_factory=NOTED.empty_table)
    remarks: pa.Table = field(default_factory=NOTED.empty_table)
    mended: tuple[Mended, ...] = ()
    made_from: Mapping[str, Any] = field(default_factory=dict)
    used: tuple[Used, ...] = ()

    def __add__(self, other: Notes) -> Notes:
        """Put what happened later after what happened first."""
        return Notes(
            tuple(dict.fromkeys((*self.warnings, *other.warnings))),
            pa.concat_tables([self.left_out, other.left_out]),
            pa.concat_tables([self.remarks, other.remarks]),
            (*self.mended, *other.mended),
            {**self.made_from, **other.made_from},
            (*self.used, *other.used),
        )

    def plain(self) -> dict[str, Any]:
        """Give everything as values of JSON."""
        return {
            "warnings": [
                {lang: text.in_(lang) for lang in ANSWER_LANGUAGES} for text in self.warnings
            ],
            "left_out": self.left_out.to_pylist(),
            "remarks": self.remarks.to_pylist(),
            "mended": {item.key: item.values for item in self.mended},
            "made_from": dict(self.made_from),
            "datasets": [asdict(item) for item in self.used],
        }


def _both(text: Bilingual) -> dict[str, str]:
    return {language: text.in_(language) for language in ANSWER_LANGUAGES}


@dataclass(frozen=True, slots=True)
class Measured:
    """What a measuring step gives.

    Parameters
    ----------
    table
        The result that is written to a file.
    more
        Tables beside it, by name.
    """

    table: pa.Table
    notes: Notes
    more: Mapping[str, pa.Table] = field(default_factory=dict)

    def write(self, path: Path) -> dict[Path, int]:
        """Write every table with the notes: the first as ``path``, ``more`` as ``stem.name``.

        Returns
        -------
        dict
            Files written, with their numbers of rows.
        """
        tables = {path: self.table}
        for name, table in self.more.items():
            tables[path.with_name(f"{path.stem}.{name}{path.suffix}")] = table
        for where, table in tables.items():
            write_rows(table, where, self.notes)
        return {where: table.num_rows for where, table in tables.items()}


def noted(origin: str, rejections: pa.Table) -> pa.Table:
    """Lay rejections or remarks of a reader or measure in the columns of the notes.

    Examples
    --------
    >>> found = pa.table({"column": ["choice"], "value": ["9"], "what": ["x"], "rows": [2]})
    >>> noted("votes", found).to_pylist()[0]["origin"]
    'votes'
    """
    rows = rejections.num_rows
    given = set(rejections.column_names)
    columns = {
        "origin": rejections["file"] if "file" in given else [origin] * rows,
        "row": rejections["row"] if "row" in given else [None] * rows,
        **{name: rejections[name] for name in NOTED.names[2:]},
    }
    return pa.table(columns, NOTED)


def notes_of(loaded: Loaded) -> Notes:
    """Say what reading a data set left out and mended."""
    mended = tuple(
        Mended(item.key, count, item.text)
        for item in loaded.card.repairs
        if (count := loaded.repairs.get(item.key, 0))
    )
    about = loaded.card.form(loaded.form)
    used = Used(loaded.card.name, about.key, about.version, dict(loaded.sha256))
    left = noted(loaded.card.name, loaded.rejections)
    made = {loaded.card.name: {"form": loaded.form, "files_as_on_card": loaded.pinned}}
    return Notes(left_out=left, mended=mended, made_from=made, used=(used,))


def write_rows(table: pa.Table, path: Path, notes: Notes) -> None:
    """Write a table as Parquet or CSV by its suffix, with the notes in it or beside it.

    Raises
    ------
    InputError
        When the suffix is another one.
    """
    check_suffix(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(notes.plain(), ensure_ascii=False, default=str, sort_keys=True)
    if path.suffix == ".csv":
        pa_csv.write_csv(table, path)
        _beside(path).write_text(text + "\n", encoding="utf-8")
        return
    told = cited(with_warnings(table, notes.warnings), *notes.used)
    pq.write_table(
        told.replace_schema_metadata({**told.schema.metadata, _KEY: text.encode()}), path
    )


def check_suffix(path: Path) -> None:
    """Refuse a file that is neither Parquet nor CSV, before long work rather than after."""
    if path.suffix not in _SUFFIXES:
        what = f"a table is not written as {path.suffix or 'a file without suffix'!r}"
        raise InputError(Problem(what, f"end the name in {' or '.join(_SUFFIXES)}", str(path)))


def read_rows(path: Path) -> tuple[pa.Table, Notes]:
    """Read a table of Parquet or CSV, and the warnings and origin it was written with.

    Raises
    ------
    InputError
        When there is no such file, or it cannot be read.
    """
    check_suffix(path)
    if not path.is_file():
        raise InputError(Problem("there is no such file", "check the name", str(path)))
    try:
        table = pq.read_table(path) if path.suffix == ".parquet" else pa_csv.read_csv(path)
    except pa.ArrowInvalid as error:
        what = f"the table cannot be read: {str(error).splitlines()[0]}"
        raise InputError(Problem(what, "write it again", str(path))) from None
    kept = (table.schema.metadata or {}).get(_KEY, b"{}").decode()
    if _beside(path).is_file():
        kept = _beside(path).read_text(encoding="utf-8")
    return table, _read_back(table, json.loads(kept), path)


def _read_back(table: pa.Table, kept: Mapping[str, Any], path: Path) -> Notes:
    """Warnings of a table go on; what it left out is told in its own file."""
    given = tuple(Bilingual(item["ja"], item["en"]) for item in kept.get("warnings", ()))
    used = tuple(Used(**item) for item in kept.get("datasets", ())) or datasets_of(table.schema)
    made = {path.name: kept.get("made_from", {})}
    return Notes(warnings=given or warnings_of(table), made_from=made, used=used)


def _beside(path: Path) -> Path:
    return path.with_name(f"{path.name}.notes.json")
