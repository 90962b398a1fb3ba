"""Triangles of friends and enemies, counted by their number of hostile ties."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from ...terms.language import Bilingual
from ..declare import Measure
from ..rejections import Rejections
from .programme import triangles
from .signed import SignedNetwork, signed_networks

_CENSUS = pa.schema(
    [
        ("period", pa.string()),
        ("triangles", pa.int64()),
        ("hostile_0", pa.int64()),
        ("hostile_1", pa.int64()),
        ("hostile_2", pa.int64()),
        ("hostile_3", pa.int64()),
        ("triangles_balanced_share", pa.float64()),
        ("missing", pa.string()),
    ]
)


@dataclass(frozen=True, slots=True)
class Census:
    """Triangles of each period, and what was left out."""

    table: pa.Table
    rejections: pa.Table


def triangle_census(
    ties: pa.Table,
    *,
    positive: float = 0.0,
    negative: float = 0.0,
    states: Sequence[str] | None = None,
) -> Census:
    """Count triangles by their number of hostile ties, and give the balanced share.

    A triangle is balanced when the product of its signs is positive: all friends, or two friends
    with a common enemy. ``triangles_balanced_share = (hostile_0 + hostile_2) / triangles``.

    Parameters
    ----------
    ties, positive, negative, states
        As in :func:`kankei.measures.order.frustration`.

    Returns
    -------
    Census
        ``period, triangles, hostile_0 ... hostile_3, triangles_balanced_share, missing``. Without
        a triangle the share is missing (``no-triangle``).

    References
    ----------
    Cartwright and Harary (1956), Psychological Review 63(5): 277-293.

    Examples
    --------
    >>> ties = pa.table({"a": ["A", "A", "B"], "b": ["B", "C", "C"], "sign": [1, -1, -1]})
    >>> triangle_census(ties).table.to_pylist()[0]["triangles_balanced_share"]
    1.0
    """
    rejected = Rejections()
    networks = signed_networks(ties, rejected, positive=positive, negative=negative, states=states)
    table = pa.Table.from_pylist([_counted(network) for network in networks], _CENSUS)
    return Census(table, rejected.table())


def _counted(network: SignedNetwork) -> dict[str, object]:
    hostile = (network.sign[triangles(network)] < 0).sum(axis=0)
    counts = np.bincount(hostile, minlength=4).tolist()
    total = sum(counts)
    return {
        "period": network.period,
        "triangles": total,
        **{f"hostile_{number}": counts[number] for number in range(4)},
        "triangles_balanced_share": (counts[0] + counts[2]) / total if total else None,
        "missing": "" if total else "no-triangle",
    }


TRIANGLES_BALANCED_SHARE = Measure(
    name="triangles_balanced_share",
    missing=Bilingual(
        "三角形が一つもなければ欠測（no-triangle）。",
        "Missing (no-triangle) where there is no triangle.",
    ),
    reference="Cartwright and Harary (1956), Psychological Review 63(5): 277-293",
    page="order",
    function=triangle_census,
)
