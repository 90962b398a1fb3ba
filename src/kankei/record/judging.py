"""A person's judgements take effect on what was read.

Nothing that was read is lost: a rejected statement is left out of the record together with what
rests on it, and stands there again when the judgement is withdrawn by a later one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, TypeVar, get_args

from ..terms.errors import CodeError, PeriodError, Problem, RecordError
from ..terms.event import Claim, Domain, Event, Participant, Role, Stance, Status
from ..terms.language import Bilingual
from ..terms.period import Period
from ..terms.plover import cameo, event_type
from .reviews import Review, Reviews, fresh_reviews
from .rows import Read

Standing = Literal["in force", "superseded", "stale"]
Stated = TypeVar("Stated", Event, Claim)
Change = Callable[[Any, str], dict[str, Any]]

ROLES: Mapping[str, Role] = {
    "initiators": "source",
    "targets": "target",
    "participants": "participant",
}
"""Columns of a correction that list actors, divided by ``;``, as in ``record/events.csv``."""


@dataclass(frozen=True)
class Judged:
    """What was read, as far as no person has rejected it, and how each judgement stands."""

    read: Read
    standing: Mapping[str, Standing]


def judged(read: Read, reviews: Iterable[Review]) -> Judged:
    """Apply the last judgement on each statement whose words are unchanged.

    ``accepted`` marks it as reviewed; ``corrected`` puts other values in some columns and marks it;
    ``rejected`` leaves it out. A judgement made on other words is ``stale`` and changes nothing.

    Raises
    ------
    RecordError
        When a correction names a column that cannot be corrected, or gives it no value it can have.
    """
    made = Reviews(tuple(reviews))
    fresh = {review.of_id: review for review in fresh_reviews(made, words_of(read))}
    changed = _Changed()
    claims = [changed.by(fresh.get(claim.id), claim) for claim in read.claims]
    events = [changed.by(fresh.get(event.id), event) for event in read.events]
    kept = {event.key for event in events if event}
    found = replace(
        read,
        claims=tuple(claim for claim in claims if claim),
        events=tuple(
            event if event.part_of in kept else replace(event, part_of="")
            for event in events
            if event
        ),
        quantities=tuple(
            replace(item, of_id=changed.ids.get(item.of_id, item.of_id))
            for item in read.quantities
            if item.of_id not in changed.gone
        ),
        passages_of={
            changed.ids.get(of, of): passages
            for of, passages in read.passages_of.items()
            if of not in changed.gone
        },
    )
    return Judged(found, _standing(made, fresh))


def words_of(read: Read) -> dict[str, str]:
    """Hash of the words that each statement rests on, those of its first passage, by its id."""
    hashes = {passage.id: passage.sha256 for passage in read.passages}
    return {
        of: hashes[passages[0]]
        for of, passages in read.passages_of.items()
        if passages and passages[0] in hashes
    }


def _standing(reviews: Reviews, fresh: Mapping[str, Review]) -> dict[str, Standing]:
    applied = {review.id for review in fresh.values()}
    latest = {review.id for review in reviews.latest().values()}
    return {
        review.id: "in force"
        if review.id in applied
        else ("stale" if review.id in latest else "superseded")
        for review in reviews.made
    }


class _Changed:
    """Statements as judged, with the ids that went and those that became others."""

    def __init__(self) -> None:
        self.gone: set[str] = set()
        self.ids: dict[str, str] = {}

    def by(self, review: Review | None, stated: Stated) -> Stated | None:
        """A statement as a judgement leaves it; none when it was rejected."""
        if review is None:
            return stated
        if review.judgement == "rejected":
            self.gone.add(stated.id)
            return None
        found = replace(_corrected(stated, review), made_by="reviewed")
        self.ids[stated.id] = found.id
        return found


def _corrected(stated: Stated, review: Review) -> Stated:
    columns = EVENT_COLUMNS if isinstance(stated, Event) else CLAIM_COLUMNS
    for column, value in review.correction:
        if column not in columns:
            remedy = f"correct one of {', '.join(columns)}"
            raise _wrong(f"the column {column!r} cannot be corrected", remedy, stated)
        try:
            stated = replace(stated, **columns[column](stated, value))
        except (CodeError, PeriodError) as refused:
            first = refused.problems[0]
            raise _wrong(f"{column}: {first.what}", first.remedy, stated) from None
    return stated


def _wrong(what: str, remedy: str, stated: Event | Claim) -> RecordError:
    return RecordError(Problem(f"a judgement on {stated.key}: {what}", remedy, "reviews.jsonl"))


def _as_given(name: str) -> Change:
    return lambda stated, value: {name: value}


def _date(stated: Event | Claim, value: str) -> dict[str, Any]:
    return {"period": Period.parse(value)}


def _text(language: str) -> Change:
    def change(stated: Event | Claim, value: str) -> dict[str, Any]:
        ja, en = (value if language == one else stated.text.in_(one) for one in ("ja", "en"))
        return {"text": Bilingual(ja, en)}

    return change


def _one_of(name: str, words: tuple[str, ...]) -> Change:
    def change(stated: Event | Claim, value: str) -> dict[str, Any]:
        if value not in words:
            what = f"{value!r} is none of its words"
            raise CodeError(Problem(what, f"use one of {', '.join(words)}"))
        return {name: value}

    return change


def _plover(stated: Event, value: str) -> dict[str, Any]:
    return {"plover": event_type(value).code}


def _cameo(stated: Event, value: str) -> dict[str, Any]:
    return {"cameo": cameo(value).code}


def _acting(role: Role) -> Change:
    def change(stated: Event, value: str) -> dict[str, Any]:
        others = [item for item in stated.participants if item.role != role]
        named = [Participant(actor.strip(), role) for actor in value.split(";") if actor.strip()]
        return {"participants": (*others, *named)}

    return change


EVENT_COLUMNS: Mapping[str, Change] = {
    "date": _date,
    "type": _plover,
    "cameo": _cameo,
    "domain": _one_of("domain", get_args(Domain)),
    "status": _one_of("status", get_args(Status)),
    **{column: _acting(role) for column, role in ROLES.items()},
    "place": _as_given("place"),
    "ja": _text("ja"),
    "en": _text("en"),
}
"""What can be corrected in an event; columns are those of ``record/events.csv``."""

CLAIM_COLUMNS: Mapping[str, Change] = {
    "date": _date,
    **{name: _as_given(name) for name in ("speaker", "addressee", "outlet", "about")},
    "stance": _one_of("stance", get_args(Stance)),
    "ja": _text("ja"),
    "en": _text("en"),
}
"""What can be corrected in a claim; columns are those of ``record/claims.csv``."""
