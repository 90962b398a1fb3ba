"""Relations between states over time, as numbers: pure functions on tables, each declared.

A measure is a field of the dictionary, a function, and one line of :data:`MEASURES`.
"""

from __future__ import annotations

from .arrays import dyads_of
from .declare import Measure
from .dyad_scores import GDELT_SCORE_SUM, GDELT_SCORE_Z, dyad_scores
from .panel import (
    CONFLICT_COUNT,
    COOPERATION_COUNT,
    EVENTS_COUNT,
    NET_INTENSITY,
    domain_table,
    dyad_months,
    dyad_table,
    left_out,
    month_table,
    pairs_of_events,
    pairs_of_record,
)
from .vote_agreement import VOTES_AGREE_SHARE, VOTES_COMMON, vote_agreement, wilson

__all__ = [
    "MEASURES",
    "Measure",
    "domain_table",
    "dyad_months",
    "dyad_scores",
    "dyad_table",
    "dyads_of",
    "left_out",
    "month_table",
    "pairs_of_events",
    "pairs_of_record",
    "vote_agreement",
    "wilson",
]

MEASURES: tuple[Measure, ...] = (
    EVENTS_COUNT,
    COOPERATION_COUNT,
    CONFLICT_COUNT,
    NET_INTENSITY,
    VOTES_AGREE_SHARE,
    VOTES_COMMON,
    GDELT_SCORE_SUM,
    GDELT_SCORE_Z,
)
