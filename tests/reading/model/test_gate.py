"""The gate: right proposals pass, and each way of spoiling one has its own reason."""

from __future__ import annotations

from typing import Any

import pytest

from kankei.reading.model import portions
from kankei.reading.model.cases import Case, Fault
from kankei.reading.model.findings import Findings
from kankei.reading.model.gate import judged
from kankei.reading.model.locating import places
from kankei.reading.model.shapes import Kind
from kankei.reading.model.wording import wording
from kankei.reading.passages import Sentence
from kankei.reading.read import read_text
from kankei.reading.text import View, surface
from kankei.terms.source import Span

from .drafts import absence, cause, claim, event, quantity, reading

READING = reading()
FIRST, SECOND = portions(READING)


def _reason(proposed: Any, kind: Kind) -> str:
    found = judged(proposed, kind, FIRST, Findings(READING))
    return found.reason if isinstance(found, Fault) else ""


def _passed(proposed: Any, kind: Kind, text: str) -> Case | Fault:
    """The outcome for the first sentence of a text."""
    found = read_text(text)
    return judged(proposed, kind, portions(found)[0], Findings(found))


@pytest.mark.parametrize(
    ("kind", "proposed", "quoted"),
    [
        ("events", event(), "ロシアと北朝鮮は平壌で条約に署名した"),
        ("events", absence(), "中国は共同演習に参加しなかった"),
        ("claims", claim(), "条約は防衛のためのものである"),
        ("quantities", quantity(), "約300万発"),
        ("causes", cause(), "日本と北朝鮮の対立が深まる"),
        ("quantities", quantity(quotation="約３００万発"), "約300万発"),
        ("events", event(date=None), "ロシアと北朝鮮は平壌で条約に署名した"),
        ("claims", claim(verbatim=False, speaker=None), "条約は防衛のためのものである"),
    ],
)
def test_what_the_text_carries_passes_with_the_words_of_the_text(
    kind: Kind, proposed: Any, quoted: str
) -> None:
    found = judged(proposed, kind, FIRST, Findings(READING))
    assert isinstance(found, Case)
    assert surface(READING.raw, found.spans) == quoted


ACTORS = event()["actors"]
SPOILED: list[tuple[str, Kind, Any]] = [
    ("schema", "events", None),
    ("schema", "events", {}),
    ("schema", "events", event(start=11, end=29)),
    ("schema", "events", event(type="INVADE")),
    ("schema", "events", event(assertion="certain")),
    ("schema", "events", event(sentence="1")),
    ("schema", "quantities", quantity(value="3000000")),
    ("schema", "quantities", quantity(value=float("inf"))),
    ("schema", "claims", claim(**{"\ud800": 1})),
    ("no_such_sentence", "events", event(sentence=0)),
    ("no_such_sentence", "events", event(sentence=99)),
    ("quotation_invented", "events", event(quotation="ロシアと北朝鮮は同盟を結んだ")),
    ("quotation_invented", "claims", claim(quotation="\ud800")),
    ("quotation_invented", "events", event(quotation="")),
    ("quotation_invented", "events", event(quotation=" \n")),
    ("quotation_invented", "events", event(quotation="\0\0\0\0\0")),
    ("quotation_invented", "events", event(quotation="Russia and the DPRK signed a treaty")),
    ("quotation_invented", "events", event(quotation="ロシアと北朝鮮は……署名した")),
    ("quotation_elsewhere", "events", event(sentence=2)),
    ("quotation_too_short", "events", event(quotation="署名")),
    ("words_not_found", "claims", claim(cue="と強調した")),
    ("words_not_found", "causes", cause(hedge="かもしれない")),
    ("no_actor", "events", event(actors=[])),
    ("words_not_found", "events", event(actors=[{**ACTORS[0], "words": "露"}])),
    ("actor", "events", event(actors=[{**ACTORS[0], "id": "PRK"}])),
    ("actor", "events", event(actors=[{"id": "USA", "role": "source", "words": None}])),
    ("actor", "claims", claim(speaker={"id": "PRK", "words": "ロシア外務省"})),
    ("actor", "claims", claim(outlet={"id": "tass", "words": None})),
    ("date", "events", event(date={"words": "2024年6月19日", "value": "2024-06-18"})),
    ("date", "events", event(date={"words": "6月", "value": "2023-06"})),
    ("date_unread", "events", event(date={"words": "平壌", "value": "2024-06-19"})),
    ("number", "quantities", quantity(value=300)),
    ("number", "quantities", quantity(low=3000000)),
    ("number_missing", "quantities", quantity(value=None)),
    ("number_unread", "quantities", quantity(quotation="弾薬", value=1)),
    ("unit", "quantities", quantity(unit="USD")),
    ("not_in_quotation_marks", "claims", claim(quotation="ロシア外務省は「条約は防衛")),
    (
        "words_of_somebody",
        "events",
        event(sentence=3, quotation="条約は防衛", date=None, actors=[]),
    ),
    ("cause_is_effect", "causes", cause(cause="北朝鮮の対立が深まる")),
    ("negation_dropped", "events", absence(assertion="fact")),
    ("negation_dropped", "events", absence(assertion="fact", quotation="共同演習に参加")),
    (
        "negation_dropped",
        "claims",
        claim(
            sentence=2,
            quotation="共同演習に参加",
            cue="中国",
            **{"verbatim": False, "speaker": None},
        ),
    ),
    ("negation_invented", "events", event(assertion="negated")),
    ("hedge_dropped", "causes", cause(hedge=None)),
    (
        "under_condition",
        "events",
        event(
            sentence=5,
            quotation="条約が発効すれば",
            date=None,
            actors=[{"id": "JPN", "role": "target", "words": None}],
        ),
    ),
    (
        "hedge_dropped",
        "events",
        event(
            sentence=5,
            quotation="日本と北朝鮮の対立が深まる",
            date=None,
            actors=[{"id": "JPN", "role": "target", "words": "日本"}],
        ),
    ),
]


