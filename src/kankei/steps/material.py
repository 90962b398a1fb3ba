"""The record's rows as terms again: what the report is written from is what was stored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any

from ..answers.documents_read import DocumentRead, Told
from ..answers.material import (
    Contradiction,
    Coverage,
    Material,
    Membership,
    OfficeHeld,
    Quantity,
    RollCall,
    SeriesValue,
    Subject,
)
from ..impact.argument import HORIZONS, Argued, Settings, SignedMap, argue
from ..record.rows import Rejection
from ..record.store import Record
from ..study import Study
from ..terms.actor import states
from ..terms.dyad import Dyad
from ..terms.effect import Horizon, Shock
from ..terms.errors import MethodError
from ..terms.event import Claim, Event, Participant
from ..terms.finding import Evidence
from ..terms.group import groups
from ..terms.language import Bilingual
from ..terms.period import Period, Precision
from ..terms.source import Source
from .documents import ReadDocument, left_out
from .facts import Gathered

Row = Mapping[str, Any]
Keys = Mapping[str, tuple[str, ...]]


def material(study: Study, record: Record, gathered: Gathered) -> Material:
    """Gather everything that the report of a study is written from."""
    sources = {row["id"]: _source(row) for row in _rows(record, "source")}
    origins = _origins(record, sources)
    subject = subject_of(study)
    signed = SignedMap(gathered.facts.links) if gathered.facts.links else None
    events = _events(record, origins)
    return Material(
        subject=subject,
        names=_names(record) | _labels(study, gathered),
        sources={source.key: source for source in sources.values()},
        events=tuple(event for event in events if event.made_by != "read"),
        claims=_claims(record, origins),
        quantities={row["of_id"]: _quantity(row) for row in _rows(record, "quantity")},
        offices=_offices(record, origins),
        memberships=_memberships(subject),
        rollcalls=_rollcalls(record, origins),
        series=tuple(_series(row, origins) for row in _rows(record, "series")),
        contradictions=tuple(_contradiction(row) for row in _rows(record, "conflict")),
        coverage=tuple(_coverage(row) for row in _rows(record, "coverage")),
        scores=gathered.snapshot.scores,
        agreements=gathered.snapshot.agreements,
        signed=signed,
        argued=_argued(study, signed),
        attenuation=study.settings.impact.attenuation,
        bands=study.settings.bands,
        state_of={row["id"]: row["state"] for row in _rows(record, "actor") if row["state"]},
        origins=origins,
        documents=_documents(record, gathered, sources),
        measured=gathered.snapshot.measured,
        system=gathered.snapshot.system,
        unreviewed=tuple(event for event in events if event.made_by == "read"),
    )


def subject_of(study: Study) -> Subject:
    """What the study asks, from its settings."""
    about = study.settings.study
    return Subject(
        title=study.title,
        question=Bilingual(about.question_ja, about.question_en),
        focus=Dyad.parse(about.focus),
        states=about.states,
        groups=about.groups,
        period=Period.parse(about.period),
        turn=Period.parse(about.turn),
    )


def _labels(study: Study, gathered: Gathered) -> dict[str, Bilingual]:
    """Labels of topics, concepts and data sets, which are no actors."""
    topics = {key: Bilingual(topic.ja, topic.en) for key, topic in study.settings.topics.items()}
    titles = {d.source.key: Bilingual(d.source.title, d.source.title) for d in gathered.documents}
    return topics | titles | dict(gathered.concepts()) | dict(gathered.snapshot.names or {})


def _rows(record: Record, table: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = record.answer(record.table(table)).to_pylist()
    return [{k: "" if v is None and _is_text(k) else v for k, v in row.items()} for row in found]


def _is_text(column: str) -> bool:
    """Columns whose terms write a missing text as an empty one."""
    return column in TEXT_COLUMNS or column.startswith(("text_", "title_", "note_"))


TEXT_COLUMNS = frozenset(
    (
        *(
            "about",
            "addressee",
            "author",
            "cameo",
            "edition",
            "field",
            "kind",
            "language",
            "missing",
        ),
        *("note", "outlet", "part_of", "place", "seen", "speaker", "state", "subject", "symbol"),
        *("unit", "url", "words"),
    )
)


def _period(row: Row) -> Period:
    precision = Precision(row.get("precision") or "day")
    return Period(row["starts"], row["ends"], precision, bool(row.get("within")))


def _days(period: Period) -> tuple[date, date]:
    """First day and the day after the last, for putting in order; an open end is the farthest."""
    return period.start or date.min, period.end or date.max


def _both(row: Row, name: str) -> Bilingual:
    return Bilingual(row[f"{name}_ja"], row[f"{name}_en"])


def _source(row: Row) -> Source:
    return Source(
        **{name: row[name] for name in ("key", "kind", "publisher", "author", "title", "url")},
        symbol=row["symbol"],
        published=_period(row) if row["starts"] or row["ends"] else None,
        language=row["language"],
        seen=row["seen"],
        note=row["note"],
    )


def _origins(record: Record, sources: Mapping[str, Source]) -> Keys:
    """Keys of the sources behind each row, by the row's id; a data set is its own source."""
    found: dict[str, tuple[str, ...]] = {
        source.key: (source.key,) for source in sources.values() if source.kind == "dataset"
    }
    rows = _rows(record, "evidence")
    for row in sorted(rows, key=lambda r: (r["of_id"], sources[r["source"]].key)):
        key = sources[row["source"]].key
        for identity in filter(None, (row["of_id"], row["passage"])):
            found[identity] = tuple(dict.fromkeys((*found.get(identity, ()), key)))
    return found


