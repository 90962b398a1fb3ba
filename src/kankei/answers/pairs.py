"""Findings on pairs of states: how probably they share a bloc, over sessions."""

from __future__ import annotations

from collections.abc import Sequence

from ..terms.dyad import Dyad
from ..terms.finding import Evidence, Finding
from ..terms.period import Period, Precision
from .material import Material
from .positions import seats
from .system import CoMembership, opens_within, session_period

Pairs = dict[str, list[CoMembership]]


def pairs_of(material: Material) -> Pairs:
    """Probabilities of each pair of the study in order of session; predecessors keep the seat."""
    seat = seats(material.subject.states)
    found: Pairs = {dyad.key: [] for dyad in material.subject.dyads()}
    for item in material.system.same_bloc:
        dyad = Dyad.parse(item.dyad)
        if dyad.a in seat and dyad.b in seat and seat[dyad.a] != seat[dyad.b]:
            found[Dyad(seat[dyad.a], seat[dyad.b]).key].append(item)
    ordered = {key: sorted(items, key=lambda i: i.session) for key, items in found.items()}
    return {key: items for key, items in ordered.items() if items}


def within(items: Sequence[CoMembership], period: Period) -> list[CoMembership]:
    """Probabilities of the sessions that open inside a period."""
    return [item for item in items if opens_within(item.session, period)]


def mean_of(key: str, items: Sequence[CoMembership]) -> Finding:
    """Mean probability of a pair over some sessions."""
    first, last = session_period(items[0].session), session_period(items[-1].session)
    probability = sum(item.same_bloc_probability for item in items) / len(items)
    return Finding(
        what="same_bloc_probability",
        about=(key,),
        period=Period(first.start, last.end, Precision.MONTH),
        value=round(probability, 3),
        unit="share",
        method="measures.order.same_bloc",
        evidence=(Evidence("dataset", "unga_rollcalls"),),
        inputs=tuple(f"session {item.session}, {item.draws} draws" for item in items),
    )


def before_and_after(
    material: Material, key: str, items: Sequence[CoMembership]
) -> tuple[Finding, ...]:
    """Means before and after the turn; empty where one of the two has no session."""
    parts = [within(items, p) for p in (material.subject.before, material.subject.after)]
    return tuple(mean_of(key, part) for part in parts) if all(parts) else ()
