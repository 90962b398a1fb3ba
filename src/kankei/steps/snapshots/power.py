"""Concentration of power among the major powers, which is the same for every study."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from ...measures.snapshot_order import snapshot_concentration
from ..estimates import newest_edition
from ..order import CAPABILITIES, OUTLOOK, POWERS, measure_concentration
from .data import Needed
from .plan import Plan
from .recipe import Made, Options, Recipe, nothing_found
from .workshop import Workshop

NEEDED = (Needed(CAPABILITIES), Needed(POWERS), Needed(OUTLOOK))


def _concentration(shop: Workshop) -> Made:
    capabilities, _, outlook = (shop.data.folder(item) for item in NEEDED)
    measured = measure_concentration(capabilities, gdp=outlook)
    return nothing_found(snapshot_concentration(measured.table, _last_over(shop)))


def _last_over(shop: Workshop) -> int:
    """The last year that was over when the newest edition of the outlook came out."""
    edition = newest_edition(shop.data.load(Needed(OUTLOOK)).table)["edition"]
    newest: str = pc.max(edition.cast(pa.string())).as_py()
    return int(newest[:4]) - 1


def _asked(plan: Plan) -> Options:
    return {
        "states": " ".join(plan.region),
        "powers": "major powers of the Correlates of War; those of 2016 for the years after",
        "indices": "cinc, military_expenditure; gdp_usd_billion of the newest edition",
    }


POWER = (Recipe("concentration", lambda plan: NEEDED, _asked, _concentration),)
