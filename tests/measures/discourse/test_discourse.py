"""Framing terms: wordings in five languages, rates by hand, bad input, and real speeches."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from functools import cache
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kankei.measures.discourse import (
    INFLECTED,
    SPACED,
    Discourse,
    discourse,
    find_terms,
    framing_terms,
)
from kankei.terms.errors import CodeError, MethodError
from kankei.terms.language import LANGUAGES, Language
from tests.datasets.samples import real


def texts(*rows: tuple[str, str, str]) -> pa.Table:
    """Author, language, words; the key is the number of the row and the day that of 2023."""
    return pa.table(
        {
            "text": [f"t{number}" for number in range(len(rows))],
            "author": pa.array([row[0] for row in rows], pa.string()),
            "published": pa.array([date(2023, 9, 1)] * len(rows), pa.date32()),
            "language": pa.array([row[1] for row in rows], pa.string()),
            "words": pa.array([row[2] for row in rows], pa.string()),
        }
    )


def cell(found: Discourse, author: str, term: str) -> dict[str, Any]:
    rows = found.table.to_pylist()
    return next(row for row in rows if (row["author"], row["term"]) == (author, term))


MARKED: list[tuple[Language, str, list[str]]] = [
    ("en", "a <multi-polar> world, <Multipolarity> and\n<multi\npolar> order",
     ["multipolarity"] * 3),
    ("en", "a <new  Cold War>, not the old <Cold War>; no coldwarish",
     ["new_cold_war", "cold_war"]),
    ("en", "the <hostile policies> of <hegemonists>", ["hostile_policy", "hegemony"]),
    ("en", "a <rules-based international order>", ["rules_based_order"]),
    ("en", "unsanctionedness and presanctions stay, <sanctions> do not", ["sanctions"]),
    ("ja", "米国の<敵視政策>と<新冷戦>、<冷戦>後の<多極化>",
     ["hostile_policy", "new_cold_war", "cold_war", "multipolarity"]),
    ("ja", "<自由で開かれたインド\n太平洋>", ["free_open_indo_pacific"]),
    ("ko", "<적대시 정책>과 <적대시정책>, <신냉전> 그리고 <비핵화>",
     ["hostile_policy", "hostile_policy", "new_cold_war", "denuclearization"]),
    ("zh", "反对<霸权>主义和<新冷战>，推动构建<人类命运共同体>；<無核化>",
     ["hegemony", "new_cold_war", "shared_future", "denuclearization"]),
    ("ru", "<Многополярный> мир, <новой холодной войны> нет, <санкциями> и <суверенитета>",
     ["multipolarity", "new_cold_war", "sanctions", "sovereignty"]),
    ("ru", "<неделимости безопасности> и <двойных стандартов>",
     ["indivisible_security", "double_standards"]),
]  # fmt: skip


@pytest.mark.parametrize(("language", "marked", "terms"), MARKED, ids=[row[1] for row in MARKED])
def test_marked_wordings_are_found(language: Language, marked: str, terms: list[str]) -> None:
    plain = re.sub("[<>]", "", marked)
    found = find_terms(plain, language)
    assert [plain[start:end] for _, start, end in found] == re.findall("<(.*?)>", marked, re.S)
    assert [term for term, _, _ in found] == terms


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_wording_of_the_list_is_found_as_its_own_term(language: Language) -> None:
    for term in framing_terms():
        assert term.wordings[language]
        for wording in term.wordings[language]:
            text = wording.replace("*", "")
            found = find_terms(f"x {text}." if language in INFLECTED else f"「{text}」", language)
            assert [key for key, *_ in found] == [term.term], wording


def test_the_list_is_clean() -> None:
    keys = [term.term for term in framing_terms()]
    assert len(keys) == len(set(keys)) > 15
    for term in framing_terms():
        assert term.label.ja
        assert term.label.en
        for language, wordings in term.wordings.items():
            assert len(wordings) == len(set(wordings))
            for wording in wordings:
                assert wording == wording.strip()
                assert "*" not in wording or language in INFLECTED


def test_rates_by_hand() -> None:
    """Two uses in 5 words and 31 characters; two texts; and a language without spaces."""
    found = discourse(
        texts(
            ("PRK", "en", "hostile policy, hostile policy"),
            ("PRK", "en", "peace"),
            ("CHN", "zh", "反对霸权。"),
        )
    )
    row = cell(found, "PRK", "hostile_policy")
    assert (row["texts"], row["texts_with_term"], row["passages_count"]) == (2, 1, 2)
    assert (row["volume_words"], row["volume_characters"]) == (5, 32)
    assert row["term_per_10000_words"] == pytest.approx(10_000 * 2 / 5)
    assert row["term_per_10000_characters"] == pytest.approx(10_000 * 2 / 32)
    assert cell(found, "PRK", "hegemony")["term_per_10000_words"] == 0
    chinese = cell(found, "CHN", "hegemony")
    assert (chinese["volume_words"], chinese["term_per_10000_words"]) == (None, None)
    assert chinese["missing"] == "no-words-in-this-language"
    assert chinese["term_per_10000_characters"] == 2000


def test_a_year_without_texts_has_no_row() -> None:
    found = discourse(texts(("PRK", "en", "peace")))
    assert {(row["author"], row["year"]) for row in found.table.to_pylist()} == {("PRK", 2023)}
    blank = discourse(texts(("PRK", "en", " \n ")))
    assert cell(blank, "PRK", "hegemony")["missing"] == "no-words-in-the-texts"


def test_a_choice_of_terms_changes_no_count() -> None:
    said = texts(("RUS", "en", "a new cold war"))
    assert cell(discourse(said, ["cold_war"]), "RUS", "cold_war")["passages_count"] == 0
    assert discourse(said, ["cold_war"]).passages.num_rows == 0
    assert cell(discourse(said), "RUS", "new_cold_war")["passages_count"] == 1
    with pytest.raises(CodeError, match="multipolarity"):
        discourse(said, ["multipolar"])


def test_everything_left_out_is_counted_and_named() -> None:
    said = texts(
        ("PRK", "en", "peace"), ("PRK", "en", "peace"), ("PRK", "fr", "paix"), ("", "en", "x"),
        ("PRK", "en", ""),
    )  # fmt: skip
    again = texts(("PRK", "en", "other words"))
    undated = texts(("PRK", "en", "y")).set_column(2, "published", pa.nulls(1, pa.date32()))
    found = discourse(pa.concat_tables([said, again, undated]))
    assert [tuple(row.values()) for row in found.rejections.to_pylist()] == [
        ("words", "t1", "same words of the same author and day, counted once", 1),
        ("language", "t2", "fr is not one of ja, en, ko, zh, ru", 1),
        ("author", "t3", "empty", 1),
        ("words", "t4", "empty", 1),
        ("text", "t0", "key of another text", 1),
        ("published", "t0", "empty", 1),
    ]
    assert cell(found, "PRK", "hegemony")["texts"] == 1
    with pytest.raises(MethodError, match="language"):
        discourse(said.drop_columns(["language"]))


def test_letters_that_grow_in_lower_case_do_not_move_the_spans() -> None:
    text = "İİİ multipolar"
    assert find_terms(text, "en") == [("multipolarity", 4, len(text))]


pieces = st.lists(
    st.sampled_from(
        [
            "multi",
            "polar",
            "multipolar",
            "new",
            "cold",
            "war",
            " ",
            "-",
            "İ",
            "新",
            "冷戦",
            "覇権",
            ".",
            "\n",
        ]
    ),
    max_size=30,
).map("".join)


@given(pieces, st.sampled_from(LANGUAGES))
@settings(max_examples=100, deadline=None)
def test_passages_are_in_order_apart_and_verbatim(text: str, language: Language) -> None:
    last = 0
    for _, start, end in find_terms(text, language):
        assert last <= start < end <= len(text)
        last = end
    if text:
        for row in discourse(texts(("A", language, text))).passages.to_pylist():
            assert row["words"] == text[row["start"] : row["end"]]


@cache
def speeches() -> Discourse:
    path = real("ungd-speeches") / "ungd_2014_2024_plus_focus.parquet"
    table = pq.read_table(path).filter(pc.field("iso3").isin(["RUS", "CHN", "USA", "JPN", "PRK"]))
    keys = pc.binary_join_element_wise(
        table["iso3"].cast(pa.string()), table["session"].cast(pa.string()), "-"
    )
    return discourse(
        pa.table(
            {
                "text": keys,
                "author": table["iso3"].cast(pa.string()),
                "published": [date(year, 9, 1) for year in table["year"].to_pylist()],
                "language": ["en"] * len(table),
                "words": table["text_en"].cast(pa.string()),
            }
        )
    )


def test_the_general_debate_against_a_plain_search() -> None:
    path = real("ungd-speeches") / "ungd_2014_2024_plus_focus.parquet"
    rows = pq.read_table(path, filters=[("iso3", "=", "RUS")]).to_pylist()
    plain = Counter[int]()
    for row in rows:
        plain[row["year"]] += len(
            re.findall(r"\b(?:multi[-\s]*polar|polycentric)", row["text_en"], re.I)
        )
    found = {
        row["year"]: row["passages_count"]
        for row in speeches().table.to_pylist()
        if (row["author"], row["term"]) == ("RUS", "multipolarity")
    }
    assert found == {year: plain[year] for year in found}
    assert len(found) == len(rows)
    assert sum(found.values()) > 30


def test_what_the_speeches_show() -> None:
    """Russia and China speak of multipolarity, the United States does not; rates are per volume."""
    total = Counter[str]()
    for row in speeches().passages.to_pylist():
        if row["term"] == "multipolarity":
            total[row["author"]] += 1
    assert total["RUS"] > 10 * max(total["USA"], 1)
    assert total["CHN"] > 10 * max(total["USA"], 1)
    for row in speeches().table.to_pylist():
        expected = 10_000 * row["passages_count"] / row["volume_words"]
        assert row["term_per_10000_words"] == pytest.approx(expected)
    assert speeches().rejections.num_rows == 0


def test_headlines_of_the_korean_central_news_agency() -> None:
    path = real("kcna") / "kcna_headlines_1997_2014.parquet"
    table = pq.read_table(path, columns=["date", "title", "english"]).filter(pc.field("english"))
    found = discourse(
        pa.table(
            {
                "text": [f"kcna-{number}" for number in range(len(table))],
                "author": ["PRK"] * len(table),
                "published": [date.fromisoformat(day) for day in table["date"].to_pylist()],
                "language": ["en"] * len(table),
                "words": table["title"].cast(pa.string()),
            }
        ),
        ["hostile_policy"],
    )
    years = {row["year"]: row for row in found.table.to_pylist()}
    assert sorted(years) == list(range(1997, 2015))
    assert years[2000]["passages_count"] == 0 < years[2000]["texts"]
    assert years[2003]["term_per_10000_words"] > 5 > years[2000]["term_per_10000_words"]
    repeated = found.rejections.to_pylist()
    assert {row["what"] for row in repeated} == {
        "same words of the same author and day, counted once"
    }
    assert sum(row["texts"] for row in years.values()) + len(repeated) == len(table)


def test_languages_with_spaces_are_languages() -> None:
    assert set(INFLECTED) <= set(SPACED) <= set(LANGUAGES)
