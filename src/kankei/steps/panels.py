"""Counts per pair from event reports of any number, part by part, so that a killed run goes on.

A part is a year or a month of reports. It is written whole or not at all, together with what it
was made from; a part that is there and was made from the same is not made again.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
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
from ..record.store import engine
from ..terms.errors import InputError, Problem
from ..terms.identity import content_id

if TYPE_CHECKING:
    import ibis

Part = Literal["year", "month"]
_MADE_FROM = b"kankei.made_from"
_NEEDED = ("source", "target", "starts", "domain", "plover", "cameo", "status", "intensity")
_ORDER = ("a", "b", "day", "month", "domain", "plover")


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
    with engine(engine_name, memory_limit=memory_limit, spill=_spill(out)) as running:
        reports = running.parquet("reports", events if engine_name == "spark" else pattern)
        parts = list(_parts(running, reports, how, today))
        reused = 0
        for number, (name, within) in enumerate(parts):
            path = folder / f"{name}.parquet"
            if _made(path) == made_from:
                reused += 1
            else:
                _write_part(running, within, path, how, today, made_from)
            done(number + 1, len(parts))
        left_out = _counted(running.answer(not_counted(reports, today)))
    kept = [folder / f"{name}.parquet" for name, _ in parts]
    months = _volume(kept, out / "volume.parquet")
    rows = sum(pq.read_metadata(path).num_rows for path in kept)
    silent = _silent(months)
    return PanelWritten(folder, out / "volume.parquet", rows, len(parts), reused, left_out, silent)


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


def _parts(
    running: Engine, reports: ibis.Table, how: Counting, today: date
) -> Iterator[tuple[str, ibis.Table]]:
    """Name and reports of every year or month that has reports."""
    day = reports.starts.cast("date")
    dated = reports.filter(day.notnull() & (day <= today))
    ends = running.answer(dated.aggregate(first=day.min(), last=day.max())).to_pylist()[0]
    if ends["first"] is None:
        return
    start, step = ends["first"].replace(day=1), 1
    if how.part == "year":
        start, step = start.replace(month=1), 12
    while start <= ends["last"]:
        total = start.year * 12 + start.month - 1 + step
        end = date(total // 12, total % 12 + 1, 1)
        name = f"{start:%Y}" if how.part == "year" else f"{start:%Y-%m}"
        yield name, dated.filter((day >= start) & (day < end))
        start = end


def _write_part(
    running: Engine, within: ibis.Table, path: Path, how: Counting, today: date, made_from: str
) -> None:
    """Write the counts of a part; its monthly volume goes with it, as metadata."""
    cells = event_counts(distinct_events(within, today), how.grain, directed=how.directed)
    counts = running.answer(cells.order_by(*(c for c in _ORDER if c in cells.columns)))
    seen = running.table("seen", running.answer(days_seen(within, today)))
    months = running.answer(volume(running.table("counts", counts), seen).order_by("month"))
    about = {
        _MADE_FROM: made_from.encode(),
        b"kankei.volume": json.dumps(months.to_pylist(), default=str).encode(),
    }
    partial = path.with_suffix(".partial")
    pq.write_table(counts.replace_schema_metadata(about), partial, compression="zstd")
    partial.replace(path)


def _made(path: Path) -> str:
    """What a part was made from; empty when it is not there or cannot be read."""
    try:
        about = pq.read_schema(path).metadata or {}
    except (OSError, pa.ArrowInvalid):
        return ""
    return str(about.get(_MADE_FROM, b"").decode())


def _counted(rows: pa.Table) -> dict[str, int]:
    return {row["reason"]: row["reports_count"] for row in rows.sort_by("reason").to_pylist()}


def _volume(parts: list[Path], path: Path) -> list[date]:
    """Write the monthly volume of all parts, and give its months."""
    rows: list[dict[str, Any]] = []
    for part in parts:
        rows += json.loads((pq.read_schema(part).metadata or {})[b"kankei.volume"])
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
