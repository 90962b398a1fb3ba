"""How `kankei read` looks for a corpus: a folder, a table of texts, or a data set."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from ..steps.corpora import CorpusRead, How, Passed, corpus_at, corpus_of, is_corpus, read_corpus
from ..terms.errors import InputError, Problem
from .words import named, tell

LINE_EVERY = 10.0
"""Seconds between two lines of progress where the error stream is no terminal."""


class EngineName(StrEnum):
    """Where documents are read."""

    POOL = "pool"
    SPARK = "spark"


DatasetName = Annotated[
    str, typer.Option("--dataset", help="本文のデータセット / a data set of texts, e.g. kcna")
]
DataFolder = Annotated[
    Path | None, typer.Option("--data", help="そのフォルダ / the folder of the data set")
]
Engine = Annotated[
    EngineName, typer.Option(help="多数の文書を読む所 / where many documents are read")
]
Workers = Annotated[int | None, typer.Option(min=1, help="並行する数 / how many are read at once")]
Seconds = Annotated[
    float, typer.Option(min=0.01, help="一文書の上限秒数 / bound for one document, in seconds")
]


def names_corpus(file: Path | None, dataset: str, of_one: Sequence[str] = ()) -> bool:
    """Whether many documents are meant; exactly one thing to read must be named.

    Parameters
    ----------
    of_one
        Options given that belong to a single document.

    Raises
    ------
    InputError
        When none or two are named, or such an option is given with a corpus.
    """
    if (file is None) == (not dataset):
        what = "there must be one thing to read: a file, a folder, a table of texts, or --dataset"
        raise InputError(Problem(what, "name exactly one of them"))
    many = file is None or is_corpus(file)
    if many and of_one:
        what = f"{', '.join(of_one)} belongs to one document at a time, and many are named"
        raise InputError(Problem(what, f"leave out {', '.join(of_one)}, or name one document"))
    return many


def read_many(
    file: Path | None, out: Path, dataset: str, data: Path | None, how: How, *, as_json: bool
) -> None:
    """Read a corpus, show how far it is, and say what came of it."""
    corpus = corpus_at(file, out) if file else corpus_of(dataset, data)
    with _passing(quiet=as_json) as told:
        done = read_corpus(corpus, out, how, told)
    if as_json:
        plain = asdict(done) | {"folder": str(done.folder), "speed": done.speed}
        typer.echo(json.dumps(plain))
    else:
        _show(done)


def _show(done: CorpusRead) -> None:
    numbers = {"read": done.read, "kept": done.kept, "removed": done.removed}
    shown = {name: f"{count:,}" for name, count in numbers.items()}
    typer.echo(tell("corpus_read", folder=done.folder, **shown))
    listed = ", ".join(f"{named('counts', name)} {count:,}" for name, count in done.counts.items())
    typer.echo(tell("corpus_holds", counts=listed))
    if done.characters:
        speed = f"{done.speed:,.0f}"
        typer.echo(tell("corpus_speed", characters=f"{done.characters:,}", speed=speed))
    for reason, count in done.rejections.items():
        why = tell(f"corpus_reason_{reason}")
        typer.echo(tell("corpus_rejected", count=f"{count:,}", reason=why, key=reason))
    for suffix, count in done.passed_over.items():
        typer.echo(tell("corpus_passed_over", count=f"{count:,}", suffix=suffix))


@contextmanager
def _passing(*, quiet: bool) -> Iterator[Callable[[Passed], None]]:
    """Show how far a run is, on the error stream: a bar, or a line now and then in a log."""
    if quiet:
        yield lambda passed: None
    elif sys.stderr.isatty():
        with _bar() as told:
            yield told
    else:
        yield _Log().tell


@contextmanager
def _bar() -> Iterator[Callable[[Passed], None]]:
    columns = (BarColumn(), TextColumn("{task.description}"), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as shown:
        task = shown.add_task("", total=None)

        def told(passed: Passed) -> None:
            how_far = _how_far(passed)
            shown.update(task, completed=passed.done, total=passed.total, description=how_far)

        yield told


class _Log:
    """Lines of progress, seldom enough to be kept."""

    def __init__(self) -> None:
        self._said = float("-inf")

    def tell(self, passed: Passed) -> None:
        now = time.monotonic()
        if now - self._said >= LINE_EVERY:
            self._said = now
            print(_how_far(passed), file=sys.stderr, flush=True)


def _how_far(passed: Passed) -> str:
    total = "?" if passed.total is None else f"{passed.total:,}"
    return tell("corpus_progress", done=f"{passed.done:,}", total=total, rejected=passed.rejected)
