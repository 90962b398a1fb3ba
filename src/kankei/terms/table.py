"""The tables of ``codes/``, read as rows of text."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from importlib.resources import files


def read_table(name: str) -> Iterator[dict[str, str]]:
    """Read one table of ``codes/``; every cell is text, and empty where nothing is known."""
    text = (files(__package__) / "codes" / name).read_text(encoding="utf-8")
    return iter(csv.DictReader(text.splitlines()))
