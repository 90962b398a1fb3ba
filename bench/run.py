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
SKIPPED = {"__init__", "run", "measuring", "event_coding", "fuzz"}
HEAD = "| what | value | bar | met | against |\n|---|---|---|---|---|\n"


def main() -> None:
    """Run all benchmarks; one that needs absent data says so and the others go on."""
    wanted = sys.argv[1:] or sorted(p.stem for p in HERE.glob("*.py") if p.stem not in SKIPPED)
    results = HERE / "RESULTS.md"
    for name in wanted:
        print(f"{name} ...", flush=True)
        section = f"{_load()}\n\n{_section(name)}"
        # Read anew each time, so that a run of some benchmarks keeps the sections of the others.
        sections = _sections(results) | {name: section}
        told = "".join(f"\n## {key}\n\n{sections[key]}" for key in sorted(sections))
        results.write_text(_machine() + told, encoding="utf-8")
    print(f"wrote {HERE.name}/RESULTS.md")


def _sections(results: Path) -> dict[str, str]:
    """Sections of earlier runs whose benchmark is still there."""
    if not results.is_file():
        return {}
    parts = results.read_text(encoding="utf-8").split("\n## ")[1:]
    named = (part.partition("\n\n") for part in parts)
    return {name: text for name, _, text in named if (HERE / f"{name}.py").is_file()}


def _load() -> str:
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else float("nan")
    return f"Load {load:.1f} at the start."


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
    return (
        "# Results of `make bench`\n\n"
        "Written by the run; times are wall clock, the best of repeated runs. A load above the "
        "number of cores makes them longer.\n"
        f"Machine: {os.cpu_count()} cores, {platform.machine()}, Python "
        f"{platform.python_version()}.\n"
    )


if __name__ == "__main__":
    main()
