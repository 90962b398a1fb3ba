"""Published answers on the Nile, all segmentations of short series, and a real relation."""

from __future__ import annotations

import csv
from datetime import date
from itertools import pairwise, product
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kankei.measures.breaks import (
    Level,
    break_months,
    breaks,
    pelt,
    posterior,
    single_break,
    watch,
)
from kankei.measures.breaks.segments import segments
from kankei.terms.errors import MethodError

HERE = Path(__file__).parent
FIRST_YEAR = 1871
numbers = st.floats(-50, 50, allow_nan=False).map(lambda x: round(x, 3))


@pytest.fixture(scope="module")
def nile() -> np.ndarray:
    """Annual flow at Aswan, 1871-1970, 10^8 m^3: Cobb (1978), Biometrika 65, table 1."""
    with (HERE / "nile.csv").open() as rows:
        return np.array([float(row["flow"]) for row in csv.DictReader(rows)])


def test_nile_breaks_after_1898_with_the_published_interval(nile: np.ndarray) -> None:
    """Index 28, 25 to 32, as the R package strucchange prints it."""
    found = single_break(nile)
    assert (found.last, found.low, found.high) == (28, 25, 32)
    assert FIRST_YEAR + found.last - 1 == 1898
    assert (found.before, round(found.after, 2)) == (1097.75, 849.97)


def test_quantile_of_the_symmetric_law_is_the_published_one() -> None:
    """Bai (1997) and Bai and Perron: 11 for 95 per cent, when both sides are alike."""
    from kankei.measures.breaks.single import _quantiles

    low, high = _quantiles(1.0, 1.0, 0.025)
    assert low == pytest.approx(-high)
    assert high == pytest.approx(11.03, abs=0.01)


def test_place_of_the_highest_point_agrees_with_walks() -> None:
    from kankei.measures.breaks.single import _quantiles

    rng = np.random.default_rng(5)
    left, right = 30.0, 60.0
    steps = np.arange(1, 3000)
    places = []
    for _ in range(1500):
        a = np.cumsum(rng.normal(-0.5, np.sqrt(left), 2999))
        b = np.cumsum(rng.normal(-0.5, np.sqrt(right), 2999))
        best = max(a.max(), b.max(), 0.0)
        places.append(
            0 if best == 0 else -steps[a.argmax()] if best == a.max() else steps[b.argmax()]
        )
    low, high = _quantiles(left, right, 0.1)
    assert np.mean(np.array(places) < low) == pytest.approx(0.1, abs=0.025)
    assert np.mean(np.array(places) > high) == pytest.approx(0.1, abs=0.025)


def test_pelt_finds_the_published_cuts_of_the_nile(nile: np.ndarray) -> None:
    """4, 6, 28, as the R package changepoint prints for mean and variance."""
    assert pelt(nile, "mean-variance") == (4, 6, 28)
    assert pelt(nile, "mean") == (28,)


@settings(max_examples=40, deadline=None)
@given(st.lists(numbers, min_size=4, max_size=9), st.floats(0.5, 8))
def test_pelt_is_the_best_of_all_cuts(values: list[float], penalty: float) -> None:
    series = np.array(values)
    spread = np.median(np.abs(np.diff(series))) * 1.4826 / np.sqrt(2) or series.std() or 1.0

    def price(cuts: tuple[int, ...]) -> float:
        ends = [0, *cuts, len(series)]
        parts = [series[a:b] / spread for a, b in pairwise(ends)]
        return sum(((p - p.mean()) ** 2).sum() for p in parts) + penalty * len(cuts)

    every = [
        tuple(n + 1 for n, cut in enumerate(choice) if cut)
        for choice in product((False, True), repeat=len(series) - 1)
    ]
    assert price(pelt(series, "mean", penalty)) == pytest.approx(min(map(price, every)), abs=1e-6)


@settings(max_examples=40, deadline=None)
@given(st.lists(numbers, min_size=3, max_size=7), st.floats(0.01, 0.9), st.data())
def test_posterior_is_the_sum_over_all_cuts(
    values: list[float], hazard: float, data: st.DataObject
) -> None:
    series, level = np.array(values), Level(0.0, 0.1, 1.0, 1.0)
    spreads = data.draw(st.one_of(st.none(), st.lists(st.floats(0.2, 5), min_size=7, max_size=7)))
    noise = None if spreads is None else np.array(spreads[: len(series)])
    found, pieces = posterior(series, hazard, level, noise), segments(series, level, noise)
    first = data.draw(st.integers(1, len(series) - 1))
    last = data.draw(st.integers(first, len(series) - 1))
    total = inside = 0.0
    for choice in product((False, True), repeat=len(series) - 1):
        starts = [0, *(n + 1 for n, cut in enumerate(choice) if cut), len(series)]
        weight = np.prod([hazard if cut else 1 - hazard for cut in choice])
        for a, b in pairwise(starts):
            weight *= np.exp(pieces.evidence[a, b - 1])
        total += weight
        inside += weight * any(choice[first - 1 : last])
    assert found.evidence == pytest.approx(np.log(total))
    assert found.between(first, last) == pytest.approx(inside / total, abs=1e-9)


