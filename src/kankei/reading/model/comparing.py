"""Two readers side by side: what rules and model both find, what one alone does, where they differ.

Neither is taken for the truth. The table shows where a person should look first, and where the
rules could learn.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from ...terms.source import Span
from ..claims.placing import Placing
from ..passages import Reading
from .findings import Findings
from .judging import Judged, Proposal
from .shapes import KINDS, Cause, Claim, Event, Kind, Quoted

Outcome = Literal["agreed", "differing", "model_only", "rules_only"]
OUTCOMES: tuple[Outcome, ...] = ("agreed", "differing", "model_only", "rules_only")

Fields = Mapping[str, Any]
"""Comparable values by field; a field that a reader does not state is missing or ``None``."""


@dataclass(frozen=True, slots=True)
class Found:
    """One find of either reader: id, raw spans, and the fields that can be compared."""

    id: str
    spans: tuple[Span, ...]
    fields: Fields


@dataclass(frozen=True, slots=True)
class Compared:
    """One line of the comparison; ``differing`` gives both values (rules, model) by field."""

    kind: Kind
    outcome: Outcome
    rules: Found | None
    model: Found | None
    differing: Mapping[str, tuple[Any, Any]]


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts of one kind, and F1 of one reader against the other; missing where both are silent.

    ``same_place_f1`` counts what both find at one place, ``same_f1`` what is equal in all fields.
    """

    kind: Kind
    counts: Mapping[Outcome, int]
    rejected: int
    invented: int
    same_place_f1: float | None
    same_f1: float | None


def compare(reading: Reading, judged: Judged) -> tuple[Compared, ...]:
    """Lay the finds of the rules beside the proposals of the model, item by item.

    Parameters
    ----------
    reading
        What the rules read. Only sentences about which the model gave a usable answer are
        compared: silence of a server is no disagreement.
    judged
        What passed the gate.

    Returns
    -------
    tuple of Compared
        By kind, in reading order. Two finds are one when their spans share at least half of their
        union, or when 80 % of one is covered by the other at most three times as long.

    Examples
    --------
    >>> from kankei.reading.read import read_text
    >>> reading = read_text("ロシアと北朝鮮は条約に署名した。")
    >>> [(one.kind, one.outcome) for one in compare(reading, Judged((), (), frozenset({0})))]
    [('events', 'rules_only')]
    """
    findings, placing = Findings(reading), Placing(reading.sentences)
    found: list[Compared] = []
    for kind in KINDS:
        rules = [
            one
            for one in _OF_RULES[kind](reading, findings)
            if placing.sentence_of(one.spans) in judged.answered
        ]
        model = [_of_model(one, findings) for one in judged.proposals if one.case.kind == kind]
        lines = [*_laid_side_by_side(kind, rules, model)]
        found += sorted(lines, key=_start)
    return tuple(found)


def summaries(compared: Sequence[Compared], judged: Judged) -> tuple[Summary, ...]:
    """Count the comparison by kind."""
    return tuple(_summary(kind, compared, judged) for kind in KINDS)


def _summary(kind: Kind, compared: Sequence[Compared], judged: Judged) -> Summary:
    lines = [one.outcome for one in compared if one.kind == kind]
    counts = {outcome: lines.count(outcome) for outcome in OUTCOMES}
    rejected = [one.reason for one in judged.rejections if one.kind == kind]
    both = counts["agreed"] + counts["differing"]
    total = 2 * both + counts["model_only"] + counts["rules_only"]
    return Summary(
        kind,
        counts,
        len(rejected),
        rejected.count("quotation_invented"),
        2 * both / total if total else None,
        2 * counts["agreed"] / total if total else None,
    )


def _laid_side_by_side(
    kind: Kind, rules: Sequence[Found], model: Sequence[Found]
) -> Iterator[Compared]:
    """Pair the finds, those with the most in common first."""
    candidates = sorted(
        (
            (-_equal(one, other), -share, i, j)
            for i, one in enumerate(rules)
            for j, other in enumerate(model)
            if (share := _shared(one.spans, other.spans)) > 0
        ),
    )
    taken: set[int] = set()
    partner: dict[int, int] = {}
    for _, _, i, j in candidates:
        if i not in partner and j not in taken:
            partner[i] = j
            taken.add(j)
    for i, one in enumerate(rules):
        if i in partner:
            yield _paired(kind, one, model[partner[i]])
        else:
            yield Compared(kind, "rules_only", one, None, {})
    for j, other in enumerate(model):
        if j not in taken:
            yield Compared(kind, "model_only", None, other, {})


