"""PDF: reading order, torn words, vertical lines, scanned pages, encryption, bounds."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kankei.reading.files import Bounds, Document, document_of
from kankei.reading.files.pdf import characters, extraction
from kankei.reading.files.pdf.hangul import tearing_of
from kankei.reading.files.pdf.lines import PageLine
from kankei.reading.read import read_text
from kankei.terms.errors import ReadingError

from .small_pdf import Piece, pdf

pytest.importorskip("pypdfium2")


def read(pages: list[list[Piece]], bounds: Bounds | None = None, **more: object) -> Document:
    data = pdf(pages, 300, 400, **more)  # type: ignore[arg-type]
    return document_of(data, "a.pdf", bounds=bounds or Bounds())


def lines(*texts: str, x: float = 40, y: float = 60, size: float = 10) -> list[Piece]:
    return [Piece(x, y + 15 * n, size, text) for n, text in enumerate(texts)]


def test_torn_words_are_joined_as_the_document_writes_them() -> None:
    found = read(
        [
            lines(
                "The two states extended their co-operation and held long-",
                "term talks on a joint observatory, whose construc-",
                "tion the ministers had announced; the co-",
                "operation goes on at https://example.org/a-",
                "b/c and elsewhere, says a well-",
                "informed source in the capital of the country.",
            )
        ]
    )
    assert found.raw == (
        "The two states extended their co-operation and held long-term talks on a joint "
        "observatory, whose construction the ministers had announced; the co-operation goes on at "
        "https://example.org/a-b/c and elsewhere, says a well-informed source in the capital of "
        "the country."
    )


def test_a_word_torn_by_a_page_is_one_word() -> None:
    found = read(
        [
            lines("The ministers of both states announced the construc-"),
            lines("tion of an observatory beside the lake."),
        ]
    )
    assert found.page(0) == "1" and found.page(found.raw.index("observatory")) == "2"
    (sentence,) = read_text(found.raw).sentences
    assert "construction of an observatory" in sentence.text


def test_indents_short_lines_and_gaps_part_paragraphs() -> None:
    found = read(
        [
            [
                *lines(
                    "　両国の首脳は会談し、協力の拡大で合",
                    "意した。",
                    "　共同声明が出た。次の会談は来年に開",
                ),
                *lines("かれる。", y=105),
                *lines("別の段落が、間を置いて始まる。", y=160),
            ]
        ]
    )
    assert found.raw.split("\n\n") == [
        "両国の首脳は会談し、協力の拡大で合意した。",
        "共同声明が出た。次の会談は来年に開かれる。",
        "別の段落が、間を置いて始まる。",
    ]


def test_rows_of_a_table_stay_rows() -> None:
    rows = [("Year", "Trade", "Share"), ("2022", "1,027", "82%"), ("2023", "2,295", "95%")]
    cells = [
        Piece(40 + 80 * column, 60 + 15 * row, 10, text)
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
    ]
    assert read([cells]).raw == "Year\tTrade\tShare\n2022\t1,027\t82%\n2023\t2,295\t95%"


def test_lines_written_downwards_are_read_from_right_to_left() -> None:
    texts = (
        "両国の首脳は会談し、協力の拡大で合意に達した",
        "。共同声明は多くの項目を含み、次の会談を約した。",
    )
    pieces = [Piece(250 - 20 * n, 60, 12, text, downwards=True) for n, text in enumerate(texts)]
    assert read([pieces]).raw == "".join(texts)


def test_raised_numbers_are_marks() -> None:
    found = read([lines("They met.¹² Then", "they left.³ "), lines("³ A note.", size=7)])
    assert "met.¹² Then they left.³" in found.raw and "³ A note." in found.raw


def test_ruby_is_left_out() -> None:
    found = read([[Piece(40, 100, 12, "湜という字を含む文である。"), Piece(40, 88, 5, "しょく")]])
    assert found.raw == "湜という字を含む文である。"
    assert [one.kind for one in found.warnings] == ["ruby"]


def test_a_scanned_page_is_reported_and_not_guessed() -> None:
    found = read([lines("A page with text."), []], images=(1,))
    assert found.raw.strip() == "A page with text."
    assert [(one.kind, one.page) for one in found.warnings] == [("scanned_page", 2)]
    assert found.warnings[0].message.ja.startswith("2頁は文字を含まない画像")


def test_running_heads_and_page_numbers_are_left_out() -> None:
    pages = [
        [
            Piece(40, 20, 8, "Working Papers"),
            *lines(f"Text of page {n}."),
            Piece(140, 385, 8, str(n)),
        ]
        for n in (1, 2, 3)
    ]
    found = read(pages)
    assert found.raw.split("\f") == [f"Text of page {n}." for n in (1, 2, 3)]
    assert [(one.kind, one.count) for one in found.warnings] == [("furniture", 6)]


def test_what_a_browser_prints_around_a_single_page_is_left_out() -> None:
    head = [Piece(20, 15, 8, "3/14/25, 9:05 AM"), Piece(140, 15, 8, "Lake Observatory")]
    foot = [Piece(20, 390, 8, "https://example.org/lake"), Piece(270, 390, 8, "1/1")]
    found = read([[*head, *lines("Lake Observatory", "", "It opened in May."), *foot]])
    assert found.raw.split() == ["Lake", "Observatory", "It", "opened", "in", "May."]
    text_below = [Piece(20, 390, 8, "See https://example.org/lake for more.")]
    assert "for more" in read([[*lines("It opened in May."), *text_below]]).raw


def test_a_running_head_may_end_like_a_sentence() -> None:
    pages = [
        [Piece(40, 20, 8, "Россия и Монголия в 2014–2024 гг."), *lines("Текст", "страницы.", y=90)]
        for _ in range(2)
    ]
    assert "Монголия" not in read(pages).raw


def test_an_address_longer_than_its_column_does_not_part_the_lines_above() -> None:
    prose = ["湖のほとりに観測所を建てる計画が二国の間で", "まとまり来年の春に工事が始まると"] * 6
    even = [text[:16] for text in prose]
    address = "https://example.org/observatory/2025/plan.html"
    found = read([[*lines(*even, "発表された。"), *lines(address, y=300)]])
    assert found.raw.startswith("".join(even) + "発表された。")


def test_a_line_stretched_to_its_column_is_no_row_of_a_table() -> None:
    spread = [Piece(x, 60, 10, word) for x, word in ((40, "They"), (85, "both"), (130, "came,"))]
    table = [Piece(x, 90, 10, word) for x, word in ((40, "Lake"), (85, "depth"), (160, "in"))]
    found = read([[*spread, *table]]).raw
    assert "They both came," in found and "Lake\tdepth\tin" in found


@pytest.mark.parametrize(
    ("before", "after", "torn"),
    [
        ("외무성은 이 회", "의가 끝났다고 했다", True),
        ("관측소를 짓기로 합의", "했다", True),
        ("김 아무개 국무위", "원장은 호수를 둘러보았다", True),
        ("두 나라의 관측", "소장은 호수를 둘러보았다", True),
        ("두 나라의", "장관은 호수를 둘러보았다", False),
        ("협의를 할", "수 있다고 밝혔다", False),
        ("장관은 2025년 3", "월에 호수를 둘러보았다", False),
    ],
)
def test_korean_words_torn_at_a_line_end(before: str, after: str, torn: bool) -> None:
    def line(text: str) -> PageLine:
        return PageLine(text, 0, 0, 100, 10, 10)

    inside = line("그 관측소에서 두 나라의 학자가 일한다.")
    assert (
        tearing_of([[inside, line(before), line(after)]]).tears(line(before), line(after)) is torn
    )


def test_a_file_that_writes_blanks_says_where_korean_words_end() -> None:
    def line(text: str, blank: bool) -> PageLine:
        return PageLine(text, 0, 0, 100, 10, 10, blank)

    whole, piece = line("두 나라의 호수", True), line("두 나라의 호수", False)
    tearing = tearing_of([[whole, piece]])
    assert not tearing.tears(whole, whole) and tearing.tears(piece, whole)


def test_pages_and_characters_are_bounded() -> None:
    pages = [lines("A page with some text on it.")] * 5
    found = read(pages, Bounds(pages=2))
    assert len(found.pages) == 2 and found.warnings[0].kind == "pages_cut"
    assert len(read(pages, Bounds(characters=30)).raw) <= 60


def test_an_encrypted_file_is_named() -> None:
    data = pdf([lines("secret")], 300, 400)
    locked = b"<</Filter/Standard/V 1/R 2/P -4/O<" + b"00" * 32 + b">/U<" + b"00" * 32 + b">>>"
    identity = b"/ID[<" + b"00" * 16 + b"><" + b"00" * 16 + b">]"
    data = data.replace(b"trailer<<", b"trailer<</Encrypt " + locked + identity)
    with pytest.raises(ReadingError, match=r"needs a password.*暗号化"):
        document_of(data, "a.pdf")


def test_a_damaged_file_is_named() -> None:
    with pytest.raises(ReadingError, match=r"a\.pdf: .*damaged"):
        document_of(b"%PDF-1.7\nnothing", "a.pdf")


def test_a_missing_package_is_named_in_both_languages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(characters, "find_spec", lambda _: None)
    with pytest.raises(ReadingError, match=r"追加のパッケージ.*pip install 'kankei\[documents\]'"):
        document_of(pdf([lines("a")], 300, 400), "a.pdf")


def program(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "program.py"
    file.write_text(text, encoding="utf-8")
    return file


PAGE = '{"label":"","size":[300,400],"codes":[97],"boxes":[0,0,50,100],"image":false}'


@pytest.mark.parametrize(
    ("end", "kind"), [("time.sleep(60)", "time_up"), ("sys.exit(3)", "stopped")]
)
def test_what_was_read_before_the_program_stops_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, end: str, kind: str
) -> None:
    text = f"""import sys, time
