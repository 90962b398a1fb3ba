"""What was read from documents: how much, which events, and the quotations, word for word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ...terms.event import Claim, Event
from ...terms.finding import Evidence, Finding
from ...terms.language import Bilingual
from ..acting import who_to_whom
from ..compose import Block, Note, Row, Section, Table
from ..counting import FIRM, event_finding
from ..documents_read import DocumentRead, Told
from ..material import Material
from ..words import say
from .claims import claim_finding

COUNTS = ("sentences", "notes", "states", "dates", "claims")
LEFT_OUT = ("event_without_date", "event_without_state", "event_without_type")
ENTERED = ("events", "new", "confirming", *LEFT_OUT)


def compose(material: Material) -> Section | None:
    """Compose the section on documents."""
    if not material.documents:
        return None
    events = {event.id: event for event in (*material.events, *material.unreviewed)}
    blocks: list[Block] = [_counted(material), *_entered(material, events)]
    for number, item in enumerate(material.documents, start=1):
        blocks += _told(material, item, events, number)
    quoted = tuple(_quoted(material, claim) for claim in _verbatim(material))
    heads = tuple(say(f"documents.{name}") for name in ("speaker", "words"))
    if quoted:
        blocks.append(Table("quotations", say("documents.quotations"), heads, quoted))
    return Section("documents", say("documents.title"), (*blocks, Note(say("documents.note"))))


def _counted(material: Material) -> Table:
    """How much of each kind was found in each document."""
    rows = tuple(
        _numbers(material, item, {name: getattr(item, name) for name in COUNTS})
        for item in material.documents
    )
    columns = (say("documents.document"), *(say(f"documents.columns.{name}") for name in COUNTS))
    numeric = tuple(range(1, len(columns)))
    return Table("documents-table", say("documents.caption"), columns, rows, numeric, narrow=())


def _entered(material: Material, events: Mapping[str, Event]) -> Iterator[Block]:
    """How many events of each document are on record, and how many are not, with the reason."""
    counted = [(item, _entries(item, events)) for item in material.documents]
    if not any(any(counts.values()) for _, counts in counted):
        return
    rows = tuple(_numbers(material, item, counts) for item, counts in counted)
    columns = (say("documents.document"), *(say(f"documents.columns.{name}") for name in ENTERED))
    numeric = tuple(range(1, len(columns)))
    yield Table("documents-events", say("documents.entered"), columns, rows, numeric, narrow=())
    yield Note(say("documents.events_note"))


def _entries(item: DocumentRead, events: Mapping[str, Event]) -> dict[str, int]:
    told = {one.event for one in item.told}
    confirmed = sum(events[one].made_by == "hand" for one in told)
    left_out = {reason: item.left_out.get(reason, 0) for reason in LEFT_OUT}
    new = len(told) - confirmed
    return {"events": len(told), "new": new, "confirming": confirmed} | left_out


def _numbers(material: Material, item: DocumentRead, counts: Mapping[str, int]) -> Row:
    findings = tuple(
        Finding(
            what=f"{name}_found",
            about=(item.source,),
            period=None,
            value=count,
            unit="",
            method="reading.read_text",
            evidence=(Evidence("source", item.source),),
            inputs=(item.id,),
        )
        for name, count in counts.items()
    )
    cells = (Bilingual(str(count), str(count)) for count in counts.values())
    return Row((_title(material, item), *cells), findings)


def _title(material: Material, item: DocumentRead) -> Bilingual:
    title = material.sources[item.source].title
    return Bilingual(title, title)


def _told(
    material: Material, item: DocumentRead, events: Mapping[str, Event], number: int
) -> Iterator[Table]:
    """The passages of a document that tell of events, in its order."""
    rows = tuple(_passage(material, one, events[one.event]) for one in item.told)
    if rows:
        heads = ("date", "who", "told", "standing")
        columns = tuple(say(f"documents.{name}") for name in heads)
        caption = say("documents.told_in", document=_title(material, item))
        yield Table(f"document-events-{number}", caption, columns, rows)


def _passage(material: Material, told: Told, event: Event) -> Row:
    cells = (
        Bilingual(event.period.text("ja"), event.period.text("en")),
        who_to_whom(material, event),
        _quotation(told),
        _standing(event),
    )
    return Row(cells, (event_finding(event),), "" if event.status in FIRM else event.status)


def _quotation(told: Told) -> Bilingual:
    """The document's words and where they stand."""
    place = {"paragraph": told.paragraph, "start": told.start, "end": told.end}
    return say("documents.at", words=told.words, **place)


def _standing(event: Event) -> Bilingual:
    """What the record makes of it: a new event, or further evidence of one kept by hand."""
    if event.made_by == "hand":
        return say("documents.standings.hand", text=event.text)
    standing = say(f"documents.standings.{event.made_by}", key=event.key)
    if event.status in FIRM:
        return standing
    status = say(f"status.{event.status}")
    return Bilingual(f"{standing.ja}・{status.ja}", f"{standing.en}; {status.en}")


def _verbatim(material: Material) -> list[Claim]:
    """Claims read from the documents that hold words inside quotation marks."""
    read = {item.source for item in material.documents}
    return [c for c in material.claims if c.verbatim and not c.about and set(c.sources) & read]


def _quoted(material: Material, claim: Claim) -> Row:
    """A quotation with the marks that it has in the document."""
    speaker = material.name(claim.speaker) if claim.speaker else say("claims.unnamed")
    return Row((speaker, Bilingual(claim.words, claim.words)), (claim_finding(claim),))
