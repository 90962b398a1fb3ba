"""Signed networks for the tests: tables, small random ones, and brute force."""

from __future__ import annotations

import csv
from itertools import combinations, product

import pyarrow as pa
from hypothesis import strategies as st

from tests.datasets.samples import real

Tie = tuple[str, str, int]

# Frustration of the 51 four-year windows of signed ties between states, 1946-1949 to 1996-1999
# (Doreian and Mrvar 2015, Social Networks 43, as distributed with the R package signnet), found by
# integer programming before and independently of this package.
COW_WINDOWS = (
    17, 18, 20, 15, 15, 17, 21, 27, 33, 35, 34, 26, 30, 36, 39, 37, 36, 29, 24, 23, 28, 27, 28, 33,
    26, 28, 29, 35, 46, 48, 50, 45, 39, 43, 48, 45, 47, 46, 43, 34, 32, 46, 42, 38, 44, 49, 45, 50,
    48, 38, 45,
)  # fmt: skip


def table(ties: list[Tie], period: str | None = None) -> pa.Table:
    columns = {
        "a": pa.array([tie[0] for tie in ties], pa.string()),
        "b": pa.array([tie[1] for tie in ties], pa.string()),
        "sign": pa.array([tie[2] for tie in ties], pa.int64()),
    }
    return pa.table(columns if period is None else columns | {"period": [period] * len(ties)})


def tribes() -> pa.Table:
    """Alliances and enmities of 16 tribes of New Guinea (Read 1954)."""
    path = real("published-cases") / "signnet" / "tribes_ties.csv"
    with path.open(encoding="utf-8") as file:
        return table([(row["from"], row["to"], int(row["sign"])) for row in csv.DictReader(file)])


def cow_windows() -> pa.Table:
    path = real("published-cases") / "signnet" / "cow_signed_networks_1946_1999.csv"
    with path.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return pa.table(
        {
            "period": [row["window_start"] for row in rows],
            "a": [row["a"] for row in rows],
            "b": [row["b"] for row in rows],
            "sign": [int(row["sign"]) for row in rows],
        }
    )


def least(ties: list[Tie]) -> int:
    """Frustration by trying every partition."""
    states = sorted({end for tie in ties for end in tie[:2]})
    found = len(ties)
    for sides in product((0, 1), repeat=max(len(states) - 1, 0)):
        side = dict(zip(states, (0, *sides), strict=True))
        found = min(found, sum((side[a] != side[b]) == (sign > 0) for a, b, sign in ties))
    return found


def least_criterion(ties: list[Tie], count: int, alpha: float) -> float:
    """Criterion of the blockmodel by trying every partition."""
    states = sorted({end for tie in ties for end in tie[:2]})
    found = float("inf")
    for blocs in product(range(count), repeat=len(states)):
        bloc = dict(zip(states, blocs, strict=True))
        value = sum(
            alpha * (bloc[a] == bloc[b]) if sign < 0 else (1 - alpha) * (bloc[a] != bloc[b])
            for a, b, sign in ties
        )
        found = min(found, 2 * value)
    return found


_PAIRS = list(combinations("ABCDEFG", 2))
networks = st.lists(
    st.tuples(st.sampled_from(_PAIRS), st.sampled_from([1, -1])),
    min_size=1,
    max_size=15,
    unique_by=lambda tie: tie[0],
).map(lambda rows: [(pair[0], pair[1], sign) for pair, sign in rows])
"""Up to seven states, connected or not."""
