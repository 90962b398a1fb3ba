"""What the report cannot tell: coverage of every source, and what is missing."""

from __future__ import annotations

from ...terms.finding import Evidence, Finding
from ...terms.language import Bilingual
from ..compose import Note, Row, Section, Table
from ..material import Coverage, Material
from ..words import say


def compose(material: Material) -> Section | None:
    """Compose the section on limits."""
    rows = tuple(_row(material, item) for item in material.coverage)
    columns = tuple(say(f"limits.columns.{name}") for name in ("origin", "period", "note"))
    table = Table("coverage", say("limits.caption"), columns, rows)
    notes = (Note(say("limits.record")), Note(say("limits.sides")), Note(say("limits.reading")))
    return Section("limits", say("limits.title"), (*([table] if rows else []), *notes))


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
