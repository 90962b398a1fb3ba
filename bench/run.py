"""`make bench`: runs every benchmark and writes bench/RESULTS.md.

A benchmark is a module with `run() -> list[dict]`; a row has `name`, `value`, `unit`, and may have
`bar` (what must be reached), `met` and `against` (the ratio to a baseline of the same run).
"""

from __future__ import annotations

import importlib
import os
import platform
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
SKIPPED = {"__init__", "run", "measuring", "event_coding"}
HEAD = "| what | value | bar | met | against |\n|---|---|---|---|---|\n"


def main() -> None:
    """Run all benchmarks; one that needs absent data says so and the others go on."""
    wanted = sys.argv[1:] or sorted(p.stem for p in HERE.glob("*.py") if p.stem not in SKIPPED)
    parts = [_machine()]
    for name in wanted:
        print(f"{name} ...", flush=True)
        parts.append(f"\n## {name}\n\n{_section(name)}")
    (HERE / "RESULTS.md").write_text("".join(parts), encoding="utf-8")
    print(f"wrote {HERE.name}/RESULTS.md")


def _section(name: str) -> str:
    try:
        rows = importlib.import_module(f"bench.{name}").run()
    except FileNotFoundError as absent:
        return f"Skipped: {absent}\n"
    return HEAD + "".join(_line(row) for row in rows)


def _line(row: dict[str, Any]) -> str:
    value = row["value"]
    shown = f"{value:,.4g}" if isinstance(value, float) else str(value)
    met = {True: "yes", False: "**no**", None: ""}[row.get("met")]
    cells = (row["name"], f"{shown} {row.get('unit', '')}".strip(), row.get("bar", ""), met)
    return f"| {' | '.join(map(str, cells))} | {row.get('against', '')} |\n"


def _machine() -> str:
    cores = os.cpu_count()
    python = platform.python_version()
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else float("nan")
    return (
        "# Results of `make bench`\n\n"
        "Written by the run; times are wall clock, the best of repeated runs.\n"
        f"Machine: {cores} cores, {platform.machine()}, Python {python}, load {load:.1f} at the "
        "start.\n"
    )


if __name__ == "__main__":
    main()
