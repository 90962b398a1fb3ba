"""What the reports on proposals say, as data in both languages."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from ...terms.language import AnswerLanguage, Bilingual


@cache
def wording() -> dict[tuple[str, str], Bilingual]:
    """All texts by section and key.

    Examples
    --------
    >>> wording()["outcome", "model_only"].ja
    'モデルのみ'
    """
    path = files(__package__) / "wording.toml"
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return {
        (section, key): Bilingual(ja=text["ja"], en=text["en"])
        for section, texts in table.items()
        for key, text in texts.items()
    }


def word(section: str, key: str, language: AnswerLanguage) -> str:
    """One text in one language."""
    return wording()[section, key].in_(language)
