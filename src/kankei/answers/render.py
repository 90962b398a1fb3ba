"""A report as one self-contained HTML file per language: no script, no request, no font to load."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib.resources import files

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup, escape

from ..terms.errors import Problem, SupportError
from ..terms.finding import Evidence, Finding
from ..terms.language import ANSWER_LANGUAGES, AnswerLanguage, Bilingual
from ..terms.source import Source
from .compose import Block, Figure, Listing, Note, Paragraph, Report, Section, Sentence, Table
from .footnotes import Footnotes, cite
from .values import about_text, value_text, what_text
from .words import say

OTHER: Mapping[AnswerLanguage, AnswerLanguage] = {"ja": "en", "en": "ja"}
WORD_JOINER = "\u2060"
"""Keeps a footnote mark on the line of the word that it follows."""
WIDE = 9
"""Tables of so many columns may break a cell of numbers at its blanks, to stay on the page."""
SourcesOf = Callable[[Evidence], tuple[str, ...]]


@dataclass(frozen=True)
class Support:
    """What the renderer must know about evidence.

    Parameters
    ----------
    sources
        All sources by key.
    sources_of
        Keys of the sources behind a piece of evidence.
    names
        Names of actors and topics.
    texts
        What events and claims say, by id.
    """

    sources: Mapping[str, Source]
    sources_of: SourcesOf
    names: Mapping[str, Bilingual] = field(default_factory=dict)
    texts: Mapping[str, Bilingual] = field(default_factory=dict)


def render(
    report: Report, support: Support, drawn: Mapping[tuple[str, str], str]
) -> dict[str, str]:
    """Write a report in both languages.

    Parameters
    ----------
    report
        The report.
    support
        Sources and how evidence leads to them.
    drawn
        SVG text by figure key and language.

    Returns
    -------
    dict
        File name to HTML: ``report.ja.html`` and ``report.en.html``.

    Raises
    ------
    SupportError
        When evidence leads to no source, or a figure was not drawn.
    """
    return {
        file_name(language): _Page(report, support, drawn, language).html()
        for language in ANSWER_LANGUAGES
    }


def file_name(language: AnswerLanguage) -> str:
    """Name of the report's file in one language."""
    return f"report.{language}.html"


