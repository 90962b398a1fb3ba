"""A person's judgement takes effect on what was read, as long as its words stand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kankei.record.assemble import Facts, assemble
from kankei.record.judging import judged
from kankei.record.reviews import Judgement, Review
from kankei.record.rows import Read
from kankei.terms.errors import RecordError
from kankei.terms.event import Event, Participant
from kankei.terms.language import Bilingual
from kankei.terms.period import Period

from .read import COUNT, COUNTED, QUOTED, READ, SPOKEN

TALKS = Event(
    "s-paper-e001", "CONSULT", "042", "political", Period.parse("2024-07-30"), "asserted",
    (Participant("RUS", "source"), Participant("PRK", "target")), "",
    Bilingual("会談した", "会談した"), "", ("s-paper",), "read",
)  # fmt: skip
PART = replace(TALKS, key="s-paper-e002", plover="AID", cameo="070", part_of="s-paper-e001")
WITH_EVENTS = replace(
    READ,
    events=(TALKS, PART),
    passages_of={**READ.passages_of, TALKS.id: (QUOTED.id,), PART.id: (COUNTED.id,)},
)


def review(
    of: Event, judgement: Judgement, sha256: str = QUOTED.sha256, **correction: str
) -> Review:
    changed = tuple(sorted(correction.items()))
    return Review("event", of.id, judgement, "R", date(2024, 9, 1), sha256, "", changed)


def events(read: Read) -> dict[str, Event]:
    return {event.key: event for event in read.events}


def test_what_is_accepted_is_marked_as_reviewed() -> None:
    found = events(judged(WITH_EVENTS, [review(TALKS, "accepted")]).read)
    assert {key: event.made_by for key, event in found.items()} == {
        "s-paper-e001": "reviewed",
        "s-paper-e002": "read",
    }


def test_what_is_rejected_leaves_the_record_with_all_that_hangs_on_it() -> None:
    found = judged(WITH_EVENTS, [review(TALKS, "rejected")]).read
    assert {key: event.part_of for key, event in events(found).items()} == {"s-paper-e002": ""}
    assert TALKS.id not in found.passages_of and PART.id in found.passages_of
    of_claim = Review("claim", COUNT.id, "rejected", "R", date(2024, 9, 1), COUNTED.sha256)
    found = judged(WITH_EVENTS, [of_claim]).read
    assert [claim.id for claim in found.claims] == [SPOKEN.id]
    assert found.quantities == ()


def test_a_correction_changes_its_columns_and_keeps_the_passages() -> None:
    changed = review(TALKS, "corrected", date="2024-07", status="alleged", targets="KOR; JPN")
    found = judged(WITH_EVENTS, [changed]).read
    event = events(found)["s-paper-e001"]
    assert (event.period.iso(), event.status, event.made_by) == ("2024-07", "alleged", "reviewed")
    assert [item.actor for item in event.participants] == ["RUS", "KOR", "JPN"]
    assert found.passages_of[event.id] == (QUOTED.id,)


@pytest.mark.parametrize(
    ("correction", "says"),
    [
        ({"known_from": "2024"}, "the column 'known_from' cannot be corrected"),
        ({"status": "perhaps"}, "'perhaps' is none of its words"),
        ({"date": "yesterday"}, "cannot read the period"),
        ({"type": "MEET"}, "no event type of PLOVER"),
    ],
)
def test_a_correction_that_cannot_be_made_is_refused(correction: dict[str, str], says: str) -> None:
    with pytest.raises(RecordError, match=says):
        judged(WITH_EVENTS, [review(TALKS, "corrected", **correction)])


def test_a_later_judgement_replaces_an_earlier_and_a_stale_one_changes_nothing() -> None:
    first = review(TALKS, "rejected")
    then = replace(review(TALKS, "accepted"), made=date(2024, 9, 2))
    stale = review(PART, "rejected", "f" * 64)
    found = judged(WITH_EVENTS, [first, then, stale])
    assert set(events(found.read)) == {"s-paper-e001", "s-paper-e002"}
    standing = [found.standing[item.id] for item in (first, then, stale)]
    assert standing == ["superseded", "in force", "stale"]


def test_the_record_says_who_put_a_row_there(facts: Facts) -> None:
    accepted = replace(facts, read=WITH_EVENTS, reviews=(review(TALKS, "accepted"),))
    tables = assemble(accepted)
    made = {row["key"]: row["made_by"] for row in tables["event"].to_pylist()}
    assert (made["s-paper-e001"], made["s-paper-e002"]) == ("reviewed", "read")
    assert made["e-2023-transfer"] == "hand"
    assert tables["review"].to_pylist()[0]["standing"] == "in force"


def test_a_rejected_event_does_not_confirm_one_kept_by_hand(facts: Facts) -> None:
    kept = replace(TALKS, key="e-talks", made_by="hand", text=Bilingual("会談", "talks"))
    hand = replace(facts.hand, events=(*facts.hand.events, replace(kept, sources=("s-paper",))))

    def passages(*reviews: Review) -> set[str | None]:
        tables = assemble(replace(facts, hand=hand, read=WITH_EVENTS, reviews=reviews))
        rows = tables["evidence"].to_pylist()
        return {row["passage"] for row in rows if row["of_id"] == kept.id}

    assert passages() == {QUOTED.id}
    assert passages(review(TALKS, "rejected")) == {None}
