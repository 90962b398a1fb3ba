"""The annotated documents, scored as `score.py` scores dates, from their gold sentences."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any, cast

import pytest

from kankei.reading.dates import find_dates, find_published
from kankei.reading.passages import Sentence, SentenceKind
from kankei.reading.text import View
from kankei.terms.language import Language
from kankei.terms.source import Span

SHARED = Path(os.environ.get("KANKEI_DATA", Path(__file__).parents[2] / "../shared/data"))
DOCUMENTS = SHARED.parent / "reading"
FRONT: dict[str, SentenceKind] = {
    "pubdate": "dateline",
    "series": "byline",
    "author": "byline",
    "affiliation": "byline",
}
ARTICLES = ("the ", "The ", "в ", "В ")


def gold(folder: Path, name: str) -> list[dict[str, Any]]:
    return cast(
        list[dict[str, Any]], json.loads((folder / f"gold/{name}.json").read_text("utf-8"))[name]
    )


def sentences(folder: Path, raw: str) -> list[Sentence]:
    sections: dict[str, int] = {}
    found = []
    for row in gold(folder, "sentences"):
        view = View(raw, tuple(Span(start, end) for start, end in row["spans"]))
        kind = FRONT.get(row["kind"], cast(SentenceKind, row["kind"]))
        section = sections.setdefault(row["section"], len(sections))
        paragraph = raw.count("\n", 0, view.pieces[0].start)
        language = cast(Language, folder.name[:2])
        note = paragraph if row["kind"].startswith("footnote") else None
        found.append(Sentence(view, kind, language, paragraph, section, note))
    return found


def place(raw: str, start: int, end: int) -> tuple[int, int]:
    """Leave out an article in front and a full stop behind, as the scorer does."""
    start += next((len(word) for word in ARTICLES if raw.startswith(word, start)), 0)
    return start, start + len(raw[start:end].rstrip(". "))


@pytest.mark.parametrize("name", ["en-trilateral", "ja-strait", "ko-brief", "ru-pivot", "zh-mfa"])
def test_dates_of_an_annotated_document(name: str) -> None:
    folder = DOCUMENTS / name
    if not folder.is_dir():
        pytest.skip(f"the annotated document {name} is not there: set KANKEI_DATA")
    raw = (folder / "document.txt").read_bytes().decode("utf-8")
    lines = sentences(folder, raw)
    wanted, optional = {}, set()
    for row in gold(folder, "dates"):
        where = place(raw, row["spans"][0][0], row["spans"][-1][1])
        if row["scored"]:
            wanted[where] = {row["value"], *row.get("accept", ())}
        else:
            optional.add(where)
    found = {
        place(raw, mention.spans[0].start, mention.spans[-1].end): mention.value
        for mention in find_dates(lines, find_published(lines))
    }
    found = {where: value for where, value in found.items() if where not in optional}
    right = sum(value in wanted.get(where, ()) for where, value in found.items())
    assert 2 * right / (len(found) + len(wanted)) >= 0.95
