"""What the command line says, as data in both languages."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

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


@cache
def _tables(file: str) -> Mapping[str, Any]:
    return tomllib.loads((files(__package__) / "words" / file).read_text(encoding="utf-8"))


def heading(column: str) -> str:
    """Head a column of a table on a terminal, with its unit where one is known."""
    language = language_of()
    plain = column if language == "ja" else column.replace("_", " ")
    return str(_tables("columns.toml")["headings"][language].get(column, plain))


def named(column: str, value: str) -> str:
    """Name a code of a column, such as a domain, in the language of the person at the terminal."""
    codes = _tables("columns.toml").get(column, {})
    return str(codes.get(value, value)) if language_of() == "ja" else value


def code_of(column: str, word: str) -> str:
    """Code of a column that a person names as the terminal shows it; any other word as it stands.

    Examples
    --------
    >>> code_of("domain", "軍事"), code_of("domain", "military")
    ('military', 'military')
    """
    codes: Mapping[str, str] = _tables("columns.toml").get(column, {})
    return next((code for code, shown in codes.items() if shown == word), word)


def matched(text: str, file: str, key: str) -> str:
    """Give an English text in Japanese by the patterns of a word file; nothing when it has none.

    What the groups of a pattern hold is given in Japanese too, where a pattern fits it.
    """
    for item in _tables(file)[key]:
        if found := re.fullmatch(item["en"], text):
            groups = (matched(part, file, key) or part for part in found.groups())
            return str(item["ja"].format(*groups))
    return ""
