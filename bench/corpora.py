"""Reading whole corpora on a pool of processes: KCNA and the General Debate of the United Nations.

``KANKEI_BENCH_TEXTS`` is the share of the texts that is read (1 unless set; every tenth text is
0.1). A run is a process of its own; the ratio to one process is measured on a part of the texts.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from .measuring import over, under

DATA = Path(os.environ.get("KANKEI_DATA") or "../shared/data")
CORPORA = {"kcna": "kcna", "ungd": "ungd-speeches"}
SHARE = float(os.environ.get("KANKEI_BENCH_TEXTS", "1"))
PART = 0.05
"""Share of the texts for the ratio."""

WORKERS = min(os.cpu_count() or 1, 2)
MEMORY = 500
"""MB that a process may take, the data set that it reads from aside."""


def run() -> list[dict[str, Any]]:
    """Read each corpus, each time in a fresh process."""
    rows = []
    for name, folder in CORPORA.items():
        if not (DATA / folder).is_dir():
            raise FileNotFoundError(f"the folder {folder} of open data is not there")
        whole = _measured(name, SHARE, WORKERS)
        rows += _rows(name, whole)
        one, some = (_measured(name, SHARE * PART, workers) for workers in (1, WORKERS))
        rows.append(
            {
                "name": f"{name}: {WORKERS} processes",
                "value": some["speed"],
                "unit": "characters/s",
                "against": f"one process: {some['speed'] / one['speed']:.2f} times as fast",
            }
        )
    return rows


def _rows(name: str, told: dict[str, Any]) -> list[dict[str, Any]]:
    documents, rejected = told["read"], sum(told["rejections"].values())
    title = f"{name}: {documents:,} documents ({rejected:,} rejected)"
    return [
        over(title, told["speed"], 100_000, "characters/s"),
        {"name": f"{name}: documents", "value": documents / told["seconds"], "unit": "documents/s"},
        under(f"{name}: a process that reads, at most", told["reader"], MEMORY, "MB"),
        {"name": f"{name}: the parent beyond the data set", "value": told["parent"], "unit": "MB"},
    ]


def _measured(name: str, share: float, workers: int) -> dict[str, Any]:
    told = subprocess.run(
        [sys.executable, "-m", "bench.corpora", name, str(share), str(workers)],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    measured: dict[str, Any] = json.loads(told)
    return measured


def _one(name: str, share: float, workers: int) -> None:
    from kankei.datasets import load
    from kankei.reading.corpus.waiting import rows_of
    from kankei.steps.corpora import How, Passed, read_corpus

    texts = load(name, DATA / CORPORA[name]).table
    texts = texts.take(list(range(0, texts.num_rows, round(1 / share))))
    before, most = _memory("self"), {"parent": 0.0, "reader": 0.0}

    def told(passed: Passed) -> None:
        """Look at the memory now and then."""
        readers = [_memory(str(child.pid)) for child in multiprocessing.active_children()]
        most["reader"] = max([most["reader"], *readers])
        most["parent"] = max(most["parent"], _memory("self") - before)

    out = Path(tempfile.mkdtemp(prefix="corpora-"))
    try:
        done = read_corpus(rows_of(texts, name), out, How(workers=workers), told)
    finally:
        shutil.rmtree(out)
    measured = {
        "read": done.read,
        "seconds": done.seconds,
        "speed": done.speed,
        "rejections": dict(done.rejections),
        **most,
    }
    print(json.dumps(measured))


def _memory(process: str) -> float:
    """Memory that a process holds now, in MB; 0 where the system does not tell it."""
    try:
        told = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    except OSError:
        return 0.0
    return float(told.partition("VmRSS:")[2].split()[0]) / 1e3


if __name__ == "__main__":
    _one(sys.argv[1], float(sys.argv[2]), int(sys.argv[3]))