print('{{"pages": 9, "told": {{}}}}')
print('{PAGE}')
sys.stdout.flush()
{end}"""
    monkeypatch.setattr(characters, "_PROGRAM", program(tmp_path, text))
    found = document_of(b"%PDF-1.5", "a.pdf", bounds=Bounds(seconds=1.5))
    assert found.raw.strip() == "a"
    assert [(one.kind, one.page) for one in found.warnings] == [(kind, 1)]


WHOLE = pdf([lines("Two states met.", "They agreed.")], 300, 400, "T")


@given(st.integers(9, len(WHOLE) - 5), st.binary(min_size=1, max_size=6))
@settings(max_examples=40, deadline=None)
def test_damaged_bytes_do_not_stop_the_extraction(place: int, bytes_: bytes) -> None:
    """In this process, for speed; the program apart is what the other tests run."""
    data = WHOLE[:place] + bytes_ + WHOLE[place + len(bytes_) :]
    for line in extraction.lines(data, 3, 1000):
        assert set(line) <= {
            "fault",
            "pages",
            "told",
            "label",
            "size",
            "codes",
            "boxes",
            "image",
            "broken",
        }


def test_the_program_needs_nothing_of_the_package() -> None:
    text = Path(extraction.__file__).read_text(encoding="utf-8")
    assert "from ." not in text and "kankei" not in text and sys.executable
