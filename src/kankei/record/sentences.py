"""Sentences in both languages, filled from templates that are data."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from ..terms.language import ANSWER_LANGUAGES, AnswerLanguage, Bilingual
from ..terms.period import Period

Part = Bilingual | Period | str | int
"""What can stand in a sentence."""


@cache
def templates(file: str) -> Mapping[str, Any]:
    """Templates of one file of this package."""
    return tomllib.loads((files(__package__) / file).read_text(encoding="utf-8"))


def sentence(template: Mapping[str, str], **parts: Part) -> Bilingual:
    """Fill a template in both languages.

    Examples
    --------
    >>> sentence({"ja": "{when}に", "en": "in {when}"}, when=Period.parse("2024-06"))
    Bilingual(ja='2024年6月に', en='in June 2024')
    """
    ja, en = (
        template[language].format(**{name: _in(part, language) for name, part in parts.items()})
        for language in ANSWER_LANGUAGES
    )
    return Bilingual(ja=ja, en=en)


def listed(parts: Iterable[Part]) -> Bilingual:
    """Put parts in a row."""
    known = tuple(parts)
    return Bilingual(
        ja="、".join(_in(part, "ja") for part in known),
        en=", ".join(_in(part, "en") for part in known),
    )


def _in(part: Part, language: AnswerLanguage) -> str:
    if isinstance(part, Bilingual):
        return part.in_(language)
    return part.text(language) if isinstance(part, Period) else str(part)
