"""The five languages kankei reads and the two it answers in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

Language = Literal["ja", "en", "ko", "zh", "ru"]
"""A language of documents, by ISO 639-1."""

AnswerLanguage = Literal["ja", "en"]
"""A language of reports, figures and pages."""

LANGUAGES: tuple[Language, ...] = get_args(Language)
ANSWER_LANGUAGES: tuple[AnswerLanguage, ...] = get_args(AnswerLanguage)


@dataclass(frozen=True, slots=True)
class Bilingual:
    """One text in both languages of the answers.

    Examples
    --------
    >>> Bilingual(ja="軍事", en="military").in_("ja")
    '軍事'
    """

    ja: str
    en: str

    def in_(self, language: AnswerLanguage) -> str:
        """Give the text in one language."""
        return self.ja if language == "ja" else self.en
