"""How the benchmarks measure."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any, TypeVar

T = TypeVar("T")
PROCESS = """
from contextlib import suppress
from pathlib import Path
from kankei.cli import main
with suppress(SystemExit):
    main()
status = Path("/proc/self/status")
print(status.read_text() if status.exists() else "")
"""
"""Runs a command and then tells its largest memory, where the system says it."""


def seconds(work: Callable[[], T], repeats: int = 1) -> tuple[float, T]:
    """Best wall time of some runs, and the last result."""
    best, result = float("inf"), None
    for _ in range(repeats):
        start = time.perf_counter()
        result = work()
        best = min(best, time.perf_counter() - start)
    return best, result  # type: ignore[return-value]


def with_processor_time(work: Callable[[], T], repeats: int = 1) -> tuple[float, float, T]:
    """As :func:`seconds`, with the mean processor time of all threads between the two.

    Where others load the machine, wall time says little; half of this is what two free cores need.
    """
    start = time.process_time()
    wall, result = seconds(work, repeats)
    return wall, (time.process_time() - start) / repeats, result


def under(
    name: str, value: float, bar: float, unit: str = "s", against: str = ""
) -> dict[str, Any]:
    """A row whose value must not exceed its bar."""
    return {
        "name": name,
        "value": value,
        "unit": unit,
        "bar": f"<= {bar:g} {unit}",
        "met": value <= bar,
        "against": against,
    }


def over(name: str, value: float, bar: float, unit: str = "", against: str = "") -> dict[str, Any]:
    """A row whose value must reach its bar."""
    row = under(name, value, bar, unit, against)
    return {**row, "bar": f">= {bar:g} {unit}".strip(), "met": value >= bar}


def exactly(name: str, value: float, expected: float, unit: str = "") -> dict[str, Any]:
    """A row whose value must be the expected one."""
    bar = f"= {expected:,.10g} {unit}".strip()
    return {"name": name, "value": value, "unit": unit, "bar": bar, "met": bool(value == expected)}


def both_bars(
    bar: Callable[..., dict[str, Any]], name: str, value: float, must: float, aim: float, *unit: str
) -> list[dict[str, Any]]:
    """A row for what must be reached and one for what is aimed at."""
    return [bar(name, value, must, *unit), bar(f"{name} (aim)", value, aim, *unit)]


def process(words: str, memory: tuple[float, float]) -> list[dict[str, Any]]:
    """Rows for a command in a process of its own: from the start of Python to its file.

    Parameters
    ----------
    words
        What follows ``kankei``.
    memory
        Megabytes that must not be exceeded, and that are aimed at.
    """
    command = [sys.executable, "-c", PROCESS, *words.split()]
    run = subprocess.run
    wall, done = seconds(lambda: run(command, check=True, capture_output=True, text=True))
    name = f"kankei {' '.join(words.split()[:2])}, whole process"
    rows: list[dict[str, Any]] = [{"name": name, "value": wall, "unit": "s"}]
    if peak := re.search(r"VmHWM:\s+(\d+) kB", done.stdout):
        megabytes = int(peak.group(1)) / 1024
        rows += both_bars(under, f"{name}: largest memory", megabytes, *memory, "MB")
    return rows
