"""Counts per pair from event reports of any number, part by part, so that a killed run goes on.

A part is a year or a month of reports. It is written whole or not at all, together with what it
was made from; a part that is there and was made from the same is not made again.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import pyarrow as pa
import pyarrow.parquet as pq

from ..measures.event_counts import (
    Grain,
    days_seen,
    distinct_events,
    event_counts,
    not_counted,
    volume,
)
from ..record.engine import Engine
from ..record.engines import engines
from ..terms.errors import InputError, Problem
from ..terms.identity import content_id

if TYPE_CHECKING:
    import ibis

Part = Literal["year", "month"]
_MADE_FROM, _VOLUME = "kankei.made_from", "kankei.volume"
_NEEDED = ("source", "target", "starts", "domain", "plover", "cameo", "status", "intensity")
_ORDER = ("month", "day", "a", "b", "domain", "plover")
_AT_ONCE = 2_000_000
"""A part with more reports is counted month by month: no cell is of two months, and a table of the
distinct events of one month is small enough to be quick."""


@dataclass(frozen=True, slots=True)
class PanelWritten:
    """What was written, and what was not counted.

    Parameters
    ----------
    counts, volume
        Folder of the counts, one file a part, and the file of the monthly volume.
    rows, parts, reused
        Rows in all; parts in all; parts of an earlier run that were kept.
    left_out
        Reports that no cell counts, by reason.
    silent
        Months inside the covered time in which the source reports nothing at all: there counts
        are missing, and not zero.
    """

    counts: Path
    volume: Path
    rows: int
    parts: int
    reused: int
    left_out: dict[str, int]
    silent: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class Counting:
    """How reports are counted."""

    grain: Grain = "month"
    directed: bool = False
    part: Part = "year"


def write_event_panel(
    events: Path,
    out: Path,
    today: date,
    counting: Counting | None = None,
    *,
    engine_name: str = "duckdb",
    memory_limit: str | None = None,
    done: Callable[[int, int], None] = lambda made, of: None,
) -> PanelWritten:
    """Count the events of Parquet files in the shape ``events``.

    Parameters
    ----------
    events
        A Parquet file, or a folder of them.
    out
        Folder to write to.
    today
        Reports of later days are not counted.
    engine_name
        ``duckdb`` or ``spark``.
    done
        Called with the number of parts done and the number in all.

    Raises
    ------
    InputError
        When there are no Parquet files, or a column of the shape is absent.
    """
    how = counting or Counting()
    files = _files(events)
    made_from = _made_from(files, how, today)
    pattern = files[0] if len(files) == 1 else events / "**" / "*.parquet"
    folder = out / "counts"
    folder.mkdir(parents=True, exist_ok=True)
    source = events if engine_name == "spark" else pattern
    work = _Work(source, folder, how, today, made_from)
    reused = 0
    with engines(engine_name, memory_limit=memory_limit, spill=_spill(out)) as many:
        parts = many.start(work.parts).result()
        left_out = many.start(work.left_out)
        for number, earlier in enumerate(many.each(work.part, parts)):
            reused += earlier
            done(number + 1, len(parts))
        counted = left_out.result()
    kept = [work.path(part) for part in parts]
    months = _volume(kept, out / "volume.parquet")
    rows = sum(pq.read_metadata(path).num_rows for path in kept)
    silent = _silent(months)
    return PanelWritten(folder, out / "volume.parquet", rows, len(parts), reused, counted, silent)


Stretch = tuple[date, date]
"""First day, and the day after the last."""


@dataclass(frozen=True, slots=True)
class _Work:
    """What each of the engines is asked to do."""

    source: Path
    folder: Path
    how: Counting
    today: date
    made_from: str

    def path(self, part: Stretch) -> Path:
        """The file of a part."""
        start = part[0]
        name = f"{start:%Y}" if self.how.part == "year" else f"{start:%Y-%m}"
        return self.folder / f"{name}.parquet"

    def parts(self, running: Engine) -> list[Stretch]:
        """Every year or month from the first report to the last."""
        reports = running.parquet("reports", self.source)
        day = reports.starts.cast("date")
        dated = reports.filter(day.notnull() & (day <= self.today))
        ends = running.answer(dated.aggregate(first=day.min(), last=day.max())).to_pylist()[0]
        if ends["first"] is None:
            return []
        first = ends["first"].replace(day=1)
        if self.how.part == "year":
            return list(_stretches(first.replace(month=1), ends["last"], 12))
        return list(_stretches(first, ends["last"], 1))

    def left_out(self, running: Engine) -> dict[str, int]:
        """Reports that no cell counts, by reason."""
        reports = running.parquet("reports", self.source)
        rows = running.answer(not_counted(reports, self.today)).sort_by("reason")
        return {row["reason"]: row["reports_count"] for row in rows.to_pylist()}

    def part(self, running: Engine, part: Stretch) -> bool:
        """Write a part unless it is there; tells whether it was."""
        path = self.path(part)
        if _made(path) == self.made_from:
            return True
        reports = running.parquet("reports", self.source)
        whole, last = _within(reports, part), part[1] - timedelta(days=1)
        (reported,) = running.answer(whole.aggregate(rows=whole.count()))["rows"].to_pylist()
        pieces = [part] if reported <= _AT_ONCE else _stretches(part[0], last, 1)
        _write_part(running, [_within(reports, piece) for piece in pieces], path, self)
        return False


def _stretches(start: date, last: date, months: int) -> Iterator[Stretch]:
    """Stretches of some months, until the last day lies in one."""
    while start <= last:
        total = start.year * 12 + start.month - 1 + months
        end = date(total // 12, total % 12 + 1, 1)
        yield start, end
        start = end


def _within(reports: ibis.Table, stretch: Stretch) -> ibis.Table:
    day = reports.starts.cast("date")
    return reports.filter((day >= stretch[0]) & (day < stretch[1]))


def _files(events: Path) -> list[Path]:
    """The Parquet files, each of which must have the columns of the shape."""
    files = sorted(events.rglob("*.parquet")) if events.is_dir() else [events]
    if not files or not files[0].is_file():
        remedy = "give a Parquet file, or a folder of them, in the shape events"
        raise InputError(Problem("there are no Parquet files of events", remedy, str(events)))
    problems = [
        Problem("a column of the shape events is absent", "write it with a loader", str(path), 0, c)
        for path in files
        for c in _NEEDED
        if c not in pq.read_schema(path).names
    ]
    if problems:
        raise InputError(problems)
    return files


def _made_from(files: list[Path], how: Counting, today: date) -> str:
    stats = [(path.name, path.stat().st_size, path.stat().st_mtime_ns) for path in files]
    return content_id("panel", [stats, how.grain, how.directed, how.part, today.isoformat()])


def _spill(out: Path) -> Path:
    spill = out / ".spill"
    spill.mkdir(parents=True, exist_ok=True)
    return spill


def _write_part(running: Engine, pieces: Sequence[ibis.Table], path: Path, work: _Work) -> None:
    """Write the counts of a part; its monthly volume goes with it, as metadata."""
    cells = [_cells(piece, work) for piece in pieces]
    months: list[dict[str, Any]] = []
    partial = path.with_suffix(".partial")
    schema = cells[0].schema().to_pyarrow()
    with pq.ParquetWriter(partial, schema, compression="zstd") as writer:
        for piece, expression in zip(pieces, cells, strict=True):
            counts = running.answer(expression)
            writer.write_table(counts)
            seen = running.table("seen", running.answer(days_seen(piece, work.today)))
            found = volume(running.table("counts", counts), seen).order_by("month")
            months += running.answer(found).to_pylist()
        about = {_MADE_FROM: work.made_from, _VOLUME: json.dumps(months, default=str)}
        writer.add_key_value_metadata(about)
    partial.replace(path)


def _cells(reports: ibis.Table, work: _Work) -> ibis.Table:
    how = work.how
    cells = event_counts(distinct_events(reports, work.today), how.grain, directed=how.directed)
    return cells.order_by(*(name for name in _ORDER if name in cells.columns))


def _about(path: Path) -> dict[str, str]:
    """What was written with a part; empty when it is not there or cannot be read."""
    try:
        about = pq.read_metadata(path).metadata or {}
    except (OSError, pa.ArrowInvalid):
        return {}
    return {key.decode(): text.decode() for key, text in about.items()}


def _made(path: Path) -> str:
    """What a part was made from."""
    return _about(path).get(_MADE_FROM, "")


def _volume(parts: list[Path], path: Path) -> list[date]:
    """Write the monthly volume of all parts, and give its months."""
    rows: list[dict[str, Any]] = []
    for part in parts:
        rows += json.loads(_about(part)[_VOLUME])
    for row in rows:
        row["month"] = date.fromisoformat(row["month"])
    pq.write_table(pa.Table.from_pylist(rows), path)
    return [row["month"] for row in rows]


def _silent(months: list[date]) -> tuple[date, ...]:
    """Months between the first and the last that have no report."""
    if not months:
        return ()
    known = {month.year * 12 + month.month - 1 for month in months}
    return tuple(
        date(number // 12, number % 12 + 1, 1)
        for number in range(min(known), max(known))
        if number not in known
    )
