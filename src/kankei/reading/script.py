"""The language of a text, told by its script.

Five languages in four scripts need no statistics: kana is Japanese, hangul Korean, Cyrillic
Russian. Only strings of Chinese characters alone are open, and they take the language of their
document, unless they hold characters or words that Japanese does not use.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from ..terms.language import Language
from .words import word_list

_URL = re.compile(r"https?://[!-~]+")
_SCRIPTS = re.compile(
    r"([ぁ-ゖァ-ヺー])|([\u3400-\u9fff\uf900-\ufaff々])|([가-힣ㄱ-ㆎ])|([Ѐ-ӿ])|([A-Za-zÀ-ɏ])"
)
"""Kana, Chinese characters, hangul, Cyrillic and Latin letters."""

LETTERS_PER_SIGN = 3
"""An East Asian sign is worth about three letters of an alphabet."""

KANA_SHARE = 0.1
"""A Japanese sentence has at least one kana in ten signs."""

PROSE_KANA_SHARE = 0.25
"""With fewer, a text that looks Chinese is Chinese with a Japanese name in it."""


@dataclass(slots=True)
class Scripts:
    """How many characters of each script a text holds."""

    kana: int
    han: int
    hangul: int
    cyrillic: int
    latin: int


def scripts(text: str) -> Scripts:
    """Count the scripts of a text, addresses left out.

    Examples
    --------
    >>> scripts("中ロ関係 https://example.org")
    Scripts(kana=1, han=3, hangul=0, cyrillic=0, latin=0)
    """
    text = _URL.sub(" ", text) if "://" in text else text
    return Scripts(*map(text.translate(_numbered()).count, "12345"))


def language_of(text: str, prior: Language | None = None) -> Language:
    """Tell the language of a text.

    Parameters
    ----------
    text
        A sentence, a block or a document.
    prior
        The language of the document; decides for Chinese characters without kana, and for a text
        without letters. English when missing too.

    Examples
    --------
    >>> language_of("国務委員長"), language_of("国務委員長", "ja"), language_of("这是委员长", "ja")
    ('zh', 'ja', 'zh')
    """
    found = scripts(text)
    signs = found.kana + found.han + found.hangul
    if max(found.cyrillic, found.latin) > LETTERS_PER_SIGN * signs:
        return "ru" if found.cyrillic > found.latin else "en"
    if not signs:
        return prior or "en"
    if found.hangul > found.kana + found.han // 2:
        return "ko"
    share = found.kana / (found.kana + found.han)
    if share >= KANA_SHARE and not (share < PROSE_KANA_SHARE and _is_chinese(text)):
        return "ja"
    if found.kana and prior != "zh":
        return "ja" if prior == "ja" else "zh"
    return prior if prior in ("ja", "ko") and not _is_chinese(text) else "zh"


def _is_chinese(text: str) -> bool:
    """Whether Chinese characters are put together as only Chinese does.

    One simplified character may be a misprint; two are none.
    """
    characters, patterns = _telltale()
    return len(set(characters.findall(text))) > 1 or bool(patterns.search(text))


@cache
def _telltale() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = word_list("zh", "script")
    return re.compile(f"[{words['characters']}]"), re.compile("|".join(words["patterns"]))


class _Numbered(dict[int, str]):
    """A translation table from characters to the numbers of their scripts, worked out once each."""

    def __missing__(self, code: int) -> str:
        found = _SCRIPTS.match(chr(code))
        number = self[code] = str(found.lastindex if found else 0)
        return number


@cache
def _numbered() -> _Numbered:
    return _Numbered()
