"""An audit finds each way in which a record can break its laws, and says so in both languages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from string import Formatter
from typing import Any

import pyarrow as pa
import pytest

from kankei.record.audit import CHECKS, AuditFinding, audit, counts
from kankei.record.schema import schema
from kankei.record.sentences import templates
from kankei.record.store import Record, engine

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
        {
            "conflict": [
                {"id": "conflict:1", "left_table": "office", "text_ja": "重", "text_en": "X"}
            ]
        },
        "Times of an office or membership overlap. X",
    ),
    ("undated", {"event": [EVENT]}, "Nothing says when the event e-1 could be known"),
    ("uncited", {"source": [SOURCE]}, "No row rests on the source s-1"),
    (
        "rejected",
        {"rejection": [{"file": "f.csv", "row": row, "what": "unknown code"} for row in (2, 3)]},
        "2 rows of f.csv were not taken: unknown code",
    ),
    (
        "left_out",
        {
            "rejection": [
                {"file": "d.txt", "row": row, "what": "event_without_date"} for row in (1, 4)
            ]
        },
        "Of the events read in d.txt, 2 did not enter the record: no date.",
    ),
    (
        "stale_review",
        {
            "review": [
                {"id": "review:1", "of_table": "event", "of_id": "event:9", "standing": "stale"}
                | {"reviewer": "R", "made": "2024-09-01"}
            ]
        },
        "The judgement on a row of event of 2024-09-01 (R) is not in force",
    ),
]


class Unchecked:
    """Tables as they are given, without the checks of a build."""

    def __init__(self, rows: Mapping[str, list[dict[str, Any]]]) -> None:
        self.rows = rows
        self.engine = engine()

    def table(self, name: str) -> Any:
        columns = schema()[name].columns
        written = [
            (field.name, pa.string() if field.type == pa.date32() else field.type)
            for field in columns
        ]
        rows = pa.Table.from_pylist(self.rows.get(name, []), schema=pa.schema(written))
        return self.engine.table(name, rows.cast(columns))

    def answer(self, expression: Any) -> pa.Table:
        return self.engine.answer(expression)


def found(rows: Mapping[str, list[dict[str, Any]]], check: str) -> tuple[AuditFinding, ...]:
    unchecked = Unchecked(rows)
    with unchecked.engine:
        return audit(unchecked, checks=[(check, dict(CHECKS)[check])])


@pytest.mark.parametrize(("check", "rows", "says"), BROKEN)
def test_each_check_finds_its_fault_once(
    check: str, rows: Mapping[str, list[dict[str, Any]]], says: str
) -> None:
    (finding,) = found(rows, check)
    assert says in finding.text.en
    assert finding.text.ja
    assert finding.severity == templates("audit.toml")[check]["severity"]


def test_every_check_has_a_broken_record_here() -> None:
    assert {name for name, _ in CHECKS} == {check for check, _, _ in BROKEN}


@pytest.mark.parametrize(
    "text",
    [
        "「協力は続く」と述べた。",
        "協力は\n続く",
        "協力\n12\nは続く",  # the number of a page, torn in
    ],
)
def test_a_quotation_torn_by_a_line_or_page_is_verbatim(text: str) -> None:
    rows = {
        "source": [SOURCE],
        "claim": [CLAIM],
        "passage": [PASSAGE | {"text": text}],
        "evidence": [RESTS],
    }
    assert found(rows, "not_verbatim") == ()


def test_a_quotation_over_two_passages_is_verbatim() -> None:
    second = PASSAGE | {"id": "passage:2", "start": 9, "text": "続くと述べた"}
    rows = {
        "source": [SOURCE],
        "claim": [CLAIM],
        "passage": [second, PASSAGE | {"text": "協力は"}],
        "evidence": [RESTS, RESTS | {"passage": "passage:2"}],
    }
    assert found(rows, "not_verbatim") == ()


def test_a_successor_may_bear_the_name_of_its_predecessor() -> None:
    actors = [
        {"id": "A", "type": "state", "ends": "1991-12-26"},
        {"id": "B", "type": "state", "starts": "1991-12-26"},
    ]
    names = [{"actor": a, "text": "国", "language": "ja", "kind": "name"} for a in "AB"]
    assert found({"actor": actors, "name": names}, "shared_name") == ()


def test_a_sound_record_has_no_fault(record: Record) -> None:
    grave = Counter(finding.severity for finding in audit(record))
    assert (grave["fault"], grave["warning"]) == (0, 0)


def test_a_table_that_shrank_is_noticed(record: Record) -> None:
    now = counts(record)
    assert (now["event"], now["passage"]) == (4, 2)
    shrunk = [finding for finding in audit(record, {**now, "event": 5}) if "fewer" in finding.check]
    assert [finding.about for finding in shrunk] == ["event"]
    assert "4 rows of event, fewer than the 5" in shrunk[0].text.en


def test_both_languages_of_a_finding_fill_the_same_parts() -> None:
    for name, template in templates("audit.toml").items():
        if name == "tables":
            assert set(template) == set(schema())
            continue
        ja, en = (
            {part for _, part, _, _ in Formatter().parse(template[language]) if part}
            for language in ("ja", "en")
        )
        assert ja == en, name
