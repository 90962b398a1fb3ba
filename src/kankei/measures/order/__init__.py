"""The shape of the international system: power, poles, frustration, blocs."""

from __future__ import annotations

from .blockmodel import Search
from .blocs import (
    BLOC_CRITERION,
    SAME_BLOC_PROBABILITY,
    Blocs,
    SameBloc,
    blocs,
    draw_signs,
    same_bloc,
)
from .capability import CAPABILITY_SHARE, Capability, capability
from .census import TRIANGLES_BALANCED_SHARE, Census, triangle_census
from .certificate import Certificate, certify
from .concentration import (
    CONCENTRATION_CON,
    CONCENTRATION_HHI,
    EFFECTIVE_NUMBER,
    Concentration,
    concentration,
)
from .frustration import FRUSTRATED_SHARE, FRUSTRATION_TIES, TIE_STRAIN, Frustration, frustration
from .memberships import GroupCohesion, group_cohesion
from .poles import POLE_DISTANCE, Poles, poles
from .programme import Optimum, least_frustration
from .signed import SignedNetwork, signed_networks
from .strain import strain

__all__ = [
    "Blocs",
    "Capability",
    "Census",
    "Certificate",
    "Concentration",
    "Frustration",
    "GroupCohesion",
    "Optimum",
    "Poles",
    "SameBloc",
    "Search",
    "SignedNetwork",
    "blocs",
    "capability",
    "certify",
    "concentration",
    "draw_signs",
    "frustration",
    "group_cohesion",
    "least_frustration",
    "poles",
    "same_bloc",
    "signed_networks",
    "strain",
    "triangle_census",
]

MEASURES = (
    CAPABILITY_SHARE,
    CONCENTRATION_CON,
    CONCENTRATION_HHI,
    EFFECTIVE_NUMBER,
    POLE_DISTANCE,
    FRUSTRATION_TIES,
    FRUSTRATED_SHARE,
    TIE_STRAIN,
    TRIANGLES_BALANCED_SHARE,
    BLOC_CRITERION,
    SAME_BLOC_PROBABILITY,
)
"""Measures of this room, in the order of the page."""
