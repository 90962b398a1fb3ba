"""How alike two states choose: S, kappa, pi, tau-b and agreement, for votes and for ties."""

from __future__ import annotations

from .indices import Indices, indices
from .resampling import Resampling
from .signs import sign_draws
from .ties import (
    COMMITMENTS,
    PRESENCE,
    SIMILARITY_S_WEIGHTED,
    TIES_AGREE_SHARE,
    atop_commitments,
    commitments,
    tie_similarity,
)
from .votes import (
    SIMILARITY_KAPPA,
    SIMILARITY_PI,
    SIMILARITY_S,
    SIMILARITY_TAU_B,
    Similarities,
    vote_similarity,
)

__all__ = [
    "COMMITMENTS",
    "PRESENCE",
    "Indices",
    "Resampling",
    "Similarities",
    "atop_commitments",
    "commitments",
    "indices",
    "sign_draws",
    "tie_similarity",
    "vote_similarity",
]

MEASURES = (
    SIMILARITY_S,
    SIMILARITY_KAPPA,
    SIMILARITY_PI,
    SIMILARITY_TAU_B,
    SIMILARITY_S_WEIGHTED,
    TIES_AGREE_SHARE,
)
"""Measures of this room, in the order of the page."""
