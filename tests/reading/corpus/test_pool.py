"""A pool gives every result in order, whatever happens to its processes."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pytest

from kankei.reading.corpus import pool
from kankei.reading.corpus.pool import Pool
from kankei.terms.errors import ReadingError

from .works import double, refuse

HUNG, DEADLY = 5, 12


def tasks(acts: dict[int, str], batches: int = 6, rows: int = 3) -> list[pa.RecordBatch]:
    """Batches of rising numbers, some with something to happen."""
    numbers = [range(start, start + rows) for start in range(0, batches * rows, rows)]
    return [
        pa.record_batch({"number": list(some), "act": [acts.get(n, "") for n in some]})
        for some in numbers
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9 on Windows")
def test_only_what_is_to_blame_is_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "GRACE", 2.0)
    acts = {HUNG: "hang", DEADLY: "die", 7: f"once:{tmp_path / 'mark'}"}
    with Pool(double, refuse, workers=2, seconds=2) as running:
        results = list(running.results(iter(tasks(acts))))
    rows = [row for batch in results for row in batch.to_pylist()]
    expected: list[dict[str, object]] = [
        {"number": 2 * number, "reason": None} for number in range(18)
    ]
    expected[HUNG] = {"number": None, "reason": "out_of_time"}
    expected[DEADLY] = {"number": None, "reason": "died"}
    assert rows == expected
    assert [batch.num_rows for batch in results] == [3] * 6


def test_few_batches_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    """The source is asked for a batch only when there is room: memory does not grow with it."""
    monkeypatch.setattr(pool, "AHEAD", 2)
    asked = []

    def source() -> Iterator[pa.RecordBatch]:
        for batch in tasks({}, batches=9):
            asked.append(batch)
            yield batch

    with Pool(double, refuse, workers=1, seconds=30) as running:
        for handed, _ in enumerate(running.results(source()), start=1):
            assert len(asked) <= handed + 2
    assert len(asked) == 9


def test_processes_that_cannot_begin_are_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "_serve", sys.exit)
    with (
        pytest.raises(ReadingError, match="end before they begin"),
        Pool(double, refuse, workers=1, seconds=1) as running,
    ):
        list(running.results(iter(tasks({}))))
