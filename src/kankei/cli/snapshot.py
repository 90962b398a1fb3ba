"""`kankei measure snapshot`: the measured tables of a study, from open data."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from ..steps.citing import data_folder
from ..steps.snapshots import Outcome, list_snapshot, make_snapshot
from ..study import read_study
from .faults import fault
from .votes import AsJson
from .words import language_of, tell

REFUSED = 1


def snapshot(
    study: Annotated[Path, typer.Argument(help="研究フォルダ / the study folder")],
    only: Annotated[
        list[str] | None, typer.Option(help="この表だけ（繰り返せる） / only this table (repeat)")
    ] = None,
    data: Annotated[Path | None, typer.Option(help="データの置き場所 / data folder")] = None,
    list_: Annotated[
        bool, typer.Option("--list", help="作らずに示す / show the tables, make none")
    ] = False,
    again: Annotated[bool, typer.Option(help="変化がなくても / even if unchanged")] = False,
    as_json: AsJson = False,
) -> None:
    """研究のスナップショット（測った表）を公開データから作る。 / Make a study's measured tables."""
    settings, root, names = read_study(study), data_folder(data), tuple(only or ())
    if list_:
        found = list_snapshot(settings, root, names)
    else:
        with _working(quiet=as_json) as (began, progress):
            found = make_snapshot(
                settings,
                root,
                names,
                again=again,
                began=began,
                ended=(lambda outcome: None) if as_json else _tell,
                progress=progress,
            )
    if as_json:
        typer.echo(json.dumps([_plain(item) for item in found], ensure_ascii=False))
    else:
        if list_:
            for item in found:
                _tell(item)
        _sum_up(study, found)
    refused = {"failed", *(("lacking",) if names else ())}
    if not list_ and any(item.state in refused for item in found):
        raise typer.Exit(REFUSED)


def _tell(item: Outcome) -> None:
    """One line for a table, and one for each reason why making it was refused."""
    rows = "" if item.rows is None else tell("snapshot_rows", rows=item.rows)
    title, made_from = item.title.in_(language_of()), ", ".join(item.datasets)
    state = tell(f"snapshot_{item.state}")
    typer.echo(
        tell("snapshot_table", state=state, name=item.name, title=title, data=made_from, rows=rows)
    )
    if item.state == "failed":
        for problem in item.problems:
            typer.echo(f"    {fault(problem)}")


def _sum_up(study: Path, found: Sequence[Outcome]) -> None:
    """How many tables there are of each state, which data are lacking, and what to do next."""
    states = dict.fromkeys(item.state for item in found)
    counts = [
        tell("snapshot_count", state=tell(f"snapshot_{state}"), count=number)
        for state in states
        if (number := sum(item.state == state for item in found))
    ]
    typer.echo(tell("snapshot_counts", counts=tell("snapshot_between").join(counts)))
    for problem in dict.fromkeys(p for x in found if x.state == "lacking" for p in x.problems):
        tables = ", ".join(item.name for item in found if problem in item.problems)
        typer.echo(tell("snapshot_needed", problem=fault(problem), tables=tables))
    if "made" in states:
        typer.echo(tell("snapshot_next", folder=study))


def _plain(item: Outcome) -> dict[str, Any]:
    """An outcome as values of JSON."""
    return {
        "name": item.name,
        "title": {"ja": item.title.ja, "en": item.title.en},
        "state": item.state,
        "rows": item.rows,
        "datasets": item.datasets,
        "problems": [{"what": p.what, "remedy": p.remedy, "file": p.file} for p in item.problems],
    }


@contextmanager
def _working(
    *, quiet: bool
) -> Iterator[tuple[Callable[[str, int, int], None], Callable[[int, int], None]]]:
    """Show which table is being made and how far its parts are, on the error stream."""
    if quiet:
        yield (lambda name, number, of: None), (lambda made, of: None)
        return
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as shown:
        task = shown.add_task("", total=None)

        def began(name: str, number: int, of: int) -> None:
            said = tell("snapshot_began", name=name, number=number + 1, of=of)
            shown.reset(task, description=said, total=None)

        def progress(made: int, of: int) -> None:
            shown.update(task, completed=made, total=of)

        yield began, progress
