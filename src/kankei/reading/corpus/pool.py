"""A pool of processes that outlives its processes.

Each process holds one batch at a time and is ended when it holds it too long. The documents of a
batch whose process died or was ended are given out again one by one, so that only the one that is
to blame is lost; results come in the order of the batches, and few of them wait at any time.
"""

from __future__ import annotations

import gc
import multiprocessing
import signal
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkServerContext, SpawnContext
from multiprocessing.process import BaseProcess
from types import TracebackType
from typing import Self

import pyarrow as pa

from ...terms.errors import Problem, ReadingError

Work = Callable[[pa.RecordBatch], pa.RecordBatch]
Refuse = Callable[[pa.RecordBatch, str, str], pa.RecordBatch]

GRACE = 15.0
"""Seconds a process gets beyond the bound: it may have to start, and to stop itself."""

TRIES = 2
"""A document whose process died may have been the victim of something else, once."""

AHEAD = 6
"""Batches given out or waiting to be handed on, for each process."""

_READY = b"ready"


@dataclass
class _Task:
    """Documents to be read by one process; ``batch`` is the number of the batch they are from."""

    batch: int
    first: int
    rows: pa.RecordBatch
    tries: int = 0

    def apart(self) -> list[_Task]:
        """Make a task of every document."""
        return [
            _Task(self.batch, self.first + number, self.rows.slice(number, 1))
            for number in range(self.rows.num_rows)
        ]


@dataclass
class _Reader:
    """A process with the task that it holds."""

    process: BaseProcess
    line: Connection
    ready: bool = False
    task: _Task | None = None
    until: float = 0.0

    def give(self, task: _Task, seconds: float) -> None:
        self.task, self.until = task, time.monotonic() + seconds + GRACE
        # Of one that died, the end of the line tells when results are awaited.
        with suppress(OSError):
            self.line.send_bytes(_packed(task.rows))

    def end(self) -> None:
        self.process.kill()
        self.process.join()
        self.line.close()


@dataclass
class Pool:
    """Some processes that all do the same work on batches of documents.

    Parameters
    ----------
    work
        A function of a module, or a ``partial`` of one: it must give a row for each row.
    refuse
        Rows for documents that no process could finish: the documents, reason and detail.
    workers
        Number of processes.
    seconds
        How long one batch may take; one that takes longer is given out document by document.
    warm
        Modules that are imported once for all processes, where the system can do so.

    Examples
    --------
    Used as a context, it ends its processes at the end::

        with Pool(partial(read_batch, seconds=60), rejected, workers=2, seconds=60) as pool:
            for found in pool.results(batches):
                ...
    """

    work: Work
    refuse: Refuse
    workers: int
    seconds: float
    warm: tuple[str, ...] = ()
    _readers: list[_Reader] = field(default_factory=list)
    _tasks: deque[_Task] = field(default_factory=deque)
    _missing: dict[int, int] = field(default_factory=dict)
    _done: dict[int, dict[int, pa.RecordBatch]] = field(default_factory=dict)
    _stillborn: int = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for reader in self._readers:
            reader.end()

    def results(self, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """Give the result of each batch, in the order of the batches.

        Processes start with the first batch; without one none does.

        Raises
        ------
        ReadingError
            When the processes die before they can begin.
        """
        taken = handed = 0
        while True:
            while taken - handed < AHEAD * self.workers:
                batch = next(batches, None)
                if batch is None:
                    break
                self._take(taken, batch)
                taken += 1
            if handed == taken:
                return
            if not self._readers:
                self._readers = [_started(self.work, self.warm) for _ in range(self.workers)]
            while self._missing[handed]:
                self._give_out()
                self._await()
            del self._missing[handed]
            parts = self._done.pop(handed)
            handed += 1
            yield _joined([parts[first] for first in sorted(parts)])

    def _take(self, number: int, batch: pa.RecordBatch) -> None:
        self._tasks.append(_Task(number, 0, batch))
        self._missing[number], self._done[number] = batch.num_rows, {}

    def _give_out(self) -> None:
        for reader in self._readers:
            if self._tasks and reader.ready and reader.task is None:
                reader.give(self._tasks.popleft(), self.seconds)

    def _await(self) -> None:
        """Wait until a process says something, dies, or has held its task too long."""
        ends = [reader.until for reader in self._readers if reader.task]
        patience = max(min(ends) - time.monotonic(), 0) if ends else None
        lines = {reader.line: reader for reader in self._readers}
        for line in wait(list(lines), patience):
            self._hear(lines[line])  # type: ignore[index]
        now = time.monotonic()
        for reader in [one for one in self._readers if one.task and one.until < now]:
            if not reader.line.poll():
                detail = f"reading took longer than {self.seconds:g} seconds"
                self._lose(reader, "out_of_time", detail)

    def _hear(self, reader: _Reader) -> None:
        try:
            said = reader.line.recv_bytes()
        except (EOFError, OSError):
            reader.process.join()
            code = reader.process.exitcode
            self._lose(reader, "died", f"the process that read it ended (exit code {code})")
            return
        if said == _READY:
            reader.ready, self._stillborn = True, 0
        elif reader.task:
            self._finish(reader.task, _unpacked(said))
            reader.task = None

    def _finish(self, task: _Task, found: pa.RecordBatch) -> None:
        self._done[task.batch][task.first] = found
        self._missing[task.batch] -= task.rows.num_rows

    def _lose(self, reader: _Reader, reason: str, detail: str) -> None:
        """Put another process in the place of one, and give out its documents again."""
        reader.end()
        self._stillborn += not reader.ready
        if self._stillborn > TRIES * self.workers:
            what = f"the processes that read end before they begin: {detail}"
            raise ReadingError(Problem(what, "look at the messages above, or free some memory"))
        self._readers[self._readers.index(reader)] = _started(self.work, self.warm)
        task = reader.task
        if task is None:
            return
        task.tries += 1
        if task.rows.num_rows > 1:
            self._tasks.extendleft(reversed(task.apart()))
        elif reason == "died" and task.tries < TRIES:
            self._tasks.appendleft(task)
        else:
            self._finish(task, self.refuse(task.rows, reason, detail))


def _started(work: Work, warm: tuple[str, ...]) -> _Reader:
    context = _context(warm)
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs, work), daemon=True)
    process.start()
    theirs.close()
    return _Reader(process, ours)


def _context(warm: tuple[str, ...]) -> SpawnContext | ForkServerContext:
    """A way to start processes that share nothing with this one."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__, *warm])
    return context


def _serve(line: Connection, work: Work) -> None:
    """Do the work of a process until the line is closed; an interruption is the parent's matter."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.freeze()  # the tables stay to the end: no collection has to look through them
    line.send_bytes(_READY)
    try:
        for packed in iter(partial(line.recv_bytes), None):
            line.send_bytes(_packed(work(_unpacked(packed))))
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return


def _packed(batch: pa.RecordBatch) -> bytes:
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, batch.schema) as writer:
        writer.write_batch(batch)
    packed: bytes = sink.getvalue().to_pybytes()
    return packed


def _unpacked(packed: bytes) -> pa.RecordBatch:
    with pa.ipc.open_stream(packed) as reader:
        return reader.read_next_batch()


def _joined(parts: list[pa.RecordBatch]) -> pa.RecordBatch:
    return parts[0] if len(parts) == 1 else pa.concat_batches(parts)