@settings(max_examples=20, deadline=None)
@given(st.lists(numbers, min_size=4, max_size=8), st.floats(0.2, 5))
def test_a_spread_that_all_share_is_only_a_unit(values: list[float], spread: float) -> None:
    """With spread s and a level in units of s the evidence is that of y / s, less its density."""
    series, same = np.array(values), np.full(len(values), spread)
    with_spread = segments(series, Level(0.0, 0.1 / spread**2, 1.0, 1.0), same)
    in_units = segments(series / spread, Level(0.0, 0.1, 1.0, 1.0))
    n = np.triu(np.ones((len(series), len(series)))).cumsum(axis=1)
    upper = np.triu_indices(len(series))
    moved = in_units.evidence - n * np.log(spread)
    assert np.allclose(with_spread.evidence[upper], moved[upper], atol=1e-6)


def test_break_of_the_nile_is_dated_by_probability(nile: np.ndarray) -> None:
    found = posterior(nile, 1 / 50)
    assert int(found.breaks().argmax()) == 28
    assert found.between(25, 32) > 0.99


@settings(max_examples=30, deadline=None)
@given(st.lists(numbers, min_size=3, max_size=20))
def test_watching_adds_up_to_the_evidence(values: list[float]) -> None:
    level = Level(0.0, 0.1, 1.0, 1.0)
    seen = watch(np.array(values), level=level, least=0)
    assert seen.surprise.sum() == pytest.approx(posterior(np.array(values), level=level).evidence)
    assert np.allclose(seen.run.sum(axis=1), 1)


def test_watching_uses_nothing_later() -> None:
    rng = np.random.default_rng(1)
    calm, level = rng.normal(size=30), Level(0.0, 0.1, 1.0, 1.0)
    storm = np.concatenate([calm[:20], calm[20:] + 9])
    before, after = (watch(v, level=level).recent(3)[:20] for v in (calm, storm))
    assert np.array_equal(before, after)
    assert watch(storm, level=level).recent(3)[22] > 0.9


def test_counts_are_watched_by_a_negative_binomial() -> None:
    counts = np.array([1, 0, 2, 1, 0, 1, 1, 0, 14, 11, 12, 15], float)
    assert watch(counts, "counts").recent(3)[9] > 0.95
    assert pelt(counts, "counts") == (8,)


@settings(max_examples=30, deadline=None)
@given(st.lists(numbers, min_size=6, max_size=24), st.floats(0.1, 100), st.floats(-50, 50))
def test_unit_and_origin_of_the_series_do_not_matter(
    values: list[float], scale: float, origin: float
) -> None:
    series = np.array(values)
    if np.unique(np.round(np.diff(series), 2)).size < 3:
        return
    moved = posterior(series * scale + origin).breaks()
    assert np.allclose(posterior(series).breaks(), moved, atol=1e-6)


def months(count: int) -> list[date]:
    return [date(2000 + n // 12, n % 12 + 1, 1) for n in range(count)]


def test_missing_months_are_left_out_and_the_gap_is_shown() -> None:
    level = [0.1, 0.0, 0.2, 0.1, 0.0, 0.1, None, None, 5.0, 5.1, 5.2, 5.0, 5.1]
    row = breaks(pa.table({"month": months(13), "level": level}), "level").to_pylist()[0]
    assert (row["previous"], row["month"]) == (date(2000, 6, 1), date(2000, 9, 1))
    assert row["low"] < row["break_size"] < row["high"]


def test_pure_noise_has_no_likely_break() -> None:
    rng = np.random.default_rng(3)
    listed = 0
    for _ in range(40):
        table = pa.table({"month": months(60), "level": rng.normal(size=60)})
        found = breaks(table, "level", least=0.9)
        listed += found.num_rows
    assert listed <= 4


def test_intervals_of_the_size_cover_it() -> None:
    rng = np.random.default_rng(4)
    inside = 0
    for _ in range(100):
        level = np.concatenate([rng.normal(size=24), rng.normal(4, 1, size=24)])
        row = max(
            breaks(pa.table({"month": months(48), "level": level}), "level").to_pylist(),
            key=lambda r: r["break_probability"],
        )
        inside += row["low"] <= 4 <= row["high"]
    assert 83 <= inside <= 97


@pytest.mark.parametrize(
    ("values", "words"),
    [([1.0, 2.0], "2 observations"), ([1.0] * 9, "does not vary")],
)
def test_series_without_breaks_are_refused(values: list[float], words: str) -> None:
    with pytest.raises(MethodError, match=words):
        breaks(pa.table({"month": months(len(values)), "level": values}), "level")


def test_wrong_parameters_are_refused() -> None:
    series = np.array([1.0, 2, 3, 4])
    with pytest.raises(MethodError, match="hazard"):
        posterior(series, 1.5)
    with pytest.raises(MethodError, match="no cost"):
        pelt(series, "median")  # type: ignore[arg-type]
    with pytest.raises(MethodError, match="negative"):
        pelt(series - 2, "counts")
    with pytest.raises(MethodError, match="no kind"):
        watch(series, "words")
    with pytest.raises(MethodError, match="missing"):
        posterior(np.array([1.0, np.nan, 2]))


def test_first_month_has_no_probability_and_the_others_have() -> None:
    found = break_months(pa.table({"month": months(6), "v": [0.0, 0.1, 0.0, 4, 4.1, 4]}), "v")
    at = found["break_probability"].to_pylist()
    assert at[0] is None
    assert at[3] == max(at[1:])
