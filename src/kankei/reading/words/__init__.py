"""Word lists of the reader: one folder per language, one TOML file per stage.

A new language is a new folder; the stages themselves hold no words.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from ...terms.language import LANGUAGES, Language


@cache
def word_list(language: Language | None, stage: str) -> dict[str, Any]:
    """Read the words of one stage; without a language, those that all languages share.

    Examples
    --------
    >>> "Notes" in word_list("en", "layout")["note_headings"]
    True
    """
    folder = files(__package__)
    file = (folder / language if language else folder) / f"{stage}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


@cache
def words_of_all(stage: str, key: str) -> tuple[str, ...]:
    """Words of all languages under one key, the longest first, each once."""
    found = {word for language in LANGUAGES for word in word_list(language, stage).get(key, ())}
    return tuple(sorted(found, key=lambda word: (-len(word), word)))
