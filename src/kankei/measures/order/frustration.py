"""How far a system of friends and enemies is from two camps: exact, with proof."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from ...terms.language import Bilingual
from ..declare import Measure
from ..rejections import Rejections
from .certificate import Certificate, certify
from .programme import Optimum, least_frustration, triangles
from .signed import SignedNetwork, signed_networks
from .strain import UNKNOWN, strain

_SYSTEM = pa.schema(
    [
        ("period", pa.string()),
        ("states", pa.int64()),
        ("ties", pa.int64()),
        ("hostile", pa.int64()),
        ("frustration_ties", pa.int64()),
        ("bound", pa.int64()),
        ("status", pa.string()),
        ("gap", pa.float64()),
        ("proven", pa.bool_()),
        ("certified_bound", pa.int64()),
        ("frustrated_share", pa.float64()),
        ("missing", pa.string()),
    ]
)
_SIDES = pa.schema([("period", pa.string()), ("state", pa.string()), ("side", pa.int64())])
_TIES = pa.schema(
    [
        ("period", pa.string()),
        ("a", pa.string()),
        ("b", pa.string()),
        ("sign", pa.int64()),
        ("frustrated", pa.bool_()),
        ("triangles_balanced", pa.int64()),
        ("triangles_unbalanced", pa.int64()),
        ("tie_strain", pa.int64()),
    ]
)


@dataclass(frozen=True, slots=True)
class Frustration:
    """The frustration of a system in each period.

    Parameters
    ----------
    table
        One row per period.
    sides
        One partition with the fewest frustrated ties; there may be others.
    ties
        One row per tie.
    rejections
        ``column, value, what, rows``.
    """

    table: pa.Table
    sides: pa.Table
    ties: pa.Table
    rejections: pa.Table


def frustration(
    ties: pa.Table,
    *,
    positive: float = 0.0,
    negative: float = 0.0,
    states: Sequence[str] | None = None,
    certified: bool = False,
    strained: bool = False,
    time_limit: float = 60.0,
) -> Frustration:
    """Give the frustration index: the fewest ties that do not fit two camps.

    A tie is frustrated by a partition into two sides when it is friendly between the sides or
    hostile within one. The index ``L`` is the least number of frustrated ties over all partitions,
    which is also the least number of ties that would have to go for structural balance. It is
    found by integer programming (:func:`kankei.measures.order.least_frustration`) and is exact when
    ``proven``: then no partition has fewer, as ``bound`` says.

    Parameters
    ----------
    ties
        ``a, b`` and ``sign`` (1 or -1) or ``value``; ``period`` where there are several.
    positive, negative
        Limits of a friendly and of a hostile ``value``; in between there is no tie.
    states
        States that may be there; ties with others are left out.
    certified
        Adds a second, independent lower bound (:func:`kankei.measures.order.certify`), which needs
        no trust in the solver of the integer programme.
    strained
        Adds the change of ``L`` when the sign of a tie turns over, for each tie
        (:func:`kankei.measures.order.strain`). With several hundred ties this takes seconds.
    time_limit
        Seconds for each programme. When it is reached the index is an upper bound only and not
        ``proven``.

    Returns
    -------
    Frustration
        ``table``: ``period, states, ties, hostile, frustration_ties, bound, status, gap, proven,
        certified_bound, frustrated_share`` (``L`` out of all ties), ``missing``. Without a tie the
        index is missing (``no-tie``), and not zero. ``sides``: ``period, state, side``. ``ties``:
        ``period, a, b, sign, frustrated`` (by those sides), ``triangles_balanced,
        triangles_unbalanced, tie_strain``. The parts of a disconnected system are solved together;
        which side of one part goes with which of another has no meaning.

    Raises
    ------
    MethodError
        When a column is absent, or the solver fails.

    References
    ----------
    Harary (1959), Behavioral Science 4(4): 316-323; Aref and Wilson (2019), Journal of Complex
    Networks 7(2): 163-189.

    Examples
    --------
    >>> ties = pa.table({"a": ["PRK", "PRK", "CHN"], "b": ["CHN", "RUS", "RUS"],
    ...     "sign": [1, 1, -1]})
    >>> found = frustration(ties, strained=True)
    >>> row = found.table.to_pylist()[0]
    >>> row["frustration_ties"], row["proven"], found.ties["tie_strain"].to_pylist()
    (1, True, [-1, -1, -1])
    """
    rejected = Rejections()
    networks = signed_networks(ties, rejected, positive=positive, negative=negative, states=states)
    parts = [_solved(network, certified, strained, time_limit) for network in networks]
    return Frustration(
        table=pa.Table.from_pylist([part[0] for part in parts], _SYSTEM),
        sides=pa.concat_tables([_SIDES.empty_table(), *(part[1] for part in parts)]),
        ties=pa.concat_tables([_TIES.empty_table(), *(part[2] for part in parts)]),
        rejections=rejected.table(),
    )


def _solved(
    network: SignedNetwork, certified: bool, strained: bool, time_limit: float
) -> tuple[dict[str, Any], pa.Table, pa.Table]:
    optimum = least_frustration(network, time_limit)
    strained = strained and optimum.proven and bool(network.ties)
    proof = certify(network) if (certified and network.ties) or strained else None
    changes = strain(network, optimum, proof, time_limit) if strained and proof else None
    sides = {"state": network.states, "side": optimum.sides}
    return (
        _row(network, optimum, proof),
        _stamped(network.period, sides, _SIDES),
        _tie_table(network, optimum, changes),
    )


def _row(network: SignedNetwork, optimum: Optimum, proof: Certificate | None) -> dict[str, Any]:
    row: dict[str, Any] = {
        "period": network.period,
        "states": network.size,
        "ties": network.ties,
        "hostile": int((network.sign < 0).sum()),
        "missing": "" if network.ties else "no-tie",
    }
    if not network.ties:
        return row
    return row | {
        "frustration_ties": optimum.frustration,
        "bound": optimum.bound,
        "status": optimum.status,
        "gap": optimum.gap,
        "proven": optimum.proven,
        "certified_bound": proof.bound if proof is not None else None,
        "frustrated_share": optimum.frustration / network.ties,
    }


def _tie_table(network: SignedNetwork, optimum: Optimum, changes: Any) -> pa.Table:
    of = triangles(network)
    balanced = network.sign[of].prod(axis=0) > 0
    names = np.array(network.states, dtype=object)
    strains = np.full(network.ties, UNKNOWN) if changes is None else changes
    columns = {
        "a": names[network.a],
        "b": names[network.b],
        "sign": network.sign,
        "frustrated": network.frustrated(optimum.sides),
        "triangles_balanced": np.bincount(of[:, balanced].ravel(), minlength=network.ties),
        "triangles_unbalanced": np.bincount(of[:, ~balanced].ravel(), minlength=network.ties),
        "tie_strain": pa.array(strains, mask=strains == UNKNOWN),
    }
    return _stamped(network.period, columns, _TIES)


def _stamped(period: str, columns: dict[str, Any], schema: pa.Schema) -> pa.Table:
    rows = len(next(iter(columns.values())))
    arrays = [pa.array([period] * rows, pa.string())]
    arrays += [pa.array(columns[name]).cast(schema.field(name).type) for name in schema.names[1:]]
    return pa.Table.from_arrays(arrays, schema=schema)


_MISSING = Bilingual(
    "関係が一つもない期間は欠測（no-tie）。時間内に最適と証明されなければ proven が偽となり、"
    "緊張は欠測。",
    "Missing (no-tie) in a period without a tie. Where optimality is not proven in time, proven is "
    "false and the strain is missing.",
)


def _declared(name: str) -> Measure:
    reference = "Aref and Wilson (2019), Journal of Complex Networks 7(2): 163-189"
    return Measure(name, _MISSING, reference, "order", frustration)


FRUSTRATION_TIES = _declared("frustration_ties")
FRUSTRATED_SHARE = _declared("frustrated_share")
TIE_STRAIN = _declared("tie_strain")
