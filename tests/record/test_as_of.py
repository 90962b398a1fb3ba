"""No question asked as of a day answers with anything that could be known only later."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from kankei.record.questions import QUESTIONS, events
from kankei.record.schema import schema
from kankei.record.store import Record, in_memory

FIRST = date(2020, 1, 1)
DAYS = st.integers(0, 60).map(lambda days: FIRST + timedelta(days=days))
KNOWN = st.none() | DAYS
NO_SHRINKING = (Phase.explicit, Phase.generate)
"""Each example opens a record; a failing one is small enough to be read as it is."""
Rows = Mapping[str, list[dict[str, Any]]]


@st.composite
def synthetic(draw: Callable[[Any], Any]) -> Rows:
    """Rows of every dated table with random days, and rows that hang on them."""

    def dated(table: str, **more: Any) -> list[dict[str, Any]]:
        return [
            {"id": f"{table}:{number}", "known_from": draw(KNOWN), "starts": draw(KNOWN)}
            | {column: make() for column, make in more.items()}
            for number in range(draw(st.integers(0, 3)))
        ]

    def one_of(rows: list[dict[str, Any]]) -> Callable[[], str | None]:
        return lambda: draw(st.sampled_from([row["id"] for row in rows])) if rows else None

    sources = dated("source")
    for row in sources:
        row["key"] = row["id"]
    documents = [
        {"id": f"document:{place}", "source": row["id"], "known_from": row["known_from"]}
        for place, row in enumerate(sources)
    ]
    events = dated("event")
    for row in events:
        row["key"] = row["id"]
        row["part_of"] = one_of(events)()
    claims = dated("claim")
    rollcalls = [{k: v for k, v in row.items() if k != "starts"} for row in dated("rollcall")]
    links = [{k: v for k, v in row.items() if k != "starts"} for row in dated("link")]
    statements = [("event", row["id"]) for row in events] + [("claim", r["id"]) for r in claims]
    hanging = draw(st.lists(st.sampled_from(statements), max_size=4)) if statements else []
    made: dict[str, list[dict[str, Any]]] = {
        "source": sources,
        "document": documents,
        "event": events,
        "claim": claims,
        "office": dated("office", ends=lambda: draw(KNOWN)),
        "membership": dated("membership", ends=lambda: draw(KNOWN)),
        "series": dated("series"),
        "rollcall": rollcalls,
        "link": links,
        "passage": [
            {"id": f"passage:{place}", "document": row["id"]} for place, row in enumerate(documents)
        ],
        "vote": [
            {"id": f"vote:{place}", "rollcall": row["id"]} for place, row in enumerate(rollcalls)
        ],
        "quantity": [
            {"id": f"quantity:{place}", "of_table": table, "of_id": of_id}
            for place, (table, of_id) in enumerate(hanging)
        ],
        "evidence": [
            {"of_table": table, "of_id": of_id, "source": one_of(sources)()}
            for table, of_id in hanging
        ],
        "conflict": [
            {"id": f"conflict:{place}"}
            | dict(zip(("left_table", "left_id"), left, strict=True))
            | dict(zip(("right_table", "right_id"), right, strict=True))
            for place, (left, right) in enumerate(pairwise(hanging))
        ],
        "coverage": [{"origin": "o", "starts": draw(KNOWN), "ends": draw(KNOWN)}],
        "note": [{"of_table": table, "of_id": of_id, "text": "n"} for table, of_id in hanging],
    }
    return made


def opened(rows: Rows) -> Record:
    return in_memory(
        {
            name: pa.Table.from_pylist(found, schema=schema()[name].columns)
            for name, found in rows.items()
        }
    )


def known_later(rows: Rows, as_of: date) -> set[str]:
    """Ids that nobody could know on a day, by this test's own reckoning."""
    known: dict[str, bool] = {}
    for found in rows.values():
        for row in found:
            if "known_from" in row:
                known[row["id"]] = row["known_from"] is not None and row["known_from"] <= as_of
    hidden = {of_id for of_id, early in known.items() if not early}
    for table, column in (("passage", "document"), ("vote", "rollcall"), ("quantity", "of_id")):
        hidden |= {row["id"] for row in rows[table] if row[column] in hidden}
    for row in rows["conflict"]:
        if {row["left_id"], row["right_id"]} & hidden:
            hidden.add(row["id"])
    return hidden


def texts_of(answer: pa.Table) -> set[str]:
    found: set[str] = set()
    for column in answer.columns:
        for value in column.to_pylist():
            found |= set(value) if isinstance(value, list) else {str(value)}
    return found


@settings(max_examples=6, deadline=None, phases=NO_SHRINKING)
@given(synthetic(), DAYS)
def test_nothing_known_later_is_answered(rows: Rows, as_of: date) -> None:
    hidden = known_later(rows, as_of)
    statements = [row["id"] for name in ("event", "claim") for row in rows[name]]
    with opened(rows) as record:
        for asked in QUESTIONS:
            if asked.name == "evidence_for":
                answers = [asked.ask(record, as_of=as_of, of_id=of_id) for of_id in statements]
            else:
                answers = [asked.ask(record, as_of=as_of)]
            for answer in answers:
                leaked = {text for text in texts_of(answer) if text in hidden}
                assert not leaked, f"{asked.name} answers {leaked}"
                if "known_from" in answer.column_names:
                    assert all(day and day <= as_of for day in answer["known_from"].to_pylist())
                if asked.name in ("offices", "memberships", "coverage"):
                    ends = [day for day in answer["ends"].to_pylist() if day]
                    assert all(day <= as_of + timedelta(days=1) for day in ends)


@settings(max_examples=3, deadline=None, phases=NO_SHRINKING)
@given(synthetic())
def test_without_a_day_every_row_is_answered(rows: Rows) -> None:
    with opened(rows) as record:
        for asked in QUESTIONS:
            table = asked.name[:-1] if asked.name not in ("series", "coverage") else asked.name
            if table in rows and table != "vote":
                assert asked.ask(record).num_rows == len(rows[table]), asked.name


@pytest.mark.parametrize("asked", QUESTIONS, ids=lambda asked: asked.name)
def test_a_later_day_never_hides_a_row(record: Record, asked: Any) -> None:
    if asked.name in ("evidence_for", "notes"):
        return
    days = (date(2022, 12, 31), date(2024, 6, 19), date(2024, 12, 31))
    counted = [asked.ask(record, as_of=day).num_rows for day in days]
    assert counted == sorted(counted)
    assert counted[-1] <= asked.ask(record).num_rows


def test_a_larger_event_that_is_known_later_is_not_named() -> None:
    whole = {"id": "event:whole", "key": "whole", "known_from": FIRST + timedelta(days=9)}
    part = {"id": "event:part", "key": "part", "known_from": FIRST, "part_of": "event:whole"}
    with opened({"event": [whole, part]}) as record:
        (early,) = events(record, as_of=FIRST).to_pylist()
        late = events(record, as_of=FIRST + timedelta(days=9)).to_pylist()
    assert (early["part_of"], early["whole"]) == (None, None)
    assert [row["whole"] for row in late] == ["whole", None]
