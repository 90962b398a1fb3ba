"""The register of office holders: every row is well-formed, and no name means two persons."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from importlib.resources import files

import pytest

from kankei.reading.names.holders import holders
from kankei.reading.words import word_list
from kankei.terms.language import LANGUAGES, Language

MONTH = re.compile(r"(?:1[89]|20)\d\d-(?:0[1-9]|1[0-2])")
SCRIPTS = {
    "ja": re.compile(r"[ァ-ヺー・＝一-鿿々ぁ-ん A-Z0-9]+"),
    "en": re.compile(r"[A-Za-zÀ-ɏȘ-țʻ'. -]+"),
    "ko": re.compile(r"[가-힣A-Z0-9. ]+"),
    "zh": re.compile(r"[一-鿿·A-Z -]+"),
    "ru": re.compile(r"[А-Яа-яЁёIVX.' -]+"),
}


def rows_by_region() -> dict[str, list[dict[str, str]]]:
    folder = files("kankei.reading.words") / "persons"
    return {
        region.name: list(csv.DictReader(region.read_text(encoding="utf-8").splitlines()))
        for region in folder.iterdir()
    }


ROWS = [row for rows in rows_by_region().values() for row in rows]
STATES = {
    row["id"]
    for row in csv.DictReader(
        (files("kankei.terms") / "codes/states.csv").read_text(encoding="utf-8").splitlines()
    )
}


def test_every_row_is_well_formed() -> None:
    for row in ROWS:
        assert None not in row and None not in row.values(), row
        assert re.fullmatch("[a-z0-9_]+", row["id"]), row
        assert row["state"] in STATES or (not row["state"] and row["post"] == "organisation_head")
        for month in filter(None, (row["from"], row["to"])):
            assert MONTH.fullmatch(month) and row["source"], row
        for language, script in SCRIPTS.items():
            for spelling in filter(None, row[language].split("|")):
                assert script.fullmatch(spelling) and spelling == spelling.strip(), row


def test_every_post_is_one_of_the_offices() -> None:
    assert {row["post"] for row in ROWS} <= {*word_list("en", "offices")["posts"]}


def test_a_person_is_listed_once_and_has_names() -> None:
    regions = defaultdict(set)
    named = set()
    for region, rows in rows_by_region().items():
        for before, row in zip([{"id": ""}, *rows], rows, strict=False):
            regions[row["id"]].add(region)
            new = before["id"] != row["id"]
            assert not new or row["id"] not in named, f"{row['id']} stands in two places"
            named.add(row["id"])
    assert all(len(found) == 1 for found in regions.values())
    nameless = {row["id"] for row in ROWS} - {row["id"] for row in ROWS if row["en"] or row["ja"]}
    assert not nameless


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_full_name_means_one_person(language: Language) -> None:
    register = holders(language)
    shared = {
        name: ids
        for name, ids in register.full.items()
        if len(ids) > 1 and name not in register.family
    }
    assert not shared


def test_every_state_of_today_has_somebody() -> None:
    listed = {row["state"] for row in ROWS}
    today = {
        row["id"]
        for row in csv.DictReader(
            (files("kankei.terms") / "codes/states.csv").read_text(encoding="utf-8").splitlines()
        )
        if not row["end"]
    }
    assert not today - listed


def test_a_king_and_a_junior_are_called_by_their_names() -> None:
    english, russian = holders("en"), holders("ru")
    assert "charles_iii" in english.family["Charles"]
    assert "marcos" in english.family["Marcos"]
    assert "charles_iii" in russian.family["Карл"]
    assert not {"II", "III", "Jr.", "Ii", "Iii"} & {*english.family}


def test_plain_letters_follow_from_diacritics() -> None:
    english = holders("en").full
    assert english["Lech Wałęsa"] == english["Lech Walesa"] == ("walesa",)
    assert english["Milo Đukanović"] == english["Milo Dukanovic"] == ("djukanovic",)


def test_a_chinese_family_name_stands_behind_the_dot() -> None:
    assert "juan_manuel_santos" in holders("zh").family["桑托斯"]


def test_korean_writes_a_vietnamese_name_in_one_word_and_in_several() -> None:
    korean = holders("ko").full
    assert korean["팜 민 찐"] == korean["팜민찐"] == ("pham_minh_chinh",)