@pytest.mark.parametrize(("reason", "kind", "proposed"), SPOILED)
def test_each_way_of_spoiling_a_proposal_has_its_reason(
    reason: str, kind: Kind, proposed: Any
) -> None:
    if reason == "words_of_somebody":
        proposed["actors"] = [{"id": "RUS", "role": "source", "words": "ロシア"}]
    assert _reason(proposed, kind) == reason
    assert wording()["reason", reason].ja


def test_words_that_stand_twice_need_their_neighbours() -> None:
    text = "中国は演習を行い、ロシアも演習を行い、両国は声明を出した。"
    spoken = event(
        quotation="演習を行い",
        type="MOBILIZE",
        date=None,
        actors=[{"id": "RUS", "role": "source", "words": "ロシア"}],
    )
    found = _passed(spoken, "events", text)
    assert isinstance(found, Fault) and found.reason == "quotation_ambiguous"
    found = _passed({**spoken, "before": "ロシアも"}, "events", text)
    assert isinstance(found, Case) and found.spans[0].start == text.index("ロシアも") + 4


def test_words_over_a_torn_line_are_found_in_both_pieces() -> None:
    raw = "ロシアと北朝\n鮮は条約に署名した。"
    line = Sentence(View(raw, (Span(0, 6), Span(7, 17))), "sentence", "ja", 0, 0)
    (place,) = places("ロシアと北朝鮮は条約に", line)
    assert [span.of(raw) for span in place.spans(line)] == ["ロシアと北朝", "鮮は条約に"]


def test_addresses_of_equal_length_are_not_taken_for_each_other() -> None:
    text = "声明は https://example.org/aaaa にある。"
    assert isinstance(_passed(claim(quotation="https://example.org/bbbb"), "claims", text), Fault)


def an_attack(text: str, quotation: str, words: str) -> tuple[str, dict[str, Any]]:
    """A text, and the attack by Russia that a model takes from it as a fact."""
    actors = [{"id": "RUS", "role": "source", "words": words}]
    return text, event(quotation=quotation, type="ASSAULT", date=None, actors=actors)


