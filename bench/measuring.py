"""How the benchmarks measure."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, TypeVar

T = TypeVar("T")


def seconds(work: Callable[[], T], repeats: int = 1) -> tuple[float, T]:
    """Best wall time of some runs, and the last result."""
    best, result = float("inf"), None
    for _ in range(repeats):
        start = time.perf_counter()
        result = work()
        best = min(best, time.perf_counter() - start)
    return best, result  # type: ignore[return-value]


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
