"""`kankei measure dependence`: trade, arms and memberships of pairs of states, from open data."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from ..datasets import find, load
from ..measures import arms_dependence, membership_dependence, trade_dependence
from ..terms.dyad import Dyad
from ..terms.errors import InputError, Problem
from ..terms.period import Period
from .notes import Measured, Notes, notes_of


def measure_dependence(of: str, data: Path | None, dyads: tuple[Dyad, ...] = ()) -> Measured:
    """Measure how much two states depend on each other, by year.

    Parameters
    ----------
    of
        ``trade``, ``arms`` or ``memberships``.
    data
        Folder in which the data sets are looked for, before the cache of downloads.
    dyads
        Only these pairs, in both directions; all when empty.

    Raises
    ------
    InputError
        When there is no such dependence.
    DatasetError
        When a data set is nowhere.
    """
    if of not in KINDS:
        what = f"there is no dependence {of!r}"
        raise InputError(Problem(what, f"use one of {', '.join(KINDS)}"))
    table, notes = KINDS[of](data)
    return Measured(_among(table, dyads), notes)


def _trade(data: Path | None) -> tuple[pa.Table, Notes]:
    flows = load("cow_trade", find("cow_trade", data))
    return trade_dependence(flows.table), notes_of(flows)


def _arms(data: Path | None) -> tuple[pa.Table, Notes]:
    transfers = load("sipri_transfers", find("sipri_transfers", data))
    own = transfers.coverage.own
    periods = [period for stretches in own.values() for period in stretches]
    covered = Period(min(p.start for p in periods if p.start), max(p.end for p in periods if p.end))
    whole = [row["state"] for row in transfers.card.rows("complete", transfers.form)]
    return arms_dependence(transfers.table, whole, covered), notes_of(transfers)


def _memberships(data: Path | None) -> tuple[pa.Table, Notes]:
    shared = load("cow_igo_shared", find("cow_igo_shared", data))
    own = load("cow_igo", find("cow_igo", data))
    return membership_dependence(shared.table, own.table), notes_of(shared) + notes_of(own)


KINDS: Mapping[str, Callable[[Path | None], tuple[pa.Table, Notes]]] = {
    "trade": _trade,
    "arms": _arms,
    "memberships": _memberships,
}
"""What a state may depend on another for."""


def _among(table: pa.Table, dyads: tuple[Dyad, ...]) -> pa.Table:
    if not dyads:
        return table
    wanted = pa.array([f"{a}-{b}" for d in dyads for a, b in ((d.a, d.b), (d.b, d.a))])
    return table.filter(pc.is_in(pc.binary_join_element_wise(table["a"], table["b"], "-"), wanted))
