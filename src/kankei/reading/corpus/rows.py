"""A reading as rows of the tables of a corpus."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from ...terms.source import Span
from ..passages import Reading
from ..text import surface

Row = dict[str, Any]


def finds(reading: Reading) -> dict[str, list[Row]]:
    """All finds of a reading, by table; the columns are those of ``columns.TABLES``."""
    return {
        name: [{"number": number} | row for number, row in enumerate(rows(reading))]
        for name, rows in _ROWS.items()
    }


def _pairs(spans: Sequence[Span]) -> list[Row]:
    return [{"start": span.start, "end": span.end} for span in spans]


def _passage(raw: str, spans: Sequence[Span]) -> Row:
    return {"surface": surface(raw, spans), "spans": _pairs(spans)}


def _own(find: object, *names: str) -> Row:
    """Fields that a row takes as they are."""
    return {name: getattr(find, name) for name in names}


def _spans(find: object, *names: str) -> Row:
    """Fields that are passages."""
    return {name: _pairs(getattr(find, name)) for name in names}


def _sentences(reading: Reading) -> Iterator[Row]:
    for one in reading.sentences:
        own = _own(one, "kind", "language", "paragraph", "section", "note")
        yield _passage(reading.raw, one.view.pieces) | own


def _notes(reading: Reading) -> Iterator[Row]:
    for one in reading.notes:
        own = {"note": one.number, "urls": one.urls, "language": one.language}
        yield _passage(reading.raw, one.body) | own | _spans(one, "marker")


def _states(reading: Reading) -> Iterator[Row]:
    for one in reading.states:
        yield _passage(reading.raw, one.spans) | _own(one, "state", "form", "why")


def _persons(reading: Reading) -> Iterator[Row]:
    for one in reading.persons:
        named = {"name": surface(reading.raw, one.name), "name_spans": _pairs(one.name)}
        own = _own(one, "person", "title", "state", "state_from")
        yield _passage(reading.raw, one.whole) | named | own


def _bodies(reading: Reading) -> Iterator[Row]:
    for one in reading.bodies:
        yield _passage(reading.raw, one.spans) | _own(one, "body", "kind", "state", "why")


def _dates(reading: Reading) -> Iterator[Row]:
    for one in reading.dates:
        yield _passage(reading.raw, one.spans) | _own(one, "value", "how", "why", "accept")


_OF_EVENTS = (
    *("plover", "cameo", "domain", "polarity", "assertion", "date", "basis", "notes"),
    *("part_of", "conflicts", "why"),
)


def _events(reading: Reading) -> Iterator[Row]:
    for one in reading.events:
        actors = [
            {"actor": actor, "role": role, "inferred": inferred}
            for actor, role, inferred in one.actors
        ]
        own = _own(one, *_OF_EVENTS)
        mentions = [_pairs(spans) for spans in one.mentions]
        yield _passage(reading.raw, one.spans) | own | {"actors": actors, "mentions": mentions}


def _claims(reading: Reading) -> Iterator[Row]:
    for one in reading.claims:
        own = _own(one, "speaker", "outlet", "verbatim", "stance", "date", "notes") | _spans(
            one, "cue"
        )
        quotes = [_pairs(spans) for spans in one.quotes]
        yield _passage(reading.raw, one.spans) | own | {"quotes": quotes}


def _quantities(reading: Reading) -> Iterator[Row]:
    for one in reading.quantities:
        own = _own(one, "value", "low", "high", "unit", "kind", "approx", "change")
        yield _passage(reading.raw, one.spans) | own | _spans(one, "what")


def _causes(reading: Reading) -> Iterator[Row]:
    for one in reading.causes:
        own = _own(one, "kind", "sign", "wording", "level", "horizon", "why")
        parts = _spans(one, "cause", "effect", "condition", "connective", "hedge")
        low, high = one.band
        yield _passage(reading.raw, one.spans) | own | parts | {"low": low, "high": high}


def _options(reading: Reading) -> Iterator[Row]:
    for one in reading.options:
        yield (
            _passage(reading.raw, one.spans) | _own(one, "kind", "status") | _spans(one, "wording")
        )


_ROWS: Mapping[str, Callable[[Reading], Iterator[Row]]] = {
    "sentences": _sentences,
    "notes": _notes,
    "states": _states,
    "persons": _persons,
    "bodies": _bodies,
    "dates": _dates,
    "events": _events,
    "claims": _claims,
    "quantities": _quantities,
    "causes": _causes,
    "options": _options,
}
