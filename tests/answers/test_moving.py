"""Changes of a relation are means over declared months, with an error that can be recomputed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from math import sqrt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kankei.answers.material import Dependence, Measured, Move, RelationMonth
from kankei.answers.moving import (
    Change,
    change_at,
    change_finding,
    dependence_finding,
    share_finding,
    varied_changes,
)

TURN = date(2022, 1, 1)


def months(signals: list[float | None], spread: float = 0.5) -> list[RelationMonth]:
    """Months from January 2020 on; the index itself plays no part in a change."""
    return [
        RelationMonth(
            "PRK-RUS",
            date(2020 + n // 12, n % 12 + 1, 1),
            mean=99.0,
            low=98.0,
            high=100.0,
            reports=10,
            coverage=1.0,
            move=1.0,
            signal=value,
            signal_sd=None if value is None else spread,
        )
        for n, value in enumerate(signals)
    ]


def change(rows: list[RelationMonth], turn: date = TURN) -> Change:
    found = change_at(rows, turn)
    assert found is not None
    return found


def test_the_interval_is_that_of_a_difference_of_two_means() -> None:
    found = change(months([0.0] * 12 + [1.0] * 12 + [4.0] * 6))
    assert (found.before.period.iso(), found.after.period.iso()) == (
        "2021-01/2021-12",
        "2022-01/2022-06",
    )
    assert found.size == pytest.approx(3.0)
    assert found.whole == pytest.approx(3.5)
    half = 1.6448536 * sqrt(0.25 / 12 + 0.25 / 6)
    assert (found.low, found.high) == pytest.approx((3 - half, 3 + half))
    assert found.direction == "closer"


def test_a_month_hardly_covered_or_without_reports_is_left_out() -> None:
    rows = months([1.0] * 24 + [4.0] * 6)
    rows[20] = replace(rows[20], signal=500.0, coverage=0.49)
    rows[21] = replace(rows[21], signal=None, signal_sd=None)
    found = change(rows)
    assert (len(found.before.months), found.size) == (10, pytest.approx(3.0))


def test_too_few_months_on_a_side_give_no_change() -> None:
    assert change_at(months([None] * 19 + [1.0] * 11), TURN) is None
    assert change_at(months([1.0] * 24 + [None] * 4 + [1.0] * 2), TURN) is None
    assert change_at(months([1.0] * 30), date(2020, 6, 1)) is None
    assert change_at(months([1.0] * 24), TURN) is None


def test_earlier_changes_are_those_of_the_same_windows_before_the_turn() -> None:
    rows = months([0.0] * 12 + [5.0] * 3 + [0.0] * 9 + [2.0] * 3)
    found = change(rows)
    assert len(found.earlier) == 24 - 12 - 3 + 1
    assert found.earlier[0] == pytest.approx(5.0)
    assert found.larger == sum(abs(size) >= found.size for size in found.earlier) >= 1


SIGNALS = st.lists(st.floats(-20, 20), min_size=30, max_size=30)


@given(SIGNALS, st.floats(-5, 5))
@settings(max_examples=40, deadline=None)
def test_a_shift_of_zero_changes_nothing_and_a_flip_turns_the_sign(
    signals: list[float], shift: float
) -> None:
    found, moved = change(months(list(signals))), change(months([s + shift for s in signals]))
    turned = change(months([-s for s in signals]))
    assert moved.size == pytest.approx(found.size, abs=1e-9)
    assert turned.size == pytest.approx(-found.size, abs=1e-9)
    assert (turned.low, turned.high) == pytest.approx((-found.high, -found.low), abs=1e-9)


def test_a_variant_is_measured_on_the_months_that_the_source_covers() -> None:
    rows = months([0.0] * 24 + [3.0] * 6)
    rows[23] = replace(rows[23], coverage=0.2)
    half = [replace(row, coverage=0.4, variant="odd_days") for row in rows]
    found = varied_changes(Measured(months=tuple(rows), varied_months=tuple(half)), "PRK-RUS", TURN)
    assert list(found) == ["odd_days"]
    assert len(found["odd_days"].before.months) == 11
    assert change_finding(found["odd_days"], "odd_days").about == ("PRK-RUS", "odd_days")


def test_the_share_of_a_move_is_of_the_sum_of_squares() -> None:
    rows = [replace(row, move=size) for row, size in zip(months([0.0] * 3), (1, 3, 1), strict=True)]
    finding = share_finding(Move("PRK-RUS", rows[1].month, 3.0, 2.0, 4.0, 0.99), rows)
    assert finding.value == round(9 / 11, 3)


def test_a_missing_share_keeps_its_reason() -> None:
    item = Dependence("trade", "PRK", "KOR", 2014, None, "a-flow-is-unknown")
    finding = dependence_finding(item)
    assert (finding.value, finding.missing) == (None, "a-flow-is-unknown")
