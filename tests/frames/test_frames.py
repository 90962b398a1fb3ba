"""Frames: equal to a slow loop, to published tables, and never zero where nothing is known."""

from __future__ import annotations

import doctest
import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.csv as pacsv
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from kankei.cli.commands import app
from kankei.datasets import DATASETS, Coverage, card, find, load
from kankei.frames import frame, rule_of
from kankei.frames.joining import NO_ROW, OUTSIDE, UNKNOWN, Joined, Rule, join
from kankei.frames.rows import EVERY_EVENT, Rows, fields_of
from kankei.frames.units import SYSTEMS, Units, units
from kankei.terms.actor import states
from kankei.terms.errors import MethodError
from kankei.terms.period import Period

from ..datasets.samples import real

STATES = ("CHN", "PRK", "RUS")
WHOLE = Coverage("x/y", "*", (Period.parse("1995/2000"),))


def data() -> Path:
    return real("peacesciencer").parent


def days(values: list[date]) -> np.ndarray:
    return np.array(values, "datetime64[D]")


def rows(items: list[dict[str, Any]], *, directed: bool = False, states: bool = False) -> Rows:
    return Rows(
        a=np.array([STATES.index(item["a"]) for item in items], np.int64),
        b=np.array([] if states else [STATES.index(i["b"]) for i in items], np.int64),
        starts=days([item["starts"] for item in items]),
        ends=days([item["ends"] for item in items]),
        value=np.array([np.nan if i["value"] is None else i["value"] for i in items], float),
        missing=np.array([0 if item["value"] is None else -1 for item in items], np.int64),
        reasons=("gone",),
        directed=directed,
    )


row = st.fixed_dictionaries(
    {
        "a": st.sampled_from(STATES),
        "b": st.sampled_from(STATES),
        "starts": st.dates(date(1993, 1, 1), date(2003, 1, 1)),
        "length": st.integers(1, 900),
        "value": st.sampled_from([1.0, 2.5, -3.0, None]),
    }
).map(lambda r: {**r, "ends": r["starts"] + timedelta(days=r["length"])})


def by_loop(cells: Units, items: list[dict[str, Any]], rule: Rule, side: str) -> list[float | None]:
    """Each cell looks at every row."""
    found: list[float | None] = []
    for n in range(cells.size):
        start, end = (cells.times[cells.time[n] + k].astype(date) for k in (0, 1))
        a, b = (cells.names[side_[n]] for side_ in (cells.a, cells.b))
        wanted = {"ab": [(a, b)], "ba": [(b, a)], "": [(a, b), (b, a)]}[side]
        here = [
            i
            for i in items
            if (i["a"], i["b"]) in wanted and i["starts"] < end and i["ends"] > start
        ]
        values = [i["value"] for i in here if i["value"] is not None]
        covered = date(1995, 1, 1) <= start and end <= date(2001, 1, 1)
        if not here:
            found.append(0.0 if covered else None)
        elif not values or (rule == "sum" and len(values) < len(here)):
            found.append(None)
        elif rule == "last":
            last = sorted((i for i in here if i["value"] is not None), key=lambda i: i["starts"])
            found.append(last[-1]["value"])
        else:
            found.append({"sum": sum, "max": max, "min": min}[rule](values))
    return found


def told(column: Joined) -> list[float | None]:
    return [None if np.isnan(value) else float(value) for value in column.value]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(row, max_size=12),
    st.sampled_from(["sum", "max", "min", "last"]),
    st.sampled_from(["year", "month"]),
    st.sampled_from(["", "ab", "ba"]),
)
def test_a_column_is_what_a_loop_over_all_rows_gives(
    items: list[dict[str, Any]], rule: Rule, grain: Any, side: Any
) -> None:
    cells = units("dyad", Period.parse("1994/2002"), grain, only=STATES)
    column = join(cells, rows(items, directed=bool(side)), rule, WHOLE, "x", side)
    assert told(column) == pytest.approx(by_loop(cells, items, rule, side))
    assert all(
        (reason == 0) == (v is not None)
        for reason, v in zip(column.reason, told(column), strict=True)
    )


@settings(max_examples=30, deadline=None)
@given(st.lists(row, max_size=12), st.sampled_from(["sum", "max"]))
def test_a_directed_frame_has_an_undirected_value_in_both_directions(
    items: list[dict[str, Any]], rule: Rule
) -> None:
    cells = units("dyad", Period.parse("1994/2002"), only=STATES, directed=True)
    flat = units("dyad", Period.parse("1994/2002"), only=STATES)
    both = told(join(cells, rows(items), rule, WHOLE, "x", ""))
    once = told(join(flat, rows(items), rule, WHOLE, "x", ""))
    place = {(flat.time[n], flat.a[n], flat.b[n]): n for n in range(flat.size)}
    for n in range(cells.size):
        pair = sorted((cells.a[n], cells.b[n]))
        assert both[n] == once[place[(cells.time[n], *pair)]]


