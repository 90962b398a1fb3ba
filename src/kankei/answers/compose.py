"""Sentences, sections and reports, none of which can be made without findings.

A report says nothing that does not rest on a finding, and a finding rests on evidence
(:class:`kankei.terms.finding.Finding`). So every sentence opens onto the rows it came from.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ..terms.errors import Problem, SupportError
from ..terms.finding import Evidence, Finding
from ..terms.language import Bilingual


@dataclass(frozen=True)
class Sentence:
    """One sentence in both languages with the findings it rests on.

    Raises
    ------
    SupportError
        Without findings.
    """

    text: Bilingual
    findings: tuple[Finding, ...]

    def __post_init__(self) -> None:
        _supported(f"the sentence {self.text.en!r}", self.findings)

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """All evidence of its findings, each once, in order."""
        return tuple(dict.fromkeys(item for f in self.findings for item in f.evidence))


@dataclass(frozen=True)
class Paragraph:
    """Sentences that belong together."""

    sentences: tuple[Sentence, ...]


@dataclass(frozen=True)
class Listing:
    """Sentences one below the other, under a sentence that leads them where there is one."""

    items: tuple[Sentence, ...]
    lead: Sentence | None = None


@dataclass(frozen=True)
class Row:
    """A row of a table: cells in both languages and the findings it rests on.

    ``mark`` is a word for styling (``alleged``, ``denied`` ...), empty for a plain row.
    """

    cells: tuple[Bilingual, ...]
    findings: tuple[Finding, ...]
    mark: str = ""

    def __post_init__(self) -> None:
        _supported(f"the row {' | '.join(cell.en for cell in self.cells)!r}", self.findings)


@dataclass(frozen=True)
class Table:
    """A table with a caption.

    ``numeric`` lists the columns to be set flush right, ``narrow`` those whose cells stay on one
    line.
    """

    key: str
    caption: Bilingual
    columns: tuple[Bilingual, ...]
    rows: tuple[Row, ...]
    numeric: tuple[int, ...] = ()
    narrow: tuple[int, ...] = (0,)


@dataclass(frozen=True)
class Figure:
    """A Vega-Lite specification per language, shipped with its data.

    ``specs`` holds one complete specification for each answer language, data included.
    ``reading`` tells in words what the figure shows and serves as its alternative text.
    """

    key: str
    caption: Bilingual
    reading: Bilingual
    specs: Mapping[str, Mapping[str, Any]]
    findings: tuple[Finding, ...]

    def __post_init__(self) -> None:
        _supported(f"the figure {self.key!r}", self.findings)


@dataclass(frozen=True)
class Note:
    """A word on method or limits, which cites the page that explains it and needs no finding."""

    text: Bilingual
    page: str = ""


Block = Paragraph | Listing | Table | Figure | Note


@dataclass(frozen=True)
class Section:
    """A section of the report."""

    key: str
    title: Bilingual
    blocks: tuple[Block, ...]

    def findings(self) -> Iterator[Finding]:
        """All findings of the section in reading order."""
        for block in self.blocks:
            if isinstance(block, Paragraph):
                for sentence in block.sentences:
                    yield from sentence.findings
            elif isinstance(block, Listing):
                for sentence in (*filter(None, (block.lead,)), *block.items):
                    yield from sentence.findings
            elif isinstance(block, Table):
                for row in block.rows:
                    yield from row.findings
            elif isinstance(block, Figure):
                yield from block.findings


@dataclass(frozen=True)
class Report:
    """A whole report, in both languages."""

    title: Bilingual
    question: Bilingual
    sections: tuple[Section, ...]
    facts: Mapping[str, str] = field(default_factory=dict)

    def findings(self) -> tuple[Finding, ...]:
        """Every finding, each once, in reading order."""
        found = (item for section in self.sections for item in section.findings())
        return tuple({item.id: item for item in found}.values())

    def figures(self) -> tuple[Figure, ...]:
        """Every figure in reading order."""
        return tuple(
            block
            for section in self.sections
            for block in section.blocks
            if isinstance(block, Figure)
        )


def _supported(what: str, findings: tuple[Finding, ...]) -> None:
    if not findings:
        raise SupportError(
            Problem(f"{what} rests on no finding", "give it the findings it states, or drop it")
        )
