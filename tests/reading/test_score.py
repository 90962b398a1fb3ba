"""The annotated documents and the seed paper, scored with the score.py beside them.

The folder is named by KANKEI_READING; without it, `../shared/reading` beside the repository.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from kankei.reading.passages import Reading
from kankei.reading.read import read_file
from kankei.reading.text import surface
from kankei.reading.write import write

BESIDE = Path(__file__).parents[2] / ".." / "shared" / "reading"
FOLDER = Path(os.environ.get("KANKEI_READING", BESIDE))
SEED = FOLDER.parent / "seed" / "paper.ja.txt"
DOCUMENTS = ("ja-strait", "en-trilateral", "ko-brief", "zh-mfa", "ru-pivot")
BARS = {
    "states": 0.99,
    "persons (name, office, state)": 0.95,
    "dates": 0.96,
    "claims": 0.85,
    "events": 0.80,
    "causal": 0.70,
}


def scored(document: Path, out: Path) -> dict[str, Any]:
    """Run score.py; each line of its output is a name and a JSON object."""
    command = [sys.executable, FOLDER / "score.py", document.parent / "gold", out, document]
    told = subprocess.run(command, capture_output=True, text=True, check=True, encoding="utf-8")
    lines = (line.partition("{") for line in told.stdout.splitlines())
    return {name.strip(): json.loads(brace + rest) for name, brace, rest in lines}


@pytest.fixture(scope="module", params=DOCUMENTS)
def score(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Any:
    document = FOLDER / request.param / "document.txt"
    if not document.exists():
        pytest.skip(f"no annotated documents in {FOLDER} (set KANKEI_READING)")
    out = tmp_path_factory.mktemp(request.param)
    write(read_file(document), out)
    return scored(document, out)


def test_sentences(score: Any) -> None:
    assert score["sentences"]["right"] >= 0.98 * score["sentences"]["of"]


def test_footnotes(score: Any) -> None:
    assert score["footnotes"]["right"] == score["footnotes"]["of"]


@pytest.mark.parametrize("line", sorted(BARS))
def test_bars(score: Any, line: str) -> None:
    assert score[line]["F1"] >= BARS[line]


def test_nothing_that_looks_like_a_state_is_one(score: Any) -> None:
    assert score["states"]["negatives read as states"] == 0


@pytest.fixture(scope="module")
def seed() -> Reading:
    if not SEED.exists():
        pytest.skip(f"no seed paper at {SEED} (set KANKEI_READING)")
    return read_file(SEED)


def test_the_seed_paper_has_97_sentences(seed: Reading) -> None:
    prose = [one for one in seed.sentences if one.kind in ("sentence", "footnote_sentence")]
    assert len(prose) == 97
    assert all(one.text.endswith("。") for one in prose)
    assert sum(len(one.view.pieces) > 1 for one in prose) >= 10
    assert [one.note for one in prose if one.note is not None] == [1, 5]


def test_the_seed_paper_has_18_notes(seed: Reading) -> None:
    assert [note.number for note in seed.notes] == list(range(1, 19))
    assert all(note.marker and note.body for note in seed.notes)
    assert [len(note.urls) for note in seed.notes] == [0, 1, 1, 1, 2, *[1] * 13]
    assert seed.unread == ()


def test_addresses_of_the_seed_paper_are_whole(seed: Reading) -> None:
    """Without white space and angle brackets, every address of a note stands in its body."""
    for note in seed.notes:
        body = surface(seed.raw, note.body)
        for url in note.urls:
            assert url in body
            assert url[-1] not in "<>-。.,"
    longest = max((url for note in seed.notes for url in note.urls), key=len)
    assert longest.count(",") == 18
