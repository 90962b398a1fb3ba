"""Reads the documents of the tests and what they must give."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kankei.reading.passages import Reading
from kankei.reading.read import read_text

FOLDER = Path(__file__).parent / "documents"
NAMES = tuple(sorted(path.stem for path in FOLDER.glob("*.txt")))


@dataclass(frozen=True)
class Document:
    """A text and the lines of its ``.expected`` file, split at tabs."""

    raw: str
    lines: tuple[tuple[str, ...], ...]

    def of(self, *kinds: str) -> list[tuple[str, ...]]:
        """The expected lines of some kinds, without the kind."""
        return [line[1:] for line in self.lines if line[0] in kinds]


@cache
def document(name: str) -> Document:
    """Load one document."""
    raw = (FOLDER / f"{name}.txt").read_bytes().decode("utf-8")
    text = (FOLDER / f"{name}.expected").read_text(encoding="utf-8")
    return Document(raw, tuple(tuple(line.split("\t")) for line in text.splitlines()))


@cache
def reading(name: str) -> Reading:
    """Read one document."""
    return read_text(document(name).raw)


def plain(text: str) -> str:
    """A text with every white space as one blank."""
    return text.replace("\n", " ")
