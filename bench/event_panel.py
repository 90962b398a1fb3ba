"""The panel of pairs by month from many synthetic event reports, on DuckDB and on Spark.

``KANKEI_BENCH_EVENTS`` sets how many (100 million unless set); 5 million go through both engines.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from .measuring import seconds, under

OUT = Path(__file__).parent / "out" / "event_panel"
EVENTS = int(float(os.environ.get("KANKEI_BENCH_EVENTS", "1e8")))
BOTH = min(EVENTS, 5_000_000)
YEARS = range(2015, 2025)
TODAY = date(2025, 1, 1)
STATES = 200


def run() -> list[dict[str, Any]]:
    """Write the reports, then measure each engine in a process of its own."""
    rows = []
    try:
        large = _reports(EVENTS, OUT / "large")
        wall, work, peak, _ = _measured(large, "duckdb", "2GB")
        name = f"{EVENTS:,} reports to dyad-months, DuckDB"
        rows += [
            under(name, wall, 120, "s"),
            under(f"{name} (aim)", wall, 40, "s"),
            {"name": "its processor time, all threads", "value": work, "unit": "s"},
            under("its memory", peak, 4, "GB"),
            under("its memory (aim)", peak, 2, "GB"),
        ]
        small = _reports(BOTH, OUT / "small")
        rows += _both(small)
    finally:
        shutil.rmtree(OUT, ignore_errors=True)
    return rows


def _both(small: Path) -> list[dict[str, Any]]:
    """The same reports through both engines and a plain loop over a tenth of them."""
    duck, _, _, by_duck = _measured(small, "duckdb", "2GB")
    plain, _ = seconds(lambda: _plain(small / f"{YEARS[0]}.parquet"))
    against = f"{len(YEARS) * plain / duck:.0f} x a plain loop over all of them"
    name = f"{BOTH:,} reports to dyad-months"
    rows: list[dict[str, Any]] = [
        {"name": f"{name}, DuckDB", "value": duck, "unit": "s", "against": against}
    ]
    if not shutil.which("java"):
        return [*rows, {"name": f"{name}, Spark", "value": "skipped: no Java"}]
    spark, _, _, by_spark = _measured(small, "spark", "4g")
    against = f"DuckDB: {spark / duck:.0f} times as fast on one machine"
    equal = by_duck.equals(by_spark)
    return [
        *rows,
        {"name": f"{name}, Spark local", "value": spark, "unit": "s", "against": against},
        {"name": "both give equal rows", "value": equal, "bar": "True", "met": equal},
    ]


def _measured(reports: Path, engine: str, memory: str) -> tuple[float, float, float, pa.Table]:
    """Seconds, processor seconds and peak memory (GB) of one run, and its rows."""
    out = OUT / f"panel-{reports.name}-{engine}"
    told = subprocess.run(
        [sys.executable, "-m", "bench.event_panel", str(reports), str(out), engine, memory],
        check=True,
        capture_output=True,
        text=True,
    ).stdout.split()
    wall, work, peak = map(float, told[-3:])
    return wall, work, peak, pq.read_table(out / "counts")


def _one(reports: str, out: str, engine: str, memory: str) -> None:
    import resource

    from kankei.steps.panels import write_event_panel

    start = time.perf_counter()
    write_event_panel(Path(reports), Path(out), TODAY, engine_name=engine, memory_limit=memory)
    wall = time.perf_counter() - start
    print(wall, time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6)


def _reports(count: int, folder: Path) -> Path:
    """Reports of ten years in the shape events, a file a year; a few states make most of them."""
    folder.mkdir(parents=True)
    rng = np.random.default_rng(7)
    letters = [f"{chr(65 + n // 26)}{chr(65 + n % 26)}X" for n in range(STATES)]
    for year in YEARS:
        size = count // len(YEARS)
        day = np.sort(rng.integers(0, 365, size)) + np.datetime64(f"{year}-01-01")
        table = pa.table(
            {
                "source": _coded(_few(rng, size, STATES, 4), letters),
                "target": _coded(_few(rng, size, STATES, 4), letters),
                "starts": pa.array(day.astype("datetime64[D]")),
                "domain": _coded(
                    rng.integers(0, 4, size, np.int32),
                    ["military", "political", "economic", "cultural"],
                ),
                "plover": _coded(_few(rng, size, 16, 2), [f"T{n}" for n in range(16)]),
                "cameo": _coded(
                    rng.integers(0, 150, size, np.int32), [f"{n:03}" for n in range(150)]
                ),
                "status": _coded(np.zeros(size, np.int32), ["asserted"]),
                "intensity": pa.array(rng.integers(-100, 100, size) / 10),
                "mentions": pa.array(rng.integers(1, 20, size, np.int32)),
            }
        )
        pq.write_table(table, folder / f"{year}.parquet", compression="zstd")
    return folder


def _few(rng: np.random.Generator, size: int, values: int, power: int) -> np.ndarray:
    """Numbers of which a few are frequent and most are rare."""
    found: np.ndarray = (values * rng.random(size) ** power).astype(np.int32)
    return found


def _coded(numbers: np.ndarray, values: list[str]) -> pa.DictionaryArray:
    return pa.DictionaryArray.from_arrays(pa.array(numbers, pa.int32()), pa.array(values))


def _plain(path: Path) -> int:
    """Distinct events per pair, month, domain and type, by a loop over rows."""
    seen: set[tuple[Any, ...]] = set()
    counts: dict[tuple[Any, ...], int] = {}
    names = ("source", "target", "starts", "domain", "plover", "cameo")
    for row in zip(*(pq.read_table(path)[n].to_pylist() for n in names), strict=True):
        source, target, day, domain, plover, _ = row
        if source == target or row in seen:
            continue
        seen.add(row)
        cell = (*sorted((source, target)), day.year, day.month, domain, plover)
        counts[cell] = counts.get(cell, 0) + 1
    return len(counts)


if __name__ == "__main__":
    _one(*sys.argv[1:5])