def _names(record: Record) -> dict[str, Bilingual]:
    """Usual names of all actors that are no states, in both languages where they are known."""
    spoken: dict[str, dict[str, str]] = {}
    for row in _rows(record, "name"):
        if row["kind"] == "name":
            spoken.setdefault(row["actor"], {}).setdefault(row["language"], row["text"])
    found = {}
    for actor, by_language in spoken.items():
        other = next(iter(by_language.values()))
        japanese = by_language.get("ja") or by_language.get("en") or other
        found[actor] = Bilingual(japanese, by_language.get("en") or other)
    return found | {state.id: state.label for state in states().rows}


def _events(record: Record, origins: Keys) -> tuple[Event, ...]:
    acting: dict[str, list[Participant]] = {}
    for row in _rows(record, "participant"):
        acting.setdefault(row["event"], []).append(Participant(row["actor"], row["role"]))
    found = [
        Event(
            key=row["key"],
            plover=row["plover"],
            cameo=row["cameo"],
            domain=row["domain"],
            period=_period(row),
            status=row["status"],
            participants=tuple(acting.get(row["id"], ())),
            place=row["place"],
            text=_both(row, "text"),
            part_of=row["part_of"],
            sources=origins.get(row["id"], ()),
            made_by=row["made_by"],
        )
        for row in _rows(record, "event")
    ]
    return tuple(sorted(found, key=lambda e: (*_days(e.period), e.key)))


def _claims(record: Record, origins: Keys) -> tuple[Claim, ...]:
    numbers = {row["of_id"]: row for row in _rows(record, "quantity")}
    found = [
        Claim(
            key=row["key"],
            speaker=row["speaker"],
            addressee=row["addressee"],
            outlet=row["outlet"],
            period=_period(row),
            about=row["about"],
            words=row["words"],
            language=row["language"],
            verbatim=bool(row["verbatim"]),
            text=_both(row, "text"),
            stance=row["stance"],
            value=numbers[row["id"]]["value"] if row["id"] in numbers else None,
            unit=numbers[row["id"]]["unit"] if row["id"] in numbers else "",
            sources=origins.get(row["id"], ()),
            made_by=row["made_by"],
        )
        for row in _rows(record, "claim")
    ]
    return tuple(sorted(found, key=lambda c: (_days(c.period)[0], c.key)))


def _quantity(row: Row) -> Quantity:
    return Quantity(row["value"], row["low"], row["high"], row["unit"])


def _offices(record: Record, origins: Keys) -> tuple[OfficeHeld, ...]:
    found = [
        OfficeHeld(
            row["id"],
            row["person"],
            row["post"],
            row["of"],
            _both(row, "title"),
            _period(row),
            origins.get(row["id"], ()),
        )
        for row in _rows(record, "office")
    ]
    return tuple(sorted(found, key=lambda o: (o.state, o.post, str(o.period.start), o.person)))


