"""An audit finds each way in which a record can break its laws, and says so in both languages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from string import Formatter
from typing import Any

import pyarrow as pa
import pytest

from kankei.record.audit import CHECKS, AuditFinding, audit, counts
from kankei.record.schema import schema
from kankei.record.sentences import templates
from kankei.record.store import Engine, Record, engine

SOURCE = {"id": "source:1", "key": "s-1", "known_from": "2024-01-01"}
CLAIM = {"id": "claim:1", "key": "c-1", "verbatim": True, "words": "協力は 続く", "language": "ja"}
EVENT = {"id": "event:1", "key": "e-1", "status": "asserted"}
PASSAGE = {"id": "passage:1", "document": "document:1", "start": 0, "end": 9}
RESTS = {"of_table": "claim", "of_id": "claim:1", "source": "source:1", "passage": "passage:1"}
EVENT_RESTS = {"of_table": "event", "of_id": "event:1", "source": "source:1"}

BROKEN: list[tuple[str, dict[str, list[dict[str, Any]]], str]] = [
    ("unsourced", {"event": [EVENT]}, "The event e-1 rests on no source"),
    ("unsourced", {"vote": [{"id": "vote:1"}]}, "The vote vote:1 rests on no source"),
    (
        "evidence_nowhere",
        {"event": [EVENT], "evidence": [EVENT_RESTS]},
        "Evidence for the event event:1 points to a row or source that does not exist",
    ),
    (
        "evidence_nowhere",
        {"source": [SOURCE], "evidence": [EVENT_RESTS]},
        "Evidence for the event event:1 points",
    ),
    (
        "not_verbatim",
        {
            "source": [SOURCE],
            "claim": [CLAIM],
            "passage": [PASSAGE | {"text": "「協力は続かない」と述べた。"}],
            "evidence": [RESTS],
        },
        'The quotation "協力は 続く" of claim claim:1 does not stand in its passage',
    ),
    (
        "verbatim_without_words",
        {"source": [SOURCE], "claim": [CLAIM | {"words": None}], "evidence": [RESTS]},
        "Claim c-1 is marked verbatim but has no words",
    ),
    ("event_without_status", {"event": [EVENT | {"status": None}]}, "Event e-1 has no status"),
    (
        "shared_name",
        {
            "actor": [{"id": "A", "type": "state"}, {"id": "B", "type": "state"}],
            "name": [
                {"actor": actor, "text": "共和国", "language": "ja", "kind": "name"}
                for actor in ("A", "B")
            ],
        },
        '"共和国" (ja) is a name of both A and B at one time',
    ),
    (
        "part_outside_whole",
        {
            "event": [
                EVENT | {"starts": "2024-06-18", "ends": "2024-06-20"},
                EVENT
                | {"id": "event:2", "key": "e-2", "part_of": "event:1"}
                | {"starts": "2024-06-20", "ends": "2024-06-21"},
            ]
        },
        "Event e-2 lies outside the time of e-1",
    ),
    (
        "overlap",
        {"conflict": [{"id": "conflict:1", "left_table": "office", "text_ja": "重", "text_en": "X"}]},
        "Times of an office or membership overlap. X",
    ),
    ("undated", {"event": [EVENT]}, "Nothing says when the event e-1 could be known"),
    ("uncited", {"source": [SOURCE]}, "No row rests on the source s-1"),
    (
        "rejected",
        {"rejection": [{"file": "f.csv", "row": row, "what": "unknown code"} for row in (2, 3)]},
        "2 rows of f.csv were not taken: unknown code",
    ),
]


class Loose(Engine):
    """Tables as given, without the checks of a build."""

    def table(self, name: str, rows: pa.Table | None = None) -> Any:
        return super().table(name, schema()[name].empty() if rows is None else rows)


def loose(rows: Mapping[str, list[dict[str, Any]]]) -> Any:
    started = engine()

    class Given:
        def table(self, name: str) -> Any:
            columns = schema()[name].columns
            texts = pa.schema([(f.name, pa.string() if f.type == pa.date32() else f.type) for f in columns])
            given = pa.Table.from_pylist(rows.get(name, []), schema=texts).cast(columns)
            return started.table(name, given)

        def answer(self, expression: Any) -> pa.Table:
            return started.answer(expression)

    return started, Given()
