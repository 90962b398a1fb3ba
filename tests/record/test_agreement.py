"""Which tellings are one event, and which agree with an event kept by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kankei.record.agreement import agree, confirmed, merged
from kankei.record.rows import Read
from kankei.terms.event import Event, Participant, Role
from kankei.terms.language import Bilingual
from kankei.terms.period import Period

STATE_OF = {"prime-minister": "JPN", "kor-mofa": "KOR"}


def event(key: str, date: str = "2024-06-01", *roles: tuple[str, Role], **other: str) -> Event:
    given = {"plover": "CONSULT", "cameo": "042", "status": "asserted"} | other
    return Event(
        key=key,
        plover=given["plover"],
        cameo=given["cameo"],
        domain="political",
        period=Period.parse(date),
        status=given["status"],  # type: ignore[arg-type]
        participants=tuple(Participant(actor, role) for actor, role in roles or PAIR),
        place="",
        text=Bilingual(key, key),
        part_of="",
        sources=(key[0],),
        made_by="read",
    )


PAIR: tuple[tuple[str, Role], ...] = (("JPN", "participant"), ("KOR", "participant"))
VISIT: tuple[tuple[str, Role], ...] = (("JPN", "source"), ("KOR", "target"))
BACK: tuple[tuple[str, Role], ...] = (("KOR", "source"), ("JPN", "target"))
BY_PERSONS: tuple[tuple[str, Role], ...] = (("prime-minister", "source"), ("kor-mofa", "target"))


def read(*events: Event) -> Read:
    return Read(events=events, passages_of={item.id: (f"passage:{item.key}",) for item in events})


def told(found: Read) -> list[set[str]]:
    """Passages of each event."""
    return sorted(
        ({p.removeprefix("passage:") for p in found.passages_of[e.id]} for e in found.events),
        key=sorted,
    )


@pytest.mark.parametrize(
    ("second", "one"),
    [
        (event("b"), True),
        (event("b", "2024-06"), True),
        (event("b", "2024-06-01", *BY_PERSONS), True),
        (event("b", status="reported"), True),
        (event("b", "2024-06-02"), False),
        (event("b", plover="SUPPORT"), False),
        (event("b", status="planned"), False),
        (event("b", status="alleged"), False),
        (event("b", "2024-06-01", ("JPN", "participant"), ("USA", "participant")), False),
    ],
)
def test_two_tellings_are_one_event_by_the_rule(second: Event, one: bool) -> None:
    found = merged(read(event("a"), second), STATE_OF)
    assert told(found) == ([{"a", "b"}] if one else [{"a"}, {"b"}])


def test_a_merged_event_has_the_finest_date_all_sources_and_the_surest_status() -> None:
    (one,) = merged(read(event("a", "2024", status="reported"), event("b")), {}).events[:1]
    both = merged(read(event("b", status="reported"), event("a", "2024-06")), {}).events
    assert one.period == Period.parse("2024-06-01")
    assert [(e.key, e.status, set(e.sources)) for e in both] == [("b", "asserted", {"a", "b"})]


def test_roles_that_contradict_are_two_events() -> None:
    found = merged(read(event("a", "2024-06-01", *VISIT), event("b", "2024-06-01", *BACK)), {})
    assert told(found) == [{"a"}, {"b"}]


def test_a_coarse_date_that_fits_several_stays_its_own() -> None:
    found = merged(read(event("a"), event("b", "2024-06-20"), event("c", "2024")), {})
    assert told(found) == [{"a"}, {"b"}, {"c"}]


def test_the_larger_event_is_named_by_the_key_that_stays() -> None:
    whole, again = event("a", plover="AID"), event("b", "2024-06", plover="AID")
    part = replace(event("c"), part_of="b")
    found = {item.key: item.part_of for item in merged(read(whole, again, part), {}).events}
    assert found == {"a": "", "c": "a"}


@settings(max_examples=20, deadline=None)
@given(st.permutations([event("a"), event("b", "2024-06"), event("c"), event("d", "2024-07-01")]))
def test_the_order_of_tellings_makes_no_difference(events: list[Event]) -> None:
    assert told(merged(read(*events), {})) == [{"a", "b", "c"}, {"d"}]


@pytest.mark.parametrize(
    ("kept", "agrees"),
    [
        (event("k"), True),
        (event("k", "2024-05-30/2024-06-02"), True),
        (event("k", plover="SUPPORT", cameo="057"), True),  # words of cooperation both
        (event("k", "2024-06-01", *VISIT), True),  # a participant fits either side
        (event("k", "2024", plover="CONSULT"), True),  # long, but of the same code
        (event("k", "2024", cameo="046"), False),
        (event("k", "2024-06-02"), False),
        (event("k", plover="AID", cameo="070"), False),  # a deed
        (event("k", plover="ACCUSE", cameo="111"), False),
        (event("k", status="denied"), False),
        (event("k", status="alleged"), True),
        (event("k", "2024-06-01", *PAIR, ("USA", "participant")), True),  # a state unsaid
        (event("k", "2024-06-01/2024-06-03", *PAIR, ("USA", "participant")), False),
        (event("k", "2024-06-01", *PAIR, ("USA", "participant"), cameo="043"), False),
        (event("k", "2024-06-01", ("JPN", "participant")), False),
    ],
)
def test_an_event_agrees_with_one_kept_by_hand_by_the_rule(kept: Event, agrees: bool) -> None:
    assert agree(event("a"), kept, STATE_OF) is agrees
    found = confirmed(read(event("a")), [replace(kept, made_by="hand")], STATE_OF)
    assert len(found.events) == (0 if agrees else 1)
    assert found.passages_of.get(kept.id) == (("passage:a",) if agrees else None)


def test_a_date_coarser_than_the_one_kept_is_no_agreement() -> None:
    assert not agree(event("a", "2024-06"), event("k"), {})


def test_of_several_that_agree_the_most_alike_is_chosen() -> None:
    treaty, talks = event("k-1", plover="SUPPORT", cameo="057"), event("k-2", cameo="043")
    found = confirmed(read(event("a")), [treaty, talks], {})
    assert found.passages_of == {talks.id: ("passage:a",)}


def test_a_part_follows_its_whole_to_the_event_kept_by_hand() -> None:
    part = replace(event("b", plover="AID", cameo="070"), part_of="a")
    found = confirmed(read(event("a"), part), [event("k")], {})
    assert [item.part_of for item in found.events] == ["k"]
