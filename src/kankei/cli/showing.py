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
from ..reading.files import Document
from ..steps.progress import STAGES, silent
from ..terms.errors import KankeiError
from ..terms.period import Period, Precision
from .words import language_of, tell

TELLING = ("starts", "domain", "status", "stance", "speaker", "person", "about", "symbol")
"""Columns that come first on a terminal, before the text in the reader's language."""
WIDEST = 6


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
    """Rows as a table of the most telling columns; `--json` has them all."""
    shown = Table(show_lines=False)
    told = [name for name in rows.column_names if rows[name].null_count < max(rows.num_rows, 1)]
    names = _telling(told)
    for name in names:
        shown.add_column(
            name, no_wrap=name in TELLING[:4], ratio=None if name in TELLING else 1, overflow="fold"
        )
    for row in rows.to_pylist():
        shown.add_row(*(_cell(row, name) for name in names))
    Console().print(shown)
    Console().print(tell("rows", count=rows.num_rows))


def _cell(row: dict[str, Any], name: str) -> str:
    """One cell; a time is written with the precision it is known with, a month as a month."""
    if name == "starts" and row.get("precision"):
        within = bool(row.get("within"))
        return Period(row["starts"], row["ends"], Precision(row["precision"]), within).iso()
    return "" if row[name] is None else str(row[name])


def _telling(columns: list[str]) -> list[str]:
    texts = [f"{name}_{language_of()}" for name in ("text", "title")]
    named = [name for name in (*TELLING, *texts, "value", "unit") if name in columns]
    others = [name for name in columns if name not in named and name != "id"]
    return (named if len(named) > 2 else [*named, *others])[:WIDEST]


def complain(error: KankeiError) -> None:
    """Every problem on a line of its own, on the error stream."""
    for problem in error.problems:
        print(problem, file=sys.stderr)
    print(tell("failed"), file=sys.stderr)


@contextmanager
def counted(*, quiet: bool) -> Iterator[Callable[[int, int], None]]:
    """Show how many parts of a long work are done, on the error stream."""
    if quiet:
        yield lambda made, of: None
        return
    columns = (BarColumn(), TextColumn("{task.completed}/{task.total}"), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as shown:
        task = shown.add_task("", total=None)

        def done(made: int, of: int) -> None:
            shown.update(task, completed=made, total=of)

        yield done


def show_document(document: Document) -> None:
    """Say how a document was read and what of it was not; the warnings on the error stream."""
    language = language_of()
    how = f"{document.encoding.value} ({document.encoding.how})" if document.encoding else "-"
    print(tell("read_as", format=document.kind.in_(language), encoding=how))
    stated = (getattr(document.metadata, name) for name in ("title", "publisher", "published"))
    if told := [f"{one.value} ({one.how})" for one in stated if one]:
        print(tell("read_stated", stated=" · ".join(told)))
    for warning in document.warnings:
        print(tell("read_warning", warning=warning.message.in_(language)), file=sys.stderr)
