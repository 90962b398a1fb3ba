"""The page is self-contained, escapes what it is given, and leads each mark to its sources."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from kankei.answers.compose import Figure, Listing, Note, Paragraph, Report, Row, Section, Table
from kankei.answers.render import Support, findings_json, render
from kankei.terms.errors import SupportError
from kankei.terms.finding import Evidence
from kankei.terms.language import Bilingual
from kankei.terms.source import Source

from .made import finding, sentence, source

EVIL = '<script>alert("x")</script>'
SOURCES = {"s": source(title=EVIL, url="https://example.org/?a=1&b=2"), "t": source("t", "ja")}


def origins(evidence: Evidence) -> tuple[str, ...]:
    return ("s",) if evidence.id == "event:1" else ("t",)


def report(*blocks: object) -> Report:
    title = Bilingual("題", f"Title {EVIL}")
    return Report(title, title, (Section("part", title, blocks),), {"study": "k"})  # type: ignore[arg-type]


def pages(
    made: Report,
    drawn: dict[tuple[str, str], str] | None = None,
    sources: dict[str, Source] | None = None,
) -> dict[str, str]:
    return render(made, Support(sources or SOURCES, origins), drawn or {})


class Balance(HTMLParser):
    """Counts open elements and collects ids and links."""

    VOID = frozenset(("meta", "br", "img", "link"))

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in self.VOID:
            self.open.append(tag)
        found = dict(attrs)
        if found.get("id"):
            self.ids.append(str(found["id"]))
        if found.get("href"):
            self.links.append(str(found["href"]))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def parsed(page: str) -> Balance:
    reader = Balance()
    reader.feed(page)
    assert reader.open == []
    return reader


def table() -> Table:
    text = Bilingual("一", "one")
    return Table("rows", text, (text, text), (Row((text, text), (finding(),), "alleged"),), (1,))


def test_the_page_is_well_formed_and_every_inner_link_has_its_target() -> None:
    made = report(
        Paragraph((sentence(),)), Listing((sentence(),)), table(), Note(Bilingual("注", "n"))
    )
    for page in pages(made).values():
        found = parsed(page)
        assert len(found.ids) == len(set(found.ids))
        inner = [link[1:] for link in found.links if link.startswith("#")]
        assert set(inner) <= set(found.ids)
        assert "note-1" in inner and "mark-1" in inner


@pytest.mark.parametrize(("columns", "wide"), [(8, False), (9, True)])
def test_a_table_of_many_columns_may_break_its_cells(columns: int, wide: bool) -> None:
    cells = (Bilingual("一", "one"),) * columns
    many = Table("rows", cells[0], cells, (Row(cells, (finding(),)),))
    for page in pages(report(many)).values():
        assert ('<table id="rows" class="wide">' in page) is wide


def test_nothing_given_becomes_markup_and_nothing_is_fetched() -> None:
    for page in pages(report(Paragraph((sentence(ja=EVIL, en=EVIL),)))).values():
        assert "<script" not in page.lower()
        assert "default-src 'none'" in page
        assert not re.search(r'(?:src|@import|url\()\s*=?\s*["\']?https?:', page)
        assert "a=1&amp;b=2" in page


def test_an_address_that_is_no_web_address_is_no_link() -> None:
    hostile = {**SOURCES, "s": source(url="javascript:alert(1)")}
    for page in pages(report(Paragraph((sentence(),))), sources=hostile).values():
        assert "javascript:alert(1)" in page
        assert 'href="javascript' not in page


def test_evidence_without_a_source_and_a_figure_that_was_not_drawn_stop_the_report() -> None:
    made = report(Paragraph((sentence(),)))
    with pytest.raises(SupportError, match="unknown source 'lost'"):
        render(made, Support(SOURCES, lambda _: ("lost",)), {})
    text = Bilingual("図", "figure")
    figure = Figure("f", text, text, {"ja": {}, "en": {}}, (finding(),))
    with pytest.raises(SupportError, match="not drawn in ja"):
        pages(report(figure))
    assert (
        "<svg"
        in pages(report(figure), {("f", "ja"): "<svg></svg>", ("f", "en"): "<svg></svg>"})[
            "report.ja.html"
        ]
    )


def test_every_finding_is_listed_with_value_method_and_evidence() -> None:
    made = report(Paragraph((sentence(),)))
    for page in pages(made).values():
        for part in ("a.method", ">event:1<", "<details"):
            assert part in page
    assert '"value": 3' in findings_json(made)


def test_a_missing_value_gives_its_reason() -> None:
    gap = finding(value=None, missing="not covered")
    text = Bilingual("欠測である。", "It is missing.")
    page = pages(report(Table("t", text, (text,), (Row((text,), (gap,)),))))["report.en.html"]
    assert "missing (not covered)" in page
