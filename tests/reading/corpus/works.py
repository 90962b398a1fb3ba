"""Work for a pool, some of which ends or holds up the process that does it."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pyarrow as pa


def double(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Twice each number; a row says what else happens."""
    for row in batch.to_pylist():
        if row["act"] == "die":
            os.kill(os.getpid(), signal.SIGKILL)
        elif row["act"] == "hang":
            time.sleep(600)
        elif row["act"].startswith("once:"):
            mark = Path(row["act"].removeprefix("once:"))
            if not mark.exists():
                mark.touch()
                os.kill(os.getpid(), signal.SIGKILL)
    return outcome([2 * number for number in batch["number"].to_pylist()], None)


def refuse(batch: pa.RecordBatch, reason: str, detail: str) -> pa.RecordBatch:
    """The reason in place of each number."""
    assert detail
    return outcome([None] * batch.num_rows, reason)


def outcome(numbers: list[int | None], reason: str | None) -> pa.RecordBatch:
    """Rows of a result."""
    return pa.record_batch(
        {
            "number": pa.array(numbers, pa.int64()),
            "reason": pa.array([reason] * len(numbers), pa.string()),
        }
    )
