"""Bytes to text: encodings, HTML, refusals."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kankei.reading import files
from kankei.reading.files import decode, detect, html_text, read_text_file
from kankei.terms.errors import ReadingError

JAPANESE = "両国の首脳は会談し、協力の拡大で合意した。共同声明には多くの項目がある。"
CHINESE = "两国元首在会晤中同意恢复对话，并就多个领域的合作达成一致。这不意味着分歧消失。"
HANT = "兩國元首在會晤中同意恢復對話，並就多個領域的合作達成一致。這不是新的政策。"
KOREAN = "양국 정상은 회담에서 협력을 확대하기로 합의했다. 공동성명에는 여러 항목이 있다."
RUSSIAN = "Стороны подписали договор о сотрудничестве и приняли совместное заявление."


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (JAPANESE, "cp932"),
        (JAPANESE, "euc_jp"),
        (JAPANESE, "iso2022_jp"),
        (JAPANESE, "utf-8"),
        (JAPANESE, "utf-16"),
        (CHINESE, "gb18030"),
        (CHINESE, "gbk"),
        (HANT, "big5"),
        (KOREAN, "euc_kr"),
        (KOREAN, "cp949"),
        (RUSSIAN, "koi8_r"),
        (RUSSIAN, "cp1251"),
        ("The ministry’s “answer” – a café", "cp1252"),
    ],
)
def test_encodings_are_told_from_the_bytes(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


def test_a_byte_order_mark_and_line_ends_keep_their_places() -> None:
    text = "\ufeff一\r\n二\r三\n\x00"
    assert decode(text.encode("utf-8")) == text


@given(st.text(max_size=80))
@settings(max_examples=100, deadline=None)
def test_utf_8_is_read_as_it_stands(text: str) -> None:
    data = text.encode("utf-8", "ignore")
    if (
        not data.startswith((b"%PDF", b"PK\x03\x04", b"\xff\xfe", b"\xfe\xff"))
        and b"\x1b$" not in data
    ):
        assert decode(data) == data.decode("utf-8")


def test_a_declared_encoding_is_used_or_refused() -> None:
    data = JAPANESE.encode("euc_jp")
    assert decode(data, "euc_jp") == JAPANESE
    with pytest.raises(ReadingError, match="are not utf-8"):
        decode(data, "utf-8")
    with pytest.raises(ReadingError, match="no encoding is called 'eucc'"):
        decode(data, "eucc")


def test_bytes_of_no_encoding_are_refused() -> None:
    with pytest.raises(ReadingError, match="encoding cannot be told"):
        detect(bytes(range(128, 256)) * 4)


@pytest.mark.parametrize(
    ("data", "words"), [(b"%PDF-1.7\n", "a PDF"), (b"PK\x03\x04xx", "ZIP or office")]
)
def test_other_kinds_of_files_are_named(data: bytes, words: str) -> None:
    with pytest.raises(ReadingError, match=words):
        decode(data)


def test_messages_name_the_file_and_the_next_step(tmp_path: Path) -> None:
    table = tmp_path / "table.xlsx"
    table.write_bytes(b"PK\x03\x04")
    with pytest.raises(ReadingError, match=r"table\.xlsx: .*'\.xlsx'.* Next: convert"):
        read_text_file(table)
    with pytest.raises(ReadingError, match="cannot be opened"):
        read_text_file(tmp_path / "absent.txt")


def test_large_files_are_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MAX_BYTES", 10)
    large = tmp_path / "large.txt"
    large.write_text("0123456789A", encoding="utf-8")
    with pytest.raises(ReadingError, match="the file has 11 bytes, the limit is 10"):
        read_text_file(large)


def test_html_keeps_paragraphs_notes_and_declared_encoding(tmp_path: Path) -> None:
    page = (
        "<html><head><meta charset='euc-jp'><title>x</title></head><body><nav>目次</nav>"
        "<h1>題</h1><p>会談した<sup>1</sup>。<br>続く &amp; 終わる。</p><script>alert(1)</script>"
        "<ol><li>¹ 外務省</li></ol></body></html>"
    )
    file = tmp_path / "page.html"
    file.write_bytes(page.replace("¹", "1").encode("euc_jp"))
    assert read_text_file(file) == "題\n\n会談した¹。\n続く & 終わる。\n\n1 外務省"


def test_broken_html_is_read_as_far_as_it_goes() -> None:
    assert html_text("<p>一<p>二</div></p><b>三") == "一\n\n二\n\n三"
    assert html_text("<" * 1000 + "p>") is not None
