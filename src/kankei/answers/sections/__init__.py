"""The sections of a report, in the order in which such papers are written, one file each.

A section is a function ``compose(material) -> Section | None``; ``None`` when the record holds
nothing for it. The summary comes last in the making and first in the report.
"""

from collections.abc import Callable

from ..compose import Section
from ..material import Material
from . import (
    background,
    change,
    chronology,
    claims,
    conflicts,
    dependence,
    discourse,
    documents,
    effects,
    limits,
    measured,
    order,
    positions,
    relations,
    sources,
    summary,
    votes,
)

SECTIONS: tuple[Callable[[Material], Section | None], ...] = (
    summary.compose,
    background.compose,
    chronology.compose,
    change.compose,
    relations.compose,
    measured.compose,
    sources.compose,
    dependence.compose,
    votes.compose,
    positions.compose,
    order.compose,
    discourse.compose,
    claims.compose,
    effects.compose,
    conflicts.compose,
    documents.compose,
    limits.compose,
)

__all__ = ["SECTIONS"]
