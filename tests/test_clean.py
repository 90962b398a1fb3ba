"""Nothing in the repository names a machine path or a package-registry host."""

from __future__ import annotations

import re
import subprocess

import pytest

from .sources import ROOT

MACHINE = re.compile(r"(?<![\w.])/(?:work|root|home|tmp|opt|Users)/[\w.]|index[-]url|find[-]links")


def _tracked() -> list[str]:
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    return listed.stdout.split("\n")[:-1]


def test_no_machine_paths() -> None:
    files = [name for name in _tracked() if name != "tests/test_clean.py"]
    if not files:
        pytest.skip("not a git checkout")
    for name in files:
        path = ROOT / name
        if not path.is_file() or path.suffix in {".png", ".parquet"}:
            continue
        hit = MACHINE.search(path.read_text(encoding="utf-8", errors="replace"))
        assert hit is None, f"{name} holds {hit.group() if hit else ''}"
