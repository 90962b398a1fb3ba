"""Figures as Vega-Lite specifications with their data inside, one file per figure.

A figure is listed in :data:`FIGURES`, named after its module, and drawn by a function ``draw``
that takes plain rows and findings and gives a :class:`kankei.answers.compose.Figure`.
"""

from . import (
    argument_map,
    claimed_quantities,
    domain_years,
    dyad_curves,
    effects,
    timeline,
    vote_agreement,
)

FIGURES = (
    timeline,
    domain_years,
    dyad_curves,
    vote_agreement,
    claimed_quantities,
    argument_map,
    effects,
)

__all__ = ["FIGURES"]
