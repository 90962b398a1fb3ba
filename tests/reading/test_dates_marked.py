"""Marked text: what a date word means, as a reader of the language would say.

One sentence a line, ``[word=value]`` for every date, ``[word=value|other]`` where the other value
must be accepted too. Blank lines separate documents, ``published:`` opens one, ``heading:``,
``title:``, ``dateline:`` and ``note 1:`` give the kind of a line, a lone ``-`` begins a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import cast

import pytest

from kankei.reading.dates import find_dates
from kankei.reading.passages import DateMention, Sentence, SentenceKind
from kankei.reading.text import View
from kankei.terms.language import LANGUAGES, Language
from kankei.terms.source import Span

MARKED = Path(__file__).parent / "marked"
MARK = re.compile(r"\[([^\[\]=]+)=([^\[\]]+)\]")
KIND = re.compile(r"(title|heading|dateline|byline|note (\d+)): ")


@dataclass(frozen=True)
class MarkedDocument:
    name: str
    published: date | None
    sentences: tuple[Sentence, ...]
    expected: tuple[tuple[str, ...], ...]


def marked_documents(language: Language) -> Iterator[MarkedDocument]:
    text = (MARKED / f"dates.{language}.txt").read_text("utf-8")
    kept = "\n".join(line for line in text.splitlines() if not line.startswith("#"))
    for number, block in enumerate(re.split(r"\n{2,}", kept.strip())):
        if block:
            yield marked_document(f"{language}-{number}", block.splitlines(), language)


def marked_document(name: str, lines: list[str], language: Language) -> MarkedDocument:
    published = None
    if lines[0].startswith("published: "):
        published = date.fromisoformat(lines.pop(0).removeprefix("published: "))
    raw = "\n".join(MARK.sub(r"\1", KIND.sub("", line, count=1)) for line in lines)
    sentences, start, paragraph, section = [], 0, 0, 0
    for plain, line in zip(raw.split("\n"), lines, strict=True):
        paragraph += line == "-"
        section += line.startswith("heading: ")
        view = View(raw, (Span(start, start + len(plain)),))
        kind = kind_of(line)
        sentences.append(Sentence(view, kind, language, paragraph, section, note_of(line)))
        start += len(plain) + 1
    expected = tuple(
        tuple(f"{word}={value}" for word, value in MARK.findall(line)) for line in lines
    )
    return MarkedDocument(name, published, tuple(sentences), expected)


def kind_of(line: str) -> SentenceKind:
    prefix = KIND.match(line)
    if prefix is None:
        return "sentence"
    return cast(SentenceKind, "footnote_ref" if prefix.group(2) else prefix.group(1))


def note_of(line: str) -> int | None:
    prefix = KIND.match(line)
    return int(prefix.group(2)) if prefix and prefix.group(2) else None


def written(mention: DateMention, raw: str, wanted: tuple[str, ...]) -> str:
    """Write a mention as it is marked, with another accepted value where a mark asks for one."""
    plain = "".join(span.of(raw) for span in mention.spans) + f"={mention.value}"
    other = [f"{plain}|{value}" for value in mention.accept]
    return next((mark for mark in wanted if mark in other), plain)


DOCUMENTS = [document for language in LANGUAGES for document in marked_documents(language)]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.name)
def test_marked_text(document: MarkedDocument) -> None:
    found = find_dates(document.sentences, document.published)
    for sentence, wanted in zip(document.sentences, document.expected, strict=True):
        line = sentence.view.pieces[0]
        here = [mention for mention in found if line.start <= mention.spans[0].start < line.end]
        got = tuple(written(mention, sentence.view.raw, wanted) for mention in here)
        assert got == wanted, [mention.why for mention in here]


@pytest.mark.parametrize("language", LANGUAGES)
def test_enough_marked_lines(language: Language) -> None:
    lines = sum(len(document.sentences) for document in marked_documents(language))
    assert lines >= (100 if language == "ja" else 60)
