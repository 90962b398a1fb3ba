"""What was read from documents, and the quotations in it, word for word."""

from __future__ import annotations

from ...terms.event import Claim
from ...terms.finding import Evidence, Finding
from ...terms.language import Bilingual
from ..compose import Note, Row, Section, Table
from ..material import DocumentRead, Material
from ..words import say
from .claims import claim_finding

COUNTS = ("sentences", "notes", "states", "dates", "claims")


def compose(material: Material) -> Section | None:
    """Compose the section on documents."""
    if not material.documents:
        return None
    rows = tuple(_row(material, item) for item in material.documents)
    columns = (say("documents.document"), *(say(f"documents.columns.{name}") for name in COUNTS))
    counted = Table("documents-table", say("documents.caption"), columns, rows, (1, 2, 3, 4, 5))
    quoted = tuple(_quoted(material, claim) for claim in _verbatim(material))
    heads = tuple(say(f"documents.{name}") for name in ("speaker", "words"))
    tables = [counted]
    if quoted:
        tables.append(Table("quotations", say("documents.quotations"), heads, quoted))
    return Section("documents", say("documents.title"), (*tables, Note(say("documents.note"))))


def _row(material: Material, item: DocumentRead) -> Row:
    findings = tuple(
        Finding(
            what=f"{name}_found",
            about=(item.source,),
            period=None,
            value=getattr(item, name),
            unit="",
            method="reading.read_text",
            evidence=(Evidence("source", item.source),),
            inputs=(item.id,),
        )
        for name in COUNTS
    )
    title = material.sources[item.source].title
    counts = (str(getattr(item, name)) for name in COUNTS)
    return Row((Bilingual(title, title), *(Bilingual(n, n) for n in counts)), findings)


def _verbatim(material: Material) -> list[Claim]:
    """Claims read from the documents that hold words inside quotation marks."""
    read = {item.source for item in material.documents}
    return [c for c in material.claims if c.verbatim and not c.about and set(c.sources) & read]


def _quoted(material: Material, claim: Claim) -> Row:
    """A quotation with the marks that it has in the document."""
    speaker = material.name(claim.speaker) if claim.speaker else say("claims.unnamed")
    return Row((speaker, Bilingual(claim.words, claim.words)), (claim_finding(claim),))
