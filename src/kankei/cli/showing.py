"""How results, progress and refusals look on a terminal."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any

import pyarrow as pa
import typer
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from ..datasets.fetch import Progress as Received
from ..reading.files import Document
from ..record.audit import AuditFinding
from ..steps.asking import Unheard
from ..steps.progress import STAGES, silent
from ..terms.errors import KankeiError
from ..terms.period import Period, Precision
from .faults import fault
from .words import heading, language_of, named, tell

TELLING = (
    "starts",
    "domain",
    "status",
    "stance",
    "made_by",
    "speaker",
    "person",
    "about",
    "symbol",
    "subject",
    "field",
)
"""Columns that come first on a terminal, before the text in the reader's language."""
AMOUNT = ("value", "low", "high", "unit", "what")
"""Columns that come after the text."""
TIMING = ("ends", "precision", "within")
"""Columns that a terminal shows within the cell ``starts``."""
CLASHING = "left_id"
SIDES = ("left_table", "left_id", "right_table", "right_id")
"""Columns that name the two rows of a conflict, which its text tells in words."""
WIDEST = 7
DIGITS = 4
"""Significant digits of a number on a terminal; files and `--json` keep all."""
SEVERITIES = ("fault", "warning", "note")
MONTHS = ("month", "first", "last", "previous")
"""Columns of days that stand for months."""
NAMED = 5
"""Findings of one check that a terminal shows; `--json` has them all."""


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


def day(text: str) -> date:
    """Read a day from the command line.

    Raises
    ------
    BadParameter
        When it is no day, such as 2024-06 or 2023-02-30.
    """
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(tell("not_a_day", text=text)) from None


def json_rows(rows: pa.Table) -> str:
    """Rows as JSON lines; dates as ISO 8601, missing values as null."""
    return "\n".join(json.dumps(row, ensure_ascii=False, default=str) for row in rows.to_pylist())


def show_rows(rows: pa.Table) -> None:
    """Rows as a table of the most telling columns; `--json` has them all."""
    shown = Table(show_lines=False)
    told = [name for name in rows.column_names if _tells(rows, name)]
    names = _telling(told)
    for name in names:
        ratio = (
            1 if name not in TELLING and pa.types.is_string(rows.schema.field(name).type) else None
        )
        shown.add_column(heading(name), no_wrap=name in TELLING[:4], ratio=ratio, overflow="fold")
    for row in rows.to_pylist():
        shown.add_row(*(_cell(row, name) for name in names))
    Console().print(shown)
    hidden = len(told) > len(names)
    Console().print(tell("rows_more" if hidden else "rows", count=rows.num_rows))


def show_unheard(unheard: Sequence[Unheard]) -> None:
    """Say on the error stream which conditions no row meets, and which values rows have."""
    for item in unheard:
        print(tell("unheard", name=item.name, value=item.value), file=sys.stderr)
        if item.near:
            listed = ", ".join(named(item.name, value) for value in item.near)
            print(tell("unheard_near", values=listed), file=sys.stderr)


def _tells(rows: pa.Table, name: str) -> bool:
    """Whether a column says anything: it is not empty, nor one subject repeated in every row."""
    if name == "about" and rows.num_rows > 1:
        return bool(len(rows[name].drop_null().unique()) > 1)
    return bool(rows[name].null_count < max(rows.num_rows, 1))


def _cell(row: dict[str, Any], name: str) -> str:
    """One cell; a time is written with the precision it is known with, a month as a month."""
    if name == "starts" and row.get("precision"):
        within = bool(row.get("within"))
        return Period(row["starts"], row["ends"], Precision(row["precision"]), within).iso()
    value = row[name]
    if name in MONTHS and "month" in row and isinstance(value, date):
        return f"{value:%Y-%m}"
    if isinstance(value, float):
        return number(value)
    return "" if value is None else named(name, str(value))


def number(value: float) -> str:
    """Write a number with four significant digits, and never fewer than all before the point.

    Examples
    --------
    >>> number(0.6225640819779956), number(16694.25), number(455.0), number(-0.05)
    ('0.6226', '16694', '455', '-0.05')
    """
    return f"{value:.0f}" if abs(value) >= 10**DIGITS else f"{value:.{DIGITS}g}"


def _telling(columns: list[str]) -> list[str]:
    """The most telling columns; those of a table without such in its own order."""
    other = "en" if language_of() == "ja" else "ja"
    hidden = {
        "id",
        *(TIMING if "starts" in columns else ()),
        *(SIDES if CLASHING in columns else ()),
    }
    shown = [name for name in columns if name not in hidden and not name.endswith(f"_{other}")]
    texts = [f"{name}_{language_of()}" for name in ("text", "title")]
    chosen = [name for name in (*TELLING, *texts, *AMOUNT) if name in shown]
    if len(chosen) > 2:
        return chosen[:WIDEST]
    words = [name for name in texts if name in shown]
    return [*[name for name in shown if name not in texts][: WIDEST - len(words)], *words]


def show_audit(found: Sequence[AuditFinding]) -> None:
    """The gravest findings first; of many of one check the first, and how many more there are."""
    counts = Counter(item.severity for item in found)
    for severity in SEVERITIES:
        of = [item for item in found if item.severity == severity]
        for check in dict.fromkeys(item.check for item in of):
            alike = [item.text.in_(language_of()) for item in of if item.check == check]
            for text in alike if severity == "fault" else alike[:NAMED]:
                print(f"[{tell(f'audit_{severity}')}] {text}")
            if severity != "fault" and len(alike) > NAMED:
                more = tell("audit_more", count=len(alike) - NAMED, check=check)
                print(f"[{tell(f'audit_{severity}')}] {more}")
    numbers = {"errors": counts["fault"], "warnings": counts["warning"], "notes": counts["note"]}
    print(tell("audit_found", **numbers) if found else tell("audit_clean"))


def complain(error: KankeiError) -> None:
    """Every problem on a line of its own, on the error stream."""
    for problem in error.problems:
        print(fault(problem), file=sys.stderr)
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
