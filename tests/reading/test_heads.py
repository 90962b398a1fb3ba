"""The head of a document: title, author and date line are no prose, and the date is found."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kankei.reading.dates import find_published
from kankei.reading.read import read_text

GIVEN = tomllib.loads((Path(__file__).parent / "heads.toml").read_text(encoding="utf-8"))
SENTENCES = 3


@pytest.mark.parametrize(
    "head", GIVEN["head"], ids=lambda head: head["text"].replace("\n", " ")[:40]
)
def test_publication_is_read_from_the_head(head: dict[str, Any]) -> None:
    """The text is cut off its head, whose lines join no sentence, and dated by it."""
    raw = head["text"].replace("{p}", GIVEN["texts"][head["language"]])
    found = read_text(raw).sentences
    told = date.fromisoformat(head["published"]) if head["published"] else None
    assert find_published(found) == told
    assert sum(sentence.kind == "sentence" for sentence in found) == SENTENCES
