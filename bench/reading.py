"""Speed of the reader in each language, on the annotated documents."""

from __future__ import annotations

import os
import resource
from pathlib import Path
from typing import Any

from .measuring import over, seconds, under

WANTED = 100_000
MEMORY = 500
LONG = 100_000
LINEAR = 8
"""Times as long for four times the text; a quadratic cost takes sixteen."""

STOPS = dict.fromkeys(map(ord, ".。!！?？"))
FOLDER = Path(os.environ.get("KANKEI_READING") or "../shared/reading")


def run() -> list[dict[str, Any]]:
    """Measure characters a second of the whole deterministic pipeline on one core."""
    from kankei.reading.read import read_text

    documents = sorted(FOLDER.glob("*/document.txt"))
    if not documents:
        raise FileNotFoundError("the folder of annotated documents is not there")
    rows = []
    for path in documents:
        raw = path.read_text(encoding="utf-8")
        read_text(raw)  # tables are loaded once
        spent, _ = seconds(lambda raw=raw: read_text(raw), 3)  # type: ignore[misc]
        speed = len(raw) / spent
        rows.append(over(path.parent.name, speed, WANTED, "characters/s"))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
    rows.append(under("memory of the process", peak, MEMORY, "MB"))
    return rows + [_without_stop(path.parent.name, path) for path in documents]


def _without_stop(name: str, path: Path) -> dict[str, Any]:
    """A paragraph that never stops: four times as long may take about four times as long."""
    from kankei.reading.read import read_text

    words = "".join(path.read_text(encoding="utf-8").translate(STOPS).split("\n"))
    short, long = ((words * (size // len(words) + 1))[:size] for size in (LONG // 4, LONG))
    before, _ = seconds(lambda: read_text(short))
    after, _ = seconds(lambda: read_text(long))
    title = f"{name}: {LONG:,} characters without a stop, against a fourth of them"
    return under(title, after / before, LINEAR, "times", f"{after:.1f} s")
