"""The publishers' tables of the data folder; a test that needs them is skipped without it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

BESIDE = Path(__file__).parents[3] / "shared" / "data"


def publishers_file(*parts: str) -> Path:
    """Path of a file of the data folder."""
    path = Path(os.environ.get("KANKEI_DATA", BESIDE)).joinpath(*parts)
    if not path.exists():
        pytest.skip(f"the data folder has no {'/'.join(parts)} (set KANKEI_DATA)")
    return path


def publishers_rows(*parts: str) -> list[dict[str, Any]]:
    """Rows of a parquet table of the data folder."""
    return list(pq.read_table(publishers_file(*parts)).to_pylist())
