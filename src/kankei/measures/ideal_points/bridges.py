"""Identical resolutions of several sessions, whose items are held equal.

They tie the sessions together: without them only the paths of the states would.
"""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa

from ..arrays import require_columns
from ..rejections import Rejections


def linked_items(rollcalls: Sequence[str], bridges: pa.Table, found: Rejections) -> list[str]:
    """Name the item of each roll call: the earliest of the roll calls that it repeats.

    A chain of repetitions ends at its first member; where a roll call repeats several, the first of
    them by number counts.

    Parameters
    ----------
    rollcalls
        Keys of the roll calls.
    bridges
        ``earlier, later``: keys of roll calls on identical resolutions.
    found
        Takes note of pairs that name a roll call twice or run backwards.

    Examples
    --------
    >>> pairs = pa.table({"earlier": ["r-1", "r-2", "r-9"], "later": ["r-2", "r-10", "r-10"]})
    >>> linked_items(["r-1", "r-2", "r-9", "r-10"], pairs, Rejections())
    ['r-1', 'r-1', 'r-9', 'r-1']
    """
    require_columns(bridges, ("earlier", "later"), "ideal_points")
    before: dict[str, str] = {}
    pairs = zip(bridges["earlier"].to_pylist(), bridges["later"].to_pylist(), strict=True)
    for earlier, later in sorted(pairs, key=lambda pair: (_order(pair[1]), _order(pair[0]))):
        if _order(earlier) >= _order(later):
            found.add("bridges", f"{earlier} - {later}", "not an earlier and a later roll call", 1)
        else:
            before.setdefault(later, earlier)
    return [_first(key, before) for key in rollcalls]


def _order(key: str) -> tuple[str, int]:
    """Order roll calls by the number at the end of the key: r-9 before r-10."""
    digits = len(key) - len(key.rstrip("0123456789"))
    return (key[: len(key) - digits], int(key[-digits:])) if digits else (key, 0)


def _first(key: str, before: dict[str, str]) -> str:
    while key in before:
        key = before[key]
    return key
