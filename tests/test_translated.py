"""Every text a user sees exists in Japanese and in English, with the same slots."""

from __future__ import annotations

import re
import tomllib
from string import Formatter
from typing import Any

import pytest

from kankei.answers.words import say

from .sources import PACKAGE

WORDING = PACKAGE / "answers" / "wording"


def _flat(table: dict[str, Any], prefix: str = "") -> dict[str, str]:
    found: dict[str, str] = {}
    for key, value in table.items():
        name = f"{prefix}{key}"
        found |= _flat(value, f"{name}.") if isinstance(value, dict) else {name: value}
    return found


def _wording(language: str) -> dict[str, str]:
    return _flat(tomllib.loads((WORDING / f"{language}.toml").read_text(encoding="utf-8")))


def _slots(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


JA, EN = _wording("ja"), _wording("en")


def test_both_languages_have_the_same_keys() -> None:
    assert sorted(JA) == sorted(EN)


@pytest.mark.parametrize("key", sorted(JA))
def test_both_languages_fill_the_same_slots_and_none_is_empty(key: str) -> None:
    assert _slots(JA[key]) == _slots(EN[key])
    assert JA[key].strip() and EN[key].strip()


def test_japanese_is_japanese() -> None:
    for key, text in JA.items():
        rest = re.sub(r"\{[^}]*\}", "", text)
        latin_only = re.search(r"[A-Za-z]", rest) and not re.search(r"[ぁ-んァ-ヶ一-龠]", rest)
        assert not latin_only or key == "page.other", key


def test_every_wording_named_in_the_code_exists() -> None:
    used: set[str] = set()
    for path in (PACKAGE / "answers").rglob("*.py"):
        used |= set(re.findall(r'say\(\s*"([\w.-]+)"', path.read_text(encoding="utf-8")))
    assert used and used <= set(JA), sorted(used - set(JA))


def test_say_fills_both_languages() -> None:
    assert say("values.missing", reason="x").en == "missing (x)"
