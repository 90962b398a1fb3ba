"""Pages: what is document and what is around it, notes, metadata, pages saved by a browser."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kankei.reading.files import Bounds, Document, document_of, html_text
from kankei.reading.read import read_text, reading_of
from kankei.terms.errors import ReadingError

PROSE = "両国は会談した。" * 12
ARTICLE = f"<article><h1>題名である</h1><p>{PROSE}<p>{PROSE}</article>"


def page(body: str, head: str = "", name: str = "a.html") -> Document:
    return document_of(f"<html><head>{head}</head><body>{body}</body></html>".encode(), name)


@pytest.mark.parametrize(
    "around",
    [
        "<nav><a href=/>ホーム</a></nav>",
        "<header><a href=/>研究所</a> <span>ようこそ</span></header>",
        "<aside><p>広告の文である。広告の文である。</aside>",
        "<div id=cookieConsent><p>クッキーを使う。同意されたい。</div>",
        "<div class='sns share-buttons'>広める</div>",
        "<ul><li><a href=/1>別の記事の題一</a><li><a href=/2>別の記事の題二</a></ul>",
        "<footer><p>著作権は研究所にある。</footer>",
        "<div role=navigation>案内</div>",
        "<p hidden>見えない文である。</p><p style='display: none'>これも。</p>",
        "<form>検索<input name=q></form><script>document.write('<p>悪い</p>')</script>",
        "<noscript>スクリプトを有効に。</noscript><style>p{}</style><template>型</template>",
    ],
)
def test_what_stands_around_a_document_is_left_out(around: str) -> None:
    plain = f"題名である\n\n{PROSE}\n\n{PROSE}"
    assert page(around + ARTICLE).raw == plain
    assert page(ARTICLE + around).raw == plain
    inside = ARTICLE.replace("</article>", f"{around}</article>")
    if not around.startswith("<header"):
        assert page(inside).raw == plain


def test_a_heading_in_a_banner_and_notes_in_a_footer_are_kept() -> None:
    found = page(
        "<header><a href=/>研究所</a><h1>海の境界</h1></header>"
        f"<main><p>{PROSE}<a href='#f1' id=b1>[1]</a></p><p>{PROSE}</p></main>"
        "<footer><section class=footnotes><p id=f1>外務省、"
        "<a href='https://example.org/a'>声明</a> <a href='#b1'>戻る↩</a></p></section></footer>",
        "<title>海の境界 | 研究所</title>",
    )
    assert found.raw.startswith("海の境界\n\n両国は")
    assert found.raw.endswith("[1] 外務省、声明 <https://example.org/a> 戻る↩") or (
        found.raw.endswith("[1] 外務省、声明 <https://example.org/a>")
    )
    (note,) = read_text(found.raw).notes
    assert (note.number, note.urls) == (1, ("https://example.org/a",))


def test_notes_of_a_list_get_the_label_of_their_mark() -> None:
    found = page(
        "<p>一<sup id=r1><a href='#n1'>1</a></sup>。二<sup><a href='#n2' id=r2>2</a></sup>。</p>"
        "<ol><li id=n1><a href='#r1'>^</a> 甲。<li id=n2><p>乙。<a href='#r2'>↩</a></p></ol>"
    )
    assert found.raw == "一¹。二²。\n\n¹ 甲。\n\n² 乙。"


def test_notes_as_encyclopaedias_print_them() -> None:
    found = page(
        "<h1>湖</h1><p>一文目。<sup id=c1><a href='#n1'><span>[</span>1<span>]</span></a></sup>"
        "二文目。<sup id=c2><a href='#n1'>[1]</a></sup></p><h2>歴史<span class=mw-editsection>"
        "[<a href=/e>編集</a>]</span></h2><p>三文目。</p><div class=reflist><ol><li id=n1><span>^ "
        "<a href='#c1'><sup>a</sup></a> <a href='#c2'><sup>b</sup></a></span> <span>"
        "<a href='https://example.org/x'>報告</a>、省。</span></li></ol></div>"
    )
    assert found.raw == (
        "湖\n\n一文目。[1]二文目。[1]\n\n歴史\n\n三文目。\n\n[1] 報告 <https://example.org/x>、省。"
    )


def test_a_printed_label_is_not_doubled_and_a_cut_address_is_whole() -> None:
    found = page(
        "<p>一<a href='#_ftn1' name='_ftnref1'>[1]</a>。</p><hr><div id=ftn1><p>"
        "<a href='#_ftnref1' name='_ftn1'>[1]</a> <a href='https://example.org/long/way'>"
        "https://example.org/long</a></p></div>"
    )
    assert found.raw == "一[1]。\n\n[1] https://example.org/long/way"


def test_lines_rows_items_ruby_and_deletions() -> None:
    found = page(
        "<p>一<br>二<ruby>三<rp>(</rp><rt>さん</rt></ruby><del>四</del>"
        "<q>五</q> m<sup>2</sup></p><ul><li>六<li>七</ul><ol start=3><li>八</ol>"
        "<table><tr><th>年<th>額<tr><td>1<td><p>2</table><pre>a\n  b</pre>"
    )
    assert found.raw == ("一\n二三“五” m²\n\n• 六\n\n• 七\n\n3. 八\n\n年\t額\n1\t2\n\na\n  b")


def test_tables_that_only_arrange_a_page_are_no_tables() -> None:
    found = page(
        "<table><tr><td><a href=/>ホーム</a> <a href=/b>報道</a><td><table><tr><td>"
        "<b>日蒙外相会談</b><br>令和5年4月3日<br><br>3日、両大臣は会談した（注1）。<br>合意した。"
        "<br><br>次の会談は来年である。<br><br>（注1）会談は約40分間行われた。</table></table>"
    )
    assert "日蒙外相会談\n令和5年4月3日\n\n3日、両大臣は会談した（注1）。\n合意した。" in found.raw
    assert [note.number for note in read_text(found.raw).notes] == [1]


def test_source_line_ends_part_words_only_in_alphabets() -> None:
    assert (
        html_text("<p>両国は\n会談した。\nTwo states\n met.</p>")
        == "両国は会談した。 Two states met."
    )


def test_broken_html_is_read_as_far_as_it_goes() -> None:
    assert html_text("<p>一<p>二</div></p><b>三") == "一\n\n二\n\n三"
    assert html_text("<p>3 < 4 & 5 &gt; 2 &#x4e2d;&#99999999999;") == "3 < 4 & 5 > 2 中\ufffd"
    assert html_text('<p title="a>b" class=x>一</p><!-- <p>二</p> -->三<!-- 四') == "一\n\n三 四"
    assert html_text("<p>一<a href='x>二</p><p>三</p>").startswith("一")


def test_metadata_and_how_it_was_found() -> None:
    found = page(
        ARTICLE,
        """<title>題 | 研究所</title><meta property="og:site_name" content="研究所">
        <meta name=author content="甲 乙"><meta property="article:published_time"
        content="2024-06-28T09:00:00+09:00"><link rel=canonical href="https://example.org/a">""",
    )
    told = found.metadata
    assert told.title and (told.title.value, told.title.how) == ("題 | 研究所", "title")
    assert told.author and told.author.value == "甲 乙"
    assert told.publisher and told.publisher.how == "meta og:site_name"
    assert told.published and told.published.value == "2024-06-28"
    assert told.url and told.url.value == "https://example.org/a"
    dated = page("<p>首脳は昨年5月に会談した。</p>", '<meta name=date content="2020-01-01">')
    assert [one.value for one in reading_of(dated).dates] == ["2019-05"]


def test_linked_data_goes_first_and_nonsense_in_it_is_skipped() -> None:
    deep = "[" * 5000
    found = page(
        ARTICLE,
        f"""<script type="application/ld+json">{deep}</script><script type="application/ld+json">
        {{"@graph": [{{"@type": "NewsArticle", "headline": "見出し", "datePublished": "2024-02-30",
        "author": [{{"name": "甲"}}, {{"name": "乙"}}]}}]}}</script>""",
    )
    told = found.metadata
    assert told.title and told.title.value == "見出し"
    assert told.author and told.author.value == "甲, 乙"
    assert told.published is None


def test_the_declared_encoding_is_used() -> None:
    text = f"<html><head><meta charset='euc-jp'></head><body><p>{PROSE}</body></html>"
    found = document_of(text.encode("euc_jp"), "a.htm")
    assert found.raw == PROSE and found.encoding and found.encoding.how == "declared"


def test_pages_saved_by_a_browser_keep_their_address() -> None:
    saved = f"<!-- saved from url=(0021)https://example.org/a -->\n<html><body>{ARTICLE}"
    told = document_of(saved.encode(), "a.html").metadata.url
    assert told and (told.value, told.how) == ("https://example.org/a", "saved from url")
    single = (
        "<!DOCTYPE html> <html><!--\n Page saved with SingleFile \n url: https://example.org/b \n"
        f" saved date: Tue Jul 02 2024 10:00:00 GMT+0900\n--><body>{ARTICLE}"
    )
    found = document_of(single.encode(), "without-suffix").metadata
    assert found.url and found.url.value == "https://example.org/b"
    assert found.saved and found.saved.value.startswith("Tue Jul 02 2024")


def test_mhtml() -> None:
    message = (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.org/c\r\n"
        "Subject: =?utf-8?B?6aGM?=\r\nDate: Tue, 2 Jul 2024 01:00:00 -0000\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="B"\r\n\r\n--B\r\n'
        "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
        f"<html><body>{ARTICLE}</body></html>\r\n--B--\r\n"
    )
    found = document_of(message.encode(), "a.mhtml")
    assert found.format == "mhtml" and found.raw.startswith("題名である")
    told = found.metadata
    assert told.url and told.url.value == "https://example.org/c"
    assert told.title and told.title.value == "題"
    assert told.saved and told.saved.value == "2024-07-02"
    with pytest.raises(ReadingError, match="holds no page"):
        document_of(b"MIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\nx", "a.mht")


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"[InternetShortcut]\r\nURL=https://example.org/d\r\n", "a.url"),
        (b"[Desktop Entry]\nType=Link\nURL=https://example.org/d\n", "a.desktop"),
        (
            b'<?xml version="1.0"?><plist version="1.0"><dict><key>URL</key>'
            b"<string>https://example.org/d</string></dict></plist>",
            "a.webloc",
        ),
    ],
)
def test_a_shortcut_has_an_address_and_no_text(data: bytes, name: str) -> None:
    found = document_of(data, name)
    assert (found.raw, found.format) == ("", "shortcut")
    assert found.metadata.url and found.metadata.url.value == "https://example.org/d"
    assert [one.kind for one in found.warnings] == ["shortcut"]
    assert document_of(b"bplist00\xff\xff", "b.webloc").metadata.url is None


TAGS = ("p", "div", "li", "ul", "td", "tr", "table", "a href='#x'", "sup", "b", "script", "q", "ol")
SIGNS = ("<p id=x>", "1", "注", "文。", "<!--", "-->", "<", '"', "'", "&#", "<a b='", "\x00", "</")
OPENED = tuple(f"<{tag}>" for tag in TAGS)
CLOSED = tuple(f"</{tag.split()[0]}>" for tag in TAGS)
PIECES = st.sampled_from((*OPENED, *CLOSED, *SIGNS))


@given(st.lists(PIECES, max_size=40))
@settings(max_examples=120, deadline=None)
def test_any_page_is_read(pieces: list[str]) -> None:
    found = page("".join(pieces), name="a.html")
    assert read_text(found.raw).raw == found.raw


@pytest.mark.parametrize(
    "unit",
    [
        "<div>", "<b>", "<a ", "<!--", "<a b='", "</a ", "<td>", "<ul><li>", "<h2>注</h2>",
        '<a href="#x">1</a><p id=x>', "<div class=notes>a", "<p class='menu'>a", "&#",
    ],
)  # fmt: skip
def test_no_page_takes_time_with_the_square_of_its_length(unit: str) -> None:
    """Eight thousand of anything: a minute, if time grew with the square."""
    found = document_of((unit * 8_000).encode(), "a.html", bounds=Bounds(elements=6_000))
    assert len(found.raw) <= 8_000 * len(unit)


def test_too_many_elements_are_told() -> None:
    found = document_of(b"<p>a</p>" * 30, "a.html", bounds=Bounds(elements=10))
    assert [one.kind for one in found.warnings] == ["elements_cut"]
    assert found.raw.count("a") == 9
