"""Drafts that a permanent member of the Security Council vetoed, one row for each who did."""

from __future__ import annotations

from .loaded import Dataset
from .wide import read

DATASET = Dataset("unsc_vetoes", read)
