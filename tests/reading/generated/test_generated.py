"""The reader on documents written by seed with their gold; floors state where it stands.

``KANKEI_SEEDS=1000`` reads more documents of each variety; the floors are those of 120.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

from kankei.reading.read import read_text
from kankei.reading.text import surface

from .document import generate
from .frame import VARIETIES, frames
from .gold import write_gold
from .scoring import LINES, Score, Scores, score

SEEDS = int(os.environ.get("KANKEI_SEEDS", "120"))
FLOORS = tomllib.loads((Path(__file__).parent / "floors.toml").read_text(encoding="utf-8"))
ASSERTED = ("fact", "reported", "alleged")
NOTHING = 40
"""Documents of each family in which nothing is told to have happened."""

BESIDE = Path(__file__).parents[4] / "shared" / "reading"
SCORER = Path(os.environ.get("KANKEI_READING", BESIDE)) / "score.py"


@cache
def scores(variety: str) -> Scores:
    found: Scores = defaultdict(Score)
    for seed in range(SEEDS):
        document = generate(variety, seed)
        score(document, read_text(document.raw, language=document.language), found)
    return found


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize("variety", VARIETIES)
def test_floors(variety: str, line: str) -> None:
    found = scores(variety)[line]
    assert found.wanted > 20, "the frames hold nothing of this kind"
    missed = "\n".join((*found.missed[:5], *found.invented[:5]))
    assert found.f1 >= FLOORS[variety][line], missed


@pytest.mark.parametrize("kind", ["denial", "essay"])
@pytest.mark.parametrize("variety", VARIETIES)
def test_nothing_is_asserted(variety: str, kind: str) -> None:
    """No event among denials and conditions, none in an essay on art, food and games."""
    for seed in range(NOTHING):
        document = generate(variety, seed, kind)
        found = read_text(document.raw, language=document.language).events
        told = [one for one in found if one.polarity == "+" and one.assertion in ASSERTED]
        assert [(surface(document.raw, one.spans), one.why) for one in told] == []


@pytest.mark.parametrize("variety", VARIETIES)
def test_the_same_seed_gives_the_same_document(variety: str) -> None:
    one, two = generate(variety, 7), generate(variety, 7)
    assert (one.raw, one.gold) == (two.raw, two.gold)
    assert generate(variety, 8).raw != one.raw


@pytest.mark.parametrize("variety", VARIETIES)
def test_the_gold_stands_in_the_text(variety: str) -> None:
    """Places of the gold are those of the words that the frames put there."""
    for seed in range(20):
        document = generate(variety, seed)
        raw, gold = document.raw, document.gold
        for spans, _ in gold.states:
            words = "".join(raw[begin:end] for begin, end in spans)
            assert words and not words.isspace()
        for note in gold.notes:
            mark = "".join(raw[begin:end] for begin, end in note.marker)
            assert raw[slice(*note.body)].startswith(mark)


@pytest.mark.parametrize("variety", VARIETIES)
def test_every_variety_has_frames_of_every_kind(variety: str) -> None:
    kinds = {frame.kind for frame in frames(variety)}
    assert kinds == {"event", "claim", "cause", "quantity", "plain", "denial", "essay"}


@pytest.mark.parametrize("variety", VARIETIES)
def test_the_gold_scored_against_itself_is_whole(variety: str, tmp_path: Path) -> None:
    """By the published scorer, so that its files have the published shapes."""
    if not SCORER.exists():
        pytest.skip(f"no scorer at {SCORER} (set KANKEI_READING)")
    document = generate(variety, 3)
    text = tmp_path / "document.txt"
    text.write_text(document.raw, encoding="utf-8", newline="")
    write_gold(document, tmp_path / "gold")
    command = [sys.executable, SCORER, tmp_path / "gold", tmp_path / "gold", text]
    told = subprocess.run(command, capture_output=True, text=True, check=True, encoding="utf-8")
    for line in told.stdout.splitlines():
        name, brace, rest = line.partition("{")
        found = json.loads(brace + rest)
        if "F1" in found:
            assert found["F1"] == (1.0 if found["gold"] else 0.0), name
        else:
            assert found["right"] == found["of"], name
