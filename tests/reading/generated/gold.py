"""The gold of a document as the files that the published scorer reads."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from .document import Generated
from .page import Pieces

Shape = dict[str, Any]


def write_gold(document: Generated, folder: Path) -> None:
    """Write the gold files of one document."""
    folder.mkdir(parents=True)
    for name, shape in _files(document).items():
        text = json.dumps(shape, ensure_ascii=False, indent=1)
        (folder / f"{name}.json").write_text(text, encoding="utf-8")


def _files(document: Generated) -> dict[str, Shape]:
    gold = document.gold
    dates = [
        {**_passage(document, spans), "value": value, "how": _how(kind), "scored": True}
        for spans, value, kind in gold.dates
    ]
    sentences = [{"surface": one, "kind": "sentence"} for one in gold.sentences]
    return {
        "sentences": {"sentences": sentences},
        "sources": {"footnotes": [_note(document, one) for one in gold.notes]},
        "actors": {"actors": _actors(document), "negative_mentions": []},
        "dates": {"dates": dates},
        "events": {"events": list(_events(document))},
        "claims": {"claims": list(_claims(document))},
        "causal": {"causal": list(_causes(document))},
    }


def _passage(document: Generated, spans: Pieces) -> Shape:
    words = "".join(document.raw[begin:end] for begin, end in spans)
    return {"surface": words, "spans": [list(one) for one in spans]}


def _how(kind: str) -> str:
    if kind in ("explicit", "publication", "month", "month_end", "range"):
        return "explicit"
    return "elliptic" if kind.startswith("bare") else "anaphoric"


def _note(document: Generated, note: Any) -> Shape:
    marker = _passage(document, note.marker)
    body = _passage(document, (note.body,))
    return {"number": note.number, "marker": marker, "body": body, "urls": list(note.urls)}


def _actors(document: Generated) -> list[Shape]:
    states: dict[str, list[Shape]] = {}
    for spans, code in document.gold.states:
        states.setdefault(code, []).append(_passage(document, spans))
    persons = [
        {
            "id": f"p{number}",
            "type": "person",
            "state": state,
            "offices": [{"ja": title, "en": None}],
            "mentions": [_named(document, spans, title)],
        }
        for number, (spans, title, state) in enumerate(document.gold.persons)
    ]
    return [
        *(
            {"id": code, "type": "state", "iso3": code, "mentions": mentions}
            for code, mentions in states.items()
        ),
        *persons,
    ]


def _named(document: Generated, spans: Pieces, title: str) -> Shape:
    passage = _passage(document, spans)
    return {**passage, "name_spans": passage["spans"], "office_ja": title}


def _events(document: Generated) -> list[Shape]:
    return [
        {
            "id": f"e{number}",
            **_passage(document, spans),
            "mentions": [_passage(document, spans)],
            "plover": fact.types[0],
            "alt_codes": [{"plover": other} for other in fact.types[1:]],
            "polarity": fact.polarity,
            "assertion": "planned" if fact.planned else "fact",
            "date": {"value": day, "basis": "stated", "earliest": None, "latest": None},
            "actors": [{"actor": code, "role": "participant"} for code in sorted(who)],
            "core": not fact.optional,
        }
        for number, (spans, fact, who, day) in enumerate(document.gold.events)
    ]


def _claims(document: Generated) -> list[Shape]:
    return [
        {
            "id": f"c{number}",
            **_passage(document, spans),
            "speaker": sorted(who),
            "outlet": outlet,
            "core": not fact.optional,
        }
        for number, (spans, fact, who, outlet) in enumerate(document.gold.claims)
    ]


def _causes(document: Generated) -> list[Shape]:
    return [
        {
            "id": f"k{number}",
            "spans": [list(one) for one in (*cause, *effect)],
            "sign": sign,
            "cause": _passage(document, cause),
            "effect": _passage(document, effect),
            "core": True,
        }
        for number, (sign, cause, effect) in enumerate(document.gold.causes)
    ]
