"""Contradictions that are found, those that are none, and how they are said."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import permutations

import pyarrow as pa
import pytest

from kankei.record.conflicts import conflicts_of
from kankei.record.rows import Conflict, HandKept, Quantity, Sourced
from kankei.record.sentences import templates
from kankei.terms.actor import Actor, Office
from kankei.terms.event import Claim, Event, Participant
from kankei.terms.group import Membership
from kankei.terms.language import Bilingual
from kankei.terms.period import Period

ACTORS = tuple(
    Sourced(Actor(key, "person", state, (("ja", key), ("en", key.title()))), ())
    for key, state in (("minister", "KOR"), ("spokesman", "KOR"), ("secretary", "USA"))
)


def claim(key: str, day: str, speaker: str, stance: str, about: str = "transfer") -> Claim:
    return Claim(
        key=key,
        speaker=speaker,
        addressee="",
        outlet="",
        period=Period.parse(day),
        about=about,
        words="",
        language="",
        verbatim=False,
        text=Bilingual(f"{key}。", f"{key}."),
        stance=stance,  # type: ignore[arg-type]
        value=None,
        unit="",
        sources=("s",),
    )


def number(
    of: Claim, value: float | None, low: float | None = None, high: float | None = None
) -> Quantity:
    return Quantity("claim", of.id, value, low, high, "containers", of.about, of.period.start)


def pairs(found: tuple[Conflict, ...], hand: HandKept) -> set[tuple[str, str]]:
    keys = {item.id: item.key for item in (*hand.claims, *hand.events)}
    keys |= {office.what.id: office.what.person for office in hand.offices}
    return {(keys[item.left[1]], keys[item.right[1]]) for item in found}


def test_each_disputed_claim_is_set_against_the_nearest_that_opposes_it() -> None:
    said = (
        claim("a1", "2023-01-01", "USA", "affirms"),
        claim("a2", "2024-01-01", "USA", "affirms"),
        claim("d1", "2023-01-05", "RUS", "denies"),
        claim("d2", "2023-03-01", "PRK", "denies"),
        claim("s1", "2023-01-02", "JPN", "states"),
        claim("other", "2023-01-02", "JPN", "denies", about="another topic"),
    )
    hand = HandKept(claims=said)
    assert pairs(conflicts_of(hand), hand) == {("a1", "d1"), ("a2", "d2"), ("a1", "d2")}


def test_claims_without_a_topic_contradict_nothing() -> None:
    said = (
        claim("a", "2023", "USA", "affirms", about=""),
        claim("d", "2023", "RUS", "denies", about=""),
    )
    assert conflicts_of(HandKept(claims=said)) == ()


def test_a_claim_that_denies_an_event_contradicts_it() -> None:
    event = Event(
        key="e-1",
        plover="AID",
        cameo="072",
        domain="military",
        period=Period.parse("2023-08"),
        status="alleged",
        participants=(Participant("PRK", "source"), Participant("RUS", "target")),
        place="",
        text=Bilingual("送った。", "It was sent."),
        part_of="",
        sources=("s",),
    )
    hand = HandKept(events=(event,), claims=(claim("d", "2024", "RUS", "denies", about="e-1"),))
    found = conflicts_of(hand)
    assert pairs(found, hand) == {("e-1", "d")}
    assert found[0].text.en == "It was sent. (August 2023) Russia (2024) denies it. d."


NUMBERS = [
    ((6700, None, None), (None, 10_000, None), True),
    ((6700, None, None), (6700, None, None), False),
    ((6700, None, None), (None, 5000, None), False),
    ((None, 6000, 7000), (None, 7000, 8000), False),
    ((None, None, 3000), (3001, None, None), True),
]


@pytest.mark.parametrize(("first", "second", "opposed"), NUMBERS)
def test_numbers_contradict_when_their_ranges_do_not_meet(
    first: tuple[float | None, ...], second: tuple[float | None, ...], opposed: bool
) -> None:
    left, right = (
        claim("l", "2024-02-01", "KOR", "states"),
        claim("r", "2024-03-01", "USA", "states"),
    )
    hand = HandKept(claims=(left, right), quantities=(number(left, *first), number(right, *second)))
    assert pairs(conflicts_of(hand), hand) == ({("l", "r")} if opposed else set())


def test_a_side_that_brings_its_number_up_to_date_does_not_contradict_itself() -> None:
    first = claim("first", "2024-02-01", "minister", "states")
    later = claim("later", "2024-06-01", "spokesman", "states")
    same_day = claim("same-day", "2024-06-01", "minister", "states")
    stated = (number(first, 6700), number(later, 10_000), number(same_day, 9000))
    hand = HandKept(actors=ACTORS, claims=(first, later, same_day), quantities=stated)
    assert {frozenset(pair) for pair in pairs(conflicts_of(hand), hand)} == {
        frozenset(("later", "same-day"))
    }


def test_a_contradiction_written_by_hand_is_not_found_again() -> None:
    left, right = claim("l", "2024", "USA", "affirms"), claim("r", "2024", "RUS", "denies")
    written = Conflict(
        "denial", ("claim", right.id), ("claim", left.id), Bilingual("手で", "by hand"), "hand"
    )
    assert conflicts_of(HandKept(claims=(left, right), conflicts=(written,))) == (written,)


def office(person: str, period: str, post: str = "foreign_minister") -> Sourced[Office]:
    title = Bilingual("外相", "Foreign Minister")
    return Sourced(Office(person, post, "KOR", title, Period.parse(period)), ("s",))


@pytest.mark.parametrize(
    ("first", "second", "overlap"),
    [
        ("2017-06-18/2021-02-08", "2021-02-09/2022-05-11", False),
        ("2017-06-18/2021-02-09", "2021-02-09/2022-05-11", False),  # handed over that day
        ("2017-06-18/2021-02-11", "2021-02-09/2022-05-11", True),
        ("2017-06/2021-02", "2021-02/2022-05", False),
        ("2017/2021", "2020/2022", True),
        ("2017-06-18/..", "2021-02-09/..", True),
    ],
)
def test_two_holders_of_one_post_contradict_beyond_a_handover(
    first: str, second: str, overlap: bool
) -> None:
    hand = HandKept(offices=(office("minister", first), office("spokesman", second)))
    assert pairs(conflicts_of(hand), hand) == ({("minister", "spokesman")} if overlap else set())


def test_two_posts_and_two_terms_of_one_person_do_not_contradict() -> None:
    first = office("minister", "2017/2021")
    other_post = office("spokesman", "2017/2021", "defence_minister")
    again = office("minister", "2019/2022")
    assert conflicts_of(HandKept(offices=(first, other_post, again))) == ()


def test_a_membership_given_twice_for_one_time_contradicts_itself() -> None:
    terms = [
        Membership("UNSC", "JPN", "elected", Period.parse(years), "seen")
        for years in ("2016/2017", "2017/2018", "2023/2024")
    ]
    (found,) = conflicts_of(HandKept(), memberships=terms)
    assert (found.left[1], found.right[1]) == (terms[0].id, terms[1].id)
    assert "Japan" in found.text.en and "日本" in found.text.ja


def test_the_order_of_the_files_makes_no_difference() -> None:
    said = (
        claim("a1", "2023-01-01", "USA", "affirms"),
        claim("a2", "2023-01-01", "JPN", "affirms"),
        claim("d1", "2023-01-01", "RUS", "denies"),
    )
    numbers = tuple(number(item, 100.0 * place) for place, item in enumerate(said))
    posts = (office("minister", "2017/2021"), office("spokesman", "2017/2021"))
    once = conflicts_of(HandKept(claims=said, quantities=numbers, offices=posts))
    for order in permutations(range(3)):
        shuffled = HandKept(
            claims=tuple(said[place] for place in order),
            quantities=tuple(numbers[place] for place in order),
            offices=posts[::-1],
        )
        assert set(conflicts_of(shuffled)) == set(once)


def test_the_study_shows_both_counts_and_both_denials(tables: Mapping[str, pa.Table]) -> None:
    found = tables["conflict"].to_pylist()
    assert [row["made_by"] for row in found].count("hand") == 1
    assert {row["kind"] for row in found} == {"denial", "number"}
    said = {row["text_en"] for row in found}
    assert any("gives 6,700" in text and "gives 8,000" in text for text in said)


def test_posts_are_named_in_both_languages() -> None:
    for label in templates("conflicts.toml")["post"].values():
        assert label.keys() == {"ja", "en"}
