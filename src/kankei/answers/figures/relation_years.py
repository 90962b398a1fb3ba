"""The long curves of political relations by yearly sources, with and without each source."""

from __future__ import annotations

from collections.abc import Sequence

from ...terms.finding import Finding
from ..compose import Figure
from .relation_beside import Bundle, drawn

KEY = "relation-years"


def draw(bundles: Sequence[Bundle], turn: float | None, findings: Sequence[Finding]) -> Figure:
    """Draw every relation, one point a year; ``turn`` is a decimal year."""
    return drawn(KEY, "relation_years", bundles, turn, findings)