def _paired(kind: Kind, rules: Found, model: Found) -> Compared:
    differing = {
        name: (rules.fields.get(name), value)
        for name, value in model.fields.items()
        if value is not None and value != rules.fields.get(name)
    }
    return Compared(kind, "differing" if differing else "agreed", rules, model, differing)


def _equal(one: Found, other: Found) -> int:
    return sum(other.fields.get(name) == value for name, value in one.fields.items())


def _start(line: Compared) -> tuple[int, int]:
    spans = (line.rules or line.model or Found("", (Span(0, 1),), {})).spans
    return spans[0].start, spans[-1].end


def _shared(one: Sequence[Span], other: Sequence[Span]) -> float:
    """Share of the union when two finds are at one place, else 0."""
    if one[-1].end <= other[0].start or other[-1].end <= one[0].start:
        return 0.0
    first = {offset for span in one for offset in range(span.start, span.end)}
    second = {offset for span in other for offset in range(span.start, span.end)}
    both = len(first & second)
    union = len(first) + len(second) - both
    small, large = sorted((len(first), len(second)))
    same = 2 * both >= union or (5 * both >= 4 * small and large <= 3 * small)
    return both / union if same else 0.0


def _of_model(one: Proposal, findings: Findings) -> Found:
    return Found(one.id, one.case.spans, model_fields(one.case.item, findings))


def model_fields(item: Quoted, findings: Findings) -> Fields:
    """Comparable fields of a proposal."""
    if isinstance(item, Event):
        return {
            "type": item.type,
            "assertion": item.assertion,
            "date": item.date.value if item.date else None,
            **_sides(((one.id, one.role) for one in item.actors), findings),
        }
    if isinstance(item, Claim):
        return {
            "speaker": findings.state_of(item.speaker.id) if item.speaker else None,
            "outlet": item.outlet.id if item.outlet else None,
            "verbatim": item.verbatim,
            "date": item.date.value if item.date else None,
        }
    if isinstance(item, Cause):
        hedged = item.hedge is not None
        return {"sign": item.sign, "conditional": item.conditional, "hedged": hedged}
    return {name: getattr(item, name) for name in ("value", "low", "high", "change")}


def _sides(actors: Iterable[tuple[str, str]], findings: Findings) -> Fields:
    """Who acts, at whom and with whom, each by the state it acts for."""
    by_role: dict[str, set[str]] = {}
    for actor, role in actors:
        by_role.setdefault(role, set()).add(findings.state_of(actor))
    all_of_them = sorted(set().union(*by_role.values())) if by_role else []
    roles = {role: sorted(ids) for role, ids in sorted(by_role.items())}
    return {"actors": all_of_them, "roles": roles}


def _rule_events(reading: Reading, findings: Findings) -> Iterator[Found]:
    for number, event in enumerate(reading.events, 1):
        fields = {
            "type": event.plover,
            "assertion": event.assertion,
            "date": event.date,
            **_sides(((actor, role) for actor, role, _ in event.actors), findings),
        }
        yield Found(f"e{number:02}", event.spans, fields)


def _rule_claims(reading: Reading, findings: Findings) -> Iterator[Found]:
    for number, claim in enumerate(reading.claims, 1):
        speaker = findings.state_of(claim.speaker[0]) if claim.speaker else None
        fields = {
            "speaker": speaker,
            "outlet": claim.outlet,
            "verbatim": claim.verbatim,
            "date": claim.date,
        }
        yield Found(f"c{number:02}", claim.spans, fields)


def _rule_quantities(reading: Reading, findings: Findings) -> Iterator[Found]:
    for number, one in enumerate(reading.quantities, 1):
        fields = {"value": one.value, "low": one.low, "high": one.high, "change": one.change}
        yield Found(f"q{number:02}", one.spans, fields)


def _rule_causes(reading: Reading, findings: Findings) -> Iterator[Found]:
    for number, one in enumerate(reading.causes, 1):
        fields = {
            "sign": one.sign,
            "conditional": bool(one.condition),
            "hedged": one.level != "assert",
        }
        yield Found(f"k{number:02}", one.effect, fields)


_OF_RULES: Mapping[Kind, Callable[[Reading, Findings], Iterator[Found]]] = {
    "events": _rule_events,
    "claims": _rule_claims,
    "quantities": _rule_quantities,
    "causes": _rule_causes,
}