def _memberships(subject: Subject) -> tuple[Membership, ...]:
    return tuple(
        Membership(item.member, item.group, item.kind, item.period)
        for item in groups().memberships
        if item.group in subject.groups and item.member in subject.states
    )


def _rollcalls(record: Record, origins: Keys) -> tuple[RollCall, ...]:
    choices: dict[str, dict[str, str]] = {}
    for row in _rows(record, "vote"):
        choices.setdefault(row["rollcall"], {})[row["actor"]] = row["choice"]
    found = [
        RollCall(
            row["id"],
            row["key"],
            row["body"],
            row["symbol"],
            row["held"],
            _both(row, "title"),
            (row["yes"], row["no"], row["abstain"], row["absent"]),
            row["result"],
            dict(sorted(choices.get(row["id"], {}).items())),
            origins.get(row["id"], ()),
        )
        for row in _rows(record, "rollcall")
    ]
    return tuple(sorted(found, key=lambda r: (r.held, r.key)))


def _series(row: Row, origins: Keys) -> SeriesValue:
    return SeriesValue(
        id=row["id"],
        subject=row["subject"],
        field=row["field"],
        period=_period(row),
        value=row["value"],
        low=row["low"],
        high=row["high"],
        edition=row["edition"],
        missing=row["missing"],
        sources=origins.get(row["id"], ()),
    )


def _contradiction(row: Row) -> Contradiction:
    def side(name: str) -> Evidence:
        return Evidence(row[f"{name}_table"], row[f"{name}_id"])

    noted, text = row["made_by"] == "hand", _both(row, "text")
    return Contradiction(row["id"], row["kind"], side("left"), side("right"), text, noted)


def _coverage(row: Row) -> Coverage:
    return Coverage(row["origin"], row["field"], row["subject"], _period(row), _both(row, "note"))


def _argued(study: Study, signed: SignedMap | None) -> dict[Horizon, tuple[Argued, ...]]:
    """The shock carried through the map, once for each horizon; empty without a map."""
    if signed is None:
        return {}
    about, impact = study.settings.study, study.settings.impact
    shock = Shock(about.focus, "all", impact.size, about.turn)
    run = Settings(impact.readings, impact.worlds, impact.attenuation, impact.seed)
    found: dict[Horizon, tuple[Argued, ...]] = {}
    for horizon in HORIZONS:
        try:
            found[horizon] = argue(signed, shock, horizon, run)
        except MethodError:
            found[horizon] = ()
    return found


def _documents(
    record: Record, gathered: Gathered, sources: Mapping[str, Source]
) -> tuple[DocumentRead, ...]:
    known = {source.key for source in sources.values()}
    told, lacking = _told(record), left_out(gathered.documents)
    return tuple(
        _document(item, told.get(item.document.id, []), lacking)
        for item in gathered.documents
        if item.source.key in known
    )


def _document(item: ReadDocument, told: list[Row], lacking: tuple[Rejection, ...]) -> DocumentRead:
    reading = item.reading
    return DocumentRead(
        id=item.document.id,
        source=item.source.key,
        language=item.document.language,
        characters=item.document.characters,
        sentences=sum(s.kind == "sentence" for s in reading.sentences),
        notes=len(reading.notes),
        states=len(reading.states),
        dates=len(reading.dates),
        claims=len(reading.claims),
        told=tuple(
            Told(row["of_id"], row["text"], row["start"], row["end"], _paragraph(item, row))
            for row in sorted(told, key=lambda row: (row["start"], row["end"], row["of_id"]))
        ),
        left_out=Counter(one.what for one in lacking if one.file == item.document.path),
    )


def _told(record: Record) -> dict[str, list[Row]]:
    """Passages of events with the event that each tells of, by document."""
    passages = {row["id"]: row for row in _rows(record, "passage")}
    found: dict[str, list[Row]] = {}
    for row in _rows(record, "evidence"):
        if row["of_table"] == "event" and row["passage"]:
            passage = passages[row["passage"]]
            found.setdefault(passage["document"], []).append(passage | {"of_id": row["of_id"]})
    return found


def _paragraph(item: ReadDocument, row: Row) -> int:
    """Number of the paragraph in which a passage begins, from 1."""
    before = [s for s in item.reading.sentences if s.view.pieces[0].start <= row["start"]]
    return max(before, key=lambda s: s.view.pieces[0].start).paragraph + 1 if before else 1