def test_silence_is_zero_only_where_the_source_says_so() -> None:
    cells = units("dyad", Period.parse("2000/2001"), only=STATES)
    quiet = join(cells, rows([]), "max", WHOLE, "x", "")
    assert quiet.missing == {OUTSIDE: 3}
    assert quiet.silent_zero == 3
    unsure = Coverage("x/y", "*", WHOLE.stretches, silence="missing")
    assert join(cells, rows([]), "max", unsure, "x", "").missing == {OUTSIDE: 3, NO_ROW: 3}


def test_a_publisher_s_own_gap_keeps_its_reason() -> None:
    cells = units("dyad", Period.parse("2000"), only=STATES)
    item = {"a": "PRK", "b": "RUS", "starts": date(2000, 1, 1), "ends": date(2001, 1, 1)}
    column = join(cells, rows([{**item, "value": None}]), "last", WHOLE, "x", "")
    assert column.missing == {"gone": 1}
    bare = rows([{**item, "value": None}])
    bare.missing[:] = -1
    assert join(cells, bare, "last", WHOLE, "x", "").missing == {UNKNOWN: 1}


def test_values_of_states_stand_on_both_sides_of_a_pair() -> None:
    cells = units("dyad", Period.parse("2000"), only=STATES)
    item = {"a": "PRK", "starts": date(2000, 1, 1), "ends": date(2001, 1, 1), "value": 7.0}
    of_state = rows([item], states=True)
    left, right = (join(cells, of_state, "last", WHOLE, "x", side) for side in ("a", "b"))
    # In order: CHN-PRK, CHN-RUS, PRK-RUS.
    assert told(left) == [0.0, 0.0, 7.0]
    assert told(right) == [7.0, 0.0, 0.0]


def test_states_exist_when_their_system_says() -> None:
    cells = frame("state", "1990/1992", states=("SUN", "RUS", "DDR", "DEU")).table().to_pylist()
    assert [(row["year"], row["state"]) for row in cells if row["state"] in ("DDR", "SUN")] == [
        (1990, "DDR"),
        (1990, "SUN"),
        (1991, "SUN"),
    ]


@pytest.mark.parametrize("system", SYSTEMS)
@settings(max_examples=10, deadline=None)
@given(year=st.integers(1946, 2024), months=st.integers(0, 11))
def test_pairs_are_all_pairs_of_members(system: Any, year: int, months: int) -> None:
    period = Period.parse(f"{year}-{months + 1:02}")
    n = units("state", period, "month", system=system).size
    assert units("dyad", period, "month", system=system).size == n * (n - 1) // 2
    assert units("dyad", period, "month", system=system, directed=True).size == n * (n - 1)


def test_wrong_words_are_refused() -> None:
    with pytest.raises(MethodError, match="never had XXX"):
        frame("state", "1990", states=("XXX",))
    with pytest.raises(MethodError, match="open end"):
        frame("state", "1990/..")
    with pytest.raises(MethodError, match="'week'"):
        frame("state", "1990", "week")  # type: ignore[arg-type]
    with pytest.raises(MethodError, match="nobody has decided"):
        rule_of("cow_trade", "exports")


def test_state_years_are_those_of_correlates_of_war() -> None:
    """The table of states of the project, version 2016; the Soviet Union and Russia share 365."""
    table = pq.read_table(data() / "peacesciencer" / "cow_states.parquet").to_pylist()
    expected = sorted(
        (row["ccode"], year)
        for row in table
        for year in range(max(row["styear"], 1946), row["endyear"] + 1)
    )
    cells = frame("state", "1946/2016").table().to_pylist()
    found = {
        (row.cow, cell["year"])
        for cell in cells
        for row in states().rows
        if row.id == cell["state"] and row.cow
        if row.period.overlaps(Period.parse(str(cell["year"])))
    }
    assert sorted(found) == sorted(set(expected))
    assert len(cells) == len(found) + 1


def test_a_long_tie_goes_over_to_the_successor() -> None:
    table = frame("dyad", "1990/1993", pairs=[("PRK", "RUS"), ("PRK", "SUN")], data=data())
    cells = table.add("cow_contiguity").table().to_pylist()
    assert {row["cow_contiguity.contiguity"] for row in cells} == {1.0}


@pytest.fixture(scope="module")
def joined() -> Iterator[pa.Table]:
    fields = ("atop_alliances.defence_pledge", "cow_disputes.hostility", "cow_trade.imports")
    yield frame("dyad", "1946/2014", data=data()).add(*fields).table()


