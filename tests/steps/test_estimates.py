"""A forecast is marked as one, and years that the IMF counts as actual are not."""

from __future__ import annotations

from datetime import date

import pyarrow as pa

from kankei.steps.estimates import estimate_warnings, newest_edition, with_estimates

TOLD = [
    ("2025-04", "CHN", 2024, False),
    ("2025-04", "CHN", 2025, True),
    ("2025-04", "USA", 2025, True),
]
OUTLOOK = pa.table(
    {
        "edition": [edition for edition, *_ in TOLD] + ["2015-04"],
        "subject": [subject for _, subject, *_ in TOLD] + ["CHN"],
        "field": ["gdp"] * 4,
        "starts": pa.array([date(year, 1, 1) for *_, year, _ in TOLD] + [date(2024, 1, 1)]),
        "estimate": [estimate for *_, estimate in TOLD] + [True],
    }
)
TABLE = pa.table(
    {
        "field": ["gdp", "gdp", "cinc"],
        "year": [2024, 2025, 2025],
        "members": ["CHN USA", "CHN USA", "CHN USA"],
    }
)


def test_estimates_are_counted_by_power_in_the_newest_edition() -> None:
    marked = with_estimates(TABLE, newest_edition(OUTLOOK), "gdp")
    assert marked["estimates"].to_pylist() == [0, 2, 0]
    (warning,) = estimate_warnings(marked)
    assert "2025" in warning.en and "2024" not in warning.en


def test_nothing_is_warned_of_where_all_is_actual() -> None:
    assert estimate_warnings(with_estimates(TABLE.slice(0, 1), OUTLOOK.slice(0, 1), "gdp")) == ()
