"""What the report cannot tell: coverage of every source, and what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ...impact.argument import SignedMap
from ...terms.finding import Evidence, Finding
from ...terms.language import Bilingual
from ..compose import Block, Note, Paragraph, Row, Section, Sentence, Table
from ..material import Coverage, Material
from ..values import joined
from ..words import say

TABLES: Mapping[str, tuple[str, ...]] = {
    "change": ("dyad_scores",),
    "measured": (
        "relation",
        "relation_moves",
        "relation_breaks",
        "relation_sensitivity",
        "relation_variants",
    ),
    "sources": ("relation_beside", "relation_years", "relation_domains", "relation_influence"),
    "dependence": ("trade_dependence", "arms_dependence", "membership_dependence"),
    "votes": ("vote_agreement",),
    "positions": ("ideal_points", "pole_distances"),
    "order": ("concentration", "same_bloc", "signed_order"),
    "discourse": ("term_use", "term_passages"),
}
"""Tables that a snapshot may hold, by the section that is written from them."""


def compose(material: Material) -> Section | None:
    """Compose the section on limits."""
    covered = {(item.origin, item.period): item for item in reversed(material.coverage)}
    rows = tuple(_row(material, item) for item in reversed(covered.values()))
    columns = tuple(say(f"limits.columns.{name}") for name in ("origin", "period", "note"))
    table = Table("coverage", say("limits.caption"), columns, rows, narrow=())
    blocks: list[Block] = [table] if rows else []
    blocks.append(Note(say("limits.record")))
    blocks += _read(material)
    blocks += _unmeasured(material)
    if material.signed is not None:
        blocks.append(Paragraph((_argued(material.signed),)))
    return Section("limits", say("limits.title"), tuple(blocks))


def _read(material: Material) -> Iterator[Block]:
    """How many events were read from documents, and how many of them a person accepted."""
    reviewed = sum(event.made_by == "reviewed" for event in material.events)
    kept, read = len(material.events) - reviewed, len(material.unreviewed)
    if reviewed or read:
        yield Note(say("limits.read", kept=kept, reviewed=reviewed, read=read))


def _unmeasured(material: Material) -> Iterator[Block]:
    """Which tables the snapshot lacks, section by section, and which command makes them."""
    missing = {
        section: [name for name in tables if name not in material.measured.made]
        for section, tables in TABLES.items()
    }
    if any(missing.values()):
        yield Note(say("limits.unmeasured"))
    for section, names in missing.items():
        if names:
            tables = joined([say(f"limits.tables.{name}") for name in names])
            yield Note(say("limits.lacking", section=say(f"{section}.title"), tables=tables))


def _argued(signed: SignedMap) -> Sentence:
    """How many arguments of how many holders the effects rest on."""
    finding = Finding(
        what="links_count",
        about=(),
        period=None,
        value=len(signed.links),
        unit="links",
        method="answers.sections.limits",
        evidence=tuple(Evidence("link", link.id) for link in signed.links),
    )
    holders = len({link.holder for link in signed.links})
    return Sentence(say("limits.argued", links=len(signed.links), holders=holders), (finding,))


def _row(material: Material, item: Coverage) -> Row:
    finding = Finding(
        what="coverage",
        about=(item.origin, item.field),
        period=item.period,
        value=item.note.en,
        unit="",
        method="record.coverage",
        evidence=(Evidence("dataset", item.origin),),
    )
    period = Bilingual(item.period.text("ja"), item.period.text("en"))
    return Row((material.name(item.origin), period, item.note), (finding,))