NEGATED = {
    "en": ("Russia did not attack Ukraine on Monday.", "attack Ukraine", "Russia"),
    "ko": ("러시아는 일본을 공격하지 않았다.", "일본을 공격하", "러시아"),
    "zh": ("俄罗斯没有攻击日本的设施。", "攻击日本的设施", "俄罗斯"),
    "ru": ("Россия не нападала на Японию.", "нападала на Японию", "Россия"),
    "ja": ("ロシアは日本を攻撃せず、撤退した。", "日本を攻撃", "ロシア"),
}


@pytest.mark.parametrize("language", sorted(NEGATED))
def test_a_dropped_negation_is_seen_in_every_language(language: str) -> None:
    text, attack = an_attack(*NEGATED[language])
    found = _passed(attack, "events", text)
    assert isinstance(found, Fault) and found.reason == "negation_dropped"
    assert isinstance(_passed({**attack, "assertion": "negated"}, "events", text), Case)


DENIED = {
    "en": ("Russia denied the attack on Japan.", "the attack on Japan", "Russia"),
    "ja": ("ロシアは日本への攻撃を否定した。", "日本への攻撃", "ロシア"),
    "ko": ("러시아는 일본 공격을 부인했다.", "일본 공격", "러시아"),
    "ru": ("Россия опровергла нападение на Японию.", "нападение на Японию", "Россия"),
    "zh": ("俄罗斯否认攻击日本。", "攻击日本", "俄罗斯"),
}


@pytest.mark.parametrize("language", sorted(DENIED))
def test_what_is_denied_is_no_fact_in_any_language(language: str) -> None:
    text, attack = an_attack(*DENIED[language])
    found = _passed(attack, "events", text)
    assert isinstance(found, Fault) and found.reason == "denial_dropped"
    for right in ({"assertion": "denied"}, {"type": "REJECT"}):
        assert isinstance(_passed({**attack, **right}, "events", text), Case)


MAYBE = {
    "en": ("Russia may attack Japan next year.", "attack Japan", "Russia"),
    "ja": ("ロシアは日本を攻撃するかもしれない。", "日本を攻撃する", "ロシア"),
    "ko": ("러시아는 일본을 공격할 가능성이 높다.", "일본을 공격할", "러시아"),
    "ru": ("Россия, вероятно, нападёт на Японию.", "нападёт на Японию", "Россия"),
    "zh": ("俄罗斯可能攻击日本的设施。", "攻击日本的设施", "俄罗斯"),
}


@pytest.mark.parametrize("language", sorted(MAYBE))
def test_what_is_only_possible_is_no_fact_in_any_language(language: str) -> None:
    text, attack = an_attack(*MAYBE[language])
    found = _passed(attack, "events", text)
    assert isinstance(found, Fault) and found.reason == "hedge_dropped"


def test_who_did_not_say_it_did_not_say_it() -> None:
    text = "ロシアは「攻撃を続ける」とは述べなかった。"
    spoken = claim(
        sentence=1, quotation="攻撃を続ける", speaker={"id": "RUS", "words": "ロシア"}, cue="述べ"
    )
    found = _passed(spoken, "claims", text)
    assert isinstance(found, Fault) and found.reason == "negation_dropped"


@pytest.mark.parametrize(
    "text",
    [
        "演習は少ない",
        "まず協議した",
        "わずかに増えた",
        "演習だけでなく協議も行った",
        "必ず守る",
        "いずれ会う",
    ],
)
def test_words_that_only_look_negated_are_not(text: str) -> None:
    spoken = claim(sentence=1, quotation=text, speaker=None, cue="と述べた", verbatim=False)
    event_like = event(
        quotation=text, date=None, actors=[{"id": "CHN", "role": "source", "words": "中国"}]
    )
    sentence = f"中国は{text}と述べた。"
    assert isinstance(_passed(spoken, "claims", sentence), Case)
    found = _passed(event_like, "events", sentence)
    assert not (isinstance(found, Fault) and found.reason == "negation_dropped")


def test_a_number_without_a_known_unit_is_read_from_its_digits() -> None:
    found = _passed(
        quantity(sentence=1, quotation="42枚の木簡", value=42, unit="枚の木簡"),
        "quantities",
        "調査団は42枚の木簡を見た。",
    )
    assert isinstance(found, Case)
