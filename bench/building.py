"""Cold and second build of the flagship study, each in a fresh process as a user runs it."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from .measuring import seconds, under

STUDY = Path(__file__).parent.parent / "studies" / "northeast-asia"


def run() -> list[dict[str, Any]]:
    """Measure `kankei build` on a copy of the study without its build folder."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "study"
        shutil.copytree(STUDY, copy, ignore=shutil.ignore_patterns("build", ".*"))
        command = [sys.executable, "-m", "kankei", "build", str(copy), "--json"]
        cold, _ = seconds(lambda: subprocess.run(command, check=True, capture_output=True))
        second, _ = seconds(lambda: subprocess.run(command, check=True, capture_output=True), 2)
    return [
        under("cold build of northeast-asia, new process", cold, 30),
        under("second build, new process", second, 3, against=f"{cold / second:.1f} x faster"),
    ]
