"""The dyad-month panel from synthetic events: Ibis on DuckDB against a plain Python loop."""

from __future__ import annotations

from typing import Any

from .measuring import seconds

EVENTS = 300_000


def run() -> list[dict[str, Any]]:
    """Measure both on the same events, and check that they count the same."""
    from collections import Counter
    from datetime import date, timedelta

    import numpy as np
    import pyarrow as pa

    from kankei.record.store import engine

    random = np.random.default_rng(1)
    states = np.array(["CHN", "JPN", "KOR", "MNG", "PRK", "RUS", "UKR", "USA"])
    first, second = random.integers(0, 8, EVENTS), random.integers(0, 8, EVENTS)
    days = [date(2014, 1, 1) + timedelta(days=int(n)) for n in random.integers(0, 4000, EVENTS)]
    rows = pa.table({"a": states[first], "b": states[second], "day": days})

    def loop() -> Counter[tuple[str, str, int, int]]:
        counted: Counter[tuple[str, str, int, int]] = Counter()
        for row in rows.to_pylist():
            if row["a"] != row["b"]:
                one, other = sorted((row["a"], row["b"]))
                counted[one, other, row["day"].year, row["day"].month] += 1
        return counted

    def expression() -> pa.Table:
        import ibis

        with engine() as duck:
            events = duck.table("events", rows)
            pairs = events.filter(events.a != events.b).mutate(
                one=ibis.least(events.a, events.b),
                other=ibis.greatest(events.a, events.b),
                month=events.day.truncate("M"),
            )
            counted = pairs.group_by(["one", "other", "month"]).agg(count=pairs.count())
            return duck.answer(counted)

    slow, by_loop = seconds(loop)
    fast, by_engine = seconds(expression, 2)
    assert sum(by_loop.values()) == sum(by_engine["count"].to_pylist())
    against = f"{slow / fast:.1f} x a plain loop ({slow:.2f} s)"
    name = f"dyad-month counts of {EVENTS:,} events"
    return [{"name": name, "value": fast, "unit": "s", "against": against}]
