"""Sources and passages: what every row of the record rests on."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Literal

from .errors import Problem, SpanError
from .identity import content_id
from .period import Period

SourceKind = Literal[
    "article", "book", "dataset", "news", "official", "paper", "report", "resolution", "speech"
]


@dataclass(frozen=True, slots=True)
class Source:
    """A publication: who published what, when, in which language, and where it can be read.

    Parameters
    ----------
    key
        The name by which rows of a study cite it, unique inside the study.
    kind
        Decides the form of its footnote.
    publisher, author, title
        As printed, in the language of the work; ``author`` is empty for agencies and bodies.
    url, symbol
        Address, and document symbol such as ``A/RES/68/262``; either may be empty.
    published
        When it was published; missing when the work carries no date.
    language
        The language of the work, which decides the style of its footnote.
    seen
        How kankei's editors saw it: ``page`` (the page itself), ``data:<folder>`` (a row of an
        open data set), ``seed`` (the paper the study started from) or ``cited`` (named by another
        source only).
    """

    key: str
    kind: SourceKind
    publisher: str
    author: str
    title: str
    url: str
    symbol: str
    published: Period | None
    language: str
    seen: str
    note: str = ""

    @property
    def id(self) -> str:
        """Content hash of what identifies the publication."""
        published = self.published.iso() if self.published else None
        return content_id("source", self.publisher, self.title, self.url, self.symbol, published)


@dataclass(frozen=True, slots=True)
class Span:
    """Characters ``[start, end)`` of a raw text.

    Examples
    --------
    >>> Span(3, 5).of("北東アジア")
    'ジア'
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            what = f"the span [{self.start}, {self.end}) is empty or negative"
            raise SpanError(Problem(what, "give offsets with 0 <= start < end"))

    def of(self, text: str) -> str:
        """Cut the span out of its text."""
        if self.end > len(text):
            what = f"the span [{self.start}, {self.end}) ends after the text ({len(text)})"
            raise SpanError(Problem(what, "use the text that the span was made from"))
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Passage:
    """A span of one document, with the words and their hash, so that a change is noticed."""

    document: str
    span: Span
    text: str

    @property
    def sha256(self) -> str:
        """SHA-256 of the words in UTF-8."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    @property
    def id(self) -> str:
        """Content hash of place and words."""
        return content_id("passage", self.document, self.span.start, self.span.end, self.sha256)
