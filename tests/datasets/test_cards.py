"""Cards are complete, strict, and say in both languages what the pages say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kankei import datasets
from kankei.datasets import DATASETS, card, coverage, shapes
from kankei.datasets.card import Card, parse_card
from kankei.datasets.pages import write_pages
from kankei.terms.errors import DatasetError
from kankei.terms.field import field
from kankei.terms.language import Bilingual
from kankei.terms.period import Period

from .samples import ROOT, real

FOLDER = Path(datasets.__file__).parent
NAMES = [dataset.name for dataset in DATASETS]
MINIMAL = """
name = "x"
shape = "votes"
title = { ja = "表", en = "table" }
unit = { ja = "行", en = "row" }
producer = "P"
citation = "C"
landing = "https://example.org"
licence = { ja = "L", en = "L" }
caveats = []
forms = []
"""


def test_every_reader_with_a_card_is_listed() -> None:
    with_card = {path.stem for path in FOLDER.glob("*.toml") if path.with_suffix(".py").is_file()}
    assert sorted(with_card) == sorted(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_every_file_has_a_hash_or_the_reason_why_not(name: str) -> None:
    for form in card(name).forms:
        for file in form.files:
            assert re.fullmatch(r"[0-9a-f]{64}", file.sha256) or file.unpinned
            assert not file.url or file.url.startswith("https://")
        assert Period.parse(form.period)


@pytest.mark.parametrize("name", NAMES)
def test_hashes_and_sizes_are_those_of_the_files(name: str) -> None:
    from kankei.datasets.places import sha256

    for form in card(name).forms:
        if form.kind == "table":
            for file in form.files:
                path = real(form.place) / file.name
                assert (sha256(path), path.stat().st_size) == (file.sha256, file.bytes)


@pytest.mark.parametrize("name", NAMES)
def test_texts_stand_in_both_languages(name: str) -> None:
    about = card(name)
    texts = [about.title, about.unit, about.licence, *about.caveats]
    texts += [own.meaning for own in about.fields] + [repair.text for repair in about.repairs]
    texts += [absent.why for absent in about.absent]
    for form in about.forms:
        texts += [form.title, form.licence, *([form.note] if form.note else [])]
    assert all(isinstance(text, Bilingual) and text.ja and text.en for text in texts)


def test_pages_are_written_from_the_cards(tmp_path: Path) -> None:
    """Mend by ``write_pages(map(card, names), Path("docs/datasets"))``."""
    write_pages(map(card, NAMES), tmp_path)
    kept = ROOT / "docs" / "datasets"
    assert sorted(p.name for p in kept.iterdir()) == sorted(p.name for p in tmp_path.iterdir())
    for path in tmp_path.iterdir():
        assert path.read_text(encoding="utf-8") == (kept / path.name).read_text(encoding="utf-8")


def test_columns_are_documented_in_both_languages() -> None:
    for shape in shapes().values():
        assert all(column.meaning.ja and column.meaning.en for column in shape.columns)


def test_indicators_are_fields_of_the_dictionary() -> None:
    for row in card("imf_weo").tables["indicators"]:
        assert field(row["field"]).unit == row["unit"]


def test_one_own_column_never_hides_a_column_of_the_shape() -> None:
    for name in NAMES:
        columns = [column.name for column in card(name).columns]
        assert len(columns) == len(set(columns))


def test_minimal_card_is_read() -> None:
    assert isinstance(parse_card(MINIMAL, "x.toml"), Card)


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ('tilte = "x"', "tilte"),
        ('shape2 = "votes"', "shape2"),
        ("caveats = 3", "caveats"),
        ("name = [", "TOML"),
    ],
)
def test_a_faulty_card_is_refused_by_key(change: str, named: str) -> None:
    text = MINIMAL.replace("caveats = []", change) if "caveats" in change else MINIMAL + change
    with pytest.raises(DatasetError, match=named):
        parse_card(text, "x.toml")


def test_a_file_without_hash_and_reason_is_refused() -> None:
    form = """
[[forms]]
key = "k"
kind = "table"
title = { ja = "表", en = "table" }
version = "1"
period = "2024"
codes = "iso3"
taken_from = "T"
licence = { ja = "L", en = "L" }
files = [{ name = "f.csv", format = "delimited", columns = {} }]
"""
    with pytest.raises(DatasetError, match="sha256"):
        parse_card(MINIMAL.replace("forms = []", "") + form, "x.toml")


def test_unknown_names_are_refused_with_the_known_ones() -> None:
    with pytest.raises(DatasetError, match="unga_rollcalls"):
        card("unga")
    with pytest.raises(DatasetError, match="unga-votes-cow"):
        card("unga_rollcalls").form("cow")


def test_declared_coverage_of_north_korea_in_the_outlook_is_a_reason() -> None:
    table = coverage("imf_weo").table().to_pylist()
    assert table[0]["subject"] == "*"
    assert table[-1] == {
        "origin": "imf_weo/imf-weo-vintages",
        "field": "*",
        "subject": "PRK",
        "starts": None,
        "ends": None,
        "note_ja": "IMF非加盟",
        "note_en": "not a member of the IMF",
    }
