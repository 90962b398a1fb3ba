"""Bytes to text: encodings declared and told, invalid bytes, bounds, characters that deceive."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kankei.reading.files import (
    Bounds,
    Found,
    decode,
    detect,
    document_of,
    read_document,
    read_text_file,
)
from kankei.reading.read import read_file
from kankei.terms.errors import ReadingError

JAPANESE = "両国の首脳は会談し、協力の拡大で合意した。共同声明には多くの項目がある。"
CHINESE = "两国元首在会晤中同意恢复对话，并就多个领域的合作达成一致。这不意味着分歧消失。"
HANT = "兩國元首在會晤中同意恢復對話，並就多個領域的合作達成一致。這不是新的政策。"
KOREAN = "양국 정상은 회담에서 협력을 확대하기로 합의했다. 공동성명에는 여러 항목이 있다."
RUSSIAN = "Стороны подписали договор о сотрудничестве и приняли совместное заявление."
SHORT = {
    "cp932": "首脳は会談した。",
    "euc_jp": "首脳は会談した。",
    "cp949": "정상은 회담했다.",
    "gb18030": "两国元首会晤了。",
    "koi8_r": "Подписали договор",
    "cp1251": "Подписали договор",
}


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (JAPANESE, "cp932"),
        (JAPANESE, "euc_jp"),
        (JAPANESE, "iso2022_jp"),
        (JAPANESE, "utf-8"),
        (JAPANESE, "utf-16"),
        (JAPANESE, "utf-16-le"),
        (JAPANESE, "utf-16-be"),
        (CHINESE, "gb18030"),
        (CHINESE, "gbk"),
        (HANT, "big5"),
        (KOREAN, "euc_kr"),
        (KOREAN, "cp949"),
        (KOREAN, "iso2022_kr"),
        (RUSSIAN, "koi8_r"),
        (RUSSIAN, "cp1251"),
        ("The summit was long.\nIt ended.\n", "utf-16-le"),
        ("The ministry’s “answer” – a café", "cp1252"),
        *((text, encoding) for encoding, text in SHORT.items()),
    ],
)
def test_encodings_are_told_from_the_bytes(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)).text == text


def test_how_an_encoding_was_told_is_reported() -> None:
    assert decode("\ufeff一".encode()).encoding == Found("utf-8", "byte order mark")
    assert decode("一".encode()).encoding == Found("utf-8", "valid")
    assert decode(JAPANESE.encode("cp932")).encoding == Found("cp932", "detected")
    assert decode(JAPANESE.encode("euc_jp"), declared="EUC-JP").encoding == Found(
        "euc_jp", "declared"
    )
    assert decode(RUSSIAN.encode("cp1251"), given="windows-1251").encoding == Found(
        "cp1251", "given"
    )


def test_a_byte_order_mark_and_line_ends_keep_their_places() -> None:
    text = "\ufeff一\r\n二\r三\n\x00"
    assert decode(text.encode("utf-8")).text == text


@given(st.text(max_size=80))
@settings(max_examples=100, deadline=None)
def test_utf_8_is_read_as_it_stands(text: str) -> None:
    data = text.encode("utf-8", "ignore")
    if not data.startswith((b"\xff\xfe", b"\xfe\xff")) and b"\x1b$" not in data:
        assert decode(data, given="utf-8").text == data.decode("utf-8")


@given(st.binary(max_size=200))
@settings(max_examples=200, deadline=None)
def test_any_bytes_give_text_or_a_clear_error(data: bytes) -> None:
    try:
        found = document_of(data, "any.txt")
    except ReadingError as error:
        assert "Next:" in str(error)
    else:
        found.raw.encode("utf-8")


def test_a_declared_encoding_that_the_bytes_are_not_is_dropped_and_told() -> None:
    found = decode(JAPANESE.encode("cp932"), declared="euc-kr")
    assert found.text == JAPANESE
    assert [one.kind for one in found.warnings] == ["other_encoding"]
    wider = decode("①髙橋".encode("cp932") + JAPANESE.encode("cp932"), declared="Shift_JIS")
    assert wider.text.startswith("①髙橋") and not wider.warnings


def test_an_encoding_of_no_name_is_refused() -> None:
    with pytest.raises(ReadingError, match="no encoding is called 'eucc'"):
        decode(b"a", given="eucc")
    assert decode(b"a\xe9", declared="base64").encoding.how == "detected"


def test_bytes_of_no_encoding_are_refused() -> None:
    with pytest.raises(ReadingError, match="encoding cannot be told"):
        detect(bytes(range(128, 256)) * 4)


def test_invalid_bytes_are_told_with_their_place_and_the_rest_is_read() -> None:
    data = "会談した。".encode() + b"\xff\xfe" + "合意した。".encode()
    found = document_of(data, "a.txt")
    assert found.raw == "会談した。\ufffd\ufffd合意した。"
    assert [(w.kind, w.count, w.offset, w.byte) for w in found.warnings] == [
        ("invalid_bytes", 2, 5, 15)
    ]
    assert "byte 15" in found.warnings[0].message.en


def test_characters_that_deceive_are_told_with_their_place() -> None:
    found = document_of("a\x00b\u200bc\u202ed\ufeffe\ue000".encode(), "a.txt")
    told = {warning.kind: (warning.count, warning.offset) for warning in found.warnings}
    assert told == {"control": (1, 1), "invisible": (2, 3), "direction": (1, 5), "private": (1, 9)}
    assert document_of("\ufeff文。".encode(), "a.txt").warnings == ()


def test_a_long_text_is_read_up_to_the_bound() -> None:
    bounds = Bounds(bytes=100, characters=20)
    found = document_of(b"one two\n" * 50, "a.txt", bounds=bounds)
    assert found.raw == "one two\n" * 2
    assert [one.kind for one in found.warnings] == ["file_cut", "text_cut"]
    assert len(document_of(b"x" * 1000, "a.txt", bounds=bounds).raw) == 20
    for size in range(90, 100):
        found = document_of("a漢字𠮷".encode() * 20, "a.txt", bounds=Bounds(bytes=size))
        assert [one.kind for one in found.warnings] == ["file_cut"]


def test_messages_name_the_file_and_the_next_step(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match=r"table\.xlsx: .*'\.xlsx'.* Next: convert"):
        document_of(b"abc", "table.xlsx")
    with pytest.raises(ReadingError, match=r"holds no Word document"):
        document_of(b"PK\x05\x06" + b"\0" * 18, "a.docx")
    with pytest.raises(ReadingError, match="cannot be opened"):
        read_document(tmp_path / "absent.txt")
    with pytest.raises(ReadingError, match="old binary kind, or an encrypted one"):
        document_of(b"\xd0\xcf\x11\xe0\xa1\xb1", "a.docx")


def test_a_large_packed_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match=r"more than 10 bytes.* Next: split"):
        document_of(b"%PDF" + b"0" * 20, "a.pdf", bounds=Bounds(bytes=10))


def test_warnings_reach_the_reading_in_both_languages(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes("両国は会談した。".encode() + b"\xff")
    found = read_file(file)
    assert found.raw == read_text_file(file) == "両国は会談した。\ufffd"
    assert "正しくないバイト" in found.unread[0] and "each became U+FFFD" in found.unread[0]


def test_places_for_a_reader() -> None:
    found = document_of("一。\n\n二。\n\n三。".encode(), "a.txt")
    assert found.place(found.raw.index("三")).en == "para. 3"
    assert found.page(0) is None
