"""Contradictions that are open: shown with both sides, never averaged away."""

from __future__ import annotations

from ...terms.finding import Evidence, Finding
from ...terms.language import Bilingual
from ..compose import Block, Note, Paragraph, Row, Section, Sentence, Table
from ..material import Contradiction, Material
from ..words import say


def compose(material: Material) -> Section | None:
    """Compose the table of open conflicts."""
    if not material.contradictions:
        return None
    topic_of = {claim.id: claim.about for claim in material.claims}
    shown, elsewhere = list[Contradiction](), list[Contradiction]()
    for item in sorted(material.contradictions, key=lambda c: (not c.noted, c.kind, c.text.en)):
        same = topic_of.get(item.left.id, ".left") == topic_of.get(item.right.id, ".right")
        (elsewhere if same and not item.noted else shown).append(item)
    rows = tuple(_row(material, item) for item in shown)
    columns = tuple(say(f"conflicts.columns.{name}") for name in ("kind", "what", "left", "right"))
    table = Table("conflicts-table", say("conflicts.caption", count=len(rows)), columns, rows)
    blocks: list[Block] = [Paragraph((_elsewhere(elsewhere),))] if elsewhere else []
    if rows:
        blocks.append(table)
    return Section("conflicts", say("conflicts.title"), (*blocks, Note(say("conflicts.note"))))


def _elsewhere(items: list[Contradiction]) -> Sentence:
    """Denials of claims on one topic stand side by side in the section on claims."""
    evidence = dict.fromkeys(side for item in items for side in (item.left, item.right))
    finding = Finding(
        what="conflicts_count",
        about=("denial",),
        period=None,
        value=len(items),
        unit="pairs",
        method="record.conflicts",
        evidence=tuple(evidence),
    )
    return Sentence(say("conflicts.elsewhere", count=len(items)), (finding,))


def _row(material: Material, item: Contradiction) -> Row:
    finding = Finding(
        what="conflict",
        about=(item.kind,),
        period=None,
        value=item.text.en,
        unit="",
        method="record.conflicts",
        evidence=(item.left, item.right),
    )
    cells = (
        say(f"conflicts.kind.{item.kind}"),
        item.text,
        _side(material, item.left),
        _side(material, item.right),
    )
    return Row(cells, (finding,))


def _side(material: Material, evidence: Evidence) -> Bilingual:
    """What one side of a contradiction says."""
    return material.texts().get(evidence.id, Bilingual(evidence.id, evidence.id))
