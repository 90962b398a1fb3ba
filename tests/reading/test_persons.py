"""Persons in marked text: {name:title:state} marks a name, - stands for what is missing."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kankei.reading.names import find_persons, find_states
from kankei.reading.names.holders import holders
from kankei.reading.passages import PersonMention
from kankei.reading.text import surface
from kankei.terms.language import LANGUAGES, Language

from .test_states import marked_lines, sentences_of, states_of
from .test_states import unmarked as without_states

MARK = re.compile(r"\{([^{}:]+):([^{}:]+):([A-Z]{3}|-)\}")
PUBLISHED = date(2024, 9, 1)
Mark = tuple[int, int, str | None, str | None]


def unmarked(line: str) -> tuple[str, list[Mark]]:
    """The text of a marked line and its marks."""
    text, marks, end = "", [], 0
    for mark in MARK.finditer(line):
        text += line[end : mark.start()]
        title = None if mark[2] == "-" else mark[2]
        state = None if mark[3] == "-" else mark[3]
        marks.append((len(text), len(text) + len(mark[1]), title, state))
        text += mark[1]
        end = mark.end()
    return text + line[end:], marks


def persons_of(text: str, language: Language) -> tuple[PersonMention, ...]:
    sentences = sentences_of(text, language)
    return find_persons(sentences, find_states(sentences), PUBLISHED)


def marks_of(found: tuple[PersonMention, ...]) -> list[Mark]:
    return [(one.name[0].start, one.name[-1].end, one.title, one.state) for one in found]


@pytest.mark.parametrize(("language", "rule", "line"), marked_lines("names-persons"))
def test_marked_text(language: Language, rule: str, line: str) -> None:
    text, marks = unmarked(line)
    found = marks_of(persons_of(text, language))
    assert [(text[a:b], *rest) for a, b, *rest in found] == [
        (text[a:b], *rest) for a, b, *rest in marks
    ], rule
    assert found == marks


@pytest.mark.parametrize(("language", "rule", "line"), marked_lines("names-states-persons"))
def test_states_and_persons_in_one_text(language: Language, rule: str, line: str) -> None:
    text, persons = unmarked(without_states(line)[0])
    _, states = without_states(MARK.sub(r"\1", line))
    assert states_of(text, language) == states, rule
    assert marks_of(persons_of(text, language)) == persons, rule


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ja", "金正恩国務委員長は演説した。"),
        ("en", "General Secretary Kim Jong Un spoke."),
        ("ko", "김정은 국무위원장은 연설했다."),
        ("zh", "国务委员长金正恩发表讲话。"),
        ("ru", "Речь Ким Чен Ына транслировали."),
    ],
)
def test_one_person_has_one_id_in_five_scripts(language: Language, text: str) -> None:
    (mention,) = persons_of(text, language)
    assert (mention.person, mention.state) == ("kim_jong_un", "PRK")


def test_the_holder_of_a_post_is_the_one_of_the_day() -> None:
    text = "李首相は訪問を終えた。"
    sentences = sentences_of(text, "ja")
    states = find_states(sentences)
    (then,) = find_persons(sentences, states, date(2015, 3, 1))
    (now,) = find_persons(sentences, states, date(2024, 3, 1))
    assert (then.person, now.person) == ("li_keqiang", "li_qiang")


def test_the_state_of_a_stranger_is_the_topic_or_unknown() -> None:
    (topic,) = persons_of("シリアは回答した。ハムダーン報道官が発表した。", "ja")
    assert (topic.state, topic.state_from) == ("SYR", "topic")
    (unknown,) = persons_of("ハムダーン報道官が発表した。", "ja")
    assert (unknown.state, unknown.state_from) == (None, None)


def test_a_japanese_name_is_that_of_an_official_of_japan() -> None:
    (official,) = persons_of("シリアは回答した。山川太郎報道官が発表した。", "ja")
    assert (official.state, official.state_from) == ("JPN", "register")


@pytest.mark.parametrize(
    ("text", "language", "state"),
    [
        ("外務省の山川太郎報道官が発表した。", "ja", "JPN"),
        ("中国は反発した。⏎外務省の劉明報道官が発表した。", "ja", "CHN"),
        ("中国は反発した。⏎外務省の山川太郎報道官が発表した。", "ja", "JPN"),
        ("日本は反発した。⏎国防総省のジョーンズ報道官が発表した。", "ja", "USA"),
        ("중국은 반발했다.⏎국방부 홍길동 대변인이 발표했다.", "ko", "KOR"),
    ],
)
def test_an_organ_without_a_state_is_that_of_the_language_or_of_the_topic(
    text: str, language: Language, state: str
) -> None:
    assert [one.state for one in persons_of(text, language)] == [state]


def test_the_state_that_an_envoy_is_in_charge_of_is_not_his() -> None:
    (mention,) = persons_of("ジョーンズ北朝鮮担当特別代表が来日した。", "ja")
    assert mention.state is None


def test_a_state_before_a_title_is_no_name() -> None:
    assert persons_of("다음달에는 로씨야국방상이 방문할것이다.", "ko") == ()


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("程永華駐日中国大使が応じた。", "ja"),
        ("中国驻日本大使吴江浩表示反对。", "zh"),
        ("China's ambassador to Japan, Wu Jianghao, spoke.", "en"),
        ("Посол Китая в Японии У Цзянхао выступил.", "ru"),
        ("싱하이밍 주한 중국대사가 말했다.", "ko"),
    ],
)
def test_the_state_of_the_host_is_not_that_of_the_envoy(text: str, language: Language) -> None:
    assert [one.state for one in persons_of(text, language)] == ["CHN"]


def test_counterparts_take_their_states_in_order() -> None:
    text = "He met his Japanese and South Korean counterparts, Yoko Kamikawa and Cho Tae-yul."
    found = persons_of(text, "en")
    assert [(one.person, one.state, one.state_from) for one in found] == [
        ("kamikawa", "JPN", "written"),
        ("cho_tae_yul", "KOR", "written"),
    ]


def test_the_writer_of_a_byline_has_a_name_and_no_title() -> None:
    writers: dict[Language, str] = {"ja": "山川 太郎", "en": "Ellen Marsh", "ru": "И. П. Соколова"}
    for language, text in writers.items():
        byline = sentences_of(text, language, "byline")
        (mention,) = find_persons(byline, (), PUBLISHED)
        assert (surface(text, mention.name), mention.title) == (text, None)


def test_the_whole_mention_holds_name_and_title() -> None:
    text = "ペロシ米下院議長が訪問した。"
    (mention,) = persons_of(text, "ja")
    assert surface(text, mention.whole) == "ペロシ米下院議長"


def test_the_register_is_complete_and_in_order() -> None:
    terms = [term for known in holders("ja").terms.values() for term in known]
    assert len(terms) > 250
    for term in terms:
        assert not term.start or not term.end or term.start < term.end, term
        assert term.state or term.post == "organisation_head", term
    assert {"PRK", "KOR", "CHN", "USA", "RUS", "JPN", "UKR", "MNG", "TWN"} <= {
        t.state for t in terms
    }


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(LANGUAGES),
    st.text(
        st.sampled_from(
            "習近平金正恩外相大統領氏の、。 윤대통령KimPresident'sПутинпрезидент总统普京\n"
        ),
        max_size=60,
    ),
)
def test_mentions_are_in_order_and_apart(language: Language, text: str) -> None:
    ends = 0
    for mention in persons_of(text, language):
        assert mention.name[0].start >= ends
        assert mention.whole[0].start <= mention.name[0].start
        assert mention.name[-1].end <= mention.whole[-1].end
        ends = mention.name[-1].end
