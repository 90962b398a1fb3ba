"""Concentration: a table by hand, the published capability of 1945, and what must always hold."""

from __future__ import annotations

from datetime import date
from functools import cache

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kankei.measures.order import capability, concentration
from kankei.measures.order.concentration import INCOMPLETE, NO_STATE, NOTHING, ONE_STATE
from kankei.terms.errors import MethodError
from tests.datasets.samples import real


def series(values: dict[str, float | None], year: int = 1946, field: str = "cinc") -> pa.Table:
    return pa.table(
        {
            "subject": pa.array(list(values), pa.string()),
            "field": pa.array([field] * len(values), pa.string()),
            "starts": pa.array([date(year, 1, 1)] * len(values), pa.date32()),
            "value": pa.array(list(values.values()), pa.float64()),
        }
    )


def powers(rows: list[tuple[str, date, date | None]]) -> pa.Table:
    return pa.table(
        {
            "subject": [row[0] for row in rows],
            "starts": pa.array([row[1] for row in rows], pa.date32()),
            "ends": pa.array([row[2] for row in rows], pa.date32()),
        }
    )


def test_a_table_by_hand() -> None:
    """Shares 1/2, 1/4, 1/8, 1/8: HHI 11/32; CON^2 = (11/32 - 8/32) / (24/32) = 1/8."""
    row = concentration(series({"A": 4, "B": 2, "C": 1, "D": 1})).table.to_pylist()[0]
    assert row["states"] == 4
    assert row["concentration_hhi"] == pytest.approx(11 / 32, abs=1e-15)
    assert row["concentration_con"] == pytest.approx((1 / 8) ** 0.5, abs=1e-15)
    assert row["effective_number"] == pytest.approx(32 / 11, abs=1e-15)
    assert (row["largest"], row["largest_share"], row["second_to_first"]) == ("A", 0.5, 0.5)


values = st.lists(st.floats(0, 1e6), min_size=2, max_size=12).filter(lambda v: sum(v) > 1e-6)


@given(values)
@settings(max_examples=60, deadline=None)
def test_ranges(numbers: list[float]) -> None:
    named = {f"S{place:02}": value for place, value in enumerate(numbers)}
    row = concentration(series(named)).table.to_pylist()[0]
    assert 0 <= row["concentration_con"] <= 1 + 1e-12
    assert 1 / len(numbers) - 1e-12 <= row["concentration_hhi"] <= 1 + 1e-12
    assert row["concentration_hhi"] * row["effective_number"] == pytest.approx(1)


@given(st.integers(2, 12))
def test_the_ends_of_the_scale(count: int) -> None:
    names = [f"S{place}" for place in range(count)]
    even = concentration(series(dict.fromkeys(names, 1.0))).table.to_pylist()[0]
    assert even["concentration_con"] == pytest.approx(0, abs=1e-7)
    assert even["effective_number"] == pytest.approx(count)
    one = concentration(series({name: float(name == "S0") for name in names})).table.to_pylist()[0]
    assert (one["concentration_con"], one["effective_number"]) == (1, 1)


def test_two_indices_have_rows_of_their_own() -> None:
    both = pa.concat_tables(
        [series({"A": 3, "B": 1}), series({"A": 1, "B": 1}, field="gdp_usd_billion")]
    )
    found = concentration(both).table.to_pylist()
    assert [(row["field"], row["concentration_con"]) for row in found] == [
        ("cinc", 0.5),
        ("gdp_usd_billion", 0.0),
    ]


def test_a_power_is_one_on_the_last_day_of_the_year() -> None:
    spans = powers(
        [
            ("A", date(1900, 1, 1), None),
            ("B", date(1900, 1, 1), date(1946, 6, 1)),
            ("C", date(1946, 12, 31), date(1950, 1, 1)),
        ]
    )
    row = concentration(series({"A": 1, "B": 1, "C": 1, "D": 9}), spans).table.to_pylist()[0]
    assert (row["members"], row["states"]) == ("A C", 2)


