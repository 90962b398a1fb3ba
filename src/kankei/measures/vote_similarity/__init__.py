"""How alike two states choose: S, kappa, pi, tau-b and agreement, for votes and for ties."""

from __future__ import annotations

from .indices import Indices, indices
from .resampling import Resampling
from .votes import Similarities, vote_similarity

__all__ = ["Indices", "Resampling", "Similarities", "indices", "vote_similarity"]
