"""Militarized disputes: how hostile one state was to another in a year, and what it cost."""

from __future__ import annotations

from .loaded import Dataset
from .wide import read

DATASET = Dataset("cow_disputes", read)
