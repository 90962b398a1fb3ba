"""Texts: words stay as they are, speakers are the states of their day, silence is not absence."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from kankei.datasets import card, load
from kankei.measures.discourse import discourse
from kankei.terms.errors import DatasetError

from .samples import real

NAMES = [
    "cctv_news",
    "jp_pm_speeches",
    "kcna",
    "kremlin",
    "nk_new_year_addresses",
    "ru_media_headlines",
    "ungd",
]


def _ungd(folder: Path, rows: list[tuple[str, int, str]]) -> Path:
    table = pa.table(
        {
            "iso3": [row[0] for row in rows],
            "session": [row[1] - 1945 for row in rows],
            "year": [row[1] for row in rows],
            "text_en": [row[2] for row in rows],
        }
    )
    pq.write_table(table, folder / "ungd_2014_2024_plus_focus.parquet")
    return folder


def _kcna(folder: Path, stories: list[tuple[str | None, str, str | None]]) -> Path:
    headlines = {
        "date": ["1997-01-01", "1997-01-01", "1997-01-03"],
        "title": ["A headline", "Un titular", "A headline"],
        "english": [True, False, True],
        "english_prob": [1.0, 0.0, 1.0],
        "story_link": ["a", "b", "c"],
        "index_link": ["x", "x", "x"],
    }
    pq.write_table(pa.table(headlines), folder / "kcna_headlines_1997_2014.parquet")
    table = {
        "date": pa.array([story[0] for story in stories], pa.large_string()),
        "language": ["en"] * len(stories),
        "title": [story[1] for story in stories],
        "story": pa.array([story[2] for story in stories], pa.string()),
        "index_link": ["x"] * len(stories),
    }
    pq.write_table(pa.table(table), folder / "kcna_stories_2011_2012.parquet")
    archive = {
        "topic": ["Latest News"],
        "headline": ["H"],
        "link": ["l"],
        "date": ["2024-10-01"],
        "story_text": ["Words."],
        "date_str": ["2024-10-01"],
    }
    pq.write_table(pa.table(archive), folder / "kcna_en_2024-11-11_archive.parquet")
    return folder


@pytest.mark.parametrize(
    ("code", "year", "author"),
    [
        ("RUS", 1990, "SUN"),
        ("RUS", 1991, "SUN"),
        ("RUS", 1992, "RUS"),
        ("CHN", 1949, "CHN"),
        ("CHN", 1950, "TWN"),
        ("CHN", 1971, "TWN"),
        ("CHN", 1972, "CHN"),
        ("EU", 2015, "EU"),
    ],
)
def test_a_seat_is_the_state_that_held_it(
    tmp_path: Path, code: str, year: int, author: str
) -> None:
    row = load("ungd", _ungd(tmp_path, [(code, year, "Words.")])).table.to_pylist()[0]
    assert (row["author"], row["published"].year, row["precision"]) == (author, year, "year")


def test_a_year_without_a_speech_is_a_gap_of_that_state_alone(tmp_path: Path) -> None:
    rows = [("PRK", year, "Words.") for year in (1991, 1992, 1994, 2014)]
    loaded = load("ungd", _ungd(tmp_path, [*rows, ("XXX", 2014, "Words.")]))
    assert [period.iso() for period in loaded.coverage.stretches] == ["2014/2024"]
    assert [period.iso() for period in loaded.coverage.own["PRK"]] == [
        "1991-01-01/1992-12-31",
        "1994-01-01/1994-12-31",
    ]
    assert not loaded.coverage.covers(date(1993, 7, 1), "PRK")
    assert loaded.coverage.covers(date(2016, 7, 1), "JPN")
    assert [row["value"] for row in loaded.rejections.to_pylist()] == ["XXX"]


def test_words_are_kept_as_they_are_and_the_key_finds_them(tmp_path: Path) -> None:
    said = "  Words,\twith “marks”\n"
    row = load("ungd", _ungd(tmp_path, [("PRK", 2014, said)])).table.to_pylist()[0]
    assert row["words"] == said
    assert row["text"] == "ungd_2014_2024_plus_focus:2"


def test_headlines_and_stories_are_kept_apart(tmp_path: Path) -> None:
    stories = [("2011-05-01", "T", "Words."), ("2011-05-01", "T", "Words.")]
    folder = _kcna(tmp_path, [*stories, (None, "T", "Words."), ("2011-05-02", "T", None)])
    loaded = load("kcna", folder)
    kinds = loaded.table["kind"].to_pylist()
    assert (kinds.count("headline"), kinds.count("story")) == (3, 2)
    assert loaded.table["language"].to_pylist()[:2] == ["en", "es"]
    assert sorted(row["what"] for row in loaded.rejections.to_pylist()) == [
        "no date",
        "no words",
        "the same text again",
    ]
    headlines = load("kcna", folder, kinds=("headline",))
    days = [period.iso() for period in headlines.coverage.own["PRK"]]
    assert days == ["1997-01-01", "1997-01-03"]
    assert not headlines.coverage.covers(date(1997, 1, 1), "JPN")
    with pytest.raises(DatasetError, match="headline, story"):
        load("kcna", folder, kinds=("speech",))


def test_a_changed_column_is_named_with_the_card(tmp_path: Path) -> None:
    folder = _ungd(tmp_path, [("PRK", 2014, "Words.")])
    path = folder / "ungd_2014_2024_plus_focus.parquet"
    table = pq.read_table(path).rename_columns(["iso", "session", "year", "text_en"])
    pq.write_table(table, path)
    with pytest.raises(DatasetError) as caught:
        load("ungd", folder)
    assert "iso3" in str(caught.value)
    assert "ungd.toml" in str(caught.value)


@pytest.mark.parametrize("name", NAMES)
def test_every_real_row_is_kept_or_counted(name: str) -> None:
    form = card(name).forms[0]
    loaded = load(name, real(form.key))
    rows = sum(file.rows for file in form.files)
    assert loaded.pinned
    assert loaded.table.num_rows + sum(loaded.rejections["rows"].to_pylist()) == rows
    assert len(set(loaded.table["text"].to_pylist())) == loaded.table.num_rows


def test_speeches_of_the_focus_states_have_the_gaps_of_the_corpus() -> None:
    coverage = load("ungd", real("ungd-speeches")).coverage
    assert sorted(coverage.own) == ["CHN", "JPN", "KOR", "PRK", "RUS", "SUN", "TWN", "UKR", "USA"]
    assert [period.iso() for period in coverage.own["SUN"]] == [
        "1946-01-01/1969-12-31",
        "1971-01-01/1991-12-31",
    ]


def test_addresses_lack_one_year() -> None:
    coverage = load("nk_new_year_addresses", real("nk-new-year-addresses-ko")).coverage
    assert [period.iso() for period in coverage.own["PRK"]] == [
        "1946-01-01/1956-12-31",
        "1958-01-01/2019-12-31",
    ]


def test_speeches_in_the_diet_are_covered_throughout() -> None:
    coverage = load("jp_pm_speeches", real("jp-pm-speeches-ja")).coverage
    assert [period.iso() for period in coverage.own["JPN"]] == ["1953-11-30/2014-09-29"]
    assert coverage.stretches == ()


def test_each_russian_outlet_has_its_own_coverage() -> None:
    coverage = load("ru_media_headlines", real("ru-media-headlines")).coverage
    assert coverage.stretches == ()
    assert coverage.own["tass"][0].start == date(2025, 6, 5)
    assert coverage.own["1tv"][0].start == coverage.own["RUS"][0].start == date(2000, 1, 1)


def test_framing_terms_are_counted_in_speeches() -> None:
    texts = load("ungd", real("ungd-speeches")).table
    recent = texts.filter(pc.equal(texts["author"].cast(pa.string()), "PRK"))
    found = discourse(recent)
    assert not found.rejections.num_rows
    volume = {row["year"]: row["volume_words"] for row in found.table.to_pylist()}
    assert sorted(volume) == list(range(1991, 2025))
    assert found.passages.num_rows > 0
