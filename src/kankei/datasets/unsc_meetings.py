"""Formal meetings of the Security Council and the totals of its votes."""

from __future__ import annotations

from .loaded import Dataset
from .wide import read

DATASET = Dataset("unsc_meetings", read)
