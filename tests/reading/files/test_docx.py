"""Word files: notes, tracked changes, tables, links, pages, and packed files that are hostile."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kankei.reading.files import Bounds, Document, document_of
from kankei.reading.read import read_text
from kankei.terms.errors import ReadingError

from .papers import W, packed, run

R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'


def word(body: str, **parts: str) -> Document:
    document = f"<w:document {W} {R}><w:body>{body}</w:body></w:document>"
    named = {name.replace("__", "/") + ".xml": text for name, text in parts.items()}
    return document_of(packed({"word/document.xml": document, **named}), "a.docx")


def test_tracked_changes_are_read_as_accepted() -> None:
    found = word(
        f"<w:p>{run('両国は')}<w:del>{run('古')}<w:r><w:delText>い</w:delText></w:r></w:del>"
        f"<w:ins>{run('新しい')}</w:ins>{run('協定に')}<w:moveFrom>{run('移')}</w:moveFrom>"
        f"{run('署名した。')}</w:p>"
    )
    assert found.raw == "両国は新しい協定に署名した。"
    assert {one.kind: one.count for one in found.warnings} == {
        "deleted_text": 2,
        "inserted_text": 1,
    }


def test_footnotes_and_endnotes_are_numbered_in_one_row() -> None:
    def note(kind: str, key: str, text: str) -> str:
        return f"<w:{kind} w:id='{key}'><w:p>{text}</w:p></w:{kind}>"

    link = f"<w:hyperlink r:id='L1'>{run('声明')}</w:hyperlink>"
    found = word(
        f"<w:p>{run('一')}<w:r><w:footnoteReference w:id='7'/></w:r>{run('。二')}"
        f"<w:r><w:endnoteReference w:id='3'/></w:r>{run('。')}</w:p>",
        word__footnotes=f"<w:footnotes {W} {R}>{note('footnote', '7', run('甲、') + link)}"
        "</w:footnotes>",
        word__endnotes=f"<w:endnotes {W}>{note('endnote', '3', run('乙。'))}</w:endnotes>",
    )
    assert found.raw == "一¹。二²。\n\n¹ 甲、声明\n\n² 乙。"
    assert [one.kind for one in found.warnings] == ["notes_renumbered"]
    assert [note.number for note in read_text(found.raw).notes] == [1, 2]


def test_links_in_notes_are_written_out() -> None:
    body = f"<w:p>{run('一')}<w:r><w:footnoteReference w:id='1'/></w:r>{run('。')}</w:p>"
    note = f"<w:p><w:hyperlink r:id='L1'>{run('声明')}</w:hyperlink></w:p>"
    data = packed(
        {
            "word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>",
            "word/footnotes.xml": f"<w:footnotes {W} {R}><w:footnote w:id='1'>{note}"
            "</w:footnote></w:footnotes>",
            "word/_rels/footnotes.xml.rels": "<Relationships><Relationship Id='L1' "
            "Target='https://example.org/a'/></Relationships>",
        }
    )
    assert document_of(data, "a.docx").raw == "一¹。\n\n¹ 声明 <https://example.org/a>"


def test_tables_breaks_raised_numbers_and_hidden_text() -> None:
    cell = "<w:tc><w:p>{}</w:p></w:tc>"
    row = "<w:tr>" + "".join(cell.format(run(sign)) for sign in "年額比") + "</w:tr>"
    up = "<w:rPr><w:vertAlign w:val='superscript'/></w:rPr>"
    found = word(
        f"<w:p>{run('一')}<w:r><w:br/></w:r>{run('二')}<w:r>{up}<w:t>12</w:t></w:r>{run('。')}"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>隠</w:t></w:r><w:r><w:instrText>PAGE</w:instrText>"
        f"</w:r></w:p><w:tbl>{row}{row}</w:tbl>"
    )
    assert found.raw == "一\n二¹²。\n\n年\t額\t比\n年\t額\t比"
    assert [one.kind for one in found.warnings] == ["hidden_text"]


def test_pages_and_properties() -> None:
    core = (
        '<p xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>題</dc:title>'
        "<dc:creator>甲</dc:creator><created>2024-06-28T01:02:03Z</created></p>"
    )
    found = word(
        f"<w:p>{run('一頁目。')}</w:p><w:p>{run('まだ')}<w:r><w:lastRenderedPageBreak/></w:r>"
        f"{run('二頁目。')}</w:p>",
        docProps__core=core,
    )
    assert found.place(found.raw.index("まだ")).ja == "1頁"
    assert found.place(found.raw.index("二頁")).en == "p. 2"
    assert found.metadata.author and found.metadata.author.value == "甲"
    assert found.metadata.created and found.metadata.created.value == "2024-06-28"
    assert found.metadata.published is None


def test_hostile_packed_files_are_bounded() -> None:
    large = f"<w:document {W}><w:body>" + f"<w:p>{run('あ' * 1000)}</w:p>" * 3000
    found = document_of(
        packed({"word/document.xml": large}), "a.docx", bounds=Bounds(expanded=2**20)
    )
    assert {one.kind for one in found.warnings} == {"part_large"}
    assert found.raw.startswith("あ" * 1000) and len(found.raw) < 2**20
    entity = f'<!DOCTYPE a [<!ENTITY b "{"c" * 100}">]><w:document {W}>&b;</w:document>'
    kinds = [w.kind for w in document_of(packed({"word/document.xml": entity}), "a.docx").warnings]
    assert kinds == ["part_unsafe", "no_text"]
    deep = f"<w:document {W}>" + "<w:sdt>" * 100_000
    bounded = document_of(packed({"word/document.xml": deep}), "a.docx")
    assert "part_broken" in {one.kind for one in bounded.warnings}
    many = document_of(
        packed({"word/document.xml": large}), "a.docx", bounds=Bounds(part_elements=100)
    )
    assert "elements_cut" in {one.kind for one in many.warnings}


def test_a_part_that_breaks_is_read_up_to_there() -> None:
    found = document_of(
        packed({"word/document.xml": f"<w:document {W}><w:p>{run('一。')}</w:p><w:p>"}), "a.docx"
    )
    assert found.raw == "一。"
    assert [one.kind for one in found.warnings] == ["part_broken"]
    missing = word(f"<w:p>{run('一')}<w:r><w:footnoteReference w:id='1'/></w:r></w:p>")
    assert [one.kind for one in missing.warnings] == ["part_missing"]


WHOLE = packed(
    {"word/document.xml": f"<w:document {W}><w:p>{run('会談した。')}</w:p></w:document>"}
)


@given(st.integers(0, len(WHOLE) - 1), st.binary(min_size=1, max_size=4))
@settings(max_examples=150, deadline=None)
def test_a_damaged_file_is_read_or_refused(place: int, bytes_: bytes) -> None:
    data = WHOLE[:place] + bytes_ + WHOLE[place + len(bytes_) :]
    try:
        document_of(data, "a.docx")
    except ReadingError as error:
        assert "Next:" in str(error)


@given(st.text(max_size=60), st.sampled_from(("p", "r", "t", "tc", "tr", "hyperlink", "footnote")))
@settings(max_examples=80, deadline=None)
def test_any_xml_is_read(text: str, tag: str) -> None:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        inside = text.encode("utf-8", "ignore")
        begin = f"<w:document {W}><w:{tag}><w:t>".encode()
        archive.writestr("word/document.xml", begin + inside + f"</w:t></w:{tag}>".encode())
    document_of(stream.getvalue(), "a.docx")


def test_other_packed_files_are_refused() -> None:
    with pytest.raises(ReadingError, match="holds no Word document"):
        document_of(packed({"xl/workbook.xml": "<a/>"}), "a.docx")
