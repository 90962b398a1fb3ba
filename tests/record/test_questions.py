"""Questions find what they say they find, and never what nobody could know yet."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from datetime import date

import pyarrow as pa
import pytest

from kankei.record.questions import (
    QUESTIONS,
    actors,
    claims,
    coverage,
    documents,
    events,
    evidence_for,
    memberships,
    names,
    notes,
    offices,
    passages,
    quantities,
    question,
    rollcalls,
    series,
    sources,
    votes,
)
from kankei.record.store import Record
from kankei.terms.dyad import Dyad
from kankei.terms.errors import InputError
from kankei.terms.period import Period

from .read import QUOTED, SPOKEN

SUMMIT = "e-2024-06-19-summit"
ARRIVAL = "e-2024-06-18-arrival"
CONDEMNED = "e-2024-06-20-condemn"
TRANSFER = "e-2023-transfer"


def keys(found: pa.Table) -> list[str]:
    listed: list[str] = found["key"].to_pylist()
    return listed


@pytest.mark.parametrize(
    ("dyad", "found"),
    [
        ("PRK-RUS", [TRANSFER, ARRIVAL, SUMMIT, CONDEMNED]),  # putin acts for his state
        ("PRK>RUS", [TRANSFER]),
        ("RUS>PRK", [ARRIVAL]),
        ("KOR-RUS", [CONDEMNED]),
        ("JPN-RUS", []),
    ],
)
def test_events_of_a_dyad(record: Record, dyad: str, found: list[str]) -> None:
    assert keys(events(record, dyad=Dyad.parse(dyad))) == found


def test_a_state_that_only_denies_does_not_take_part(record: Record) -> None:
    transfer = events(record, period=Period.parse("2023")).to_pylist()[0]
    assert (transfer["initiators"], transfer["deniers"]) == (["PRK"], ["RUS"])
    assert keys(events(record, actor="putin")) == [ARRIVAL, SUMMIT]
    assert keys(events(record, actor="RUS")) == [TRANSFER, ARRIVAL, SUMMIT, CONDEMNED]


def test_events_carry_their_sources_and_larger_event(record: Record) -> None:
    condemned = events(record, actor="KOR").to_pylist()[0]
    assert condemned["sources"] == ["s-agency-2024-06", "s-undated"]
    assert condemned["whole"] == ARRIVAL
    known = events(record, actor="KOR", as_of=date(2024, 6, 20)).to_pylist()[0]
    assert known["sources"] == ["s-agency-2024-06"]


@pytest.mark.parametrize(
    ("period", "found"),
    [
        ("2024-06-18", [ARRIVAL]),
        ("2024-06-19", [ARRIVAL, SUMMIT]),
        ("2024-06-20/..", [CONDEMNED]),
        ("../2023-07", []),
        ("../2023-08", [TRANSFER]),
    ],
)
def test_events_of_a_period_share_a_day_with_it(
    record: Record, period: str, found: list[str]
) -> None:
    assert keys(events(record, period=Period.parse(period))) == found


def test_events_by_domain_and_status(record: Record) -> None:
    assert keys(events(record, domain="military")) == keys(events(record, status="alleged"))


def test_claims_by_topic_and_speaker(record: Record) -> None:
    assert len(claims(record, topic="container-count")) == 4
    assert keys(claims(record, speaker="RUS")) == ["c-denial", "c-treaty-denied", "s-paper-001"]
    assert keys(claims(record, speaker="rus-mfa", stance="denies")) == [
        "c-denial",
        "c-treaty-denied",
    ]


def test_quantities_keep_their_ranges(record: Record) -> None:
    found = quantities(record, topic="container-count", unit="containers")
    assert set(zip(found["value"].to_pylist(), found["low"].to_pylist(), strict=True)) == {
        (6700.0, None),
        (None, 10_000.0),
        (8000.0, None),
    }
    assert len(quantities(record, as_of=date(2024, 6, 1))) == 1


def test_offices_on_a_day(record: Record) -> None:
    found = offices(record, state="RUS", post="head_of_state", on=date(2020, 1, 1))
    assert found["person"].to_pylist() == ["putin"]
    assert len(offices(record, state="RUS", on=date(2010, 1, 1))) == 0


def test_members_of_a_group_on_a_day(record: Record) -> None:
    members = memberships(record, group="G8", on=date(2010, 1, 1))
    assert "RUS" in members["member"].to_pylist()
    assert "RUS" not in memberships(record, group="G7", on=date(2010, 1, 1))["member"].to_pylist()


def test_an_end_that_nobody_could_know_is_missing(record: Record) -> None:
    left = memberships(record, state="RUS", group="G8").to_pylist()[0]
    assert left["ends"] is not None
    before = memberships(record, state="RUS", group="G8", as_of=date(2010, 1, 1)).to_pylist()[0]
    assert before["ends"] is None
    union = actors(record, as_of=date(1985, 1, 1), state="SUN").to_pylist()[0]
    assert union["ends"] is None


def test_votes_carry_their_roll_call(record: Record) -> None:
    cast = votes(record, body="un-sc", symbol="S/2022/431", states=("CHN", "USA"))
    assert cast["choice"].to_pylist() == ["no", "yes"]
    assert cast["held"].to_pylist() == [date(2022, 5, 26)] * 2
    assert rollcalls(record, body="un-sc")["result"].to_pylist() == ["vetoed"]
    assert len(votes(record, as_of=date(2022, 5, 25))) == 0


def test_series_are_asked_by_subject_field_edition_and_period(record: Record) -> None:
    assert series(record, subject="RUS", period=Period.parse("2023"))["value"].to_pylist() == [3.6]
    assert len(series(record, field="gdp_growth_percent", as_of=date(2024, 10, 21))) == 0
    assert len(series(record, edition="2024-10", as_of=date(2024, 10, 22))) == 2


def test_evidence_opens_onto_source_and_passage(record: Record) -> None:
    (found,) = evidence_for(record, of_id=SPOKEN.id).to_pylist()
    assert (found["key"], found["passage"], found["text"]) == ("s-paper", QUOTED.id, QUOTED.text)
    assert len(evidence_for(record, of_id=SPOKEN.id, as_of=date(2024, 8, 30))) == 0


def test_sources_documents_and_passages(record: Record) -> None:
    assert keys(sources(record, kind="paper")) == ["s-paper"]
    (document,) = documents(record, language="ja").to_pylist()
    assert passages(record, document=document["id"])["start"].to_pylist() == [0, 34]
    assert len(passages(record, as_of=date(2024, 8, 30))) == 0


def test_names_in_a_language(record: Record) -> None:
    found = names(record, actor="kim-jong-un", language="ko")
    assert found["text"].to_pylist() == ["김정은"]


def test_notes_and_coverage_are_answered(record: Record) -> None:
    transfer = events(record, status="alleged")["id"][0].as_py()
    assert notes(record, of_id=transfer)["text"].to_pylist() == ["the period is an estimate"]
    assert len(coverage(record)) == 0


@pytest.mark.parametrize("asked", QUESTIONS, ids=lambda asked: asked.name)
def test_every_question_and_filter_is_documented_in_both_languages(asked: object) -> None:
    assert isinstance(asked, type(QUESTIONS[0]))
    assert asked.name == asked.ask.__name__
    assert asked.ask.__doc__
    assert asked.doc.ja and asked.doc.en
    assert "as_of" in [item.name for item in asked.filters]
    assert all(item.doc.ja and item.doc.en for item in asked.filters)
    assert inspect.signature(asked.ask).parameters["as_of"].default is None


def test_words_become_filters(record: Record) -> None:
    asked = question("events")
    for dyad in ("PRK-RUS", "RUS-PRK", "露朝", "北朝鮮・ロシア"):
        assert keys(asked.answer(record, {"dyad": dyad, "period": "2024-06-19"})) == [
            ARRIVAL,
            SUMMIT,
        ]
    states = {"states": "CHN, RUS", "as_of": "2022-06-01"}
    assert len(question("votes").answer(record, states)) == 2


BAD_WORDS: list[tuple[str, Mapping[str, str], str]] = [
    ("events", {"dyad": "日米韓"}, "column dyad: '日米韓' means JPN-USA, JPN-KOR, KOR-USA"),
    ("events", {"dyad": "PRK-XXX"}, "column dyad: no state has the id 'XXX'"),
    ("events", {"period": "2023-02-30"}, "column period: cannot read"),
    ("events", {"as_of": "June"}, "column as_of: 'June' is no day"),
    ("events", {"topic": "x"}, "events has no filter 'topic'. Next: use as_of, dyad, actor"),
    ("evidence_for", {}, "evidence_for needs of_id"),
]


@pytest.mark.parametrize(("name", "words", "says"), BAD_WORDS)
def test_words_that_cannot_be_read_are_named(
    record: Record, name: str, words: Mapping[str, str], says: str
) -> None:
    with pytest.raises(InputError) as refused:
        question(name).answer(record, words)
    assert says in str(refused.value)


def test_all_words_that_cannot_be_read_are_named_at_once(record: Record) -> None:
    with pytest.raises(InputError) as refused:
        question("events").answer(record, {"dyad": "X", "period": "Y", "topic": "Z"})
    assert len(refused.value.problems) == 3


def test_an_unknown_question_is_refused_with_the_known_ones() -> None:
    with pytest.raises(InputError, match=r"no question 'event'\. Next: ask one of events, claims"):
        question("event")
