"""One thing is one file and one line in an explicit tuple; neither without the other."""

from __future__ import annotations

import re
from pathlib import Path

from kankei import datasets
from kankei.answers import sections
from kankei.measures import MEASURES
from kankei.record import questions

from .sources import PACKAGE, ROOT


def stems(folder: Path, pattern: str = "*.py") -> set[str]:
    return {path.stem for path in folder.glob(pattern)} - {"__init__"}


def test_every_section_is_listed() -> None:
    listed = {compose.__module__.rpartition(".")[2] for compose in sections.SECTIONS}
    assert listed == stems(PACKAGE / "answers" / "sections")


def test_every_data_set_has_a_reader_a_card_and_a_line() -> None:
    listed = {item.name for item in datasets.DATASETS}
    cards = stems(PACKAGE / "datasets", "*.toml") - {"shapes"}
    assert listed == cards
    assert listed <= stems(PACKAGE / "datasets")


def test_every_question_is_listed() -> None:
    public = {item.name for item in questions.QUESTIONS}
    assert len(public) == len(questions.QUESTIONS)
    assert public == set(questions.__all__) - {"QUESTIONS", "Filter", "Question", "question"}


def test_measures_have_names_of_their_own() -> None:
    names = [measure.name for measure in MEASURES]
    assert len(set(names)) == len(names)


def test_the_architecture_page_names_every_room_and_no_other() -> None:
    page = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    named = set(re.findall(r"^\| \d \| `([\w.]+?)(?:/|\.py)?` \|", page, flags=re.MULTILINE))
    rooms = {p.stem for p in PACKAGE.iterdir() if p.name[0] not in "_." and p.suffix in ("", ".py")}
    assert named == rooms
