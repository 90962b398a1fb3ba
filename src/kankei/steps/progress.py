"""How a step tells what it is doing, without knowing who listens."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[str], None]
"""Called with the name of each stage as it begins."""

STAGES = ("hand", "arguments", "snapshot", "reading", "record", "impact", "report", "figures")


def silent(stage: str) -> None:
    """Tell nobody."""