def test_joined_values_are_those_of_the_published_tables(joined: pa.Table) -> None:
    at = {(r["a"], r["b"], r["year"]): r for r in joined.slice(0).to_pylist() if r["a"] == "PRK"}
    assert at["PRK", "SUN", 1961]["atop_alliances.defence_pledge_ab"] == 1
    assert at["PRK", "SUN", 1960]["atop_alliances.defence_pledge_ab"] == 0
    assert at["PRK", "USA", 1968]["cow_disputes.hostility_ba"] > 0
    trade = at["PRK", "RUS", 1992]
    assert (trade["cow_trade.imports_ab"], trade["cow_trade.imports_ba"]) == (227, 65)
    assert at["PRK", "SUN", 1986]["cow_trade.imports_ab:missing"] == NO_ROW


def test_nothing_is_lost_between_the_source_and_the_frame() -> None:
    whole = load("cow_disputes", find("cow_disputes", data()))
    cells = frame("dyad", "1946/2014", directed=True).join(whole, "hostility")
    report = cells.report().to_pylist()[0]
    starts = whole.table.filter(
        pa.compute.equal(whole.table["kind"].cast(pa.string()), "hostility")
    )
    years = [day.year for day in starts["starts"].to_pylist()]
    assert report["rows"] == len(years)
    assert report["matched"] == sum(1946 <= year <= 2014 for year in years)
    assert report["known"] - report["silent_zero"] == report["matched"] - report["doubled"]


def test_every_field_of_every_data_set_has_a_rule() -> None:
    root, open_ = data(), []
    for item in DATASETS:
        if card(item.name).shape not in ("ties", "series") or item.name in SYSTEM_WIDE:
            continue
        for name in fields_of(load(item.name, find(item.name, root))):
            try:
                rule_of(item.name, name)
            except MethodError:
                open_.append(f"{item.name}.{name}")
    assert open_ == []


SYSTEM_WIDE = ("unsc_meetings",)
"""Its subject is the Security Council and no state."""


def test_the_table_says_what_was_read() -> None:
    table = frame("dyad", "2000", data=data()).add("rivalries").table()
    used = json.loads(table.schema.metadata[b"kankei.datasets"])
    assert [item["name"] for item in used] == ["rivalries"]
    assert used[0]["sha256"]


def test_adding_twice_or_an_unknown_field_is_refused() -> None:
    once = frame("dyad", "2000", data=data()).add("rivalries")
    with pytest.raises(MethodError, match="already"):
        once.add("rivalries")
    with pytest.raises(MethodError, match="no field"):
        once.add("cow_trade.tea")
    with pytest.raises(MethodError, match="about pairs"):
        frame("state", "2000", data=data()).add("rivalries")


def test_events_are_counted_by_type() -> None:
    table = frame("dyad", "1990/2000", data=data()).add(f"sanctions_ties.{EVERY_EVENT}").table()
    assert sum(v or 0 for v in table[f"sanctions_ties.{EVERY_EVENT}_ab"].to_pylist()) > 0


@pytest.mark.parametrize(("language", "words"), [("ja", "書き出した"), ("en", "Wrote")])
@pytest.mark.parametrize("ending", [".csv", ".parquet"])
def test_the_command_writes_and_tells(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str, words: str, ending: str
) -> None:
    monkeypatch.setenv("KANKEI_LANG", language)
    out = tmp_path / f"frame{ending}"
    line = ["frame", "--period", "2000/2001", "--dyads", "PRK-RUS", "--add", "rivalries"]
    told_ = CliRunner().invoke(app, [*line, "--out", str(out), "--data", str(data())])
    assert told_.exit_code == 0, told_.output
    assert words in told_.output
    read = pq.read_table(out) if ending == ".parquet" else pacsv.read_csv(out)
    assert read["rivalries.rivalry"].to_pylist() == [0, 0]


def test_the_command_tells_programs_everything(tmp_path: Path) -> None:
    line = ["frame", "--period", "2000", "--kind", "state", "--add", "cow_capabilities.cinc"]
    more = ["--out", str(tmp_path / "f.parquet"), "--data", str(data()), "--json"]
    told_ = json.loads(CliRunner().invoke(app, [*line, *more]).stdout)
    assert told_["columns"][0]["column"] == "cow_capabilities.cinc"
    assert told_["cells"] == told_["columns"][0]["cells"]


@pytest.mark.parametrize("language", ["ja", "en"])
def test_examples_of_the_page_run_and_rules_are_named(language: str) -> None:
    path = Path(__file__).parents[2] / "docs" / f"frames.{language}.md"
    result = doctest.testfile(str(path), module_relative=False, encoding="utf-8")
    assert (result.attempted, result.failed) == (3, 0)
    text = path.read_text(encoding="utf-8")
    assert all(
        f"`{word}`" in text for word in ("sum", "max", "min", "last", NO_ROW, OUTSIDE, UNKNOWN)
    )
