"""Groups that states belong to, as evidence for or against the blocs found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import fmean
from typing import Any

import pyarrow as pa

from ...terms.group import BELONGING, Membership, groups
from ...terms.state import day_of
from ..arrays import require_columns

GROUPS = ("G7", "NATO", "BRICS", "SCO", "G77")
FEW_MEMBERS = "fewer-than-two-members"
ALL_MEMBERS = "no-state-outside"

_COHESION = pa.schema(
    [
        ("period", pa.string()),
        ("on", pa.date32()),
        ("group", pa.string()),
        ("members", pa.string()),
        ("members_count", pa.int64()),
        ("pairs_within", pa.int64()),
        ("same_bloc_within", pa.float64()),
        ("pairs_across", pa.int64()),
        ("same_bloc_across", pa.float64()),
        ("missing", pa.string()),
    ]
)
_EVIDENCE = pa.schema(
    [
        ("membership", pa.string()),
        ("group", pa.string()),
        ("member", pa.string()),
        ("kind", pa.string()),
        ("period", pa.string()),
        ("source", pa.string()),
    ]
)


@dataclass(frozen=True, slots=True)
class GroupCohesion:
    """How far groups are blocs.

    Parameters
    ----------
    table
        One row per period and group.
    evidence
        The memberships that were used, with their sources.
    """

    table: pa.Table
    evidence: pa.Table


def group_cohesion(
    same: pa.Table, on: Mapping[str, date | int], names: Sequence[str] = GROUPS
) -> GroupCohesion:
    """Compare the members of groups of states with the blocs found from their ties.

    For each group as it was on a day, ``same_bloc_within`` is the mean of the probabilities that
    two members share a bloc, ``same_bloc_across`` that of a member and a state outside. A group
    that is a bloc has a high first and a low second value.

    Parameters
    ----------
    same
        ``period, a, b, same_bloc_probability`` from :func:`same_bloc`, by codes of the register of
        states.
    on
        Day or year on which the memberships of each period are taken; other periods are left out.
    names
        Groups of the register of groups.

    Returns
    -------
    GroupCohesion
        ``table``: ``period, on, group, members`` (those in the network), ``members_count``,
        ``pairs_within, same_bloc_within, pairs_across, same_bloc_across, missing``. Observers and
        partners are no members. A mean is missing when there is no pair, with the reason
        ``fewer-than-two-members`` or ``no-state-outside``. ``evidence``: ``membership, group,
        member, kind, period, source``.

    Raises
    ------
    CodeError
        When no group has such a name.

    Examples
    --------
    >>> same = pa.table({"period": ["2024"] * 3, "a": ["JPN", "JPN", "RUS"],
    ...     "b": ["USA", "RUS", "USA"], "same_bloc_probability": [0.9, 0.1, 0.2]})
    >>> row = group_cohesion(same, {"2024": 2024}, ["G7"]).table.to_pylist()[0]
    >>> row["members"], row["same_bloc_within"], round(row["same_bloc_across"], 4)
    ('JPN USA', 0.9, 0.15)
    """
    require_columns(same, ("period", "a", "b", "same_bloc_probability"), "group_cohesion")
    rows: list[dict[str, Any]] = []
    used: dict[str, Membership] = {}
    pairs = same.select(["period", "a", "b", "same_bloc_probability"]).to_pylist()
    for period, day in on.items():
        of = [pair for pair in pairs if pair["period"] == period]
        states = {pair[side] for pair in of for side in ("a", "b")}
        for name in names:
            held = [item for item in _memberships(name, day) if item.member in states]
            used |= {item.id: item for item in held}
            dated = {"period": period, "on": day_of(day), "group": name}
            rows.append(dated | _row(of, {item.member for item in held}))
    evidence = [_evidence(item) for item in used.values()]
    return GroupCohesion(
        pa.Table.from_pylist(rows, _COHESION), pa.Table.from_pylist(evidence, _EVIDENCE)
    )


def _memberships(group: str, on: date | int) -> Iterator[Membership]:
    members = groups().members(group, on)
    day = day_of(on)
    for item in groups().memberships:
        held = item.group == group and item.member in members and item.kind in BELONGING
        if held and day is not None and item.period.contains(day):
            yield item


def _row(pairs: Iterable[Mapping[str, Any]], members: set[str]) -> dict[str, Any]:
    inside: dict[int, list[float]] = {0: [], 1: [], 2: []}
    for pair in pairs:
        count = (pair["a"] in members) + (pair["b"] in members)
        inside[count].append(pair["same_bloc_probability"])
    reason = FEW_MEMBERS if not inside[2] else ALL_MEMBERS if not inside[1] else ""
    return {
        "members": " ".join(sorted(members)),
        "members_count": len(members),
        "pairs_within": len(inside[2]),
        "same_bloc_within": fmean(inside[2]) if inside[2] else None,
        "pairs_across": len(inside[1]),
        "same_bloc_across": fmean(inside[1]) if inside[1] else None,
        "missing": reason,
    }


def _evidence(item: Membership) -> dict[str, str]:
    return {
        "membership": item.id,
        "group": item.group,
        "member": item.member,
        "kind": item.kind,
        "period": item.period.iso(),
        "source": item.source,
    }
