"""Relations between states over time, as numbers: pure functions on tables, each declared.

A measure is a field of the dictionary, a function, and one line of :data:`MEASURES`.
"""

from __future__ import annotations

from .arrays import dyads_of
from .breaks import MEASURES as BREAKS
from .breaks import break_months, breaks, moves
from .declare import Measure
from .dependence import MEASURES as DEPENDENCE
from .dependence import arms_dependence, membership_dependence, trade_dependence
from .discourse import TERM_PER_10000_CHARACTERS, TERM_PER_10000_WORDS, discourse
from .dyad_scores import GDELT_SCORE_SUM, GDELT_SCORE_Z, dyad_scores
from .event_counts import (
    MENTIONS_COUNT,
    REPORTS_COUNT,
    days_seen,
    distinct_events,
    event_counts,
    not_counted,
    volume,
)
from .ideal_points import MEASURES as IDEAL_POINTS
from .ideal_points import ideal_points
from .order import MEASURES as ORDER
from .order import (
    blocs,
    capability,
    concentration,
    draw_signs,
    frustration,
    group_cohesion,
    poles,
    same_bloc,
    triangle_census,
)
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
from .relation import MEASURES as RELATION
from .vote_agreement import VOTES_AGREE_SHARE, VOTES_COMMON, vote_agreement, wilson
from .vote_similarity import MEASURES as SIMILARITY
from .vote_similarity import (
    Resampling,
    atop_commitments,
    tie_similarity,
    vote_similarity,
)

__all__ = [
    "MEASURES",
    "Measure",
    "Resampling",
    "arms_dependence",
    "atop_commitments",
    "blocs",
    "break_months",
    "breaks",
    "capability",
    "concentration",
    "days_seen",
    "discourse",
    "distinct_events",
    "domain_table",
    "draw_signs",
    "dyad_months",
    "dyad_scores",
    "dyad_table",
    "dyads_of",
    "event_counts",
    "frustration",
    "group_cohesion",
    "ideal_points",
    "left_out",
    "membership_dependence",
    "month_table",
    "moves",
    "not_counted",
    "pairs_of_events",
    "pairs_of_record",
    "poles",
    "same_bloc",
    "tie_similarity",
    "trade_dependence",
    "triangle_census",
    "volume",
    "vote_agreement",
    "vote_similarity",
    "wilson",
]

MEASURES: tuple[Measure, ...] = (
    EVENTS_COUNT,
    COOPERATION_COUNT,
    CONFLICT_COUNT,
    NET_INTENSITY,
    REPORTS_COUNT,
    MENTIONS_COUNT,
    VOTES_AGREE_SHARE,
    VOTES_COMMON,
    GDELT_SCORE_SUM,
    GDELT_SCORE_Z,
    *SIMILARITY,
    *ORDER,
    *IDEAL_POINTS,
    *RELATION,
    *BREAKS,
    *DEPENDENCE,
    TERM_PER_10000_WORDS,
    TERM_PER_10000_CHARACTERS,
)
