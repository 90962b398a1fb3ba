"""The relation of every pair of states, by domain and month, as a latent state with intervals.

Start reading at ``index.py``; a kind of observation is one file of ``families/``.
"""

from __future__ import annotations

from ...terms.language import Bilingual
from ..declare import Measure
from .anchors import Anchor
from .events import event_observations, unplaced
from .families import FAMILIES, Family
from .index import Settings, about, relation
from .indicators import ALL, DAILY_SCORES, Indicator, event_classes
from .influence import INFLUENCE, influence
from .local_level import LocalLevel, local_level
from .observations import OBSERVATIONS, Calendar
from .prediction import one_step_ahead
from .scores import score_coverage, score_observations
from .sensitivity import composite, without_each_source
from .spread import spread_over_months
from .ties import OrderedTie, tie_observations
from .voting import NEARNESS, NEARNESS_ALONE, vote_coverage, vote_observations

__all__ = [
    "ALL",
    "DAILY_SCORES",
    "FAMILIES",
    "INFLUENCE",
    "MEASURES",
    "NEARNESS",
    "NEARNESS_ALONE",
    "OBSERVATIONS",
    "Anchor",
    "Calendar",
    "Family",
    "Indicator",
    "LocalLevel",
    "OrderedTie",
    "Settings",
    "about",
    "composite",
    "event_classes",
    "event_observations",
    "influence",
    "local_level",
    "one_step_ahead",
    "relation",
    "score_coverage",
    "score_observations",
    "spread_over_months",
    "tie_observations",
    "unplaced",
    "vote_coverage",
    "vote_observations",
    "without_each_source",
]

_REFERENCE = (
    "Durbin and Koopman (2012), Time Series Analysis by State Space Methods, 2nd ed., ch. 10; "
    "Minka (2001), UAI 17: 362-369"
)

RELATION_INDEX = Measure(
    name="relation_index",
    missing=Bilingual(
        "資料の期間の外の月と、その分野で一度も観測のない組には行がない。期間内で報告のない月の値は"
        "前後の月から推定したものであり、区間が広くなる（n=0）。",
        "Months outside the source's period, and pairs never observed in the domain, have no row. "
        "In a month inside it without reports the value comes from other months, and the interval "
        "is wide (n = 0).",
    ),
    reference=_REFERENCE,
    page="relation",
    function=relation,
)

RELATION_COMPOSITE = Measure(
    name="relation_composite",
    missing=Bilingual(
        "重みを付けた分野のいずれかに値のない月は行がない。",
        "No row in a month in which one of the weighed domains has no value.",
    ),
    reference=_REFERENCE,
    page="relation",
    function=composite,
)

MEASURES = (RELATION_INDEX, RELATION_COMPOSITE)
"""Measures of this room, in the order of the page."""
