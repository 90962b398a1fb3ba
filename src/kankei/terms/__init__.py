"""Vocabulary: what every room of the house means by a state, a period, an event, a finding.

Frozen dataclasses and the code tables behind them. Nothing here imports from the rest of kankei,
opens a file outside the package, or computes a result. The errors and the types of single fields
are in their own modules.
"""

from __future__ import annotations

from .actor import Actor, Office, StateRegister, states
from .dyad import Dyad, parse_dyads
from .effect import Effect, Link, Shock
from .errors import KankeiError, Problem
from .event import DOMAINS, Claim, Event, Participant
from .field import Field, fields
from .finding import Evidence, Finding
from .group import Group, Membership, groups
from .hedge import Hedge, hedge_of
from .identity import content_id
from .language import ANSWER_LANGUAGES, LANGUAGES, Bilingual
from .period import Period, Precision
from .plover import CameoCode, EventType, event_type, intensity, plover_of
from .source import Passage, Source, Span
from .state import State, StateName

__all__ = [
    "ANSWER_LANGUAGES",
    "DOMAINS",
    "LANGUAGES",
    "Actor",
    "Bilingual",
    "CameoCode",
    "Claim",
    "Dyad",
    "Effect",
    "Event",
    "EventType",
    "Evidence",
    "Field",
    "Finding",
    "Group",
    "Hedge",
    "KankeiError",
    "Link",
    "Membership",
    "Office",
    "Participant",
    "Passage",
    "Period",
    "Precision",
    "Problem",
    "Shock",
    "Source",
    "Span",
    "State",
    "StateName",
    "StateRegister",
    "content_id",
    "event_type",
    "fields",
    "groups",
    "hedge_of",
    "intensity",
    "parse_dyads",
    "plover_of",
    "states",
]
