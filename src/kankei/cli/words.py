"""What the command line says, as data in both languages."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from ..terms.language import AnswerLanguage


@cache
def _words(language: AnswerLanguage) -> Mapping[str, str]:
    path = files(__package__) / "words" / f"{language}.toml"
    words: Mapping[str, str] = tomllib.loads(path.read_text(encoding="utf-8"))
    return words


def language_of(environment: Mapping[str, str] = os.environ) -> AnswerLanguage:
    """Language of the person at the terminal: ``KANKEI_LANG``, else the locale, else English.

    Examples
    --------
    >>> language_of({"LANG": "ja_JP.UTF-8"}), language_of({})
    ('ja', 'en')
    """
    for name in ("KANKEI_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = environment.get(name, "")
        if value:
            return "ja" if value.startswith("ja") else "en"
    return "en"


def tell(key: str, /, **values: object) -> str:
    """One text of the command line, in the language of the person at the terminal."""
    return _words(language_of())[key].format(**values)
