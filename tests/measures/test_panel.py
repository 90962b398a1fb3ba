"""The panel of pairs by month: equal to a naive count, and ready for other engines."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date, timedelta
from itertools import permutations
from typing import Any

import ibis
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kankei.measures import (
    domain_table,
    dyad_months,
    dyad_table,
    dyads_of,
    left_out,
    month_table,
    pairs_of_events,
    pairs_of_record,
)
from kankei.measures.panel import MEETING_ROLES
from kankei.record.schema import schema
from kankei.record.store import Engine, engine
from kankei.terms.errors import MethodError
from kankei.terms.period import Period
from kankei.terms.plover import event_types

STATES = ["CHN", "PRK", "RUS"]
MONTHS = Period.parse("2023-08/2023-10")
COVERED = [{"subject": "*", "starts": date(2023, 9, 1), "ends": date(2023, 11, 15)}]
ACTORS = pa.table({"id": [*STATES, "putin", "G7", "usa-mil"], "state": [*STATES, "RUS", "", "USA"]})
SHAPES = {
    "event": {
        "id": pa.string(),
        "starts": pa.date32(),
        "ends": pa.date32(),
        "precision": pa.string(),
        "within": pa.bool_(),
        "domain": pa.string(),
        "plover": pa.string(),
        "status": pa.string(),
        "intensity": pa.float64(),
    },
    "participant": {"event": pa.string(), "actor": pa.string(), "role": pa.string()},
    "coverage": {"subject": pa.string(), "starts": pa.date32(), "ends": pa.date32()},
}


def rows_table(name: str, rows: list[dict[str, Any]]) -> pa.Table:
    return pa.Table.from_pylist(rows, pa.schema(list(SHAPES[name].items())))


def event(
    key: str,
    day: date = date(2023, 9, 13),
    days: int = 1,
    kind: str = "CONSULT",
    status: str = "asserted",
    intensity: float | None = 1.0,
    precision: str = "day",
    domain: str = "political",
) -> dict[str, Any]:
    return {
        "id": key,
        "starts": day,
        "ends": day + timedelta(days=days),
        "precision": precision,
        "within": precision != "day",
        "domain": domain,
        "plover": kind,
        "status": status,
        "intensity": intensity,
    }


def side(key: str, actor: str, role: str = "participant") -> dict[str, Any]:
    return {"event": key, "actor": actor, "role": role}


class Panel:
    """The cells of a panel, and the events left out of it."""

    def __init__(
        self,
        duck: Engine,
        events: list[dict[str, Any]],
        sides: list[dict[str, Any]],
        covered: list[dict[str, Any]] = COVERED,
    ) -> None:
        about = duck.table("event", rows_table("event", events))
        sides_ = duck.table("participant", rows_table("participant", sides))
        pairs = pairs_of_record(about, sides_, duck.table("actor", ACTORS))
        months = duck.table("months", month_table(MONTHS))
        panel = dyad_months(
            pairs,
            duck.table("dyads", dyad_table(dyads_of(STATES))),
            months,
            duck.table("domains", domain_table()),
            duck.table("coverage", rows_table("coverage", covered)),
        )
        self.cells = {
            (row["dyad"], row["month"].month, row["domain"]): row
            for row in duck.answer(panel).to_pylist()
        }
        missed = duck.answer(left_out(about, pairs, months)).to_pylist()
        self.left_out = {(row["event"], row["reason"]) for row in missed}


@pytest.fixture(scope="module")
def duck() -> Any:
    with engine() as started:
        yield started


def test_a_summit_of_three_is_an_event_of_each_pair(duck: Engine) -> None:
    panel = Panel(duck, [event("e")], [side("e", state) for state in STATES])
    counted = {key[0] for key, row in panel.cells.items() if row["events_count"] == 1}
    assert counted == {"CHN-PRK", "CHN-RUS", "PRK-RUS"}


def test_a_person_stands_for_the_state_once(duck: Engine) -> None:
    sides = [side("e", "RUS"), side("e", "putin"), side("e", "PRK")]
    panel = Panel(duck, [event("e")], sides)
    assert panel.cells["PRK-RUS", 9, "political"]["events_count"] == 1


ROLES = ["source", "target", "participant", "denier"]


@pytest.mark.parametrize("roles", list(permutations(ROLES, 2)))
def test_roles_that_make_a_pair(duck: Engine, roles: tuple[str, str]) -> None:
    panel = Panel(duck, [event("e")], [side("e", "PRK", roles[0]), side("e", "RUS", roles[1])])
    counted = panel.cells["PRK-RUS", 9, "political"]["events_count"] == 1
    assert counted == (roles in MEETING_ROLES)
    assert counted != (("e", "fewer-than-two-states") in panel.left_out)


def test_alleged_events_stand_apart_and_denied_ones_nowhere(duck: Engine) -> None:
    events = [
        event("a", status="alleged"),
        event("d", status="denied"),
        event("r", status="reported"),
    ]
    sides = [side(key, state) for key in "adr" for state in ("PRK", "RUS")]
    panel = Panel(duck, events, sides)
    row = panel.cells["PRK-RUS", 9, "political"]
    assert (row["events_count"], row["alleged_count"], row["net_intensity"]) == (1, 1, 1.0)
    assert panel.left_out == {("d", "status-not-counted")}


def test_outside_the_coverage_is_missing_and_inside_is_zero(duck: Engine) -> None:
    sides = [side("e", "PRK"), side("e", "RUS")]
    panel = Panel(duck, [event("e", date(2023, 8, 5))], sides)
    before, inside = (panel.cells["PRK-RUS", month, "political"] for month in (8, 10))
    assert (before["events_count"], before["net_intensity"]) == (None, None)
    assert (before["missing"], before["seen_count"]) == ("outside-coverage", 1)
    assert (inside["events_count"], inside["net_intensity"], inside["missing"]) == (0, 0.0, "")


def test_coverage_may_speak_of_one_pair(duck: Engine) -> None:
    covered = [{"subject": "PRK-RUS", "starts": date(2023, 8, 1), "ends": date(2023, 11, 1)}]
    panel = Panel(duck, [], [], covered)
    assert panel.cells["PRK-RUS", 8, "military"]["events_count"] == 0
    assert panel.cells["CHN-PRK", 8, "military"]["events_count"] is None


def test_an_event_whose_month_is_unknown_belongs_to_no_month(duck: Engine) -> None:
    events = [
        event("year", date(2023, 1, 1), 365, precision="year"),
        event("month", date(2023, 9, 1), 30, precision="month"),
        event("long", date(2023, 9, 28), 8),
        event("early", date(2020, 1, 1)),
    ]
    sides = [
        side(key, state) for key in ("year", "month", "long", "early") for state in ("PRK", "RUS")
    ]
    panel = Panel(duck, events, sides)
    assert panel.cells["PRK-RUS", 9, "political"]["events_count"] == 2
    assert panel.left_out == {("year", "month-unknown"), ("early", "outside-months")}


def test_events_without_intensity_are_counted_and_named(duck: Engine) -> None:
    sides = [side(key, state) for key in "ab" for state in ("PRK", "RUS")]
    row = Panel(duck, [event("a", intensity=None), event("b", intensity=-2.5)], sides).cells[
        "PRK-RUS", 9, "political"
    ]
    assert (row["events_count"], row["unweighted_count"], row["net_intensity"]) == (2, 1, -2.5)


drawn = st.lists(
    st.tuples(
        st.sampled_from([date(2023, 8, 31), date(2023, 9, 1), date(2023, 10, 31)]),
        st.sampled_from(["CONSULT", "AID", "ACCUSE"]),
        st.sampled_from(["asserted", "reported", "alleged", "denied"]),
        st.sampled_from([1.9, -2.0, None]),
        st.sets(st.sampled_from([*STATES, "putin"]), max_size=4),
        st.sampled_from(["political", "military"]),
    ),
    max_size=12,
)


@given(drawn)
@settings(max_examples=10, deadline=None)
def test_the_panel_equals_the_naive_count(rows: list[Any]) -> None:
    events = [
        event(str(n), day, 1, kind, status, weight, domain=domain)
        for n, (day, kind, status, weight, _, domain) in enumerate(rows)
    ]
    sides = [side(str(n), actor) for n, row in enumerate(rows) for actor in sorted(row[4])]
    expected: dict[Any, Counter[str]] = defaultdict(Counter)
    for day, kind, status, weight, actors, domain in rows:
        for a, b in dyads_of([{"putin": "RUS"}.get(actor, actor) for actor in actors]):
            cell = expected[f"{a}-{b}", day.month, domain]
            if status in ("asserted", "reported"):
                cell["events_count"] += 1
                cell[f"{event_types()[kind].side}_count"] += 1
                cell["net"] += round((weight or 0) * 10)
            cell["alleged_count"] += status == "alleged"
    with engine() as duck:
        panel = Panel(duck, events, sides)
    assert len(panel.cells) == 3 * 3 * 4
    for key, row in panel.cells.items():
        cell = expected[key]
        if key[1] == 8:
            assert row["events_count"] is None
            assert row["seen_count"] == cell["events_count"]
        else:
            names = ("events_count", "cooperation_count", "conflict_count", "alleged_count")
            assert [row[name] for name in names] == [cell[name] for name in names]
            assert row["net_intensity"] == pytest.approx(cell["net"] / 10)


def test_open_events_are_made_undirected_and_doubles_removed(duck: Engine) -> None:
    rows = [("1", "RUS", "PRK"), ("1", "RUS", "PRK"), ("2", "PRK", "RUS"), ("3", "PRK", "PRK")]
    events = pa.table(
        {
            "event": [row[0] for row in rows],
            "source": [row[1] for row in rows],
            "target": [row[2] for row in rows],
            **{
                name: [value] * len(rows)
                for name, value in event("x").items()
                if name not in ("id", "precision", "within")
            },
        }
    )
    found = duck.answer(pairs_of_events(duck.table("events", events))).to_pylist()
    assert sorted((row["event"], row["a"], row["b"]) for row in found) == [
        ("1", "PRK", "RUS"),
        ("2", "PRK", "RUS"),
    ]


@pytest.mark.parametrize("dialect", ["duckdb", "bigquery", "clickhouse", "trino"])
def test_every_query_compiles_for_other_engines(dialect: str) -> None:
    record = {
        name: ibis.table(ibis.Schema.from_pyarrow(schema()[name].columns), name=name)
        for name in ("event", "participant", "actor", "coverage")
    }
    small = {
        name: ibis.table(ibis.Schema.from_pyarrow(rows.schema), name=name)
        for name, rows in (
            ("dyads", dyad_table(dyads_of(STATES))),
            ("months", month_table(MONTHS)),
            ("domains", domain_table()),
        )
    }
    pairs = pairs_of_record(record["event"], record["participant"], record["actor"])
    open_pairs = pairs_of_events(
        ibis.table(
            {
                **{n: "string" for n in ("event", "source", "target", "domain", "plover")},
                "starts": "date",
                "ends": "date",
                "status": "string",
                "intensity": "float64",
            },
            name="events",
        )
    )
    queries = [
        dyad_months(given_pairs, *small.values(), record["coverage"])
        for given_pairs in (pairs, open_pairs)
    ]
    queries.append(left_out(record["event"], pairs, small["months"]))
    for query in queries:
        assert "SELECT" in ibis.to_sql(query, dialect=dialect)


def test_open_periods_have_no_months() -> None:
    with pytest.raises(MethodError, match="open end"):
        month_table(Period.parse("2023/.."))
