"""One small study, read, assembled and opened once for all tests of the room."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

import pyarrow as pa
import pytest

from kankei.record.assemble import Facts, assemble
from kankei.record.hand import read_hand_kept
from kankei.record.rows import HandKept
from kankei.record.store import Record, in_memory

from .read import READ

STUDY = Path(__file__).parent / "study" / "record"


@pytest.fixture(scope="session")
def kept() -> HandKept:
    return read_hand_kept(STUDY)


@pytest.fixture(scope="session")
def facts(kept: HandKept) -> Facts:
    return Facts(hand=kept, read=READ)


@pytest.fixture(scope="session")
def tables(facts: Facts) -> Mapping[str, pa.Table]:
    return assemble(facts)


@pytest.fixture(scope="session")
def record(tables: Mapping[str, pa.Table]) -> Iterator[Record]:
    with in_memory(tables) as opened:
        yield opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the study's record that a test may spoil."""
    return Path(shutil.copytree(STUDY, tmp_path / "record"))
