"""The chronology of the focus relation: a timeline and a numbered, footnoted table."""

from __future__ import annotations

from collections.abc import Iterator

from ...terms.event import Event
from ...terms.language import Bilingual
from ..compose import Block, Note, Paragraph, Row, Section, Sentence, Table
from ..counting import event_finding, events_count
from ..figures import timeline
from ..material import Material
from ..values import label_of
from ..words import say


def numbered(material: Material) -> tuple[tuple[int, Event], ...]:
    """Events of the focus relation in order of time, numbered from 1."""
    events = material.events_of(material.subject.focus, material.subject.period)
    return tuple(enumerate(events, start=1))


def compose(material: Material) -> Section | None:
    """Compose the chronology: what is counted, then what was only read."""
    events, read = numbered(material), unreviewed(material)
    if not events and not read:
        return None
    opening = Paragraph(tuple(_opening(material, [event for _, event in events], read)))
    counted = _counted(material, events) if events else ()
    return Section(
        "chronology", say("chronology.title"), (opening, *counted, *_read(material, read))
    )


def unreviewed(material: Material) -> tuple[Event, ...]:
    """Events of the focus relation that were read and that no person has judged."""
    return tuple(material.unreviewed_of(material.subject.focus, material.subject.period))


def _counted(material: Material, events: tuple[tuple[int, Event], ...]) -> tuple[Block, ...]:
    """The timeline and the numbered table."""
    dated = [
        timeline.Dated(number, event.domain, event.period, event.status, event_finding(event))
        for number, event in events
    ]
    return timeline.draw(dated), _table(material, events), Note(say("chronology.note"))


def _read(material: Material, events: tuple[Event, ...]) -> Iterator[Table]:
    """What was read in documents and judged by no person, apart from what is counted."""
    if events:
        columns = tuple(say(f"chronology.columns.{name}") for name in ("date", "domain", "event"))
        rows = tuple(
            Row(
                (
                    Bilingual(event.period.text("ja"), event.period.text("en")),
                    say(f"domains.{event.domain}"),
                    _text(material, event),
                ),
                (event_finding(event),),
                mark="alleged",
            )
            for event in events
        )
        yield Table("chronology-read", say("chronology.read"), columns, rows, narrow=(0, 1))


def _opening(
    material: Material, events: list[Event], read: tuple[Event, ...]
) -> Iterator[Sentence]:
    """How many events there are; how many were read, and of these how many a person accepted."""
    subject = material.subject
    count = events_count(subject.focus, subject.period, events, "record")
    doubtful = [event for event in events if event.status not in ("asserted", "reported")]
    sources = {key for event in events for key in event.sources}
    yield Sentence(
        say(
            "chronology.opening",
            relation=label_of(subject.focus.key),
            count=len(events),
            sources=len(sources),
            doubtful=len(doubtful),
        ),
        (count,),
    )
    reviewed = [event for event in events if event.made_by == "reviewed"]
    if reviewed:
        kept = len(events) - len(reviewed)
        found = tuple(event_finding(event) for event in reviewed)
        yield Sentence(say("chronology.reviewed", kept=kept, reviewed=len(reviewed)), found)
    if read:
        found = tuple(event_finding(event) for event in read)
        yield Sentence(say("chronology.unreviewed", read=len(read)), found)


def _table(material: Material, events: tuple[tuple[int, Event], ...]) -> Table:
    columns = tuple(
        say(f"chronology.columns.{name}") for name in ("number", "date", "domain", "event")
    )
    rows = tuple(
        Row(
            (
                Bilingual(str(number), str(number)),
                Bilingual(event.period.text("ja"), event.period.text("en")),
                say(f"domains.{event.domain}"),
                _text(material, event),
            ),
            (event_finding(event),),
            mark=event.status if event.status not in ("asserted", "reported") else "",
        )
        for number, event in events
    )
    caption = say("chronology.caption", relation=label_of(material.subject.focus.key))
    return Table("chronology-table", caption, columns, rows, numeric=(0,), narrow=(0, 1, 2))


def _text(material: Material, event: Event) -> Bilingual:
    """What happened, with its status where it is not held for fact, and who denies it."""
    if event.status in ("asserted", "reported"):
        return event.text
    deniers = [material.name(p.actor) for p in event.participants if p.role == "denier"]
    status = say(f"status.{event.status}")
    if not deniers:
        return Bilingual(f"【{status.ja}】{event.text.ja}", f"[{status.en}] {event.text.en}")
    ja, en = "・".join(d.ja for d in deniers), " and ".join(d.en for d in deniers)
    return Bilingual(
        f"【{status.ja}・{ja}は否定】{event.text.ja}",
        f"[{status.en}; denied by {en}] {event.text.en}",
    )
