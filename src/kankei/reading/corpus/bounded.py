"""A bound on the time of one piece of work, inside the process that does it."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class OutOfTimeError(BaseException):
    """The bound was reached.

    Not an ``Exception``, so that no rule which mends a failure takes it for one.
    """


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Stop what runs inside after some seconds, where the system has a timer.

    Elsewhere (Windows, threads) nothing is stopped here: the pool ends the process instead.

    Raises
    ------
    OutOfTimeError
        In the midst of the work.

    Examples
    --------
    >>> with within(60):
    ...     sum(range(10))
    45
    """
    if (
        not hasattr(signal, "setitimer")
        or threading.current_thread() is not threading.main_thread()
    ):
        yield
        return
    before = signal.signal(signal.SIGALRM, _stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _stop(number: int, frame: object) -> None:
    raise OutOfTimeError
