"""Dependence of the study's states on each other, from the first year that the study asks for."""

from __future__ import annotations

from collections.abc import Callable

import pyarrow as pa
import pyarrow.compute as pc

from ...measures.snapshots import snapshot_dependence
from ..dependence import measure_dependence
from .data import Needed
from .plan import WINDOW, Plan
from .recipe import Made, Options, Recipe, nothing_found
from .workshop import Workshop

ARMS = "sipri_transfers"


def _asked(of: str, later: int = 0) -> Callable[[Plan], Options]:
    """What is asked of a dependence, which may begin some years after the others."""
    return lambda plan: {
        "states": " ".join(plan.states),
        "from": str(plan.since + later),
        "measure": f"kankei measure dependence --of {of}",
    }


def _made(of: str, *columns: str, later: int = 0) -> Callable[[Workshop], Made]:
    def make(shop: Workshop) -> Made:
        plan = shop.plan
        table = measure_dependence(of, shop.data.root).table
        if of == "arms":
            table = _wholly_known(table, shop)
        return nothing_found(snapshot_dependence(table, plan.states, columns, plan.since + later))

    return make


def _wholly_known(table: pa.Table, shop: Workshop) -> pa.Table:
    """Rows of the states of which the transfers hold all that they received, by the card."""
    loaded = shop.data.load(Needed(ARMS))
    whole = [row["state"] for row in loaded.card.rows("complete", loaded.form)]
    return table.filter(pc.is_in(table["a"], pa.array(whole, pa.string())))


LATER = WINDOW - 1
"""Years until a window of deliveries holds none of before the first year."""

DEPENDENCES = (
    Recipe(
        "trade_dependence",
        lambda plan: (Needed("cow_trade"),),
        _asked("trade"),
        _made("trade", "trade_share", "trade_asymmetry", "partners_unknown"),
    ),
    Recipe(
        "arms_dependence",
        lambda plan: (Needed(ARMS),),
        _asked("arms", LATER),
        _made("arms", "arms_share", later=LATER),
    ),
    Recipe(
        "membership_dependence",
        lambda plan: (Needed("cow_igo_shared"), Needed("cow_igo")),
        _asked("memberships"),
        _made("memberships", "memberships_shared", "membership_share", "membership_asymmetry"),
    ),
)
