"""The report of the template study, word for word, in both languages.

To renew after a deliberate change: KANKEI_RENEW=1, run, read the difference, commit it.
"""

from __future__ import annotations

import os
import re
from html import unescape
from pathlib import Path

import pytest

from kankei.steps import build

GOLDEN = Path(__file__).parent.parent / "answers" / "golden"


def words(page: str) -> str:
    """What a reader reads: text without markup, figures and styles, one block per line."""
    text = re.sub(r"<(style|svg)\b.*?</\1>", "", page, flags=re.DOTALL)
    text = re.sub(r"</(p|h1|h2|li|tr|caption|summary|figcaption)>", "\n", text)
    text = re.sub(r"</t[hd]>", " | ", text)
    text = unescape(re.sub(r"<[^>]+>", "", text)).replace("\u2060", "")
    lines = (re.sub(r"[ \t]+", " ", line).strip() for line in text.splitlines())
    return "\n".join(line for line in lines if line) + "\n"


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_report_reads_as_it_did(study: Path, language: str) -> None:
    built = build(study)
    page = next(path for path in built.reports if path.name == f"report.{language}.html")
    found = words(page.read_text(encoding="utf-8"))
    golden = GOLDEN / f"report.{language}.txt"
    if os.environ.get("KANKEI_RENEW"):
        golden.write_text(found, encoding="utf-8")
    assert found == golden.read_text(encoding="utf-8")
