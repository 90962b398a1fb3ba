"""Marked text: which part of a sentence is cause, which effect, with which sign and hedge.

``+ likely: <c>cause</c> … <e>effect</e>`` is one statement; ``0: …`` holds none. After ``##`` stand
``alt`` and a sign that a careful reader may also give.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kankei.reading.causes import find_causes
from kankei.reading.passages import CauseMention, Sentence
from kankei.reading.text import View
from kankei.terms.language import LANGUAGES, Language
from kankei.terms.source import Span

MARKED = Path(__file__).parents[1] / "marked"
_LINE = re.compile(r"([+-]) (\w+): (.*?)(?: ## (alt [+-]))?\Z")
_TAG = re.compile(r"</?[ce]>")

Range = tuple[int, int]


@dataclass(frozen=True)
class Statement:
    """A sentence with the statement that a reader should find in it."""

    language: Language
    text: str
    signs: frozenset[str]
    level: str
    cause: Range | None
    effect: Range | None


def statements() -> Iterator[Statement]:
    """All marked lines of all languages."""
    for language in LANGUAGES:
        for line in (MARKED / f"causes.{language}.txt").read_text("utf-8").splitlines():
            if line and not line.startswith("#"):
                yield _statement(language, line)


def _statement(language: Language, line: str) -> Statement:
    if line.startswith("0: "):
        return Statement(language, line[3:], frozenset(), "", None, None)
    match = _LINE.match(line)
    assert match, line
    sign, level, marked, note = match.groups()
    signs = {sign, note[-1]} if note else {sign}
    text = _TAG.sub("", marked)
    return Statement(
        language, text, frozenset(signs), level, _range(marked, "c"), _range(marked, "e")
    )


def _range(marked: str, tag: str) -> Range | None:
    if f"<{tag}>" not in marked:
        return None
    before, _, rest = marked.partition(f"<{tag}>")
    inside, _, _ = rest.partition(f"</{tag}>")
    start = len(_TAG.sub("", before))
    return start, start + len(_TAG.sub("", inside))


def read(language: Language, *texts: str) -> tuple[CauseMention, ...]:
    """The causal statements of sentences that follow one another in one document."""
    raw = "\n".join(texts)
    sentences, start = [], 0
    for text in texts:
        view = View(raw, (Span(start, start + len(text)),))
        sentences.append(Sentence(view, "sentence", language, 0, 0))
        start += len(text) + 1
    return find_causes(sentences)


def agrees(found: tuple[Span, ...], wanted: Range | None) -> bool:
    """At least half of the union, or most of the wanted words in a span not much longer."""
    if wanted is None or not found:
        return wanted is None and not found
    have = {place for span in found for place in range(span.start, span.end)}
    want = set(range(*wanted))
    shared = len(have & want)
    covered = shared / len(want) >= 0.8 and len(have) <= 3 * len(want)
    return shared / len(have | want) >= 0.5 or covered
