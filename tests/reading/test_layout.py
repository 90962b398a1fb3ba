"""Lines, page furniture, note bodies, headings and torn paragraphs."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kankei.reading.dates.publication import find_published
from kankei.reading.layout import Layout, is_dateline, lay_out
from kankei.reading.layout.bodies import continues_address
from kankei.reading.layout.furniture import furniture
from kankei.reading.layout.headings import known_heading, note_heading, numbered
from kankei.reading.layout.labels import label_of, marks_in
from kankei.reading.layout.lines import lines_of
from kankei.reading.read import read_text
from kankei.terms.language import Language

from .expected import NAMES, document, plain, reading

NOISE = "あ漢ア。、「」（）().!? \n\t\u3000\u200b\u202e\x00¹²[1]注1)http://a/-<>"


def parts(layout: Layout) -> list[tuple[str, str]]:
    return [(block.role, block.view.text) for block in layout.blocks]


@pytest.mark.parametrize("name", NAMES)
def test_titles_headings_and_rows(name: str) -> None:
    found = {(one.kind, plain(one.text)) for one in reading(name).sentences}
    for kind in ("title", "dateline", "byline", "heading", "table"):
        for words in document(name).of(kind):
            assert (kind, "\t".join(words)) in found


def test_offsets_count_code_points_as_they_stand() -> None:
    lines = lines_of("\ufeff一\r\n\r\n\u3000二\f三")
    assert [(one.start, one.end, one.text, one.indent, one.gap) for one in lines] == [
        (1, 2, "一", 1, 0),
        (7, 8, "二", 1, 1),
        (9, 10, "三", 0, 0),
    ]
    assert lines[2].new_page


@pytest.mark.parametrize(
    "number",
    ["- 3 -", "― 12 ―", "p. 4", "Page 4 of 9", "12頁", "第3页 共9页", "·3·", "7/12", "стр. 5"],
)
def test_page_numbers(number: str) -> None:
    raw = f"両国の外相は会談し、今後も協議を続ける\n\n{number}\n\nことで一致した。"
    assert parts(lay_out(raw)) == [
        ("paragraph", "両国の外相は会談し、今後も協議を続けることで一致した。")
    ]


def test_a_bare_number_is_a_page_number_only_where_pages_are_torn() -> None:
    torn = "両国の外相は会談し、長い時間をかけて今後も協議を続ける\n\n3\n\nことで一致した。"
    assert [line for line in furniture(lines_of(torn))] == [1]
    assert furniture(lines_of("一つの文が終わった。\n\n3\n\n次の文が始まる。")) == frozenset()


def test_a_head_may_touch_the_line_that_goes_on_below_it() -> None:
    text = [
        "　各国は港の使用料をめぐって長い交渉を続けてきたが、合意には至っていない。仲介",
        "に当たった隣国の外相は双方の首都を訪れ、専門家の協議を毎月開くことを提案し、会",
        "\n―12―\n港湾研究　第3号",
        "議の日程を示した。これに対して沿岸の州は、協議の前に使用料を元の額に戻すよう求",
        "め、回答の期限を定めた。",
    ]
    (block,) = [view for role, view in parts(lay_out("\n".join(text))) if role == "paragraph"]
    assert "会議の日程" in block and "港湾研究" not in block


def test_long_lines_elsewhere_do_not_make_the_lines_of_a_cut_paragraph_headings() -> None:
    text = [
        "The ministers of the five coastal states met in the harbour town and spoke",
        "of fishing rights, of the new lighthouse and of the rules for ferries in",
        "winter, but they did not agree on anything before the evening was over.",
        "",
        "On 3 April 2021 the delegates of the Association of the Northern Island",
        "Harbours received a pilot. They took note of his report.",
        "",
        "The report says that " + "the harbour is open all year round and " * 9 + "safe.",
        "",
        "The pilots say that " + "the harbour needs a second light and " * 9 + "a bell.",
    ]
    prose = [view for role, view in parts(lay_out("\n".join(text))) if role == "paragraph"]
    assert any("Northern Island\nHarbours received" in view for view in prose)


@pytest.mark.parametrize("heading", ["Sources", "出典", "Источники", "참고문헌", "資料來源"])
def test_literature_numbered_like_the_marks_is_notes(heading: str) -> None:
    noted = lay_out(f"It ended.¹ They left.²\n\n{heading}\n1. Gazette, p. 3.\n2. Record, p. 5.\n")
    assert [body.label.number for body in noted.bodies] == [1, 2]
    listed = lay_out(f"It ended. They left.\n\n{heading}\n1. Gazette, p. 3.\n2. Record, p. 5.\n")
    assert not listed.bodies


def test_plain_numbers_with_a_stop_are_notes_where_they_cite() -> None:
    text = "The ministers met.¹ Their talks about the port\n\n{}\n\nwent on for weeks."
    cited = lay_out(text.format("1. Gazette, 3 May, https://example.org/a.html"))
    assert [body.label.number for body in cited.bodies] == [1]
    assert not lay_out("The ministers met.¹\n\n1. The port\n\nTalks went on.").bodies


def test_notes_that_touch_their_heading() -> None:
    noted = lay_out(
        "抗議した（注1）。停止した（注2）。\n\n注\n（注1）外務省の発表。\n（注2）通信社の報道。\n"
    )
    assert [body.label.number for body in noted.bodies] == [1, 2]


def test_a_note_of_words_among_notes_at_the_foot() -> None:
    notes = "1. Gazette, https://example.org/a\n2. He spoke of a\nwider war.\n"
    noted = lay_out(f"It was denied.1 They left.2\n\n{notes}")
    assert [body.label.number for body in noted.bodies] == [1, 2]


def test_raised_numbers_with_raised_brackets() -> None:
    reading = read_text("두 장관이 만났다.¹⁾ 회담은 이어졌다.\n\n¹⁾ 외교부 발표.\n", language="ko")
    assert [one.text for one in reading.sentences if one.kind == "sentence"] == [
        "두 장관이 만났다.¹⁾",
        "회담은 이어졌다.",
    ]
    (note,) = reading.notes
    assert [span.of(reading.raw) for span in note.marker or ()] == ["¹⁾"]


def test_a_title_that_heads_every_page_stays_the_title() -> None:
    head = "海峡の秋"
    raw = f"{head}\n\n船は港に着\n- 1 -\n{head}\nいた。人々は岸\n- 2 -\n{head}\nに集まった。"
    assert parts(lay_out(raw)) == [
        ("title", "海峡の秋"),
        ("paragraph", "船は港に着いた。人々は岸に集まった。"),
    ]


@pytest.mark.parametrize(
    ("label", "style", "number"),
    [
        ("¹⁰ 外務省", "superscript", 10),
        ("[3] 外務省", "square", 3),
        ("［3］外務省", "square", 3),
        ("注1) 外務省", "word", 1),
        ("（注１）外務省", "word", 1),
        ("註2：外交部", "word", 2),
        ("※3 外務省", "word", 3),
        ("*4 外務省", "word", 4),
        ("주1) 외교부", "word", 1),
        ("1) 외교부", "closing", 1),
        ("(2) Foreign Ministry", "round", 2),
        ("③ 外交部", "circled", 3),
        ("* Foreign Ministry", "symbol", 1),
        ("† Foreign Ministry", "symbol", 2),
        ("12. МИД", "plain", 12),
    ],
)
def test_labels(label: str, style: str, number: int) -> None:
    found = label_of(label)
    assert found is not None
    assert (found.style, found.number) == (style, number)


@pytest.mark.parametrize("line", ["[3]。その後", "³、また", "2024年", "3.5倍", "受注1兆円"])
def test_no_labels(line: str) -> None:
    assert label_of(line) is None


def test_units_and_brackets_are_no_marks() -> None:
    assert list(marks_in("面積は100km²、体積は5 m³である", "superscript")) == []
    assert [mark.number for mark in marks_in("합의(한미일 3)를 했다.1)", "closing")] == [1]


@pytest.mark.parametrize(
    ("before", "line", "goes_on"),
    [
        ("¹ https://example.org/press/", "2024/0512.html", True),
        ("¹ https://example.org/press/2024", "_0512.html", True),
        ("¹ <https://example.org/a?b=1", "&c=2>", True),
        ("¹ <https://example.org/photos#photo->", "72809,72811", True),
        ("¹ <https://example.org/>", "を参照されたい。", False),
        ("¹ https://example.org/news/", "Ministry of Defense", False),
        ("¹ https://example.org/act12", ".pdf", True),
        ("¹ https://example.", "org/acts/12/text および https://example.org/b", True),
        ("¹ https://example.org/joint-declar", "ation および https://example.org/b", True),
        ("¹ https://example.org/news/", "https://example.org/b", False),
        ("¹ 外務省", "2024/0512.html", False),
    ],
)
def test_addresses_go_on_in_the_next_line(before: str, line: str, goes_on: bool) -> None:
    assert continues_address(before, line) is goes_on


def test_prose_between_two_addresses_of_one_note() -> None:
    raw = (
        "両国は長い交渉の末に条約に署名し、国会に¹\n\n¹ https://example.org/a.html\n\nなお、訳文は\n\n"
        "<https://example.org/b>\n\nを参照されたい。\n\n² https://example.org/c\n\n提出した²。"
    )
    layout = lay_out(raw)
    assert parts(layout) == [("paragraph", "両国は長い交渉の末に条約に署名し、国会に¹提出した²。")]
    assert layout.bodies[0].view.text.endswith(
        "なお、訳文は<https://example.org/b>を参照されたい。"
    )


def test_ambiguous_labels_are_lists_unless_the_text_marks_them() -> None:
    listed = "三つの案がある。\n\n(1) 制裁を続ける。\n\n(2) 対話を始める。"
    assert lay_out(listed).bodies == ()
    noted = "制裁は続く(1)。対話も始まる(2)。\n\n(1) 安保理決議。\n\n(2) 外相の発言。"
    assert [body.label.number for body in lay_out(noted).bodies] == [1, 2]


def test_numbers_that_lost_their_superscript() -> None:
    raw = "会談が開かれた1。合意は多くの点に及んだ2。\n\n1 外務省発表。\n2 共同声明。\n\n次の段落。"
    layout = lay_out(raw)
    assert [body.view.text for body in layout.bodies] == ["1 外務省発表。", "2 共同声明。"]


@pytest.mark.parametrize(
    "line",
    [
        "はじめに",
        "1. 背景",
        "おわりに",
        "Introduction",
        "Заключение",
        "结语",
        "맺음말",
        "表1　輸入額",
    ],
)
def test_known_headings(line: str) -> None:
    assert known_heading(line) or numbered(line)


@pytest.mark.parametrize(
    "line",
    [
        "注",
        "【注】",
        "Notes",
        "Примечания",
        "注释",
        "각주",
        "■ 註",
        "Notes and Sources",
        "Источники и примечания",
        "注釈・参考文献",
        "注释与参考文献",
    ],
)
def test_headings_of_note_lists(line: str) -> None:
    assert note_heading(line)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("掲載日：2024年7月12日", True),
        ("발행일: 2024년 1월 31일", True),
        ("10 февраля 2025 г.", True),
        ("发布时间：2024年12月20日", True),
        ("Published on 12 February 2024", True),
        ("Suva, March 4, 2025", True),
        ("2025年7月12日　朝刊", True),
        ("2018年9月19日协议再解读", False),
        ("令和5年", False),
        ("2024年7月12日、両国の外相が会談した。", False),
    ],
)
def test_datelines(line: str, expected: bool) -> None:
    assert is_dateline(line) is expected


def test_a_short_line_is_a_heading_or_a_torn_paragraph() -> None:
    heading = "対立の背景\n\n　両国は長く対立してきた。\n\n　和解の兆しもある。"
    assert [role for role, _ in parts(lay_out("題\n\n" + heading))][1] in ("byline", "heading")
    torn = "一　背景\n\n　両国は長く対立してきた。\n　和解の兆しが\n- 2 -\nある。"
    assert parts(lay_out(torn))[-1] == ("paragraph", "和解の兆しがある。")


def test_words_are_kept_apart_at_line_ends_only_where_the_script_does() -> None:
    raw = "The two minis-\nters met in\nSeoul and the ROK\nagreed to talks.\n\n両国は合\n意した。"
    assert [text for _, text in parts(lay_out(raw))] == [
        "The two ministers met in\nSeoul and the ROK\nagreed to talks.",
        "両国は合意した。",
    ]


PARAGRAPHS = (
    "一　港の秋",
    "　両国の港湾当局は、長い中断のあとで実務協議を再び開いた。議題は安全の確保である。"
    "参加者は「時間が必要だ。急がない」と語った。",
    "　北東アジアの航路では、船会社が保険料の上昇を避けて南へ回った。"
    "World Economic Outlookも同じ傾向を示す。",
    "二　見通し",
    "　協議は来年も続く見込みである。もっとも、結果は楽観できない。",
)


def torn(width: int, lines_a_page: int, head: str) -> str:
    """The paragraphs cut at a width, with a page number and a running head between pages."""
    lines = [
        line[start : start + width].strip(" ") if start else line[:width]
        for line in PARAGRAPHS
        for start in range(0, len(line), width)
    ]
    pages = [lines[at : at + lines_a_page] for at in range(0, len(lines), lines_a_page)]
    text = "\n".join(pages[0])
    for number, page in enumerate(pages[1:], 1):
        text += f"\n\n- {number} -\n\n{head}\n\n" + "\n".join(page)
    return text


@settings(max_examples=40, deadline=None)
@given(st.integers(18, 60), st.integers(4, 30), st.sampled_from(["港湾論集　第3号", "港の秋"]))
def test_sentences_do_not_depend_on_where_lines_and_pages_end(
    width: int, lines_a_page: int, head: str
) -> None:
    whole = read_text("\n".join(PARAGRAPHS))
    found = read_text(torn(width, lines_a_page, head))
    wanted = [one.text.replace(" ", "") for one in whole.sentences if one.kind == "sentence"]
    prose = [one.text for one in found.sentences if one.kind == "sentence"]
    assert [re.sub(r"\s", "", text) for text in prose] == wanted


@settings(max_examples=80, deadline=None)
@given(st.text(alphabet=NOISE, max_size=200))
def test_views_are_in_bounds_and_in_order(raw: str) -> None:
    layout = lay_out(raw)
    taken: list[int] = []
    for view in [one.view for one in layout.blocks] + [one.view for one in layout.bodies]:
        assert view.text == "".join(raw[one.start : one.end] for one in view.pieces)
        ends = [edge for piece in view.pieces for edge in (piece.start, piece.end)]
        assert ends == sorted(ends)
        taken += [place for piece in view.pieces for place in range(piece.start, piece.end)]
    assert len(taken) == len(set(taken))
    assert all(0 <= place < len(raw) for place in taken)


def test_notes_at_the_foot_keep_plain_numbers_below_raised_marks() -> None:
    raw = (
        "川の上流では大規模なダムの建設が続いてきた¹。下流の国々は水量の減\n"
        "少に不満を抱き、何度も協議を求めてきたが、合意には至っていない。\n"
        "1 河川委員会『年次報告書』、https://example.org/annual\n\n"
        "2\n\n"
        "　翌年には新しい枠組みが設けられた。"
    )
    notes = read_text(raw).notes
    assert [(note.number, note.urls) for note in notes] == [(1, ("https://example.org/annual",))]


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("2024年8月9日　《世界评论》特约撰稿　周立行", "2024-08-09"),
        ("정책브리프 제31호(2024. 11. 25.)", "2024-11-25"),
    ],
)
def test_a_line_with_date_and_writer_or_issue_dates_the_document(line: str, published: str) -> None:
    language: Language = "ko" if "호" in line else "zh"
    title = "협력의 성과와 한계" if language == "ko" else "两国合作的成果与局限"
    prose = "양국은 지난달 회담했다." if language == "ko" else "两国上月举行会谈。"
    reading = read_text(f"{title}\n\n{line}\n\n{prose}", language=language)
    day = find_published(reading.sentences)
    assert day is not None
    assert day.isoformat() == published