class _Page:
    """One language of a report while it is being written; numbers footnotes as it goes."""

    def __init__(
        self,
        report: Report,
        support: Support,
        drawn: Mapping[tuple[str, str], str],
        language: AnswerLanguage,
    ) -> None:
        self.report, self.support, self.drawn = report, support, drawn
        self.language: AnswerLanguage = language
        self.footnotes = Footnotes()
        self.marked: set[int] = set()

    def html(self) -> str:
        environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True)
        template = environment.from_string(_resource("report.html.j2"))
        return template.render(
            report=self.report,
            language=self.language,
            style=Markup(_resource("report.css")),
            other=OTHER[self.language],
            other_file=file_name(OTHER[self.language]),
            other_name=say("page.other"),
            made=say("page.made"),
            t=self.text,
            word=self.word,
            draw=self.draw,
            evidence=self.evidence,
            notes=self.notes,
        )

    def text(self, both: Bilingual) -> str:
        return both.in_(self.language)

    def word(self, key: str, **values: object) -> str:
        return self.text(say(key, **values))

    def draw(self, block: Block) -> Markup:
        if isinstance(block, Paragraph):
            sentences = Markup(self._space()).join(self._sentence(s) for s in block.sentences)
            return Markup("<p>{}</p>\n").format(sentences)
        if isinstance(block, Listing):
            return self._listing(block)
        if isinstance(block, Table):
            return self._table(block)
        if isinstance(block, Figure):
            return self._figure(block)
        return self._note(block)

    def _listing(self, listing: Listing) -> Markup:
        lead = Markup("<p>{}</p>").format(self._sentence(listing.lead)) if listing.lead else ""
        items = Markup("").join(
            Markup("<li>{}</li>").format(self._sentence(item)) for item in listing.items
        )
        return Markup('<div class="listing">{}<ul>{}</ul></div>\n').format(lead, items)

    def _space(self) -> str:
        return "" if self.language == "ja" else " "

    def _sentence(self, sentence: Sentence) -> Markup:
        return Markup("{}{}").format(self.text(sentence.text), self._mark(sentence.evidence))

    def _mark(self, evidence: tuple[Evidence, ...]) -> Markup:
        keys = [key for item in evidence for key in self._sources_of(item)]
        number = self.footnotes.number(keys)
        if number is None:
            return Markup("")
        anchor = "" if number in self.marked else f' id="mark-{number}"'
        self.marked.add(number)
        return Markup('{}<sup{}><a href="#note-{}">{}</a></sup>').format(
            WORD_JOINER, Markup(anchor), number, number
        )

    def _sources_of(self, item: Evidence) -> tuple[str, ...]:
        keys = self.support.sources_of(item)
        unknown = [key for key in keys if key not in self.support.sources]
        if unknown:
            what = f"{item.kind} {item.id} cites the unknown source {unknown[0]!r}"
            raise SupportError(Problem(what, "add the source to the record"))
        return keys

    def _table(self, table: Table) -> Markup:
        def cells(tag: str, row: tuple[Bilingual, ...], mark: Markup) -> Markup:
            last = len(row) - 1
            return Markup("").join(
                Markup("<{0}{1}>{2}{3}</{4}>").format(
                    Markup(tag),
                    Markup(_cell_class(table, index)),
                    self.text(cell),
                    mark if index == last else Markup(""),
                    Markup(tag.split()[0]),
                )
                for index, cell in enumerate(row)
            )

        wide = Markup(' class="wide"' if len(table.columns) >= WIDE else "")
        head = cells('th scope="col"', table.columns, Markup(""))
        body = Markup("").join(
            Markup("<tr{}>{}</tr>").format(
                Markup(f' class="{escape(row.mark)}"' if row.mark else ""),
                cells("td", row.cells, self._mark(_evidence(row.findings))),
            )
            for row in table.rows
        )
        return Markup(
            '<div class="scroll"><table id="{}"{}><caption>{}</caption><thead><tr>{}</tr></thead>'
            "<tbody>{}</tbody></table></div>\n"
        ).format(table.key, wide, self.text(table.caption), head, body)

    def _figure(self, figure: Figure) -> Markup:
        svg = self.drawn.get((figure.key, self.language))
        if svg is None:
            what = f"the figure {figure.key!r} was not drawn in {self.language}"
            raise SupportError(Problem(what, "draw every figure of the report in both languages"))
        return Markup(
            '<figure id="{}" role="group" aria-label="{}">{}<figcaption><b>{}</b> {} {}'
            "</figcaption></figure>\n"
        ).format(
            figure.key,
            self.text(figure.reading),
            Markup(svg),
            self.text(figure.caption),
            self.text(figure.reading),
            Markup(self.word("page.data_file", file=f"figures/{figure.key}.{self.language}.json")),
        )

    def _note(self, note: Note) -> Markup:
        return Markup('<p class="note-on-method">{}</p>\n').format(self.text(note.text))

    def evidence(self, section: Section) -> list[dict[str, object]]:
        found = {item.id: item for item in section.findings()}
        return [
            {"anchor": item.id.rpartition(":")[2], "cells": self._cells(item)}
            for item in found.values()
        ]

    def _cells(self, finding: Finding) -> tuple[str, ...]:
        rests = ", ".join(_row_name(item) for item in finding.evidence[:12])
        more = len(finding.evidence) - 12
        return (
            what_text(finding, self.language),
            about_text(finding, self.language, self.support.names),
            finding.period.iso() if finding.period else "",
            value_text(finding, self.language, self.support.texts),
            finding.method,
            rests + (self.word("page.more", count=more) if more > 0 else ""),
        )

    def notes(self) -> list[dict[str, object]]:
        return [
            {"number": note.number, "lines": [self._line(key) for key in note.sources]}
            for note in self.footnotes.all()
        ]

    def _line(self, key: str) -> dict[str, object]:
        source = self.support.sources[key]
        seen = self.word("page.cited_only") if source.seen == "cited" else ""
        return {
            "text": _linked(cite(source), source.url),
            "seen": seen,
            "language": source.language,
        }


def _cell_class(table: Table, index: int) -> str:
    names = [
        name for name, columns in (("n", table.numeric), ("d", table.narrow)) if index in columns
    ]
    return f' class="{" ".join(names)}"' if names else ""


def _row_name(item: Evidence) -> str:
    """A row as ``kind id``; ids of the record begin with their kind already."""
    return item.id if item.id.startswith(f"{item.kind}:") else f"{item.kind} {item.id}"


def _evidence(findings: tuple[Finding, ...]) -> tuple[Evidence, ...]:
    return tuple(dict.fromkeys(item for finding in findings for item in finding.evidence))


def _linked(citation: str, url: str) -> Markup:
    """Set titles between asterisks in italics, and make the address a link when it is one."""
    plain = citation.removesuffix(url) if url else citation
    parts = plain.split("*")
    marked = Markup("").join(
        Markup("<cite>{}</cite>").format(part) if index % 2 else escape(part)
        for index, part in enumerate(parts)
    )
    if not url.startswith(("http://", "https://")):
        return marked + escape(url)
    return marked + Markup('<a href="{}" rel="noreferrer">{}</a>').format(url, url)


def _resource(name: str) -> str:
    return (files(__package__) / "templates" / name).read_text(encoding="utf-8")


def findings_json(report: Report) -> str:
    """All findings of a report as JSON lines, for recomputation and citing."""
    return "".join(
        json.dumps(_plain(item), ensure_ascii=False, sort_keys=True) + "\n"
        for item in report.findings()
    )


def _plain(finding: Finding) -> dict[str, object]:
    return {
        "id": finding.id,
        "what": finding.what,
        "about": list(finding.about),
        "period": finding.period.iso() if finding.period else None,
        "value": finding.value,
        "low": finding.low,
        "high": finding.high,
        "unit": finding.unit,
        "missing": finding.missing,
        "method": finding.method,
        "inputs": list(finding.inputs),
        "evidence": [{"kind": item.kind, "id": item.id} for item in finding.evidence],
    }
