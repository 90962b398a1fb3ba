"""Figures as Vega-Lite specifications with their data inside, one file per figure.

A figure is listed in :data:`FIGURES`, named after its module, and drawn by a function ``draw``
that takes plain rows and findings and gives a :class:`kankei.answers.compose.Figure`.
"""

from . import (
    argument_map,
    bloc_strip,
    claimed_quantities,
    domain_years,
    dyad_curves,
    effects,
    ideal_point_paths,
    polarity,
    relation_beside,
    relation_changes,
    relation_curves,
    relation_domains,
    relation_focus,
    relation_years,
    term_use,
    timeline,
    vote_agreement,
)

FIGURES = (
    timeline,
    domain_years,
    dyad_curves,
    vote_agreement,
    ideal_point_paths,
    polarity,
    bloc_strip,
    term_use,
    claimed_quantities,
    argument_map,
    effects,
    relation_focus,
    relation_curves,
    relation_changes,
    relation_beside,
    relation_years,
    relation_domains,
)

__all__ = ["FIGURES"]
