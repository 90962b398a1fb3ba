"""The report's wording, as data in both languages."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from ..terms.errors import Problem, SupportError
from ..terms.language import AnswerLanguage, Bilingual


@cache
def _wording(language: AnswerLanguage) -> dict[str, Any]:
    path = files(__package__) / "wording" / f"{language}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def say(key: str, /, **values: Any) -> Bilingual:
    """Fill a template of ``wording/{ja,en}.toml`` in both languages.

    Parameters
    ----------
    key
        Dotted key of the template, such as ``chronology.count``.
    values
        Values of its slots. A :class:`Bilingual` is put in by language; a number is written by
        the template's own format.

    Raises
    ------
    SupportError
        When the template is missing in a language or a slot has no value.
    """
    return Bilingual(_fill(key, "ja", values), _fill(key, "en", values))


def has(key: str) -> bool:
    """Say whether there is a template of this name."""
    return isinstance(_found(key, "en"), str)


def _found(key: str, language: AnswerLanguage) -> Any:
    found: Any = _wording(language)
    for part in key.split("."):
        found = found.get(part) if isinstance(found, dict) else None
    return found


def _fill(key: str, language: AnswerLanguage, values: dict[str, Any]) -> str:
    found = _found(key, language)
    if not isinstance(found, str):
        what = f"no wording {key!r} in {language}"
        raise SupportError(Problem(what, f"add it to answers/wording/{language}.toml"))
    own = {k: v.in_(language) if isinstance(v, Bilingual) else v for k, v in values.items()}
    try:
        return found.format(**own)
    except KeyError as error:
        what = f"the wording {key!r} in {language} needs {error}"
        raise SupportError(Problem(what, "pass the value or correct the template")) from None
