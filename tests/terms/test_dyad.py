"""Dyads and the compounds that five languages write for them."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kankei.terms.actor import states
from kankei.terms.dyad import Dyad, parse_dyads
from kankei.terms.errors import CodeError
from kankei.terms.language import Language

IDS = sorted({row.id for row in states().rows})
REGION = ["CHN", "JPN", "KOR", "MNG", "PRK", "RUS", "UKR", "USA"]
PAIRS = st.lists(st.sampled_from(IDS), min_size=2, max_size=2, unique=True)


@given(PAIRS, st.booleans())
def test_a_key_reads_back_as_the_same_dyad(pair: list[str], directed: bool) -> None:
    dyad = Dyad(pair[0], pair[1], directed)
    assert Dyad.parse(dyad.key) == dyad
    assert dyad.other(pair[0]) == pair[1] and dyad.other(pair[1]) == pair[0]


@given(PAIRS)
def test_order_matters_only_when_directed(pair: list[str]) -> None:
    a, b = pair
    assert Dyad(a, b) == Dyad(b, a) and hash(Dyad(a, b)) == hash(Dyad(b, a))
    assert Dyad(a, b).key == "-".join(sorted(pair))
    assert Dyad(a, b, True) != Dyad(b, a, True)


@given(PAIRS, st.booleans())
def test_every_dyad_has_a_label_in_both_languages(pair: list[str], directed: bool) -> None:
    dyad = Dyad(pair[0], pair[1], directed)
    assert dyad.label("ja") and dyad.label("en")


@pytest.mark.parametrize(
    "text", ["", "PRK", "PRK-", "PRK-PRK", "PRK-RUX", "prk-rus", "PRK/RUS", "PRK-RUS-CHN"]
)
def test_what_is_no_dyad_is_refused(text: str) -> None:
    with pytest.raises(CodeError, match="Next: "):
        Dyad.parse(text)


def test_a_state_outside_the_dyad_has_no_other_side() -> None:
    with pytest.raises(CodeError, match="PRK or RUS"):
        Dyad.parse("PRK-RUS").other("CHN")


@pytest.mark.parametrize(
    ("key", "ja", "en"),
    [
        ("PRK-RUS", "ロ朝", "Russia-North Korea"),
        ("CHN-JPN", "日中", "Japan-China"),
        ("KOR-USA", "米韓", "US-South Korea"),
        ("CHN-PRK", "中朝", "China-North Korea"),
        ("PRK-UKR", "北朝鮮・ウクライナ", "North Korea-Ukraine"),
        ("PRK>RUS", "北朝鮮→ロシア", "North Korea to Russia"),
        ("BLR-PRK", "ベラルーシ・北朝鮮", "Belarus-North Korea"),
    ],
)
def test_labels_follow_custom(key: str, ja: str, en: str) -> None:
    dyad = Dyad.parse(key)
    assert (dyad.label("ja"), dyad.label("en")) == (ja, en)


def test_the_short_labels_of_the_region_read_back() -> None:
    for a, b in combinations(REGION, 2):
        label = Dyad(a, b).label("ja")
        if len(label) == 2 and label != "南北":
            assert parse_dyads(label, "ja") == (Dyad(a, b),)
        assert parse_dyads(Dyad(a, b).label("en"), "en") == (Dyad(a, b),)


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("露朝", "PRK-RUS"),
        ("ロ朝", "PRK-RUS"),
        ("朝ロ", "PRK-RUS"),
        ("日ソ", "JPN-SUN"),
        ("日米韓", "JPN-USA JPN-KOR KOR-USA"),
        ("中露朝", "CHN-RUS CHN-PRK PRK-RUS"),
        ("日米豪印", "JPN-USA AUS-JPN IND-JPN AUS-USA IND-USA AUS-IND"),
        ("北朝鮮・ロシア", "PRK-RUS"),
        ("ロシアと北朝鮮", ""),
        ("한미일", "KOR-USA JPN-KOR JPN-USA"),
        ("북중러", "CHN-PRK PRK-RUS CHN-RUS"),
        ("북러", "PRK-RUS"),
        ("조로", "PRK-RUS"),
        ("中俄朝", "CHN-RUS CHN-PRK PRK-RUS"),
        ("美日韩", "JPN-USA KOR-USA JPN-KOR"),
        ("俄乌", "RUS-UKR"),
        ("US-Japan-ROK", "JPN-USA KOR-USA JPN-KOR"),
        ("U.S.-ROK", "KOR-USA"),
        ("Sino-Russian", "CHN-RUS"),
        ("Soviet-North Korean", "PRK-SUN"),
        ("China–North Korea", "CHN-PRK"),
        ("Guinea-Bissau-Senegal", "GNB-SEN"),
        ("российско-китайский", "CHN-RUS"),
        ("российско-северокорейских", "PRK-RUS"),
        ("КНДР-РФ", "PRK-RUS"),
    ],
)
def test_compounds_of_five_languages(text: str, keys: str) -> None:
    if not keys:
        with pytest.raises(CodeError, match="'と'"):
            parse_dyads(text)
    else:
        assert [dyad.key for dyad in parse_dyads(text)] == keys.split()


def test_the_day_decides_which_state_a_letter_means() -> None:
    assert parse_dyads("日露", on=1904)[0].key == "JPN-RUS"
    with pytest.raises(CodeError, match="露"):
        parse_dyads("日露", on=1960)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("露甲", "'甲'"),
        ("日", "JPN alone"),
        ("", "empty"),
        ("US-Narnia", "'narnia'"),
        ("日日", "日"),
    ],
)
def test_errors_name_what_could_not_be_read(text: str, named: str) -> None:
    with pytest.raises(CodeError, match="Next: ") as refused:
        parse_dyads(text)
    assert named in str(refused.value)


def test_readings_that_differ_by_language_are_refused() -> None:
    with pytest.raises(CodeError, match="give the language"):
        parse_dyads("日比")
    assert parse_dyads("日比", "ja")[0].key == "JPN-PHL"
    assert parse_dyads("日比", "zh")[0].key == "BEL-JPN"


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(["ja", "ko", "zh"]),
    st.lists(st.sampled_from(REGION[:6]), min_size=2, max_size=4, unique=True),
)
def test_short_forms_in_a_row_give_every_pair(language: Language, chosen: list[str]) -> None:
    letters = {
        name.state: name.text for name in states().names(language, kinds=("short",), on=2020)
    }
    if all(state in letters for state in chosen):
        text = "".join(letters[state] for state in chosen)
        expected = tuple(Dyad(a, b) for a, b in combinations(chosen, 2))
        assert parse_dyads(text, language, on=2020) == expected
