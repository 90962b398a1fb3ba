"""How results, progress and refusals look on a terminal."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pyarrow as pa
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from ..datasets.fetch import Progress as Received
from ..steps.progress import STAGES, silent
from ..terms.errors import KankeiError
from .words import tell

SHOWN_COLUMNS = (
    "key",
    "starts",
    "ends",
    "domain",
    "status",
    "about",
    "speaker",
    "text_ja",
    "text_en",
)
WIDEST = 8


@contextmanager
def stages(*, quiet: bool) -> Iterator[Callable[[str], None]]:
    """Show which stage of a build is running, on the error stream."""
    if quiet:
        yield silent
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.completed}/{task.total}"),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as shown:
        task = shown.add_task("", total=len(STAGES))

        def progress(stage: str) -> None:
            done = STAGES.index(stage)
            shown.update(task, description=tell(f"stage_{stage}"), completed=done)

        yield progress


@contextmanager
def bar() -> Iterator[Callable[[Received], None]]:
    """Show how far downloads are, on the error stream."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        DownloadColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as shown:
        tasks: dict[str, Any] = {}

        def received(state: Received) -> None:
            if state.name not in tasks:
                tasks[state.name] = shown.add_task(state.name, total=state.total)
            shown.update(tasks[state.name], completed=state.received, total=state.total)

        yield received


def json_rows(rows: pa.Table) -> str:
    """Rows as JSON lines; dates as ISO 8601, missing values as null."""
    return "\n".join(json.dumps(row, ensure_ascii=False, default=str) for row in rows.to_pylist())


def show_rows(rows: pa.Table) -> None:
    """Rows as a table, its most telling columns first."""
    names = [name for name in SHOWN_COLUMNS if name in rows.column_names]
    names += [name for name in rows.column_names if name not in names and name != "id"]
    table = Table(*names[:WIDEST], show_lines=False)
    for row in rows.to_pylist():
        table.add_row(*("" if row[n] is None else str(row[n]) for n in names[:WIDEST]))
    Console().print(table)
    Console().print(tell("rows", count=rows.num_rows))


def complain(error: KankeiError) -> None:
    """Every problem on a line of its own, on the error stream."""
    for problem in error.problems:
        print(problem, file=sys.stderr)
    print(tell("failed"), file=sys.stderr)
