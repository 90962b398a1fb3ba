"""Engines side by side: work that falls into pieces is done by one thread for each piece.

Threads that share one query wait for each other and keep tables of their own that must be joined
afterwards. Where a question falls into pieces that have nothing to do with each other, an engine
of one thread for each core answers all of them with less work.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from typing import TypeVar

from .engine import Engine
from .store import engine

Piece = TypeVar("Piece")
Found = TypeVar("Found")
_PER_CENT = 80
"""Of the memory of the machine, for all engines together, unless a limit is named."""


@dataclass(frozen=True, slots=True)
class Engines:
    """Engines that wait for work, and as many threads to give it to them."""

    idle: SimpleQueue[Engine]
    threads: ThreadPoolExecutor

    def start(self, work: Callable[[Engine], Found]) -> Future[Found]:
        """Let the next engine that is idle do some work."""
        return self.threads.submit(self._with_one, work)

    def each(
        self, work: Callable[[Engine, Piece], Found], pieces: Iterable[Piece]
    ) -> Iterator[Found]:
        """Let the engines work on pieces; what they find comes in the order of the pieces."""
        return self.threads.map(
            lambda piece: self._with_one(lambda running: work(running, piece)), pieces
        )

    def _with_one(self, work: Callable[[Engine], Found]) -> Found:
        running = self.idle.get()
        try:
            return work(running)
        finally:
            self.idle.put(running)


@contextmanager
def engines(
    name: str = "duckdb", *, memory_limit: str | None = None, spill: Path | None = None
) -> Iterator[Engines]:
    """Start one DuckDB with one thread for each core; or Spark, which shares work out itself.

    Parameters
    ----------
    name, spill
        As :func:`.store.engine` takes them.
    memory_limit
        Of all engines together.

    Examples
    --------
    >>> with engines() as many:
    ...     squares = many.each(lambda running, n: n * n, [1, 2, 3])
    ...     list(squares)
    [1, 4, 9]
    """
    many = 1 if name == "spark" else os.cpu_count() or 1
    limit = memory_limit if many == 1 else _share(memory_limit, many)
    idle: SimpleQueue[Engine] = SimpleQueue()
    with ExitStack() as stack:
        for _ in range(many):
            threads = 1 if many > 1 else None
            started = engine(name, threads=threads, memory_limit=limit, spill=spill)
            idle.put(stack.enter_context(started))
        yield Engines(idle, stack.enter_context(ThreadPoolExecutor(many)))


def _share(limit: str | None, many: int) -> str:
    """One engine's share of the memory.

    Examples
    --------
    >>> _share("4GB", 2), _share(None, 4)
    ('2GB', '20%')
    """
    number, unit = (str(_PER_CENT), "%")
    if limit and (parts := re.fullmatch(r"\s*([0-9.]+)\s*(\D+)", limit)):
        number, unit = parts.groups()
    return f"{float(number) / many:g}{unit}"
