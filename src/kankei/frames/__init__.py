"""Frames of states and pairs of states, to which open data are joined by name."""

from __future__ import annotations

from .frame import Frame, frame, rule_of
from .units import Units, units

__all__ = ["Frame", "Units", "frame", "rule_of", "units"]
