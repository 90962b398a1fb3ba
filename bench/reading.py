"""Speed of the reader in each language, on the annotated documents repeated end to end."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from .measuring import over, seconds

WANTED = 100_000
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
    return rows
