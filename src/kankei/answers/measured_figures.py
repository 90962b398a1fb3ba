"""Figures of measured relations: their curves with large moves, and their changes at a turn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ..terms.dyad import Dyad
from ..terms.finding import Finding
from ..terms.language import Bilingual
from .compose import Figure
from .figures import relation_changes, relation_curves, relation_focus
from .material import Material, Move, RelationMonth
from .moving import EVIDENCE, LEAST_COVERED, SURE, Change, change_finding, month_of
from .values import label_of, signed

Months = Mapping[str, Sequence[RelationMonth]]


def sure(material: Material, dyad: str) -> list[Move]:
    """Large moves of a relation that are sure enough to be told of, in order of time."""
    moves = (m for m in material.measured.moves if m.dyad == dyad and m.probability >= SURE)
    return sorted(moves, key=lambda m: m.month)


def shift(change: Change) -> relation_changes.Shift:
    """A change as the dot plot draws it."""
    usual = (min(change.earlier), max(change.earlier)) if change.earlier else None
    return relation_changes.Shift(
        label=label_of(change.dyad),
        size=change.size,
        low=change.low,
        high=change.high,
        direction=change.direction,
        usual=usual,
        finding=change_finding(change),
    )


def curves(material: Material, months: Months) -> Iterator[Figure]:
    """All relations in small multiples, when there is more than one."""
    drawn = [curve_of(material, Dyad.parse(key), rows) for key, rows in months.items()]
    subject = material.subject
    if len(drawn) > 1:
        yield relation_curves.draw(drawn, subject.focus.key, subject.turn.start)


def curve_of(
    material: Material, dyad: Dyad, months: Sequence[RelationMonth]
) -> relation_focus.Curve:
    """The months of a relation with its sure large moves, as figures draw them."""
    index = {item.month: item.mean for item in months}
    jumps = tuple(
        relation_focus.Jump(move.month, index[move.month], _jump_label(move))
        for move in sure(material, dyad.key)
        if move.month in index
    )
    finding = Finding(
        what="months_covered",
        about=(dyad.key,),
        period=None,
        value=sum(item.signal is not None for item in months),
        unit="months",
        method="measures.relation",
        evidence=EVIDENCE,
    )
    points = tuple(
        relation_focus.IndexMonth(
            item.month, item.mean, item.low, item.high, item.coverage < LEAST_COVERED
        )
        for item in months
    )
    return relation_focus.Curve(dyad.key, label_of(dyad.key), points, jumps, finding)


def _jump_label(move: Move) -> Bilingual:
    month, size = month_of(move.month), signed(move.size)
    return Bilingual(f"{month.text('ja')} {size}", f"{month.text('en')} {size}")
