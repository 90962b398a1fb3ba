"""Contradictions are kept and shown, never averaged away.

Beside those that a person writes down, five kinds are found: claims on one topic of which one
affirms and one denies, claims that deny an event, numbers on one topic whose ranges do not meet,
two holders of one post, and one membership given twice for one time. On a topic with many claims
each is set against the nearest in time that opposes it, so that a report shows every claim that is
disputed without showing every pair.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from math import inf
from typing import Protocol, TypeVar

from ..terms.actor import Office, states
from ..terms.errors import CodeError
from ..terms.event import Claim, Event
from ..terms.field import fields
from ..terms.group import Membership
from ..terms.language import Bilingual
from ..terms.period import Period, Precision
from .rows import Conflict, HandKept, Quantity
from .sentences import Part, sentence, templates

HANDOVER_DAYS: Mapping[Precision, int] = {
    Precision.DAY: 1,
    Precision.MONTH: 31,
    Precision.YEAR: 366,
}
"""How long two holders may share a post before it is a contradiction, by precision of the dates."""

T = TypeVar("T")


class Dated(Protocol):
    """A term with a time and an id."""

    @property
    def period(self) -> Period:
        """When it holds."""

    @property
    def id(self) -> str:
        """Its content hash."""


@dataclass(frozen=True)
class Speakers:
    """What actors are called, and for which state they speak."""

    names: Mapping[str, Bilingual]
    states: Mapping[str, str]

    @classmethod
    def of(cls, hand: HandKept) -> Speakers:
        """Collect the actors that are kept by hand."""
        actors = [actor.what for actor in hand.actors]
        names = {actor.key: Bilingual(actor.name("ja"), actor.name("en")) for actor in actors}
        return cls(names, {actor.key: actor.state for actor in actors if actor.state})

    def name(self, actor: str) -> Bilingual:
        """Usual name of a person, body or state; the key where nothing is known."""
        if actor in self.names:
            return self.names[actor]
        try:
            return states().get(actor).label
        except CodeError:
            return Bilingual(actor, actor)

    def side(self, actor: str) -> str:
        """The state an actor speaks for, or the actor itself."""
        return self.states.get(actor, actor)


def conflicts_of(
    hand: HandKept, quantities: Iterable[Quantity] = (), memberships: Iterable[Membership] = ()
) -> tuple[Conflict, ...]:
    """Contradictions written by hand, then those found; a pair that was written is not repeated."""
    speakers = Speakers.of(hand)
    claims = sorted(hand.claims, key=_when)
    numbers = sorted((*hand.quantities, *quantities), key=lambda item: item.id)
    offices = sorted((office.what for office in hand.offices), key=_when)
    found = (
        *hand.conflicts,
        *_denials(claims, speakers),
        *_denied_events(hand.events, claims, speakers),
        *_numbers(claims, numbers, speakers),
        *_holders(offices, speakers),
        *_memberships(memberships, speakers),
    )
    distinct: dict[frozenset[str], Conflict] = {}
    for conflict in found:
        distinct.setdefault(frozenset((conflict.left[1], conflict.right[1])), conflict)
    return tuple(distinct.values())


def _denials(claims: Iterable[Claim], speakers: Speakers) -> Iterator[Conflict]:
    """Claims on one topic, of which one affirms and the other denies."""
    for about in _grouped(claims, lambda claim: claim.about):
        affirming = [claim for claim in about if claim.stance == "affirms"]
        denying = [claim for claim in about if claim.stance == "denies"]
        if affirming and denying:
            pairs = {(claim, _nearest(claim, denying, _day)): None for claim in affirming}
            pairs |= {(_nearest(claim, affirming, _day), claim): None for claim in denying}
            for left, right in pairs:
                yield _denial(left, right, speakers)


def _denial(left: Claim, right: Claim, speakers: Speakers) -> Conflict:
    text = _sentence(
        "denial",
        left=left.text,
        left_who=speakers.name(left.speaker),
        left_when=left.period,
        right=right.text,
        right_who=speakers.name(right.speaker),
        right_when=right.period,
    )
    return Conflict("denial", ("claim", left.id), ("claim", right.id), text)


def _denied_events(
    events: Iterable[Event], claims: Iterable[Claim], speakers: Speakers
) -> Iterator[Conflict]:
    """Events that are recorded as such, and claims that deny them."""
    by_key = {event.key: event for event in events if event.key and event.status != "negated"}
    for claim in claims:
        event = by_key.get(claim.about)
        if event is not None and claim.stance == "denies":
            text = _sentence(
                "denied_event",
                left=event.text,
                left_when=event.period,
                right=claim.text,
                right_who=speakers.name(claim.speaker),
                right_when=claim.period,
            )
            yield Conflict("denial", ("event", event.id), ("claim", claim.id), text)


def _numbers(
    claims: Iterable[Claim], quantities: Iterable[Quantity], speakers: Speakers
) -> Iterator[Conflict]:
    """Claims whose numbers on one topic, in one unit, have ranges that do not meet.

    A side that gives another number at another time has brought its number up to date; that is no
    contradiction.
    """
    by_id = {claim.id: claim for claim in claims}

    def opposed(first: Quantity, second: Quantity) -> bool:
        left, right = by_id[first.of_id], by_id[second.of_id]
        updates = speakers.side(left.speaker) == speakers.side(right.speaker)
        updates = updates and not left.period.overlaps(right.period)
        return not updates and not _meet(_range(first), _range(second))

    def day(quantity: Quantity) -> date:
        return _day(by_id[quantity.of_id])

    stated = [item for item in quantities if item.of_id in by_id]
    for group in _grouped(stated, lambda item: (item.what, item.unit)):
        against = ((item, [other for other in group if opposed(item, other)]) for item in group)
        pairs = {_in_order(item, _nearest(item, them, day), day) for item, them in against if them}
        for left, right in sorted(pairs, key=lambda pair: (pair[0].id, pair[1].id)):
            yield _number_conflict(left, right, by_id, speakers)


def _number_conflict(
    first: Quantity, second: Quantity, by_id: Mapping[str, Claim], speakers: Speakers
) -> Conflict:
    left, right = by_id[first.of_id], by_id[second.of_id]
    text = _sentence(
        "number",
        unit=_unit(first.unit),
        left=_range_text(first),
        left_who=speakers.name(left.speaker),
        left_when=left.period,
        right=_range_text(second),
        right_who=speakers.name(right.speaker),
        right_when=right.period,
    )
    return Conflict("number", ("claim", left.id), ("claim", right.id), text)


def _holders(offices: Iterable[Office], speakers: Speakers) -> Iterator[Conflict]:
    """Two persons who hold one post for longer than a handover takes."""
    for post in _grouped(offices, lambda office: (office.post, office.of)):
        for left, right in combinations(post, 2):
            if left.person != right.person and _shared(left.period, right.period):
                text = _sentence(
                    "holder",
                    of=speakers.name(left.of),
                    post=_post(left.post),
                    left=speakers.name(left.person),
                    left_title=left.title,
                    left_when=left.period,
                    right=speakers.name(right.person),
                    right_title=right.title,
                    right_when=right.period,
                )
                yield Conflict("who", ("office", left.id), ("office", right.id), text)


def _memberships(memberships: Iterable[Membership], speakers: Speakers) -> Iterator[Conflict]:
    """Two rows that give one membership for overlapping times."""
    for same in _grouped(memberships, lambda item: (item.member, item.group, item.kind)):
        for left, right in combinations(same, 2):
            if left.period.overlaps(right.period):
                text = _sentence(
                    "membership",
                    left=speakers.name(left.member),
                    right=speakers.name(left.group),
                    left_when=left.period,
                    right_when=right.period,
                )
                yield Conflict("when", ("membership", left.id), ("membership", right.id), text)


def _grouped(items: Iterable[T], by: Callable[[T], Hashable]) -> Iterable[list[T]]:
    """Lists of items that agree in something that is not empty."""
    found: dict[Hashable, list[T]] = defaultdict(list)
    for item in items:
        if by(item):
            found[by(item)].append(item)
    return found.values()


def _nearest(item: T, others: Sequence[T], day: Callable[[T], date]) -> T:
    """The one of others that is nearest in time; of two, the earlier."""
    return min(others, key=lambda other: (abs((day(other) - day(item)).days), day(other)))


def _in_order(first: T, second: T, day: Callable[[T], date]) -> tuple[T, T]:
    return (first, second) if day(first) <= day(second) else (second, first)


def _day(dated: Dated) -> date:
    day = dated.period.start or dated.period.last
    assert day is not None
    return day


def _when(dated: Dated) -> tuple[date, str]:
    """An order that does not depend on the order of the files."""
    return _day(dated), dated.id


def _range(quantity: Quantity) -> tuple[float, float]:
    """Lowest and highest number that the statement admits."""
    low, value, high = quantity.low, quantity.value, quantity.high
    if low is None and high is None and value is not None:
        return value, value
    return (-inf if low is None else low), (inf if high is None else high)


def _meet(left: tuple[float, float], right: tuple[float, float]) -> bool:
    return left[0] <= right[1] and right[0] <= left[1]


def _range_text(quantity: Quantity) -> Bilingual:
    low, high = _range(quantity)
    if low == high:
        return Bilingual(_number(low), _number(low))
    name = "between" if inf not in (-low, high) else ("more" if high == inf else "less")
    template = templates("conflicts.toml")["range"][name]
    return sentence(template, low=_number(low), high=_number(high))


def _number(value: float) -> str:
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,}"


def _unit(unit: str) -> Bilingual:
    """The unit as readers see it, where the dictionary of fields has it."""
    labels = {known.unit: known.unit_label for known in fields().values()}
    return labels.get(unit, Bilingual(unit, unit))


def _post(post: str) -> Bilingual:
    """The post as readers see it, where it is one of the usual posts."""
    label = templates("conflicts.toml")["post"].get(post, {"ja": post, "en": post})
    return Bilingual(ja=label["ja"], en=label["en"])


def _shared(left: Period, right: Period) -> bool:
    """Say whether two periods share more than a handover takes."""
    starts = [period.start for period in (left, right) if period.start is not None]
    ends = [period.end for period in (left, right) if period.end is not None]
    if not left.overlaps(right) or not starts or not ends:
        return left.overlaps(right)
    days = (min(ends) - max(starts)).days
    return days > max(HANDOVER_DAYS[left.precision], HANDOVER_DAYS[right.precision])


def _sentence(name: str, **parts: Part) -> Bilingual:
    return sentence(templates("conflicts.toml")[name], **parts)