def test_missing_is_never_zero() -> None:
    spans = powers([("A", date(1900, 1, 1), None), ("B", date(1900, 1, 1), None)])
    lacking = concentration(series({"A": 1, "B": None, "C": 5}), spans)
    assert lacking.table.to_pylist()[0]["missing"] == INCOMPLETE
    assert lacking.table.to_pylist()[0]["concentration_hhi"] is None
    named = {row["value"]: row["what"] for row in lacking.rejections.to_pylist()}
    assert named == {"B cinc 1946-01-01": "empty", "B 1946": "power without a value"}
    early = concentration(series({"A": 1}, year=1800), spans).table.to_pylist()[0]
    assert (early["missing"], early["states"]) == (NO_STATE, 0)
    nothing = concentration(series({"A": 0, "B": 0})).table.to_pylist()[0]
    assert (nothing["missing"], nothing["concentration_con"]) == (NOTHING, None)
    alone = concentration(series({"A": 2})).table.to_pylist()[0]
    assert (alone["missing"], alone["concentration_con"]) == (ONE_STATE, None)
    assert alone["concentration_hhi"] == 1


def test_bad_values_are_named() -> None:
    twice = pa.concat_tables(
        [series({"A": 1, "B": 2, "C": -1}), series({"A": 1, "B": 3}), series({"D": float("inf")})]
    )
    found = concentration(twice)
    assert {row["value"]: row["what"] for row in found.rejections.to_pylist()} == {
        "C cinc 1946-01-01": "negative",
        "A cinc 1946-01-01": "repeated, counted once",
        "B cinc 1946-01-01": "another value in the year, none counted",
        "D cinc 1946-01-01": "empty",
    }
    assert found.table.to_pylist()[0]["members"] == "A"


COMPONENTS = ("milex", "milper", "irst", "pec", "tpop", "upop")


@cache
def capabilities() -> tuple[pa.Table, dict[tuple[str, int], float]]:
    """Components as a series, and the published index."""
    table = pq.read_table(real("peacesciencer") / "cow_nmc.parquet")
    starts = pa.array([date(year, 1, 1) for year in table["year"].to_pylist()])
    subject = table["ccode"].cast(pa.string())
    parts = [
        pa.table({"subject": subject, "starts": starts, "value": table[name].cast(pa.float64())})
        .append_column("field", pa.array([name] * len(table)))
        .filter(pc.is_valid(table[name]))
        for name in COMPONENTS
    ]
    keys = zip(subject.to_pylist(), table["year"].to_pylist(), strict=True)
    return pa.concat_tables(parts), dict(zip(keys, table["cinc"].to_pylist(), strict=True))


def test_the_published_index_follows_from_its_components() -> None:
    """Correlates of War, National Material Capabilities 7.0: all 17,121 state-years."""
    series, published = capabilities()
    rows = capability(series, COMPONENTS).table.to_pylist()
    found = {(row["subject"], row["starts"].year): row["value"] for row in rows}
    assert found.keys() == published.keys()
    assert max(abs(found[key] - published[key]) for key in published) < 5e-8
    assert round(found["2", 1945], 3) == 0.384  # the figure quoted in the literature


def test_an_unknown_component_is_left_out_of_the_mean() -> None:
    both = pa.concat_tables([series({"A": 1, "B": 3}, field="men"), series({"A": 5}, field="coal")])
    found = capability(both, ["men", "coal"]).table.to_pylist()
    assert [(row["value"], row["components"]) for row in found] == [(0.625, 2), (0.75, 1)]
    bad = pa.concat_tables([both, series({"B": -1, "C": None}, field="coal"), both])
    assert {
        row["what"]: row["rows"] for row in capability(bad, ["men", "coal"]).rejections.to_pylist()
    } == {
        "empty": 1,
        "negative": 1,
        "given twice, first counted": 3,
    }
    with pytest.raises(MethodError):
        capability(both, [])


def test_concentration_among_the_major_powers() -> None:
    table, _ = capabilities()
    years = pa.array([1816, 1946, 1950, 2016])
    power = capability(table.filter(pc.is_in(pc.year(table["starts"]), years)), COMPONENTS).table
    last = 2016  # of the list of major powers
    spans = powers(
        [
            (
                str(row["ccode"]),
                date(row["styear"], row["stmonth"], row["stday"]),
                None
                if row["endyear"] == last
                else date(row["endyear"], row["endmonth"], row["endday"]),
            )
            for row in pq.read_table(real("peacesciencer") / "cow_majors.parquet").to_pylist()
        ]
    )
    found = concentration(power, spans).table.to_pylist()
    assert [(row["year"], row["states"], round(row["concentration_con"], 3)) for row in found] == [
        (1816, 5, 0.330),
        (1946, 4, 0.452),
        (1950, 5, 0.332),
        (2016, 7, 0.462),
    ]
