"""A small study, as `kankei new` makes it."""

from __future__ import annotations

from pathlib import Path

import pytest

from kankei.steps import new_study


@pytest.fixture
def study(tmp_path: Path) -> Path:
    folder = tmp_path / "study"
    new_study(folder)
    return folder
