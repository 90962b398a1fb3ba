"""Every relation of the region in the record: how many events, of which kind, and the latest."""

from __future__ import annotations

from ...terms.dyad import Dyad
from ...terms.language import Bilingual
from ..compose import Note, Row, Section, Table
from ..counting import event_finding, events_count, firm, kind_of, per_year
from ..material import Material
from ..values import label_of
from ..words import say

COLUMNS = ("relation", "events", "cooperation", "conflict", "before", "after", "latest")


def compose(material: Material) -> Section | None:
    """Compose the table of relations."""
    rows = tuple(_row(material, dyad) for dyad in material.subject.dyads())
    columns = tuple(say(f"relations.columns.{name}") for name in COLUMNS)
    table = Table("relations-table", say("relations.caption"), columns, rows, (1, 2, 3, 4, 5))
    return Section("relations", say("relations.title"), (table, Note(say("relations.note"))))


def _row(material: Material, dyad: Dyad) -> Row:
    subject = material.subject
    events = firm(material.events_of(dyad, subject.period))
    kinds = [kind_of(event) for event in events]
    whole = events_count(dyad, subject.period, events, "record")
    rates = [
        per_year(events_count(dyad, p, firm(material.events_of(dyad, p)), "record"))
        for p in (subject.before, subject.after)
    ]
    numbers = (str(len(events)), str(kinds.count("cooperation")), str(kinds.count("conflict")))
    cells = [Bilingual(text, text) for text in (*numbers, *(f"{r.value:.1f}" for r in rates))]
    latest = events[-1] if events else None
    last = say("relations.none")
    if latest is not None:
        when = latest.period
        last = Bilingual(
            f"{when.text('ja')}：{latest.text.ja}", f"{when.text('en')}: {latest.text.en}"
        )
    shown = (event_finding(latest),) if latest is not None else (whole,)
    return Row((label_of(dyad.key), *cells, last), shown)
