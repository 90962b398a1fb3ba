"""Marks and bodies that match, and what is said when they do not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kankei.reading.layout import lay_out
from kankei.reading.notes import Apparatus, addresses, annotate
from kankei.reading.read import read_text

from .expected import NAMES, document, plain, reading


def notes(raw: str) -> Apparatus:
    return annotate(lay_out(raw), "ja")


@pytest.mark.parametrize("name", NAMES)
def test_notes_of_the_documents(name: str) -> None:
    raw = document(name).raw
    found = {
        (str(note.number), "".join(span.of(raw) for span in note.marker), *note.urls)
        for note in reading(name).notes
    }
    assert found == set(document(name).of("note"))
    assert reading(name).unread == ()


@pytest.mark.parametrize("name", NAMES)
def test_prose_and_references_of_the_documents(name: str) -> None:
    found = {(one.kind, plain(one.text)) for one in reading(name).sentences}
    for kind in ("footnote_sentence", "footnote_ref"):
        for words in document(name).of(kind):
            assert (kind, words[0]) in found


@pytest.mark.parametrize(
    ("mark", "body"),
    [
        ("{n}", "{n} "),
        ("[{n}]", "[{n}] "),
        ("（注{n}）", "注{n} "),
        ("注{n}", "注{n}) "),
        ("※{n}", "※{n} "),
        ("*{n}", "*{n} "),
        ("({n})", "({n}) "),
        ("（{n}）", "（{n}）"),
        ("{n})", "{n}) "),
        ("[{n}]", "{n}. "),
    ],
)
def test_styles(mark: str, body: str) -> None:
    """The same text in every style of notes; the list has a heading where the style needs one."""
    text = "会談が開かれた" + mark.format(n=1) + "。合意もあった" + mark.format(n=2) + "。"
    heading = "注\n" if "." in body else ""
    bodies = f"{body.format(n=1)}外務省、https://example.org/a。\n{body.format(n=2)}同上。"
    raw = f"題\n\n{text}\n\n{heading}{bodies}"
    found = notes(raw)
    assert [(note.number, note.urls) for note in found.notes] == [
        (1, ("https://example.org/a",)),
        (2, ()),
    ]
    marks = ["".join(span.of(raw) for span in note.marker) for note in found.notes]
    assert marks == [mark.format(n=1), mark.format(n=2)]
    assert found.unread == ()


def test_missing_and_doubled_numbers_are_reported() -> None:
    raw = "甲[1]。乙[2]。丙[4]。丁[1]。\n\n[1] 一。\n[4] 四。\n[4] 再び四。\n[5] 五。"
    found = notes(raw)
    numbers = [(note.number, bool(note.marker), bool(note.body)) for note in found.notes]
    assert numbers == [
        (1, True, True),
        (2, True, False),
        (4, True, True),
        (4, False, True),
        (5, False, True),
    ]
    said = " ".join(found.unread)
    for words in ("note 2: marked", "note 4: 2 notes", "note 1: marked 2", "note 5: no mark"):
        assert words in said
    assert "注3：" in said


def test_numbers_that_begin_again_on_every_page() -> None:
    raw = "甲¹の発言が続\n\n¹ 一頁の注。\n\n- 1 -\n\nいた。乙¹も黙った。\n\n¹ 二頁の注。"
    found = notes(raw)
    texts = ["".join(span.of(raw) for span in note.body) for note in found.notes]
    assert texts == ["¹ 一頁の注。", "¹ 二頁の注。"]
    assert all(note.marker for note in found.notes)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("外務省（https://example.org/a）。", ["https://example.org/a"]),
        ("<https://example.org/?a=1&b=2>.", ["https://example.org/?a=1&b=2"]),
        ("https://example.org/a_(b)。", ["https://example.org/a_(b)"]),
        ("(see https://example.org/a).", ["https://example.org/a"]),
        (
            "https://example.org/%E4%B8%AD#x, https://b.org",
            ["https://example.org/%E4%B8%AD#x", "https://b.org"],
        ),
        ("なし", []),
    ],
)
def test_addresses(text: str, found: list[str]) -> None:
    assert list(addresses(text)) == found


@pytest.mark.parametrize(
    ("body", "kinds"),
    [
        ("[1] 防衛省「発表」2022年8月4日。", ["footnote_ref"]),
        ("[1] 同上。", ["footnote_ref"]),
        ("[1] 日本企業も例外ではない。", ["footnote_sentence"]),
        (
            "[1] 外務省、2022年8月4日。ただし、議事録は公開されていない。",
            ["footnote_ref", "footnote_sentence"],
        ),
        ("[1] Ibid., p. 5.", ["footnote_ref"]),
        ("[1] Smith, The Long Game (Oxford: OUP, 2021), 45.", ["footnote_ref"]),
        ("[1] The figure does not include aid.", ["footnote_sentence"]),
        ("[1] Там же. С. 5.", ["footnote_ref"]),
        ("[1] Договор вступил в силу позже.", ["footnote_sentence"]),
        ("[1] 参见王毅讲话，《人民日报》2024年5月1日。", ["footnote_ref"]),
        ("[1] 这一数字不包括援助。", ["footnote_sentence"]),
        ("[1] 통일부, 2024년 1월 31일.", ["footnote_ref"]),
        ("[1] 이 수치에는 원조가 포함되지 않는다.", ["footnote_sentence"]),
    ],
)
def test_prose_and_references(body: str, kinds: list[str]) -> None:
    found = read_text(f"甲が発言した[1]。\n\n{body}").sentences
    assert [one.kind for one in found if one.note == 1] == kinds


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(["甲[1]", "乙¹", "。", "\n\n", "[1] a", "[2] b", "¹ c", "[1]"])))
def test_any_mixture_of_marks_and_bodies(parts: list[str]) -> None:
    raw = "".join(parts)
    for note in notes(raw).notes:
        for span in (*note.marker, *note.body):
            assert 0 <= span.start < span.end <= len(raw)
