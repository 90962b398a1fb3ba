"""Every warning that the code gives has its sentence in both languages, and no other."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from string import Formatter

import pytest

from kankei.reading import files
from kankei.reading.files import Warned

FOLDER = Path(files.__file__).parent
TABLE = tomllib.loads((FOLDER.parent / "words" / "documents.toml").read_text(encoding="utf-8"))
KINDS = sorted(TABLE["warnings"])


def test_the_table_holds_what_the_code_says() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in FOLDER.rglob("*.py"))
    quoted = set(re.findall(r'"([a-z_]+)"', code))
    assert set(KINDS) <= quoted
    assert set(re.findall(r'Warned\(\s*"([a-z_]+)"', code)) <= set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_both_languages_fill_the_same_slots(kind: str) -> None:
    slots = [
        {name for _, name, _, _ in Formatter().parse(TABLE["warnings"][kind][language]) if name}
        for language in ("ja", "en")
    ]
    assert slots[0] == slots[1]
    message = Warned(kind, 2, 3, 4, 5, "x").message
    assert message.ja and message.en and "None" not in message.en
    assert re.search("[ぁ-んァ-ヶ一-龠]", message.ja)


def test_every_format_has_a_name() -> None:
    assert set(TABLE["formats"]) == {one.name for one in files.FORMATS}
    suffixes = [suffix for one in files.FORMATS for suffix in one.suffixes]
    assert len(suffixes) == len(set(suffixes)) and all(one.startswith(".") for one in suffixes)
